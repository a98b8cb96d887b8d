//! The evidence of a letter as a table: one row for each published cell behind each figure of each statement.

use crate::error::Error;
use crate::export::csv;
use letter::LetterContent;
use letter::content::{Outcome, Statement};
use letter::figures::{Figure, MadeOf};
use serde::Serialize;

use crate::workbook::{Cover, CoverLine, TableSheet};
use document::{WordsError, fill};

/// A cell behind a figure of a statement. The order of the fields is that of the columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The id of the statement; blank for a sentence without one.
    pub statement: String,
    /// The letter's entry that shows the figure: `E12`.
    pub entry: String,
    /// What the figure is of.
    pub subject: String,
    /// The group of children.
    pub group: String,
    /// The place: the area, one of its comparators, or an area within a mean.
    pub place: String,
    /// The period.
    pub period: String,
    /// The value; blank where it is missing.
    pub value: Option<f64>,
    /// Why there is no value.
    pub missing: String,
    /// The value as the letter writes it.
    pub shown: String,
    /// How the figure follows from what it is made of, from the outside in: `difference/share/count`.
    pub arithmetic: String,
    /// The file as imported.
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The sheet of a workbook.
    pub sheet: String,
    /// The row as a spreadsheet numbers it.
    pub row: u32,
    /// The heading of the column as published.
    pub column: String,
    /// The cell as published.
    pub text: String,
}

/// The names of the columns, in order.
pub const COLUMNS: [&str; 16] = [
    "statement",
    "entry",
    "subject",
    "group",
    "place",
    "period",
    "value",
    "missing",
    "shown",
    "arithmetic",
    "file",
    "sha256",
    "sheet",
    "row",
    "column",
    "text",
];

/// The rows of a letter: its statements in the letter's order, for each its entries in order, for each their figures with
/// all that they are made of. An entry that no statement names comes last, without a statement.
pub fn rows(content: &LetterContent) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for statement in statements(content) {
        for id in &statement.evidence {
            named.push(id);
            add_entry(content, &statement.id, id, &mut rows);
        }
    }
    for entry in content.evidence.iter().filter(|entry| !named.contains(&entry.id.as_str())) {
        add_entry(content, "", &entry.id, &mut rows);
    }
    rows
}

/// The format of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// CSV, without a cover.
    Csv,
    /// A workbook (XLSX) with a cover.
    Workbook,
}

/// The evidence of a letter in a format.
///
/// # Errors
/// Where a phrase of the cover cannot be filled, or the workbook cannot hold the table.
pub fn write(content: &LetterContent, format: TableFormat) -> Result<Vec<u8>, Error> {
    let rows = rows(content);
    match format {
        TableFormat::Csv => csv(&rows),
        TableFormat::Workbook => {
            // A table without rows has its header all the same.
            let table = if rows.is_empty() { COLUMNS.join(",").into_bytes() } else { csv(&rows)? };
            let sheet = TableSheet { name: content.words.evidence_table.rows.clone(), csv: table };
            crate::workbook::write(&cover(content)?, &[sheet])
        }
    }
}

/// The cover of a letter's evidence, in the letter's words.
fn cover(content: &LetterContent) -> Result<Cover, WordsError> {
    let words = &content.words.evidence_table;
    let title = fill(&words.title, &[("title", content.title.trim())])?;
    let line = |term: &str, detail: String| CoverLine { term: term.to_owned(), detail };
    let mut lines = vec![
        line(&words.area, content.area.clone()),
        line(&words.date, evidence::date::in_words(content.date)),
        line(&words.as_at, evidence::date::in_words(content.as_at)),
        line(&words.explained.term, words.explained.detail.clone()),
    ];
    for source in &content.sources {
        let attribution = source.attribution.as_deref().map_or_else(String::new, |text| format!(". {text}"));
        let licence = line(&words.licence, format!("{}{attribution}", source.licence));
        if !lines.contains(&licence) {
            lines.push(licence);
        }
    }
    Ok(Cover { sheet: words.about.clone(), title, lines, date: content.date })
}

/// Every sentence of a letter that may have evidence, in order.
fn statements(content: &LetterContent) -> Vec<&Statement> {
    let outcome: Vec<&Statement> = match &content.outcome {
        Outcome::Grade { notes, .. } => notes.iter().collect(),
        Outcome::Positions { positions } => positions.iter().flat_map(|position| &position.reasons).collect(),
        Outcome::Withheld { .. } => Vec::new(),
    };
    let items = content.summary.iter().chain(content.sections.iter().flat_map(|section| &section.items));
    outcome.into_iter().chain(items.flat_map(|item| &item.statements)).collect()
}

fn add_entry(content: &LetterContent, statement: &str, id: &str, rows: &mut Vec<Row>) {
    for entry in content.evidence.iter().filter(|entry| entry.id == id) {
        for placed in &entry.figures {
            add_figure((statement, id), &placed.figure, "", rows);
        }
    }
}

/// The cells of a figure, or of the figures it is made of. A cell is named by the figure directly above it, so that each
/// of the areas in a mean stands with its own value.
fn add_figure(of: (&str, &str), figure: &Figure, above: &str, rows: &mut Vec<Row>) {
    let name = figure.arithmetic.name();
    let arithmetic = if above.is_empty() { name.to_owned() } else { format!("{above}/{name}") };
    match &figure.made_of {
        MadeOf::Of(figures) => figures.iter().for_each(|part| add_figure(of, part, &arithmetic, rows)),
        MadeOf::Origins(origins) => rows.extend(origins.iter().map(|origin| Row {
            statement: of.0.to_owned(),
            entry: of.1.to_owned(),
            subject: figure.key.subject.clone(),
            group: figure.key.group.clone(),
            place: figure.key.place.clone(),
            period: figure.key.period.clone(),
            value: figure.value.number(),
            missing: figure.value.reason().map_or(String::new(), |reason| reason.name().to_owned()),
            shown: figure.shown.clone(),
            arithmetic: arithmetic.clone(),
            file: origin.file.to_string(),
            sha256: origin.sha256.to_string(),
            sheet: origin.sheet.as_deref().unwrap_or_default().to_owned(),
            row: origin.row,
            column: origin.column.to_string(),
            text: origin.text.to_string(),
        })),
    }
}

#[cfg(test)]
mod tests;
