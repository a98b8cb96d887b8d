//! Every part of a framework with what is said of it, in plain English: what `explain` shows and `diff` compares,
//! so that a change is told in the words in which the rule is explained.

use crate::english;
use crate::model::{
    Backing, Bands, Block, BlockKind, CountingRule, EventKind, Framework, GradedBy, IfUnknown, Kind, Limit,
    LimitEffect, Measure, NoneRecorded, Requirement, Rounding, WhenBlockNotKnown, WhenMissing, WhenNoGrade,
};
use crate::text::{listed, number};
use profile::proportions::Begins;

/// A part of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Which family of parts it belongs to: “Measures”.
    pub family: &'static str,
    /// Its id, unique within the family.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is said of it: a label and a text.
    pub says: Vec<(String, String)>,
}

/// Every part, in the order in which a reader needs them.
pub fn describe(framework: &Framework) -> Vec<Described> {
    let mut all = vec![head(framework)];
    all.extend(framework.scale.grades.iter().map(|grade| Described {
        family: "Grades",
        id: grade.number.to_string(),
        title: format!("{} ({})", grade.name, grade.number),
        says: vec![("Means".to_owned(), grade.meaning.clone())],
    }));
    all.extend(framework.scale.positions.iter().map(|position| Described {
        family: "Positions of a block",
        id: position.id.clone(),
        title: position.name.clone(),
        says: vec![("Means".to_owned(), position.meaning.clone())],
    }));
    all.extend(grade_rule(framework));
    all.extend(framework.blocks.iter().enumerate().map(|(at, one)| block(framework, at, one)));
    all.extend(framework.measures.iter().map(|one| measure(framework, one)));
    all.extend(rules(framework));
    all.extend(framework.countings.iter().map(counting));
    all.extend(framework.events.iter().map(event));
    all.extend(framework.not_by_rule.iter().map(|one| Described {
        family: "Left to people",
        id: one.id.clone(),
        title: one.what.clone(),
        says: backed(Vec::new(), &one.backing),
    }));
    all.extend(crate::range::describe(framework));
    all.push(robustness(framework));
    all.extend(words(framework));
    all.push(letter(framework));
    all
}

pub(crate) fn said(label: &str, text: impl Into<String>) -> (String, String) {
    (label.to_owned(), text.into())
}

pub(crate) fn backed(mut says: Vec<(String, String)>, backing: &Backing) -> Vec<(String, String)> {
    says.push(said("Why", backing.reason.split_whitespace().collect::<Vec<_>>().join(" ")));
    says.push(said("Standing", format!("{} ({})", backing.standing.word(), backing.source)));
    says
}

fn head(framework: &Framework) -> Described {
    let years: Vec<String> = framework.years.iter().map(ToString::to_string).collect();
    let mut says = vec![
        said("Name", framework.name.clone()),
        said("For", listed(years.iter().map(String::as_str))),
        said("Legal basis", framework.legal_basis.clone()),
        said("About", framework.about.clone()),
    ];
    if framework.chosen_by_date {
        says.push(said("Chosen", "for these years where no framework is named"));
    }
    if let Some(date) = framework.as_at {
        says.push(said("Cut-off date", evidence::date::in_words(date)));
    }
    if let Some(why) = &framework.scale.why_no_overall {
        says.push(said("No overall grade", why.clone()));
    }
    says.extend(framework.scale.notes.iter().map(|note| said("Bear in mind", note.clone())));
    Described { family: "Framework", id: framework.id.clone(), title: framework.name.clone(), says }
}

/// Rounding, after “rounded”.
fn rounding(round: Option<Rounding>) -> &'static str {
    match round {
        None => "not rounded (but nine decimal places are exact enough for a threshold)",
        Some(Rounding::WholeHalfUp) => "rounded to a whole number, a half upwards",
        Some(Rounding::WholeDown) => "rounded down to a whole number",
        Some(Rounding::OneDecimalHalfUp) => "rounded to one decimal place, a half upwards",
        Some(Rounding::TwoDecimalsHalfUp) => "rounded to two decimal places, a half upwards",
    }
}

/// Each band as a pair of what it is worth and where it lies, the worth as `worth` says it; the highest values first.
fn bands<T: Copy>(
    framework: &Framework,
    bands: &Bands<T>,
    kind: Kind,
    worth: impl Fn(T) -> String,
) -> Vec<(String, String)> {
    let unit = if kind == Kind::Percent { " %" } else { "" };
    let edge = |at: usize| format!("{}{unit}", number(framework.thresholds[bands.edges[at]].value, 6));
    let last = bands.worth.len().saturating_sub(1);
    let place = |at: usize| match (at == 0, at == last) {
        (true, true) => "every value".to_owned(),
        (true, false) => format!("below {}", edge(0)),
        (false, true) => format!("{} or more", edge(at - 1)),
        (false, false) => format!("from {} to below {}", edge(at - 1), edge(at)),
    };
    (0..bands.worth.len()).rev().map(|at| (worth(bands.worth[at]), place(at))).collect()
}

