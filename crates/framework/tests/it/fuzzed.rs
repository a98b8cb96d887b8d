//! Frameworks and areas made by chance, for laws that hold for all of them. Whatever is made keeps to one promise, without
//! which the laws would not hold: a better judgement is never worse for a measure, a requirement or a limit.

use crate::example_profile::{ProfileBuilder, area, vocabulary};
use crate::varied_profiles::Numbers;
use framework::{Framework, Names};
use profile::Profile;
use std::fmt::Write;

pub const REMITS: [&str; 3] = ["primary-school", "secondary-school", "childrens-home"];
const SCALE: &str = "four-point-satisfactory";
const BACKED: &str = "reason = \"Of the test.\"\nstanding = \"chosen\"\nsource = \"No source\"\n";
/// What every framework holds: ways of counting and events; the words and the letter come from the fixture.
const DECLARED: &str = r#"
[[counting]]
id = "good or better"
scales = [{ scale = "four-point-satisfactory", counts = ["Outstanding", "Good"] }]
BACKED
[[counting]]
id = "inadequate"
scales = [{ scale = "four-point-satisfactory", counts = ["Inadequate"] }]
BACKED
[[counting]]
id = "judged"
scales = [{ scale = "four-point-satisfactory", counts = ["Outstanding", "Good", "Satisfactory", "Inadequate"] }]
BACKED
[[counting]]
id = "quality"
scales = [{ scale = "four-point-satisfactory", points = { Outstanding = 4, Good = 3, Satisfactory = 2, Inadequate = 1 } }]
BACKED
[[events]]
kind = "visit"
name = "Visit"
outcomes = [{ id = "well", name = "well", points = 4 }, { id = "fair", name = "fair", points = 2 }]
none-recorded = "none"
BACKED
[[events]]
kind = "safeguarding"
name = "Safeguarding"
outcomes = [{ id = "good", name = "good", points = 3 }, { id = "adequate", name = "adequate", points = 2 }, { id = "inadequate", name = "inadequate", points = 1 }]
none-recorded = "not-known"
BACKED
"#;

/// An area before it becomes a profile, so that one thing can be changed.
#[derive(Debug, Clone)]
pub struct Area {
    pub number: u16,
    pub name: String,
    /// Settings at each value, the best first, and settings that are not judged, remit by remit.
    pub settings: [([u32; 4], u32); 3],
    pub year: [u32; 3],
    pub gcse: Option<[f64; 3]>,
    pub gap: Option<[f64; 2]>,
    pub events: Vec<(&'static str, &'static str, i32)>,
}

impl Area {
    pub fn made(numbers: &mut Numbers) -> Area {
        let mut settings = [([0; 4], 0); 3];
        for (counts, unknown) in &mut settings {
            let size = *numbers.one_of(&[0, 2, 12, 40]);
            *counts = std::array::from_fn(|at| {
                if at < 3 { numbers.below(size + 1) } else { numbers.below(size / 6 + 1) }
            });
            *unknown = if numbers.below(3) == 0 { 0 } else { numbers.below(8) };
        }
        let mut events = Vec::new();
        for (kind, outcomes) in
            [("visit", &["well", "fair"][..]), ("safeguarding", &["good", "adequate", "inadequate"])]
        {
            for _ in 0..numbers.below(3) {
                events.push((kind, *numbers.one_of(outcomes), i32::try_from(numbers.below(1_500)).unwrap()));
            }
        }
        Area {
            number: 301,
            name: "Example".to_owned(),
            settings,
            year: std::array::from_fn(|_| numbers.below(8)),
            gcse: (numbers.below(4) > 0).then(|| std::array::from_fn(|_| numbers.between(40.0, 70.0))),
            gap: (numbers.below(4) > 0).then(|| std::array::from_fn(|_| numbers.between(5.0, 30.0))),
            events,
        }
    }

    pub fn profile(&self) -> Profile {
        let mut made: ProfileBuilder = area(self.number, &self.name, "2011-08-31");
        for (remit, (counts, unknown)) in REMITS.iter().zip(&self.settings) {
            let [improved, held, declined] = self.year;
            made = made.remit(remit, SCALE, counts, *unknown).year(improved, held, declined);
        }
        if let Some([own, similar, england]) = self.gcse {
            made = made.indicator(
                "gcse-5-ac-english-maths",
                own,
                similar,
                england,
                (own - 40.0, england - 45.0),
            );
        }
        if let Some([own, england]) = self.gap {
            made = made.gap("level-2-low-income", [own, own], [england, england]);
        }
        for (kind, outcome, days) in &self.events {
            let date = evidence::date::add_days("2011-08-31".parse().unwrap(), -days).to_string();
            made = made.event(kind, outcome, &date);
        }
        made.done()
    }

