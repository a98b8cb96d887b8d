//! The whole way, through the real program, on everything that was published; skipped where it is not at hand.

use crate::program::{environment, kingsway, printed, root};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

/// The snapshot of all published files.
fn evidence() -> Option<&'static str> {
    static FOLDER: LazyLock<Option<String>> =
        LazyLock::new(|| testkit::snapshot::folder().map(|folder| folder.display().to_string()));
    FOLDER.as_deref()
}

const LUTON_2011: [&str; 4] = ["--as-at", "2011-08-31", "--framework", "frameworks/england-2011.toml"];

fn luton(command: &str, more: &[&str]) -> Option<String> {
    let mut words = vec![command, "Luton", "--evidence", evidence()?];
    words.extend(LUTON_2011);
    words.extend(more);
    Some(printed(&words, 0))
}

/// Text without its line breaks and references, as a person reads it.
fn read(text: &str) -> String {
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn lutons_letter_states_what_the_published_figures_show() {
    let Some(letter) = luton("letter", &["--format", "text"]) else { return };
    let letter = read(&letter);
    let body = &letter[..letter.find("Evidence for this letter").unwrap()];
    for stated in [
        // GCSE with its trend against England's.
        "36.5",
        "56.7",
        "44.1",
        "58.4",
        "more quickly than",
        // Level 2 and 3 at 19, and both gaps.
        "widened slightly",
        "one of the three special schools",
        "five of the six secondary schools",
        "26 of the 40 primary schools",
        "The proportion of primary schools that are good or better has risen",
    ] {
        assert!(body.to_lowercase().contains(&stated.to_lowercase()), "“{stated}” is not in\n{body}");
    }
    let appendix = &letter[body.len()..];
    for figure in ["14.8", "20.1", "12.2", "24.2"] {
        assert!(appendix.contains(figure), "{figure} is not in the appendix");
    }
}

#[test]
fn a_draft_becomes_a_letter_unless_it_contradicts_the_evidence() {
    let Some(draft) = luton("draft", &[]) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("luton.md");
    let letter = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let mut words = vec!["letter", "Luton", "--evidence", evidence().unwrap(), "--format", "text"];
        words.extend(LUTON_2011);
        words.extend(["--statements", file.to_str().unwrap()]);
        kingsway(&words)
    };
    let unchanged = letter(&draft);
    assert!(unchanged.status.success(), "{}", String::from_utf8_lossy(&unchanged.stderr));

    let wrong = format!("{draft}- All special schools are outstanding.\n");
    let refused = letter(&wrong);
    assert_eq!(refused.status.code(), Some(2));
    assert!(refused.stdout.is_empty());
    let told = String::from_utf8(refused.stderr).unwrap();
    let line = wrong.lines().count();
    assert!(told.contains(&format!("luton.md:{line}:")) && told.contains("One of the three"), "{told}");

    let grounds = "the reports of September 2011 were seen before they were published";
    let acknowledged = letter(&format!("{wrong}> Acknowledged by A. Example: {grounds}\n"));
    assert!(acknowledged.status.success(), "{}", String::from_utf8_lossy(&acknowledged.stderr));
    let text = read(&String::from_utf8(acknowledged.stdout).unwrap());
    assert!(text.contains(grounds) && text.contains("A. Example lets it stand"), "{text}");
}

/// DuckDB, where Python has it; in CI it must be there.
fn duckdb(script: &str, words: &[&str]) -> Option<String> {
    let python = environment("KINGSWAY_PYTHON").unwrap_or_else(|| "python3".to_owned());
    let has = Command::new(&python).args(["-c", "import duckdb"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        assert!(!testkit::in_ci(), "in CI {python} must have duckdb");
        eprintln!("skipped: {python} has no duckdb (pip install duckdb)");
        return None;
    }
    let output = Command::new(&python).arg("-c").arg(script).args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn duckdb_reads_every_table_of_a_snapshot_with_plain_sql() {
    let Some(evidence) = evidence() else { return };
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(Path::new(evidence).join("manifest.json")).unwrap()).unwrap();
    let script = r#"
import duckdb, json, sys
folder, names = sys.argv[1], sys.argv[2:]
rows = lambda name: duckdb.execute(f"select count(*) from '{folder}/{name}'").fetchall()[0][0]
print(json.dumps({name: rows(name) for name in names}))
"#;
    let tables: Vec<(&str, u64)> = manifest["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(|table| (table["file"].as_str().unwrap(), table["rows"].as_u64().unwrap()))
        .filter(|(file, _)| file.ends_with(".parquet"))
        .collect();
    assert!(tables.len() >= 8);
    let mut words = vec![evidence];
    words.extend(tables.iter().map(|(file, _)| *file));
    let Some(counted) = duckdb(script, &words) else { return };
    let counted: Value = serde_json::from_str(&counted).unwrap();
    for (file, rows) in tables {
        assert_eq!(counted[file].as_u64(), Some(rows), "{file}");
    }
}

#[test]
fn the_documented_table_of_conventions_is_what_the_program_writes() {
    let Some(data) = testkit::published::folder() else { return };
    let (lait, neighbours) = (data.join("lait"), data.join("neighbours"));
    let written =
        printed(&["conventions", "--from", lait.to_str().unwrap(), neighbours.to_str().unwrap()], 0);
    let documented = std::fs::read_to_string(root().join("docs/conventions.md")).unwrap();
    assert!(
        documented == written,
        "docs/conventions.md is out of date: kingsway conventions --from ../shared/data/lait \
         ../shared/data/neighbours -o docs/conventions.md"
    );
}

#[test]
fn the_nations_table_is_set_beside_the_neighbours_that_were_chosen() {
    let Some(evidence) = evidence() else { return };
    let table = |set: &str| {
        printed(&["indicators", "--evidence", evidence, "--convention", "lait", "--neighbours", set], 0)
    };
    let (of_2021, of_2025) = (table("dfe-2021-04"), table("dfe-2025-05"));
    assert_eq!(of_2021.lines().count(), of_2025.lines().count());
    assert_ne!(of_2021, of_2025);
    let told = crate::program::said(&["indicators", "--evidence", evidence, "--neighbours", "dfe-1999"], 2);
    assert!(told.contains("dfe-2021-04") && told.contains("dfe-2025-05"), "{told}");
}
