//! Mistakes in a file are found by the check, at their places, all at once, whatever the file holds.

use crate::example_profile::vocabulary;
use framework::{Framework, Names};

/// The framework of 2011 with some of its lines changed.
fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = include_str!("../../../../frameworks/england-2011.toml").to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "`{from}` is not in the file");
        text = text.replacen(from, to, 1);
    }
    text
}

fn lines(text: &str) -> Vec<String> {
    let vocabulary = vocabulary();
    match Framework::check("mine.toml", text, &Names::of_vocabulary(&vocabulary)) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.lines(),
    }
}

fn only(changes: &[(&str, &str)]) -> String {
    let lines = lines(&changed(changes));
    assert_eq!(lines.len(), 1, "{lines:#?}");
    lines[0].clone()
}

#[test]
fn three_deliberate_mistakes_are_shown_at_once_with_place_and_advice() {
    let text = changed(&[
        ("needs = 1\nwhen-not-known = \"no-grade\"", "neds = 1\nwhen-not-known = \"no-grade\""),
        ("average inspection points of primary-school\"", "average inspection points of primary-shool\""),
        ("{ from = 2.3, below = 2.6, grade = 2 }", "{ from = 2.3, below = 2.7, grade = 2 }"),
    ]);
    let vocabulary = vocabulary();
    let mistakes = Framework::check("mine.toml", &text, &Names::of_vocabulary(&vocabulary)).unwrap_err();
    assert_eq!(mistakes.list().len(), 3);
    insta::assert_snapshot!("three_mistakes_in_lines", mistakes.lines().join("\n"));
    insta::assert_snapshot!("three_mistakes_drawn", mistakes.rendered());
}

#[test]
fn what_is_supposed_of_missing_evidence_lies_on_the_scale_and_is_a_distance() {
    assert!(only(&[("measure-points = 1", "measure-points = -1")]).contains("zero or more"));
    let outside = only(&[("could-be = { from = 2, to = 4 }", "could-be = { from = 2, to = 5 }")]);
    assert!(outside.contains("points go from 1 to 4"), "{outside}");
    let turned = only(&[("could-be = { from = 2, to = 4 }", "could-be = { from = 3, to = 2 }")]);
    assert!(turned.contains("`from` is the fewest points"), "{turned}");
    let event = "value = \"points of event unannounced-inspection within the year\"\n";
    let shown = only(&[(event, &format!("{event}could-be = {{ from = 1, to = 4 }}\n"))]);
    assert!(shown.contains("a measure without weight moves no grade"), "{shown}");
}

#[test]
fn dividing_by_zero_or_by_anything_but_a_written_number_is_found() {
    let with = |value: &str| {
        only(&[(
            "value = \"share inadequate of primary, secondary, special\"",
            &format!("value = \"{value}\""),
        )])
    };
    assert!(with("share inadequate of primary / 0").ends_with("nothing can be divided by 0"));
    let measure = with("share inadequate of primary / share inadequate of special");
    assert!(measure.contains("`share` is not expected here"), "{measure}");
}

#[test]
fn what_goes_in_a_circle_is_shown_as_a_circle() {
    let line = only(&[
        ("value = \"average inspection points of primary-school\"", "value = \"measure secondary-schools\""),
        (
            "value = \"average inspection points of secondary-school, all-through-school\"",
            "value = \"measure primary-schools\"",
        ),
    ]);
    let circle = "measure `primary-schools` → measure `secondary-schools` → measure `primary-schools`";
    assert!(line.contains(circle), "{line}");
    let line = only(&[("value = \"average inspection points of primary-school\"", "value = \"block A\"")]);
    assert!(line.contains("measure `primary-schools` → block `A` → measure `primary-schools`"), "{line}");
}

#[test]
fn bands_may_neither_overlap_nor_leave_a_gap_anywhere() {
    let bands = |from: &str, to: &str| only(&[(from, to)]);
    let overlap = bands("{ from = 10, below = 30, points = 3 }", "{ from = 10, below = 31, points = 3 }");
    assert!(overlap.contains("overlap from 30 to 31"), "{overlap}");
    let gap = bands("{ from = 10, below = 30, points = 3 }", "{ from = 10, below = 29, points = 3 }");
    assert!(gap.contains("values from 29 to below 30 are in no band"), "{gap}");
    let bottom = bands("{ below = -5, points = 1 },", "{ from = -9, below = -5, points = 1 },");
    assert!(bottom.contains("values below -9 are in no band"), "{bottom}");
    let top = bands("{ from = 30, points = 4 },", "{ from = 30, below = 90, points = 4 },");
    assert!(top.contains("values from 90 are in no band"), "{top}");
    let order = bands("{ from = 30, points = 4 },", "{ from = 30, points = 1 },");
    assert!(order.contains("go up and down again"), "{order}");
}