    /// Everything that is missing filled in by chance: settings judged, figures published, inspections recorded.
    pub fn filled(&self, numbers: &mut Numbers) -> Area {
        let mut filled = self.clone();
        for (counts, unknown) in &mut filled.settings {
            while *unknown > 0 && numbers.below(12) > 0 {
                *unknown -= 1;
                counts[numbers.below(4) as usize] += 1;
            }
        }
        if numbers.below(3) > 0 {
            filled.gcse = filled.gcse.or_else(|| Some(std::array::from_fn(|_| numbers.between(40.0, 70.0))));
        }
        if numbers.below(3) > 0 {
            filled.gap = filled.gap.or_else(|| Some(std::array::from_fn(|_| numbers.between(5.0, 30.0))));
        }
        if !filled.events.iter().any(|(kind, ..)| *kind == "safeguarding") && numbers.below(3) > 0 {
            let outcome = *numbers.one_of(&["good", "adequate", "inadequate"]);
            filled.events.push(("safeguarding", outcome, i32::try_from(numbers.below(1_500)).unwrap()));
        }
        filled
    }
}

/// The text of a framework; with how far what is not held may lie from what is held, or without.
pub fn framework_text(numbers: &mut Numbers, with_limits: bool) -> String {
    let fixture = include_str!("fixtures/points.toml");
    let head = &fixture[..fixture.find("[[counting]]").unwrap()];
    let tail = &fixture[fixture.find("[robustness]").unwrap()..];
    let mut text = format!("{head}{}", DECLARED.replace("BACKED", BACKED));
    let blocks = 1 + numbers.below(3);
    let weights = |parts: u32| (0..parts).map(move |at| if at == 0 { 100 - 20 * (parts - 1) } else { 20 });
    for (at, weight) in weights(blocks).enumerate() {
        let (unknown, needs) = (*numbers.one_of(&["leave-out", "no-grade"]), 1 + numbers.below(2));
        let measures = needs + numbers.below(3);
        let _ = write!(
            text,
            "[[blocks]]\nid = \"b{at}\"\ntitle = \"B{at}\"\nweight = {weight}\nneeds = {needs}\nwhen-not-known = \"{unknown}\"\n{BACKED}"
        );
        for (measure, weight) in weights(measures).enumerate() {
            text.push_str(&self::measure(numbers, &format!("m{at}{measure}"), &format!("b{at}"), weight));
        }
    }
    text.push_str(&grade(numbers));
    for at in 0..numbers.below(3) {
        let needs = better(numbers);
        let (grade, unknown) = (2 + numbers.below(3), numbers.one_of(&["holds", "does-not-hold"]));
        let _ = write!(
            text,
            "[[requirements]]\nid = \"r{at}\"\ngrade = {grade}\nneeds = \"{needs}\"\nwhen-not-known = \"{unknown}\"\n{BACKED}"
        );
    }
    for at in 0..if with_limits { numbers.below(3) } else { 0 } {
        let when = worse(numbers);
        let effect = numbers.one_of(&["cap = 1", "cap = 2", "minus = 1", "minus = 2"]);
        let unknown = numbers.one_of(&["holds", "does-not-hold", "does-not-hold"]);
        let _ = write!(
            text,
            "[[limits]]\nid = \"l{at}\"\ntitle = \"L{at}\"\nwhen = \"{when}\"\n{effect}\nwhen-not-known = \"{unknown}\"\n{BACKED}"
        );
    }
    text + tail
}

pub fn checked(text: &str) -> Framework {
    let vocabulary = vocabulary();
    Framework::check("fuzzed.toml", text, &Names::of_vocabulary(&vocabulary))
        .unwrap_or_else(|mistakes| panic!("{mistakes}\n{text}"))
}

fn remits(numbers: &mut Numbers) -> &'static str {
    let all: [&'static str; 4] =
        ["primary-school", "secondary-school", "primary-school, secondary-school", "childrens-home"];
    *numbers.one_of(&all)
}

