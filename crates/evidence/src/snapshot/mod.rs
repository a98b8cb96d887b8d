//! Snapshots: evidence as an immutable folder of Parquet tables and a manifest, named by a hash of its content.

mod columns;
mod joining;
mod manifest;
mod overlay;
pub mod quick;
mod read;
mod read_settings;
mod staging;
mod write;

pub use manifest::{Manifest, TableEntry};
pub use overlay::{Overlay, OverlayError};
pub use read::Snapshot;
pub use write::{Written, write};

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The hash that names a snapshot: SHA-256 over the names and hashes of its tables and over the files it was made from,
/// in hexadecimal. An [`Overlay`] has one of its own.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct SnapshotId(pub String);

impl SnapshotId {
    /// The first twelve digits, enough for a person to tell snapshots apart.
    pub fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

impl std::fmt::Display for SnapshotId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a snapshot could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The folder holds no manifest.
    #[error("{} is not a snapshot: it has no manifest.json. Make one with `kingsway import FILES --into {}`", .0.display(), .0.display())]
    NotASnapshot(PathBuf),
    /// The folder holds something else.
    #[error("{} already holds another snapshot ({existing}). Snapshots are never changed: choose another folder, or remove that one", .folder.display())]
    Occupied {
        /// The folder.
        folder: PathBuf,
        /// The snapshot it holds.
        existing: String,
    },
    /// The folder holds files that are no snapshot.
    #[error("{} is not empty and holds no snapshot: choose another folder", .0.display())]
    NotEmpty(PathBuf),
    /// A file could not be read or written.
    #[error("{}: {error}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The manifest is not one this program understands.
    #[error("{}: {problem}. Import the files again with this version", .path.display())]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// A table is not what the manifest says.
    #[error("{}: {problem}. The snapshot was changed or damaged after it was written; import the files again", .path.display())]
    Damaged {
        /// The table.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
}

impl SnapshotError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> SnapshotError {
        let path = path.into();
        move |error| SnapshotError::Io { path, error }
    }

    pub(crate) fn damaged(path: impl Into<PathBuf>, problem: impl std::fmt::Display) -> SnapshotError {
        SnapshotError::Damaged { path: path.into(), problem: format!("{problem}") }
    }
}
