//! What stands for one setting, and what a year's inspections changed.

use super::Origin;
use evidence::{Date, Missing, ScaleId, SettingId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the inspections that became public in a year changed in overall effectiveness.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct YearOfInspections {
    /// First day of the year looked at.
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    /// Settings inspected in it, graded or not.
    pub inspected: u32,
    /// Of these: not given a grade as a whole.
    #[serde(default)]
    pub not_graded: u32,
    /// Of these: better than the judgement before, on the same scale.
    pub improved: u32,
    /// Of these: the same, on the same scale.
    pub held: u32,
    /// Of these: worse, on the same scale.
    pub declined: u32,
    /// Of these: inspected for the first time.
    pub first: u32,
    /// Of these: the judgement before was on another scale, and scales are not compared.
    pub not_comparable: u32,
    /// Of these: good or better now.
    pub good_or_better: u32,
    /// Of the first inspections: good or better.
    pub first_good_or_better: u32,
}

/// A setting and its latest judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettingJudged {
    /// Its number.
    pub setting: SettingId,
    /// Its name; empty where withheld.
    pub name: String,
    /// The judgement that stands, or why none does.
    pub judgement: Result<CurrentJudgement, NoJudgement>,
}

/// Why no judgement stands for a setting. A judgement of before an inspection without a grade can be told here, and
/// nowhere be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", untagged)]
pub enum NoJudgement {
    /// Never inspected, or nothing was judged.
    Missing(Missing),
    /// The latest inspection gave no grade to the setting as a whole.
    InspectedSince(InspectedSince),
}

/// An inspection that gave no grade, and what was judged before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InspectedSince {
    /// The kind of inspection, in words: "monitoring visit".
    pub by: String,
    /// Its day.
    #[schemars(with = "String")]
    pub inspected: Date,
    /// Where it is recorded.
    pub origin: Origin,
    /// The last judgement before it, which no longer stands.
    pub last: Option<CurrentJudgement>,
}

/// A judgement that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CurrentJudgement {
    /// Its scale.
    pub scale: ScaleId,
    /// Its code on the scale.
    pub code: u8,
    /// Its label on the scale.
    pub label: String,
    /// Whether it is the value of provision that fails.
    #[serde(default)]
    pub inadequate: bool,
    /// The day of the inspection.
    #[schemars(with = "String")]
    pub inspected: Date,
    /// The predecessor whose judgement it is, until the setting has its own.
    pub inherited_from: Option<SettingId>,
    /// Where it is recorded.
    pub origin: Origin,
}
