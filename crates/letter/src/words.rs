//! Titles and fixed phrases of a letter: data of the framework, with places in braces for what differs.

use charts::ChartWords;
use document::DocumentWords;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::Arithmetic;

/// Every title and phrase that the letter's statements do not bring themselves.
///
/// `{area}`, `{year}`, `{date}` and `{as_at}` may stand in any of them; other places are named at the phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    /// Words of the evidence as a table of its own.
    pub evidence_table: EvidenceTableWords,
    /// Words of the charts.
    pub charts: ChartWords,
}

/// Words of the letter's opening and close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FormWords {
    /// “Reference: {reference}”.
    pub reference: String,
    /// The foot of each printed page before its number: “{area}, {date}”.
    pub footer: String,
    /// “Dear {name}”.
    pub salutation: String,
    /// “Yours sincerely”.
    pub close: String,
    /// What a section without items says.
    pub nothing_stated: String,
}

/// Words of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NoticeWords {
    /// Its first words.
    pub title: String,
    /// The rest, paragraph by paragraph.
    pub paragraphs: Vec<String>,
}

/// Words of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TermWords {
    /// The term.
    pub term: String,
    /// The detail.
    pub detail: String,
}

/// Words of the workbook that holds the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EvidenceTableWords {
    /// The name of the first sheet.
    pub about: String,
    /// The name of the sheet with the rows.
    pub rows: String,
    /// The title: “The evidence for: {title}”, with the letter's own.
    pub title: String,
    /// The term for the area.
    pub area: String,
    /// The term for the letter's date.
    pub date: String,
    /// The term for the cut-off date.
    pub as_at: String,
    /// The term for a licence.
    pub licence: String,
    /// The term for what a row is, with its detail.
    pub explained: TermWords,
}

/// How each kind of arithmetic is written: `{parts}` is how many figures it takes, `{cells}` where they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ArithmeticWords {
    /// A published cell.
    pub value: String,
    /// A mean.
    pub mean: String,
    /// A median.
    pub median: String,
    /// A sum.
    pub sum: String,
    /// A part of a whole.
    pub share: String,
    /// One figure less another.
    pub difference: String,
    /// A count of cells.
    pub count: String,
    /// Several areas taken as one.
    pub pooled: String,
}

impl ArithmeticWords {
    /// The phrase of an arithmetic.
    pub fn phrase(&self, arithmetic: Arithmetic) -> &str {
        match arithmetic {
            Arithmetic::Value => &self.value,
            Arithmetic::Mean => &self.mean,
            Arithmetic::Median => &self.median,
            Arithmetic::Sum => &self.sum,
            Arithmetic::Share => &self.share,
            Arithmetic::Difference => &self.difference,
            Arithmetic::Count => &self.count,
            Arithmetic::Pooled => &self.pooled,
        }
    }
}

/// Words of the evidence, the sources and the limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    /// How those of one place are written: “{name}: {figure}”.
    pub comparator: String,
    /// How a figure is written where an entry has several of one place: “{figure} ({period})”.
    pub dated: String,
    /// What stands in the area's column where the entry has no figure of it.
    pub no_figure: String,
    /// What stands where there is nothing beside it.
    pub no_comparator: String,
    /// The header of the origins.
    pub origin: String,
    /// What stands where an entry has no cells.
    pub no_origin: String,
    /// A cell: “row {row} “{text}””.
    pub cell: String,
    /// The same where its row is about something with a name: `{row}`, `{text}`, `{name}`.
    pub named_cell: String,
    /// A row: “row {row}”.
    pub row: String,
    /// Rows in ranges: “rows {rows} ({count} rows)”.
    pub rows: String,
    /// Rows in too many ranges: “{count} rows from {first} to {last}”.
    pub rows_between: String,
    /// Rows of many files: “{count} rows of {sources}”.
    pub rows_of_files: String,
    /// Rows with their file: “{source}: {rows}”; used where the column has no heading.
    pub cells_of_file: String,
    /// Rows with file and column: “{source}, {column}: {rows}”.
    pub cells_of_column: String,
    /// Rows with file, sheet and column: “{source}, sheet {sheet}, {column}: {rows}”.
    pub cells_of_sheet: String,
    /// The cells of one part of a figure: “{place}, {period} ({figure}): {cells}”.
    pub part: String,
    /// How a figure's arithmetic is written before its cells.
    pub arithmetic: ArithmeticWords,
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
