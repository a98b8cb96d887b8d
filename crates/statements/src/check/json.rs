//! The report as JSON: a list with one entry for each claim, and one for each sentence that claims nothing.

use super::Report;

impl Report {
    /// The report's sentences as JSON.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(&self.sentences).unwrap_or_default()
    }
}
