//! What is written as JSON is what its published schema says.

use crate::support::{LUTON, Made, SLOUGH, day, number};
use evidence::{Group, Place, Polarity};
use profile::{
    Conventions, Gaps, IndicatorTable, NeighbourChoice, Profiler, SettingsAsAt, SettingsIndex, SettingsTable,
};
use serde_json::Value;
use std::sync::Arc;

fn schema(name: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas").join(name);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// As much of JSON Schema as the published schemas use: where a value breaks one, the place and the rule.
fn broken(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let named = &root["$defs"][reference.trim_start_matches("#/$defs/")];
        assert!(named.is_object(), "{reference} is defined nowhere");
        return broken(root, named, value, at);
    }
    if let Some(options) = schema["oneOf"].as_array() {
        let fitting = options.iter().filter(|option| broken(root, option, value, at).is_none()).count();
        return (fitting != 1).then(|| format!("{at}: {fitting} of the forms fit {value}"));
    }
    let names = |key: &str| match &schema[key] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(some) => some.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |name: &str| match name {
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("no type is called {other}"),
    };
    let types = names("type");
    if !types.is_empty() && !types.iter().any(|name| is(name)) {
        return Some(format!("{at}: {value} is none of {types:?}"));
    }
    if schema.get("const").is_some_and(|constant| constant != value) {
        return Some(format!("{at}: {value} is not {}", schema["const"]));
    }
    if schema["enum"].as_array().is_some_and(|allowed| !allowed.contains(value)) {
        return Some(format!("{at}: {value} is not one of {}", schema["enum"]));
    }
    if let (Some(least), Some(number)) = (schema["minimum"].as_f64(), value.as_f64())
        && number < least
    {
        return Some(format!("{at}: {number} is less than {least}"));
    }
    if let Some(fields) = value.as_object() {
        if let Some(name) = names("required").into_iter().find(|name| !fields.contains_key(*name)) {
            return Some(format!("{at}: `{name}` is missing"));
        }
        return fields.iter().find_map(|(name, field)| {
            let at = format!("{at}.{name}");
            match (schema["properties"].get(name), &schema["additionalProperties"]) {
                (Some(of_field), _) | (None, of_field @ Value::Object(_)) => {
                    broken(root, of_field, field, &at)
                }
                (None, Value::Bool(false)) => Some(format!("{at}: no such field in the schema")),
                _ => None,
            }
        });
    }
    let items = value.as_array()?;
    items.iter().enumerate().find_map(|(place, item)| {
        let of_item = schema["prefixItems"].get(place).unwrap_or(&schema["items"]);
        if of_item.is_null() { None } else { broken(root, of_item, item, &format!("{at}[{place}]")) }
    })
}

fn assert_fits(name: &str, value: &Value) {
    let schema = schema(name);
    assert_eq!(broken(&schema, &schema, value, "$"), None, "{name}");
}

fn made() -> evidence::Evidence {
    let mut made = Made::new();
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

#[test]
fn a_schema_catches_what_does_not_fit() {
    let schema = schema("profile-1.schema.json");
    let broken = broken(&schema, &schema, &serde_json::json!({ "area": 821 }), "$");
    assert_eq!(broken.as_deref(), Some("$: `name` is missing"));
}
