//! The table as CSV, JSON and Parquet. Numbers are written in the shortest form that reads back to the same bits.

use super::{AreaRow, IndicatorTable, Measure};
use crate::text::{Json, csv_field, push_number};
use arrow_array::builder::{Float64Builder, StringBuilder, StringDictionaryBuilder, UInt32Builder};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use evidence::missing::Missing;
use evidence::{Polarity, Value};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use rayon::prelude::*;
use std::io::{self, Write};
use std::sync::Arc;

/// The columns of the table, in order.
pub const COLUMNS: [&str; 17] = [
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
];

/// The version of the JSON form; `docs/schemas/indicators-1.schema.json` describes it.
const JSON_VERSION: u32 = 1;

/// A measure without a direction has no rank, one without bands no band: not missing, but not there to be had.
const NONE_TO_BE_HAD: &str = "-";

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

impl IndicatorTable<'_> {
    /// Writes the table as CSV.
    pub fn write_csv(&self, mut to: impl Write) -> io::Result<()> {
        writeln!(to, "{}", COLUMNS.join(","))?;
        // A few measures at a time: both cores write, and no more than a few pieces of text are held at once.
        for some in self.measures.chunks(64) {
            let pieces: Vec<Vec<u8>> = some.par_iter().map(|measure| self.csv_of(measure)).collect();
            for piece in pieces {
                to.write_all(&piece)?;
            }
        }
        to.flush()
    }

    fn csv_of(&self, measure: &Measure<'_>) -> Vec<u8> {
        let mut out = Vec::with_capacity(measure.rows.len() * 220);
        let start = format!("{},{},", csv_field(&measure.indicator.name), csv_field(&measure.indicator.code));
        let period = csv_field(&measure.period.label);
        let mut reasons = String::new();
        for row in &measure.rows {
            out.extend_from_slice(start.as_bytes());
            let name = self.evidence.areas.get(row.area).map_or("", |area| area.label());
            out.extend_from_slice(csv_field(name).as_bytes());
            let _ = write!(out, ",{},{period},", row.area);
            push_value(&mut out, row.value);
            push_value(&mut out, row.change);
            match row.rank {
                Ok(rank) => drop(write!(out, "{rank},")),
                Err(_) if measure.has_polarity() => out.push(b','),
                Err(_) => drop(write!(out, "{NONE_TO_BE_HAD},")),
            }
            match row.band {
                Ok(band) => drop(write!(out, "{band},")),
                Err(_) if measure.banded => out.push(b','),
                Err(_) => drop(write!(out, "{NONE_TO_BE_HAD},")),
            }
            push_value(&mut out, row.neighbours_mean);
            push_value(&mut out, row.neighbours_median);
            let _ = write!(out, "{},", row.neighbours_with_value);
            push_value(&mut out, row.neighbours_change);
            out.extend_from_slice(csv_field(self.region_name(row)).as_bytes());
            out.push(b',');
            push_value(&mut out, row.region_value);
            push_value(&mut out, row.england_value);
            reasons.clear();
            row.reasons(measure, &mut reasons);
            out.extend_from_slice(reasons.as_bytes());
            out.push(b'\n');
        }
        out
    }

    fn region_name(&self, row: &AreaRow) -> &str {
        row.region.map_or("", |region| self.evidence.areas.name(region))
    }

    /// Writes the table as JSON: what it is, the convention with what each choice does, and the rows.
    pub fn write_json(&self, mut to: impl Write) -> io::Result<()> {
        let (as_at, convention) = (serde_json::json!(self.as_at), self.convention.as_json());
        write!(to, "{{\"version\":{JSON_VERSION},\"as_at\":{as_at},\"convention\":{convention},\"rows\":[")?;
        let mut first = true;
        for measure in &self.measures {
            for row in &measure.rows {
                if !std::mem::take(&mut first) {
                    to.write_all(b",")?;
                }
                to.write_all(b"\n")?;
                to.write_all(&self.json_of(measure, row))?;
            }
        }
        to.write_all(b"\n]}\n")?;
        to.flush()
    }

    fn json_of(&self, measure: &Measure<'_>, row: &AreaRow) -> Vec<u8> {
        let mut json = Json::object();
        json.text("measure", &measure.indicator.name);
        json.text("measure_code", &measure.indicator.code);
        json.text("area", self.evidence.areas.get(row.area).map_or("", |area| area.label()));
        json.text("area_code", &row.area.to_string());
        json.text("period", &measure.period.label);
        json.number("value", row.value.number());
        json.number("change", row.change.number());
        json.number("rank", row.rank.ok().map(f64::from));
        json.optional_text("band", row.band.ok().map(|band| band.to_string()).as_deref());
        json.number("neighbours_mean", row.neighbours_mean.number());
        json.number("neighbours_median", row.neighbours_median.number());
        json.number("neighbours_n", Some(f64::from(row.neighbours_with_value)));
        json.number("neighbours_change", row.neighbours_change.number());
        json.text("region_used", self.region_name(row));
        json.number("region_value", row.region_value.number());
        json.number("england_value", row.england_value.number());
        let mut reasons = String::new();
        row.reasons(measure, &mut reasons);
        json.text("missing_reason", &reasons);
        json.close()
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
        let rows =
            || self.measures.iter().flat_map(|measure| measure.rows.iter().map(move |row| (measure, row)));
        let repeating = |text: &dyn Fn(&Measure<'_>, &AreaRow) -> Option<String>| -> ArrayRef {
            let mut builder = StringDictionaryBuilder::<Int32Type>::new();
            rows().for_each(|(measure, row)| builder.append_option(text(measure, row)));
            Arc::new(builder.finish())
        };
        let number = |value: &dyn Fn(&AreaRow) -> Value| -> ArrayRef {
            let mut builder = Float64Builder::new();
            rows().for_each(|(_, row)| builder.append_option(value(row).number()));
            Arc::new(builder.finish())
        };
        let mut ranks = UInt32Builder::new();
        let mut counts = UInt32Builder::new();
        let mut reasons = StringBuilder::new();
        for (measure, row) in rows() {
            ranks.append_option(row.rank.ok());
            counts.append_value(row.neighbours_with_value);
            let mut text = String::new();
            row.reasons(measure, &mut text);
            reasons.append_value(text);
        }
        let name = |row: &AreaRow| self.evidence.areas.get(row.area).map(|area| area.label().to_owned());
        let band = |measure: &Measure<'_>, row: &AreaRow| match row.band {
            Ok(band) => Some(band.to_string()),
            Err(_) => (!measure.banded).then(|| NONE_TO_BE_HAD.to_owned()),
        };
        let columns: [ArrayRef; 17] = [
            repeating(&|measure, _| Some(measure.indicator.name.clone())),
            repeating(&|measure, _| Some(measure.indicator.code.clone())),
            repeating(&|_, row| name(row)),
            repeating(&|_, row| Some(row.area.to_string())),
            repeating(&|measure, _| Some(measure.period.label.clone())),
            number(&|row| row.value),
            number(&|row| row.change),
            Arc::new(ranks.finish()),
            repeating(&band),
            number(&|row| row.neighbours_mean),
            number(&|row| row.neighbours_median),
            Arc::new(counts.finish()),
            number(&|row| row.neighbours_change),
            repeating(&|_, row| Some(self.region_name(row).to_owned())),
            number(&|row| row.region_value),
            number(&|row| row.england_value),
            Arc::new(reasons.finish()),
        ];
        RecordBatch::try_from_iter_with_nullable(
            COLUMNS.into_iter().zip(columns).map(|(name, column)| (name, column, true)),
        )
        .map_err(ParquetError::from)
    }
}

fn push_value(out: &mut Vec<u8>, value: Value) {
    if let Value::Number(number) = value {
        push_number(out, number);
    }
    out.push(b',');
}
