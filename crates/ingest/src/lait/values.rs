//! The values: 641,000 rows of text in Parquet, read so that each distinct text is looked at once for each group of
//! rows, and groups of rows are read side by side.
//!
//! Every text column is asked for as positions in a list of distinct texts, as the file itself stores it. What a
//! short name, a period, a place or a number means is then worked out for the list, and a row is four positions.

use super::dictionary::Dictionary;
use crate::limits;
use crate::read_parquet::guarded;
use crate::screening::{Rejection, RejectionKind, Tally};
use crate::table::Unreadable;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use evidence::cell::number_form;
use evidence::{Areas, Missing, Place, TextForm, Value};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

/// The columns that are read, as the description calls them.
const COLUMNS: [&str; 5] = ["measure", "period", "place", "number", "value"];

/// Rows of one group of rows of the file, in its order; the texts as positions in this part's own lists.
#[derive(Debug, Default)]
pub struct Part {
    /// Short names.
    pub measures: Listed<String>,
    /// Labels of periods.
    pub periods: Listed<String>,
    /// Places.
    pub places: Listed<Place>,
    /// For each row read: the positions of its measure, period and place.
    pub keys: Vec<(u16, u16, u16)>,
    /// For each row read: its number, or why there is none.
    pub values: Vec<Value>,
    /// How the cells of values are written.
    pub forms: Listed<TextForm>,
    /// For each row read: the position of how its value is written.
    pub written: Vec<u32>,
    /// For each row read: the number of its record, counted from 1.
    pub rows: Vec<u32>,
    /// Rows that were not read, and why.
    pub rejected: Vec<Rejection>,
    /// Values that are neither numbers nor known symbols, by text.
    pub odd: BTreeMap<String, u64>,
    /// The first of them, with their rows.
    pub first_odd: Vec<Rejection>,
}

/// What is needed to read a value.
pub struct Meanings<'a> {
    /// The register of areas.
    pub areas: &'a Areas,
    /// What symbols stand for.
    pub symbols: BTreeMap<String, Missing>,
}

/// Reads the file, a part for each of its groups of rows. `columns` says where each column of the description is.
pub fn read(
    bytes: &Bytes,
    columns: &BTreeMap<String, usize>,
    meanings: &Meanings<'_>,
) -> Result<Vec<Part>, Unreadable> {
    guarded(|| read_groups(bytes, columns, meanings))
}

fn read_groups(
    bytes: &Bytes,
    columns: &BTreeMap<String, usize>,
    meanings: &Meanings<'_>,
) -> Result<Vec<Part>, Unreadable> {
    let plain = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let metadata = ArrowReaderMetadata::load(bytes, plain).map_err(broken)?;
    let schema = with_lists(metadata.schema());
    let listed = ArrowReaderOptions::new().with_schema(Arc::new(schema));
    let metadata = ArrowReaderMetadata::try_new(metadata.metadata().clone(), listed).map_err(broken)?;
    let mut first_row = 1u32;
    let mut groups = Vec::new();
    for (at, group) in metadata.metadata().row_groups().iter().enumerate() {
        groups.push((at, first_row));
        first_row =
            u32::try_from(group.num_rows()).ok().and_then(|rows| first_row.checked_add(rows)).ok_or_else(
                || Unreadable(format!("{} rows in one group, more than can be numbered", group.num_rows())),
            )?;
    }
    groups
        .into_par_iter()
        .map(|(at, first_row)| guarded(|| read_group(bytes, &metadata, at, first_row, columns, meanings)))
        .collect()
}

/// The schema with texts as positions in lists of distinct texts.
fn with_lists(schema: &Schema) -> Schema {
    let fields = schema.fields().iter().map(|field| match field.data_type() {
        DataType::Utf8 => {
            let list = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
            Arc::new(Field::new(field.name(), list, field.is_nullable()))
        }
        _ => field.clone(),
    });
    Schema::new(fields.collect::<Vec<_>>())
}

fn read_group(
    bytes: &Bytes,
    metadata: &ArrowReaderMetadata,
    group: usize,
    first_row: u32,
    columns: &BTreeMap<String, usize>,
    meanings: &Meanings<'_>,
) -> Result<Part, Unreadable> {
    let wanted: Vec<usize> = COLUMNS.iter().filter_map(|name| columns.get(*name).copied()).collect();
    let mask = ProjectionMask::roots(metadata.parquet_schema(), wanted.iter().copied());
    let rows = usize::try_from(metadata.metadata().row_group(group).num_rows()).unwrap_or(0);
    let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(bytes.clone(), metadata.clone())
        .with_row_groups(vec![group])
        .with_projection(mask)
        .with_batch_size(rows.clamp(1, 1 << 16))
        .build()
        .map_err(broken)?;
    let mut part = Part::default();
    let mut row = first_row;
    for batch in reader {
        let batch = batch.map_err(|error| Unreadable(format!("after row {row}: {error}")))?;
        let columns = BatchColumns::of(&batch, metadata.schema(), columns)?;
        part.take(&columns, row, meanings)?;
        row = row.saturating_add(u32::try_from(batch.num_rows()).unwrap_or(u32::MAX));
    }
    Ok(part)
}

