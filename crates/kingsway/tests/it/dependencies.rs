//! Which crate may import which (docs/architecture.md). Cargo alone would allow a lower crate to import a higher one as
//! long as there is no cycle.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::path::Path;

/// Every crate, lowest first, with the crates it may import.
const CRATES: [(&str, &[&str]); 14] = [
    ("definitions", &[]),
    ("evidence", &["definitions"]),
    ("fetch", &["definitions"]),
    ("ingest", &["definitions", "evidence"]),
    ("profile", &["definitions", "evidence"]),
    ("framework", &["definitions", "evidence", "profile"]),
    ("statements", &["definitions", "evidence", "profile"]),
    ("document", &[]),
    ("charts", &["document"]),
    ("letter", &["charts", "document", "evidence"]),
    ("document-pdf", &["document"]),
    (
        "application",
        &[
            "definitions",
            "fetch",
            "evidence",
            "ingest",
            "profile",
            "framework",
            "statements",
            "document",
            "charts",
            "letter",
        ],
    ),
    ("testkit", &["definitions", "evidence", "ingest", "profile"]),
    (
        "kingsway",
        &[
            "application",
            "definitions",
            "evidence",
            "ingest",
            "profile",
            "framework",
            "statements",
            "document",
            "charts",
            "letter",
            "document-pdf",
        ],
    ),
];

/// The crates of the workspace that a crate's manifest imports, leaving out those that only its tests use.
fn imported(package: &str) -> Vec<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(package).join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let mut section = String::new();
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']').to_owned();
        } else if matches!(section.as_str(), "dependencies" | "build-dependencies") {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default().to_owned();
            if CRATES.iter().any(|(package, _)| *package == name) {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn no_crate_imports_one_that_it_may_not() {
    let allowed: BTreeMap<&str, &[&str]> = CRATES.into_iter().collect();
    for (package, _) in CRATES {
        for import in imported(package) {
            assert!(
                allowed[package].contains(&import.as_str()),
                "`{package}` imports `{import}`, but may import only {:?}: see docs/architecture.md",
                allowed[package]
            );
        }
    }
}

#[test]
fn every_crate_of_the_workspace_is_in_the_table() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for entry in std::fs::read_dir(crates).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(CRATES.iter().any(|(package, _)| *package == name), "`{name}` is not in the table of crates");
    }
}

#[test]
fn the_manifests_are_really_read() {
    assert!(imported("profile").contains(&"evidence".to_owned()));
}
