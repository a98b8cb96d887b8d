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
    /// How many of those rejected are wrong; the others are no data, or of something that is not read.
    pub rows_wrong: u64,
    /// How many values cannot be right and were left out of rows that were read for their others.
    pub values_quarantined: u64,
    /// The first of the rejected rows, one by one; the rest are counted by reason in the notes.
    pub rejections: Vec<Rejection>,
    /// The first of the values left out, those of mistakes that are known included.
    pub quarantined: Vec<Rejection>,
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
    /// Whether the file is wrong there.
    pub kind: RejectionKind,
}

impl Rejection {
    /// The column, the value and the reason, to stand after "row 7".
    pub fn in_words(&self) -> String {
        let column = if self.column.is_empty() { String::new() } else { format!(", {}", self.column) };
        let value = if self.value.is_empty() { String::new() } else { format!(" `{}`", self.value) };
        format!("{column}:{value} {}", self.reason)
    }
}

/// Whether a rejected row tells of a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RejectionKind {
    /// It cannot be understood, or cannot be right.
    #[default]
    Wrong,
    /// It is no data (blank, a note for people) or of something that is not read, as its description says.
    PassedOver,
}

impl FileScreening {
    /// Whether something of it was rejected because it is wrong.
    pub fn is_wrong(&self) -> bool {
        self.rows_wrong + self.values_quarantined > 0
    }

    /// The first of what is wrong with it: rows, then values.
    pub fn first_wrong(&self) -> impl Iterator<Item = &Rejection> {
        let wrong = |one: &&Rejection| one.kind == RejectionKind::Wrong;
        self.rejections.iter().filter(wrong).chain(self.quarantined.iter().filter(wrong))
    }

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
    wrong: u64,
    quarantined: u64,
    listed: Vec<Rejection>,
    listed_quarantined: Vec<Rejection>,
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
    /// Values of a scale that was not in use on the day.
    ScaleOutOfTime,
}

impl Counted {
    fn in_words(self) -> &'static str {
        match self {
            Counted::UnmatchedArea => "with an area that the register does not know, kept without one",
            Counted::DuplicateSetting => "of settings that an earlier row lists",
            Counted::DateAfterAsAt => "dates later than the file's own",
            Counted::PublishedBefore => "publication dates before the inspection's, left out",
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
        self.wrong += u64::from(rejection.kind == RejectionKind::Wrong);
        if self.listed.len() < limits::REJECTIONS_LISTED {
            self.listed.push(rejection);
        } else {
            *self.unlisted.entry(rejection.reason).or_default() += 1;
        }
    }

    /// Counts a value that cannot be right, and is left out of a row that is read for its others.
    pub fn quarantine(&mut self, value: Rejection) {
        self.quarantine_many(u64::from(value.kind == RejectionKind::Wrong));
        if self.listed_quarantined.len() < limits::REJECTIONS_LISTED {
            self.listed_quarantined.push(value);
        }
    }

    /// Counts values that cannot be right and of which a note tells.
    pub fn quarantine_many(&mut self, values: u64) {
        self.quarantined += values;
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
        file.rows_wrong += self.wrong;
        file.values_quarantined += self.quarantined;
        let of_sheet = |text: String| match sheet {
            Some(sheet) => format!("{sheet}: {text}"),
            None => text,
        };
        let listed = |one: Rejection| Rejection { column: of_sheet(one.column), ..one };
        file.rejections.extend(self.listed.into_iter().map(listed));
        file.quarantined.extend(self.listed_quarantined.into_iter().map(listed));
        for (reason, count) in self.unlisted {
            file.notes.push(of_sheet(format!("{count} more rows rejected: {reason}")));
        }
        for (what, (count, examples)) in self.counted {
            file.notes.push(of_sheet(format!("{count} × {}: {}", what.in_words(), examples.join(", "))));
        }
        file.notes.extend(self.notes.into_iter().map(of_sheet));
    }
}
