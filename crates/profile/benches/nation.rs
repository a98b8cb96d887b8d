//! How long the nation's figures take: the indicator table, one area's profile, every area's; skipped where the
//! published data is not at hand.
#![expect(missing_docs, reason = "criterion's macros make items of their own")]

use criterion::{Criterion, criterion_group, criterion_main};
use profile::{Conventions, Gaps, IndicatorTable, NeighbourChoice, Profiler};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

fn nation(criterion: &mut Criterion) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if !data.is_dir() {
        eprintln!("skipped: there is no published data in {}", data.display());
        return;
    }
    let options = ingest::import::Options::builtin().unwrap();
    let evidence = Arc::new(ingest::import::import(&[data], &options).unwrap().evidence);
    let conventions = Conventions::builtin();
    for name in ["lait", "default"] {
        let convention = conventions.get(name).unwrap();
        criterion.bench_function(&format!("indicator table, {name}"), |bench| {
            bench.iter(|| IndicatorTable::of(black_box(&evidence), convention, None));
        });
    }
    let convention = Arc::new(conventions.get("default").unwrap().clone());
    let (choice, gaps) = (NeighbourChoice::ByConvention, Arc::new(Gaps::builtin()));
    let profiler = Profiler::new(evidence.clone(), "bench", convention, &choice, gaps).unwrap();
    let luton = evidence.areas.find("Luton").unwrap().number;
    for date in ["2011-08-31", "2026-06-30"] {
        let date = date.parse().unwrap();
        criterion.bench_function(&format!("one area's profile, {date}"), |bench| {
            bench.iter(|| profiler.area(black_box(luton), date));
        });
        criterion.bench_function(&format!("every area's profile, {date}"), |bench| {
            bench.iter(|| profiler.all(black_box(date)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = nation
}
criterion_main!(benches);
