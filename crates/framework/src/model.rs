//! A framework that has passed its check: every name resolved, every number numbered as a threshold, nothing left
//! that could fail when grades are derived.

use crate::language::ast::{Condition, How, Quantity};
use crate::words::Words;
use evidence::{Date, ScaleId};
use std::ops::Range;

pub use crate::choices::{
    Basis, GradedBy, IfUnknown, NoneRecorded, Rounding, SectionKind, WhenBlockNotKnown, WhenMissing,
    WhenNoGrade,
};
pub use crate::fact::{EventWindow, Fact, FactKind, Of, SeriesRef};
pub use crate::letter::{Letter, LetterSection};
pub use crate::range::RangeRule;

/// A checked framework.
#[derive(Debug, Clone)]
pub struct Framework {
    /// Its short name.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The years of assessment it is for.
    pub years: Vec<i16>,
    /// Whether it is the one that is used for its years where none is named.
    pub chosen_by_date: bool,
    /// The cut-off date that goes with it, as a suggestion.
    pub as_at: Option<Date>,
    /// What it is and where it comes from.
    pub about: String,
    /// The law under which the assessment is or was made.
    pub legal_basis: String,
    /// SHA-256 of the file, in lower-case hexadecimal: what a result names as its framework.
    pub sha256: String,
    /// Grades and positions.
    pub scale: Scale,
    /// Ways of counting.
    pub countings: Vec<CountingRule>,
    /// Kinds of events.
    pub events: Vec<EventKind>,
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Measures in order.
    pub measures: Vec<Measure>,
    /// Named conditions in order.
    pub rules: Vec<Rule>,
    /// Rules that place blocks, in order.
    pub placings: Vec<PositionRule>,
    /// How the blocks make a grade, where there is one.
    pub grade_rule: Option<GradeRule>,
    /// What grades need, in order.
    pub requirements: Vec<Requirement>,
    /// What limits them, in order.
    pub limits: Vec<Limit>,
    /// What no rule decides.
    pub not_by_rule: Vec<NotByRule>,
    /// What is supposed of evidence that is not held; none where it may be anything.
    pub range: Option<RangeRule>,
    /// How robustness is measured.
    pub robustness: Robustness,
    /// The words.
    pub words: Words,
    /// The letter.
    pub letter: Letter,
    /// Every number that a decision turns on, so that each can be moved a step.
    pub thresholds: Vec<Threshold>,
    /// Everything that is read from a profile, each once.
    pub facts: Vec<Fact>,
    /// Measures, blocks and rules in an order in which each comes after what it refers to.
    pub order: Vec<Item>,
}

/// Why a rule is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backing {
    /// The plain reason.
    pub reason: String,
    /// How well it is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// Grades and positions.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Whether there is a grade for the area as a whole.
    pub overall: bool,
    /// Where there is none: why.
    pub why_no_overall: Option<String>,
    /// Grades, the best first.
    pub grades: Vec<Grade>,
    /// Positions of blocks, the best first.
    pub positions: Vec<Position>,
    /// What a reader should bear in mind.
    pub notes: Vec<String>,
}

impl Scale {
    /// The position in the list of the grade of a number.
    pub fn grade_numbered(&self, number: u8) -> Option<usize> {
        self.grades.iter().position(|grade| grade.number == number)
    }

    /// The fewest and the most points there are: the least and the greatest number of a grade.
    pub fn points(&self) -> (f64, f64) {
        let numbers = || self.grades.iter().map(|grade| f64::from(grade.number));
        (numbers().fold(f64::INFINITY, f64::min), numbers().fold(f64::NEG_INFINITY, f64::max))
    }
}

/// A grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// Its number.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// A position of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// A way of counting.
#[derive(Debug, Clone, PartialEq)]
pub struct CountingRule {
    /// Its name.
    pub id: String,
    /// What counts on each scale.
    pub scales: Vec<CountingScale>,
    /// Why.
    pub backing: Backing,
}

impl CountingRule {
    /// What a value of a scale counts: whether it is counted, and its points; nothing where the scale is not listed.
    pub fn of(&self, scale: &ScaleId, code: u8) -> Option<&ValueCounts> {
        let scale = self.scales.iter().find(|one| one.scale == *scale)?;
        scale.values.iter().find(|value| value.code == code)
    }

    /// Whether every value of every scale that it lists is counted.
    pub fn counts_all(&self) -> bool {
        self.scales.iter().all(|scale| scale.values.iter().all(|value| value.counts))
    }

    /// Whether it gives points.
    pub fn gives_points(&self) -> bool {
        self.scales.iter().all(|scale| scale.values.iter().all(|value| value.points.is_some()))
    }
}

/// What counts on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct CountingScale {
    /// The scale.
    pub scale: ScaleId,
    /// Its name in words.
    pub name: String,
    /// All its values, best first.
    pub values: Vec<ValueCounts>,
}

/// What one value counts.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueCounts {
    /// Its code.
    pub code: u8,
    /// Its label.
    pub label: String,
    /// Whether it is counted.
    pub counts: bool,
    /// Its points.
    pub points: Option<f64>,
}

/// A kind of event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventKind {
    /// Its name in tables.
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// What may come of it.
    pub outcomes: Vec<Outcome>,
    /// What it means that none is recorded.
    pub none_recorded: NoneRecorded,
    /// Why.
    pub backing: Backing,
}

/// What may come of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its name in tables.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its points.
    pub points: Option<f64>,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How its result is made.
    pub made: BlockKind,
    /// Why.
    pub backing: Backing,
}