fn broken(error: impl std::fmt::Display) -> Unreadable {
    Unreadable(format!("the Parquet file is damaged or cut off: {error}"))
}

/// The headings that rejections name.
struct Headings {
    measure: String,
    period: String,
    place: String,
    value: String,
}

/// The columns of a batch, by what they are.
struct BatchColumns {
    headings: Headings,
    rows: usize,
    measure: StringColumn,
    period: StringColumn,
    place: StringColumn,
    number: ArrayRef,
    value: ArrayRef,
}

impl BatchColumns {
    fn of(
        batch: &RecordBatch,
        schema: &Schema,
        columns: &BTreeMap<String, usize>,
    ) -> Result<BatchColumns, Unreadable> {
        let heading = |name: &str| {
            let field = columns.get(name).and_then(|at| schema.fields().get(*at));
            field.map(|field| field.name().clone()).unwrap_or_default()
        };
        let column = |name: &str| {
            let column = batch.column_by_name(&heading(name)).cloned();
            column.ok_or_else(|| Unreadable(format!("the column of the {name} is not there")))
        };
        let headings = Headings {
            measure: heading("measure"),
            period: heading("period"),
            place: heading("place"),
            value: heading("value"),
        };
        Ok(BatchColumns {
            headings,
            rows: batch.num_rows(),
            measure: StringColumn::of(&column("measure")?)?,
            period: StringColumn::of(&column("period")?)?,
            place: StringColumn::of(&column("place")?)?,
            number: column("number")?,
            value: column("value")?,
        })
    }
}

/// A column of texts as positions in a list.
struct StringColumn(DictionaryArray<Int32Type>);

impl StringColumn {
    fn of(column: &ArrayRef) -> Result<StringColumn, Unreadable> {
        match column.as_dictionary_opt::<Int32Type>() {
            Some(array) if array.values().data_type() == &DataType::Utf8 => Ok(StringColumn(array.clone())),
            _ => Err(Unreadable(format!("a column of {} where text was expected", column.data_type()))),
        }
    }

    /// The distinct texts, trimmed.
    fn list(&self) -> impl Iterator<Item = &str> {
        self.0.values().as_string::<i32>().iter().map(|text| text.unwrap_or_default().trim())
    }

    /// The position of a row's text.
    fn key(&self, row: usize) -> Option<usize> {
        self.0.key(row)
    }
}

/// What a text of the column of values means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// A number.
    Number(f64),
    /// A reason.
    Missing(Missing),
    /// Neither a number nor a known symbol: kept as not available.
    Odd,
}

pub(super) fn meaning(text: &str, symbols: &BTreeMap<String, Missing>) -> Meaning {
    // Correctly rounded, so that the last bit is the one that R and Python read.
    match fast_float2::parse::<f64, _>(text) {
        Ok(number) if number.is_finite() => Meaning::Number(number),
        _ if text.is_empty() => Meaning::Missing(Missing::Blank),
        _ => symbols.get(text).map_or(Meaning::Odd, |reason| Meaning::Missing(*reason)),
    }
}