/// A measure whose points rise with better judgements.
fn measure(numbers: &mut Numbers, id: &str, block: &str, weight: u32) -> String {
    let of = remits(numbers);
    let forms: [(String, [f64; 3], bool); 8] = [
        (format!("average quality of {of}"), [2.3, 2.7, 3.1], true),
        (format!("share good or better of {of}"), [40.0, 60.0, 80.0], true),
        (format!("share inadequate of {of}"), [1.0, 4.0, 9.0], false),
        ("advantage of indicator gcse-5-ac-english-maths over england".to_owned(), [-5.0, 0.0, 4.0], true),
        ("advantage of indicator gcse-5-ac-english-maths over neighbours".to_owned(), [-5.0, 0.0, 4.0], true),
        ("change against england of indicator gcse-5-ac-english-maths".to_owned(), [-3.0, 0.0, 3.0], true),
        ("advantage of gap level-2-low-income over england".to_owned(), [-4.0, 0.0, 4.0], true),
        (
            format!(
                "share of inspections that improved in {of} - share of inspections that declined in {of}"
            ),
            [-20.0, 0.0, 20.0],
            true,
        ),
    ];
    let missing = numbers.one_of(&["leave-out", "leave-out", "worst", "best", "block-not-known"]);
    let mut text = format!(
        "[[measures]]\nid = \"{id}\"\nblock = \"{block}\"\ntitle = \"{id}\"\nweight = {weight}\nwhen-missing = \"{missing}\"\n{BACKED}"
    );
    if numbers.below(6) == 0 {
        let time = numbers.one_of(&["within 3 years", "at any time", "within the year"]);
        let _ = writeln!(text, "value = \"points of event safeguarding {time}\"");
        return text;
    }
    let (value, [a, b, c], rises) = numbers.one_of(&forms);
    let _ = writeln!(text, "value = \"{value}\"");
    if value.contains(" of primary") && numbers.below(2) == 0 {
        let _ = writeln!(text, "only-when = \"number judged of {of} is at least {}\"", numbers.below(6));
    }
    let [one, two, three, four] = if *rises { [1, 2, 3, 4] } else { [4, 3, 2, 1] };
    let _ = writeln!(
        text,
        "bands = [{{ below = {a}, points = {one} }}, {{ from = {a}, below = {b}, points = {two} }}, {{ from = {b}, below = {c}, points = {three} }}, {{ from = {c}, points = {four} }}]"
    );
    text
}

fn grade(numbers: &mut Numbers) -> String {
    let (from, edges) = *numbers.one_of(&[
        ("points", [1.5, 2.5, 3.5]),
        ("points", [1.8, 2.2, 3.0]),
        ("percentage-of-maximum", [40.0, 62.0, 85.0]),
    ]);
    let [a, b, c] = edges;
    let unknown = numbers.one_of(&["withheld", "withheld", "lowest"]);
    format!(
        "[grade]\nfrom = \"{from}\"\nwhen-not-known = \"{unknown}\"\nbands = [{{ from = {c}, grade = 4 }}, {{ from = {b}, below = {c}, grade = 3 }}, {{ from = {a}, below = {b}, grade = 2 }}, {{ below = {a}, grade = 1 }}]\n{BACKED}"
    )
}

/// A condition that a better judgement can only make true.
fn better(numbers: &mut Numbers) -> String {
    let (of, other) = (remits(numbers), remits(numbers));
    numbers
        .one_of(&[
            format!("average quality of {of} is at least 2.5"),
            format!("share inadequate of {of} is at most 5"),
            format!("share inadequate of {of} is less than 4 and share good or better of {other} is more than 50"),
            format!("advantage of indicator gcse-5-ac-english-maths over england is at least 0 or average quality of {of} is more than 3"),
            "event safeguarding with good at any time".to_owned(),
            "advantage of indicator gcse-5-ac-english-maths over neighbours is at least -3 or change against england of indicator gcse-5-ac-english-maths is more than 0".to_owned(),
        ])
        .clone()
}

/// A condition that a better judgement can only make false.
fn worse(numbers: &mut Numbers) -> String {
    let (of, other) = (remits(numbers), remits(numbers));
    numbers
        .one_of(&[
            "event safeguarding with inadequate until the next safeguarding".to_owned(),
            "event safeguarding with inadequate within the year".to_owned(),
            "event visit with fair within 2 years".to_owned(),
            format!("share inadequate of {of} is more than 6"),
            format!(
                "share inadequate of {of} is more than 2 and event safeguarding with inadequate at any time"
            ),
            format!("average quality of {of} is less than 2.2 or share inadequate of {other} is at least 9"),
        ])
        .clone()
}
