//! The formats that results are shown in.

use clap::ValueEnum;

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

/// Text for people, JSON for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextJson {
    /// For people.
    Text,
    /// For machines; versioned.
    Json,
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

/// Text or a web page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextHtml {
    /// For people, in the terminal.
    Text,
    /// For people, as a web page.
    Html,
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
}
