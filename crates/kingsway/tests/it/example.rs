//! The whole way, through the real program, on the example that comes with it.

use crate::program::{example_snapshot, kingsway, printed, said};
use serde_json::Value;

#[test]
fn the_same_files_in_another_order_give_the_same_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let id = |files: &[&str], name: &str| {
        let place = folder.path().join(name).display().to_string();
        let mut words = vec!["import"];
        words.extend(files);
        words.extend(["--into", &place, "--format", "json"]);
        let told: Value = serde_json::from_str(&printed(&words, 0)).unwrap();
        told["snapshot"].as_str().unwrap().to_owned()
    };
    let files = [
        "examples/luton-2011/gcse-2006-to-2011.csv",
        "examples/luton-2011/level-2-and-3-by-19.csv",
        "examples/luton-2011/settings.csv",
        "examples/luton-2011/inspections.csv",
        "examples/luton-2011/neighbours-april-2021.csv",
    ];
    let mut backwards = files;
    backwards.reverse();
    assert_eq!(id(&files, "one"), id(&backwards, "other"));
}

#[test]
fn the_profile_gives_the_figures_of_the_publications() {
    let folder = tempfile::tempdir().unwrap();
    let evidence = example_snapshot(folder.path());
    let words = ["profile", "Luton", "--evidence", &evidence, "--as-at", "2011-08-31", "--format", "json"];
    let profile: Value = serde_json::from_str(&printed(&words, 0)).unwrap();
    assert_eq!(profile["format"], "kingsway-profile");
    let profile = &profile["profile"];
    let gcse = profile["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .find(|i| i["indicator"] == "gcse-5-ac-english-maths" && i["group"] == "all")
        .unwrap();
    assert_eq!(gcse["latest"]["value"], 56.7);
    assert_eq!(gcse["england"]["value"], 59.0);
    assert_eq!(gcse["series"][0]["value"], 36.5);
    let special =
        profile["remits"].as_array().unwrap().iter().find(|r| r["remit"] == "special-school").unwrap();
    assert_eq!(special["aspects"][0]["now"]["settings"], 3);
    assert_eq!(
        special["aspects"][0]["now"]["scales"][0]["counts"][0]["count"], 1,
        "one of three is outstanding"
    );
}

#[test]
fn what_was_not_yet_public_is_not_seen() {
    let folder = tempfile::tempdir().unwrap();
    let evidence = example_snapshot(folder.path());
    let words = ["profile", "Luton", "--evidence", &evidence, "--as-at", "2010-12-31", "--format", "json"];
    let profile: Value = serde_json::from_str(&printed(&words, 0)).unwrap();
    assert_eq!(profile["format"], "kingsway-profile");
    let profile = &profile["profile"];
    let gcse = profile["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .find(|i| i["indicator"] == "gcse-5-ac-english-maths");
    assert_eq!(gcse.unwrap()["latest"]["period"]["label"], "2009/10");
}

#[test]
fn the_letter_is_the_same_bytes_every_time_and_says_that_it_is_a_reconstruction() {
    let folder = tempfile::tempdir().unwrap();
    let evidence = example_snapshot(folder.path());
    let letter = || {
        let words = [
            "letter",
            "Luton",
            "--evidence",
            &evidence,
            "--as-at",
            "2011-08-31",
            "--framework",
            "frameworks/england-2011.toml",
            "--format",
            "html",
            "-o",
            "-",
        ];
        printed(&words, 0)
    };
    let first = letter();
    assert_eq!(first, letter());
    assert!(first.contains("reconstruction"));
    let end = first.find("Evidence for this letter").unwrap();
    let named: Vec<_> = first[..end].match_indices("Ofsted").collect();
    assert_eq!(
        named.len(),
        1,
        "the body that graded then is named once, to say that this is none of its letters"
    );
    assert!(first[..end].contains("is not a letter of Ofsted"));
}

#[test]
fn an_area_that_does_not_exist_is_answered_with_the_nearest_names() {
    let folder = tempfile::tempdir().unwrap();
    let evidence = example_snapshot(folder.path());
    let told = said(&["profile", "Lutn", "--evidence", &evidence, "--as-at", "2011-08-31"], 2);
    assert!(told.contains("did you mean") && told.contains("Luton"), "{told}");
}

#[test]
fn a_date_before_all_evidence_is_refused_with_the_earliest() {
    let folder = tempfile::tempdir().unwrap();
    let evidence = example_snapshot(folder.path());
    let told = said(&["profile", "Luton", "--evidence", &evidence, "--as-at", "1999-01-01"], 2);
    assert!(told.contains("earliest"), "{told}");
}

#[test]
fn missing_empty_truncated_and_unknown_files_are_refused_and_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("evidence");
    let into = place.display().to_string();
    let cases: [(&str, &[u8]); 4] = [
        ("empty.csv", b""),
        ("unknown.csv", b"a,b,c\n1,2,3\n"),
        ("truncated.xlsx", b"PK\x03\x04 and then nothing"),
        ("truncated.parquet", b"PAR1 and then nothing"),
    ];
    let missing = folder.path().join("missing.csv").display().to_string();
    assert!(said(&["import", &missing, "--into", &into], 2).contains("missing.csv"));
    for (name, bytes) in cases {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let told = said(&["import", &file.display().to_string(), "--into", &into], 2);
        assert!(told.contains(name), "{name}: {told}");
        assert!(!place.exists(), "{name} left something behind");
    }
}

#[test]
fn an_import_says_what_it_rejected_and_ends_with_a_code_for_it() {
    let head = "cohort_19_in,region,la_code_9,la_code_3,la_name,gender,fsm,sen,number_in_ss_cohort,l2_by19,\
                l2_by19_rate,l2_with_em_by19,l2_with_em_by19_rate,l3_by19,l3_by19_rate\n";
    let row = |cohort: u32, rate: &str| {
        format!("{cohort},East,E06000032,821,Luton,ALL,ALL,ALL,2310,1809,{rate},1000,43.3,1100,47.6\n")
    };
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("evidence").display().to_string();
    let file = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let good = file("good.csv", format!("{head}{}", row(2009, "78.3")));
    assert!(!printed(&["import", &good, "--into", &into], 0).contains("Rejected"));
    let some = file("some.csv", format!("{head}{}{}", row(2009, "78.3"), row(2010, "\"78,316\"")));
    let told = printed(&["import", &some, "--into", &into], 1);
    assert!(told.contains("Rejected as wrong, and no part of the evidence"), "{told}");
    assert!(
        told.contains("some.csv: 1 row of 2 rows") && told.contains("row 3, l2_by19_rate: `78,316`"),
        "{told}"
    );
    assert!(told.contains("Snapshot "), "{told}");
    let screened = printed(&["screen", &some], 0);
    assert!(screened.contains("a percentage outside 0 to 100"), "{screened}");
    let none = file("none.csv", format!("{head}{}", row(2010, "178.316")));
    let nowhere = folder.path().join("nothing");
    let told = said(&["import", &none, "--into", &nowhere.display().to_string()], 2);
    assert!(told.contains("import.nothing-read") && told.contains("none.csv"), "{told}");
    assert!(!nowhere.exists());
}

#[test]
fn a_framework_with_a_mistake_is_shown_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let evidence = example_snapshot(folder.path());
    let file = folder.path().join("mine.toml");
    let text = std::fs::read_to_string(crate::program::root().join("frameworks/england-2011.toml")).unwrap();
    std::fs::write(&file, text.replacen("[scale]", "[scal]", 1)).unwrap();
    let file = file.display().to_string();
    let words = ["assess", "Luton", "--evidence", &evidence, "--as-at", "2011-08-31", "--framework", &file];
    let told = said(&words, 2);
    assert!(told.contains("scal") && told.contains("mine.toml"), "{told}");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let output = std::process::Command::new("sh")
        .args(["-c", &format!("{} manual | head -1 >/dev/null", env!("CARGO_BIN_EXE_kingsway"))])
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(kingsway(&["completions", "bash"]).status.success());
}
