//! The habits of the command line: what may be left out, what is understood, and what is refused with the nearest
//! names instead of being answered with something else.

use crate::program::{example, kingsway, printed, root, said};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// The program in a folder of its own, with variables of the environment.
fn elsewhere(folder: &Path, words: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kingsway"))
        .args(words)
        .current_dir(folder)
        .env_remove("KINGSWAY_EVIDENCE")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn with_evidence<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [words, &["--evidence", example()]].concat()
}

fn luton<'a>(command: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&with_evidence(&[command, "Luton", "--as-at", "2011-08-31"])[..], more].concat()
}

#[test]
fn the_evidence_is_the_folder_here_or_the_one_that_the_environment_names() {
    let folder = tempfile::tempdir().unwrap();
    let areas = ["areas", "--as-at", "2011-08-31"];
    let refused = elsewhere(folder.path(), &areas, &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("KINGSWAY_EVIDENCE"));
    let named = elsewhere(folder.path(), &areas, &[("KINGSWAY_EVIDENCE", example())]);
    assert!(named.status.success(), "{}", String::from_utf8_lossy(&named.stderr));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(example(), folder.path().join("evidence")).unwrap();
        let here = elsewhere(folder.path(), &areas, &[]);
        assert!(here.status.success(), "{}", String::from_utf8_lossy(&here.stderr));
        assert_eq!(here.stdout, named.stdout);
    }
    let argument = elsewhere(folder.path(), &with_evidence(&areas), &[("KINGSWAY_EVIDENCE", "nowhere")]);
    assert_eq!(argument.stdout, named.stdout, "what is named on the command line counts");
}

#[test]
fn dates_are_understood_as_they_are_written_here() {
    let expected = printed(&luton("profile", &[]), 0);
    for date in ["31/08/2011", "31 August 2011", "31 Aug 2011"] {
        let words = with_evidence(&["profile", "Luton", "--as-at", date]);
        assert_eq!(printed(&words, 0), expected, "{date}");
    }
    let refused = said(&with_evidence(&["profile", "Luton", "--as-at", "2011-08-32"]), 2);
    assert!(refused.contains("no such day") && refused.contains("31 days"), "{refused}");
    let far = kingsway(&with_evidence(&["profile", "Luton", "--as-at", "2099-01-01"]));
    assert!(far.status.success());
    assert!(String::from_utf8_lossy(&far.stderr).contains("long after this evidence ends"));
}

#[test]
fn the_framework_is_that_of_the_dates_year_and_no_other_by_accident() {
    let by_date = printed(&luton("letter", &["--format", "text"]), 0);
    assert_eq!(printed(&luton("letter", &["--format", "text", "--framework", "england-2011"]), 0), by_date);
    let wrong =
        ["letter", "Luton", "--as-at", "2026-06-30", "--format", "text", "--framework", "england-2011"];
    let refused = said(&with_evidence(&wrong), 2);
    assert!(refused.contains("is for 2011") && refused.contains("--any-framework"), "{refused}");
    printed(&[&with_evidence(&wrong)[..], &["--any-framework"]].concat(), 0);
    let none = said(&with_evidence(&["assess", "Luton", "--as-at", "2015-08-31"]), 2);
    assert!(none.contains("no built-in framework is for 2015") && none.contains("england-2026"), "{none}");
    let of_2026 =
        printed(&with_evidence(&["letter", "Luton", "--as-at", "2026-06-30", "--format", "text"]), 0);
    assert!(of_2026.contains("2026") && !of_2026.contains("assessment 2011"), "{of_2026}");
}

#[test]
fn the_ending_of_a_file_and_the_format_agree() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).display().to_string();
    let refused = said(&luton("letter", &["-o", &place("x.odt")]), 2);
    assert!(refused.contains(".odt") && refused.contains(".docx"), "{refused}");
    let refused = said(&luton("letter", &["--format", "docx", "-o", &place("y.html")]), 2);
    assert!(refused.contains("says html") && refused.contains("says docx"), "{refused}");
    let refused = said(&luton("draft", &["-o", &place("d.docx")]), 2);
    assert!(refused.contains(".docx"), "{refused}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was written");
    for (command, name, begins) in [
        ("letter", "a.DOCX", "PK"),
        ("letter", "a.TXT", "+"),
        ("profile", "a.json", "{"),
        ("profile", "a.csv", "area,"),
        ("draft", "a.md", "#"),
    ] {
        printed(&luton(command, &["-o", &place(name)]), 0);
        let written = std::fs::read(folder.path().join(name)).unwrap();
        let start = String::from_utf8_lossy(&written[..8.min(written.len())]).into_owned();
        assert!(start.starts_with(begins) || (begins == "+" && !start.starts_with('<')), "{name}: {start}");
    }
}

