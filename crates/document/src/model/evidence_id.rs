//! The ids by which statements point at entries of the evidence appendix.

use serde::{Serialize, Serializer};

use super::Text;

/// The id of an entry of the evidence, as it is printed: `E12`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceId(String);

/// Longest id: it is printed between words.
const ID_LIMIT: usize = 32;

/// An id that cannot be printed or linked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{id}” is not an evidence id: expected a letter followed by letters, digits, full stops or hyphens, \
     at most {ID_LIMIT} in all, such as E12"
)]
pub struct EvidenceIdError {
    /// What was given, shortened.
    pub id: String,
}

impl EvidenceId {
    /// Reads an id.
    pub fn new(raw: &str) -> Result<Self, EvidenceIdError> {
        let begins_with_letter = raw.starts_with(|c: char| c.is_ascii_alphabetic());
        let reads = raw.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        if begins_with_letter && reads && raw.len() <= ID_LIMIT {
            Ok(Self(raw.to_owned()))
        } else {
            Err(EvidenceIdError { id: Text::new(raw).as_str().chars().take(40).collect() })
        }
    }

    /// The id as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for EvidenceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
