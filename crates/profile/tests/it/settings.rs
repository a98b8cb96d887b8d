//! Which settings are open as at a date, and what judgement stands for each.

use evidence::{Evidence, SettingId};
use profile::model::{CurrentJudgement, RemitProfile};
use profile::{
    Conventions, Gaps, NeighbourChoice, Profile, Profiler, SettingsAsAt, SettingsIndex, SettingsTable,
};
use proptest::prelude::*;
use std::sync::Arc;
use testkit::world::{LUTON, SLOUGH, World, day, number};

const SATISFACTORY: &str = "four-point-satisfactory";
const IMPROVEMENT: &str = "four-point-requires-improvement";

fn open(evidence: &Evidence, date: evidence::Date) -> Vec<String> {
    let index = SettingsIndex::of(Arc::new(evidence.clone()));
    let settings = SettingsAsAt::of(&index, date);
    let mut open: Vec<String> =
        settings.open.iter().map(|(open, _)| evidence.setting_id(open.setting).to_string()).collect();
    open.sort();
    open
}

/// The profile of Luton in made evidence.
pub fn profile_of_luton(evidence: &Evidence, date: evidence::Date) -> Profile {
    let convention = Arc::new(Conventions::builtin().get("default").unwrap().clone());
    let (evidence, gaps) = (Arc::new(evidence.clone()), Arc::new(Gaps::default()));
    let profiler = Profiler::new(evidence, "test", convention, &NeighbourChoice::ByConvention, gaps).unwrap();
    profiler.area(number(LUTON), date)
}

fn remit(evidence: &Evidence, date: evidence::Date, remit: &str) -> RemitProfile {
    let profile = profile_of_luton(evidence, date);
    profile.remits.into_iter().find(|other| other.remit.as_str() == remit).unwrap()
}

fn held(profile: &RemitProfile, id: &str) -> Option<CurrentJudgement> {
    let id = SettingId::from(id);
    profile.settings.iter().find(|setting| setting.setting == id)?.judgement.clone().ok()
}

#[test]
fn a_listing_speaks_until_the_next_and_the_earliest_stands_in_before_it() {
    let mut made = World::new();
    for year in [2016, 2018] {
        let date = day(year, 3, 31);
        let source = made.source(&format!("list-{year}"), Some(date), &[]);
        made.list("a", "primary-school", if year == 2016 { LUTON } else { SLOUGH }, (source, date), |_| {});
    }
    let evidence = made.finish();
    let index = SettingsIndex::of(Arc::new(evidence.clone()));
    let area = |date| SettingsAsAt::of(&index, date).open[0].0;
    assert_eq!(
        (area(day(2011, 8, 31)).area, area(day(2011, 8, 31)).is_substitute),
        (Some(number(LUTON)), true)
    );
    assert_eq!(
        (area(day(2017, 1, 1)).area, area(day(2017, 1, 1)).is_substitute),
        (Some(number(LUTON)), false)
    );
    assert_eq!(area(day(2018, 3, 31)).area, Some(number(SLOUGH)));
}

#[test]
fn closed_not_yet_opened_and_inactive_settings_are_not_open() {
    let mut made = World::new();
    let date = day(2016, 3, 31);
    let source = made.source("list", Some(date), &[]);
    made.list("closed", "primary-school", LUTON, (source, date), |s| s.closed = Some(day(2012, 1, 1)));
    made.list("later", "primary-school", LUTON, (source, date), |s| s.opened = Some(day(2014, 1, 1)));
    made.list("inactive", "primary-school", LUTON, (source, date), |s| s.active = false);
    made.list("open", "primary-school", LUTON, (source, date), |_| {});
    let evidence = made.finish();
    assert_eq!(open(&evidence, day(2011, 8, 31)), ["closed", "open"]);
    assert_eq!(open(&evidence, day(2013, 1, 1)), ["open"]);
    assert_eq!(open(&evidence, day(2016, 4, 1)), ["later", "open"]);
}

#[test]
fn a_setting_missing_from_a_later_complete_list_had_closed() {
    let mut made = World::new();
    let (first, second) = (day(2016, 3, 31), day(2018, 3, 31));
    let one = made.source("list-2016", Some(first), &["primary-school"]);
    let two = made.source("list-2018", Some(second), &["primary-school"]);
    made.list("gone", "primary-school", LUTON, (one, first), |_| {});
    made.list("special", "special-school", LUTON, (one, first), |_| {});
    made.list("new", "primary-school", LUTON, (two, second), |_| {});
    let evidence = made.finish();
    assert_eq!(open(&evidence, day(2017, 1, 1)), ["gone", "special"]);
    assert_eq!(open(&evidence, day(2018, 4, 1)), ["new", "special"]);
}