#[test]
fn a_misspelt_group_is_refused_and_never_answered_with_everybodys_figure() {
    let level_2 = ["--indicator", "level-2-at-19", "--group"];
    for group in ["nonsense", "fsm", "free school meals", "fsm=eligibl"] {
        for command in ["trend", "compare"] {
            let words = [&with_evidence(&[command, "Luton"])[..], &level_2, &[group]].concat();
            let refused = said(&words, 2);
            assert!(refused.contains(&format!("a group called `{group}`")), "{refused}");
            assert!(refused.contains("fsm=eligible"), "{refused}");
        }
    }
    let group = |group: &'static str| {
        printed(&[&with_evidence(&["trend", "Luton"])[..], &level_2, &[group, "--format", "csv"]].concat(), 0)
    };
    assert_ne!(group("fsm=eligible"), group("all"));
    assert_eq!(group("FSM = Eligible"), group("fsm=eligible"));
}

#[test]
fn an_indicator_is_found_by_its_words_whatever_their_case_and_hyphens() {
    let trend = |asked: &str| kingsway(&with_evidence(&["trend", "Luton", "--indicator", asked]));
    let expected = trend("level-2-at-19");
    assert!(expected.status.success());
    for asked in ["LEVEL-2", "level 2 by the age of 19", "age-of-19 level 2"] {
        let found = trend(asked);
        assert_eq!(found.stdout, expected.stdout, "{asked}: {}", String::from_utf8_lossy(&found.stderr));
    }
    let several = trend("by the age");
    assert_eq!(several.status.code(), Some(2));
    let several = String::from_utf8_lossy(&several.stderr).into_owned();
    assert!(several.contains("level-2-at-19") && several.contains("level-3-at-19"), "{several}");
    assert!(several.contains("indicators --list"), "{several}");
}

#[test]
fn the_indicators_are_listed_with_their_ids_and_periods_and_kept_to_an_area() {
    let listed: Value =
        serde_json::from_str(&printed(&with_evidence(&["indicators", "--list", "--format", "json"]), 0))
            .unwrap();
    let listed = listed["indicators"].as_array().unwrap().clone();
    assert_eq!(listed.len(), 3);
    let gcse = listed.iter().find(|one| one["id"] == "gcse-5-ac-english-maths").unwrap();
    assert_eq!((&gcse["last_period"], &gcse["polarity"]), (&"2010/11".into(), &"high".into()));
    let text = printed(&with_evidence(&["indicators", "--list"]), 0);
    assert!(text.contains("level-2-at-19") && text.ends_with("3 indicators\n"), "{text}");
    let refused = said(&with_evidence(&["indicators", "--list", "--topic", "nonsense"]), 2);
    assert!(refused.contains("no topic is called `nonsense`"), "{refused}");

    let rows = printed(&with_evidence(&["indicators", "--area", "Luton"]), 0);
    assert!(rows.lines().count() > 1);
    assert!(rows.lines().skip(1).all(|row| row.contains("Luton")), "{rows}");
}

#[test]
fn what_is_no_authority_is_refused_for_what_it_is() {
    for asked in ["England", "East of England", "london"] {
        let refused = said(&with_evidence(&["profile", asked, "--as-at", "2011-08-31"]), 2);
        assert!(refused.contains("no local authority"), "{refused}");
    }
    for swapped in [
        vec!["profile", example(), "Luton"],
        vec!["profile", example(), "--as-at", "2011-08-31"],
        vec!["trend", "Luton", example(), "--indicator", "level-2-at-19"],
    ] {
        let refused = said(&swapped, 2);
        assert!(
            refused.contains("is a snapshot") && refused.contains("--evidence"),
            "{swapped:?}: {refused}"
        );
    }
}

#[test]
fn areas_are_called_as_people_call_them_and_found_by_their_official_names_too() {
    let areas = printed(&with_evidence(&["areas", "--format", "csv"]), 0);
    for name in ["Bristol", "Kingston upon Hull", "Herefordshire", "Telford and Wrekin", "St Helens"] {
        assert!(areas.lines().any(|row| row.starts_with(&format!("{name},"))), "{name}");
    }
    for (asked, number) in [
        ("Bristol", "801"),
        ("Bristol, City of", "801"),
        ("City of Bristol", "801"),
        ("Kingston Upon Hull, City of", "810"),
        ("Herefordshire, County of", "884"),
        ("Telford & Wrekin", "894"),
    ] {
        let words = with_evidence(&["settings", "--as-at", "2011-08-31", "--area", asked, "--format", "csv"]);
        let rows = printed(&words, 0);
        assert!(rows.lines().skip(1).all(|row| row.contains(number)), "{asked}: {rows}");
    }
}

