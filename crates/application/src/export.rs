//! Results as JSON and CSV.

use crate::error::Error;
use serde::{Serialize, Serializer};

/// A JSON document for people to read as it is, with a final newline.
///
/// # Errors
/// Where a value cannot be written as JSON; no result of this crate is such a value.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    with_newline(serde_json::to_vec_pretty(value))
}

/// A JSON document without white space, with a final newline: for results that cite every cell, of which more than a
/// third would be indentation.
///
/// # Errors
/// As [`json`].
pub fn compact_json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    with_newline(serde_json::to_vec(value))
}

fn with_newline(written: serde_json::Result<Vec<u8>>) -> Result<Vec<u8>, Error> {
    let mut bytes =
        written.map_err(|error| Error::Unwritable { format: "JSON", reason: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A CSV file with a heading taken from the names of the fields.
///
/// # Errors
/// Where a row cannot be written as CSV; no row of this crate is such a row.
pub fn csv(rows: &[impl Serialize]) -> Result<Vec<u8>, Error> {
    let unwritable = |reason: String| Error::Unwritable { format: "CSV", reason };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(|error| unwritable(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| unwritable(error.to_string()))
}

/// A CSV file of texts, with headings that are not known beforehand.
///
/// # Errors
/// Where a row cannot be written as CSV; no row of this crate is such a row.
pub fn csv_of_texts(headings: &[String], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, Error> {
    let unwritable = |reason: String| Error::Unwritable { format: "CSV", reason };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(headings.to_vec()).chain(rows) {
        writer.write_record(row).map_err(|error| unwritable(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| unwritable(error.to_string()))
}

/// Decimal places that a computed number keeps in a table: more than anything is published with, and few enough that
/// the rounding of binary arithmetic does not show (`-0.1`, not `-0.10000000000000142`).
const DECIMALS: f64 = 1e10;

/// Writes a number that may be missing without the noise of its arithmetic.
///
/// # Errors
/// Those of the serialiser.
pub fn without_noise<S: Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    number.map(rounded).serialize(serializer)
}

/// A number as text, without the noise of its arithmetic.
pub fn number_without_noise(number: f64) -> String {
    rounded(number).to_string()
}

/// A computed number without the noise of its arithmetic.
pub(crate) fn rounded(number: f64) -> f64 {
    let rounded = (number * DECIMALS).round() / DECIMALS;
    if rounded.is_finite() { rounded } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_written_as_people_would_write_it() {
        assert_eq!(rounded(56.6 - 56.7).to_string(), "-0.1");
        assert_eq!(rounded(45.730_000_000_000_004).to_string(), "45.73");
        assert_eq!(rounded(1e300).to_string(), 1e300.to_string());
        assert_eq!(rounded(1.0 / 3.0).to_string(), "0.3333333333");
    }
}
