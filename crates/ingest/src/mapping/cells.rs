//! Cells read by a description: missing values with their reasons, dates, numbers, conditions.

use crate::dates::DateForm;
use crate::description::pattern::Pattern;
use crate::description::{ColumnRule, Conditions, Description};
use crate::heading::folded;
use crate::matching::Columns;
use crate::screening::{Rejection, RejectionKind};
use crate::table::{Cell, Row};
use definitions::At;
use evidence::{Date, Missing};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Why a row cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The column that decided.
    pub column: Option<usize>,
    /// What stands there.
    pub value: String,
    /// Why that cannot be read.
    pub reason: String,
    /// Whether the file is wrong there, or the row is no data or not ours.
    pub kind: RejectionKind,
}

impl Problem {
    /// A problem with a cell.
    pub fn at(column: usize, cell: Cell<'_>, reason: impl Into<String>) -> Problem {
        // A cell may be as long as the limits allow; a message need not repeat it.
        Problem {
            column: Some(column),
            value: cell.text().chars().take(120).collect(),
            reason: reason.into(),
            kind: RejectionKind::Wrong,
        }
    }

    /// As the screening lists it.
    pub fn rejection(self, row: u32, headings: &[String]) -> Rejection {
        let column = self.column.and_then(|at| headings.get(at).cloned()).unwrap_or_default();
        Rejection { row, column, value: self.value, reason: self.reason, kind: self.kind }
    }

    /// A row that is wrong as a whole.
    pub fn of_row(reason: impl Into<String>) -> Problem {
        Problem { column: None, value: String::new(), reason: reason.into(), kind: RejectionKind::Wrong }
    }

    /// A row that is no data, or of something that is not read.
    pub fn passed_over(reason: impl Into<String>) -> Problem {
        Problem { kind: RejectionKind::PassedOver, ..Problem::of_row(reason) }
    }
}

/// A column of this table with what its description says of it.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Where it is.
    pub at: usize,
    missing: FxHashMap<String, Missing>,
    take: Option<usize>,
}

/// Reads cells as a description says.
#[derive(Debug)]
pub struct CellReader {
    missing: FxHashMap<String, Missing>,
    dates: Vec<DateForm>,
}

fn symbols(written: &BTreeMap<String, At<String>>) -> FxHashMap<String, Missing> {
    written
        .iter()
        .filter_map(|(symbol, reason)| {
            Some((symbol.trim().to_lowercase(), Missing::from_name(reason.get_ref())?))
        })
        .collect()
}

impl CellReader {
    /// The reader of a description.
    pub fn new(description: &Description) -> CellReader {
        let mut dates: Vec<DateForm> =
            description.dates.iter().filter_map(|form| DateForm::from_name(form.get_ref())).collect();
        if dates.is_empty() {
            dates = vec![DateForm::DaySlash, DateForm::Iso];
        }
        CellReader { missing: symbols(&description.missing), dates }
    }

    /// The reason for which a cell holds no value, if it holds none.
    pub fn missing(&self, cell: Cell<'_>, column: Option<&Column>) -> Option<Missing> {
        let text = match cell {
            Cell::Empty => "",
            Cell::Text(text) => text,
            Cell::Number(_) | Cell::Date(_) => return None,
        };
        // Symbols are short; longer text is a value, and most text is.
        if text.len() > 40 {
            return None;
        }
        let lower = if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(text.to_lowercase())
        } else {
            Cow::Borrowed(text)
        };
        column
            .and_then(|column| column.missing.get(&*lower))
            .or_else(|| self.missing.get(&*lower))
            .copied()
            .or_else(|| text.is_empty().then_some(Missing::Blank))
    }

    /// A column's text, or `None` where a symbol stands for a missing value.
    pub fn text<'a>(&self, row: &Row<'a>, column: &Column) -> Option<Cow<'a, str>> {
        let cell = row.cell(column.at);
        if self.missing(cell, Some(column)).is_some() {
            return None;
        }
        let text = cell.text();
        Some(match (column.take, text) {
            (None, text) => text,
            (Some(take), text) => Cow::Owned(text.chars().take(take).collect()),
        })
    }

    /// A column's date, or `None` where a symbol stands for a missing value.
    pub fn date(&self, row: &Row<'_>, column: &Column) -> Result<Option<Date>, Problem> {
        let cell = row.cell(column.at);
        match cell {
            Cell::Date(date) => Ok(Some(date)),
            _ if self.missing(cell, Some(column)).is_some() => Ok(None),
            Cell::Text(text) => {
                self.dates.iter().find_map(|form| form.read(text)).map(Some).ok_or_else(|| {
                    Problem::at(column.at, cell, format!("not a date written {}", self.forms()))
                })
            }
            Cell::Number(number) => serial(number)
                .map(Some)
                .ok_or_else(|| Problem::at(column.at, cell, format!("not a date written {}", self.forms()))),
            Cell::Empty => Ok(None),
        }
    }

    fn forms(&self) -> String {
        let name = |form: &DateForm| {
            DateForm::ALL.iter().find(|(_, known)| known == form).map_or("", |(name, _)| *name)
        };
        self.dates.iter().map(name).collect::<Vec<_>>().join(" or ")
    }
}

