//! How long it takes to get ready for a profile, to check a letter, and to draft one.
#![expect(missing_docs, reason = "criterion's macros make items of their own")]

#[path = "../tests/it/made/mod.rs"]
mod made;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use statements::check::check_with;
use statements::read::Format;
use statements::{CheckContext, Facts, Lexicon, Recogniser, Selection, read, statements};
use std::hint::black_box;

/// Claims of every kind, a letter's worth.
fn letter() -> String {
    let profile = made::luton();
    let lexicon = Lexicon::built_in().unwrap();
    let facts = Facts::new(&profile, &lexicon);
    let own: Vec<String> = statements(&facts, Selection::default()).into_iter().map(|one| one.text).collect();
    own.join("\n\n").repeat(4)
}

fn checking(criterion: &mut Criterion) {
    let profile = made::luton();
    let lexicon = Lexicon::built_in().unwrap();
    let facts = Facts::new(&profile, &lexicon);
    let recogniser = Recogniser::new(&facts);
    criterion.bench_function("read the lexicon", |bench| bench.iter(|| Lexicon::built_in().unwrap()));
    criterion
        .bench_function("ready for a profile", |bench| bench.iter(|| Recogniser::new(black_box(&facts))));
    let text = letter();
    let mut group = criterion.benchmark_group("letters");
    for times in [1, 10, 100] {
        let long = text.repeat(times);
        group.throughput(Throughput::Bytes(long.len() as u64));
        let document = read::read(long.as_bytes(), Format::Text).unwrap();
        group.bench_function(format!("check {times} letters in one"), |bench| {
            bench.iter(|| check_with(black_box(&document), &recogniser, &facts, CheckContext::default()));
        });
    }
    group.finish();
    criterion.bench_function("statements", |bench| bench.iter(|| statements(&facts, Selection::default())));
}

criterion_group!(benches, checking);
criterion_main!(benches);
