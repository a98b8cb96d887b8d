//! The manifest: what a snapshot holds, with the hash of every table and of every file it was made from.

use super::{SnapshotError, SnapshotId};
use crate::Source;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The layout of the tables. A change that older programs cannot read raises it.
pub const LAYOUT: u32 = 4;

/// One table of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TableEntry {
    /// The file within the folder.
    pub file: String,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// What `manifest.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the tables: which program versions can read them.
    pub layout: u32,
    /// The snapshot's name.
    pub id: SnapshotId,
    /// Its tables, sorted by file.
    pub tables: Vec<TableEntry>,
    /// SHA-256 of the directory of the quick form, which holds the checksum of each of its columns: checked whenever the
    /// quick form is opened.
    pub quick_directory: String,
    /// The files it was made from.
    pub sources: Vec<Source>,
}

impl Manifest {
    /// A manifest of some tables and the files they came from; the id follows from all of them.
    pub fn new(
        mut tables: Vec<TableEntry>,
        quick_directory: String,
        sources: Vec<Source>,
    ) -> Result<Manifest, serde_json::Error> {
        tables.sort_by(|a, b| a.file.cmp(&b.file));
        let mut manifest =
            Manifest { layout: LAYOUT, id: SnapshotId(String::new()), tables, quick_directory, sources };
        manifest.id = manifest.id_of_content()?;
        Ok(manifest)
    }

    /// The hash of everything else that the manifest says.
    fn id_of_content(&self) -> Result<SnapshotId, serde_json::Error> {
        let mut hash = Sha256::new();
        hash.update(format!("kingsway snapshot, layout {LAYOUT}\n"));
        for table in &self.tables {
            hash.update(format!("{} {} {}\n", table.sha256, table.rows, table.file));
        }
        hash.update(format!("{}\n", self.quick_directory));
        hash.update(serde_json::to_vec(&self.sources)?);
        Ok(SnapshotId(hex::encode(hash.finalize())))
    }

    /// Reads and checks the manifest of a folder.
    pub fn read(folder: &Path) -> Result<Manifest, SnapshotError> {
        let path = folder.join("manifest.json");
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error)
                if matches!(
                    error.kind(),
                    std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
                ) =>
            {
                return Err(SnapshotError::NotASnapshot(folder.to_owned()));
            }
            Err(error) => return Err(SnapshotError::Io { path, error }),
        };
        let problem = |problem: String| SnapshotError::Manifest { path: path.clone(), problem };
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|error| problem(format!("not a manifest: {error}")))?;
        if manifest.layout != LAYOUT {
            return Err(problem(format!(
                "layout {} where this version reads layout {LAYOUT}",
                manifest.layout
            )));
        }
        let id = manifest.id_of_content().map_err(|error| problem(error.to_string()))?;
        if manifest.id != id {
            return Err(problem("the id is not the hash of the tables and files it lists".to_owned()));
        }
        Ok(manifest)
    }
}
