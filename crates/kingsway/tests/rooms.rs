//! The doors of the house: which room may import which (docs/architecture.md). Cargo alone would allow a lower room
//! to import a higher one as long as nothing came back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::path::Path;

/// Every room, lowest first, with the rooms it may import.
const ROOMS: [(&str, &[&str]); 13] = [
    ("definitions", &[]),
    ("evidence", &[]),
    ("ingest", &["definitions", "evidence"]),
    ("profile", &["definitions", "evidence"]),
    ("framework", &["definitions", "evidence", "profile"]),
    ("statements", &["definitions", "evidence", "profile"]),
    ("document", &[]),
    ("charts", &[]),
    ("letter", &["charts", "document"]),
    ("letter-pdf", &["letter"]),
    (
        "application",
        &[
            "definitions",
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
            "letter-pdf",
        ],
    ),
];

/// The rooms that a room's manifest imports, leaving out those that only its tests use.
fn imported(room: &str) -> Vec<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(room).join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let mut section = String::new();
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']').to_owned();
        } else if matches!(section.as_str(), "dependencies" | "build-dependencies") {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default().to_owned();
            if ROOMS.iter().any(|(room, _)| *room == name) {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn no_room_imports_a_room_that_it_may_not_know() {
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    for (room, _) in ROOMS {
        for import in imported(room) {
            assert!(
                allowed[room].contains(&import.as_str()),
                "`{room}` imports `{import}`, but may import only {:?}: see docs/architecture.md",
                allowed[room]
            );
        }
    }
}

#[test]
fn every_crate_of_the_workspace_is_a_known_room() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for entry in std::fs::read_dir(crates).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(ROOMS.iter().any(|(room, _)| *room == name), "`{name}` has no place in the table of rooms");
    }
}

#[test]
fn the_manifests_are_really_read() {
    assert!(imported("profile").contains(&"evidence".to_owned()));
}
