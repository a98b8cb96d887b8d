//! The phrases with which a letter is put together: `words/letter/`.

use crate::error::Error;
use crate::made_from::hash_of;
use definitions::{Format, Loader};
use letter::LetterWords;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

const WORDS: &str = include_str!("../../../../words/letter/words.toml");
const PHRASES: &str = include_str!("../../../../words/letter/assembly.toml");
const BODIES: &str = include_str!("../../../../words/letter/bodies.toml");

/// The phrases of `words/letter/assembly.toml` and `words.toml`.
#[derive(Debug, Clone)]
pub struct LetterPhrases {
    /// Titles and fixed phrases.
    pub words: LetterWords,
    /// Phrases of the charts.
    pub charts: ChartPhrases,
    /// Phrases of the outcome.
    pub outcome: OutcomePhrases,
    /// Phrases of what the evidence lacks.
    pub limits: LimitPhrases,
    /// Phrases of what a person says and the evidence does not show.
    pub by_writer: WriterPhrases,
    /// Licences by their name.
    pub licences: BTreeMap<String, Licence>,
    /// Phrases of what the letter was made from.
    pub made_from: MadeFromPhrases,
    /// Bodies in whose name no letter goes out without a judgement: the names of each.
    pub bodies: Vec<Vec<String>>,
    /// SHA-256 of the files of phrases.
    pub sha256: String,
    stages: BTreeMap<String, String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PhrasesFile {
    stages: BTreeMap<String, String>,
    charts: ChartPhrases,
    outcome: OutcomePhrases,
    limits: LimitPhrases,
    by_writer: WriterPhrases,
    licences: BTreeMap<String, Licence>,
    made_from: MadeFromPhrases,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct BodiesFile {
    bodies: Vec<Vec<String>>,
}

/// Phrases of what a letter was made from.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MadeFromPhrases {
    /// `{snapshot}`.
    pub snapshot: String,
    /// `{count}`, `{files}`, `{overlay}`.
    pub overlay: String,
    /// `{evidence}`.
    pub evidence: String,
    /// `{framework}`, `{sha256}`.
    pub framework: String,
    /// `{digest}`.
    pub digest: String,
}

/// Phrases of the charts.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChartPhrases {
    /// The name of the neighbours' line.
    pub similar_areas: String,
    /// The name of England's line.
    pub england: String,
    /// The unit of shares.
    pub percent: String,
    /// The unit of differences between shares.
    pub points: String,
    /// The title of a gap: `{name}`, `{group}`, `{compared}`.
    pub gap_title: String,
    /// The title of bars: `{plural}`, `{as_at}`.
    pub settings_title: String,
    /// The name of the bar of now: `{area}`, `{as_at}`.
    pub area_now: String,
    /// The name of the bar of a year before: `{area}`, `{year_before}`.
    pub area_year_before: String,
    /// Groups in words.
    pub groups: BTreeMap<String, String>,
    /// The greatest number of charts in a letter.
    pub most: usize,
    /// The greatest number of charts of settings among them.
    pub most_bars: usize,
}

/// Phrases of the outcome.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OutcomePhrases {
    /// What limited the grade: `{limit}`, `{effect}`.
    pub limited: String,
    /// How near another grade is: `{said}`.
    pub margin: String,
    /// Why no grade is given, and what it could be with what is missing: `{because}`, `{range}`.
    pub withheld_range: String,
}

/// Phrases of what the evidence lacks.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LimitPhrases {
    /// `{where}`, `{what}`, `{effect}`.
    pub missing: String,
}

/// Phrases of what a person says and the evidence does not show.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WriterPhrases {
    /// What the evidence cannot decide: `{sentence}`, `{because}`.
    pub undecidable: String,
    /// What claims nothing that evidence could show: `{sentence}`.
    pub no_claim: String,
    /// What stands although the evidence contradicts it: `{sentence}`, `{because}`, `{by}`, `{grounds}`.
    pub contradicted: String,
}

/// Where a licence is read, and the words that it asks for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Licence {
    /// Its address.
    pub url: String,
    /// Its attribution.
    pub attribution: String,
}

impl LetterPhrases {
    /// The phrases that come with the program.
    ///
    /// # Errors
    /// Where one of the files has a mistake.
    pub fn built_in() -> Result<LetterPhrases, Error> {
        let words = read("words/letter/words.toml", WORDS)?;
        let file: PhrasesFile = read("words/letter/assembly.toml", PHRASES)?;
        let BodiesFile { bodies } = read("words/letter/bodies.toml", BODIES)?;
        let PhrasesFile { stages, charts, outcome, limits, by_writer, licences, made_from } = file;
        let sha256 = hash_of(&[WORDS, PHRASES, BODIES]);
        Ok(LetterPhrases {
            words,
            charts,
            outcome,
            limits,
            by_writer,
            licences,
            made_from,
            bodies,
            sha256,
            stages,
        })
    }

    /// The words in front of a paragraph on a stage of life.
    pub fn stage(&self, id: &str) -> Option<String> {
        self.stages.get(id).cloned()
    }
}

fn read<T: serde::de::DeserializeOwned + JsonSchema>(file: &str, text: &str) -> Result<T, Error> {
    Ok(Loader::new(Format::new("phrases", "a file of phrases")).read(file, text)?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_phrases_that_come_with_the_program_can_be_read() {
        assert!(super::LetterPhrases::built_in().is_ok());
    }
}