#[test]
fn an_academy_is_its_predecessor_before_the_change_and_inherits_its_judgement_after() {
    let mut made = World::new();
    let date = day(2023, 11, 1);
    let source = made.source("register", Some(date), &[]);
    made.list("school", "primary-school", LUTON, (source, date), |s| {
        s.closed = Some(day(2011, 3, 31));
        s.active = false;
    });
    made.list("academy", "primary-school", LUTON, (source, date), |_| {});
    made.follow("academy", "school", Some(day(2011, 4, 1)), true);
    made.inspect("school", source, day(2009, 5, 1), SATISFACTORY, 1);
    made.inspect("academy", source, day(2013, 5, 1), IMPROVEMENT, 3);
    let evidence = made.finish();
    assert_eq!(open(&evidence, day(2010, 8, 31)), ["school"]);
    assert_eq!(open(&evidence, day(2011, 8, 31)), ["academy"]);
    let inherited = held(&remit(&evidence, day(2011, 8, 31), "primary-school"), "academy").unwrap();
    assert_eq!(inherited.inherited_from, Some(SettingId::from("school")));
    assert_eq!(inherited.label, "Outstanding");
    let own = held(&remit(&evidence, day(2013, 8, 31), "primary-school"), "academy").unwrap();
    assert_eq!((own.inherited_from, own.label.as_str()), (None, "Requires improvement"));
}

#[test]
fn a_merger_inherits_nothing_and_a_new_school_of_one_is_not_open_before_it() {
    let mut made = World::new();
    let date = day(2023, 11, 1);
    let source = made.source("register", Some(date), &[]);
    made.list("infants", "primary-school", LUTON, (source, date), |s| s.closed = Some(day(2015, 8, 31)));
    made.list("primary", "primary-school", LUTON, (source, date), |_| {});
    made.follow("primary", "infants", Some(day(2015, 9, 1)), false);
    made.inspect("infants", source, day(2009, 5, 1), SATISFACTORY, 2);
    let evidence = made.finish();
    assert_eq!(open(&evidence, day(2011, 8, 31)), ["infants"]);
    assert_eq!(open(&evidence, day(2016, 8, 31)), ["primary"]);
    assert_eq!(held(&remit(&evidence, day(2016, 8, 31), "primary-school"), "primary"), None);
}

#[test]
fn predecessors_that_go_in_a_circle_end() {
    let mut made = World::new();
    let date = day(2023, 11, 1);
    let source = made.source("register", Some(date), &[]);
    made.list("a", "primary-school", LUTON, (source, date), |_| {});
    made.list("b", "primary-school", LUTON, (source, date), |_| {});
    made.follow("a", "b", None, true);
    made.follow("b", "a", None, true);
    let evidence = made.finish();
    assert_eq!(held(&remit(&evidence, day(2024, 1, 1), "primary-school"), "a"), None);
}

#[test]
fn only_what_was_public_by_the_date_counts() {
    let mut made = World::new();
    let date = day(2023, 11, 1);
    let source = made.source("register", Some(date), &[]);
    made.list("a", "primary-school", LUTON, (source, date), |_| {});
    made.inspect("a", source, day(2008, 5, 1), SATISFACTORY, 3);
    made.inspect("a", source, day(2011, 8, 20), SATISFACTORY, 2);
    let evidence = made.finish();
    // The inspection of 20 August was public from 19 September.
    assert_eq!(held(&remit(&evidence, day(2011, 8, 31), "primary-school"), "a").unwrap().code, 3);
    assert_eq!(held(&remit(&evidence, day(2011, 9, 19), "primary-school"), "a").unwrap().code, 2);
}

