//! Profiles of a small England made by hand: comparisons, gaps, notices, missing values, and the same bytes whatever
//! the number of threads.

use evidence::{AreaEvent, CellForm, Evidence, Group, Missing, Place, Polarity, Value};
use profile::model::{Direction, IndicatorProfile, Profile, Relation, Uncertainty};
use profile::profiler::UnknownNeighbourSet;
use profile::views::{compare, find_indicator, trend_view};
use profile::{Conventions, Gaps, IndicatorTable, NeighbourChoice, Profiler};
use std::sync::Arc;
use testkit::world::{LUTON, OLDSHIRE, SLOUGH, World, day, number};

fn england() -> Evidence {
    let mut made = World::new();
    let source = made.source("statistics", Some(day(2012, 1, 1)), &[]);
    let gcse = made.indicator("gcse", Polarity::High);
    let level_2 = made.indicator("level-2-at-19", Polarity::High);
    let luton = Place::Area(number(LUTON));
    let region = Place::Region("E12000006".parse().unwrap());
    for (place, values) in [
        (luton, [Some(36.5), Some(50.0), Some(56.7)]),
        (Place::Area(number(SLOUGH)), [Some(52.0), None, Some(68.1)]),
        (Place::Area(number(OLDSHIRE)), [Some(40.0), Some(45.0), Some(50.0)]),
        (region, [Some(48.0), Some(52.0), Some(58.0)]),
        (Place::England, [Some(45.6), Some(52.0), Some(59.0)]),
    ] {
        for (year, value) in [2009, 2010, 2011].into_iter().zip(values) {
            let fraction = (place == luton).then(|| (value.unwrap() * 20.0, 2000.0));
            made.observe(gcse, source, place, year, &Group::all(), value, fraction, day(year, 8, 31));
        }
    }
    for (group, values) in [("eligible", [60.0, 62.0]), ("not-eligible", [74.0, 76.8])] {
        for (year, value) in [2009, 2010].into_iter().zip(values) {
            let group = Group::of([("fsm", group)]);
            made.observe(level_2, source, luton, year, &group, Some(value), None, day(year + 1, 3, 31));
        }
    }
    made.neighbours(day(2021, 4, 1));
    let form = made.builder.cell_form(CellForm::written("outcome", "no-priority-action"));
    made.builder.area_event(AreaEvent {
        area: number(LUTON),
        date: day(2011, 5, 1),
        known_from: day(2011, 6, 1),
        kind: "unannounced-inspection".into(),
        outcome: "no-priority-action".into(),
        note: "by hand".into(),
        source,
        row: 1,
        form,
    });
    made.finish()
}

fn profile_by(
    evidence: &Evidence,
    convention: &str,
    choice: &NeighbourChoice,
    date: evidence::Date,
) -> Profile {
    profiler(evidence, convention, choice, Gaps::builtin()).unwrap().area(number(LUTON), date)
}

fn profiler(
    evidence: &Evidence,
    convention: &str,
    choice: &NeighbourChoice,
    gaps: Gaps,
) -> Result<Profiler, UnknownNeighbourSet> {
    let convention = Conventions::builtin().get(convention).unwrap().clone();
    let evidence = Arc::new(evidence.clone());
    Profiler::new(evidence, "snapshot", Arc::new(convention), choice, Arc::new(gaps))
}

fn gcse(profile: &Profile) -> &IndicatorProfile {
    profile.indicators.iter().find(|indicator| indicator.indicator.as_str() == "gcse").unwrap()
}

