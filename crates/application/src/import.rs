//! The use cases of evidence coming in: published files become a snapshot, or are screened for what is wrong.

use crate::error::Error;
use crate::made::{Made, Shape};
use crate::made_from::MadeFrom;
use crate::workspace::Workspace;
use evidence::{Evidence, Snapshot, SnapshotError, SnapshotId, snapshot};
use ingest::import::{Options, Progress};
use ingest::screening::{FileScreening, Screening};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What is to be imported.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// Files, or folders to look through.
    pub paths: Vec<PathBuf>,
    /// The folder for the snapshot; it must be new or empty.
    pub into: PathBuf,
    /// A folder of source descriptions in place of the built-in ones of the same name.
    pub sources: Option<PathBuf>,
}

/// What an import gave.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportResult {
    /// The snapshot.
    pub snapshot: SnapshotId,
    /// Whether the folder held it before.
    pub already_there: bool,
    /// The folder.
    pub folder: PathBuf,
    /// What was read of each file.
    pub files: Vec<FileScreening>,
    /// What several files or rows say alike, and was kept once.
    pub repeated: RepeatedCounts,
    /// How much the evidence holds.
    #[serde(skip)]
    pub counts: EvidenceCounts,
}

/// What several files or rows say alike.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct RepeatedCounts {
    /// Observations.
    pub observations: u64,
    /// Inspections.
    pub inspections: u64,
}

/// How much some evidence holds.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct EvidenceCounts {
    /// Observations.
    pub observations: usize,
    /// Indicators.
    pub indicators: usize,
    /// Listings of settings.
    pub listings: usize,
    /// Settings.
    pub settings: usize,
    /// Inspections.
    pub inspections: usize,
    /// Judgements of the inspections.
    pub judgements: usize,
}

/// The built-in descriptions, with those of the user's folder in place of those of the same name.
///
/// # Errors
/// Where a description has mistakes.
pub fn options<'a>(sources: Option<&Path>) -> Result<Options<'a>, Error> {
    Ok(match sources {
        None => Options::builtin()?,
        Some(folder) => Options::with_formats(folder)?,
    })
}

/// Reads published files into a new snapshot; all of them or, where one cannot be read, nothing.
///
/// # Errors
/// Where a file cannot be read or the snapshot cannot be written.
pub fn import(
    request: &ImportRequest,
    progress: &(dyn Fn(Progress<'_>) + Sync),
) -> Result<Made<ImportResult>, Error> {
    let mut options = options(request.sources.as_deref())?;
    options.progress = Some(progress);
    let imported = read(&request.paths, &options)?;
    let written = snapshot::write(&imported.evidence, &request.into)?;
    let made_from = of_snapshot(&written.id);
    let result = ImportResult {
        snapshot: written.id,
        already_there: written.already_there,
        folder: request.into.clone(),
        files: imported.screening.files,
        repeated: RepeatedCounts {
            observations: imported.repeated.observations,
            inspections: imported.repeated.inspections,
        },
        counts: counts(&imported.evidence),
    };
    Ok(Made::new(made_from, result))
}

/// Reads files; a named one of which nothing could be read is an error, and nothing is kept.
fn read(paths: &[PathBuf], options: &Options<'_>) -> Result<ingest::Imported, Error> {
    let mut imported = ingest::import::import(paths, options)?;
    match ingest::import::one_error(std::mem::take(&mut imported.nothing_read)) {
        Some(error) => Err(error.into()),
        None => Ok(imported),
    }
}

/// What is wrong with some files, and why each that was named cannot be read, where one cannot.
///
/// # Errors
/// Where a source description has mistakes.
pub fn screen(paths: &[PathBuf], sources: Option<&Path>) -> Result<(Made<Screening>, Vec<Error>), Error> {
    let (screening, errors) = ingest::import::screen(paths, &options(sources)?);
    Ok((Made::new(MadeFrom::program(), screening), errors.into_iter().map(Error::Import).collect()))
}

/// The evidence of a snapshot or, where none is named, of published files read directly.
///
/// # Errors
/// Where the snapshot or a file cannot be read.
pub fn evidence_of(
    snapshot: Option<&Path>,
    from: &[PathBuf],
    sources: Option<&Path>,
) -> Result<Evidence, Error> {
    match snapshot {
        Some(folder) => Ok(Snapshot::open(folder)?.evidence()?),
        None => Ok(read(from, &options(sources)?)?.evidence),
    }
}

/// A workspace over a snapshot or, where none is named, over published files read directly (their evidence has the
/// name of no snapshot), with the user's own files laid upon it.
///
/// # Errors
/// Where the snapshot or a file cannot be read.
pub fn workspace_of(
    snapshot: Option<&Path>,
    from: &[PathBuf],
    sources: Option<&Path>,
    own: &[PathBuf],
) -> Result<Workspace, Error> {
    match snapshot {
        Some(folder) => Workspace::open(folder, own),
        None => Workspace::with_own(evidence_of(None, from, sources)?, SnapshotId(String::new()), own),
    }
}

/// A snapshot as it stands on the disk.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SnapshotState {
    /// The snapshot.
    pub id: SnapshotId,
    /// Whether every table is as it was written.
    pub unaltered: bool,
    /// The tables.
    pub tables: Vec<snapshot::TableEntry>,
    /// The files it was made from.
    pub sources: Vec<evidence::Source>,
    /// What was altered.
    #[serde(skip)]
    pub problem: Option<String>,
}

/// What a snapshot holds, and whether anybody altered it.
///
/// # Errors
/// Where the folder is no snapshot or cannot be read.
pub fn verify_snapshot(folder: &Path) -> Result<Made<SnapshotState>, Error> {
    let snapshot = Snapshot::open(folder)?;
    let problem = match snapshot.verify() {
        Ok(()) => None,
        Err(error @ SnapshotError::Damaged { .. }) => Some(error.to_string()),
        Err(error) => return Err(error.into()),
    };
    let manifest = snapshot.manifest();
    let state = SnapshotState {
        id: manifest.id.clone(),
        unaltered: problem.is_none(),
        tables: manifest.tables.clone(),
        sources: manifest.sources.clone(),
        problem,
    };
    Ok(Made::new(of_snapshot(&state.id), state))
}

fn of_snapshot(id: &SnapshotId) -> MadeFrom {
    MadeFrom::program().with(|made| {
        made.snapshot = Some(id.0.clone());
        made.evidence = Some(id.0.clone());
    })
}

impl Shape for ImportResult {
    const FORMAT: &'static str = "kingsway-import";
    const VERSION: u32 = 3;
}

impl Shape for Screening {
    const FORMAT: &'static str = "kingsway-screening";
    const VERSION: u32 = 3;
}

impl Shape for SnapshotState {
    const FORMAT: &'static str = "kingsway-snapshot";
    const VERSION: u32 = 2;
}

fn counts(evidence: &Evidence) -> EvidenceCounts {
    EvidenceCounts {
        observations: evidence.observations.len(),
        indicators: evidence.indicators.len(),
        listings: evidence.listings.len(),
        settings: evidence.settings.len(),
        inspections: evidence.inspections.len(),
        judgements: evidence.inspections.judgements.len(),
    }
}
