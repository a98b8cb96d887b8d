//! What stands in a framework file, key by key, before anything is resolved or checked. The comments here are
//! what an editor shows beside a key: the published JSON Schema is made from them.

mod made_by_points;
mod made_by_rules;
mod range;
mod words;

pub use made_by_points::{BandFile, CountingFile, GradeFile, MeasureFile, ScaleCounts};
pub use made_by_rules::{
    EventFile, LimitFile, NotByRuleFile, OutcomeFile, PlacingFile, RequirementFile, RuleFile,
};
pub use range::{PointsFile, RangeFile};
pub use words::{
    ComparisonsFile, LetterFile, LetterSectionFile, ProportionWordFile, ProportionsFile, SmallGroupsFile,
    WordsFile,
};

use crate::choices::{Basis, WhenBlockNotKnown};
use definitions::At;
use schemars::JsonSchema;
use serde::Deserialize;

/// A framework: the rules by which a grade, or a position for each block, is derived from what the evidence says
/// of an area, the words that go with it and the order of a letter.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Kingsway framework")]
pub struct FrameworkFile {
    /// The version of this file format: 1.
    pub format: At<u32>,
    /// A short name in small letters, figures and hyphens: `england-2011`.
    pub id: At<String>,
    /// What people call it.
    pub name: At<String>,
    /// The years of assessment it is for.
    pub years: Vec<At<i16>>,
    /// Whether it is the one that is used for its years where none is named.
    #[serde(default)]
    pub chosen_by_date: bool,
    /// The cut-off date of the evidence that goes with it, as `2011-08-31`; only a suggestion.
    pub as_at: Option<At<String>>,
    /// What it is and where it comes from, in a few sentences.
    pub about: At<String>,
    /// The law under which the assessment is or was made.
    pub legal_basis: At<String>,
    /// The grades, or why there is no overall grade; the positions a block may take.
    pub scale: ScaleFile,
    /// How the values of each scale count, under a name that conditions use: `good or better`.
    #[serde(default)]
    pub counting: Vec<CountingFile>,
    /// Kinds of events of a whole area that conditions may ask for.
    #[serde(default)]
    pub events: Vec<EventFile>,
    /// The blocks of the performance profile, in order.
    pub blocks: Vec<BlockFile>,
    /// What is measured, each in one block.
    #[serde(default)]
    pub measures: Vec<MeasureFile>,
    /// Conditions with a name, for use in other conditions.
    #[serde(default)]
    pub rules: Vec<RuleFile>,
    /// For blocks that take a position by rule: the rules, tried in the order of the file; the first that is true decides.
    #[serde(default)]
    pub placings: Vec<PlacingFile>,
    /// How the blocks make a grade; left out where there is no overall grade.
    pub grade: Option<GradeFile>,
    /// What a grade needs besides its points.
    #[serde(default)]
    pub requirements: Vec<RequirementFile>,
    /// What limits a grade, whatever its points.
    #[serde(default)]
    pub limits: Vec<LimitFile>,
    /// What a rule cannot decide and a person must.
    #[serde(default)]
    pub not_by_rule: Vec<NotByRuleFile>,
    /// What is supposed of evidence that is not held: it gives each grade its range.
    pub range: Option<RangeFile>,
    /// How robust a grade is: what is changed to find out, and from what share of unchanged results it counts as robust.
    #[schemars(extend("x-formerly" = "firmness"))]
    pub robustness: RobustnessFile,
    /// The words for proportions, comparisons and small groups.
    pub words: WordsFile,
    /// The letter: its order, titles and fixed texts.
    pub letter: LetterFile,
}

/// The grades and positions.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScaleFile {
    /// Whether there is a grade for the area as a whole.
    pub overall: bool,
    /// Where there is none: why.
    pub why_no_overall: Option<At<String>>,
    /// The grades, the best first.
    #[serde(default)]
    pub grades: Vec<GradeNameFile>,
    /// The positions a block may take where rules decide, the best first.
    #[serde(default)]
    pub positions: Vec<PositionFile>,
    /// What a reader should bear in mind, paragraph by paragraph.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// A grade.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GradeNameFile {
    /// Its number.
    pub number: At<u8>,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// A position of a block.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PositionFile {
    /// Its id.
    pub id: At<String>,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// A block of the profile. Its measures make its points; or, where rules place it, `otherwise` and `when-not-known`
/// say what holds when no rule is true.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BlockFile {
    /// Its id, as conditions use it: `block A`.
    pub id: At<String>,
    /// Its title.
    pub title: String,
    /// Its weight in the grade, in per cent; the weights of all blocks make 100.
    pub weight: Option<At<f64>>,
    /// How many of its measures must be known for the block to have points (1 if not said).
    pub needs: Option<At<u32>>,
    /// What happens to the grade when the block has no points.
    pub when_not_known: Option<At<WhenBlockNotKnown>>,
    /// For a block placed by rules: the position when every rule is false.
    pub otherwise: Option<At<String>>,
    /// For a block placed by rules: the position when no rule is true and at least one cannot be decided.
    pub position_when_not_known: Option<At<String>>,
    /// Why it is there and weighs what it weighs.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// What is changed to see how robust a grade is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RobustnessFile {
    /// The step by which a threshold in per cent is raised and lowered.
    pub step_percent: At<f64>,
    /// The step for thresholds in points.
    pub step_points: At<f64>,
    /// The step for any other threshold, as a share of the threshold, in per cent.
    pub step_other: At<f64>,
    /// How often the settings are resampled.
    pub draws: At<u32>,
    /// The seed of the draws, so that they are the same everywhere.
    pub seed: At<u64>,
    /// From what share of draws with the same grade, in per cent, it counts as robust.
    #[schemars(extend("x-formerly" = "firm-from"))]
    pub robust_from: At<f64>,
    /// Below what share of draws with the same grade, in per cent, it counts as unsure.
    #[schemars(extend("x-formerly" = "unsure-below"))]
    pub uncertain_below: At<f64>,
    /// Why these.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}
