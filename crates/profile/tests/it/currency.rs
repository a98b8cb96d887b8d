//! No claim newer than its evidence: grades that were followed by an inspection without one, and the edge of the evidence.

use crate::settings::profile_of_luton;
use evidence::SettingId;
use profile::model::{NoJudgement, RemitProfile};
use profile::settings::YearKnown;
use profile::{ComparedWith, Profile, ShareFound};
use testkit::world::{LUTON, SLOUGH, World, day};

const IMPROVEMENT: &str = "four-point-requires-improvement";

fn primary(profile: &Profile) -> &RemitProfile {
    profile.remits.iter().find(|remit| remit.remit.as_str() == "primary-school").unwrap()
}

fn why_none<'p>(remit: &'p RemitProfile, id: &str) -> &'p NoJudgement {
    let id = SettingId::from(id);
    remit.settings.iter().find(|one| one.setting == id).unwrap().judgement.as_ref().unwrap_err()
}

#[test]
fn a_grade_that_an_inspection_without_one_followed_counts_nowhere_and_can_be_told() {
    let mut made = World::new();
    let date = day(2026, 6, 30);
    let source = made.source("register", Some(date), &[]);
    for (id, code) in [("failing", 4), ("good", 2), ("superseded", 4), ("carded", 1)] {
        made.list(id, "primary-school", LUTON, (source, date), |s| s.name = format!("The {id} school"));
        made.inspect(id, source, day(2021, 11, 1), IMPROVEMENT, code);
    }
    made.inspect_without_grade("superseded", source, day(2026, 2, 10), "not-graded-overall");
    made.inspect_without_grade("carded", source, day(2026, 2, 10), "report-card");
    made.inspect_without_grade("failing", source, day(2026, 2, 10), "focused-visit");
    let profile = profile_of_luton(&made.finish(), date);
    let remit = primary(&profile);
    let now = &remit.overall().unwrap().now;
    assert_eq!((now.settings, now.judged(), now.not_judged, now.inspected_since), (4, 2, 0, 2));
    assert_eq!(now.inadequate(), 1);
    assert_eq!(remit.overall().unwrap().good_or_better.unwrap().to_string(), "1 of 2");
    assert_eq!(remit.overall().unwrap().year_before.inadequate(), 2);
    let NoJudgement::InspectedSince(since) = why_none(remit, "superseded") else { panic!() };
    assert_eq!((since.inspected, since.by.as_str()), (day(2026, 2, 10), "not graded overall"));
    assert_eq!(since.last.as_ref().unwrap().label, "Inadequate");
    let named: Vec<&String> = profile.notices.iter().filter(|one| one.contains("superseded")).collect();
    assert_eq!(
        named,
        [
            "2 primary schools were inspected since their last grade, or for the first time, without being given a \
          single-word grade: no earlier grade counts for them. Among them: The superseded school (judged inadequate on \
          1 November 2021; not graded overall on 10 February 2026)."
        ]
    );
}

#[test]
fn what_was_not_public_yet_supersedes_nothing() {
    let mut made = World::new();
    let date = day(2026, 6, 30);
    let source = made.source("register", Some(date), &[]);
    made.list("a", "primary-school", LUTON, (source, date), |_| {});
    made.inspect("a", source, day(2021, 11, 1), IMPROVEMENT, 4);
    made.inspect_without_grade("a", source, day(2026, 6, 15), "not-graded-overall");
    let evidence = made.finish();
    assert_eq!(primary(&profile_of_luton(&evidence, date)).overall().unwrap().now.inadequate(), 1);
    assert_eq!(
        primary(&profile_of_luton(&evidence, day(2026, 7, 15))).overall().unwrap().now.inadequate(),
        0
    );
}

