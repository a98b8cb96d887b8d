//! What is written as JSON is what its published schema says.

use crate::{example, root, workspace};
use application::areas::areas;
use application::assess::framework_difference;
use application::frameworks::FrameworkChoice;
use application::{AssessRequest, Comparing, Judgement, ValidateRequest};
use evidence::Date;
use serde::Serialize;
use serde_json::Value;

fn assert_fits(name: &str, result: &impl Serialize) {
    let published = application::schemas::published();
    let (_, text) = published.iter().find(|(file, _)| *file == format!("{name}.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value = serde_json::to_value(result).unwrap();
    let broken: Vec<String> = validator
        .iter_errors(&value)
        .take(5)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(broken.is_empty(), "{name}: {broken:#?}");
}

fn chosen(framework: &str) -> FrameworkChoice {
    FrameworkChoice { framework: Some(framework.to_owned()), any_year: true }
}

fn request(framework: &str) -> AssessRequest {
    AssessRequest {
        framework: chosen(framework),
        as_at: Date::constant(2011, 8, 31),
        comparing: Comparing::default(),
        robustness: true,
        draws: Some(20),
    }
}

#[test]
fn the_published_schemas_are_up_to_date() {
    let folder = root().join("docs/schemas");
    for (file, current) in application::schemas::published() {
        let path = folder.join(&file);
        // Run once with KINGSWAY_WRITE_SCHEMA=1 to write them.
        #[expect(clippy::disallowed_methods, reason = "a test may be told to write the file")]
        if std::env::var("KINGSWAY_WRITE_SCHEMA").is_ok() {
            std::fs::write(&path, &current).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            published == current,
            "docs/schemas/{file} is out of date: run this test with KINGSWAY_WRITE_SCHEMA=1"
        );
    }
}

#[test]
fn every_key_of_the_schemas_is_explained() {
    fn walk(value: &Value, at: &str, bare: &mut Vec<String>) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            let lacking = properties.iter().filter(|(_, property)| property.get("description").is_none());
            bare.extend(lacking.map(|(name, _)| format!("{at}.{name}")));
        }
        if let Some(definitions) = value.get("$defs").and_then(Value::as_object) {
            definitions.iter().for_each(|(name, definition)| walk(definition, name, bare));
        }
    }
    let mut bare = Vec::new();
    for (file, schema) in application::schemas::published() {
        walk(&serde_json::from_str(&schema).unwrap(), &file, &mut bare);
    }
    assert!(bare.is_empty(), "{bare:?}");
}

#[test]
fn assessments_fit_their_schema_whatever_they_come_to() {
    let workspace = workspace();
    for framework in ["england-2011", "england-2026", "example"] {
        let assessment = workspace.assess("Luton", &request(framework), None).unwrap();
        assert_fits("assessment", &assessment);
    }
    let judgement = Judgement {
        grade: 4,
        by: "A. Person".to_owned(),
        grounds: Some("The fostering inspection of June 2011 is not in the evidence.".to_owned()),
    };
    let judged = workspace.assess("Luton", &request("england-2011"), Some(&judgement)).unwrap();
    assert!(judged.made_from.judgement.is_some());
    assert_fits("assessment", &judged);
    // Every other area of the example is empty, and says so.
    assert_fits("assessments", &workspace.assess_all(&request("england-2011")).unwrap().0);
}

#[test]
fn areas_validations_differences_and_errors_fit_their_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = example(folder.path());
    assert_fits("areas", &areas(&snapshot, None).unwrap());
    let workspace = workspace();
    let validation = workspace.validate(&ValidateRequest {
        framework: chosen("england-2011"),
        as_at: None,
        comparing: Comparing::default(),
        known: root().join("examples/known-grades-2011.csv"),
    });
    assert_fits("validation", &validation.unwrap());
    let tried_on = Some((snapshot.as_path(), Date::constant(2011, 8, 31), &[][..]));
    let difference = framework_difference("england-2011", "england-2010", tried_on).unwrap();
    assert!(!difference.changes.is_empty());
    assert_fits("framework-diff", &difference);
    let unknown = workspace.area("Lutn").unwrap_err();
    assert_fits("error", &unknown.report());
}

#[test]
fn a_schema_catches_what_does_not_fit() {
    let (_, text) = application::schemas::published().swap_remove(1);
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap();
    let assessment = workspace().assess("Luton", &request("england-2011"), None).unwrap();
    let mut value = serde_json::to_value(&assessment).unwrap();
    assert!(validator.is_valid(&value));
    value["more"] = 1.into();
    assert!(!validator.is_valid(&value));
    value.as_object_mut().unwrap().remove("more");
    value["blocks"][0]["measures"][0]["value"] = "three".into();
    assert!(!validator.is_valid(&value));
}
