//! How long the nation's figures take: the indicator table, one area's profile, every area's; skipped where the
//! published data is not at hand.
#![expect(missing_docs, reason = "criterion's macros make items of their own")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use evidence::{AspectIndex, RemitIndex};
use profile::figure::SettingsOf;
use profile::{
    Conventions, FigureKey, FigurePlace, Gaps, IndicatorTable, NeighbourChoice, PreparedDate, Profile,
    Profiler,
};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

/// As many figures as a long letter names: indicators and shares, own, of similar areas, of the region and England.
fn keys_of_a_letter(profile: &Profile) -> Vec<FigureKey> {
    let own = FigurePlace::Area(profile.area);
    let places = [own, FigurePlace::NeighboursOf(profile.area), FigurePlace::England];
    let indicators = profile.indicators.iter().take(40).flat_map(|block| {
        let label = &block.latest.period.label;
        let of = |place| FigureKey::indicator(block.indicator.as_str(), block.group.as_str(), label, place);
        places.map(of).into_iter().chain([of(own).change_since(&block.series[0].period.label)])
    });
    let day = profile.as_at.to_string();
    let remits = profile.remits.iter().flat_map(|remit| {
        let of = || SettingsOf::new([remit.remit.clone()], remit.aspects[0].aspect.clone()).good_or_better();
        places.map(|place| of().at(&day, place))
    });
    indicators.chain(remits).collect()
}

/// How sure the share of every area is in every remit and aspect, with ranks, funnels and England.
fn every_standing(prepared: &PreparedDate) -> usize {
    let vocabulary = &prepared.evidence().vocabulary;
    let remits = (0..=u8::MAX).map(RemitIndex).take(vocabulary.remits.len());
    let all = remits.flat_map(|remit| {
        (0..=u8::MAX).map(AspectIndex).take(vocabulary.aspects.len()).map(move |aspect| (remit, aspect))
    });
    all.map(|(remit, aspect)| {
        let standings = prepared.standings(remit, aspect);
        let areas = standings.areas.iter();
        areas.map(|one| standings.statistics(one.area, one.share, Some(one.share))).map(black_box).count()
    })
    .sum()
}

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
        // Standings are kept, so each round asks another prepared date.
        criterion.bench_function(&format!("uncertainty and rank intervals of all remits, {date}"), |bench| {
            bench.iter_batched(
                || profiler.as_at(date),
                |prepared| every_standing(&prepared),
                BatchSize::PerIteration,
            );
        });
        let prepared = profiler.as_at(date);
        let profile = prepared.profiles(&[luton]).remove(0);
        criterion.bench_function(&format!("one area's profile, prepared, {date}"), |bench| {
            bench.iter(|| prepared.profiles(black_box(&[luton])));
        });
        let keys = keys_of_a_letter(&profile);
        criterion.bench_function(&format!("{} figures of a letter, {date}", keys.len()), |bench| {
            bench.iter(|| keys.iter().map(|key| prepared.figure(black_box(key))).collect::<Vec<_>>());
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = nation
}
criterion_main!(benches);
