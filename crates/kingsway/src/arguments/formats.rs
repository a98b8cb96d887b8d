//! The formats that results are written in, and the endings that files have in each.

use super::Output;
use crate::failure::Failure;
use crate::output::Destination;
use clap::ValueEnum;
use definitions::file::shown;
use std::path::Path;

/// A choice of formats.
pub trait Format: ValueEnum + Copy + PartialEq {
    /// The one that is written where neither `--format` nor the file's ending says another.
    const USUAL: Self;

    /// The endings of files in this format, the usual one first.
    fn endings(self) -> &'static [&'static str];
}

const TEXT: &[&str] = &["txt", "text", "md"];
const JSON: &[&str] = &["json"];
const CSV: &[&str] = &["csv"];
const HTML: &[&str] = &["html", "htm"];
const XLSX: &[&str] = &["xlsx"];

/// Text for people, JSON or CSV for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextJsonCsv {
    /// For people.
    Text,
    /// For machines; versioned.
    Json,
    /// For spreadsheets; versioned.
    Csv,
}

impl Format for TextJsonCsv {
    const USUAL: TextJsonCsv = TextJsonCsv::Text;

    fn endings(self) -> &'static [&'static str] {
        match self {
            TextJsonCsv::Text => TEXT,
            TextJsonCsv::Json => JSON,
            TextJsonCsv::Csv => CSV,
        }
    }
}

/// Text for people, JSON or CSV for machines, or a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextJsonTable {
    /// For people.
    Text,
    /// For machines; versioned.
    Json,
    /// For spreadsheets and programs; versioned.
    Csv,
    /// A workbook, with a cover and notes on its columns.
    Xlsx,
}

impl Format for TextJsonTable {
    const USUAL: TextJsonTable = TextJsonTable::Text;

    fn endings(self) -> &'static [&'static str] {
        match self {
            TextJsonTable::Text => TEXT,
            TextJsonTable::Json => JSON,
            TextJsonTable::Csv => CSV,
            TextJsonTable::Xlsx => XLSX,
        }
    }
}

/// Text for people, JSON for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextJson {
    /// For people.
    Text,
    /// For machines; versioned.
    Json,
}

impl Format for TextJson {
    const USUAL: TextJson = TextJson::Text;

    fn endings(self) -> &'static [&'static str] {
        match self {
            TextJson::Text => TEXT,
            TextJson::Json => JSON,
        }
    }
}

/// Text, JSON, CSV, a workbook, or a web page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextJsonTableHtml {
    /// For people, in the terminal.
    Text,
    /// For machines; versioned.
    Json,
    /// For spreadsheets and programs; versioned.
    Csv,
    /// A workbook, with a cover and notes on its columns.
    Xlsx,
    /// For people, as a web page; with `--remit`, which has a chart.
    Html,
}

impl Format for TextJsonTableHtml {
    const USUAL: TextJsonTableHtml = TextJsonTableHtml::Text;

    fn endings(self) -> &'static [&'static str] {
        match self {
            TextJsonTableHtml::Text => TEXT,
            TextJsonTableHtml::Json => JSON,
            TextJsonTableHtml::Csv => CSV,
            TextJsonTableHtml::Xlsx => XLSX,
            TextJsonTableHtml::Html => HTML,
        }
    }
}

/// Text, JSON, or a web page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextJsonHtml {
    /// For people, in the terminal.
    Text,
    /// For machines; versioned.
    Json,
    /// For people, as a web page.
    Html,
}

impl Format for TextJsonHtml {
    const USUAL: TextJsonHtml = TextJsonHtml::Text;

    fn endings(self) -> &'static [&'static str] {
        match self {
            TextJsonHtml::Text => TEXT,
            TextJsonHtml::Json => JSON,
            TextJsonHtml::Html => HTML,
        }
    }
}

/// Text or a web page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextHtml {
    /// For people, in the terminal.
    Text,
    /// For people, as a web page.
    Html,
}

impl Format for TextHtml {
    const USUAL: TextHtml = TextHtml::Text;

    fn endings(self) -> &'static [&'static str] {
        match self {
            TextHtml::Text => TEXT,
            TextHtml::Html => HTML,
        }
    }
}

/// Text alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextOnly {
    /// For people.
    Text,
}

impl Format for TextOnly {
    const USUAL: TextOnly = TextOnly::Text;

    fn endings(self) -> &'static [&'static str] {
        TEXT
    }
}

