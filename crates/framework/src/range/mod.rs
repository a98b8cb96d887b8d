//! What a grade could be with the evidence that is missing, and what would limit it: the range that stands beside every
//! derived grade.

mod described;
pub(crate) mod possible;
mod result;
pub(crate) mod span;

pub(crate) use described::describe;
pub(crate) use result::{headline, range};

use crate::model::Backing;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is supposed of evidence that is not held.
#[derive(Debug, Clone, PartialEq)]
pub struct RangeRule {
    /// The mean points of settings whose judgement is not known lie within so many of the mean of those known.
    pub settings_points: f64,
    /// Their share lies within so many percentage points of the share among those known.
    pub settings_percent: f64,
    /// The points of a missing measure lie within so many of the mean of the measures held in its block.
    pub measure_points: f64,
    /// Those of a measure of a block of which nothing is held lie within so many of the mean of the blocks held.
    pub block_points: f64,
    /// What no rule decides may move the points of the whole by so many either way.
    pub not_by_rule_points: f64,
    /// Why.
    pub backing: Backing,
}

/// What a grade could be with what is missing, apart from limits that cannot be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GradeRange {
    /// The number of the worst grade it could be.
    pub worst: u8,
    /// The number of the best grade it could be.
    pub best: u8,
    /// What is missing, and how far it moves the points.
    pub because: Vec<String>,
}

impl GradeRange {
    /// Whether what is missing cannot move the grade.
    pub fn is_one_grade(&self) -> bool {
        self.worst == self.best
    }
}

impl std::fmt::Display for GradeRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_one_grade() {
            write!(f, "{}", self.best)
        } else {
            write!(f, "{} to {}", self.worst, self.best)
        }
    }
}

/// The grade if limits that the evidence cannot decide applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IfLimited {
    /// The grade's number if all of them applied.
    pub grade: u8,
    /// Each of them: what it would do, and what is missing.
    pub because: Vec<String>,
    /// Each of them alone, in the framework's order.
    pub limits: Vec<PossibleLimit>,
}

/// A limit that the evidence cannot decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PossibleLimit {
    /// What people call it.
    pub title: String,
    /// The condition as people say it, after “if”.
    pub condition: String,
    /// The grade's number if it alone applied.
    pub grade: u8,
}
