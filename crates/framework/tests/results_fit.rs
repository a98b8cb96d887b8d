//! What is written as JSON is what its published schema says.

mod example_profile;

use example_profile::{area, framework, luton};
use serde_json::Value;

fn schema(name: &str) -> Value {
    let published = framework::results_schema::published();
    let (_, text) = published.iter().find(|(file, _)| *file == name).unwrap();
    serde_json::from_str(text).unwrap()
}

/// As much of JSON Schema as these schemas use: where a value breaks one, the place and the rule.
fn broken(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let named = root.pointer(reference.trim_start_matches('#')).expect("a definition");
        return broken(root, named, value, at);
    }
    for (key, least, most) in [("oneOf", 1, 1), ("anyOf", 1, usize::MAX)] {
        if let Some(forms) = schema[key].as_array() {
            let fitting = forms.iter().filter(|form| broken(root, form, value, at).is_none()).count();
            if fitting < least || fitting > most {
                return Some(format!("{at}: {fitting} forms fit {value}"));
            }
        }
    }
    if schema.get("const").is_some_and(|only| only != value) {
        return Some(format!("{at}: {value} is not {}", schema["const"]));
    }
    if schema["enum"].as_array().is_some_and(|allowed| !allowed.contains(value)) {
        return Some(format!("{at}: {value} is not one of {}", schema["enum"]));
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(some) => some.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() || number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = kinds.is_empty() || kinds.contains(&kind) || (kind == "integer" && kinds.contains(&"number"));
    if !fits {
        return Some(format!("{at}: {value} is none of {kinds:?}"));
    }
    match value {
        Value::Object(fields) if schema["properties"].is_object() => {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let lacking = required.into_iter().find(|name| !fields.contains_key(*name));
            lacking.map(|name| format!("{at}: `{name}` is missing")).or_else(|| {
                fields.iter().find_map(|(name, field)| match schema["properties"].get(name) {
                    Some(of_field) => broken(root, of_field, field, &format!("{at}.{name}")),
                    None => Some(format!("{at}: the schema knows no `{name}`")),
                })
            })
        }
        Value::Array(items) => items.iter().enumerate().find_map(|(place, item)| {
            let of_item = schema["prefixItems"].get(place).unwrap_or(&schema["items"]);
            if of_item.is_object() { broken(root, of_item, item, &format!("{at}[{place}]")) } else { None }
        }),
        _ => None,
    }
}

fn assert_fits(name: &str, value: &Value) {
    let schema = schema(name);
    assert_eq!(broken(&schema, &schema, value, "$"), None, "{name}");
}

#[test]
fn assessments_fit_their_schema_whatever_they_come_to() {
    let england = framework("england-2011.toml");
    let limited = luton().event("unannounced-inspection", "priority-action", "2011-02-01").done();
    let grounds = Some("The fostering inspection of June 2011 is not in the evidence.");
    let assessments = [
        framework::derive(&england, &luton().done()),
        framework::derive_with_firmness(&england, &limited),
        framework::derive(&england, &luton().done())
            .with_judgement(&england, 4, "A. Person", grounds)
            .unwrap(),
        framework::derive(&england, &area(301, "Empty", "2011-08-31").done()),
        framework::derive(&framework("england-2026.toml"), &luton().done()),
    ];
    let mut each = Vec::new();
    for assessment in assessments {
        let value = serde_json::to_value(&assessment).unwrap();
        assert_fits("assessment-1.schema.json", &value);
        each.push(value);
    }
    let list = serde_json::json!({
        "format": framework::assessment::LIST_FORMAT, "as_at": "2011-08-31", "snapshot": "0", "assessments": each,
    });
    assert_fits("assessments-1.schema.json", &list);
}

#[test]
fn validations_and_differences_fit_their_schemas() {
    let england = framework("england-2011.toml");
    let profiles = [luton().done(), area(301, "Empty", "2011-08-31").done()];
    let assessments = framework::derive_all(&england, &profiles, false);
    let known = |number, name: &str, grade, limited_from| framework::validate::known::KnownGrade {
        area: evidence::AreaNumber::new(number).unwrap(),
        name: name.to_owned(),
        year: 2011,
        grade,
        limited_from,
        source: "A letter".to_owned(),
    };
    use framework::validate::known::Given;
    let known = [known(821, "Luton", Given::Grade(4), Some(4)), known(301, "Empty", Given::Withheld, None)];
    let validation = framework::validate::validate(&england, &assessments, &known);
    assert_fits("validation-1.schema.json", &serde_json::to_value(&validation).unwrap());
    let difference = framework::diff::diff(&england, &framework("england-2010.toml"), &profiles);
    assert!(!difference.changes.is_empty());
    assert_fits("framework-diff-1.schema.json", &serde_json::to_value(&difference).unwrap());
}

#[test]
fn a_schema_catches_what_does_not_fit() {
    let schema = schema("assessment-1.schema.json");
    let mut value =
        serde_json::to_value(framework::derive(&framework("england-2011.toml"), &luton().done())).unwrap();
    value["blocks"][0]["measures"][0]["value"] = "three".into();
    let found = broken(&schema, &schema, &value, "$").unwrap();
    assert!(found.starts_with("$.blocks[0].measures[0].value"), "{found}");
    value["blocks"][0]["measures"][0]["value"] = Value::Null;
    value["more"] = 1.into();
    assert_eq!(broken(&schema, &schema, &value, "$").as_deref(), Some("$: the schema knows no `more`"));
}
