//! How long the nation's grades take, with and without how firm they are; skipped where the published data is not at
//! hand.

use criterion::{Criterion, criterion_group, criterion_main};
use framework::{Framework, Names, derive_all};
use profile::{Conventions, Gaps, NeighbourChoice, Profiler};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

fn nation(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let data = root.join("../shared/data");
    if !data.is_dir() {
        eprintln!("skipped: there is no published data in {}", data.display());
        return;
    }
    let options = ingest::import::Options::builtin().unwrap();
    let evidence = Arc::new(ingest::import::import(&[data], &options).unwrap().evidence);
    let conventions = Conventions::builtin();
    let convention = Arc::new(conventions.get("default").unwrap().clone());
    let (choice, gaps) = (NeighbourChoice::ByConvention, Arc::new(Gaps::builtin()));
    let profiler = Profiler::new(evidence.clone(), "bench", convention, &choice, gaps).unwrap();
    let vocabulary = ingest::vocabulary::builtin();
    let names = Names::of_vocabulary(&vocabulary);
    for year in ["england-2011", "england-2026"] {
        let file = root.join(format!("frameworks/{year}.toml"));
        criterion.bench_function(&format!("{year}: read and check the file"), |bench| {
            bench.iter(|| Framework::load(black_box(&file), &names).unwrap());
        });
        let framework = Framework::load(&file, &names).unwrap();
        let profiles = profiler.all(framework.as_at.unwrap());
        criterion.bench_function(&format!("{year}: every area"), |bench| {
            bench.iter(|| derive_all(&framework, black_box(&profiles), false));
        });
        criterion.bench_function(&format!("{year}: every area, with how firm"), |bench| {
            bench.iter(|| derive_all(&framework, black_box(&profiles), true));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = nation
}
criterion_main!(benches);