/// A list of distinct things, each with its position.
#[derive(Debug)]
pub struct Listed<T> {
    /// The things in the order in which they were met.
    pub list: Vec<T>,
    positions: FxHashMap<T, u32>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed { list: Vec::new(), positions: FxHashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> Listed<T> {
    fn position(&mut self, thing: T) -> u32 {
        if let Some(at) = self.positions.get(&thing) {
            return *at;
        }
        let at = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(thing.clone());
        self.positions.insert(thing, at);
        at
    }

    /// The position of one of a list that must be short.
    fn short_position(&mut self, thing: T) -> Result<u16, Unreadable> {
        u16::try_from(self.position(thing)).map_err(|_| {
            Unreadable(
                "more than 65,536 different measures, periods or places in one group of rows".to_owned(),
            )
        })
    }
}

impl Part {
    /// Takes over the rows of a batch.
    fn take(
        &mut self,
        columns: &BatchColumns,
        first_row: u32,
        meanings: &Meanings<'_>,
    ) -> Result<(), Unreadable> {
        let measures = positions(&columns.measure, &mut self.measures)?;
        let periods = positions(&columns.period, &mut self.periods)?;
        let mut places = PlaceReader::new(columns, meanings);
        let values = ValueReader::of(&columns.value, meanings, &mut self.forms);
        self.keys.reserve(columns.rows);
        self.values.reserve(columns.rows);
        self.written.reserve(columns.rows);
        self.rows.reserve(columns.rows);
        for at in 0..columns.rows {
            let row = first_row.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            let keys = (columns.measure.key(at), columns.period.key(at), places.at(at, &mut self.places)?);
            let (Some(measure), Some(period), Some(place)) = keys else {
                self.rejected.push(why_rejected(row, columns, at));
                continue;
            };
            let (meaning, form) = values.at(at, &mut self.forms);
            let value = match meaning {
                Meaning::Number(number) => Value::Number(number),
                Meaning::Missing(reason) => Value::missing(reason),
                Meaning::Odd => {
                    let text = values.text(at);
                    if self.first_odd.len() < limits::EXAMPLES_IN_A_NOTE {
                        self.first_odd.push(odd(row, columns, &text));
                    }
                    *self.odd.entry(text).or_default() += 1;
                    Value::missing(Missing::NotAvailable)
                }
            };
            self.keys.push((measures[measure], periods[period], place));
            self.values.push(value);
            self.written.push(form);
            self.rows.push(row);
        }
        Ok(())
    }
}

/// The positions of a column's texts in a part's list.
fn positions(texts: &StringColumn, list: &mut Listed<String>) -> Result<Vec<u16>, Unreadable> {
    texts.list().map(|text| list.short_position(text.to_owned())).collect()
}

fn odd(row: u32, columns: &BatchColumns, text: &str) -> Rejection {
    Rejection {
        row,
        column: columns.headings.value.clone(),
        value: text.chars().take(120).collect(),
        reason: "neither a number nor a known symbol; kept as not available".to_owned(),
        kind: RejectionKind::Wrong,
    }
}

fn why_rejected(row: u32, columns: &BatchColumns, at: usize) -> Rejection {
    let (column, value, reason) = if columns.measure.key(at).is_none() {
        (&columns.headings.measure, "", "the row names no measure")
    } else if columns.period.key(at).is_none() {
        (&columns.headings.period, "", "the row names no period")
    } else {
        let name = columns.place.key(at).and_then(|key| columns.place.list().nth(key)).unwrap_or_default();
        (
            &columns.headings.place,
            name,
            "neither the number nor the name is that of an area, a region or England",
        )
    };
    Rejection {
        row,
        column: column.clone(),
        value: value.to_owned(),
        reason: reason.to_owned(),
        kind: RejectionKind::Wrong,
    }
}

/// Finds the place of a row from its number and name; each pair is looked up once.
struct PlaceReader<'a> {
    columns: &'a BatchColumns,
    meanings: &'a Meanings<'a>,
    names: Vec<&'a str>,
    /// For each name, the number that it stood with last and what the two meant.
    known: Vec<Option<(Option<u64>, Option<u16>)>>,
}

impl<'a> PlaceReader<'a> {
    fn new(columns: &'a BatchColumns, meanings: &'a Meanings<'a>) -> PlaceReader<'a> {
        let names: Vec<&str> = columns.place.list().collect();
        PlaceReader { columns, meanings, known: vec![None; names.len()], names }
    }

    fn at(&mut self, row: usize, places: &mut Listed<Place>) -> Result<Option<u16>, Unreadable> {
        let number = number_at(&self.columns.number, row);
        let bits = number.map(f64::to_bits);
        let key = self.columns.place.key(row);
        if let Some(Some((known, found))) = key.map(|key| self.known[key])
            && known == bits
        {
            return Ok(found);
        }
        let name = key.map_or("", |key| self.names[key]);
        let found =
            place(number, name, self.meanings.areas).map(|place| places.short_position(place)).transpose()?;
        if let Some(key) = key {
            self.known[key] = Some((bits, found));
        }
        Ok(found)
    }
}

/// The place of a number and a name. A number below 970 is an area's and decides; England and the regions have
/// numbers of the tool's own, so their names do.
fn place(number: Option<f64>, name: &str, areas: &Areas) -> Option<Place> {
    let area = number.and_then(|number| crate::register::numbered(&crate::table::number_as_text(number)));
    match area {
        Some(area) => areas.get(area).map(|area| Place::Area(area.number)),
        None => areas.named(name).filter(|place| number.is_none() || place.area().is_none()),
    }
}

fn number_at(column: &ArrayRef, row: usize) -> Option<f64> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Float64 => Some(column.as_primitive::<Float64Type>().value(row)),
        DataType::Float32 => Some(f64::from(column.as_primitive::<Float32Type>().value(row))),
        DataType::Int64 => Some(column.as_primitive::<Int64Type>().value(row) as f64),
        DataType::Int32 => Some(f64::from(column.as_primitive::<Int32Type>().value(row))),
        _ => {
            let array = column.as_dictionary_opt::<Int32Type>()?;
            let text = array.values().as_string_opt::<i32>()?.value(array.key(row)?);
            fast_float2::parse(text.trim()).ok()
        }
    }
}

