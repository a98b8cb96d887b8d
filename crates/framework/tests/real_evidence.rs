//! The frameworks on the real published evidence, where it is at hand.

mod example_profile;

use example_profile::framework;
use framework::assessment::{Assessment, Derived};
use framework::validate::{known, validate};
use ingest::import::{Options, import};
use profile::{Conventions, Gaps, NeighbourChoice, Profile, Profiler};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Everything published that bears on 2009 to 2011, with the seven events of 2009; nothing where it is not at hand.
static EVIDENCE: LazyLock<Option<evidence::Evidence>> = LazyLock::new(|| {
    let data = root().join("../shared/data");
    if !data.is_dir() {
        #[expect(clippy::disallowed_methods, reason = "in CI the data must be there")]
        let in_ci = std::env::var("CI").is_ok_and(|value| value == "true");
        assert!(!in_ci, "the published data must be in ../shared/data");
        eprintln!("skipped: the published data is not in ../shared/data");
        return None;
    }
    let mut paths: Vec<PathBuf> = ["schools", "attainment", "neighbours", "childcare", "looked-after"]
        .iter()
        .map(|one| data.join(one))
        .collect();
    paths.push(root().join("examples/area-events-2009.csv"));
    Some(import(&paths, &Options::builtin().unwrap()).unwrap().evidence)
});

fn profiles(evidence: &evidence::Evidence, framework: &framework::Framework) -> Vec<Profile> {
    let conventions = Conventions::builtin();
    let gaps = Gaps::builtin();
    let convention = conventions.get("default").unwrap();
    let profiler =
        Profiler::new(evidence, "test", convention, &NeighbourChoice::ByConvention, &gaps).unwrap();
    profiler.all(framework.as_at.unwrap())
}

fn assessed(year: u16, with_firmness: bool) -> Option<(framework::Framework, Vec<Assessment>)> {
    let evidence = EVIDENCE.as_ref()?;
    let framework = framework(&format!("england-{year}.toml"));
    let assessments = framework::derive_all(&framework, &profiles(evidence, &framework), with_firmness);
    Some((framework, assessments))
}

fn known(year: u16, evidence: &evidence::Evidence) -> Vec<known::KnownGrade> {
    known::load(&root().join(format!("examples/known-grades-{year}.csv")), &evidence.areas).unwrap()
}

#[test]
fn the_seven_authorities_of_2009_come_out_limited_from_3_to_2() {
    let Some((framework, assessments)) = assessed(2009, false) else { return };
    let known = known(2009, EVIDENCE.as_ref().unwrap());
    let validation = validate(&framework, &assessments, &known);
    assert_eq!(validation.limited.len(), 7);
    for area in &validation.limited {
        assert_eq!((area.derived_from, area.derived_to), (Some(3), Some(2)), "{}", area.name);
        assert_eq!(area.by, ["Priority action after an unannounced inspection"], "{}", area.name);
    }
    // Nobody else is limited: no other event is known.
    let lowered = assessments.iter().filter(|one| one.limits.iter().any(|limit| limit.lowered.is_some()));
    assert_eq!(lowered.count(), 7);
}

#[test]
fn every_area_of_2009_to_2011_has_a_grade_with_reasons_or_says_why_not() {
    for year in [2009, 2010, 2011] {
        let Some((framework, assessments)) = assessed(year, false) else { return };
        assert!(assessments.len() >= 150, "{}", assessments.len());
        for one in &assessments {
            match &one.derived {
                Derived::Grade { because, .. } => {
                    assert!(because.contains("block A"), "{}: {because}", one.name)
                }
                Derived::Withheld { because } => {
                    assert!(because.contains("too thin"), "{}: {because}", one.name)
                }
                Derived::NoOverall { .. } => panic!("{year} has an overall grade"),
            }
            let measures = one.blocks.iter().flat_map(|block| &block.measures);
            assert_eq!(measures.clone().count(), framework.measures.len());
            assert!(measures.into_iter().all(|measure| !measure.because.is_empty()));
        }
        // The City and Scilly have one school or none; of the schools of Poole and Bournemouth, which were numbered
        // anew when the councils were joined, next to no judgement survives.
        let thin = ["City of London", "Isles of Scilly", "Poole", "Bournemouth"];
        let without: Vec<&str> = assessments
            .iter()
            .filter(|one| one.derived.grade().is_none())
            .map(|one| one.name.as_str())
            .filter(|name| !thin.contains(name))
            .collect();
        assert!(without.is_empty(), "{year}: {without:?}");
    }
}

#[test]
fn luton_in_2011_is_told_with_the_figures_that_were_published() {
    let Some((_, assessments)) = assessed(2011, true) else { return };
    let luton = assessments.iter().find(|one| one.name == "Luton").unwrap();
    let page = framework::explain::explain_area(luton).text();
    // 36.5 to 56.7 in Luton, 45.6 to 59.0 in England; the gap at level 2 14.8 in 2010 against England's 20.1.
    for figure in ["56.7", "59", "14.8", "20.1", "12.2"] {
        assert!(page.contains(figure), "{figure} is not in\n{page}");
    }
    assert!(page.contains("Children's homes, fostering and adoption"), "{page}");
}
