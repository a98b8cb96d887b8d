//! Letters through the real program: who may send them, to whom, what they are made from, and when they are written again.

use crate::program::{example_snapshot, printed, said};
use std::path::{Path, PathBuf};

/// The example's evidence in a folder, and files beside it.
struct Desk {
    folder: tempfile::TempDir,
    evidence: String,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let evidence = example_snapshot(folder.path());
        Desk { folder, evidence }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.folder.path().join(name), text).unwrap();
        self.path(name)
    }

    fn words<'a>(&'a self, command: &'a [&'a str], more: &'a [&'a str]) -> Vec<&'a str> {
        let mut words = command.to_vec();
        words.extend(["--evidence", &self.evidence, "--as-at", "2011-08-31", "--framework", "england-2011"]);
        words.extend(more);
        words
    }

    /// The text of Luton's letter as a person reads it.
    fn letter(&self, more: &[&str]) -> String {
        read(&printed(&self.words(&["letter", "Luton", "--format", "text"], more), 0))
    }

    fn refused(&self, more: &[&str]) -> String {
        said(&self.words(&["letter", "Luton", "--format", "text"], more), 2)
    }

    /// Writes every letter as text into a folder and says what was done.
    fn letters(&self, into: &str, more: &[&str]) -> String {
        let command = ["-q", "letters", "--all", "--format", "text", "-o", into];
        printed(&self.words(&command, more), 0)
    }
}