#[test]
fn an_academy_inspected_without_a_grade_does_not_carry_its_predecessors() {
    let mut made = World::new();
    let date = day(2026, 6, 30);
    let source = made.source("register", Some(date), &[]);
    made.list("school", "primary-school", LUTON, (source, date), |s| s.closed = Some(day(2023, 3, 31)));
    made.list("academy", "primary-school", LUTON, (source, date), |_| {});
    made.follow("academy", "school", Some(day(2023, 4, 1)), true);
    made.inspect("school", source, day(2021, 11, 1), IMPROVEMENT, 4);
    made.inspect_without_grade("academy", source, day(2025, 2, 10), "not-graded-overall");
    let evidence = made.finish();
    let before = profile_of_luton(&evidence, day(2024, 6, 30));
    assert_eq!(primary(&before).overall().unwrap().now.inadequate(), 1);
    let after = profile_of_luton(&evidence, date);
    let NoJudgement::InspectedSince(since) = why_none(primary(&after), "academy") else { panic!() };
    assert_eq!(since.last.as_ref().unwrap().inherited_from, Some(SettingId::from("school")));
}

#[test]
fn the_inspections_of_a_year_are_counted_graded_or_not() {
    let mut made = World::new();
    let date = day(2026, 6, 30);
    let source = made.source("register", Some(date), &[]);
    for (at, id) in ["a", "b", "c", "d", "e", "f"].into_iter().enumerate() {
        made.list(id, "primary-school", LUTON, (source, date), |_| {});
        made.inspect(id, source, day(2020, 1, 15), IMPROVEMENT, 2);
        if at < 2 {
            made.inspect(id, source, day(2025, 9, 15), IMPROVEMENT, 2);
        } else {
            made.inspect_without_grade(id, source, day(2026, 2, 10), "not-graded-overall");
        }
    }
    let profile = profile_of_luton(&made.finish(), date);
    let year = &primary(&profile).inspected;
    assert_eq!((year.inspected, year.not_graded, year.held, year.not_comparable), (6, 4, 2, 0));
}

#[test]
fn each_remit_says_up_to_when_its_evidence_reaches_and_what_it_tells_of_the_year() {
    let mut made = World::new();
    let date = day(2021, 8, 31);
    let source = made.source("list", Some(date), &["primary-school"]);
    made.list("a", "primary-school", LUTON, (source, date), |_| {});
    made.list("b", "primary-school", SLOUGH, (source, date), |_| {});
    made.inspect("a", source, day(2018, 5, 1), IMPROVEMENT, 2);
    made.inspect("b", source, day(2021, 6, 1), IMPROVEMENT, 2);
    let evidence = made.finish();
    let at = |date| primary(&profile_of_luton(&evidence, date)).reach.clone();
    let here = at(date);
    assert_eq!((here.inspected_until, here.listed), (Some(day(2021, 6, 1)), Some(date)));
    assert_eq!((here.year, here.inspected_in_year), (YearKnown::NoneHere, 1));
    let later = at(day(2026, 6, 30));
    assert_eq!((later.inspected_until, later.year), (Some(day(2021, 6, 1)), YearKnown::NotKnown));
    // Three months of a year do not tell of it.
    assert_eq!(at(day(2022, 2, 28)).year, YearKnown::NotKnown);
    let notices = profile_of_luton(&evidence, day(2026, 6, 30)).notices;
    assert!(
        notices.contains(
            &"The evidence ends before the year up to 30 June 2026: the latest inspection of primary schools is of \
              1 June 2021, and the latest complete list of 31 August 2021. What became of these settings since, it does \
              not tell."
                .to_owned()
        ),
        "{notices:?}"
    );
}

#[test]
fn a_share_in_england_is_of_all_remits_that_are_named_whichever_the_area_has() {
    let mut made = World::new();
    let date = day(2021, 8, 31);
    let source = made.source("list", Some(date), &[]);
    for (id, remit, area, code) in [
        ("a", "primary-school", LUTON, 2),
        ("b", "primary-school", SLOUGH, 3),
        ("c", "special-school", SLOUGH, 2),
        ("d", "special-school", 835, 2),
    ] {
        made.list(id, remit, area, (source, date), |_| {});
        made.inspect(id, source, day(2020, 1, 15), IMPROVEMENT, code);
    }
    let profile = profile_of_luton(&made.finish(), date);
    let remits = ["primary-school", "special-school"].map(evidence::RemitId::from);
    let aspect = evidence::AspectId::from("overall-effectiveness");
    let found = profile.share_elsewhere(&remits, &aspect, ComparedWith::England, false).unwrap();
    let ShareFound::Together(share) = found else { panic!() };
    assert_eq!(share.to_string(), "3 of 4");
    assert_eq!(profile.elsewhere_only.len(), 1);
}
