//! Overlays: what a user lays upon a snapshot. An overlay has an id of its own, and so has the evidence with it, so that
//! nothing changes a result under an old id.

use crate::error::Error;
use crate::frameworks;
use definitions::file::printable;
use evidence::{Evidence, OverlayError, SnapshotId};
use ingest::import::{Imported, Options, import};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Something laid upon a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Overlay {
    /// SHA-256 over the id of what it is laid upon and its content: [`evidence::Overlay::id`].
    pub id: String,
    /// The files that it was made from.
    pub files: Vec<OverlayFile>,
    /// How many events of areas it adds.
    pub events: usize,
}

/// A file that an overlay was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OverlayFile {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The evidence of a snapshot with the events of some files, and what was laid upon it; the snapshot's files stay as
/// they are. What else the files hold is left out.
///
/// # Errors
/// Where a file cannot be read, a row of it cannot be used, or the files hold no events.
pub fn lay_events(
    evidence: Evidence,
    base: &SnapshotId,
    files: &[PathBuf],
) -> Result<(Evidence, Overlay), Error> {
    let imported = import(files, &Options::builtin()?)?;
    let problems = event_problems(&evidence, &imported);
    if !problems.is_empty() {
        return Err(Error::Events { problems });
    }
    let Evidence { sources, cell_forms, area_events, .. } = imported.evidence;
    let events = Evidence { sources, cell_forms, area_events, ..Evidence::default() };
    let overlay = evidence::Overlay::new(base, events).map_err(of_overlay)?;
    let files = overlay.sources().iter();
    let shown = Overlay {
        id: overlay.id().0.clone(),
        files: files
            .map(|source| OverlayFile { file: source.file.clone(), sha256: source.sha256.clone() })
            .collect(),
        events: overlay.area_events().len(),
    };
    Ok((overlay.joined(evidence).map_err(of_overlay)?, shown))
}

fn of_overlay(error: OverlayError) -> Error {
    match error {
        OverlayError::NoEvents | OverlayError::NotOnlyEvents { .. } => Error::NoEvents,
        OverlayError::TooMany { .. } => Error::TooManySources,
        OverlayError::Snapshot(error) => Error::Snapshot(error),
    }
}

/// The id of a snapshot with overlays, each laid upon the one before: that of the last, or the snapshot's own.
pub fn evidence_id(snapshot: &SnapshotId, overlays: &[Overlay]) -> String {
    overlays.last().map_or_else(|| snapshot.0.clone(), |overlay| overlay.id.clone())
}

/// Rows of events that cannot be used: areas that there are not, and kinds that are spelt wrong. A row left out in
/// silence would change a grade.
fn event_problems(evidence: &Evidence, imported: &Imported) -> Vec<String> {
    let mut problems = Vec::new();
    for file in &imported.screening.files {
        let place = printable(&file.path);
        for rejection in &file.rejections {
            let nearest = match evidence.areas.find(&rejection.value) {
                Err(unknown) if !unknown.nearest.is_empty() => {
                    format!("; did you mean {}?", unknown.nearest.join(", "))
                }
                _ => String::new(),
            };
            problems.push(format!(
                "{place}, row {}: `{}` {}{nearest}",
                rejection.row,
                printable(&rejection.value),
                rejection.reason
            ));
        }
    }
    let known = known_event_kinds();
    let mut kinds: Vec<&str> =
        imported.evidence.area_events.iter().map(|event| event.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds.into_iter().filter(|kind| !known.contains(*kind)) {
        if let Some(near) = known.iter().find(|known| definitions::is_slip(kind, known)) {
            problems
                .push(format!("no kind of event is called `{}`; did you mean `{near}`?", printable(kind)));
        }
    }
    problems
}

/// The kinds of events that the built-in frameworks know.
fn known_event_kinds() -> BTreeSet<String> {
    let frameworks = frameworks::built_in_names().into_iter();
    let loaded = frameworks.filter_map(|name| frameworks::load(&name, None).ok());
    loaded.flat_map(|framework| framework.events.into_iter().map(|event| event.kind)).collect()
}
