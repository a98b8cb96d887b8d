//! What is written as JSON is what its published schema says.

use evidence::{Group, Place, Polarity};
use profile::{
    Conventions, Gaps, IndicatorTable, NeighbourChoice, Profiler, SettingsAsAt, SettingsIndex, SettingsTable,
};
use std::sync::Arc;
use testkit::schema::assert_fits;
use testkit::world::{LUTON, SLOUGH, World, day, number};

fn made() -> evidence::Evidence {
    let mut made = World::new();
    let date = day(2012, 1, 1);
    let source = made.source("register", Some(date), &[]);
    for (id, scale, code) in [("a", "four-point-satisfactory", 4), ("b", "report-card", 1), ("c", "", 0)] {
        made.list(id, "primary-school", LUTON, (source, date), |_| {});
        if code > 0 {
            made.inspect(id, source, day(2011, 3, 1), scale, code);
        }
    }
    let gcse = made.indicator("gcse", Polarity::High);
    let level_2 = made.indicator("level-2-at-19", Polarity::High);
    for year in [2009, 2010, 2011] {
        for (place, value) in [(Place::Area(number(LUTON)), Some(50.0)), (Place::Area(number(SLOUGH)), None)]
        {
            let fraction = value.map(|value| (value, 100.0));
            made.observe(gcse, source, place, year, &Group::all(), value, fraction, day(year, 8, 31));
            for group in ["eligible", "not-eligible"] {
                let group = Group::of([("fsm", group)]);
                made.observe(level_2, source, place, year, &group, value, None, day(year, 8, 31));
            }
        }
    }
    made.neighbours(day(2021, 4, 1));
    made.finish()
}

#[test]
fn profiles_fit_their_schema() {
    let (evidence, gaps) = (Arc::new(made()), Arc::new(Gaps::builtin()));
    for convention in Conventions::builtin().conventions {
        let (evidence, convention, gaps) = (evidence.clone(), Arc::new(convention), gaps.clone());
        let profiler =
            Profiler::new(evidence, "x", convention, &NeighbourChoice::ByConvention, gaps).unwrap();
        for profile in profiler.all(day(2012, 1, 1)) {
            assert_fits("profile-1.schema.json", &serde_json::to_value(&profile).unwrap());
        }
        let luton = profiler.area(number(LUTON), day(2012, 1, 1));
        assert!(!luton.gaps.is_empty() && !luton.remits.is_empty() && !luton.notices.is_empty());
    }
}

#[test]
fn tables_fit_their_schemas() {
    let evidence = made();
    let conventions = Conventions::builtin();
    let mut json = Vec::new();
    let table = IndicatorTable::of(&evidence, conventions.get("lait").unwrap(), None);
    table.write_json(&mut json).unwrap();
    assert_fits("indicators-1.schema.json", &serde_json::from_slice(&json).unwrap());
    json.clear();
    let index = SettingsIndex::of(Arc::new(evidence));
    let settings = SettingsAsAt::of(&index, day(2012, 1, 1));
    SettingsTable::of(&index, &settings, None).write_json(&mut json).unwrap();
    assert_fits("settings-1.schema.json", &serde_json::from_slice(&json).unwrap());
}
