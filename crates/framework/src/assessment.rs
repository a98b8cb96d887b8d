//! What a derivation gives: the grade or the positions, each rule with its reasons and figures, what is missing,
//! what limited it, how near it is to another grade, and how robust.

use crate::language::Truth;
pub use crate::range::{GradeRange, IfLimited, PossibleLimit};

use crate::model::{Basis, WhenBlockNotKnown, WhenMissing};
use evidence::{AreaNumber, Date};
use profile::FigureUsed;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a headline says where no grade is derived.
pub(crate) const NO_GRADE: &str = "No grade";

/// What a framework derives for an area, with everything that led to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// The framework.
    pub framework: FrameworkUsed,
    /// The area's number.
    #[schemars(with = "u16")]
    pub area: AreaNumber,
    /// Its name.
    pub name: String,
    /// The name of its region.
    pub region: String,
    /// The cut-off date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// The snapshot of the evidence.
    pub snapshot: String,
    /// The result in a sentence: the grade on the evidence held, its range with what is missing, and what would limit it.
    pub headline: String,
    /// What is derived.
    pub derived: Derived,
    /// What the grade could be with what is missing, apart from limits that cannot be decided. None where there is no
    /// overall grade, and where no grade is derived and it could be any.
    pub range: Option<GradeRange>,
    /// The grade if limits that the evidence cannot decide applied; none where all are decided.
    pub if_limited: Option<IfLimited>,
    /// The blocks, in the framework's order.
    pub blocks: Vec<BlockResult>,
    /// Requirements of grades, in the framework's order.
    pub requirements: Vec<RuleResult>,
    /// Limiting judgements, in the framework's order.
    pub limits: Vec<LimitResult>,
    /// Named conditions, in the framework's order.
    pub rules: Vec<RuleResult>,
    /// What the evidence lacks, and what the framework did about it.
    pub missing: Vec<MissingNote>,
    /// How far the result is from the grades next to it.
    pub margins: Vec<Margin>,
    /// Single changes of evidence that would move the grade.
    pub single_changes: Vec<SingleChange>,
    /// How robust the grade is, where that was asked for.
    pub robustness: Option<RobustnessResult>,
    /// What no rule decides.
    pub not_by_rule: Vec<OpenQuestion>,
    /// What a reader must know: the profile's notices.
    pub notices: Vec<String>,
}

impl Assessment {
    /// What the headline says after the grade itself: “on the evidence held; 3 to 4 with what is missing”.
    pub fn beyond_grade(&self) -> &str {
        let grade = self.derived.grade().map_or_else(|| NO_GRADE.to_owned(), ToString::to_string);
        self.headline.strip_prefix(&grade).unwrap_or_default().trim_start()
    }

    /// The whole as JSON, for machines: with two spaces, keys in the order of this page.
    pub fn json(&self) -> String {
        // Text keys and finite numbers only: writing them cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Which framework was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FrameworkUsed {
    /// Its short name.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// SHA-256 of its file.
    pub sha256: String,
}

/// A grade with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GradeNamed {
    /// Its number.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

impl std::fmt::Display for GradeNamed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.name, self.number)
    }
}

/// What is derived for the area as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", rename_all_fields = "snake_case", tag = "kind")]
pub enum Derived {
    /// A grade.
    Grade {
        /// The grade, after requirements and limits.
        grade: GradeNamed,
        /// The grade by points alone.
        by_points: GradeNamed,
        /// The grade after requirements, before limits.
        before_limits: GradeNamed,
        /// What was banded: points, or per cent of the most points; none where the lowest grade was given for want of evidence.
        worked: Option<f64>,
        /// The same, rounded as the framework says.
        rounded: Option<f64>,
        /// Why this grade, in a sentence.
        because: String,
    },
    /// No grade, because too little is known.
    Withheld {
        /// Why.
        because: String,
    },
    /// The framework gives no overall grade: see the blocks.
    NoOverall {
        /// Why.
        because: String,
    },
}

impl Derived {
    /// The grade, if one is derived.
    pub fn grade(&self) -> Option<&GradeNamed> {
        match self {
            Derived::Grade { grade, .. } => Some(grade),
            _ => None,
        }
    }

    /// What was banded, where a grade is derived from it.
    pub fn worked(&self) -> Option<f64> {
        match self {
            Derived::Grade { worked, .. } => *worked,
            _ => None,
        }
    }

    /// Why.
    pub fn because(&self) -> &str {
        match self {
            Derived::Grade { because, .. }
            | Derived::Withheld { because }
            | Derived::NoOverall { because } => because,
        }
    }
}

/// What the framework asked of the evidence, and the figures that answered it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactUsed {
    /// What the framework asks for, in its own words.
    pub asked: String,
    /// The number, if it is one and known.
    pub number: Option<f64>,
    /// Whether it holds, if it is a condition.
    pub truth: Option<Truth>,
    /// What the evidence says, or what is missing.
    pub said: String,
    /// The figures it rests on, the compared ones included, each by its key.
    pub figures: Vec<FigureUsed>,
}

