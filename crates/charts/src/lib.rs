#![doc = include_str!("../README.md")]

mod axis;
mod bars;
mod gap;
mod layout;
mod lines;
mod trend;
mod words;

pub use words::ChartWords;

use serde::{Deserialize, Serialize};

use document::{Cell, Column, ColumnKind, Figure, LabelSide, Table, Text, plain};
use document::{WordsError, fill};

/// A chart, as the figures it shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Chart {
    /// An indicator over the years, the area beside others.
    Trend(Trend),
    /// Two groups over the years and the difference between them.
    Gap(Gap),
    /// The share at each grade, the area beside others.
    Bars(Bars),
}

/// An indicator over the years, the area beside others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trend {
    /// What is shown.
    pub title: String,
    /// In what: “per cent”.
    pub unit: String,
    /// How many decimals its figures are written with.
    pub decimals: u8,
    /// The periods, in order.
    pub periods: Vec<String>,
    /// The positions of periods before which the lines break, because figures on both sides are not comparable.
    #[serde(default)]
    pub breaks: Vec<usize>,
    /// The lines: the area first, then those beside it; at most five.
    pub series: Vec<Series>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Whose: “Exampleshire”, “England”.
    pub name: String,
    /// A value for each period.
    pub values: Vec<Value>,
}

/// A value, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A number.
    Number(f64),
    /// The reason, in the words of the evidence: “confidential”.
    Missing(String),
}

/// Two groups over the years and the difference between them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// What is shown.
    pub title: String,
    /// In what: “per cent”.
    pub unit: String,
    /// In what the difference is: “percentage points”.
    pub difference_unit: String,
    /// How many decimals its figures are written with.
    pub decimals: u8,
    /// The periods, in order.
    pub periods: Vec<String>,
    /// The positions of periods before which the lines break, because figures on both sides are not comparable.
    #[serde(default)]
    pub breaks: Vec<usize>,
    /// The group with the higher figures, as a rule; the difference is this one less the other.
    pub upper: Series,
    /// The other group.
    pub lower: Series,
    /// The same difference elsewhere, for the table and the text: England's.
    #[serde(default)]
    pub comparators: Vec<Series>,
}

/// The share at each grade, the area beside others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bars {
    /// What is shown.
    pub title: String,
    /// The grades, best first; at most six.
    pub grades: Vec<String>,
    /// The bars: the area first; at most eight.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bar {
    /// Whose: “Exampleshire, August 2011”.
    pub name: String,
    /// Its figures.
    pub parts: Parts,
}

/// The figures of a bar, or why there are none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parts {
    /// How many settings stand at each grade.
    Counts(Vec<u32>),
    /// The reason, in the words of the evidence.
    Missing(String),
}

/// A chart that cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the chart “{chart}” cannot be drawn: {reason}")]
pub struct ChartError {
    /// Its title.
    pub chart: String,
    /// Why.
    pub reason: ChartProblem,
}

/// Why a chart cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChartProblem {
    /// Too little or too much for the eye.
    #[error("it has {found} {of}, expected {least} to {most}")]
    Size {
        /// Of what.
        of: &'static str,
        /// How many.
        found: usize,
        /// At least.
        least: usize,
        /// At most.
        most: usize,
    },
    /// Values and periods, or counts and grades, do not pair.
    #[error("“{name}” has {found} values, expected {expected}")]
    Unpaired {
        /// The line or bar.
        name: String,
        /// How many.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// Not a number, or one beyond drawing.
    #[error("“{name}” has a value that is not a number between −10⁹ and 10⁹")]
    NotDrawable {
        /// The line.
        name: String,
    },
    /// A phrase of the framework that cannot be filled.
    #[error(transparent)]
    Words(#[from] WordsError),
}

impl Chart {
    /// What the chart shows.
    pub fn title(&self) -> &str {
        match self {
            Self::Trend(trend) => &trend.title,
            Self::Gap(gap) => &gap.title,
            Self::Bars(bars) => &bars.title,
        }
    }

    /// Draws the chart as the `number`th figure of a document.
    pub fn figure(&self, number: usize, words: &ChartWords) -> Result<Figure, ChartError> {
        self.drawn(number, words).map_err(|reason| {
            let chart = Text::new(self.title()).as_str().chars().take(80).collect();
            ChartError { chart, reason }
        })
    }

    fn drawn(&self, number: usize, words: &ChartWords) -> Result<Figure, ChartProblem> {
        let (svg, alternative, mut table) = match self {
            Self::Trend(trend) => trend::draw(trend, words)?,
            Self::Gap(gap) => gap::draw(gap, words)?,
            Self::Bars(bars) => bars::draw(bars, words)?,
        };
        let number = number.to_string();
        let places = [("number", number.as_str()), ("title", self.title())];
        table.caption = Text::new(fill(&words.table_caption, &places)?);
        let caption = Text::new(fill(&words.caption, &places)?);
        let labels = match self {
            Self::Trend(_) | Self::Gap(_) => LabelSide::End,
            Self::Bars(_) => LabelSide::Start,
        };
        Ok(Figure { caption, svg, alternative: Text::new(alternative), table: Some(table), labels })
    }
}

/// The names and written values of some lines.
fn cell_rows(series: &[&Series], decimals: u8) -> Vec<(String, Vec<String>)> {
    let row = |line: &&Series| {
        (line.name.clone(), line.values.iter().map(|value| lines::cell(value, decimals)).collect())
    };
    series.iter().map(row).collect()
}

/// Periods beside one another up to this many; more stand below one another.
const PERIODS_ACROSS: usize = 8;

/// The table of some lines: periods across while they fit, otherwise down.
fn table_of_lines(periods: &[String], series: &[(String, Vec<String>)], words: &ChartWords) -> Table {
    let number = |header: &str| Column { header: Text::new(header), kind: ColumnKind::Numbers, share: 3 };
    let first = |header: &str, share| Column { header: Text::new(header), kind: ColumnKind::Words, share };
    let cell = |text: &String| -> Cell { plain(text) };
    let (columns, rows) = if periods.len() <= PERIODS_ACROSS {
        let columns = std::iter::once(first(&words.series, 8))
            .chain(periods.iter().map(|period| number(period)))
            .collect();
        let row = |(name, values): &(String, Vec<String>)| {
            std::iter::once(plain(name)).chain(values.iter().map(cell)).collect()
        };
        (columns, series.iter().map(row).collect())
    } else {
        let columns = std::iter::once(first(&words.period, 3))
            .chain(series.iter().map(|(name, _)| number(name)))
            .collect();
        let row = |(index, period): (usize, &String)| {
            std::iter::once(plain(period))
                .chain(series.iter().map(|(_, values)| cell(&values[index])))
                .collect()
        };
        (columns, periods.iter().enumerate().map(row).collect())
    };
    Table { caption: Text::default(), columns, row_headers: true, rows }
}

/// A figure as it is written: fixed decimals, a true minus sign, no negative zero.
fn written(value: f64, decimals: u8) -> String {
    // Halves are rounded up, as readers do who check 9 of 40 by hand: 22.5 % is 23 %.
    let decimals = decimals.min(6);
    let scale = 10_f64.powi(i32::from(decimals));
    let digits = format!("{:.*}", usize::from(decimals), (value.abs() * scale).round() / scale);
    let zero = digits.bytes().all(|digit| matches!(digit, b'0' | b'.'));
    if value < 0.0 && !zero { format!("\u{2212}{digits}") } else { digits }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
