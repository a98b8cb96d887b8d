//! The table as CSV, JSON and Parquet: one list of cells for each row.

use super::{AreaRow, IndicatorTable, Measure};
use crate::convention::ConventionForm;
use crate::row::{Cell, NONE_TO_BE_HAD, Without, write_csv, write_json};
use arrow_array::builder::{Float64Builder, StringBuilder, StringDictionaryBuilder, UInt32Builder};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use evidence::missing::Missing;
use evidence::{Date, Polarity};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::sync::Arc;

/// The columns of the table, in order.
pub const COLUMNS: [&str; 24] = [
    "measure",
    "measure_code",
    "area",
    "area_code",
    "period",
    "value",
    "change",
    "rank",
    "band",
    "neighbours_mean",
    "neighbours_median",
    "neighbours_n",
    "neighbours_change",
    "region_used",
    "region_value",
    "england_value",
    "missing_reason",
    "indicator",
    "interval_method",
    "interval_low",
    "interval_high",
    "rank_best",
    "rank_worst",
    "beside_england",
];

/// The version of the JSON form, [`IndicatorTableForm`].
const JSON_VERSION: u32 = 1;

/// The table as JSON: every measure of every area for the latest period, compared by a convention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorTableForm {
    /// The version of this form.
    pub version: u32,
    /// Only what was public on this day counts; null: everything.
    #[schemars(with = "Option<String>")]
    pub as_at: Option<Date>,
    /// The convention by which it was compared.
    pub convention: ConventionForm,
    /// The rows, by measure and area.
    pub rows: Vec<IndicatorRowForm>,
}

/// A row of the table as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRowForm {
    /// The measure's name.
    pub measure: String,
    /// The publisher's code, empty where it has none.
    pub measure_code: String,
    /// The area's name.
    pub area: String,
    /// Its number at the Department for Education.
    pub area_code: String,
    /// The period.
    pub period: String,
    /// The value.
    pub value: Option<f64>,
    /// The change since the period before.
    pub change: Option<f64>,
    /// 1 is the best; null without polarity or value.
    pub rank: Option<u32>,
    /// `A` is the best, `D` the lowest; null without bands or value.
    pub band: Option<char>,
    /// The mean of the neighbours that have a value.
    pub neighbours_mean: Option<f64>,
    /// Their median.
    pub neighbours_median: Option<f64>,
    /// How many of them have a value.
    pub neighbours_n: u32,
    /// The change of their value since the period before.
    pub neighbours_change: Option<f64>,
    /// The region that was used.
    pub region_used: String,
    /// Its value.
    pub region_value: Option<f64>,
    /// England's value.
    pub england_value: Option<f64>,
    /// Why cells are null: the value's own reason bare, then `column: reason` for each other, joined by `; `.
    pub missing_reason: String,
    /// The indicator's id.
    pub indicator: String,
    /// How the 95 % interval was made (docs/statistics.md), or `none-published`; empty without a value.
    pub interval_method: String,
    /// The lower 95 % limit of the value.
    pub interval_low: Option<f64>,
    /// The upper one.
    pub interval_high: Option<f64>,
    /// The best rank of its 95 % interval.
    pub rank_best: Option<u32>,
    /// The worst.
    pub rank_worst: Option<u32>,
    /// Whether the area can be told from England: `better`, `worse`, `higher`, `lower`, `cannot-be-told`, `not-known`.
    pub beside_england: String,
}

impl Measure<'_> {
    fn has_polarity(&self) -> bool {
        self.indicator.polarity != Polarity::Neither
    }
}

impl AreaRow {
    /// Why cells of the row are empty: the value's own reason first and alone, then each other column that is empty
    /// for another reason, as `column: reason`, joined by `; `.
    fn reasons(&self, measure: &Measure<'_>, into: &mut String) {
        let own = self.value.reason();
        if let Some(reason) = own {
            into.push_str(reason.name());
        }
        let rank = if measure.has_polarity() { self.rank.err() } else { None };
        let band = if measure.banded { self.band.err() } else { None };
        let others: [(&str, Option<Missing>); 8] = [
            ("change", self.change.reason()),
            ("rank", rank),
            ("band", band),
            ("neighbours_mean", self.neighbours_mean.reason()),
            ("neighbours_median", self.neighbours_median.reason()),
            ("neighbours_change", self.neighbours_change.reason()),
            ("region_value", self.region_value.reason()),
            ("england_value", self.england_value.reason()),
        ];
        // What hangs on the area's own value is empty for the same reason and need not say it again.
        let follows = |column| matches!(column, "change" | "rank" | "band");
        for (column, reason) in others {
            let Some(reason) = reason else { continue };
            if follows(column) && own == Some(reason) {
                continue;
            }
            if !into.is_empty() {
                into.push_str("; ");
            }
            into.push_str(column);
            into.push_str(": ");
            into.push_str(reason.name());
        }
    }
}

/// How many measures are written at once, shared between threads.
const AT_ONCE: usize = 64;