fn grade_rule(framework: &Framework) -> Option<Described> {
    let grade_rule = framework.grade_rule.as_ref()?;
    let (from, kind) = match grade_rule.from {
        GradedBy::Points => ("the mean of the blocks' points, each block by its weight", Kind::Points),
        GradedBy::PercentageOfMaximum => (
            "the mean of the blocks' points, each block by its weight, as a percentage of the most points there are",
            Kind::Percent,
        ),
    };
    let mut says = vec![said("Worked out from", from), said("Rounding", rounding(grade_rule.round))];
    says.extend(bands(framework, &grade_rule.bands, kind, |at| grade_in_words(framework, at)));
    says.push(said(
        "When too little is known",
        match grade_rule.when_not_known {
            WhenNoGrade::Withheld => "no grade is given, and the result says why",
            WhenNoGrade::Lowest => "the lowest grade is given",
        },
    ));
    let says = backed(says, &grade_rule.backing);
    Some(Described {
        family: "How blocks make a grade",
        id: "grade".to_owned(),
        title: "The grade".to_owned(),
        says,
    })
}

fn grade_in_words(framework: &Framework, at: usize) -> String {
    let grade = &framework.scale.grades[at];
    format!("{} ({})", grade.name, grade.number)
}

fn block(framework: &Framework, at: usize, block: &Block) -> Described {
    let says = match block.made {
        BlockKind::ByPoints { weight, needs, when_not_known } => {
            let own = framework.measures.iter().filter(|one| one.block == at && one.weight.is_some()).count();
            vec![
                said("Weight", format!("{} % of the grade", number(weight, 3))),
                said("Points", "the mean of its measures' points, each measure by its weight"),
                said("Needs", format!("{needs} of its {own} measures to be known")),
                said(
                    "When fewer are known",
                    match when_not_known {
                        WhenBlockNotKnown::LeaveOut => {
                            "the block is left out, and the other blocks share its weight"
                        }
                        WhenBlockNotKnown::NoGrade => "no grade is worked out",
                    },
                ),
            ]
        }
        BlockKind::ByRules { otherwise, when_not_known } => vec![
            said("Placed", "by the first of its rules that is true, in the order below"),
            said("When every rule is false", format!("“{}”", framework.scale.positions[otherwise].name)),
            said(
                "When none is true and one cannot be decided",
                format!("“{}”", framework.scale.positions[when_not_known].name),
            ),
        ],
    };
    Described {
        family: "Blocks",
        id: block.id.clone(),
        title: format!("{}: {}", block.id, block.title),
        says: backed(says, &block.backing),
    }
}

fn measure(framework: &Framework, measure: &Measure) -> Described {
    let block = &framework.blocks[measure.block];
    let mut says = vec![
        said("Block", block.id.clone()),
        said("Measures", english::sum(framework, &measure.value)),
        said("As written", measure.text.to_string()),
    ];
    if let Some((written, only)) = &measure.only_when {
        says.push(said("Counts only when", english::test(framework, only)));
        says.push(said("Counts only when, as written", written.to_string()));
    }
    match (measure.weight, &block.made) {
        (Some(weight), BlockKind::ByPoints { weight: of_block, .. }) => {
            says.push(said("Weight", format!("{} % of block {}", number(weight, 3), block.id)));
            // One point more moves the block by the measure's weight and the whole by both weights multiplied.
            let moves = format!(
                "one point more moves block {} by {} and the grade's points by {}, if nothing is missing",
                block.id,
                number(weight / 100.0, 4),
                number(weight * of_block / 10_000.0, 4)
            );
            says.push(said("Effect", moves));
        }
        _ => says.push(said("Weight", "none: it is shown and counts for nothing")),
    }
    if let Some(own) = &measure.bands {
        says.push(said("Rounding", rounding(measure.round)));
        says.extend(bands(framework, own, measure.kind, |points: f64| crate::text::points(points, 3)));
    } else if measure.weight.is_some() {
        says.push(said("Points", "the value itself"));
    }
    if measure.weight.is_some() {
        let effect = match measure.when_missing {
            WhenMissing::LeaveOut => "it is left out, and the other measures of the block share its weight",
            WhenMissing::Worst => "it counts as the fewest points",
            WhenMissing::Best => "it counts as the most points",
            WhenMissing::BlockNotKnown => "the block has no points",
        };
        says.push(said("When missing", effect));
        let could_be = measure.could_be.iter();
        says.extend(could_be.map(|(from, to)| {
            said("Could then be", format!("{} to {} points", number(*from, 3), number(*to, 3)))
        }));
    }
    let says = backed(says, &measure.backing);
    Described { family: "Measures", id: measure.id.clone(), title: measure.title.clone(), says }
}

