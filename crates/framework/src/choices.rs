//! Closed choices of a framework: written as one word in the file, and used as they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How well a rule is founded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Said in a published assessment letter.
    Stated,
    /// Said in a public source.
    Reported,
    /// Concluded from what was published, not said there.
    Inferred,
    /// Chosen by whoever wrote the framework.
    Chosen,
}

impl Basis {
    /// The word, as files write it.
    pub fn word(self) -> &'static str {
        match self {
            Basis::Stated => "stated",
            Basis::Reported => "reported",
            Basis::Inferred => "inferred",
            Basis::Chosen => "chosen",
        }
    }
}

/// How a value is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// To a whole number; a half goes up.
    WholeHalfUp,
    /// Down to a whole number.
    WholeDown,
    /// To one decimal place; a half goes up.
    OneDecimalHalfUp,
    /// To two decimal places; a half goes up.
    TwoDecimalsHalfUp,
}

/// What a missing measure does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhenMissing {
    /// The other measures of the block share its weight.
    LeaveOut,
    /// It counts as the fewest points.
    Worst,
    /// It counts as the most points.
    Best,
    /// The block has no points.
    BlockNotKnown,
}

/// What a block without points does to the grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhenBlockNotKnown {
    /// The other blocks share its weight.
    LeaveOut,
    /// No grade is derived.
    NoGrade,
}

/// What is given when a grade cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhenNoGrade {
    /// No grade, with the reason: the result is `withheld`.
    Withheld,
    /// The lowest grade.
    Lowest,
}

/// What is banded to make a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GradedBy {
    /// The weighed mean of the blocks' points.
    Points,
    /// That mean as a percentage of the greatest number of points.
    PercentageOfMaximum,
}

/// What it means that no event of a kind is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoneRecorded {
    /// There was none.
    None,
    /// It cannot be said whether there was one: the records are lost or incomplete.
    NotKnown,
}

/// What a condition that cannot be decided does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IfUnknown {
    /// It counts as if it held.
    Holds,
    /// It counts as if it did not hold.
    DoesNotHold,
}

/// What a part of the letter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// Statements on the area as a whole.
    Summary,
    /// What is good.
    Strengths,
    /// What should become better.
    Improvements,
}

impl Rounding {
    /// The distance between two neighbouring rounded values.
    pub fn unit(self) -> f64 {
        match self {
            Rounding::WholeHalfUp | Rounding::WholeDown => 1.0,
            Rounding::OneDecimalHalfUp => 0.1,
            Rounding::TwoDecimalsHalfUp => 0.01,
        }
    }
}

impl SectionKind {
    /// What goes into such a part, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            SectionKind::Summary => "statements on the area as a whole",
            SectionKind::Strengths => "what is good",
            SectionKind::Improvements => "what should become better",
        }
    }
}
