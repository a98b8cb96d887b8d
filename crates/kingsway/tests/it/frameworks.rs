//! Frameworks through the real program: mistakes at their places, and a person's judgement beside the derived grade.

use crate::program::{example_snapshot, kingsway, printed, root, said};
use serde_json::Value;

#[test]
fn three_mistakes_are_told_at_once_with_their_places_and_a_code_that_scripts_can_use() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    let text = std::fs::read_to_string(root().join("frameworks/england-2011.toml")).unwrap();
    let text = text
        .replacen("needs = 1\nwhen-not-known", "neds = 1\nwhen-not-known", 1)
        .replacen("points of primary-school\"", "points of primary-shool\"", 1)
        .replacen("{ from = 2.3, below = 2.6, grade = 2 }", "{ from = 2.3, below = 2.7, grade = 2 }", 1);
    std::fs::write(&file, text).unwrap();
    let file = file.display().to_string();
    let output = kingsway(&["framework", "check", &file]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    for place in ["mine.toml:112:1]", "mine.toml:163:39]", "mine.toml:400:12]"] {
        assert!(told.contains(place), "{place} is not in\n{told}");
    }
    for advice in ["did you mean `needs`?", "did you mean `primary-school`", "overlap from 2.6 to 2.7"] {
        assert!(told.contains(advice), "{advice} is not in\n{told}");
    }
}

#[test]
fn a_gap_that_nobody_declared_is_found_without_any_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    let text = std::fs::read_to_string(root().join("frameworks/england-2011.toml")).unwrap();
    std::fs::write(&file, text.replacen("gap level-2-low-income", "gap level-2-low-incom", 1)).unwrap();
    let told = said(&["framework", "check", &file.display().to_string()], 1);
    assert!(told.contains("did you mean `level-2-low-income`"), "{told}");
}

#[test]
fn a_departure_from_the_derived_grade_is_refused_without_grounds_and_kept_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let evidence = example_snapshot(folder.path());
    let grounds = "The fostering inspection of June 2011, good, is not in the evidence.";
    let words = |command: &'static str, more: &[&'static str]| {
        let mut words = vec![command, "Luton", "--evidence", evidence.as_str(), "--as-at", "2011-08-31"];
        words.extend(["--framework", "frameworks/england-2011.toml"]);
        words.extend(more);
        words
    };
    let assessment: Value =
        serde_json::from_str(&printed(&words("assess", &["--format", "json"]), 0)).unwrap();
    assert_eq!(assessment["format"], "kingsway-assessment");
    let grade = assessment["derived"]["grade"]["number"].as_u64().unwrap();
    let other = if grade == 4 { "3" } else { "4" };
    for command in ["assess", "explain", "letter"] {
        let told = said(&words(command, &["--judged", other, "--judged-by", "A. Person"]), 2);
        assert!(told.contains("write the grounds"), "{command}: {told}");
    }
    let with = ["--judged", other, "--judged-by", "A. Person", "--grounds", grounds, "--format"];
    let json = printed(&words("assess", &[&with[..], &["json"]].concat()), 0);
    let assessment: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(assessment["derived"]["grade"]["number"], grade, "the derived grade stays");
    assert_eq!(assessment["judged"]["departs"], true);
    assert_eq!(assessment["judged"]["grounds"], grounds);
    let letter = printed(&words("letter", &[&with[..], &["text"]].concat()), 0);
    let letter = letter.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(letter.contains(grounds), "{letter}");
    assert!(said(&words("assess", &["--judged", other]), 2).contains("--judged-by"));
}
