//! Sources: the files that the evidence came from.

use crate::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One published file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Its path as imported: relative to the folder that was named, with forward slashes; its name where it was named
    /// itself; `archive.zip/inner.csv` for a file of an archive.
    pub file: String,
    /// Which description in `sources/` it was read by.
    pub format: String,
    /// Sheet or table within the file, or empty.
    pub sheet: String,
    /// What it is, in words.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The licence it was published under.
    pub licence: String,
    /// The date it speaks of, where it says so.
    #[schemars(with = "Option<String>")]
    pub as_at: Option<Date>,
    /// Its encoding, for text.
    pub encoding: String,
    /// How "known from" was worked out for its rows, in words.
    pub known_from_basis: String,
    /// Remits of which it is a complete list on its date: a setting missing from it was no longer active.
    pub complete_for: Vec<String>,
    /// For how many days that list stands as the count of its remits: until the next one, and not for longer than this,
    /// nothing changes but that settings become others. None where days of opening and closing count between two lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_days: Option<u32>,
    /// Data rows in the file.
    pub rows_in_file: u64,
    /// Rows read.
    pub rows_read: u64,
    /// Rows rejected.
    pub rows_rejected: u64,
}