/// Reads values, which are texts in every file known, but may be numbers.
enum ValueReader<'a> {
    /// With what each distinct text means and how it is written; an empty cell comes last.
    StringColumn {
        array: &'a DictionaryArray<Int32Type>,
        meanings: Vec<(Meaning, u32)>,
    },
    Numbers(&'a ArrayRef),
}

impl<'a> ValueReader<'a> {
    fn of(column: &'a ArrayRef, meanings: &Meanings<'_>, forms: &mut Listed<TextForm>) -> ValueReader<'a> {
        let texts = column.as_dictionary_opt::<Int32Type>().and_then(|array| {
            let list = array.values().as_string_opt::<i32>()?;
            let of_text = |text: Option<&str>| {
                let text = text.unwrap_or_default().trim();
                let meaning = meaning(text, &meanings.symbols);
                let form = match meaning {
                    Meaning::Number(number) => number_form(text, number),
                    Meaning::Missing(_) | Meaning::Odd => TextForm::Written(text.to_owned()),
                };
                (meaning, forms.position(form))
            };
            let meanings = list.iter().chain([None]).map(of_text).collect();
            Some(ValueReader::StringColumn { array, meanings })
        });
        texts.unwrap_or(ValueReader::Numbers(column))
    }

    /// What a row's value means, and the position of how it is written.
    fn at(&self, row: usize, forms: &mut Listed<TextForm>) -> (Meaning, u32) {
        match self {
            ValueReader::StringColumn { array, meanings } => {
                meanings[array.key(row).unwrap_or(meanings.len() - 1)]
            }
            ValueReader::Numbers(column) => match number_at(column, row) {
                Some(number) if number.is_finite() => (
                    Meaning::Number(number),
                    forms.position(number_form(&crate::table::number_as_text(number), number)),
                ),
                _ => {
                    let empty = TextForm::Written(String::new());
                    (Meaning::Missing(Missing::Blank), forms.position(empty))
                }
            },
        }
    }

    fn text(&self, row: usize) -> String {
        match self {
            ValueReader::StringColumn { array, .. } => {
                let list = array.values().as_string::<i32>();
                array.key(row).map_or(String::new(), |key| list.value(key).trim().to_owned())
            }
            ValueReader::Numbers(_) => String::new(),
        }
    }
}

/// Counts what was read and rejected.
pub fn count(parts: &mut [Part], tally: &mut Tally) {
    let mut odd: BTreeMap<String, u64> = BTreeMap::new();
    for part in parts.iter_mut() {
        for _ in &part.rows {
            tally.read();
        }
        for rejection in part.rejected.drain(..) {
            tally.reject(rejection);
        }
        let listed = part.first_odd.len() as u64;
        for one in part.first_odd.drain(..) {
            tally.quarantine(one);
        }
        tally.quarantine_many(part.odd.values().sum::<u64>() - listed);
        for (text, count) in std::mem::take(&mut part.odd) {
            *odd.entry(text).or_default() += count;
        }
    }
    if !odd.is_empty() {
        let count: u64 = odd.values().sum();
        let shown: Vec<&str> = odd.keys().map(String::as_str).take(limits::EXAMPLES_IN_A_NOTE).collect();
        tally.note(format!(
            "{count} values are neither numbers nor known symbols, and are kept as not available: {}",
            shown.join(", ")
        ));
    }
}

/// Notes on measures that only the values or only the dictionary has.
pub fn unmatched(parts: &[Part], dictionary: &Dictionary) -> Vec<String> {
    let named: BTreeSet<&str> =
        parts.iter().flat_map(|part| part.measures.list.iter().map(String::as_str)).collect();
    let described: BTreeSet<&str> = dictionary.measures.keys().map(String::as_str).collect();
    let note = |what: &str, names: Vec<&str>| {
        let shown = &names[..names.len().min(limits::EXAMPLES_IN_A_NOTE)];
        (!names.is_empty()).then(|| format!("{} {what}: {}", names.len(), shown.join(", ")))
    };
    [
        note(
            "measures have values and no row in a dictionary, so their direction is not known",
            named.difference(&described).copied().collect(),
        ),
        note("measures of the dictionary have no values", described.difference(&named).copied().collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
