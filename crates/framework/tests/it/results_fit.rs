//! What is written as JSON is what its published schema says.

use crate::example_profile::{area, framework, luton};
use serde_json::Value;

fn schema(name: &str) -> Value {
    let published = framework::results_schema::published();
    let (_, text) = published.iter().find(|(file, _)| *file == name).unwrap();
    serde_json::from_str(text).unwrap()
}

/// Where a value does not fit a schema: the places and the rules.
fn misfits(name: &str, value: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(&schema(name)).unwrap();
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn assert_fits(name: &str, value: &Value) {
    assert_eq!(misfits(name, value), Vec::<String>::new(), "{name}");
}

#[test]
fn assessments_fit_their_schema_whatever_they_come_to() {
    let england = framework("england-2011.toml");
    let limited = luton().event("unannounced-inspection", "priority-action", "2011-02-01").done();
    let grounds = Some("The fostering inspection of June 2011 is not in the evidence.");
    let assessments = [
        framework::derive(&england, &luton().done()),
        framework::derive_with_robustness(&england, &limited),
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
    let mut value =
        serde_json::to_value(framework::derive(&framework("england-2011.toml"), &luton().done())).unwrap();
    value["blocks"][0]["measures"][0]["value"] = "three".into();
    let found = misfits("assessment-1.schema.json", &value);
    assert!(found.len() == 1 && found[0].starts_with("/blocks/0/measures/0/value: "), "{found:?}");
    value["blocks"][0]["measures"][0]["value"] = Value::Null;
    value["more"] = 1.into();
    let found = misfits("assessment-1.schema.json", &value);
    assert!(found.len() == 1 && found[0].contains("more"), "{found:?}");
}
