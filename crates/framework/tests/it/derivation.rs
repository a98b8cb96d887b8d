//! From profiles written by hand to results: what fires, what limits, what is missing, and why.

use crate::example_profile::{area, framework, luton};
use framework::assessment::{Assessment, Derived};
use framework::language::Truth;

fn number(assessment: &Assessment) -> Option<u8> {
    assessment.derived.grade().map(|grade| grade.number)
}

#[test]
fn a_grade_comes_with_the_points_that_made_it_and_the_figures_behind_them() {
    let framework = framework("england-2011.toml");
    let assessment = framework::derive(&framework, &luton().done());
    insta::assert_snapshot!(assessment.derived.because());
    let primary = &assessment.blocks[0].measures[1];
    insta::assert_snapshot!(primary.because);
    let figures = primary.facts[0].figures.iter();
    let named: Vec<(String, &str)> =
        figures.map(|figure| (figure.key.subject.to_string(), figure.shown.as_str())).collect();
    insta::assert_debug_snapshot!(named);
}

#[test]
fn a_priority_action_caps_the_grade_of_2011_for_a_year_and_no_longer() {
    let framework = framework("england-2011.toml");
    let within = luton().event("unannounced-inspection", "priority-action", "2011-02-01").done();
    let assessment = framework::derive(&framework, &within);
    assert_eq!(number(&assessment), Some(1));
    let limit = &assessment.limits[0];
    let lowered = limit.lowered.as_ref().unwrap();
    assert_eq!((lowered.0.number, lowered.1.number), (3, 1));
    assert!(limit.rule.because.contains("1 February 2011"), "{}", limit.rule.because);

    let before = luton().event("unannounced-inspection", "priority-action", "2010-08-31").done();
    let assessment = framework::derive(&framework, &before);
    assert_eq!(number(&assessment), Some(3));
    assert_eq!(assessment.limits[0].rule.truth, Truth::NotKnown);
}

#[test]
fn inadequate_safeguarding_limits_until_the_next_inspection() {
    let framework = framework("england-2011.toml");
    let inadequate = || luton().event("safeguarding-inspection", "inadequate", "2009-10-01");
    assert_eq!(number(&framework::derive(&framework, &inadequate().done())), Some(1));
    let again = inadequate().event("safeguarding-inspection", "adequate", "2011-03-01").done();
    let assessment = framework::derive(&framework, &again);
    assert_eq!(assessment.limits[1].rule.truth, Truth::False);
    assert!(number(&assessment) > Some(1));
}

#[test]
fn an_area_without_evidence_has_no_grade_and_is_told_why() {
    let framework = framework("england-2011.toml");
    let assessment = framework::derive(&framework, &area(821, "Luton", "2011-08-31").done());
    let Derived::Withheld { because } = &assessment.derived else { panic!("{:?}", assessment.derived) };
    assert!(because.contains("block A"), "{because}");
    assert_eq!(assessment.robustness, None);
    assert!(assessment.missing.len() >= framework.measures.len());
}

#[test]
fn what_is_missing_is_named_with_what_the_framework_did_about_it() {
    let framework = framework("england-2011.toml");
    let assessment = framework::derive(&framework, &luton().done());
    let notes: Vec<String> = assessment
        .missing
        .iter()
        .map(|note| format!("{}: {} → {}", note.where_, note.what, note.effect))
        .collect();
    insta::assert_snapshot!(notes.join("\n"));
}

#[test]
fn robustness_is_the_same_however_often_and_beside_which_areas_it_is_evaluated() {
    let framework = framework("england-2011.toml");
    let profiles = [luton().done(), area(301, "Empty", "2011-08-31").done(), luton().done()];
    let alone = framework::derive_with_robustness(&framework, &profiles[0]);
    let together = framework::derive_all(&framework, &profiles, true);
    assert_eq!(alone.json(), together[0].json());
    assert_eq!(together[0].json(), together[2].json());
    let robustness = alone.robustness.unwrap();
    assert_eq!(robustness.resampled_grades.iter().map(|(_, count)| count).sum::<u32>(), 1000);
    insta::assert_snapshot!(robustness.said);
}
