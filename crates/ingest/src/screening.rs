//! What is wrong with a file before anyone relies on it.
//!
//! Every row after the headings is either read or rejected: `rows_read + rows_rejected = rows_in_file`. Rows that a
//! file has for people (blank ones, notes below the table) are rejected with that as their reason. A line with
//! nothing at all on it, not even a delimiter, is no row.

use crate::limits;
use evidence::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What was read of some files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Screening {
    /// Each file, in the order of their paths.
    pub files: Vec<FileScreening>,
}

/// What was read of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileScreening {
    /// Where it is; an archive's entry follows its archive's path after a `/`.
    pub path: String,
    /// The description that it was read by; several sheets may have several, joined by ` + `. `None` where it was
    /// passed over, with the reason in the notes.
    pub format: Option<String>,
    /// The encoding of a text file.
    pub encoding: Option<String>,
    /// The date that it speaks of.
    #[schemars(with = "Option<String>")]
    pub as_at: Option<Date>,
    /// Rows after the headings.
    pub rows_in_file: u64,
    /// Those that became evidence.
    pub rows_read: u64,
    /// Those that did not.
    pub rows_rejected: u64,
    /// The first of them, one by one; the rest are counted by reason in the notes.
    pub rejections: Vec<Rejection>,
    /// What else a reader of the file should know.
    pub notes: Vec<String>,
}

/// A row that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rejection {
    /// Its number in the file, as a spreadsheet program counts.
    pub row: u32,
    /// The heading of the column that decided; empty where the whole row did.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Why that cannot be read.
    pub reason: String,
}

impl FileScreening {
    /// A file that nothing was read of, and why.
    pub fn passed_over(path: &str, why: &str) -> FileScreening {
        FileScreening {
            path: path.to_owned(),
            notes: vec![format!("passed over: {why}")],
            ..FileScreening::default()
        }
    }
}

impl Screening {
    /// The screening as JSON, one object.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
    }
}

/// The screening of one table, while its rows are read.
#[derive(Debug, Default)]
pub struct Tally {
    rows: u64,
    rejected: u64,
    listed: Vec<Rejection>,
    unlisted: BTreeMap<String, u64>,
    counted: BTreeMap<Counted, (u64, Vec<String>)>,
    notes: Vec<String>,
}

/// What is counted in a note with its first examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Names of areas that the register does not know.
    UnmatchedArea,
    /// Numbers that several rows list.
    DuplicateSetting,
    /// Dates of inspections later than the file's own date.
    DateAfterAsAt,
    /// Publication dates before the inspection they report.
    PublishedBefore,
    /// Percentages below 0 or above 100.
    OutOfRange,
    /// Values of a scale that was not in use on the day.
    ScaleOutOfTime,
    /// Values that are neither a number nor a known symbol, where the format keeps such as not available.
    NotANumber,
}

impl Counted {
    fn in_words(self) -> &'static str {
        match self {
            Counted::UnmatchedArea => "with an area that the register does not know, kept without one",
            Counted::DuplicateSetting => "of settings that an earlier row lists",
            Counted::DateAfterAsAt => "dates later than the file's own",
            Counted::PublishedBefore => "publication dates before the inspection's, left out",
            Counted::OutOfRange => "percentages outside 0 to 100",
            Counted::NotANumber => "values that are neither a number nor a known symbol",
            Counted::ScaleOutOfTime => "values of a scale that was not in use on that date",
        }
    }
}

impl Tally {
    /// Counts a row that became evidence.
    pub fn read(&mut self) {
        self.rows += 1;
    }

    /// Counts a row that did not.
    pub fn reject(&mut self, rejection: Rejection) {
        self.rows += 1;
        self.rejected += 1;
        if self.listed.len() < limits::REJECTIONS_LISTED {
            self.listed.push(rejection);
        } else {
            *self.unlisted.entry(rejection.reason).or_default() += 1;
        }
    }

    /// Counts something that a note will tell, with an example. An example is kept once.
    pub fn count(&mut self, what: Counted, example: &str) {
        let (count, examples) = self.counted.entry(what).or_default();
        *count += 1;
        if examples.len() < limits::EXAMPLES_IN_A_NOTE && !examples.iter().any(|known| known == example) {
            examples.push(example.to_owned());
        }
    }

    /// Adds a note.
    pub fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// How many rows there were, and how many of them were rejected.
    pub fn rows(&self) -> (u64, u64) {
        (self.rows, self.rejected)
    }

    /// Adds what was counted to a file's screening. `sheet` is named in rejections where a file has several.
    pub fn finish(self, sheet: Option<&str>, file: &mut FileScreening) {
        file.rows_in_file += self.rows;
        file.rows_rejected += self.rejected;
        file.rows_read += self.rows - self.rejected;
        let of_sheet = |text: String| match sheet {
            Some(sheet) => format!("{sheet}: {text}"),
            None => text,
        };
        file.rejections.extend(
            self.listed.into_iter().map(|listed| Rejection { column: of_sheet(listed.column), ..listed }),
        );
        for (reason, count) in self.unlisted {
            file.notes.push(of_sheet(format!("{count} more rows rejected: {reason}")));
        }
        for (what, (count, examples)) in self.counted {
            file.notes.push(of_sheet(format!("{count} × {}: {}", what.in_words(), examples.join(", "))));
        }
        file.notes.extend(self.notes.into_iter().map(of_sheet));
    }
}
