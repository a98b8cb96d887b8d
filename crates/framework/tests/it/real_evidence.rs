//! The frameworks on the real published evidence, where it is at hand.

use crate::example_profile::framework;
use framework::assessment::{Assessment, Derived};
use framework::validate::{known, validate};
use ingest::import::{Options, import};
use profile::Profile;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// Everything published that bears on 2009 to 2011, with the seven events of 2009; nothing where it is not at hand.
static EVIDENCE: LazyLock<Option<Arc<evidence::Evidence>>> = LazyLock::new(|| {
    let data = testkit::published::folder()?;
    let mut paths: Vec<PathBuf> = ["schools", "attainment", "neighbours", "childcare", "looked-after"]
        .iter()
        .map(|one| data.join(one))
        .collect();
    paths.push(testkit::root().join("examples/area-events-2009.csv"));
    Some(Arc::new(import(&paths, &Options::builtin().unwrap()).unwrap().evidence))
});

fn profiles(evidence: &Arc<evidence::Evidence>, framework: &framework::Framework) -> Vec<Profile> {
    testkit::snapshot::profiles(evidence, &framework.as_at.unwrap().to_string())
}

fn assessed(year: u16, with_robustness: bool) -> Option<(framework::Framework, Vec<Assessment>)> {
    let evidence = EVIDENCE.as_ref()?;
    let framework = framework(&format!("england-{year}.toml"));
    let assessments = framework::derive_all(&framework, &profiles(evidence, &framework), with_robustness);
    Some((framework, assessments))
}

fn known(year: u16, evidence: &evidence::Evidence) -> Vec<known::KnownGrade> {
    known::load(&testkit::root().join(format!("examples/known-grades-{year}.csv")), &evidence.areas).unwrap()
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
fn a_second_evaluator_gives_every_area_of_2009_to_2011_the_same_grade() {
    for year in [2009, 2010, 2011] {
        let Some((framework, assessments)) = assessed(year, false) else { return };
        let path = testkit::root().join(format!("frameworks/england-{year}.toml"));
        let file: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
        let file = serde_json::to_value(file).unwrap();
        for (profile, one) in profiles(EVIDENCE.as_ref().unwrap(), &framework).iter().zip(&assessments) {
            let second = crate::naive::Naive { file: &file, profile }.grade();
            assert_eq!(one.derived.grade().map(|grade| grade.number), second, "{} {year}", one.name);
        }
    }
}

#[test]
fn the_known_grades_lie_in_ranges_that_still_say_something() {
    let (mut covered, mut compared) = (0, 0);
    for year in [2009, 2010, 2011] {
        let Some((framework, assessments)) = assessed(year, false) else { return };
        let ranges = validate(&framework, &assessments, &known(year, EVIDENCE.as_ref().unwrap())).ranges;
        covered += ranges.all.covered();
        compared += ranges.all.compared;
        assert_eq!(ranges.years.len(), 1);
        let width = ranges.width_of_all_areas.mean_distance.unwrap();
        assert!((0.5..=1.5).contains(&width), "{year}: {width}");
        for one in &assessments {
            let Some(grade) = one.derived.grade() else { continue };
            let range = one.range.as_ref().unwrap();
            assert!((range.worst..=range.best).contains(&grade.number), "{}: {range:?}", one.name);
            // Of no area is everything known that could limit it.
            assert!(one.if_limited.as_ref().unwrap().grade <= grade.number, "{}", one.name);
        }
    }
    assert!(covered * 10 >= compared * 9, "{covered} of {compared}");
    assert!(compared >= 30, "{compared}");
}

#[test]
fn birmingham_in_2011_is_told_with_what_could_limit_it() {
    let Some((_, assessments)) = assessed(2011, false) else { return };
    let birmingham = assessments.iter().find(|one| one.name == "Birmingham").unwrap();
    assert_eq!(
        birmingham.headline,
        "Performs excellently (4) on the evidence held; 3 to 4 with what is missing; 1 if an unannounced inspection \
         called for priority action or a safeguarding inspection was inadequate, which the evidence cannot show"
    );
    assert_eq!(birmingham.if_limited.as_ref().unwrap().grade, 1);
}

#[test]
fn the_order_and_the_splitting_of_files_change_nothing() {
    let Some(data) = testkit::published::folder() else { return };
    let Some((framework, assessments)) = assessed(2009, false) else { return };
    // The seven events in three files, and every folder in the opposite order.
    let events = std::fs::read_to_string(testkit::root().join("examples/area-events-2009.csv")).unwrap();
    let (head, rows) = events.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    let mut paths = Vec::new();
    for (at, part) in rows.chunks(3).rev().enumerate() {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("events-{at}.csv"));
        std::fs::write(&path, format!("{head}\n{}\n", part.join("\n"))).unwrap();
        paths.push(path);
    }
    paths.extend(
        ["looked-after", "childcare", "neighbours", "attainment", "schools"].map(|one| data.join(one)),
    );
    let evidence = Arc::new(import(&paths, &Options::builtin().unwrap()).unwrap().evidence);
    let again = framework::derive_all(&framework, &profiles(&evidence, &framework), false);
    assert_eq!(assessments.len(), again.len());
    for (one, other) in assessments.iter().zip(&again) {
        assert_eq!((&one.name, &one.headline, &one.derived), (&other.name, &other.headline, &other.derived));
        assert_eq!((&one.range, &one.if_limited), (&other.range, &other.if_limited));
    }
}

