//! The words that go with figures, and the letter.

use crate::choices::{Basis, SectionKind};
use definitions::At;
use schemars::JsonSchema;
use serde::Deserialize;

/// The words for proportions, comparisons and small groups.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WordsFile {
    /// Words for shares: `large majority`.
    pub proportions: ProportionsFile,
    /// When groups are counted instead: “four of the six”.
    pub small_groups: SmallGroupsFile,
    /// How large a difference or a change must be for its word.
    pub comparisons: ComparisonsFile,
}

/// Words for shares: from the top, the first word that fits is the right one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProportionsFile {
    /// Words of the framework's own, the largest share first; without them, those of the program.
    pub ladder: Option<Vec<ProportionWordFile>>,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// A word for a share.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProportionWordFile {
    /// The word: `large majority`.
    pub word: At<String>,
    /// Other words for the same: `most`.
    #[serde(default)]
    pub also: Vec<At<String>>,
    /// The least share, in per cent.
    pub from: Option<At<f64>>,
    /// Or the share above which it begins, in per cent.
    pub above: Option<At<f64>>,
}

/// When groups are counted instead of described by a proportion.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SmallGroupsFile {
    /// The largest group that is counted in words.
    pub up_to: At<u32>,
    /// The way of counting whose settings are always counted exactly, in groups of any size.
    pub always_count: At<String>,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// How large a difference or a change must be for its word, in the unit of the figure.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ComparisonsFile {
    /// Up to this difference two figures are “in line with” each other.
    pub in_line_within: At<f64>,
    /// Up to this difference one is “slightly” above the other.
    pub slightly_up_to: At<f64>,
    /// From this difference it is “much” or “well” above.
    pub much_from: At<f64>,
    /// Up to this change a figure is “unchanged”.
    pub unchanged_within: At<f64>,
    /// Up to this change it has moved “slightly”.
    pub moved_slightly_up_to: At<f64>,
    /// From this change it has moved “sharply”.
    pub moved_sharply_from: At<f64>,
    /// How many steps in one direction, without one against it, make a movement “steady”.
    pub steady_steps: At<u32>,
    /// How near to the edge of its word, in per cent, a proportion counts as borderline.
    pub borderline_within: At<f64>,
    /// Why.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// The letter: titles, order and fixed texts. `{area}`, `{year}`, `{as_at}` may stand in the texts.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(extend("x-retired" = { "sender": "who sends a letter is in the file given with --sender; take the key out" }))]
pub struct LetterFile {
    /// The title.
    pub title: String,
    /// What it is about, in a line, for the file's properties.
    pub subject: String,
    /// How the assessment was reached, paragraph by paragraph.
    #[serde(default)]
    pub how_reached: Vec<String>,
    /// The paragraph that opens the assessment, or none.
    pub opening: Option<String>,
    /// The parts of the letter, in order.
    pub sections: Vec<LetterSectionFile>,
    /// The stages of life in the order in which each part goes through them.
    pub order: Vec<String>,
    /// What is said where the result is a reconstruction, paragraph by paragraph.
    #[serde(default)]
    pub reconstruction_notice: Vec<String>,
    /// The sentence that names the legal basis.
    pub legal_notice: String,
    /// The sentence that takes its place in letters dated later, after the law was changed or repealed.
    pub later_legal_notice: Option<LaterNotice>,
}

/// A sentence that takes another's place from a date on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LaterNotice {
    /// The first day on which a letter has this sentence: `2012-07-18`.
    #[schemars(with = "String")]
    pub from: evidence::Date,
    /// The sentence.
    pub text: String,
}

/// A part of the letter.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LetterSectionFile {
    /// What goes into it.
    pub holds: SectionKind,
    /// Its title.
    pub title: String,
    /// What is said before its items.
    pub introduction: Option<String>,
}
