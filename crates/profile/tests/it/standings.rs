//! Where areas stand in their remits on the real data: intervals, ranks, funnels, and how long all of it takes to say.

use profile::statistics::funnel::Position;
use profile::{
    Conventions, EnglandBand, Gaps, NeighbourChoice, Profile, Profiler, ShareStatistics, Uncertainty,
};
use std::sync::Arc;

fn profiles(date: &str) -> Option<Vec<Profile>> {
    Some(testkit::snapshot::profiles(testkit::snapshot::evidence()?, date))
}

/// Every share of every area with its statistics.
fn statistics(profiles: &[Profile]) -> impl Iterator<Item = (&str, profile::Share, &ShareStatistics)> {
    profiles.iter().flat_map(|profile| &profile.remits).flat_map(|remit| {
        let of = remit.aspects.iter();
        of.filter_map(|aspect| {
            Some((remit.remit.as_str(), aspect.good_or_better?, aspect.statistics.as_ref()?))
        })
    })
}

#[test]
fn every_share_of_every_area_has_an_interval_that_holds_it_and_a_rank_within_its_own() {
    for date in ["2011-08-31", "2019-08-31", "2023-08-31"] {
        let Some(profiles) = profiles(date) else { return };
        let mut seen = 0;
        for (remit, share, of) in statistics(&profiles) {
            let interval = of.uncertainty.interval().unwrap();
            assert!(interval.low <= share.percent() && share.percent() <= interval.high, "{remit} {share}");
            assert_eq!(
                share.whole() < 30,
                matches!(of.uncertainty, Uncertainty::MidP { .. }),
                "{remit} {share}"
            );
            if let (Some((rank, many)), Some(ranks)) = (of.rank, of.rank_interval) {
                assert!(ranks.best <= rank && rank <= ranks.worst && ranks.worst <= many && ranks.of == many);
            }
            if let Some(funnel) = of.funnel {
                let percent = share.percent();
                let inner = (funnel.inner_low - 1e-9..=funnel.inner_high + 1e-9).contains(&percent);
                assert_eq!(inner, funnel.position == Position::Within, "{remit} {share} {funnel:?}");
                assert!(funnel.outer_low <= funnel.inner_low && funnel.inner_high <= funnel.outer_high);
            }
            seen += 1;
        }
        assert!(seen > 500, "{date}: {seen}");
    }
}

/// The statistics of overall effectiveness of a remit, area by area.
fn overall<'p>(profiles: &'p [Profile], wanted: &str) -> Vec<&'p ShareStatistics> {
    let of_area = |profile: &'p Profile| {
        let remit = profile.remits.iter().find(|remit| remit.remit.as_str() == wanted)?;
        remit.overall()?.statistics.as_ref()
    };
    profiles.iter().filter_map(of_area).collect()
}

#[test]
fn special_schools_cannot_be_told_apart_and_primary_schools_differ_by_more_than_chance() {
    let Some(profiles) = profiles("2019-08-31") else { return };
    let special = overall(&profiles, "special-school");
    let far = |one: &&&ShareStatistics| one.funnel.is_some_and(|at| at.position == Position::FarAbove);
    assert_eq!(special.iter().filter(far).count(), 0, "all good of few is no sign of anything");
    let worst: Vec<&&ShareStatistics> = special.iter().filter(|one| one.band == Some('D')).collect();
    let told = worst.iter().filter(|one| one.beside_england.band == EnglandBand::Worse).count();
    assert!(told * 4 < worst.len(), "{told} of {}", worst.len());
    let dispersion = overall(&profiles, "primary-school")[0].funnel.unwrap().dispersion.unwrap();
    assert!(dispersion.overdispersed && dispersion.areas > 140 && dispersion.phi > 2.0, "{dispersion:?}");
}

#[test]
fn the_same_date_gives_the_same_standings_again() {
    let Some(evidence) = testkit::snapshot::evidence() else { return };
    let convention = Arc::new(Conventions::builtin().get("default").unwrap().clone());
    let (choice, gaps) = (NeighbourChoice::ByConvention, Arc::new(Gaps::builtin()));
    let profiler = Profiler::new(evidence.clone(), "x", convention, &choice, gaps).unwrap();
    let date = "2019-08-31".parse().unwrap();
    let (one, other) = (profiler.as_at(date), profiler.as_at(date));
    let vocabulary = &evidence.vocabulary;
    for remit in &vocabulary.remits {
        let (remit, _) = vocabulary.remit(remit.id.as_str()).unwrap();
        let (aspect, _) = vocabulary.aspect("overall-effectiveness").unwrap();
        assert_eq!(one.standings(remit, aspect), other.standings(remit, aspect));
    }
}
