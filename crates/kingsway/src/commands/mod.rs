//! One file for each command; what they share is here.

pub mod areas;
pub mod assess;
pub mod check;
pub mod compare;
pub mod conventions;
pub mod draft;
pub mod explain;
pub mod fetch;
pub mod framework;
pub mod import;
pub mod indicators;
pub mod letter;
pub mod letters;
pub mod profile;
pub mod profile_text;
pub mod settings;
pub mod snapshot;
pub mod status;
pub mod template;
pub mod trace;

use crate::arguments::EvidenceArgument;
use crate::failure::Failure;
use crate::standard;
use application::Workspace;
use evidence::Date;
use evidence::date::in_words;
use std::path::PathBuf;

/// The width of pages shown as text.
pub const PAGE_WIDTH: usize = 100;

/// Opens the snapshot with the user's own figures and events upon it, and warns where the date lies long after everything in it.
pub fn open(
    evidence: &EvidenceArgument,
    events: &[PathBuf],
    as_at: Option<Date>,
) -> Result<Workspace, Failure> {
    let workspace = Workspace::open(&evidence.folder()?, events)?;
    if let Some((as_at, last)) = as_at.and_then(|as_at| Some((as_at, workspace.long_before(as_at)?))) {
        standard::report(&format!(
            "kingsway: warning: {} is long after this evidence ends; the newest of it became public on {}",
            in_words(as_at),
            in_words(last)
        ));
    }
    Ok(workspace)
}
