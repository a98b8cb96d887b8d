//! The rows that a figure cites, read again from the published files.

use definitions::file::read_bytes;
use ingest::document::{self, FileKind};
use ingest::{archive, limits};
use letter::figures::{Figure, MadeOf, Origin};
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// At most so many files of a folder are looked through.
const FILES_MAX: usize = 20_000;

/// A row that was cited, read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowRead {
    /// Where it was cited.
    pub origin: Origin,
    /// The row's cells as they stand in the file.
    pub cells: Vec<String>,
    /// Whether one of the cells is the text that was cited.
    pub holds: bool,
}

/// What reading the cited rows again gave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadAgain {
    /// The rows, by file and row.
    pub rows: Vec<RowRead>,
    /// Files that are not in the folder or differ from those that were imported, and rows that cannot be read.
    pub problems: Vec<String>,
}

/// Reads the rows that some figures cite again, from a folder of published files.
pub fn read_again(figures: &[Figure], folder: &Path) -> ReadAgain {
    let mut cited: BTreeMap<(String, String), Vec<Origin>> = BTreeMap::new();
    for figure in figures {
        gather(figure, &mut cited);
    }
    let files = files_of(folder);
    let mut read = ReadAgain::default();
    for ((file, sha256), mut origins) in cited {
        origins.sort();
        origins.dedup();
        match bytes_of(&file, &sha256, &files) {
            Ok(bytes) => rows_of(&file, &bytes, &origins, &mut read),
            Err(problem) => read.problems.push(problem),
        }
    }
    read
}

fn gather(figure: &Figure, cited: &mut BTreeMap<(String, String), Vec<Origin>>) {
    match &figure.made_of {
        MadeOf::Origins(origins) => {
            for origin in origins {
                let key = (origin.file.to_string(), origin.sha256.to_string());
                cited.entry(key).or_default().push(origin.clone());
            }
        }
        MadeOf::Of(parts) => parts.iter().for_each(|part| gather(part, cited)),
    }
}

/// The files of a folder and the folders in it, in the order of their names.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else if path.is_file() && files.len() < FILES_MAX {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The bytes of a cited file: of that name, or within an archive of that name, and with that hash.
fn bytes_of(file: &str, sha256: &str, files: &[PathBuf]) -> Result<Vec<u8>, String> {
    let parts: Vec<&str> = file.split('/').collect();
    let same = |bytes: &[u8]| hex::encode(Sha256::digest(bytes)) == sha256;
    let mut met = false;
    for at in (0..parts.len()).rev() {
        let inner = parts[at + 1..].join("/");
        for path in files.iter().filter(|path| path.file_name().is_some_and(|name| *name == *parts[at])) {
            let Ok(bytes) = read_bytes(path, limits::FILE_BYTES) else { continue };
            let whole = same(&bytes);
            let bytes = if inner.is_empty() {
                bytes
            } else {
                match archive::part(&bytes, &inner) {
                    Ok(part) => part,
                    Err(_) => continue,
                }
            };
            met = true;
            if whole || same(&bytes) {
                return Ok(bytes);
            }
        }
    }
    Err(if met {
        format!("{file}: the file in the folder is not the one that was imported (another SHA-256)")
    } else {
        format!("{file}: there is no such file in the folder")
    })
}

/// Reads the cited rows of one file.
fn rows_of(file: &str, bytes: &[u8], origins: &[Origin], read: &mut ReadAgain) {
    let kind = document::kind(bytes).unwrap_or(FileKind::Text);
    let document = match document::open(bytes, kind) {
        Ok(document) => document,
        Err(problem) => {
            read.problems.push(format!("{file}: {problem}"));
            return;
        }
    };
    for sheet in &document.sheets {
        let of_sheet: Vec<&Origin> = origins
            .iter()
            .filter(|origin| origin.sheet.as_deref().is_none_or(|name| name.is_empty() || name == sheet.name))
            .collect();
        let Some(last) = of_sheet.iter().map(|origin| origin.row).max() else { continue };
        let done = sheet.each_row(|row| {
            let number = row.number;
            if of_sheet.iter().any(|origin| origin.row == number) {
                let cells: Vec<String> = row.cells().map(|cell| cell.text().into_owned()).collect();
                for origin in of_sheet.iter().filter(|origin| origin.row == number) {
                    let holds = cells.iter().any(|cell| cell.trim() == origin.text.trim());
                    let origin = (*origin).clone();
                    read.rows.push(RowRead { origin, cells: cells.clone(), holds });
                }
            }
            if number >= last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if let Err(problem) = done {
            read.problems.push(format!("{file}: {problem}"));
        }
    }
}