impl IndicatorTable<'_> {
    /// The cells of a row, in the order of [`COLUMNS`].
    fn cells<'r>(&'r self, measure: &'r Measure<'_>, row: &'r AreaRow) -> [Cell<'r>; COLUMNS.len()] {
        let without = |to_be_had: bool| if to_be_had { Without::Missing } else { Without::NoneToBeHad };
        let mut reasons = String::new();
        row.reasons(measure, &mut reasons);
        let (interval, ranks) = (row.uncertainty.interval(), row.rank_interval);
        [
            Cell::text(&measure.indicator.name),
            Cell::text(&measure.indicator.code),
            Cell::text(self.evidence.areas.get(row.area).map_or("", |area| area.label())),
            Cell::text(row.area.to_string()),
            Cell::text(&measure.period.label),
            Cell::Number(row.value.number()),
            Cell::Number(row.change.number()),
            Cell::Rank(row.rank.map_err(|_| without(measure.has_polarity()))),
            Cell::Band(row.band.map_err(|_| without(measure.banded))),
            Cell::Number(row.neighbours_mean.number()),
            Cell::Number(row.neighbours_median.number()),
            Cell::Count(row.neighbours_with_value),
            Cell::Number(row.neighbours_change.number()),
            Cell::text(row.region.map_or("", |region| self.evidence.areas.name(region))),
            Cell::Number(row.region_value.number()),
            Cell::Number(row.england_value.number()),
            Cell::text(reasons),
            Cell::text(measure.indicator.id.as_str()),
            Cell::text(if row.value.number().is_some() { row.uncertainty.method() } else { "" }),
            Cell::Number(interval.map(|interval| interval.low)),
            Cell::Number(interval.map(|interval| interval.high)),
            Cell::Rank(ranks.map(|ranks| ranks.best).ok_or(Without::Missing)),
            Cell::Rank(ranks.map(|ranks| ranks.worst).ok_or(Without::Missing)),
            Cell::text(row.beside_england.band.name()),
        ]
    }

    /// Writes the table as CSV.
    pub fn write_csv(&self, mut to: impl Write) -> io::Result<()> {
        writeln!(to, "{}", COLUMNS.join(","))?;
        // A few measures at a time: both cores write, and no more than a few pieces of text are held at once.
        let csv_of = |measure: &Measure<'_>| {
            let mut piece = Vec::with_capacity(measure.rows.len() * 220);
            write_csv(&mut piece, measure.rows.iter().map(|row| self.cells(measure, row))).map(|()| piece)
        };
        for some in self.measures.chunks(AT_ONCE) {
            let pieces: Vec<io::Result<Vec<u8>>> = some.par_iter().map(csv_of).collect();
            for piece in pieces {
                to.write_all(&piece?)?;
            }
        }
        to.flush()
    }

    /// Writes the table as JSON: what it is, the convention with what each choice does, and the rows.
    pub fn write_json(&self, mut to: impl Write) -> io::Result<()> {
        let (as_at, convention) = (serde_json::json!(self.as_at), serde_json::json!(self.convention.form()));
        write!(to, "{{\"version\":{JSON_VERSION},\"as_at\":{as_at},\"convention\":{convention},\"rows\":[")?;
        let rows = self
            .measures
            .iter()
            .flat_map(|measure| measure.rows.iter().map(move |row| self.cells(measure, row)));
        write_json(&mut to, &COLUMNS, rows)?;
        to.write_all(b"\n]}\n")?;
        to.flush()
    }

    /// The table as the bytes of a Parquet file.
    pub fn parquet(&self) -> Result<Vec<u8>, ParquetError> {
        let batch = self.batch()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("kingsway".to_owned())
            .build();
        let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties))?;
        writer.write(&batch)?;
        writer.into_inner()
    }

    fn batch(&self) -> Result<RecordBatch, ParquetError> {
        let mut columns: Vec<Column> = COLUMNS.iter().map(|name| Column::named(name)).collect();
        for measure in &self.measures {
            for row in &measure.rows {
                for (column, cell) in columns.iter_mut().zip(self.cells(measure, row)) {
                    column.push(&cell);
                }
            }
        }
        RecordBatch::try_from_iter_with_nullable(
            COLUMNS.into_iter().zip(columns).map(|(name, column)| (name, column.finish(), true)),
        )
        .map_err(ParquetError::from)
    }
}

/// A column of the Parquet file.
enum Column {
    /// Words that few rows have of their own.
    Repeating(StringDictionaryBuilder<Int32Type>),
    Text(StringBuilder),
    Numbers(Float64Builder),
    Counts(UInt32Builder),
}

impl Column {
    fn named(name: &str) -> Column {
        match name {
            "rank" | "neighbours_n" | "rank_best" | "rank_worst" => Column::Counts(UInt32Builder::new()),
            "missing_reason" => Column::Text(StringBuilder::new()),
            "indicator" | "measure" | "measure_code" | "area" | "area_code" | "period" | "band"
            | "region_used" | "interval_method" | "beside_england" => {
                Column::Repeating(StringDictionaryBuilder::new())
            }
            _ => Column::Numbers(Float64Builder::new()),
        }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Column::Repeating(to), Cell::Text(text)) => to.append_value(text),
            (Column::Repeating(to), Cell::Band(Ok(band))) => to.append_value(band.to_string()),
            (Column::Repeating(to), Cell::Band(Err(Without::NoneToBeHad))) => to.append_value(NONE_TO_BE_HAD),
            (Column::Repeating(to), _) => to.append_null(),
            (Column::Text(to), Cell::Text(text)) => to.append_value(text),
            (Column::Text(to), _) => to.append_null(),
            (Column::Numbers(to), Cell::Number(number)) => to.append_option(*number),
            (Column::Numbers(to), _) => to.append_null(),
            (Column::Counts(to), Cell::Count(count) | Cell::Rank(Ok(count))) => to.append_value(*count),
            (Column::Counts(to), _) => to.append_null(),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Column::Repeating(mut column) => Arc::new(column.finish()),
            Column::Text(mut column) => Arc::new(column.finish()),
            Column::Numbers(mut column) => Arc::new(column.finish()),
            Column::Counts(mut column) => Arc::new(column.finish()),
        }
    }
}
