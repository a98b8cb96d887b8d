//! Comparators that cannot be what they are called are refused, with the reason, wherever a figure is compared.

use evidence::{Group, Missing, Place, Polarity, Value};
use profile::views::{compare, trend_view};
use profile::{
    Conventions, FigureKey, FigurePlace, Gaps, IndicatorTable, NeighbourChoice, Profile, Profiler,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use testkit::world::{LUTON, OLDSHIRE, SLOUGH, World, day, number};

/// Three areas at 50, 60 and 70 per cent, the region of two of them, and England.
fn england(region: Option<f64>, england: f64, slough: Option<f64>) -> Profile {
    profiler(region, england, slough, "default").area(number(LUTON), day(2012, 1, 1))
}

fn profiler(region: Option<f64>, england: f64, slough: Option<f64>, convention: &str) -> Profiler {
    let mut made = World::new();
    let source = made.source("statistics", Some(day(2012, 1, 1)), &[]);
    let gcse = made.indicator("gcse", Polarity::High);
    for (place, value) in [
        (Place::Area(number(LUTON)), Some(50.0)),
        (Place::Area(number(SLOUGH)), slough),
        (Place::Area(number(OLDSHIRE)), Some(70.0)),
        (Place::Region("E12000008".parse().unwrap()), region),
        (Place::England, Some(england)),
    ] {
        made.observe(gcse, source, place, 2011, &Group::all(), value, None, day(2011, 8, 31));
    }
    let convention = Conventions::builtin().get(convention).unwrap().clone();
    let (choice, gaps) = (NeighbourChoice::ByConvention, Arc::new(Gaps::builtin()));
    Profiler::new(Arc::new(made.finish()), "made", Arc::new(convention), &choice, gaps).unwrap()
}

fn england_of(profile: &Profile) -> Value {
    profile.indicators[0].england.value
}

#[test]
fn a_figure_of_england_within_its_areas_is_used_and_one_outside_is_missing_with_its_reason() {
    let sound = england(Some(65.0), 61.0, Some(60.0));
    assert_eq!(england_of(&sound), Value::Number(61.0));
    assert!(sound.indicators[0].refused.is_empty());
    // 180 is the sum of the three.
    let refused = england(Some(65.0), 180.0, Some(60.0));
    assert_eq!(england_of(&refused), Value::missing(Missing::Implausible));
    let told = &refused.indicators[0].refused[0];
    assert_eq!(
        (told.place.as_str(), told.published, told.lowest, told.highest),
        ("England", 180.0, 50.0, 70.0)
    );
    assert!(told.because.contains("it lies outside the range of the 3 areas with a figure (50.0 to 70.0)"));
    assert!(refused.notices.iter().any(|notice| notice.contains(&told.because)), "{:?}", refused.notices);
}

#[test]
fn rounding_does_not_refuse_a_figure() {
    assert_eq!(england_of(&england(None, 70.1, Some(60.0))), Value::Number(70.1));
    assert_eq!(england_of(&england(None, 70.3, Some(60.0))), Value::missing(Missing::Implausible));
}

#[test]
fn where_an_area_has_no_figure_the_range_of_few_decides_nothing() {
    assert_eq!(england_of(&england(None, 180.0, None)), Value::Number(180.0));
}

#[test]
fn every_view_misses_a_refused_figure_and_says_why() {
    let prepared = profiler(Some(65.0), 180.0, Some(60.0), "default").as_at(day(2012, 1, 1));
    let compared = compare(&prepared, &[number(LUTON)], "gcse", "all").unwrap();
    assert_eq!(compared.england.unwrap().value, Value::missing(Missing::Implausible));
    assert!(compared.notices[0].contains("is not used"), "{:?}", compared.notices);
    let trend = trend_view(&prepared, number(LUTON), "gcse", "all").unwrap().unwrap();
    assert_eq!(trend.points[0].england, Value::missing(Missing::Implausible));
    assert!(trend.notices[0].contains("is not used"));
    let key = FigureKey::indicator("gcse", "all", "2010/11", FigurePlace::England);
    let figure = prepared.figure(&key).unwrap();
    assert_eq!(figure.value, Value::missing(Missing::Implausible));
    assert_eq!(figure.cells().len(), 1, "the refused cell can still be looked up");
    let table = IndicatorTable::of(prepared.evidence(), prepared.convention(), None);
    let row = table.measures[0].rows.iter().find(|row| row.area == number(LUTON)).unwrap();
    assert_eq!(row.england_value, Value::missing(Missing::Implausible));
    let mut csv = Vec::new();
    table.write_csv(&mut csv).unwrap();
    assert!(String::from_utf8(csv).unwrap().contains("england_value: implausible"));
}

#[test]
fn the_conventions_of_published_tools_use_figures_as_they_are_published() {
    for convention in ["lait", "csc"] {
        let profile =
            profiler(Some(65.0), 180.0, Some(60.0), convention).area(number(LUTON), day(2012, 1, 1));
        assert_eq!(england_of(&profile), Value::Number(180.0), "{convention}");
    }
}

#[test]
fn of_the_benchmarking_data_first_time_entrants_and_child_deaths_are_refused_and_nothing_else() {
    let Some(data) = testkit::published::shared("data") else { return };
    let evidence = ingest::lait::read(&[data.join("lait"), data.join("neighbours")]).unwrap().evidence;
    let evidence = Arc::new(evidence);
    let convention = Arc::new(Conventions::builtin().get("default").unwrap().clone());
    let (choice, gaps) = (NeighbourChoice::ByConvention, Arc::new(Gaps::builtin()));
    let date = day(2026, 6, 30);
    let profiles = Profiler::new(evidence, "lait", convention, &choice, gaps).unwrap().all(date);
    let mut refused: BTreeMap<(String, String), usize> = BTreeMap::new();
    for indicator in profiles.iter().flat_map(|profile| &profile.indicators) {
        for one in &indicator.refused {
            let region = if one.place == "England" { "England" } else { "regions" };
            *refused.entry((indicator.indicator.to_string(), region.to_owned())).or_default() += 1;
            let value = if region == "England" { &indicator.england } else { &indicator.region };
            let in_period = value.series.iter().find(|(period, _)| period.label == one.period).unwrap();
            assert_eq!(in_period.1, Value::missing(Missing::Implausible));
        }
        // Similar areas lie within the range of their own figures by construction.
        let (mean, median) = (indicator.neighbours.mean.number(), indicator.neighbours.median.number());
        assert_eq!(mean.is_some(), median.is_some());
    }
    let names: Vec<String> = refused.keys().map(|(code, whose)| format!("{code} {whose}")).collect();
    assert_eq!(
        names,
        ["lait:FirstYJS England", "lait:PreChildDea England", "lait:PreChildDea regions"],
        "{refused:?}"
    );
    let luton = profiles.iter().find(|profile| profile.name == "Luton").unwrap();
    let entrants =
        luton.indicators.iter().find(|indicator| indicator.indicator.as_str() == "lait:FirstYJS").unwrap();
    assert_eq!(entrants.refused.len(), 9, "every year from 2016 to 2024");
    assert!(luton.notices.iter().any(|notice| notice.contains("1258") && notice.contains("98.0 to 181.0")));
}
