//! Overlays: what a user lays upon a snapshot. An overlay has an id of its own, and so has the evidence with it, so that
//! nothing changes a result under an old id.

use crate::error::Error;
use crate::frameworks;
use definitions::file::printable;
use evidence::area::folded;
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
    /// How many figures of an authority's own it adds.
    #[serde(default)]
    pub figures: usize,
}

/// A file that an overlay was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OverlayFile {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The evidence of a snapshot with the events and figures of some files, and what was laid upon it; the snapshot's files
/// stay as they are.
///
/// # Errors
/// Where a file cannot be read, a row of it cannot be used, or the files hold neither or anything else.
pub fn lay_upon(
    evidence: Evidence,
    base: &SnapshotId,
    files: &[PathBuf],
) -> Result<(Evidence, Overlay), Error> {
    let imported = import(files, &Options::builtin()?)?;
    let problems = problems(&evidence, &imported);
    if !problems.is_empty() {
        return Err(Error::Events { problems });
    }
    let overlay = evidence::Overlay::new(base, imported.evidence).map_err(of_overlay)?;
    let files = overlay.sources().iter();
    let shown = Overlay {
        id: overlay.id().0.clone(),
        files: files
            .map(|source| OverlayFile { file: source.file.clone(), sha256: source.sha256.clone() })
            .collect(),
        events: overlay.area_events().len(),
        figures: overlay.observations(),
    };
    Ok((overlay.joined(evidence).map_err(of_overlay)?, shown))
}

fn of_overlay(error: OverlayError) -> Error {
    match error {
        OverlayError::Nothing | OverlayError::NotToBeAdded { .. } => {
            Error::NoEvents { why: error.to_string() }
        }
        OverlayError::Published(id) => {
            Error::Events { problems: vec![OverlayError::Published(id).to_string()] }
        }
        OverlayError::TooMany { .. } => Error::TooManySources,
        OverlayError::Snapshot(error) => Error::Snapshot(error),
    }
}

/// The id of a snapshot with overlays, each laid upon the one before: that of the last, or the snapshot's own.
pub fn evidence_id(snapshot: &SnapshotId, overlays: &[Overlay]) -> String {
    overlays.last().map_or_else(|| snapshot.0.clone(), |overlay| overlay.id.clone())
}

/// Rows that cannot be used: areas that there are not, kinds of events that are spelt wrong, figures that are published
/// already. A row left out in silence would change a grade.
fn problems(evidence: &Evidence, imported: &Imported) -> Vec<String> {
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
    problems.extend(published_already(evidence, &imported.evidence));
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

/// Figures of the user's own under the name or id of a series that the snapshot has.
fn published_already(evidence: &Evidence, added: &Evidence) -> Vec<String> {
    let mut problems = Vec::new();
    for (indicator, at) in added.indicators.iter().zip(0_u32..).filter(|(one, _)| one.id.is_local()) {
        let own = without_mark(&indicator.name);
        let published = evidence.indicators.iter().find(|one| {
            let names = [one.id.as_str(), &one.name, &one.code];
            !one.id.is_local()
                && names.iter().any(|name| {
                    !name.is_empty() && [own, &indicator.code].iter().any(|own| folded(own) == folded(name))
                })
        });
        let Some(published) = published else { continue };
        let observations = &added.observations;
        let first = (0..observations.len())
            .filter(|row| observations.indicators()[*row].0 == at)
            .map(|row| observations.get(row))
            .min_by_key(|one| (one.source, one.row));
        let place = first.map_or_else(String::new, |one| {
            format!("{}, row {}: ", printable(&added.sources[one.source.index()].file), one.row)
        });
        problems.push(format!(
            "{place}`{}` is published already, as {} ({}); give the authority's own series another name",
            printable(own),
            printable(&published.name),
            published.id
        ));
    }
    problems
}

/// The title of an authority's own series as its file has it.
fn without_mark(name: &str) -> &str {
    name.rsplit_once(" (").map_or(name, |(title, _)| title)
}

/// The kinds of events that the built-in frameworks know.
fn known_event_kinds() -> BTreeSet<String> {
    let frameworks = frameworks::built_in_names().into_iter();
    let loaded = frameworks.filter_map(|name| frameworks::load(&name, None).ok());
    loaded.flat_map(|framework| framework.events.into_iter().map(|event| event.kind)).collect()
}
