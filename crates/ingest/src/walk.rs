//! Which files of the paths given are read.

use crate::limits;
use definitions::file::special;
use std::path::{Path, PathBuf};

/// What a walk finds.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A file to read.
    File {
        /// Where.
        path: PathBuf,
        /// Its path from the folder that was named, with forward slashes; its name where it was named itself.
        imported: String,
        /// Whether it was named, and not met in a folder.
        named: bool,
        /// Its size.
        bytes: u64,
    },
    /// A file of a folder that holds no table.
    PassedOver {
        /// Where.
        path: PathBuf,
        /// Why it is not read.
        why: &'static str,
    },
    /// Something that cannot be read.
    Missing {
        /// Where.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
}

/// Why a file holds no table, judged by its name; `None` where it may.
pub fn no_table(path: &Path) -> Option<&'static str> {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    if name.starts_with('.') {
        return Some("a hidden file");
    }
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("csv" | "tsv" | "tab" | "xlsx" | "xlsm" | "xls" | "ods" | "parquet" | "pq" | "zip") => None,
        Some("md" | "txt" | "html" | "htm" | "pdf" | "docx" | "doc" | "odt" | "rtf") => {
            Some("documentation, not a table")
        }
        Some("json" | "geojson" | "topojson" | "svg" | "xml" | "yaml" | "toml") => {
            Some("structured text, not a table")
        }
        _ => Some("not a kind of file that holds a table"),
    }
}

/// A path from a folder that it lies in, with forward slashes.
fn relative(path: &Path, folder: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The files of some paths: those named as they are, those of folders in the order of their names.
pub fn walk(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    for path in paths {
        match std::fs::metadata(path) {
            Err(why) => found.push(Found::Missing { path: path.clone(), why: why.to_string() }),
            Ok(metadata) if metadata.is_dir() => walk_folder(path, path, &mut Vec::new(), &mut found),
            Ok(metadata) => {
                let imported = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                found.push(match special(&metadata) {
                    Some(kind) => Found::Missing {
                        path: path.clone(),
                        why: format!("this is {kind}, a file was expected"),
                    },
                    None => Found::File { path: path.clone(), imported, named: true, bytes: metadata.len() },
                });
            }
        }
    }
    found
}

/// The files of a folder. `above` holds the real paths of the folders that are being walked: a link
/// back to one of these would lead round in a circle.
fn walk_folder(folder: &Path, named: &Path, above: &mut Vec<PathBuf>, found: &mut Vec<Found>) {
    let missing = |why: String| Found::Missing { path: folder.to_owned(), why };
    if above.len() > limits::FOLDER_DEPTH {
        found.push(missing(format!("folders nested more than {} deep", limits::FOLDER_DEPTH)));
        return;
    }
    let (real, entries) =
        match std::fs::canonicalize(folder).and_then(|real| Ok((real, std::fs::read_dir(folder)?))) {
            Ok(both) => both,
            Err(why) => {
                found.push(missing(why.to_string()));
                return;
            }
        };
    if above.contains(&real) {
        found.push(Found::PassedOver {
            path: folder.to_owned(),
            why: "a link back to a folder that holds it",
        });
        return;
    }
    above.push(real);
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if found.len() > limits::FILES {
            found.push(missing(format!("more than {} files", limits::FILES)));
            break;
        }
        match std::fs::metadata(&path) {
            Err(why) => found.push(Found::Missing { path, why: why.to_string() }),
            Ok(metadata) if metadata.is_dir() => {
                if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                    walk_folder(&path, named, above, found);
                }
            }
            Ok(metadata) if special(&metadata).is_some() => {
                found.push(Found::PassedOver { path, why: "a pipe or a device, not a file" });
            }
            Ok(metadata) => found.push(match no_table(&path) {
                Some(why) => Found::PassedOver { path, why },
                None => {
                    let imported = relative(&path, named);
                    Found::File { path, imported, named: false, bytes: metadata.len() }
                }
            }),
        }
    }
    above.pop();
}
