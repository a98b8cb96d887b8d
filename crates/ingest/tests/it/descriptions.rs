//! Mistakes in descriptions, and descriptions that fit a file equally.

use crate::authored::folder;
use crate::refusals::shown;
use ingest::{Descriptions, ImportError, Options, import, vocabulary};

const SMALL: &str = r#"
id = "ID"
title = "A small format"
publisher = "Nobody"
licence = "None"

[columns]
urn = { names = ["URN"], required = true }
grade = { names = ["Grade"], required = true }
"#;

fn load(text: &str) -> Result<Descriptions, ImportError> {
    let files = std::iter::once(("small.toml".to_owned(), text.to_owned()));
    Descriptions::of(files, &vocabulary::builtin()).map_err(ImportError::from)
}

#[test]
fn every_mistake_is_shown_at_its_place_with_the_nearest_that_is_known() {
    let text = format!(
        "{}\n{}",
        SMALL.replace("title =", "titel ="),
        r#"
[[remits]]
when = { urm = ["1*"] }
remit = "primary-scool"

[[ignored]]
when = { grade = [""] }
reasons = "none"
"#
    );
    insta::assert_snapshot!(shown(load(&text).unwrap_err()));
}

#[test]
fn names_that_lead_nowhere_are_shown_all_at_once() {
    let text = format!(
        "{SMALL}\n{}",
        r#"
dates = ["DD/MM/YYY"]

[setting]
scheme = "urn"
id = ["urm"]

[[remits]]
remit = "primary-scool"

[[inspections]]
block = "latest"
kind = "full"

[[inspections.judgements]]
aspect = "overall-effectivness"
names = ["Grade"]
values = "graded"

[values.grade]
scales = [{ scale = "four-point" }]
missing = { "-" = "not-aplicable" }
"#
        .replace("dates = [\"DD/MM/YYY\"]\n", "")
    );
    insta::assert_snapshot!(shown(load(&text).unwrap_err()));
}

#[test]
fn broken_toml_is_shown_at_its_place() {
    insta::assert_snapshot!(shown(load("id = \"x\"\ntitle = \n").unwrap_err()));
}

#[test]
fn two_descriptions_that_fit_equally_are_both_named() {
    let files =
        ["one", "two"].map(|id| (format!("{id}.toml"), SMALL.replace("\"ID\"", &format!("\"{id}\""))));
    let descriptions = Descriptions::of(files.into_iter(), &vocabulary::builtin()).unwrap();
    let options = Options { descriptions, ..Options::builtin().unwrap() };
    let folder = folder(&[("a.csv", b"URN,Grade\n1,Good\n")]);
    let error = import(&[folder.path().join("a.csv")], &options).map(|_| ()).unwrap_err();
    assert!(
        matches!(&error, ImportError::Ambiguous { formats, .. } if *formats == ["one", "two"]),
        "{error}"
    );
}

#[test]
fn a_folder_of_the_users_stands_in_for_a_description_and_adds_others() {
    let theirs = SMALL.replace("\"ID\"", "\"schools-ratings\"");
    let more = SMALL.replace("\"ID\"", "\"more\"");
    let folder = folder(&[
        ("schools-ratings.toml", theirs.as_bytes()),
        ("more.toml", more.as_bytes()),
        ("notes.txt", b""),
    ]);
    let descriptions = Descriptions::with_folder(folder.path(), &vocabulary::builtin()).unwrap();
    assert_eq!(descriptions.get("schools-ratings").unwrap().title, "A small format");
    assert!(descriptions.get("more").is_some() && descriptions.get("social-care-providers").is_some());
}

#[test]
fn rules_that_can_never_apply_or_that_contradict_each_other_are_mistakes() {
    let text = format!(
        "{SMALL}\n{}",
        r#"
[setting]
scheme = "urn"
id = ["urn"]

[[ignored]]
when = { grade = ["Child*"] }
reason = "no succession"

[[remits]]
when = { grade = ["Academy*"] }
remit = "primary-school"

[[remits]]
when = { grade = ["Academy special*"] }
remit = "special-school"

[[links]]
when = { grade = ["Successor*"] }
scheme = "urn"
successor = "grade"
predecessor = "urn"
inherits = true

[[links]]
when = { grade = ["Successor - *"] }
scheme = "urn"
successor = "grade"
predecessor = "urn"

[[links]]
when = { grade = ["Child"] }
scheme = "urn"
successor = "grade"
predecessor = "urn"
"#
    );
    let said = shown(load(&text).unwrap_err());
    for part in [
        "an earlier rule, for `primary-school`, fits all rows of this one",
        "a row may fit this rule and an earlier one, which says something else",
        "all rows of this rule are passed over as \"no succession\"",
    ] {
        assert!(said.contains(part), "{part} not in {said}");
    }
    assert!(
        load(
            &text
                .replace("Successor*", "Successor")
                .replace("Child*", "Other")
                .replace("Academy*", "School*")
        )
        .is_ok()
    );
}
