//! Overlays: what a user lays upon a snapshot. An overlay has an id of its own, and so has the evidence with it, so that
//! nothing changes a result under an old id.

use crate::error::Error;
use crate::frameworks;
use crate::made_from::{hash_of, sha256};
use definitions::file::printable;
use evidence::{AreaEvent, Evidence, SnapshotId, Source, SourceIndex};
use ingest::import::{Imported, Options, import};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Something laid upon a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Overlay {
    /// SHA-256 over its content and the hashes of its files.
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

/// Lays the events of some files upon evidence in memory; the snapshot's files stay as they are.
///
/// # Errors
/// Where a file cannot be read, a row of it cannot be used, or the files hold no events.
pub fn lay_events(evidence: &mut Evidence, files: &[PathBuf]) -> Result<Overlay, Error> {
    let imported = import(files, &Options::builtin()?)?;
    let problems = event_problems(evidence, &imported);
    if !problems.is_empty() {
        return Err(Error::Events { problems });
    }
    let imported = imported.evidence;
    if imported.area_events.is_empty() {
        return Err(Error::NoEvents);
    }
    let overlay = overlay_of(&imported.sources, &imported.area_events);
    let first = evidence.sources.len();
    evidence.sources.extend(imported.sources);
    for event in imported.area_events {
        let at = u16::try_from(first + event.source.at()).map_err(|_| Error::TooManySources)?;
        evidence.area_events.push(AreaEvent { source: SourceIndex(at), ..event });
    }
    evidence.area_events.sort();
    Ok(overlay)
}

/// The overlay of some files and the events that they hold, both in their sorted order.
fn overlay_of(sources: &[Source], events: &[AreaEvent]) -> Overlay {
    let files: Vec<OverlayFile> = sources
        .iter()
        .map(|source| OverlayFile { file: source.file.clone(), sha256: source.sha256.clone() })
        .collect();
    let id = hash_of(&("kingsway-overlay-1", sources, events));
    Overlay { id, files, events: events.len() }
}

/// The id of a snapshot with overlays: the snapshot's own where there are none.
pub fn evidence_id(snapshot: &SnapshotId, overlays: &[Overlay]) -> String {
    if overlays.is_empty() {
        return snapshot.0.clone();
    }
    let ids: Vec<&str> = overlays.iter().map(|overlay| overlay.id.as_str()).collect();
    sha256(format!("kingsway-evidence-1\n{snapshot}\n{}\n", ids.join("\n")).as_bytes())
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
