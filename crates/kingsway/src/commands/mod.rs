//! One file for each command; what they share is here.

pub mod areas;
pub mod assess;
pub mod check;
pub mod compare;
pub mod conventions;
pub mod draft;
pub mod explain;
pub mod framework;
pub mod import;
pub mod indicators;
pub mod letter;
pub mod letters;
pub mod profile;
pub mod profile_text;
pub mod settings;
pub mod snapshot;

use crate::failure::Failure;
use serde::Serialize;

/// A JSON document with a final newline.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A CSV file with a heading taken from the names of the fields.
pub fn csv(rows: &[impl Serialize]) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row)?;
    }
    writer.into_inner().map_err(|error| Failure::new(error.to_string()))
}
