//! The table as CSV: UTF-8, a header row, lines ended as RFC 4180 asks.

use super::{COLUMNS, Row};

/// The rows as CSV.
///
/// # Errors
/// Only where memory cannot be written to.
pub fn write_csv(rows: &[Row]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .has_headers(false)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in rows {
        writer.serialize(row)?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
