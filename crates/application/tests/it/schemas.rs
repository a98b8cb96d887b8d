//! What is written as JSON is what its published schema says.

use crate::{example, root, workspace};
use application::areas::areas;
use application::assess::framework_difference;
use application::frameworks::FrameworkChoice;
use application::import::{import, screen, verify_snapshot};
use application::settings::{indicators, write_indicators_json, write_settings_json};
use application::{AssessRequest, Comparing, ImportRequest, Judgement, ValidateRequest, Workspace};
use evidence::Date;
use profile::{FigureKey, FigurePlace};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;
use testkit::schema;

fn assert_fits(name: &str, result: &impl Serialize) {
    schema::assert_fits(&format!("{name}.schema.json"), &serde_json::to_value(result).unwrap());
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

/// A result that is written piece by piece, as a reader gets it.
fn read(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn what_comes_in_and_what_is_there_fit_their_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let paths = vec![root().join("examples/luton-2011")];
    let into = folder.path().join("evidence");
    let request = ImportRequest { paths: paths.clone(), into: into.clone(), sources: None };
    assert_fits("import", &import(&request, &|_| ()).unwrap());
    assert_fits("screening", &screen(&paths, None).unwrap().0);
    assert_fits("snapshot", &verify_snapshot(&into).unwrap());
    let workspace = Workspace::open(&into, &[]).unwrap();
    assert_fits("status", &workspace.status(&["england-2011".to_owned()]).unwrap());
    let listed = workspace.indicators(None).unwrap();
    assert!(!listed.indicators.is_empty());
    assert_fits("indicator-list", &listed);
    let as_at = Date::constant(2011, 8, 31);
    let made_from = workspace.made_from(Some(as_at), &Comparing::default()).unwrap();
    let mut json = Vec::new();
    write_settings_json(&workspace.settings(as_at, None).unwrap(), &made_from, &mut json).unwrap();
    assert_fits("settings", &read(&json));
    json.clear();
    let table = indicators(workspace.evidence(), "default", None, Some(as_at)).unwrap();
    write_indicators_json(&table, &made_from, &mut json).unwrap();
    assert_fits("indicators", &read(&json));
}

#[test]
fn profiles_and_traces_fit_their_schemas_and_every_figure_has_cells() {
    let workspace = workspace();
    let comparing = Comparing::default();
    let profile = workspace.profile("Luton", Date::constant(2011, 8, 31), &comparing).unwrap();
    let result = workspace.profile_result(&profile, &comparing).unwrap();
    assert_fits("profile", &result);
    let mut keys = BTreeSet::new();
    for figure in &result.figures {
        assert!(keys.insert(&figure.key), "{:?} stands twice", figure.key);
        let none_counted = figure.value.number() == Some(0.0);
        assert!(figure.value.number().is_none() || none_counted || !figure.cells().is_empty());
    }
    // The latest figure of each indicator has the value that the profile gives.
    for indicator in &profile.indicators {
        let (id, group) = (indicator.indicator.as_str(), indicator.group.as_str());
        let place = FigurePlace::Area(profile.area);
        let key = FigureKey::indicator(id, group, &indicator.latest.period.label, place);
        let figure = result.figures.iter().find(|figure| figure.key == key).unwrap();
        assert_eq!(figure.value, indicator.latest.value);
    }
    assert_fits("trace", &workspace.trace(&crate::traces::request("grade")).unwrap());
}

#[test]
fn a_schema_catches_what_does_not_fit() {
    let fits = |value: &Value| schema::broken(&schema::published("assessment.schema.json"), value).is_empty();
    let assessment = workspace().assess("Luton", &request("england-2011"), None).unwrap();
    let mut value = serde_json::to_value(&assessment).unwrap();
    assert!(fits(&value));
    value["more"] = 1.into();
    assert!(!fits(&value));
    value.as_object_mut().unwrap().remove("more");
    value["blocks"][0]["measures"][0]["value"] = "three".into();
    assert!(!fits(&value));
}