fn read(text: &str) -> String {
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

const EVENT: &str =
    "area,date,known_from,kind,outcome,note\nLuton,2011-03-01,2011-04-01,unannounced-inspection,";

const JUDGED: [&str; 6] = [
    "--judged",
    "4",
    "--judged-by",
    "A. Person",
    "--grounds",
    "The fostering inspection of June 2011, good, is not in the evidence.",
];

#[test]
fn nobody_issues_a_letter_that_nobody_judged() {
    let desk = Desk::new();
    let issued = desk.file("issued.toml", "name = \"Example Alliance\"\nissued = true\ndate = 2011-11-08\n");
    let told = desk.refused(&["--sender", &issued]);
    assert!(told.contains("nobody can issue it") && told.contains("--judged-by"), "{told}");

    let plain = desk.file("plain.toml", "name = \"Example Alliance\"\ndate = 2011-11-08\n");
    let letter = desk.letter(&["--sender", &plain]);
    for words in ["Example Alliance", "8 November 2011", "reconstruction", "Derived by rule"] {
        assert!(letter.contains(words), "{words} is not in\n{letter}");
    }

    let letter = desk.letter(&[&["--sender", issued.as_str()][..], &JUDGED].concat());
    assert!(letter.contains("Judged by: A. Person"), "{letter}");
    assert!(!letter.contains("This letter is a reconstruction"), "{letter}");
    assert!(!letter.contains("points more would give"), "a margin of the derived grade beside a judged one");
}

#[test]
fn no_letter_goes_out_in_a_public_bodys_name_without_a_judgement() {
    let desk = Desk::new();
    let ofsted = desk.file("ofsted.toml", "name = \"Ofsted\"\n");
    let told = desk.refused(&["--sender", &ofsted]);
    assert!(told.contains("in the name of Ofsted"), "{told}");
    let command = ["-q", "letters", "--all", "--format", "text", "-o"];
    let into = desk.path("letters");
    let words = [&command[..], &[into.as_str(), "--sender", &ofsted]].concat();
    assert!(said(&desk.words(&words, &[]), 2).contains("in the name of Ofsted"));
    assert!(!Path::new(&into).exists(), "nothing is left behind");
    let judged = desk.letter(&[&["--sender", ofsted.as_str()][..], &JUDGED].concat());
    assert!(judged.contains("Judged by: A. Person"), "{judged}");
}

#[test]
fn a_law_is_cited_as_it_stood_on_the_letters_date() {
    let desk = Desk::new();
    let dated = |date: &str| {
        let sender = desk.file("sender.toml", &format!("name = \"Example Alliance\"\ndate = \"{date}\"\n"));
        desk.letter(&["--sender", &sender])
    };
    let before = dated("8 November 2011");
    assert!(before.contains("section 138") && !before.contains("repealed"), "{before}");
    assert!(dated("18/07/2012").contains("was repealed on 18 July 2012"));
}

#[test]
fn each_area_is_written_to_by_the_table_of_recipients() {
    let desk = Desk::new();
    let others = "Enfield,x\n312,x\n317,x\nBirmingham,x\n333,x\n335,x\n380,x\nDerby,x\nSlough,x\n874,x\n";
    let to_luton =
        |row: &str| desk.file("to.csv", &format!("area,line 1,line 2,salutation\nLuton,{row}\n{others}"));
    let into = desk.path("letters");
    let table = to_luton("Ms A. Example,Town Hall,Ms Example");
    assert!(desk.letters(&into, &["--recipients", &table]).starts_with("11 letters written, 0 kept"));
    let letter = std::fs::read_to_string(Path::new(&into).join("821-luton.txt")).unwrap();
    assert!(letter.contains("Town Hall") && letter.contains("Dear Ms Example"), "{letter}");

    let other = to_luton("Mr B. Example,,Mr Example");
    assert!(desk.letters(&into, &["--recipients", &other]).starts_with("1 letters written, 10 kept"));
    let alone = desk.file("alone.csv", "area,line\nLuton,Ms A. Example\n");
    let none = desk.file("none.csv", "area,line\nDerby,Ms C\nLutn,Ms D\n");
    let refused = |table: &str| {
        let words = ["-q", "letters", "--all", "--format", "text", "-o", &into, "--recipients", table];
        said(&desk.words(&words, &[]), 2)
    };
    assert!(refused(&alone).contains("no row for Enfield (308)"), "an area without a recipient is refused");
    let told = refused(&none);
    assert!(told.contains("row 3") && told.contains("did you mean Luton"), "{told}");
}

#[test]
fn letters_are_kept_only_while_nothing_that_they_are_made_from_has_changed() {
    let desk = Desk::new();
    let into = desk.path("letters");
    let events = |outcome: &str| desk.file("events.csv", &format!("{EVENT}{outcome},\n"));
    let first = events("priority-action");
    assert!(desk.letters(&into, &["--events", &first]).starts_with("11 letters written, 0 kept"));
    assert!(desk.letters(&into, &["--events", &first]).starts_with("0 letters written, 11 kept"));
    let second = events("no-priority-action");
    assert!(
        desk.letters(&into, &["--events", &second]).starts_with("11 letters written, 0 kept"),
        "as many events with other outcomes are other events"
    );

    let sender = desk.file(
        "sender.toml",
        "name = \"A\"\n[signatory]\nname = \"B\"\nrole = \"C\"\nsignature = \"b.png\"\nsignature_alternative = \"B\"\n",
    );
    // The head of a PNG file, which says how wide the picture is.
    let picture = |width: u8| {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend([0, 0, 0, width, 0, 0, 0, 1, 8, 6, 0, 0, 0]);
        std::fs::write(desk.path("b.png"), bytes).unwrap();
    };
    picture(90);
    assert!(desk.letters(&into, &["--sender", &sender]).starts_with("11 letters written"));
    assert!(desk.letters(&into, &["--sender", &sender]).starts_with("0 letters written"));
    picture(80);
    assert!(
        desk.letters(&into, &["--sender", &sender]).starts_with("11 letters written"),
        "another signature"
    );
}

#[test]
fn a_run_that_was_interrupted_goes_on_where_it_stopped() {
    let desk = Desk::new();
    let into = desk.path("letters");
    let letter: PathBuf = Path::new(&into).join("821-luton.txt");
    assert!(desk.letters(&into, &[]).starts_with("11 letters written"));
    std::fs::remove_file(&letter).unwrap();
    assert!(desk.letters(&into, &[]).starts_with("1 letters written, 10 kept"));
    assert!(letter.exists());
}

#[test]
fn evidence_with_events_has_an_id_of_its_own_in_grade_and_letter() {
    let desk = Desk::new();
    let assessed = |more: &[&str]| -> serde_json::Value {
        serde_json::from_str(&printed(&desk.words(&["assess", "Luton", "--format", "json"], more), 0))
            .unwrap()
    };
    let id =
        |assessment: &serde_json::Value| assessment["made_from"]["evidence"].as_str().unwrap().to_owned();
    let plain = id(&assessed(&[]));
    let events = desk.file("events.csv", &format!("{EVENT}priority-action,\n"));
    let with = id(&assessed(&["--events", &events]));
    let other = desk.file("others.csv", &format!("{EVENT}no-priority-action,\n"));
    let with_other = id(&assessed(&["--events", &other]));
    assert!(plain != with && with != with_other && plain != with_other);
    assert_eq!(with, id(&assessed(&["--events", &events])), "the same events, the same id");
    let letter = desk.letter(&["--events", &events]);
    assert!(letter.contains(&with) && letter.contains("events.csv (overlay "), "{letter}");
    assert!(desk.letter(&[]).contains(&plain));
}
