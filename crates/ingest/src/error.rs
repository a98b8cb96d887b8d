//! Why an import did not happen.

use crate::description::LoadError;
use crate::matching::{MatchResult, NearMatch, nearest_formats};
use crate::screening::{FileScreening, Rejection};

use definitions::file::{printable, shown};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Why an import did not happen. Nothing is kept of it.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum ImportError {
    /// A description is wrong.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Descriptions(#[from] LoadError),
    /// A path that leads nowhere.
    #[error("{} cannot be read: {why}", shown(path))]
    #[diagnostic(help(
        "give a published file, a zip archive of some, or a folder; see `sources/formats` for the formats known"
    ))]
    Missing {
        /// Which.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// A file that is no table, or a broken one.
    #[error("{}: {why}", printable(path))]
    #[diagnostic(help(
        "expected: text with delimiters (CSV), a workbook (XLSX, ODS, XLS), Parquet, or a zip archive of these"
    ))]
    Unreadable {
        /// Which.
        path: String,
        /// What is wrong, and where.
        why: String,
    },
    /// A file of no known format.
    #[error("{} is of no known format{}", printable(path), in_words(nearest))]
    #[diagnostic(help(
        "if a column was renamed, add its new heading to the description in `sources/formats`, or to a copy of it in a folder of your own; the README of the crate `ingest` shows how"
    ))]
    UnknownFormat {
        /// Which.
        path: String,
        /// The nearest formats, nearest first, with what differs.
        nearest: Vec<NearMatch>,
    },
    /// A file that several descriptions fit equally well.
    #[error("{} fits several descriptions equally well: {}", printable(path), formats.join(", "))]
    #[diagnostic(help("make one of them require a column that only its files have"))]
    Ambiguous {
        /// Which.
        path: String,
        /// The descriptions.
        formats: Vec<String>,
    },
    /// A file of a known format of which nothing was read.
    #[error("{}: nothing was read of {rows}{}", printable(path), first_reason(*first, reason))]
    #[diagnostic(help("`kingsway screen --format json` lists each row with its reason"))]
    NothingRead {
        /// Which.
        path: String,
        /// How many rows it has, in words.
        rows: String,
        /// The number of the first row that was rejected as wrong.
        first: Option<u32>,
        /// Why.
        reason: String,
    },
    /// More of something than a snapshot can number.
    #[error(transparent)]
    TooMany(#[from] evidence::builder::TooMany),
    /// Several of these.
    #[error("{} files cannot be read", errors.len())]
    Several {
        /// Each.
        #[related]
        errors: Vec<ImportError>,
    },
    /// No file at all.
    #[error("nothing to import: {} holds no published file", printable(&paths.join(", ")))]
    Nothing {
        /// What was given.
        paths: Vec<String>,
    },
}

impl ImportError {
    /// The refusal of a file whose sheets came near to some formats.
    pub fn unknown(path: &str, nearest: Vec<NearMatch>) -> ImportError {
        let nearest = nearest_formats(nearest);
        ImportError::UnknownFormat { path: path.to_owned(), nearest }
    }

    /// The error of a file of a known format of which nothing was read.
    pub fn nothing_read(file: &FileScreening) -> ImportError {
        let rejected = file.first_wrong().next().or_else(|| file.rejections.first());
        ImportError::NothingRead {
            path: file.path.clone(),
            rows: match file.rows_in_file {
                1 => "its one row".to_owned(),
                rows => format!("its {rows} rows"),
            },
            first: rejected.map(|one| one.row),
            reason: rejected.map_or_else(String::new, Rejection::in_words),
        }
    }

    /// The error without the path, for a list that names the path already.
    pub fn without_path(&self) -> String {
        match self {
            ImportError::Missing { why, .. } | ImportError::Unreadable { why, .. } => why.clone(),
            ImportError::UnknownFormat { nearest, .. } => format!("of no known format{}", in_words(nearest)),
            ImportError::Ambiguous { formats, .. } => {
                format!("fits several descriptions equally well: {}", formats.join(", "))
            }
            other => other.to_string(),
        }
    }

    /// The error of a verdict that is not a fit.
    pub fn of_match_result(path: &str, verdict: MatchResult<'_>) -> ImportError {
        match verdict {
            MatchResult::Ambiguous(formats) => ImportError::Ambiguous { path: path.to_owned(), formats },
            MatchResult::Unknown(nearest) => ImportError::UnknownFormat { path: path.to_owned(), nearest },
            MatchResult::Fits(_) => ImportError::UnknownFormat { path: path.to_owned(), nearest: Vec::new() },
        }
    }
}

fn first_reason(row: Option<u32>, reason: &str) -> String {
    row.map_or_else(String::new, |row| format!("; row {row}{reason}"))
}

/// The nearest formats and what differs, a line for each column.
pub fn in_words(nearest: &[NearMatch]) -> String {
    if nearest.is_empty() {
        return "; it shares no heading with any".to_owned();
    }
    let mut text = String::from("; the nearest:");
    for miss in nearest {
        let _ = write!(
            text,
            "\n  {} ({}): {} of {} required columns, with the headings in {}",
            miss.id,
            miss.title,
            miss.found,
            miss.required,
            match miss.heading_row {
                // Of a Parquet file.
                0 => "the names of its columns".to_owned(),
                row => format!("row {row}"),
            }
        );
        for column in &miss.missing {
            let names: Vec<String> = column.names.iter().map(|name| format!("`{name}`")).collect();
            let _ = write!(text, "\n    no column {}", names.join(" or "));
            if let Some(nearest) = &column.nearest {
                let _ = write!(text, "; the nearest here is `{nearest}`");
            }
        }
    }
    text
}