#[test]
fn status_says_what_is_here_up_to_when_and_what_is_missing_for_which_framework() {
    let text = printed(&["status", example()], 0);
    for part in ["primary schools", "Latest inspection", "dfe-2021-04", "england-2011:", "Missing for each"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let words = ["status", example(), "--framework", "england-2011", "--format", "json"];
    let status: Value = serde_json::from_str(&printed(&words, 0)).unwrap();
    assert_eq!(status["format"], "kingsway-status");
    let primary =
        status["remits"].as_array().unwrap().iter().find(|one| one["remit"] == "primary-school").unwrap();
    assert_eq!(primary["settings"], 40);
    assert_eq!(status["frameworks"].as_array().unwrap().len(), 1);
    let framework = &status["frameworks"][0];
    let missing = |key: &str| framework[key].as_array().unwrap().len();
    assert!(missing("missing_events") > 0, "{framework}");
    assert!(!framework["missing_indicators"].as_array().unwrap().contains(&"gcse-5-ac-english-maths".into()));
}

#[test]
fn events_with_unknown_areas_or_misspelt_kinds_are_refused_with_the_nearest_names() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.csv");
    let events = file.display().to_string();
    let heading = "area,date,known_from,kind,outcome,note\n";
    for (row, expected) in [
        ("Lutn,2011-06-01,2011-06-01,unannounced-inspection,priority-action,x\n", "did you mean Luton"),
        (
            "Luton,2011-06-01,2011-06-01,unanounced-inspection,priority-action,x\n",
            "did you mean `unannounced-inspection`?",
        ),
    ] {
        std::fs::write(&file, format!("{heading}{row}")).unwrap();
        for command in ["assess", "profile"] {
            let refused = said(&luton(command, &["--events", &events]), 2);
            assert!(refused.contains(expected), "{command}: {refused}");
        }
    }
    let row = "Luton,2011-06-01,2011-06-01,unannounced-inspection,priority-action,Known from a test\n";
    std::fs::write(&file, format!("{heading}{row}")).unwrap();
    let profile = printed(&luton("profile", &["--events", &events]), 0);
    assert!(profile.contains("unannounced-inspection: priority-action"), "{profile}");
}

#[test]
fn a_judgement_in_words_is_told_what_is_expected() {
    let refused = said(&luton("assess", &["--judged", "excellent", "--judged-by", "A. Person"]), 2);
    assert!(refused.contains("the number of a grade was expected"), "{refused}");
    let refused = said(&luton("assess", &["--judged", "4"]), 2);
    assert!(refused.contains("--judged-by"), "{refused}");
}

#[test]
fn a_letter_by_judgement_does_not_say_how_the_derived_grade_could_be_better() {
    let derived: Value = serde_json::from_str(&printed(&luton("assess", &["--format", "json"]), 0)).unwrap();
    let grade = derived["derived"]["grade"]["number"].as_u64().unwrap();
    let margin = derived["margins"][0]["said"].as_str().unwrap().to_owned();
    let letter = |more: &[&str]| {
        let words = [&luton("letter", &["--format", "text"])[..], more].concat();
        printed(&words, 0).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(letter(&[]).contains(&margin), "{margin}");
    let other = if grade == 4 { "3" } else { "4" };
    let grounds = "The fostering inspection of June 2011, good, is not in the evidence.";
    let judged = letter(&["--judged", other, "--judged-by", "A. Person", "--grounds", grounds]);
    assert!(judged.contains(grounds) && !judged.contains(&margin), "{judged}");
}

#[test]
fn how_robust_each_grade_is_is_shown_where_it_was_tried() {
    let all = |more: &[&str]| {
        printed(&[&with_evidence(&["assess", "--all", "--as-at", "2011-08-31"])[..], more].concat(), 0)
    };
    let (plain, tried) = (all(&[]), all(&["--sensitivity", "--draws", "20"]));
    assert!(!plain.contains("Robustness") && tried.contains("Robustness"), "{tried}");
}

#[test]
fn tables_for_spreadsheets_have_no_noise_of_arithmetic() {
    let words = luton("profile", &["--format", "csv"]);
    let compared = with_evidence(&[
        "compare",
        "Luton",
        "Slough",
        "--indicator",
        "gcse-5-ac-english-maths",
        "--format",
        "csv",
    ]);
    for table in [printed(&words, 0), printed(&compared, 0)] {
        for cell in table.split([',', '\n']) {
            let decimals = cell.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            assert!(cell.parse::<f64>().is_err() || decimals <= 10, "{cell}");
        }
    }
}

#[test]
fn the_program_alone_shows_its_commands_in_groups_and_its_exit_codes() {
    let help = printed(&[], 0);
    assert_eq!(printed(&["--help"], 0), help);
    for part in ["Data:", "Look:", "Judge:", "Write:", "Exit codes:", "snapshot     ", "KINGSWAY_EVIDENCE"] {
        assert!(help.contains(part), "{part} is not in\n{help}");
    }
}

#[test]
fn descriptions_of_formats_are_taken_where_files_are_read_and_nowhere_else() {
    let nowhere = "/nonexistent";
    let settings = root().join("examples/luton-2011/settings.csv").display().to_string();
    assert!(said(&["screen", &settings, "--sources", nowhere], 2).contains(nowhere));
    let refused = said(&luton("assess", &["--sources", nowhere]), 2);
    assert!(refused.contains("unexpected argument '--sources'"), "{refused}");
}
