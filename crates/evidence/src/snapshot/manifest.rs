//! The manifest: what a snapshot holds, with the hash of every table and of every file it was made from.

use super::{SnapshotError, SnapshotId};
use crate::Source;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The layout of the tables. A change that older programs cannot read raises it.
pub const LAYOUT: u32 = 3;

/// One table of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The files it was made from.
    pub sources: Vec<Source>,
}

impl Manifest {
    /// A manifest of some tables; the id follows from them.
    pub fn new(mut tables: Vec<TableEntry>, sources: Vec<Source>) -> Manifest {
        tables.sort_by(|a, b| a.file.cmp(&b.file));
        let id = id_of(&tables);
        Manifest { layout: LAYOUT, id, tables, sources }
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
        if manifest.id != id_of(&manifest.tables) {
            return Err(problem("the id is not the hash of the tables it lists".to_owned()));
        }
        Ok(manifest)
    }
}

fn id_of(tables: &[TableEntry]) -> SnapshotId {
    let mut hash = Sha256::new();
    hash.update(format!("kingsway snapshot, layout {LAYOUT}\n"));
    for table in tables {
        hash.update(format!("{} {} {}\n", table.sha256, table.rows, table.file));
    }
    SnapshotId(hexadecimal(&hash.finalize()))
}

/// Bytes as lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
