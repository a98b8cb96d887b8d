//! Whatever is changed in a framework file is told by `diff`, in the words in which `explain` tells the framework.

use crate::example_profile::{luton, vocabulary};
use framework::diff::{Change, diff};
use framework::{Framework, Names};

const FILES: [(&str, &str); 3] = [
    ("england-2011.toml", include_str!("../../../../frameworks/england-2011.toml")),
    ("england-2026.toml", include_str!("../../../../frameworks/england-2026.toml")),
    ("cqc-local-authority-2024.toml", include_str!("../../../../frameworks/cqc-local-authority-2024.toml")),
];

fn load(text: &str) -> Option<Framework> {
    let vocabulary = vocabulary();
    Framework::check("mine.toml", text, &Names::of_vocabulary(&vocabulary)).ok()
}

/// The line with each of its numbers outside quotation marks a little greater, one at a time.
fn with_numbers_changed(line: &str) -> Vec<String> {
    let mut changed = Vec::new();
    let mut quoted = false;
    let mut start = None;
    for (at, one) in line.char_indices().chain([(line.len(), ' ')]) {
        quoted ^= one == '"';
        let of_number = !quoted && (one.is_ascii_digit() || one == '.');
        match (of_number, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                // A digit within a bare key is no number.
                if line[..from].ends_with([' ', '[', '-', ',']) {
                    let number = &line[from..at];
                    let more = if number.contains('.') {
                        (number.parse::<f64>().unwrap() + 0.01).to_string()
                    } else {
                        (number.parse::<u64>().unwrap() + 1).to_string()
                    };
                    changed.push(format!("{}{more}{}", &line[..from], &line[at..]));
                }
            }
            _ => {}
        }
    }
    changed
}

#[test]
fn every_number_and_every_text_that_is_changed_is_told() {
    let (mut tried, mut untold) = (0, Vec::new());
    for (file, text) in FILES {
        let before = load(text).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let mut changed = with_numbers_changed(line);
            if line.ends_with('"') && line.contains(" = \"") && !line.ends_with("\"\"\"") {
                changed.push(format!("{} too\"", &line[..line.len() - 1]));
            }
            for line in changed {
                let mut lines = lines.clone();
                lines[at] = &line;
                // What the check refuses cannot be compared.
                let Some(after) = load(&lines.join("\n")) else { continue };
                tried += 1;
                let difference = diff(&before, &after, &[]);
                // Another short name stands in the heading. No percentage is above 100, so the highest band
                // means the same up to 101.
                let same = difference.from == difference.to && !line.contains("to = 101");
                if same && difference.changes.is_empty() {
                    untold.push(format!("{file}:{}: {line}", at + 1));
                }
            }
        }
    }
    assert!(tried > 500, "only {tried} changes were sound");
    assert!(untold.is_empty(), "{} of {tried} changes are not told:\n{}", untold.len(), untold.join("\n"));
}

#[test]
fn a_moved_edge_is_told_with_what_it_was_and_the_areas_whose_grade_it_changes() {
    let (_, text) = FILES[0];
    let moved = text.replacen("{ from = 3.2, grade = 4 }", "{ from = 3, grade = 4 }", 1).replacen(
        "{ from = 2.6, below = 3.2, grade = 3 }",
        "{ from = 2.6, below = 3, grade = 3 }",
        1,
    );
    let (before, after) = (load(text).unwrap(), load(&moved).unwrap());
    let profile = luton().done();
    let points = framework::derive(&before, &profile).derived.because().to_owned();
    assert!(points.starts_with("3."), "{points}");
    let difference = diff(&before, &after, &[profile]);
    let told: Vec<(&str, Option<&str>, Option<&str>)> = difference
        .changes
        .iter()
        .map(|Change { what, before, after, .. }| (what.as_str(), before.as_deref(), after.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("Performs excellently (4)", Some("3.2 or more"), Some("3 or more")),
            ("Performs well (3)", Some("from 2.6 to below 3.2"), Some("from 2.6 to below 3")),
        ]
    );
    let areas: Vec<(&str, &str, &str)> = difference
        .areas
        .iter()
        .map(|area| (area.name.as_str(), area.before.as_str(), area.after.as_str()))
        .collect();
    assert_eq!(areas, [("Luton", "Performs well (3)", "Performs excellently (4)")]);
}

#[test]
fn nothing_changed_is_nothing_told() {
    for (_, text) in FILES {
        let framework = load(text).unwrap();
        let commented = load(&format!("{text}\n# A remark.\n")).unwrap();
        assert_eq!(diff(&framework, &commented, &[luton().done()]).changes, []);
    }
}
