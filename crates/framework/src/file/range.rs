//! What is supposed of evidence that is not held, so that a grade can be given with its range.

use crate::choices::Basis;
use definitions::At;
use schemars::JsonSchema;
use serde::Deserialize;

/// How far what is not held may lie from what is held. Without this table it may lie anywhere on the scale.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RangeFile {
    /// Settings whose judgement is not known: their mean points lie within so many points of the mean of those known.
    pub settings_points: At<f64>,
    /// The same for shares: within so many percentage points of the share among those known.
    pub settings_percent: At<f64>,
    /// A missing measure: its points lie within so many of the mean of the measures held in its block.
    pub measure_points: At<f64>,
    /// A measure of a block of which nothing is held: its points lie within so many of the mean of the blocks held.
    pub block_points: At<f64>,
    /// What no rule decides: the points of the whole could be so many more or fewer; none if not said.
    pub not_by_rule_points: Option<At<f64>>,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// The fewest and the most points that something could have.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PointsFile {
    /// The fewest.
    pub from: At<f64>,
    /// The most.
    pub to: At<f64>,
}
