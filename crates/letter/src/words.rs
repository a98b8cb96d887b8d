//! Titles and fixed phrases of a letter: data of the framework, with places in braces for what differs.

use charts::ChartWords;
use document::DocumentWords;
use serde::{Deserialize, Serialize};

/// Every title and phrase that the letter's statements do not bring themselves.
///
/// `{area}`, `{year}`, `{date}` and `{as_at}` may stand in any of them; other places are named at the phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    /// Words of the page.
    pub page: DocumentWords,
    /// Words of the letter's opening and close.
    pub letter: FormWords,
    /// Words of the notice that the letter is a reconstruction.
    pub reconstruction: NoticeWords,
    /// Words of the scale.
    pub scale: ScaleWords,
    /// Words of the outcome.
    pub outcome: OutcomeWords,
    /// Words of the evidence, the sources and the limits.
    pub appendix: AppendixWords,
    /// Words of the charts.
    pub charts: ChartWords,
}

/// Words of the letter's opening and close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormWords {
    /// “Reference: {reference}”.
    pub reference: String,
    /// “Dear {name}”.
    pub salutation: String,
    /// “Yours sincerely”.
    pub close: String,
    /// What a section without items says.
    pub nothing_stated: String,
}

/// Words of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeWords {
    /// Its first words.
    pub title: String,
    /// The rest, paragraph by paragraph.
    pub paragraphs: Vec<String>,
}

/// Words of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleWords {
    /// The caption of its table.
    pub caption: String,
    /// The header of the grades' numbers.
    pub grade: String,
    /// The header of their names.
    pub name: String,
    /// The header of their meanings.
    pub meaning: String,
}

/// Words of the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeWords {
    /// The heading above it.
    pub title: String,
    /// How a grade is written: “{name} ({grade})”.
    pub grade: String,
    /// The term for the judged grade, or for the derived one when nobody has judged.
    pub assessment: String,
    /// The term for who judged.
    pub judged_by: String,
    /// The term for the derived grade beside a judged one.
    pub derived: String,
    /// The term that marks a grade as derived by rule, not yet judged, with its detail.
    pub not_judged: TermWords,
    /// The term for the grounds of a departure.
    pub grounds: String,
    /// The term for an earlier grade: “Assessment in {previous_year}”.
    pub previous: String,
    /// The term for the cut-off date, with its detail.
    pub evidence: TermWords,
    /// The detail when no grade is given.
    pub withheld: String,
    /// The term for why no grade is given.
    pub withheld_reason: String,
    /// The caption of the positions.
    pub positions: String,
    /// The header of the blocks.
    pub block: String,
    /// The header of their positions.
    pub position: String,
    /// The header of the reasons.
    pub reasons: String,
}

/// A term and its detail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermWords {
    /// The term.
    pub term: String,
    /// The detail.
    pub detail: String,
}

/// Words of the evidence, the sources and the limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppendixWords {
    /// The heading of the appendix.
    pub title: String,
    /// What is said of it before the table.
    pub introduction: String,
    /// The heading of the entries.
    pub entries: String,
    /// The caption of the entries' table.
    pub entries_caption: String,
    /// The header of the ids.
    pub id: String,
    /// The header of what is measured.
    pub what: String,
    /// The header of the area's figures.
    pub figure: String,
    /// The header of the figures beside them.
    pub comparators: String,
    /// How one of them is written: “{name}: {figure}”.
    pub comparator: String,
    /// What stands where there is none.
    pub no_comparator: String,
    /// The header of the origins.
    pub origin: String,
    /// How an origin is written: “{source}, {rows} rows, file {hash}…”; `{hash}` is the first eight digits.
    pub origin_rows: String,
    /// The same for one row.
    pub origin_row: String,
    /// How many files are named at once: “{rows} rows of {sources}”.
    pub origin_many: String,
    /// The heading of the charts.
    pub charts: String,
    /// The heading of the sources.
    pub sources: String,
    /// The caption of the sources' table.
    pub sources_caption: String,
    /// The heading above what the letter was made from.
    pub made_from: String,
    /// The header of what was published, by whom.
    pub source: String,
    /// The header of the files with their rows.
    pub file: String,
    /// How a file's rows are written: “{rows} rows”.
    pub file_rows: String,
    /// The header of the hashes.
    pub hash: String,
    /// The header of the licences.
    pub licence: String,
    /// The heading of what the evidence does not hold.
    pub limits: String,
    /// What is said before it.
    pub limits_introduction: String,
    /// What is said where nothing is known to be missing.
    pub no_limits: String,
    /// The heading of what rests on its writer.
    pub by_writer: String,
    /// What is said before it.
    pub by_writer_introduction: String,
}