#[test]
fn an_indicator_stands_beside_neighbours_region_and_england() {
    let evidence = england();
    let profile = profile_by(&evidence, "lait", &NeighbourChoice::ByConvention, day(2011, 8, 31));
    let gcse = gcse(&profile);
    assert_eq!(gcse.latest.value, Value::Number(56.7));
    assert_eq!(gcse.change, Value::Number(56.7 - 50.0));
    assert_eq!((gcse.rank, gcse.band), (Some((2, 3)), Some('C')));
    assert_eq!(gcse.neighbours.mean, Value::Number(59.05));
    // In 2009/10 one neighbour's value is missing and the other stands alone.
    assert_eq!(gcse.neighbours.used.series[1].1, Value::Number(45.0));
    assert_eq!(gcse.region_used, "East of England");
    assert_eq!(gcse.against_england, Relation::Lower);
    assert_eq!(gcse.trend.as_ref().unwrap().direction, Direction::Rising);
    let Value::Number(against_england) = gcse.change_against_england else { panic!("both trends are known") };
    assert!((against_england - 6.8).abs() < 1e-9);
    assert!(matches!(gcse.uncertainty, Uncertainty::Wilson { low, high } if low < 56.7 && 56.7 < high));
}

#[test]
fn what_was_not_yet_public_is_not_there() {
    let evidence = england();
    let profile = profile_by(&evidence, "lait", &NeighbourChoice::ByConvention, day(2011, 8, 30));
    assert_eq!(gcse(&profile).latest.period.label, "2009/10");
    assert_eq!(gcse(&profile).series.len(), 2);
}

#[test]
fn our_convention_asks_for_five_neighbours_and_says_why_there_is_no_value() {
    let evidence = england();
    let profile = profile_by(&evidence, "default", &NeighbourChoice::ByConvention, day(2011, 8, 31));
    let neighbours = &gcse(&profile).neighbours;
    assert_eq!((neighbours.with_value, neighbours.mean.reason()), (2, Some(Missing::NotAvailable)));
    assert_eq!(gcse(&profile).against_neighbours, Relation::NotKnown);
    let used = profile.neighbours.as_ref().unwrap();
    assert!(used.is_substitute && profile.notices[0].contains("1 April 2021"), "{:?}", profile.notices);
}

#[test]
fn an_abolished_area_is_nobodys_neighbour_and_not_ranked_after_its_end() {
    let evidence = england();
    let profile = profile_by(&evidence, "default", &NeighbourChoice::ByConvention, day(2021, 8, 31));
    assert_eq!(profile.neighbours.as_ref().unwrap().areas, [(number(SLOUGH), "Slough".to_owned())]);
    assert_eq!(gcse(&profile).rank, Some((2, 2)));
    let by_lait = profile_by(&evidence, "lait", &NeighbourChoice::ByConvention, day(2021, 8, 31));
    assert_eq!(gcse(&by_lait).rank, Some((2, 3)));
    let choice = NeighbourChoice::ByConvention;
    let profiler = profiler(&evidence, "default", &choice, Gaps::default()).unwrap();
    let successor = profiler.area(number(SLOUGH), day(2021, 8, 31));
    assert!(successor.notices[0].contains("took the place of Oldshire"), "{:?}", successor.notices);
    let abolished = profiler.area(number(OLDSHIRE), day(2021, 8, 31));
    assert!(abolished.notices[0].contains("ceased to exist on 31 March 2019"), "{:?}", abolished.notices);
    assert_eq!(gcse(&abolished).rank, None);
    assert_eq!(profiler.all(day(2021, 8, 31)).len(), 2);
    assert_eq!(profiler.all(day(2011, 8, 31)).len(), 3);
}

#[test]
fn one_may_choose_a_set_or_neighbours_of_ones_own() {
    let evidence = england();
    let own = NeighbourChoice::Own(vec![number(SLOUGH), number(LUTON)]);
    let profile = profile_by(&evidence, "lait", &own, day(2011, 8, 31));
    let used = profile.neighbours.as_ref().unwrap();
    assert_eq!((used.set.as_str(), used.is_substitute, used.areas.len()), ("own-choice", false, 1));
    assert_eq!(gcse(&profile).neighbours.mean, Value::Number(68.1));
    let unknown = NeighbourChoice::Set("dfe-1999".to_owned());
    let error = profiler(&evidence, "lait", &unknown, Gaps::default()).unwrap_err();
    assert_eq!(error.to_string(), "no set of neighbours is called `dfe-1999`; the evidence holds: set-2021");
}

