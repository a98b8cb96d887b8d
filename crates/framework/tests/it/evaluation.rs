//! What is worked out from known points, by hand: means, what is missing, requirements, limits, margins, robustness.

use crate::example_profile::{ProfileBuilder, area, vocabulary};
use framework::assessment::{Assessment, Derived, RobustnessLevel};
use framework::language::Truth;
use framework::{Framework, Names};

const BACKED: &str = "reason = \"Of the test.\"\nstanding = \"chosen\"\nsource = \"No source\"\n";

/// The framework of `fixtures/points.toml` with some of its lines changed and more tables before `[robustness]`.
fn text(changes: &[(&str, &str)], more: &str) -> String {
    let mut text =
        include_str!("fixtures/points.toml").replacen("[robustness]", &format!("{more}[robustness]"), 1);
    for (from, to) in changes {
        assert!(text.contains(from), "`{from}` is not in the file");
        text = text.replacen(from, to, 1);
    }
    text
}

fn made(changes: &[(&str, &str)], more: &str) -> Framework {
    let vocabulary = vocabulary();
    Framework::check("test.toml", &text(changes, more), &Names::of_vocabulary(&vocabulary))
        .unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// An area with these points, one digit for each of a, b, c, d; a stroke where none is recorded.
fn with(points: &str) -> ProfileBuilder {
    let mut making = area(301, "Example", "2011-08-31");
    for (kind, point) in ["ma", "mb", "mc", "md"].into_iter().zip(points.chars()) {
        if point != '-' {
            making = making.event(kind, &point.to_string(), "2011-01-01");
        }
    }
    making
}

fn derived(framework: &Framework, points: &str) -> Assessment {
    framework::derive(framework, &with(points).done())
}

fn number(assessment: &Assessment) -> Option<u8> {
    assessment.derived.grade().map(|grade| grade.number)
}

fn worked(assessment: &Assessment) -> Option<f64> {
    match &assessment.derived {
        Derived::Grade { worked, .. } => *worked,
        _ => None,
    }
}

fn block(assessment: &Assessment, at: usize) -> Option<f64> {
    assessment.blocks[at].points
}

#[test]
fn points_are_means_by_weight_and_an_edge_belongs_to_the_better_grade() {
    let framework = made(&[], "");
    let one = derived(&framework, "421-");
    // A: 0.75 × 4 + 0.25 × 2; the grade: 0.6 × 3.5 + 0.4 × 1.
    assert_eq!((block(&one, 0), block(&one, 1), worked(&one)), (Some(3.5), Some(1.0), Some(2.5)));
    assert_eq!(number(&one), Some(3));
    assert_eq!(
        number(&derived(&framework, "4244")),
        Some(4),
        "0.6 × 3.5 + 0.4 × 4 = 3.7; d counts for nothing"
    );
    assert_eq!(number(&derived(&framework, "1111")), Some(1));
    assert_eq!(number(&derived(&framework, "2221")), Some(2));
}

#[test]
fn values_are_rounded_as_the_file_says_before_they_meet_a_band() {
    let value = "value = \"points of event md at any time\"\n";
    for (divided_by, round, point, expected) in [
        (2, "whole-half-up", '3', 2.0),
        (2, "whole-down", '3', 1.0),
        (4, "one-decimal-half-up", '1', 0.3),
        (4, "one-decimal-half-up", '3', 0.8),
        (8, "two-decimals-half-up", '1', 0.13),
        (8, "two-decimals-half-up", '3', 0.38),
    ] {
        let rounded =
            format!("value = \"points of event md at any time / {divided_by}\"\nround = \"{round}\"\n");
        let one = derived(&made(&[(value, &rounded)], ""), &format!("222{point}"));
        assert_eq!(one.blocks[1].measures[1].value, Some(expected), "{point} / {divided_by}, {round}");
    }
}

#[test]
fn what_is_missing_does_what_the_file_says() {
    let of_b = "when-missing = \"leave-out\" # mb";
    let block_a = |changes: &[(&str, &str)], points| block(&derived(&made(changes, ""), points), 0);
    assert_eq!(block_a(&[], "2-2-"), Some(2.0));
    assert_eq!(block_a(&[(of_b, "when-missing = \"worst\"")], "2-2-"), Some(1.75));
    assert_eq!(block_a(&[(of_b, "when-missing = \"best\"")], "2-2-"), Some(2.5));
    assert_eq!(block_a(&[(of_b, "when-missing = \"block-not-known\"")], "2-2-"), None);
    assert_eq!(block_a(&[(of_b, "when-missing = \"block-not-known\"")], "242-"), Some(2.5));
    let told =
        |changes: &[(&str, &str)], points| derived(&made(changes, ""), points).blocks[0].because.clone();
    assert_eq!(told(&[], "2-2-"), "2 points, the weighed mean of 1 of 2 measures");
    assert_eq!(
        told(&[], "--2-"),
        "no points: 0 of 2 measures known and 1 needed; no grade is derived without it"
    );
    // Points for what is missing are no knowledge: two known measures are needed and one is known.
    let needs_two = [("needs = 1", "needs = 2"), (of_b, "when-missing = \"best\"")];
    assert_eq!(block_a(&needs_two, "2-2-"), None);
    assert_eq!(block_a(&needs_two, "222-"), Some(2.0));
}

#[test]
fn a_block_without_points_is_left_out_or_leaves_no_grade() {
    let framework = made(&[], "");
    assert_eq!(worked(&derived(&framework, "44--")), Some(4.0), "B is left out, A counts alone");
    assert!(matches!(derived(&framework, "--4-").derived, Derived::Withheld { .. }), "A must be known");
    let nothing = made(&[("when-not-known = \"no-grade\"", "when-not-known = \"leave-out\"")], "");
    assert!(matches!(derived(&nothing, "---4").derived, Derived::Withheld { .. }), "no block is known");
    let lowest = made(&[("when-not-known = \"withheld\"", "when-not-known = \"lowest\"")], "");
    let one = derived(&lowest, "--4-");
    assert_eq!((number(&one), worked(&one)), (Some(1), None));
    assert!(one.derived.because().starts_with("too little is known, for which the framework gives One"));
    assert!(one.margins.is_empty(), "nothing was banded");
}

fn requirements(unknown: &str) -> String {
    let one = |id: &str, grade: u8, least: u8| {
        format!(
            "[[requirements]]\nid = \"{id}\"\ngrade = {grade}\nneeds = \"measure md is at least {least}\"\nwhen-not-known = \"{unknown}\"\n{BACKED}"
        )
    };
    // The lower one stands first: the order in the file does not matter.
    one("three", 3, 2) + &one("four", 4, 3)
}

#[test]
fn a_grade_whose_requirement_is_not_met_gives_way_to_the_one_below_and_so_on() {
    let framework = made(&[], &requirements("does-not-hold"));
    for (points, grade, fired) in [
        ("4443", 4, [false, false]),
        ("4442", 3, [false, true]),
        ("4441", 2, [true, true]),
        ("444-", 2, [true, true]),
        ("3332", 3, [false, false]),
        ("3331", 2, [true, false]),
        ("2221", 2, [false, false]),
        ("1111", 1, [false, false]),
    ] {
        let one = derived(&framework, points);
        assert_eq!(number(&one), Some(grade), "{points}");
        assert_eq!([one.requirements[0].fired, one.requirements[1].fired], fired, "{points}");
    }
    let lenient = made(&[], &requirements("holds"));
    assert_eq!(number(&derived(&lenient, "444-")), Some(4));
    let told = derived(&framework, "4442");
    assert!(told.derived.because().ends_with("; not every requirement is met, so Three (3)"));
    assert!(
        told.requirements[1].because.starts_with("not met: Four (4) is not given"),
        "{:?}",
        told.requirements
    );
    assert!(derived(&framework, "2221").requirements[1].because.contains("the points reach no such grade"));
}

fn limit(id: &str, does: &str, unknown: &str) -> String {
    format!(
        "[[limits]]\nid = \"{id}\"\ntitle = \"{id}\"\nwhen = \"measure md is less than 2\"\n{does}\nwhen-not-known = \"{unknown}\"\n{BACKED}"
    )
}

#[test]
fn limits_cap_or_take_away_in_their_order_and_never_below_the_lowest() {
    let grade = |limits: &[(&str, &str)], points: &str| {
        let limits: String = limits.iter().map(|(id, does)| limit(id, does, "does-not-hold")).collect();
        number(&derived(&made(&[], &limits), points))
    };
    let (cap, minus) = (("cap", "cap = 3"), ("minus", "minus = 1"));
    assert_eq!(grade(&[minus], "3331"), Some(2));
    assert_eq!(grade(&[minus], "3332"), Some(3), "the condition does not hold");
    assert_eq!(grade(&[minus], "333-"), Some(3), "not known counts as not holding");
    assert_eq!(grade(&[minus], "1111"), Some(1));
    assert_eq!(grade(&[("minus", "minus = 3")], "2221"), Some(1));
    assert_eq!(grade(&[cap], "4441"), Some(3));
    assert_eq!(grade(&[cap], "2221"), Some(2), "a cap never raises");
    assert_eq!(grade(&[cap, minus], "4441"), Some(2));
    assert_eq!(grade(&[minus, cap], "4441"), Some(3));
    let holds = made(&[], &limit("cap", "cap = 1", "holds"));
    assert_eq!(number(&derived(&holds, "444-")), Some(1), "not known counts as holding");
}

#[test]
fn a_limit_says_what_it_did() {
    let framework = made(&[], &limit("Danger", "cap = 3", "does-not-hold"));
    let because = |points| {
        let one = derived(&framework, points);
        (one.limits[0].lowered.is_some(), one.limits[0].rule.fired, one.limits[0].rule.because.clone())
    };
    assert_eq!(
        because("4441"),
        (true, true, "applies: from Four (4) to Three (3). Measure md: 1.".to_owned())
    );
    assert_eq!(
        because("2221"),
        (false, true, "applies, but the grade is not above it anyway. Measure md: 1.".to_owned())
    );
    assert_eq!(because("4444"), (false, false, "does not apply. Measure md: 4.".to_owned()));
    assert_eq!(
        because("444-"),
        (false, false, "cannot be decided, and so is not applied. Measure md: not known.".to_owned())
    );
    let limited = derived(&framework, "4441");
    assert!(limited.derived.because().ends_with("; limited to Three (3)"), "{}", limited.derived.because());
    let without = limited.single_changes.iter().find(|change| change.what.contains("without the limit"));
    assert_eq!(without.map(|change| change.grade.number), Some(4));
    assert!(derived(&framework, "2221").single_changes.iter().all(|one| !one.what.contains("limit")));
}

#[test]
fn comparisons_hold_at_their_edges_as_they_say() {
    let rules: String = ["at least", "at most", "more than", "less than", "equal to"]
        .iter()
        .map(|how| format!("[[rules]]\nid = \"{how}\"\nwhen = \"measure md is {how} 2\"\n{BACKED}"))
        .collect();
    let framework = made(&[], &rules);
    let truths = |points| derived(&framework, points).rules.iter().map(|rule| rule.truth).collect::<Vec<_>>();
    let (yes, no) = (Truth::True, Truth::False);
    assert_eq!(truths("2221"), [no, yes, no, yes, no]);
    assert_eq!(truths("2222"), [yes, yes, no, no, yes]);
    assert_eq!(truths("2223"), [yes, no, yes, no, no]);
    assert_eq!(truths("222-"), [Truth::NotKnown; 5]);
    let told: Vec<(bool, String)> =
        derived(&framework, "2221").rules.into_iter().map(|rule| (rule.fired, rule.because)).collect();
    assert_eq!(told[0], (false, "does not hold. Measure md: 1.".to_owned()));
    assert_eq!(told[1], (true, "holds. Measure md: 1.".to_owned()));
}

#[test]
fn sums_are_taken_term_by_term() {
    let rule = |what: &str| format!("[[rules]]\nid = \"it\"\nwhen = \"{what}\"\n{BACKED}");
    for (what, truth) in [
        ("measure ma - measure mb is equal to 2", Truth::True),
        ("measure ma + measure mb is equal to 6", Truth::True),
        ("measure ma * 2 is equal to 8", Truth::True),
        ("measure ma / 4 is equal to 1", Truth::True),
        ("block A is equal to 3.5", Truth::True),
        ("points of measure mb is equal to 2", Truth::True),
        ("measure ma - measure md is equal to 2", Truth::NotKnown),
        ("measure md is known", Truth::False),
        ("measure mc is known", Truth::True),
        ("not measure mc is known", Truth::False),
        ("measure md is at least 1 or measure ma is at least 4", Truth::True),
        ("measure md is at least 1 and measure ma is less than 4", Truth::False),
        ("measure md is at least 1 and measure ma is at least 4", Truth::NotKnown),
    ] {
        assert_eq!(derived(&made(&[], &rule(what)), "421-").rules[0].truth, truth, "{what}");
    }
}

#[test]
fn margins_are_the_distances_to_the_edges_next_to_the_points() {
    let framework = made(&[], "");
    let margins = |points| {
        let one = derived(&framework, points);
        one.margins.into_iter().map(|one| (one.to.number, one.by, one.said)).collect::<Vec<_>>()
    };
    let more = |by: &str, to: &str| format!("{by} points more would give {to}");
    let less = |by: &str, to: &str| format!("More than {by} points less would give {to}");
    assert_eq!(
        margins("333-"),
        [
            (4, 0.5, more("0.5", "Four (4), which begins at 3.5")),
            (2, -0.5, less("0.5", "Two (2), which ends at 2.5"))
        ]
    );
    assert_eq!(margins("444-"), [(3, -0.5, less("0.5", "Three (3), which ends at 3.5"))]);
    assert_eq!(margins("111-"), [(2, 0.5, more("0.5", "Two (2), which begins at 1.5"))]);
    assert_eq!(
        margins("421-"),
        [
            (4, 1.0, more("1", "Four (4), which begins at 3.5")),
            (2, 0.0, less("0", "Two (2), which ends at 2.5"))
        ]
    );
}

/// Measure ma with bands, so that it has other points to reach.
const BANDED: (&str, &str) = (
    "value = \"points of event ma at any time\"\n",
    "value = \"points of event ma at any time\"\nbands = [ { from = 4, points = 4 }, { from = 3, below = 4, points = 3 }, \
     { from = 2, below = 3, points = 2 }, { below = 2, points = 1 } ]\n",
);

#[test]
fn the_smallest_single_change_each_way_is_told_and_no_larger_one() {
    let framework = made(&[BANDED], "");
    let changes = |points| {
        let one = derived(&framework, points);
        one.single_changes.into_iter().map(|one| (one.what, one.grade.number)).collect::<Vec<_>>()
    };
    // 0.45 points of the grade for each point of a: from 2.5, two less lead to 1.6 and one less to 2.05.
    let told = |to: u8, from: u8| {
        format!("Measure ma at {to} {} instead of {from}", if to == 1 { "point" } else { "points" })
    };
    assert_eq!(changes("421-"), [(told(3, 4), 2)]);
    // From 2 everywhere: one more leads to 2.45, still 2; two more to 2.9; one less to 1.55, still 2.
    assert_eq!(changes("222-"), [(told(4, 2), 3)]);
    // From 2.7, two more lead to 3.6 and one less to 2.25: one change each way.
    assert_eq!(changes("243-"), [(told(1, 2), 2), (told(4, 2), 4)]);
    // From 1.15 one more leads to 1.6: two or three more are not told.
    assert_eq!(changes("121-"), [(told(2, 1), 2)]);
    // The same where more is worse: the points fall from band to band.
    let falling = (
        BANDED.0,
        "value = \"points of event ma at any time\"\nbands = [ { below = 2, points = 4 }, { from = 2, below = 3, points = 3 }, \
         { from = 3, below = 4, points = 2 }, { from = 4, points = 1 } ]\n",
    );
    let one = derived(&made(&[falling], ""), "421-");
    let changes_falling: Vec<_> =
        one.single_changes.into_iter().map(|one| (one.what, one.grade.number)).collect();
    assert_eq!(changes_falling, [(told(2, 1), 2)]);
    // From 3, 3 and 2 (2.6): one more leads to 3.05, one less to 2.15.
    assert_eq!(changes("332-"), [(told(2, 3), 2)]);
}

fn robustness(framework: &Framework, making: ProfileBuilder) -> framework::assessment::RobustnessResult {
    framework::derive_with_robustness(framework, &making.done()).robustness.unwrap()
}

#[test]
fn a_grade_far_from_every_edge_is_firm_and_one_near_an_edge_is_said_to_be() {
    let framework = made(&[], "");
    let far = robustness(&framework, with("3331"));
    assert_eq!((far.level, far.draws, far.thresholds), (RobustnessLevel::Robust, 0, 3));
    assert_eq!(
        far.said,
        "The grade is robust: no settings could be resampled; 0 of 6 steps of a threshold move it, and what is missing does not"
    );
    assert!(far.without_block.is_empty());
    // 2.5 lies on the edge: a step of it upwards, and no other, takes the grade away; so does leaving out block A.
    let near = robustness(&framework, with("4211"));
    assert_eq!(near.level, RobustnessLevel::NearABoundary);
    let moved: Vec<(&str, Option<u8>)> = near
        .threshold_changes
        .iter()
        .map(|one| (one.what.as_str(), one.grade.as_ref().map(|grade| grade.number)))
        .collect();
    assert_eq!(moved.len(), 1, "{moved:?}");
    assert!(moved[0].0.ends_with("moved to 2.6") && moved[0].1 == Some(2), "{moved:?}");
    let without: Vec<(&str, Option<u8>)> = near
        .without_block
        .iter()
        .map(|one| (one.what.as_str(), one.grade.as_ref().map(|grade| grade.number)))
        .collect();
    assert_eq!(without, [("without block A (Block A)", Some(1)), ("without block B (Block B)", Some(4))]);
}

#[test]
fn a_threshold_is_moved_up_and_then_down() {
    let limit = limit("Just two", "cap = 1", "does-not-hold").replace("is less than 2", "is equal to 2");
    let found = robustness(&made(&[], &limit), with("3332"));
    let moved: Vec<(&str, Option<u8>)> = found
        .threshold_changes
        .iter()
        .map(|one| (one.what.as_str(), one.grade.as_ref().map(|grade| grade.number)))
        .collect();
    assert_eq!(
        moved,
        [("limit Just two: 2, moved to 2.1", Some(3)), ("limit Just two: 2, moved to 1.9", Some(3))]
    );
}

#[test]
fn what_is_missing_is_tried_at_the_fewest_and_the_most_points() {
    let framework = made(&[], "");
    let told = |points| {
        let found = robustness(&framework, with(points));
        let each = found.missing_at_extremes.into_iter();
        let each = each.map(|one| (one.what, one.grade.map(|grade| grade.number))).collect::<Vec<_>>();
        (found.level, each)
    };
    // Without c the grade is that of A, 3; with it at its best 3.4 and at its worst 2.2.
    let worst = ("Measure mc, missing, at 1 point".to_owned(), Some(2));
    assert_eq!(told("33-1"), (RobustnessLevel::NearABoundary, vec![worst]));
    // b may move A from 4 to 3.25, and the grade from 4 to 3.55: no other grade.
    assert_eq!(told("4-41"), (RobustnessLevel::Robust, vec![]));
}

#[test]
fn settings_drawn_anew_move_a_grade_that_hangs_on_them_and_no_other() {
    let share = (
        "value = \"points of event ma at any time\"\n",
        "value = \"share good or better of primary-school\"\nbands = [ { from = 50, points = 4 }, { below = 50, points = 1 } ]\n",
    );
    let framework = made(&[share], "");
    let schools = |counts: &[u32]| with("-441").remit("primary-school", "four-point-satisfactory", counts, 3);
    let all_good = robustness(&framework, schools(&[40, 0, 0, 0]));
    assert_eq!((all_good.level, all_good.draws), (RobustnessLevel::Robust, 200));
    assert_eq!(all_good.resampled_grades, [(4, 200), (3, 0), (2, 0), (1, 0)]);
    assert!(
        all_good.said.contains("it stays in 200 of 200 draws of the settings (100 %)"),
        "{}",
        all_good.said
    );
    // Half are good: in about half of the draws fewer than half are.
    let sterner = made(&[share, ("uncertain-below = 60", "uncertain-below = 70")], "");
    let half = robustness(&sterner, schools(&[20, 0, 0, 20]));
    assert_eq!(half.level, RobustnessLevel::Uncertain);
    let kept = half.resampled_grades[0].1;
    assert!((80..140).contains(&kept), "{:?}", half.resampled_grades);
    assert_eq!(half.resampled_grades.iter().map(|(_, count)| count).sum::<u32>(), 200);
    // A share of draws on the edge of two verdicts belongs to the firmer one.
    let some = |counts: &[u32], robust_from: f64, uncertain_below: f64| {
        let (firm, unsure) =
            (format!("robust-from = {robust_from}"), format!("uncertain-below = {uncertain_below}"));
        let changes = [share, ("robust-from = 90", firm.as_str()), ("uncertain-below = 60", unsure.as_str())];
        let making = with("-441").remit("primary-school", "four-point-satisfactory", counts, 3);
        robustness(&made(&changes, ""), making)
    };
    let kept = f64::from(some(&[22, 0, 0, 18], 90.0, 60.0).resampled_grades[0].1) / 2.0;
    assert!((60.0..90.0).contains(&kept), "{kept}");
    assert_eq!(some(&[22, 0, 0, 18], kept, kept).level, RobustnessLevel::Robust);
    assert_eq!(some(&[22, 0, 0, 18], kept + 0.5, kept).level, RobustnessLevel::NearABoundary);
    assert_eq!(some(&[22, 0, 0, 18], kept + 1.0, kept + 0.5).level, RobustnessLevel::Uncertain);
    // Three quarters are good: fewer than half almost never, but 40 settings resampled do differ.
    let most = robustness(&framework, schools(&[30, 0, 0, 10]));
    assert_eq!(most.level, RobustnessLevel::Robust, "{most:?}");
}

#[test]
fn the_first_rule_that_is_true_places_a_block_and_what_is_open_before_it_does_not() {
    let text = text(&[], "");
    // The same figures without an overall grade: block B is placed by three rules.
    let start = text.find("[grade]").unwrap();
    let end = text.find("[robustness]").unwrap();
    let mut text = format!("{}{}", &text[..start], &text[end..]);
    for (from, to) in [
        (
            "overall = true\n",
            "overall = false\nwhy-no-overall = \"A test.\"\npositions = [ { id = \"good\", name = \"Good\", meaning = \"g\" }, \
             { id = \"mixed\", name = \"Mixed\", meaning = \"m\" }, { id = \"weak\", name = \"Weak\", meaning = \"w\" }, \
             { id = \"open\", name = \"Open\", meaning = \"o\" }, { id = \"rest\", name = \"Rest\", meaning = \"r\" } ]\n",
        ),
        (
            "weight = 60\nneeds = 1\nwhen-not-known = \"no-grade\"\n",
            "otherwise = \"rest\"\nposition-when-not-known = \"open\"\n",
        ),
        (
            "weight = 40\nneeds = 1\nwhen-not-known = \"leave-out\"\n",
            "otherwise = \"rest\"\nposition-when-not-known = \"open\"\n",
        ),
        ("weight = 75\nwhen-missing = \"leave-out\" # ma\n", ""),
        ("weight = 25\nwhen-missing = \"leave-out\" # mb\n", ""),
        ("weight = 100\nwhen-missing = \"leave-out\" # mc\n", ""),
    ] {
        assert!(text.contains(from), "`{from}` is not in the file");
        text = text.replacen(from, to, 1);
    }
    let placings: String = [("good", "ma"), ("mixed", "mb"), ("weak", "mc")]
        .iter()
        .map(|(position, measure)| {
            format!(
                "[[placings]]\nid = \"{position}\"\nblock = \"B\"\nposition = \"{position}\"\nwhen = \"measure {measure} is at least 3\"\n{BACKED}"
            )
        })
        .collect();
    let text = text.replacen("[robustness]", &format!("{placings}[robustness]"), 1);
    let vocabulary = vocabulary();
    let framework = Framework::check("test.toml", &text, &Names::of_vocabulary(&vocabulary))
        .unwrap_or_else(|mistakes| panic!("{mistakes}"));
    for (points, position, fired) in [
        ("4441", "good", Some(0)),
        ("1441", "mixed", Some(1)),
        ("1141", "weak", Some(2)),
        ("1111", "rest", None),
        // What is open before a rule that is true does not matter; without such a rule it does.
        ("-441", "mixed", Some(1)),
        ("-111", "open", None),
        ("11-1", "open", None),
        ("4--1", "good", Some(0)),
    ] {
        let one = derived(&framework, points);
        assert!(matches!(one.derived, Derived::NoOverall { .. }));
        assert_eq!(one.blocks[1].position.as_ref().unwrap().id, position, "{points}");
        let placings: Vec<bool> = one.blocks[1].placings.iter().map(|placing| placing.fired).collect();
        let expected: Vec<bool> = (0..3).map(|at| Some(at) == fired).collect();
        assert_eq!(placings, expected, "{points}");
    }
    let told = derived(&framework, "4441");
    assert!(told.blocks[1].placings[1].because.contains("a rule before it decided"), "{:?}", told.blocks[1]);
}