/// A block's result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BlockResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its weight in the grade, in per cent, where it has points.
    pub weight: Option<f64>,
    /// Its points, if known.
    pub points: Option<f64>,
    /// Its position, where rules place it.
    pub position: Option<PositionNamed>,
    /// Why, in a sentence.
    pub because: String,
    /// Its measures.
    pub measures: Vec<MeasureResult>,
    /// The rules that place it, in the order in which they were tried.
    pub placings: Vec<RuleResult>,
    /// Why the block is there.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// A position with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PositionNamed {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// A measure's result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeasureResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its weight in the block, in per cent; none where it is only shown.
    pub weight: Option<f64>,
    /// Its value, if known.
    pub value: Option<f64>,
    /// Its points, if any.
    pub points: Option<f64>,
    /// Why, in a sentence with its figures.
    pub because: String,
    /// What it was made of.
    pub facts: Vec<FactUsed>,
    /// Why it is measured.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// A rule that was tried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleResult {
    /// Its id.
    pub id: String,
    /// The condition, in the framework's words.
    pub condition: String,
    /// Whether it holds.
    pub truth: Truth,
    /// Whether it decided something.
    pub fired: bool,
    /// What it did or why it did nothing, with the figures.
    pub because: String,
    /// What it was decided on.
    pub facts: Vec<FactUsed>,
    /// Why the rule is there.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// A limiting judgement that was tried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LimitResult {
    /// What people call it.
    pub title: String,
    /// What it does where it applies.
    pub effect: String,
    /// The grade before it and after it, where it lowered the grade.
    pub lowered: Option<(GradeNamed, GradeNamed)>,
    /// The rule.
    pub rule: RuleResult,
}

/// Something the evidence lacks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MissingNote {
    /// Where: the title of the measure or the id of the rule.
    #[serde(rename = "where")]
    pub where_: String,
    /// What is missing.
    pub what: String,
    /// What the framework did about it.
    pub effect: String,
}

/// What a missing measure or block did, in words.
pub(crate) fn effect_of_missing(when: WhenMissing, least: f64, most: f64) -> String {
    match when {
        WhenMissing::LeaveOut => "left out; the other measures of the block share its weight".to_owned(),
        WhenMissing::Worst => format!("counted as the fewest points, {least}"),
        WhenMissing::Best => format!("counted as the most points, {most}"),
        WhenMissing::BlockNotKnown => "the block has no points".to_owned(),
    }
}

/// What a block without points did, in words.
pub(crate) fn effect_of_unknown_block(when: WhenBlockNotKnown) -> &'static str {
    match when {
        WhenBlockNotKnown::LeaveOut => "left out; the other blocks share its weight",
        WhenBlockNotKnown::NoGrade => "no grade is derived without it",
    }
}

/// How far the result is from a grade next to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Margin {
    /// The grade.
    pub to: GradeNamed,
    /// What was banded must change by this to reach it.
    pub by: f64,
    /// In words.
    pub said: String,
}

/// One change of evidence that would by itself move the grade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SingleChange {
    /// What would change.
    pub what: String,
    /// The grade then.
    pub grade: GradeNamed,
}

/// How robust a grade is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RobustnessLevel {
    /// It stays in almost all draws, and no single step of a threshold moves it.
    Robust,
    /// It stays in most draws, but a step of a threshold or a missing measure could move it.
    NearABoundary,
    /// It changes in many draws.
    Uncertain,
}

impl RobustnessLevel {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            RobustnessLevel::Robust => "robust",
            RobustnessLevel::NearABoundary => "near a boundary",
            RobustnessLevel::Uncertain => "uncertain",
        }
    }
}

/// How robust a grade is, and what that rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RobustnessResult {
    /// The verdict.
    pub level: RobustnessLevel,
    /// In words, with the counts.
    pub said: String,
    /// How often settings were resampled.
    pub draws: u32,
    /// How often each grade came out, by its number, the best first; what was withheld is left out.
    pub resampled_grades: Vec<(u8, u32)>,
    /// How many thresholds were moved a step, each up and down.
    pub thresholds: u32,
    /// Those that move the grade.
    pub threshold_changes: Vec<WhatIf>,
    /// The grade with each block left out, where it differs.
    pub without_block: Vec<WhatIf>,
    /// The grade with each missing measure at the fewest and the most points that it could have, where it differs.
    pub missing_at_extremes: Vec<WhatIf>,
}

/// A grade that would come out if one thing were different.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatIf {
    /// What is changed.
    pub what: String,
    /// The grade then; none is withheld.
    pub grade: Option<GradeNamed>,
}

/// Something that no rule decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OpenQuestion {
    /// Its id.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Why no rule decides it.
    pub reason: String,
}