fn not_known(means: IfUnknown, holds: &str, does_not: &str) -> (String, String) {
    let text = match means {
        IfUnknown::Holds => holds,
        IfUnknown::DoesNotHold => does_not,
    };
    said("When it cannot be decided", text)
}

fn rules(framework: &Framework) -> Vec<Described> {
    let mut all = Vec::new();
    for one in &framework.placings {
        let block = &framework.blocks[one.block].id;
        let position = &framework.scale.positions[one.position].name;
        let says = vec![
            said("Places", format!("block {block} at “{position}”")),
            said("When", english::test(framework, &one.when)),
            said("As written", one.text.to_string()),
        ];
        let says = backed(says, &one.backing);
        all.push(Described {
            family: "Rules that place a block",
            id: one.id.clone(),
            title: one.id.clone(),
            says,
        });
    }
    all.extend(framework.requirements.iter().map(|one| requirement(framework, one)));
    all.extend(framework.limits.iter().map(|one| limit(framework, one)));
    for one in &framework.rules {
        let says = vec![
            said("Holds when", english::test(framework, &one.when)),
            said("As written", one.text.to_string()),
        ];
        let says = backed(says, &one.backing);
        all.push(Described { family: "Named conditions", id: one.id.clone(), title: one.id.clone(), says });
    }
    all
}

fn requirement(framework: &Framework, one: &Requirement) -> Described {
    let grade = &framework.scale.grades[one.grade];
    let says = vec![
        said("Grade", format!("{} ({}) and any better", grade.name, grade.number)),
        said("Needs", english::test(framework, &one.needs)),
        said("As written", one.text.to_string()),
        said("When it is not met", "the grade below is given"),
        not_known(one.when_not_known, "it counts as met", "it counts as not met"),
    ];
    let says = backed(says, &one.backing);
    Described { family: "What grades need", id: one.id.clone(), title: one.id.clone(), says }
}

fn limit(framework: &Framework, one: &Limit) -> Described {
    let does = match one.effect {
        LimitEffect::Cap(at) => {
            let grade = &framework.scale.grades[at];
            format!("the grade is no better than {} ({})", grade.name, grade.number)
        }
        LimitEffect::Minus(by) => format!("the grade is {by} lower, but never below the lowest"),
    };
    let mut says = vec![
        said("When", english::test(framework, &one.when)),
        said("As written", one.text.to_string()),
        said("Then", does),
        not_known(one.when_not_known, "it is applied", "it is not applied, and the result says so"),
    ];
    says.extend(one.in_words.iter().map(|words| said("Said as", format!("if {words}"))));
    let says = backed(says, &one.backing);
    Described { family: "Limiting judgements", id: one.id.clone(), title: one.title.clone(), says }
}

fn counting(counting: &CountingRule) -> Described {
    let scale = |scale: &crate::model::CountingScale| {
        let points = scale
            .values
            .iter()
            .filter_map(|value| Some(format!("{} {}", value.label, number(value.points?, 3))));
        let points: Vec<String> = points.collect();
        let counted: Vec<&str> =
            scale.values.iter().filter(|value| value.counts).map(|value| value.label.as_str()).collect();
        let text = match (counted.is_empty(), points.is_empty()) {
            (true, true) => "nothing counts".to_owned(),
            (false, true) => format!("counts {}", listed(counted)),
            (true, false) => format!("points {}", points.join(", ")),
            (false, false) => format!("counts {}; points {}", listed(counted), points.join(", ")),
        };
        (format!("On “{}”", scale.name), text)
    };
    let mut says: Vec<(String, String)> = counting.scales.iter().map(scale).collect();
    says.push(said("On other scales", "nothing: such judgements are left out, and the result says how many"));
    let says = backed(says, &counting.backing);
    Described { family: "Ways of counting", id: counting.id.clone(), title: counting.id.clone(), says }
}

