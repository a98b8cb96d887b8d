//! The words of workbooks (`words/tables.toml`): covers, names of sheets, what each column means.

use definitions::{Format, Loader};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../../words/tables.toml");

/// The words of tables.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TableWords {
    /// The cover.
    pub about: AboutWords,
    /// The headings of the sheet of notes.
    pub notes_columns: NotesColumns,
    /// What each kind of table is, with `{area}` and `{indicator}`.
    pub titles: BTreeMap<String, String>,
    /// The names of their sheets.
    pub sheets: BTreeMap<String, String>,
    /// What each column means.
    pub columns: BTreeMap<String, String>,
    /// Columns of words.
    pub text: TextColumns,
}

/// The words of covers.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AboutWords {
    /// The name of the cover's sheet.
    pub sheet: String,
    /// The name of the sheet of notes.
    pub notes: String,
    /// Before the id of the evidence.
    pub evidence: String,
    /// Before the cut-off date.
    pub as_at: String,
    /// Before the convention.
    pub convention: String,
    /// Before the set of neighbours or the areas that were chosen.
    pub neighbours: String,
    /// Before the program.
    pub program: String,
    /// Before the digest.
    pub digest: String,
    /// Before each licence.
    pub licence: String,
    /// Before what is said of local data.
    pub own: String,
    /// The sentence that a licence asks for.
    pub attribution: String,
    /// What is said of local data.
    pub local: String,
    /// In the place of a date where none was given.
    pub everything: String,
}

/// The headings of the sheet of notes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NotesColumns {
    /// “Term”.
    pub term: String,
    /// “Meaning”.
    pub meaning: String,
}

/// Columns that hold words.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TextColumns {
    /// Their names.
    pub columns: Vec<String>,
}

/// The words that come with the program.
///
/// # Panics
/// Never in a released program: the file is part of it, and the tests read it.
pub fn table_words() -> &'static TableWords {
    static WORDS: LazyLock<TableWords> = LazyLock::new(|| {
        Loader::new(Format::new("table-words", "the words of tables"))
            .read("words/tables.toml", FILE)
            .unwrap_or_else(|mistakes| panic!("{}", mistakes.rendered()))
    });
    &WORDS
}