#[test]
fn a_gap_has_its_movement_and_events_are_noted_when_public() {
    let evidence = england();
    let profile = profile_by(&evidence, "default", &NeighbourChoice::ByConvention, day(2011, 8, 31));
    let [gap] = profile.gaps.as_slice() else { panic!("one gap has figures: {:?}", profile.gaps) };
    assert_eq!(gap.id, "level-2-low-income");
    let Value::Number(change) = gap.change else { panic!("both years are known") };
    assert!((change - 0.8).abs() < 1e-9);
    assert_eq!(gap.against_england, Relation::NotKnown);
    assert_eq!(gap.origins.len(), 2);
    assert_eq!(profile.events.len(), 1);
    let earlier = profile_by(&evidence, "default", &NeighbourChoice::ByConvention, day(2011, 5, 31));
    assert!(earlier.events.is_empty());
}

#[test]
fn the_same_bytes_come_out_whatever_the_number_of_threads() {
    let evidence = england();
    let conventions = Conventions::builtin();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let convention = conventions.get("default").unwrap();
            let choice = NeighbourChoice::ByConvention;
            let profiler = profiler(&evidence, "default", &choice, Gaps::builtin()).unwrap();
            let mut bytes = serde_json::to_vec(&profiler.all(day(2011, 8, 31))).unwrap();
            IndicatorTable::of(&evidence, convention, None).write_csv(&mut bytes).unwrap();
            bytes
        })
    };
    assert_eq!(on(1), on(2));
}

#[test]
fn the_indicator_table_says_of_every_empty_cell_why() {
    let evidence = england();
    let conventions = Conventions::builtin();
    let mut csv = Vec::new();
    let convention = conventions.get("default").unwrap();
    IndicatorTable::of(&evidence, convention, Some(day(2010, 9, 1))).write_csv(&mut csv).unwrap();
    insta::assert_snapshot!(String::from_utf8(csv).unwrap());
    let table = IndicatorTable::of(&evidence, convention, Some(day(2010, 9, 1)));
    let mut json = Vec::new();
    table.write_json(&mut json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 3);
    assert_eq!(json["convention"]["id"], "default");
    assert!(table.parquet().unwrap().starts_with(b"PAR1"));
}

#[test]
fn areas_are_compared_and_trends_shown_on_an_indicator_found_by_name() {
    let evidence = england();
    let choice = NeighbourChoice::ByConvention;
    let profiler = profiler(&evidence, "lait", &choice, Gaps::default()).unwrap();
    let as_at = profiler.as_at(day(2011, 8, 31));
    let areas = [number(SLOUGH), number(LUTON)];
    let compared = compare(&as_at, &areas, "measure GCSE", "all").unwrap();
    let values: Vec<Value> =
        compared.areas.iter().map(|area| area.figures.as_ref().unwrap().latest.value).collect();
    assert_eq!(values, [Value::Number(68.1), Value::Number(56.7)]);
    let trend = trend_view(&as_at, number(SLOUGH), "gcse", "all").unwrap().unwrap();
    assert_eq!(trend.points[1].value, Value::missing(Missing::Confidential));
    // A misspelt group is refused, never answered with everybody's figure.
    for wrong in ["nonsense", "fsm=", "x=y"] {
        let refused = trend_view(&as_at, number(SLOUGH), "gcse", wrong).unwrap_err().to_string();
        assert!(refused.contains(&format!("not published for a group called `{wrong}`")), "{refused}");
        assert!(compare(&as_at, &areas, "gcse", wrong).is_err(), "{wrong}");
    }
    let error = find_indicator(&evidence, "gcsee").unwrap_err();
    assert_eq!(error.to_string(), "no indicator is called `gcsee`; the nearest are: Measure gcse (gcse)");
}