/// The formats of the indicator table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum IndicatorsFormat {
    /// For spreadsheets; versioned.
    Csv,
    /// For query engines.
    Parquet,
    /// For machines; versioned.
    Json,
    /// A workbook, with a cover and notes on its columns.
    Xlsx,
}

impl Format for IndicatorsFormat {
    const USUAL: IndicatorsFormat = IndicatorsFormat::Csv;

    fn endings(self) -> &'static [&'static str] {
        match self {
            IndicatorsFormat::Csv => CSV,
            IndicatorsFormat::Parquet => &["parquet", "pq"],
            IndicatorsFormat::Json => JSON,
            IndicatorsFormat::Xlsx => XLSX,
        }
    }
}

/// The formats of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LetterFormat {
    /// A web page.
    Html,
    /// Tagged PDF (PDF/UA-1).
    Pdf,
    /// A Word document.
    Docx,
    /// Plain text.
    Text,
    /// Every statement with its figures, down to the cells of the published files.
    Json,
}

impl Format for LetterFormat {
    const USUAL: LetterFormat = LetterFormat::Html;

    fn endings(self) -> &'static [&'static str] {
        match self {
            LetterFormat::Html => HTML,
            LetterFormat::Pdf => &["pdf"],
            LetterFormat::Docx => &["docx"],
            LetterFormat::Text => TEXT,
            LetterFormat::Json => JSON,
        }
    }
}

/// The formats of the evidence table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// CSV.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Format for TableFormat {
    const USUAL: TableFormat = TableFormat::Csv;

    fn endings(self) -> &'static [&'static str] {
        match self {
            TableFormat::Csv => CSV,
            TableFormat::Xlsx => XLSX,
        }
    }
}

impl From<TableFormat> for application::evidence_table::TableFormat {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Csv => Self::Csv,
            TableFormat::Xlsx => Self::Workbook,
        }
    }
}

impl Output {
    /// The format that is asked for, or that the file's ending says; refused where they contradict each other, and
    /// where the ending is that of no format which the command writes.
    pub fn format<F: Format>(&self, asked: Option<F>) -> Result<F, Failure> {
        let usual = asked.unwrap_or(F::USUAL);
        let Some(path) = self.output.as_deref().filter(|path| *path != Path::new("-")) else {
            return Ok(usual);
        };
        // A pipe may have any name.
        if !matches!(Destination::of(path)?, Destination::File(_)) {
            return Ok(usual);
        }
        let Some(ending) = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()) else {
            return Ok(usual);
        };
        let Some(said) =
            F::value_variants().iter().copied().find(|one| one.endings().contains(&ending.as_str()))
        else {
            let known: Vec<String> =
                F::value_variants().iter().map(|one| format!(".{}", one.endings()[0])).collect();
            return Err(Failure::new(format!(
                "{}: this command writes no files that end in .{ending}",
                shown(path)
            ))
            .help(format!("it writes {}", known.join(", "))));
        };
        match asked {
            Some(asked) if asked != said => Err(Failure::new(format!(
                "{}: the ending .{ending} says {}, but --format says {}",
                shown(path),
                name(&said),
                name(&asked)
            ))
            .help("leave out --format, or choose the name of the file to match")),
            _ => Ok(said),
        }
    }
}

fn name(format: &impl ValueEnum) -> String {
    format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format<F: Format>(path: &str, asked: Option<F>) -> Result<F, String> {
        Output { output: Some(path.into()) }.format(asked).map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_ending_says_the_format_whatever_its_case() {
        assert_eq!(format("x.PDF", None), Ok(LetterFormat::Pdf));
        assert_eq!(format("x.docx", Some(LetterFormat::Docx)), Ok(LetterFormat::Docx));
        assert_eq!(format("x.csv", None), Ok(TextJsonCsv::Csv));
        assert_eq!(format("luton", Some(TextJsonCsv::Json)), Ok(TextJsonCsv::Json));
        assert_eq!(format("-", None), Ok(LetterFormat::Html));
    }

    #[test]
    fn an_unknown_ending_and_one_that_contradicts_are_refused() {
        let unknown = format::<LetterFormat>("x.odt", None).unwrap_err();
        assert!(unknown.contains(".odt") && unknown.contains(".html, .pdf, .docx, .txt"), "{unknown}");
        let contradicted = format("y.html", Some(LetterFormat::Pdf)).unwrap_err();
        assert!(contradicted.contains("says html") && contradicted.contains("says pdf"), "{contradicted}");
    }
}