/// How a block's result is made.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// By the weighed mean of its measures' points.
    ByPoints {
        /// Its weight in the grade, in per cent.
        weight: f64,
        /// How many measures must be known.
        needs: u32,
        /// What happens when too few are.
        when_not_known: WhenBlockNotKnown,
    },
    /// By the first of its placings that is true.
    ByRules {
        /// The position when all are false.
        otherwise: usize,
        /// The position when none is true and one is not known.
        when_not_known: usize,
    },
}

/// A measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// The block it belongs to.
    pub block: usize,
    /// Its title.
    pub title: String,
    /// Its weight in the block, in per cent; none where it is only shown.
    pub weight: Option<f64>,
    /// What is measured, as written.
    pub text: Quantity,
    /// What is measured, resolved.
    pub value: Sum,
    /// Without this the measure counts as missing: as written, and resolved.
    pub only_when: Option<(Condition, Test)>,
    /// What kind of number it is.
    pub kind: Kind,
    /// The points of each band; none where the value itself is the points or nothing counts.
    pub bands: Option<Bands<f64>>,
    /// How it is rounded before.
    pub round: Option<Rounding>,
    /// What happens when it is missing.
    pub when_missing: WhenMissing,
    /// The fewest and the most points that it could have then, where the measure says so itself.
    pub could_be: Option<(f64, f64)>,
    /// Why.
    pub backing: Backing,
}

/// Bands without gap or overlap: `worth[0]` below the first edge, `worth[i]` from edge `i - 1` on. A measure's are
/// worth points, the grade's the position of a grade.
#[derive(Debug, Clone, PartialEq)]
pub struct Bands<T> {
    /// Edges as positions in the thresholds, ascending.
    pub edges: Vec<usize>,
    /// What each band is worth; one more than there are edges.
    pub worth: Vec<T>,
}

/// A named condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// As written.
    pub text: Condition,
    /// Resolved.
    pub when: Test,
    /// Why.
    pub backing: Backing,
}

/// A rule that places a block.
#[derive(Debug, Clone, PartialEq)]
pub struct PositionRule {
    /// Its id.
    pub id: String,
    /// The block.
    pub block: usize,
    /// The position.
    pub position: usize,
    /// As written.
    pub text: Condition,
    /// Resolved.
    pub when: Test,
    /// Why.
    pub backing: Backing,
}

/// How blocks make a grade.
#[derive(Debug, Clone, PartialEq)]
pub struct GradeRule {
    /// What is banded.
    pub from: GradedBy,
    /// How it is rounded before.
    pub round: Option<Rounding>,
    /// The grade for each band, as a position in the grades.
    pub bands: Bands<usize>,
    /// What is given when too little is known.
    pub when_not_known: WhenNoGrade,
    /// Why.
    pub backing: Backing,
}

/// What a grade needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// The position of the grade.
    pub grade: usize,
    /// As written.
    pub text: Condition,
    /// Resolved.
    pub needs: Test,
    /// What not known means.
    pub when_not_known: IfUnknown,
    /// Why.
    pub backing: Backing,
}

/// A limiting judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// As written.
    pub text: Condition,
    /// Resolved.
    pub when: Test,
    /// What it does.
    pub effect: LimitEffect,
    /// What not known means.
    pub when_not_known: IfUnknown,
    /// The condition as people say it, after “if”.
    pub in_words: Option<String>,
    /// Why.
    pub backing: Backing,
}

/// What a limit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitEffect {
    /// No better than the grade at this position.
    Cap(usize),
    /// This many grades lower, never below the lowest.
    Minus(u8),
}

/// What no rule decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotByRule {
    /// Its id.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Why.
    pub backing: Backing,
}

/// How robustness is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// Step of thresholds in per cent.
    pub step_percent: f64,
    /// Step of thresholds in points.
    pub step_points: f64,
    /// Step of others, as a share of the threshold in per cent.
    pub step_other: f64,
    /// How often settings are resampled.
    pub draws: u32,
    /// The seed.
    pub seed: u64,
    /// RobustnessLevel from this share of draws, in per cent.
    pub robust_from: f64,
    /// Unsure below this share of draws, in per cent.
    pub uncertain_below: f64,
    /// Why.
    pub backing: Backing,
}

/// A number that a decision turns on.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// The number.
    pub value: f64,
    /// By how much it is moved to see what changes.
    pub step: f64,
    /// What kind of number it is.
    pub kind: Kind,
    /// What it is, for people: “primary-schools: 3 points from”.
    pub what: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// What kind of number a quantity gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A share of a whole, or a difference of such.
    Percent,
    /// Points.
    Points,
    /// A count.
    Count,
    /// In the unit of an indicator that is not known here.
    Indicator,
    /// A written number without a unit: it takes the kind of what it stands beside.
    Plain,
}

/// A resolved condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Always true.
    Always,
    /// The opposite.
    Not(Box<Test>),
    /// All.
    And(Vec<Test>),
    /// At least one.
    Or(Vec<Test>),
    /// Two sums compared.
    Compare(Sum, How, Sum),
    /// Whether a sum can be worked out.
    Known(Sum),
    /// A fact that is true, false or not known.
    Fact(usize),
    /// A named condition.
    Rule(usize),
}

/// A resolved quantity: factor times term, added up in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sum {
    /// The terms.
    pub terms: Vec<(f64, SumTerm)>,
}

/// A resolved term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SumTerm {
    /// A threshold.
    Threshold(usize),
    /// A fact that is a number.
    Fact(usize),
    /// The points of a block.
    Block(usize),
    /// The value of a measure.
    Measure(usize),
    /// The points of a measure.
    PointsOf(usize),
}

/// Something that is worked out after what it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A measure.
    Measure(usize),
    /// A block.
    Block(usize),
    /// A named condition.
    Rule(usize),
}
