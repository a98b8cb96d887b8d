//! Results as JSON and CSV.

use crate::error::Error;
use serde::Serialize;

/// A JSON document with a final newline.
///
/// # Errors
/// Where a value cannot be written as JSON; no result of this crate is such a value.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let unwritable =
        |error: serde_json::Error| Error::Unwritable { format: "JSON", reason: error.to_string() };
    let mut bytes = serde_json::to_vec_pretty(value).map_err(unwritable)?;
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