#[test]
fn weights_must_make_a_hundred() {
    let line = only(&[("weight = 40\nneeds", "weight = 30\nneeds")]);
    assert!(line.contains("the weights of the blocks make 90, not 100"), "{line}");
    let line = only(&[("weight = 5\n", "weight = 6\n")]);
    assert!(line.contains("the measures of block `A` make 101"), "{line}");
}

#[test]
fn nothing_may_leave_an_area_without_a_result() {
    let line = only(&[("when-not-known = \"withheld\"\n", "")]);
    assert!(line.contains("would get no grade"), "{line}");
    let line = only(&[("when-not-known = \"no-grade\"\n", "")]);
    assert!(line.contains("could be without points"), "{line}");
    let found = lines(&changed(&[("when-missing = \"leave-out\"\n", "")]));
    assert!(found[0].contains("says what then happens"), "{found:?}");
    let found = lines(&changed(&[("  { below = 2.3, grade = 1 },\n", "")]));
    assert!(found.iter().any(|line| line.contains("values below 2.3 are in no band")), "{found:?}");
}

#[test]
fn like_is_compared_with_like() {
    let line = only(&[(
        "when = \"event unannounced-inspection with priority-action within the year\"",
        "when = \"block A is at least 64.5 %\"",
    )]);
    assert!(line.contains("points cannot be compared with a share in per cent"), "{line}");
}

#[test]
fn unknown_names_of_every_sort_are_named_with_the_nearest() {
    let when = "when = \"event unannounced-inspection with priority-action within the year\"";
    let with = |condition: &str| only(&[(when, &format!("when = \"{condition}\""))]);
    for (condition, advice) in [
        ("event unanounced-inspection at any time", "did you mean `unannounced-inspection`?"),
        ("event unannounced-inspection with priority at any time", "did you mean `priority-action`"),
        ("any inadeqate in primary-school", "did you mean `inadequate`?"),
        ("any inadequate in primary-school for safegarding", "did you mean `safeguarding`?"),
        ("block AA is at least 2", "did you mean `A`?"),
        ("rule nothing", "there is no rule called `nothing`"),
        ("judgement of childrens-home is Goood", "did you mean `Good`?"),
        ("shar good or better of primary is at least 3", "did you mean `share`?"),
    ] {
        let line = with(condition);
        assert!(line.contains(advice), "{condition}: {line}");
    }
}

#[test]
fn names_of_indicators_are_checked_where_the_evidence_is_at_hand() {
    let vocabulary = vocabulary();
    let mut names = Names::of_vocabulary(&vocabulary);
    names.indicators = Some([("gcse-5-ac".to_owned(), evidence::Unit::Percent)].into());
    names.gaps = Some(vec!["level-2-low-income".to_owned()]);
    let text = changed(&[]);
    let mistakes = Framework::check("mine.toml", &text, &names).unwrap_err();
    assert!(mistakes.lines()[0].contains("no indicator in the evidence called `gcse-5-ac-english-maths`"));
    assert!(mistakes.lines().iter().any(|line| line.contains("no gap called `level-3-low-income`")));
}

#[test]
fn a_mistake_in_a_condition_is_shown_at_the_word() {
    let text = changed(&[("within the year\"\ncap = 1", "within the yaer\"\ncap = 1")]);
    let vocabulary = vocabulary();
    let mistakes = Framework::check("mine.toml", &text, &Names::of_vocabulary(&vocabulary)).unwrap_err();
    let span = mistakes.list()[0].span.clone();
    assert!(text[span.start..].starts_with("the yaer"), "{}", &text[span.start..span.start + 20]);
}

#[test]
fn hostile_files_neither_hang_nor_exhaust_memory() {
    let deep = format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let tables = format!("[{}]", vec!["a"; 50_000].join("."));
    let many = format!("years = [{}]", "2011,".repeat(200_000));
    let blocks = "[[blocks]]\nid = \"A\"\n".repeat(50_000);
    let nested = changed(&[(
        "when = \"event unannounced-inspection with priority-action within the year\"",
        &format!("when = \"{}always{}\"", "(".repeat(900), ")".repeat(900)),
    )]);
    let long = changed(&[(
        "when = \"event unannounced-inspection with priority-action within the year\"",
        &format!("when = \"always{}\"", " and always".repeat(500_000)),
    )]);
    for text in [deep, tables, many, blocks, nested, long, "\u{0}".repeat(10_000), "'".repeat(10_000)] {
        let found = lines(&text);
        assert!(!found.is_empty() && found.len() <= 50);
        assert!(found.iter().all(|line| line.len() < 2_000), "a message of {} bytes", found[0].len());
    }
}