/// The day of a serial number of Excel, which counts from 30 December 1899; a number written `20110831` too.
fn serial(number: f64) -> Option<Date> {
    if number.fract() == 0.0 && (19_000_101.0..=21_001_231.0).contains(&number) {
        return DateForm::Digits.read(&format!("{number:.0}"));
    }
    // 1 January 1950 to 31 December 2100: a smaller number is a count and not a day.
    if !(18_264.0..=73_415.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the range just checked")]
    let days = number.floor() as i32;
    evidence::date::from_days(days - 25_569)
}

/// The columns of a description that are in this table, by the names it calls them.
#[derive(Debug)]
pub struct NamedColumns(BTreeMap<String, Column>);

impl NamedColumns {
    /// Those of a fit.
    pub fn new(description: &Description, columns: &Columns) -> NamedColumns {
        NamedColumns(
            columns
                .named
                .iter()
                .map(|(name, at)| (name.clone(), column(*at, description.columns.get(name))))
                .collect(),
        )
    }

    /// The column of a name, if the table has it.
    pub fn get(&self, name: &At<String>) -> Option<Column> {
        self.0.get(name.get_ref()).cloned()
    }

    /// The column that a rule may name.
    pub fn maybe(&self, name: Option<&At<String>>) -> Option<Column> {
        self.get(name?)
    }

    /// The columns of some names that the table has.
    pub fn all(&self, names: &[At<String>]) -> Vec<Column> {
        names.iter().filter_map(|name| self.get(name)).collect()
    }
}

/// A column with what a rule says of it.
pub fn column(at: usize, rule: Option<&ColumnRule>) -> Column {
    Column {
        at,
        missing: rule.map(|rule| symbols(&rule.missing)).unwrap_or_default(),
        take: rule.and_then(|rule| rule.take),
    }
}

/// Conditions made ready: for each column its words; `None` for a column that the table lacks, which counts as empty.
#[derive(Debug)]
pub struct When(Vec<(Option<usize>, Vec<Pattern>)>);

impl When {
    /// Conditions of a description in a table.
    pub fn new(conditions: &Conditions, columns: &NamedColumns) -> When {
        let ready = |(name, words): (&At<String>, &Vec<String>)| {
            let words = words.iter().map(|word| Pattern::new(word)).collect();
            (columns.get(name).map(|column| column.at), words)
        };
        When(conditions.iter().map(ready).collect())
    }

    /// The columns that decide.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter_map(|(at, _)| *at)
    }

    /// Whether a row meets them all.
    pub fn holds(&self, row: &Row<'_>) -> bool {
        self.0.iter().all(|(at, words)| {
            let cell = at.map_or(Cow::Borrowed(""), |at| row.cell(at).text());
            let cell_folded = folded(&cell);
            words.iter().any(|word| word.fits(&cell, &cell_folded))
        })
    }

    /// The words of the conditions, for the nearest to be named.
    pub fn words(conditions: &Conditions) -> impl Iterator<Item = &str> {
        conditions.values().flatten().map(|word| word.trim_end_matches('*')).filter(|word| !word.is_empty())
    }
}