fn event(event: &EventKind) -> Described {
    let outcomes = event.outcomes.iter().map(|outcome| match outcome.points {
        Some(points) => format!("{} ({} points)", outcome.name, number(points, 3)),
        None => outcome.name.clone(),
    });
    let outcomes: Vec<String> = outcomes.collect();
    let says = vec![
        said("Outcomes", outcomes.join("; ")),
        said(
            "When none is recorded",
            match event.none_recorded {
                NoneRecorded::None => "there was none",
                NoneRecorded::NotKnown => "it is not known whether there was one",
            },
        ),
    ];
    let says = backed(says, &event.backing);
    Described { family: "Events", id: event.kind.clone(), title: event.name.clone(), says }
}

fn robustness(framework: &Framework) -> Described {
    let one = &framework.robustness;
    let says = vec![
        said(
            "Thresholds are moved by",
            format!(
                "{} percentage points, {} points, or {} % of any other threshold",
                number(one.step_percent, 3),
                number(one.step_points, 3),
                number(one.step_other, 3)
            ),
        ),
        said("Settings are resampled", format!("{} times, from the seed {}", one.draws, one.seed)),
        said(
            "Robust",
            format!(
                "when the grade stays in {} % of the draws or more, and no step of a threshold and no filling in of \
                 a missing measure moves it",
                number(one.robust_from, 3)
            ),
        ),
        said(
            "Uncertain",
            format!("when it stays in less than {} % of the draws", number(one.uncertain_below, 3)),
        ),
    ];
    let says = backed(says, &one.backing);
    Described {
        family: "How robust a grade is",
        id: "robustness".to_owned(),
        title: "Robustness".to_owned(),
        says,
    }
}

fn words(framework: &Framework) -> Vec<Described> {
    let words = &framework.words;
    let thresholds = &words.thresholds;
    let ladder = thresholds.ladder.steps().iter().map(|step| {
        let from = match step.begins {
            Begins::From(_) => "from",
            Begins::Above(_) => "above",
        };
        let also =
            if step.also.is_empty() { String::new() } else { format!(" (also {})", step.also.join(", ")) };
        (format!("“{}”{also}", step.word), format!("{from} {} %", number(step.begins.share(), 3)))
    });
    let c = &thresholds.points;
    let shown = |value: f64| number(value, 3);
    let differences = vec![
        said("In line", format!("a difference up to {}", shown(c.in_line_within))),
        said("Slightly above or below", format!("up to {}", shown(c.slightly_up_to))),
        said("Much above or below", format!("from {}", shown(c.much_from))),
        said("Unchanged", format!("a change up to {}", shown(c.unchanged_within))),
        said("Moved slightly", format!("up to {}", shown(c.moved_slightly_up_to))),
        said("Moved sharply", format!("from {}", shown(c.moved_sharply_from))),
        said(
            "Steadily",
            format!("from {} steps in one direction without one against it", thresholds.limits.steady_steps),
        ),
        said(
            "Borderline",
            format!(
                "a share within {} percentage points of the edge of its word",
                shown(thresholds.limits.borderline_within)
            ),
        ),
    ];
    let small = vec![
        said("Counted in words", format!("groups of up to {}", thresholds.small_groups.up_to)),
        said("Always counted exactly", thresholds.small_groups.always_count.clone()),
    ];
    let part = |id: &str, title: &str, says, backing: &Backing| Described {
        family: "Words",
        id: id.to_owned(),
        title: title.to_owned(),
        says: backed(says, backing),
    };
    vec![
        part(
            "proportions",
            "Words for shares, the first that fits from the top",
            ladder.collect(),
            &words.proportions_backing,
        ),
        part("small-groups", "Small groups", small, &words.small_groups_backing),
        part(
            "comparisons",
            "Words for differences and changes, in the unit of the figure",
            differences,
            &words.comparisons_backing,
        ),
    ]
}

fn letter(framework: &Framework) -> Described {
    let letter = &framework.letter;
    let mut says = vec![said("Title", letter.title.clone()), said("Subject", letter.subject.clone())];
    says.extend(letter.sections.iter().map(|section| {
        let introduction = section.introduction.as_ref().map_or(String::new(), |text| format!(": {text}"));
        said("Part", format!("{}, for {}{introduction}", section.title, section.kind.in_words()))
    }));
    says.push(said("Order", letter.order.join(", ")));
    says.extend(letter.how_reached.iter().map(|text| said("How it was reached", text.clone())));
    says.extend(letter.opening.iter().map(|text| said("Opening", text.clone())));
    says.extend(letter.reconstruction_notice.iter().map(|text| said("Notice", text.clone())));
    says.push(said("Legal notice", letter.legal_notice.clone()));
    let later = letter.later_legal_notice.iter();
    says.extend(
        later.map(|later| said("Legal notice later", format!("from {}: {}", later.from, later.text))),
    );
    Described { family: "Letter", id: "letter".to_owned(), title: "The letter".to_owned(), says }
}
