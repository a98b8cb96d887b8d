//! Parquet files, a batch at a time.

use crate::limits;
use crate::table::{OwnedCell, Row, Unreadable};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use std::ops::ControlFlow;

/// A Parquet file whose rows are read as it goes. Its first row is its columns' names.
#[derive(Debug)]
pub struct ParquetTable {
    bytes: Bytes,
}

impl ParquetTable {
    /// A file, after its footer was found to be whole and within the limits.
    pub fn new(bytes: Vec<u8>) -> Result<ParquetTable, Unreadable> {
        let table = ParquetTable { bytes: Bytes::from(bytes) };
        guarded(|| {
            let builder = table.builder()?;
            let metadata = builder.metadata();
            let rows = metadata.file_metadata().num_rows();
            let inflated: i64 = metadata
                .row_groups()
                .iter()
                .fold(0, |sum, group| sum.saturating_add(group.total_byte_size()));
            let columns = builder.schema().fields().len();
            if !(0..=i64::from(limits::ROWS)).contains(&rows)
                || columns > limits::COLUMNS
                || !(0..=i64::try_from(limits::FILE_BYTES).unwrap_or(i64::MAX)).contains(&inflated)
            {
                return Err(Unreadable(format!(
                    "the file claims {rows} rows, {columns} columns and {inflated} bytes; the limits are {}, {} and {}",
                    limits::ROWS,
                    limits::COLUMNS,
                    limits::FILE_BYTES
                )));
            }
            Ok(())
        })?;
        Ok(table)
    }

    /// The file, for a reader of its own.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    fn builder(&self) -> Result<ParquetRecordBatchReaderBuilder<Bytes>, Unreadable> {
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        ParquetRecordBatchReaderBuilder::try_new_with_options(self.bytes.clone(), options).map_err(broken)
    }

    /// Reads the records in order until told to stop; row 0 is the columns' names.
    pub fn each_row(&self, with: &mut dyn FnMut(&Row<'_>) -> ControlFlow<()>) -> Result<(), Unreadable> {
        guarded(|| {
            let builder = self.builder()?;
            let names: Vec<OwnedCell> = builder
                .schema()
                .fields()
                .iter()
                .map(|field| OwnedCell::Text(field.name().as_str().into()))
                .collect();
            if with(&Row::of_cells(0, &names)).is_break() {
                return Ok(());
            }
            let mut number = 0u32;
            let mut cells = vec![OwnedCell::Empty; names.len()];
            for batch in builder.with_batch_size(4096).build().map_err(broken)? {
                let batch = batch.map_err(|error| Unreadable(format!("after row {number}: {error}")))?;
                for at in 0..batch.num_rows() {
                    number = number.saturating_add(1);
                    fill(&mut cells, &batch, at);
                    if with(&Row::of_cells(number, &cells)).is_break() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        })
    }
}

fn fill(cells: &mut [OwnedCell], batch: &RecordBatch, at: usize) {
    for (cell, column) in cells.iter_mut().zip(batch.columns()) {
        *cell = if column.is_null(at) { OwnedCell::Empty } else { cell_of(column.as_ref(), at) };
    }
}

fn cell_of(column: &dyn Array, at: usize) -> OwnedCell {
    let number = |number: f64| if number.is_finite() { OwnedCell::Number(number) } else { OwnedCell::Empty };
    match column.data_type() {
        DataType::Utf8 => OwnedCell::Text(column.as_string::<i32>().value(at).into()),
        DataType::LargeUtf8 => OwnedCell::Text(column.as_string::<i64>().value(at).into()),
        DataType::Float64 => number(column.as_primitive::<Float64Type>().value(at)),
        DataType::Float32 => number(f64::from(column.as_primitive::<Float32Type>().value(at))),
        DataType::Int64 => number(column.as_primitive::<Int64Type>().value(at) as f64),
        DataType::Int32 => number(f64::from(column.as_primitive::<Int32Type>().value(at))),
        DataType::Int16 => number(f64::from(column.as_primitive::<Int16Type>().value(at))),
        DataType::Int8 => number(f64::from(column.as_primitive::<Int8Type>().value(at))),
        DataType::UInt32 => number(f64::from(column.as_primitive::<UInt32Type>().value(at))),
        DataType::UInt16 => number(f64::from(column.as_primitive::<UInt16Type>().value(at))),
        DataType::UInt8 => number(f64::from(column.as_primitive::<UInt8Type>().value(at))),
        DataType::Boolean => crate::read_spreadsheet::truth_cell(column.as_boolean().value(at)),
        DataType::Date32 => evidence::date::from_days(column.as_primitive::<Date32Type>().value(at))
            .map_or(OwnedCell::Empty, OwnedCell::Date),
        // Published statistics hold nothing else; a nested or binary value is shown to be unreadable as text.
        other => OwnedCell::Text(format!("({other})").into()),
    }
}

fn broken(error: impl std::fmt::Display) -> Unreadable {
    Unreadable(format!("the Parquet file is damaged or cut off: {error}"))
}

/// The library asserts what a damaged file may contradict.
pub fn guarded<T>(read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    crate::panics::guarded("the Parquet file is damaged: its parts contradict one another", read)
}
