//! How long reading takes: everything, and the benchmarking values alone; skipped where the published data is not at
//! hand.
#![expect(missing_docs, reason = "criterion's macros make items of their own")]

use criterion::{Criterion, criterion_group, criterion_main};
use ingest::import::{Options, import};
use std::path::Path;

fn published(criterion: &mut Criterion) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if !data.is_dir() {
        eprintln!("skipped: there is no published data in {}", data.display());
        return;
    }
    let options = Options::builtin().unwrap();
    let benchmarking = [data.join("lait"), data.join("neighbours")];
    criterion.bench_function("benchmarking values and neighbours", |bench| {
        bench.iter(|| import(&benchmarking, &options).unwrap());
    });
    for folder in ["childcare", "schools", "social-care", "attainment", "la-inspections"] {
        let paths = [data.join(folder)];
        criterion.bench_function(folder, |bench| bench.iter(|| import(&paths, &options).unwrap()));
    }
    let everything = [data];
    criterion.bench_function("everything", |bench| bench.iter(|| import(&everything, &options).unwrap()));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = published
}
criterion_main!(benches);