#[test]
fn luton_in_2011_is_explained_with_the_figures_that_were_published() {
    let Some((_, assessments)) = assessed(2011, true) else { return };
    let luton = assessments.iter().find(|one| one.name == "Luton").unwrap();
    let page = serde_json::to_string_pretty(luton).unwrap();
    // 36.5 to 56.7 in Luton, 44.1 to 58.4 in England's state-funded schools; the gap at level 2 14.8 in 2010 against England's 20.1.
    for figure in ["56.7", "58.4", "14.8", "20.1", "12.2"] {
        assert!(page.contains(figure), "{figure} is not in\n{page}");
    }
    assert!(page.contains("Children's homes, fostering and adoption"), "{page}");
}

/// The text of the framework of 2011 with some of its lines changed, checked.
fn edited(changes: &[(&str, &str)]) -> framework::Framework {
    let mut text = include_str!("../../../../frameworks/england-2011.toml").to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "`{from}` is not in the file");
        text = text.replacen(from, to, 1);
    }
    let vocabulary = crate::example_profile::vocabulary();
    let names = framework::Names::of_vocabulary(&vocabulary);
    framework::Framework::check("edited.toml", &text, &names).unwrap()
}

/// The grade that a person works out who has read `framework explain` and each block's points: the weighed mean of the
/// blocks that are known, the edges, and the one requirement of the highest grade.
fn by_hand(assessment: &Assessment, weights: [f64; 3], edges: [f64; 3]) -> Option<u8> {
    let points: Vec<Option<f64>> = assessment.blocks.iter().map(|block| block.points).collect();
    points[0]?;
    let known = || points.iter().zip(weights).filter_map(|(points, weight)| Some(((*points)?, weight)));
    let sum: f64 = known().map(|(points, weight)| points * weight).sum();
    let mean = sum / known().map(|(_, weight)| weight).sum::<f64>();
    let grade = match edges.iter().position(|edge| mean >= edge - 1e-9) {
        Some(at) => 4 - u8::try_from(at).unwrap(),
        None => 1,
    };
    let in_line = assessment.requirements[0].truth != framework::language::Truth::False;
    Some(if grade == 4 && !in_line { 3 } else { grade })
}

#[test]
fn what_an_edit_does_can_be_foreseen_from_the_explanation_in_every_area() {
    let Some((before, assessments)) = assessed(2011, false) else { return };
    let profiles = profiles(EVIDENCE.as_ref().unwrap(), &before);
    let (weights, edges) = ([40.0, 35.0, 25.0], [3.2, 2.6, 2.3]);
    let edge = [
        ("{ from = 3.2, grade = 4 }", "{ from = 3.1, grade = 4 }"),
        ("{ from = 2.6, below = 3.2, grade = 3 }", "{ from = 2.6, below = 3.1, grade = 3 }"),
    ];
    let weight = [("weight = 40\nneeds", "weight = 50\nneeds"), ("weight = 25\nneeds", "weight = 15\nneeds")];
    for (changes, weights_after, edges_after) in
        [(&edge, weights, [3.1, 2.6, 2.3]), (&weight, [50.0, 35.0, 15.0], edges)]
    {
        let difference = framework::diff::diff(&before, &edited(changes), &profiles);
        let told: Vec<&str> = difference.areas.iter().map(|area| area.name.as_str()).collect();
        let mut foreseen = Vec::new();
        for one in &assessments {
            let now = by_hand(one, weights, edges);
            assert_eq!(now, one.derived.grade().map(|grade| grade.number), "{}", one.name);
            let then = by_hand(one, weights_after, edges_after);
            if then != now {
                foreseen.push((one.name.as_str(), then));
            }
        }
        assert_eq!(told, foreseen.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for (area, (_, then)) in difference.areas.iter().zip(foreseen) {
            assert!(area.after.ends_with(&format!("({})", then.unwrap())), "{area:?}");
        }
        assert!(!difference.areas.is_empty() && difference.areas.len() < 40, "{}", difference.areas.len());
    }
}
