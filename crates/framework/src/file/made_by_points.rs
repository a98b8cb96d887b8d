//! Blocks and grades made by points: ways of counting, measures, bands, the making of a grade.

use super::range::PointsFile;
use crate::choices::{Basis, GradedBy, Rounding, WhenMissing, WhenNoGrade};
use definitions::At;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A way of counting judgements, scale by scale. Settings judged on a scale that is not listed are left out and
/// the result says so: scales are never converted into one another.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CountingFile {
    /// Its name as conditions use it: `good or better`.
    pub id: At<String>,
    /// What counts on each scale.
    pub scales: Vec<ScaleCounts>,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// What counts on one scale: either the values that count, or points for every value.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScaleCounts {
    /// The scale.
    pub scale: At<String>,
    /// The values that count, by their labels; the others are part of the whole and do not count.
    pub counts: Option<Vec<At<String>>>,
    /// Points of each value, by its label, for averages.
    pub points: Option<BTreeMap<String, At<f64>>>,
}

/// Something measured of an area.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MeasureFile {
    /// Its id, as conditions use it: `measure primary-schools`.
    pub id: At<String>,
    /// The block it belongs to.
    pub block: At<String>,
    /// Its title.
    pub title: String,
    /// Its weight in the block, in per cent; the weights of a block's measures make 100. Without a weight it is
    /// shown and does not count.
    pub weight: Option<At<f64>>,
    /// What is measured: `share good or better of primary-school`.
    pub value: At<String>,
    /// A condition without which the measure counts as missing: `number judged of secondary-school is at least 5`.
    pub only_when: Option<At<String>>,
    /// The points for each band of values. Without bands the value itself is the points.
    #[serde(default)]
    pub bands: Vec<BandFile>,
    /// To how many decimal places the value is rounded before it is banded.
    pub round: Option<Rounding>,
    /// What happens when it is missing.
    pub when_missing: Option<At<WhenMissing>>,
    /// The points that it could have when it is missing, where that is not what `[range]` says of missing measures.
    pub could_be: Option<PointsFile>,
    /// Why it is measured and banded so.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// A band: from a value (included) up to another, with what it is worth. Between bands there may be neither a
/// gap nor an overlap.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BandFile {
    /// The least value in the band; left out in the lowest band.
    pub from: Option<At<f64>>,
    /// The value below which it ends; left out in the highest band.
    pub below: Option<At<f64>>,
    /// For rounded values, instead of `below`: the greatest value in the band.
    pub to: Option<At<f64>>,
    /// Points, in a measure's bands.
    pub points: Option<At<f64>>,
    /// The grade's number, in the bands of the grade.
    pub grade: Option<At<u8>>,
}

/// How the blocks make a grade.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GradeFile {
    /// What is banded: the weighed mean of the blocks' points, or that as a percentage of the most points there are.
    pub from: GradedBy,
    /// How it is rounded before it is banded; not at all if not said.
    pub round: Option<Rounding>,
    /// The grade for each band.
    pub bands: Vec<BandFile>,
    /// What is given when no block, or too little, is known.
    pub when_not_known: Option<At<WhenNoGrade>>,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}
