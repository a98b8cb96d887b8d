//! Tables of grades that were given: `area,year,grade,limited_from,source`.

use definitions::suggestion;
use evidence::{AreaNumber, Areas};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::path::Path;

/// The columns of a table of known grades.
pub const COLUMNS: [&str; 5] = ["area", "year", "grade", "limited_from", "source"];
/// A table of all areas and years has a few hundred rows; more bytes than this are not read.
pub const LARGEST_TABLE: u64 = 4_000_000;

/// The grade that an area was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownGrade {
    /// The area's number.
    pub area: AreaNumber,
    /// Its name.
    pub name: String,
    /// The year of the assessment.
    pub year: i16,
    /// The grade.
    pub grade: Given,
    /// The grade it was limited from, where that is known.
    pub limited_from: Option<u8>,
    /// Where this is known from.
    pub source: String,
}

/// A grade that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// A grade's number.
    Grade(u8),
    /// None was published.
    Withheld,
}

impl Given {
    /// The grade's number, if one was given.
    pub fn number(self) -> Option<u8> {
        match self {
            Given::Grade(number) => Some(number),
            Given::Withheld => None,
        }
    }
}

impl std::fmt::Display for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Given::Grade(number) => write!(f, "{number}"),
            Given::Withheld => f.write_str("withheld"),
        }
    }
}

/// A table that cannot be used: every row with a mistake is named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: cannot be used as a table of known grades\n{}", .rows.join("\n"))]
pub struct KnownGradesRefused {
    /// The file.
    pub file: String,
    /// `row 3, column grade: …`, at most fifty.
    pub rows: Vec<String>,
}

/// Reads a table of known grades.
pub fn load(path: &Path, areas: &Areas) -> Result<Vec<KnownGrade>, KnownGradesRefused> {
    let file = path.display().to_string();
    let refused = |reason: String| KnownGradesRefused { file: file.clone(), rows: vec![reason] };
    let opened = std::fs::File::open(path).map_err(|error| refused(error.to_string()))?;
    let mut text = String::new();
    opened
        .take(LARGEST_TABLE + 1)
        .read_to_string(&mut text)
        .map_err(|error| refused(format!("cannot be read as UTF-8 text: {error}")))?;
    if text.len() as u64 > LARGEST_TABLE {
        return Err(refused(format!("larger than {LARGEST_TABLE} bytes")));
    }
    read(&file, &text, areas)
}

/// Reads the text of a table of known grades. Rows are counted as a spreadsheet counts them, the header being row 1.
pub fn read(file: &str, text: &str, areas: &Areas) -> Result<Vec<KnownGrade>, KnownGradesRefused> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut wrong: Vec<String> = Vec::new();
    let header = reader.headers().cloned().unwrap_or_default();
    let mut places = Vec::new();
    for column in COLUMNS {
        match header.iter().position(|name| name == column) {
            Some(at) => places.push(at),
            None => {
                wrong
                    .push(format!("row 1: the column `{column}` is missing; expected {}", COLUMNS.join(",")));
            }
        }
    }
    let mut known: Vec<KnownGrade> = Vec::new();
    if wrong.is_empty() {
        for (at, record) in reader.records().enumerate() {
            match record {
                Ok(record) => match row(&record, &places, areas) {
                    Ok(one) if known.iter().any(|other| (other.area, other.year) == (one.area, one.year)) => {
                        wrong.push(format!("row {}: {} stands twice for {}", at + 2, one.name, one.year));
                    }
                    Ok(one) => known.push(one),
                    Err(reason) => wrong.push(format!("row {}, {reason}", at + 2)),
                },
                Err(error) => wrong.push(format!("row {}: {error}", at + 2)),
            }
        }
    }
    if wrong.is_empty() {
        return Ok(known);
    }
    wrong.truncate(50);
    Err(KnownGradesRefused { file: file.to_owned(), rows: wrong })
}

fn row(record: &csv::StringRecord, places: &[usize], areas: &Areas) -> Result<KnownGrade, String> {
    let cell = |at: usize| record.get(places[at]).unwrap_or_default();
    let area = areas.find(cell(0)).map_err(|error| format!("column area: {error}"))?;
    let year = cell(1).parse().map_err(|_| format!("column year: `{}` is not a year", cell(1)))?;
    let grade = match cell(2) {
        "withheld" => Given::Withheld,
        text => Given::Grade(text.parse().map_err(|_| {
            let near = suggestion(text, ["withheld"]).filter(|advice| advice.starts_with("did"));
            format!(
                "column grade: `{text}` is neither a number nor `withheld`{}",
                near.map_or(String::new(), |near| format!("; {near}"))
            )
        })?),
    };
    let limited_from = match cell(3) {
        "" => None,
        text => {
            Some(text.parse().map_err(|_| format!("column limited_from: `{text}` is not a grade's number"))?)
        }
    };
    let source = cell(4).to_owned();
    Ok(KnownGrade { area: area.number, name: area.name.clone(), year, grade, limited_from, source })
}
