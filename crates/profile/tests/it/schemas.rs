//! What is written as JSON reads back as the form that its schema is made of.

use evidence::{Group, Place, Polarity};
use profile::indicators::COLUMNS;
use profile::{
    Conventions, Gaps, IndicatorTable, IndicatorTableForm, NeighbourChoice, Profile, Profiler, SettingsAsAt,
    SettingsIndex, SettingsTable, SettingsTableForm,
};
use std::sync::Arc;
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
fn profiles_read_back_as_they_were_written() {
    let (evidence, gaps) = (Arc::new(made()), Arc::new(Gaps::builtin()));
    for convention in Conventions::builtin().conventions {
        let (evidence, convention, gaps) = (evidence.clone(), Arc::new(convention), gaps.clone());
        let profiler =
            Profiler::new(evidence, "x", convention, &NeighbourChoice::ByConvention, gaps).unwrap();
        for profile in profiler.all(day(2012, 1, 1)) {
            let written = serde_json::to_string(&profile).unwrap();
            assert_eq!(serde_json::from_str::<Profile>(&written).unwrap(), profile);
        }
        let luton = profiler.area(number(LUTON), day(2012, 1, 1));
        assert!(!luton.gaps.is_empty() && !luton.remits.is_empty() && !luton.notices.is_empty());
    }
}

#[test]
fn tables_read_back_as_their_forms() {
    let evidence = made();
    let conventions = Conventions::builtin();
    let mut json = Vec::new();
    let table = IndicatorTable::of(&evidence, conventions.get("lait").unwrap(), None);
    table.write_json(&mut json).unwrap();
    let form: IndicatorTableForm = serde_json::from_slice(&json).unwrap();
    assert_eq!(form.convention.id, "lait");
    assert_eq!(form.rows.len(), table.measures.iter().map(|measure| measure.rows.len()).sum::<usize>());
    let row = serde_json::to_value(&form.rows[0]).unwrap();
    assert_eq!(row.as_object().unwrap().len(), COLUMNS.len());
    json.clear();
    let index = SettingsIndex::of(Arc::new(evidence));
    let settings = SettingsAsAt::of(&index, day(2012, 1, 1));
    let table = SettingsTable::of(&index, &settings, None);
    table.write_json(&mut json).unwrap();
    let form: SettingsTableForm = serde_json::from_slice(&json).unwrap();
    assert_eq!(form.rows.len(), table.rows.len());
    for row in &form.rows {
        assert_eq!(row.settings, row.judged + row.not_judged);
        assert!(row.values.keys().eq(form.rows[0].values.keys()), "every row has the same columns");
    }
    assert!(table.labels.iter().all(|label| form.rows[0].values.contains_key(label)));
}
