//! The real published files, and a plain way to look into them that shares nothing with the readers under test.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of published files beside the checkout; none, saying so, where it is absent.
///
/// # Panics
/// Where it is absent and `CI` is `true`: there it must be.
pub fn folder() -> Option<PathBuf> {
    shared("data")
}

/// A folder or file that is shared beside the checkout (`data`, `oracle/lait`); none, saying so, where it is absent.
///
/// # Panics
/// Where it is absent and `CI` is `true`: there it must be.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = crate::root().join("../shared").join(name);
    if let Ok(path) = path.canonicalize() {
        return Some(path);
    }
    crate::skipped(&format!("{} is absent", path.display()));
    None
}

/// The rows of a CSV file as text by column, whatever line its headings stand on.
pub fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned(),
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.unwrap()).collect();
    let filled = |record: &csv::StringRecord| record.iter().filter(|cell| !cell.trim().is_empty()).count();
    let (at, header) = records
        .iter()
        .take(8)
        .enumerate()
        .rev()
        .max_by_key(|(_, record)| filled(record))
        .unwrap_or_else(|| panic!("{} is empty", path.display()));
    records[at + 1..]
        .iter()
        .map(|record| header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect())
        .collect()
}

/// One column of a CSV file.
pub fn column(path: &Path, name: &str) -> Vec<String> {
    let rows = rows(path);
    assert!(rows.iter().any(|row| row.contains_key(name)), "{} has no column {name}", path.display());
    rows.into_iter().filter_map(|mut row| row.remove(name)).collect()
}
