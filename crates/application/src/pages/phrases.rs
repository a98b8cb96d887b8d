//! The phrases of pages: `words/pages.toml`.

use crate::error::Error;
use definitions::{Format, Loader};
use schemars::JsonSchema;
use serde::Deserialize;

const PHRASES: &str = include_str!("../../../../words/pages.toml");

/// The phrases of `words/pages.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PagePhrases {
    pub(super) check: CheckPhrases,
    pub(super) difference: DifferencePhrases,
    pub(super) framework: FrameworkPhrases,
    pub(super) screening: ScreeningPhrases,
}

/// Phrases of the check of a letter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CheckPhrases {
    /// `{area}`, `{as_at}`.
    pub(super) title: String,
    pub(super) subject: String,
    pub(super) mismatch: String,
    pub(super) contradicted: String,
    pub(super) nothing: String,
    pub(super) undecidable: String,
    pub(super) sentences: String,
    pub(super) every_sentence: String,
    /// `{figure}`.
    pub(super) figures: String,
    /// `{name}`, `{figure}`.
    pub(super) figure: String,
    /// `{why}`.
    pub(super) borderline: String,
    /// `{suggestion}`.
    pub(super) right: String,
}

/// Phrases of what differs between two frameworks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DifferencePhrases {
    /// `{from}`, `{to}`.
    pub(super) title: String,
    pub(super) subject: String,
    pub(super) changed: String,
    pub(super) nothing: String,
    pub(super) areas: String,
    /// `{areas}`, `{compared}`.
    pub(super) count: String,
    pub(super) caption: String,
    pub(super) head: [String; 3],
}

/// Phrases of a framework explained.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FrameworkPhrases {
    pub(super) subject: String,
    pub(super) steps: String,
    /// `{id}`, `{sha256}`.
    pub(super) identity: String,
    /// `{block}`, `{weight}`.
    pub(super) block: String,
    /// The steps of every framework.
    pub(super) always: Vec<String>,
    /// The steps of one that gives grades: `{least}`, `{most}`, `{blocks}`.
    pub(super) by_points: Vec<String>,
    /// The steps of one that gives none.
    pub(super) by_rules: Vec<String>,
}

/// Phrases of a screening.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ScreeningPhrases {
    pub(super) title: String,
    pub(super) subject: String,
    pub(super) introduction: String,
    pub(super) passed_over: String,
    pub(super) files: String,
    pub(super) files_head: [String; 7],
    /// `{listed}`, `{all}`.
    pub(super) rejected: String,
    pub(super) rejected_head: [String; 4],
}

impl PagePhrases {
    /// The phrases that come with the program.
    ///
    /// # Errors
    /// Where the file has mistakes.
    pub(super) fn built_in() -> Result<PagePhrases, Error> {
        Ok(Loader::new(Format::new("phrases", "a file of phrases")).read("words/pages.toml", PHRASES)?)
    }
}