#[test]
fn the_years_inspections_say_what_they_changed_and_scales_are_not_compared() {
    let mut made = World::new();
    let date = day(2023, 11, 1);
    let source = made.source("register", Some(date), &[]);
    let before = day(2008, 5, 1);
    for (id, scale_before, code_before, scale, code) in [
        ("improved", Some(SATISFACTORY), 3, SATISFACTORY, 2),
        ("held", Some(SATISFACTORY), 2, SATISFACTORY, 2),
        ("declined", Some(SATISFACTORY), 1, SATISFACTORY, 4),
        ("other-scale", Some(SATISFACTORY), 3, IMPROVEMENT, 3),
        ("first", None, 0, SATISFACTORY, 1),
    ] {
        made.list(id, "primary-school", LUTON, (source, date), |_| {});
        if let Some(scale) = scale_before {
            made.inspect(id, source, before, scale, code_before);
        }
        made.inspect(id, source, day(2011, 3, 1), scale, code);
    }
    made.list("not-this-year", "primary-school", LUTON, (source, date), |_| {});
    made.inspect("not-this-year", source, day(2010, 7, 15), SATISFACTORY, 2);
    let evidence = made.finish();
    let profile = remit(&evidence, day(2011, 8, 31), "primary-school");
    let year = profile.inspected;
    assert_eq!(year.from, Some(day(2010, 9, 1)));
    assert_eq!((year.inspected, year.improved, year.held, year.declined), (5, 1, 1, 1));
    assert_eq!((year.first, year.not_comparable), (1, 1));
    assert_eq!((year.good_or_better, year.first_good_or_better), (3, 1));
    let overall = profile.aspects.first().unwrap();
    // Two dated four-point scales, both of which draw the line: good or better can be counted over both.
    assert_eq!(overall.good_or_better.unwrap().to_string(), "4 of 6");
    assert_eq!(overall.now.scales.len(), 2);
    assert_eq!(overall.now.inadequate(), 1);
    assert_eq!(overall.year_before.judged(), 5);
}

#[test]
fn a_scale_without_the_line_leaves_no_share_and_says_so() {
    let mut made = World::new();
    let date = day(2023, 11, 1);
    let source = made.source("register", Some(date), &[]);
    for (id, scale, code) in [("a", IMPROVEMENT, 2), ("b", "report-card", 1)] {
        made.list(id, "primary-school", LUTON, (source, date), |_| {});
        made.inspect(id, source, day(2023, 3, 1), scale, code);
    }
    let evidence = made.finish();
    let profile = remit(&evidence, day(2024, 1, 1), "primary-school");
    assert_eq!(profile.aspects[0].good_or_better, None);
    assert_eq!(profile.aspects[0].elsewhere.england, None);
    assert_eq!(profile.aspects[0].now.judged(), 2);
    let index = SettingsIndex::of(Arc::new(evidence.clone()));
    let table = SettingsTable::of(&index, &SettingsAsAt::of(&index, day(2024, 1, 1)), None);
    let mut csv = Vec::new();
    table.write_csv(&mut csv).unwrap();
    insta::assert_snapshot!(String::from_utf8(csv).unwrap());
    let mut json = Vec::new();
    table.write_json(&mut json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["rows"][0]["good_or_better"], serde_json::Value::Null);
    assert_eq!(json["rows"][0]["exceptional"], 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn counts_and_not_judged_add_up_to_the_settings(
        made_of in proptest::collection::vec((0_u8..3, 0_u8..5, 0_u16..3, any::<bool>()), 0..40),
    ) {
        let mut made = World::new();
        let date = day(2020, 1, 1);
        let source = made.source("register", Some(date), &[]);
        for (at, (scale, code, area, special)) in made_of.iter().enumerate() {
            let id = format!("s{at:03}");
            let remit = if *special { "special-school" } else { "primary-school" };
            made.list(&id, remit, [LUTON, SLOUGH, 835][usize::from(*area)], (source, date), |_| {});
            let scale = [SATISFACTORY, IMPROVEMENT, "report-card"][usize::from(*scale)];
            if *code > 0 {
                made.inspect(&id, source, day(2019, 3, 1), scale, if scale == "report-card" { 1 } else { *code });
            }
        }
        let evidence = made.finish();
        let index = SettingsIndex::of(Arc::new(evidence.clone()));
        let settings = SettingsAsAt::of(&index, date);
        let table = SettingsTable::of(&index, &settings, None);
        let mut in_all = 0;
        for (_, _, tally) in &table.rows {
            let counted: u32 = tally.scales.iter().map(profile::ScaleTally::judged).sum();
            prop_assert_eq!(counted + tally.not_judged + tally.inspected_since, tally.settings);
            prop_assert!(tally.good_or_better().is_none_or(|share| share.whole() == tally.judged()));
            in_all += tally.settings;
        }
        prop_assert_eq!(in_all as usize, made_of.len());
    }
}