#[test]
fn a_file_larger_than_any_framework_is_refused_unread() {
    let folder = std::env::temp_dir().join(format!("kingsway-framework-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("huge.toml");
    std::fs::File::create(&path).unwrap().set_len(5_000_000_000).unwrap();
    let vocabulary = vocabulary();
    let error = Framework::load(&path, &Names::of_vocabulary(&vocabulary)).unwrap_err();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(error.to_string().contains("larger than 2000000 bytes"), "{error}");
}

#[test]
fn what_is_not_toml_is_said_at_its_place() {
    let found = lines("name = \nformat = 1\n= 3\n");
    assert!(found[0].starts_with("mine.toml:1:"), "{found:?}");
    assert!(found.len() >= 2, "{found:?}");
}

#[test]
fn a_bracket_that_is_not_closed_does_not_make_a_mistake_of_every_line_after_it() {
    let vocabulary = vocabulary();
    let text = changed(&[("years = [2011]", "years = [2011")]);
    let mistakes = Framework::check("mine.toml", &text, &Names::of_vocabulary(&vocabulary)).unwrap_err();
    assert!(mistakes.list().len() <= 5, "{mistakes}");
    assert!(mistakes.rendered().ends_with(&format!("… and {} more mistakes\n", mistakes.left_out())));
}

#[test]
fn a_rule_without_a_reason_or_with_an_empty_one_is_no_rule() {
    let reason = "reason = \"The first stage of life in every letter.\"";
    let line = only(&[(reason, "reason = \"  \"")]);
    assert!(line.ends_with("`reason` is empty"), "{line}");
    // Nothing else is said of it: not also that a condition was expected.
    let when = "when = \"event unannounced-inspection with priority-action within the year\"";
    assert!(only(&[(when, "when = \"\"")]).ends_with("`when` is empty"));
}

#[test]
fn numbers_that_are_none_are_refused_where_they_stand() {
    for (number, said) in [
        ("nan", "must be a finite number"),
        ("inf", "must be a finite number"),
        ("-40", "must be greater than zero"),
        ("99999999999999999999", "must be a number of ordinary size"),
        ("\"forty\"", "must be a number, not a text"),
    ] {
        let found = lines(&changed(&[("weight = 40\n", &format!("weight = {number}\n"))]));
        assert!(found[0].starts_with("mine.toml:111:10: ") && found[0].contains(said), "{number}: {found:?}");
    }
    let found = lines(&changed(&[("weight = 40\n", "weight = 1e308\n")]));
    assert!(found[0].contains("1e308") && found[0].len() < 200, "{found:?}");
    let found = lines(&changed(&[("{ from = 3.2, grade = 4 }", "{ from = nan, grade = 4 }")]));
    assert!(found[0].contains("`from` must be a finite number"), "{found:?}");
}

#[test]
fn a_name_that_turns_the_direction_of_writing_is_refused_and_not_shown() {
    let found = lines(&changed(&[("id = \"A\"\n", "id = \"\\u202eA\"\n")]));
    assert!(found.iter().any(|line| line.contains("cannot be the name of a block")), "{found:?}");
    assert!(!found.concat().contains('\u{202e}'));
}

#[test]
fn line_ends_of_windows_and_a_mark_at_the_beginning_are_no_mistakes() {
    let text = changed(&[]);
    assert_eq!(lines(&text.replace('\n', "\r\n")), Vec::<String>::new());
    assert_eq!(lines(&format!("\u{feff}{text}")), Vec::<String>::new());
    let found = lines(&text.replace('\n', "\r\n").replacen("primary-school\"", "primary-shool\"", 1));
    assert!(found[0].starts_with("mine.toml:163:"), "{found:?}");
}

#[test]
fn what_is_not_utf_8_is_said_at_its_place() {
    let folder = std::env::temp_dir().join(format!("kingsway-framework-bytes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("latin.toml");
    std::fs::write(&path, b"format = 1\nname = \"caf\xe9\"\n").unwrap();
    let vocabulary = vocabulary();
    let error = Framework::load(&path, &Names::of_vocabulary(&vocabulary)).unwrap_err();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(error.to_string().contains("latin.toml:2:12: this is not UTF-8 text"), "{error}");
}
