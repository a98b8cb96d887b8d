//! Overlays: what a user adds to a snapshot, under an id of its own. The snapshot itself never changes.

use super::joining::{Figures, joined};
use super::manifest::LAYOUT;
use super::staging::Staging;
use super::{SnapshotError, SnapshotId};
use crate::{AreaEvent, CellForm, Evidence, FormIndex, IndicatorId, Source, SourceIndex};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The file that an overlay is written as, within its folder.
const FILE: &str = "overlay.json";

/// What is added to a snapshot: events of areas and an authority's own figures, with the files that they came from.
///
/// Its id is a hash of the snapshot's id and of everything that is added, so that a result made with it never stands
/// under the id of the snapshot alone. It is held in memory or written as a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    id: SnapshotId,
    base: SnapshotId,
    content: Content,
}

/// The overlay's own tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    sources: Vec<Source>,
    cell_forms: Vec<CellForm>,
    area_events: Vec<AreaEvent>,
    /// Left out where there are none, so that overlays of events alone keep their ids.
    #[serde(default, skip_serializing_if = "Figures::is_empty")]
    figures: Figures,
}

/// What is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    layout: u32,
    id: SnapshotId,
    base: SnapshotId,
    adds: Content,
}

/// Why something cannot be an overlay, or cannot be joined with a snapshot.
#[derive(Debug, thiserror::Error)]
pub enum OverlayError {
    /// There is nothing to add.
    #[error("the files hold neither events of areas nor figures of an authority's own")]
    Nothing,
    /// There is what cannot be added.
    #[error(
        "the files hold {what}, and only events of areas and figures of an authority's own can be added to a snapshot. Import those files with the others instead"
    )]
    NotToBeAdded {
        /// What else there is.
        what: &'static str,
    },
    /// A figure that is published already.
    #[error("{} is an indicator of the snapshot already, and figures that are added stand beside published ones, never in their place", .0)]
    Published(IndicatorId),
    /// The evidence has no room for more.
    #[error("more than {limit} {what} together with those of the snapshot")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// How many there may be.
        limit: u32,
    },
    /// A file could not be read or written.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
}

impl Overlay {
    /// The overlay that adds what was imported to the snapshot, or overlay, with the id `base`.
    pub fn new(base: &SnapshotId, added: Evidence) -> Result<Overlay, OverlayError> {
        let others = [
            ("published figures", added.indicators.iter().all(|indicator| indicator.id.is_local())),
            ("figures of England or of regions", added.places.iter().all(|place| place.area().is_some())),
            ("settings", added.settings.is_empty()),
            ("inspections", added.inspections.is_empty()),
            ("successions of settings", added.links.is_empty()),
            ("statistical neighbours", added.neighbour_sets.is_empty()),
        ];
        if let Some((what, _)) = others.into_iter().find(|(_, empty)| !empty) {
            return Err(OverlayError::NotToBeAdded { what });
        }
        if added.area_events.is_empty() && added.observations.is_empty() {
            return Err(OverlayError::Nothing);
        }
        let figures = Figures::of(&added);
        let Evidence { sources, cell_forms, area_events, .. } = added;
        let content = Content { sources, cell_forms, area_events, figures };
        let id = content.id(base).map_err(|error| SnapshotError::damaged(FILE, error))?;
        Ok(Overlay { id, base: base.clone(), content })
    }

    /// Its own id.
    pub fn id(&self) -> &SnapshotId {
        &self.id
    }

    /// The id of the snapshot, or overlay, that it adds to.
    pub fn base(&self) -> &SnapshotId {
        &self.base
    }

    /// The events that it adds.
    pub fn area_events(&self) -> &[AreaEvent] {
        &self.content.area_events
    }

    /// How many figures it adds.
    pub fn observations(&self) -> usize {
        self.content.figures.observations.len()
    }

    /// The files that it was made from.
    pub fn sources(&self) -> &[Source] {
        &self.content.sources
    }

    /// The evidence of the snapshot with what the overlay adds. Its files and cells follow those of the snapshot.
    pub fn joined(&self, mut base: Evidence) -> Result<Evidence, OverlayError> {
        let too_many = |what, limit| OverlayError::TooMany { what, limit };
        let first_source = base.sources.len();
        let first_form = base.cell_forms.len();
        base.sources.extend(self.content.sources.iter().cloned());
        base.cell_forms.extend(self.content.cell_forms.iter().cloned());
        for event in &self.content.area_events {
            let source = u16::try_from(first_source + event.source.index());
            let form = u32::try_from(first_form + event.form.index());
            base.area_events.push(AreaEvent {
                source: SourceIndex(source.map_err(|_| too_many("files", 1 << 16))?),
                form: FormIndex(form.map_err(|_| too_many("ways of writing a cell", u32::MAX))?),
                ..event.clone()
            });
        }
        base.area_events.sort();
        joined(base, &self.content.figures, (first_source, first_form))
    }

    /// Writes the overlay as a folder, which must not exist or be empty.
    pub fn write(&self, folder: &Path) -> Result<(), OverlayError> {
        let (id, base, content) = (self.id.clone(), self.base.clone(), self.content.clone());
        let written = Written { layout: LAYOUT, id, base, adds: content };
        let mut text = serde_json::to_vec_pretty(&written)
            .map_err(|error| SnapshotError::damaged(folder.join(FILE), error))?;
        text.push(b'\n');
        let staging = Staging::beside(folder)?;
        staging.add(FILE, &text)?;
        Ok(staging.put_in_place(folder)?)
    }

    /// Reads an overlay and checks that its id is that of its content.
    pub fn open(folder: &Path) -> Result<Overlay, OverlayError> {
        let path = folder.join(FILE);
        let problem = |problem: String| SnapshotError::Manifest { path: path.clone(), problem };
        let text = std::fs::read(&path).map_err(SnapshotError::io(&path))?;
        let written: Written =
            serde_json::from_slice(&text).map_err(|error| problem(format!("not an overlay: {error}")))?;
        if written.layout != LAYOUT {
            let other = format!("layout {} where this version reads layout {LAYOUT}", written.layout);
            return Err(problem(other).into());
        }
        let Written { id, base, adds: content, .. } = written;
        let known = |event: &AreaEvent| {
            event.source.index() < content.sources.len() && event.form.index() < content.cell_forms.len()
        };
        if !content.area_events.iter().all(known) {
            return Err(problem("an event is of no file".to_owned()).into());
        }
        if !content.figures.are_consistent(content.sources.len(), content.cell_forms.len()) {
            return Err(problem("a figure is of no file, or of nothing that is listed".to_owned()).into());
        }
        if content.id(&base).map_err(|error| problem(error.to_string()))? != id {
            return Err(problem("the id is not the hash of what it adds".to_owned()).into());
        }
        Ok(Overlay { id, base, content })
    }
}

impl Content {
    fn id(&self, base: &SnapshotId) -> Result<SnapshotId, serde_json::Error> {
        let mut hash = Sha256::new();
        hash.update(format!("kingsway overlay, layout {LAYOUT}\n{base}\n"));
        hash.update(serde_json::to_vec(self)?);
        Ok(SnapshotId(hex::encode(hash.finalize())))
    }
}
