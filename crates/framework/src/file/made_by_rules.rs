//! Everything decided by a condition: named rules, placings, requirements, limits; events; what no rule decides.

use crate::choices::{Basis, IfUnknown, NoneRecorded};
use definitions::At;
use schemars::JsonSchema;
use serde::Deserialize;

/// A kind of event of a whole area, such as an unannounced inspection, with what may come of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EventFile {
    /// Its name, as tables of events write it.
    pub kind: At<String>,
    /// What people call it.
    pub name: String,
    /// What may come of it, as tables of events write it.
    pub outcomes: Vec<OutcomeFile>,
    /// What it means that none is recorded for an area: `true` and `false` decide, `not-known` does not.
    pub none_recorded: NoneRecorded,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// What may come of an event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OutcomeFile {
    /// Its name, as tables of events write it.
    pub id: At<String>,
    /// What people call it.
    pub name: String,
    /// The points it is worth in `points of event`.
    pub points: Option<At<f64>>,
}

/// A condition with a name.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleFile {
    /// Its id, as conditions use it: `rule weak-schools`.
    pub id: At<String>,
    /// The condition.
    pub when: At<String>,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// A rule that gives a block its position.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PlacingFile {
    /// Its id.
    pub id: At<String>,
    /// The block.
    pub block: At<String>,
    /// The position it gives.
    pub position: At<String>,
    /// The condition.
    pub when: At<String>,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// What a grade needs besides its points. Where it is not met, the grade below is given.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RequirementFile {
    /// Its id.
    pub id: At<String>,
    /// The number of the grade that needs it; better grades need it too.
    pub grade: At<u8>,
    /// The condition that must hold.
    pub needs: At<String>,
    /// What it means when the condition cannot be decided.
    pub when_not_known: IfUnknown,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// A limiting judgement: where its condition holds, the grade is at most `cap`, or `minus` grades lower.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LimitFile {
    /// Its id.
    pub id: At<String>,
    /// What people call it.
    pub title: String,
    /// The condition. Until when it limits is part of it: `… within the year`, `… until the next safeguarding-inspection`.
    pub when: At<String>,
    /// The number of the highest grade it leaves possible.
    pub cap: Option<At<u8>>,
    /// By how many grades it lowers the result; never below the lowest.
    pub minus: Option<At<u8>>,
    /// What it means when the condition cannot be decided.
    pub when_not_known: IfUnknown,
    /// The condition as people say it, after “if”: `a safeguarding inspection was inadequate`.
    pub in_words: Option<String>,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// Something that no rule of the framework decides.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NotByRuleFile {
    /// Its id.
    pub id: At<String>,
    /// What it is.
    pub what: String,
    /// Why no rule decides it.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}
