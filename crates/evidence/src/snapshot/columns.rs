//! Columns of the tables, to and from Arrow. StringColumn that repeat are dictionary-encoded, so that reading a column of
//! codes costs a look-up per distinct text and not per row.

use super::SnapshotError;
use crate::{Date, date};
use arrow_array::builder::{StringBuilder, StringDictionaryBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, PrimitiveArray, RecordBatch};
use std::path::Path;
use std::sync::Arc;

/// A column of texts that repeat.
pub fn repeating<'a>(values: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    let mut builder = StringDictionaryBuilder::<Int32Type>::new();
    for value in values {
        builder.append_option(value);
    }
    Arc::new(builder.finish())
}

/// A column of texts that hardly repeat.
pub fn texts<'a>(values: impl Iterator<Item = &'a str>) -> ArrayRef {
    let mut builder = StringBuilder::new();
    for value in values {
        builder.append_value(value);
    }
    Arc::new(builder.finish())
}

/// A column of dates, some of which may be missing.
pub fn dates(values: impl Iterator<Item = Option<Date>>) -> ArrayRef {
    Arc::new(values.map(|value| value.map(date::to_days)).collect::<PrimitiveArray<Date32Type>>())
}

/// A column of days since 1 January 1970.
pub fn days(values: impl Iterator<Item = i32>) -> ArrayRef {
    Arc::new(PrimitiveArray::<Date32Type>::from_iter_values(values))
}

/// A column of days, some of which may be missing ([`date::NO_DAY`]).
pub fn some_days(values: &[i32]) -> ArrayRef {
    let there = |day: &i32| Some(*day).filter(|day| *day != date::NO_DAY);
    Arc::new(values.iter().map(there).collect::<PrimitiveArray<Date32Type>>())
}

/// A column of numbers, some of which may be missing.
pub fn numbers(values: impl Iterator<Item = Option<f64>>) -> ArrayRef {
    Arc::new(values.collect::<PrimitiveArray<Float64Type>>())
}

/// A column of small counts.
pub fn bytes(values: impl Iterator<Item = Option<u8>>) -> ArrayRef {
    Arc::new(values.collect::<PrimitiveArray<UInt8Type>>())
}

/// A column of positions or area numbers.
pub fn shorts(values: impl Iterator<Item = Option<u16>>) -> ArrayRef {
    Arc::new(values.collect::<PrimitiveArray<UInt16Type>>())
}

/// A column of counts or rows.
pub fn counts(values: impl Iterator<Item = Option<u32>>) -> ArrayRef {
    Arc::new(values.collect::<PrimitiveArray<UInt32Type>>())
}

/// A column of large counts.
pub fn large_counts(values: impl Iterator<Item = u64>) -> ArrayRef {
    Arc::new(PrimitiveArray::<UInt64Type>::from_iter_values(values))
}

/// A column of yes and no.
pub fn flags(values: impl Iterator<Item = bool>) -> ArrayRef {
    Arc::new(values.map(Some).collect::<BooleanArray>())
}

/// A batch of a table that is being read, with the table's path for errors.
pub struct Batch<'a> {
    /// The rows.
    pub rows: &'a RecordBatch,
    /// Where they came from.
    pub path: &'a Path,
}

impl<'a> Batch<'a> {
    fn column(&self, name: &str) -> Result<&'a ArrayRef, SnapshotError> {
        self.rows
            .column_by_name(name)
            .ok_or_else(|| SnapshotError::damaged(self.path, format!("there is no column `{name}`")))
    }

    fn wrong_type(&self, name: &str) -> SnapshotError {
        SnapshotError::damaged(self.path, format!("column `{name}` is not of the expected type"))
    }

    /// The column of texts, repeating or not, as one text a row.
    pub fn texts(&self, name: &str) -> Result<Vec<Option<&'a str>>, SnapshotError> {
        let column = self.column(name)?;
        if let Some(plain) = column.as_string_opt::<i32>() {
            return Ok(plain.iter().collect());
        }
        let dictionary = column.as_dictionary_opt::<Int32Type>().ok_or_else(|| self.wrong_type(name))?;
        let values = dictionary.values().as_string_opt::<i32>().ok_or_else(|| self.wrong_type(name))?;
        let texts = dictionary.keys().iter().map(|key| {
            let at = usize::try_from(key?).ok()?;
            (at < values.len()).then(|| values.value(at))
        });
        Ok(texts.collect())
    }

    /// The column of repeating texts as a list of distinct texts and, for each row, the position in it.
    pub fn repeating(&self, name: &str) -> Result<(Vec<&str>, Vec<Option<u32>>), SnapshotError> {
        let dictionary =
            self.column(name)?.as_dictionary_opt::<Int32Type>().ok_or_else(|| self.wrong_type(name))?;
        let values = dictionary.values().as_string_opt::<i32>().ok_or_else(|| self.wrong_type(name))?;
        let distinct = (0..values.len()).map(|at| values.value(at)).collect();
        let keys = dictionary.keys().iter().map(|key| key.and_then(|key| u32::try_from(key).ok())).collect();
        Ok((distinct, keys))
    }

    fn primitive<T: arrow_array::types::ArrowPrimitiveType>(
        &self,
        name: &str,
    ) -> Result<&PrimitiveArray<T>, SnapshotError> {
        self.column(name)?.as_primitive_opt::<T>().ok_or_else(|| self.wrong_type(name))
    }

    /// The column of dates.
    pub fn dates(&self, name: &str) -> Result<Vec<Option<Date>>, SnapshotError> {
        Ok(self.primitive::<Date32Type>(name)?.iter().map(|days| days.and_then(date::from_days)).collect())
    }

    /// The column of days since 1 January 1970.
    pub fn days(&self, name: &str) -> Result<&[i32], SnapshotError> {
        Ok(self.primitive::<Date32Type>(name)?.values())
    }

    /// The column of numbers.
    pub fn numbers(&self, name: &str) -> Result<&PrimitiveArray<Float64Type>, SnapshotError> {
        self.primitive::<Float64Type>(name)
    }

    /// The column of small counts.
    pub fn bytes(&self, name: &str) -> Result<&PrimitiveArray<UInt8Type>, SnapshotError> {
        self.primitive::<UInt8Type>(name)
    }

    /// The column of positions or area numbers.
    pub fn shorts(&self, name: &str) -> Result<&PrimitiveArray<UInt16Type>, SnapshotError> {
        self.primitive::<UInt16Type>(name)
    }

    /// The column of counts or rows.
    pub fn counts(&self, name: &str) -> Result<&PrimitiveArray<UInt32Type>, SnapshotError> {
        self.primitive::<UInt32Type>(name)
    }

    /// The column of large counts.
    pub fn large_counts(&self, name: &str) -> Result<&PrimitiveArray<UInt64Type>, SnapshotError> {
        self.primitive::<UInt64Type>(name)
    }

    /// The column of yes and no.
    pub fn flags(&self, name: &str) -> Result<Vec<bool>, SnapshotError> {
        let flags = self.column(name)?.as_boolean_opt().ok_or_else(|| self.wrong_type(name))?;
        Ok(flags.iter().map(|flag| flag.unwrap_or(false)).collect())
    }
}
