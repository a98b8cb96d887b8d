//! Tables as workbooks.

use crate::{example, workspace};
use application::compare::{compared_rows, trend_rows};
use application::export::csv;
use application::profile::profile_rows;
use application::workbook::{TableOf, table_words};
use application::{Comparing, IndicatorRequest, Workspace};
use evidence::Date;
use std::collections::BTreeSet;

const AS_AT: Date = Date::constant(2011, 8, 31);

/// Each table that is offered as a workbook, as CSV.
fn tables(workspace: &Workspace) -> Vec<(&'static str, Vec<u8>)> {
    let comparing = Comparing::default();
    let request = IndicatorRequest {
        indicator: "gcse-5-ac-english-maths".to_owned(),
        group: "all".to_owned(),
        as_at: Some(AS_AT),
        comparing: comparing.clone(),
    };
    let profile = workspace.profile("Luton", AS_AT, &comparing).unwrap();
    let compared = workspace.compare(&["Luton".to_owned()], &request).unwrap();
    let trend = workspace.trend("Luton", &request).unwrap();
    let mut settings = Vec::new();
    workspace.settings(AS_AT, None).unwrap().write_csv(&mut settings).unwrap();
    let mut indicators = Vec::new();
    let table =
        application::settings::indicators(workspace.evidence(), "default", None, Some(AS_AT)).unwrap();
    table.write_csv(&mut indicators).unwrap();
    vec![
        ("profile", csv(&profile_rows(&profile, &workspace.evidence().sources)).unwrap()),
        ("compare", csv(&compared_rows(&compared.compared)).unwrap()),
        ("trend", csv(&trend_rows(&trend.trend)).unwrap()),
        ("settings", settings),
        ("indicators", indicators),
    ]
}

#[test]
fn every_table_is_a_workbook_with_the_same_bytes_each_time() {
    let workspace = workspace();
    for (name, csv) in tables(&workspace) {
        let of = TableOf { title: name, sheet: name, area: "Luton", indicator: "GCSE" };
        let write = || workspace.workbook(of, csv.clone(), Some(AS_AT), &Comparing::default()).unwrap();
        assert_eq!(write(), write(), "{name}");
    }
}

#[test]
fn every_column_is_explained_but_those_that_are_words_of_scales() {
    let words = table_words();
    for (name, csv) in tables(&workspace()) {
        let header = String::from_utf8(csv).unwrap().lines().next().unwrap().to_owned();
        let unexplained: Vec<&str> =
            header.split(',').filter(|column| !words.columns.contains_key(*column)).collect();
        // The values of scales are the columns of a table of settings, and differ with the evidence.
        assert!(
            unexplained.is_empty() || name == "settings",
            "{name}: {unexplained:?} are not in words/tables.toml"
        );
    }
}

#[test]
fn no_number_shows_the_noise_of_binary_arithmetic() {
    for (name, csv) in tables(&workspace()) {
        let text = String::from_utf8(csv).unwrap();
        let numbers: BTreeSet<&str> =
            text.split([',', '\n']).filter(|cell| cell.parse::<f64>().is_ok()).collect();
        let noisy: Vec<&&str> = numbers
            .iter()
            .filter(|cell| cell.split('.').nth(1).is_some_and(|decimals| decimals.len() > 11))
            .collect();
        assert!(noisy.is_empty() || name == "indicators", "{name}: {noisy:?}");
    }
}

#[test]
fn own_figures_are_named_on_the_cover() {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = example(folder.path());
    let own = crate::root().join("examples/local-figures.csv");
    let workspace = Workspace::open(&snapshot, &[own]).unwrap();
    let of = TableOf { title: "profile", sheet: "profile", area: "Luton", indicator: "" };
    let write = |workspace: &Workspace| {
        workspace.workbook(of, b"area,value\nLuton,1\n".to_vec(), Some(AS_AT), &Comparing::default()).unwrap()
    };
    assert_ne!(write(&workspace), write(&crate::workspace()));
}
