//! Which files of the paths given are read.

use crate::limits;
use definitions::file::special;
use std::collections::{BTreeSet, VecDeque};
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

/// The files of some paths: those named as they are, those of folders in the order of their names.
pub fn walk(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    for path in paths {
        match std::fs::metadata(path) {
            Err(why) => found.push(Found::Missing { path: path.clone(), why: why.to_string() }),
            Ok(metadata) if metadata.is_dir() => Folder::new(path, &mut found).walk(),
            Ok(metadata) => found.push(match special(&metadata) {
                Some(kind) => {
                    let why = format!("this is {kind}, a regular file was expected");
                    Found::Missing { path: path.clone(), why }
                }
                None => {
                    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                    Found::File {
                        path: path.clone(),
                        imported: name.into_owned(),
                        named: true,
                        bytes: metadata.len(),
                    }
                }
            }),
        }
    }
    found
}

/// A folder that was named, while its files are looked for. Each folder in it is visited once, whatever links lead
/// to it: first those that lie in it, then those that only links lead to.
struct Folder<'a> {
    named: &'a Path,
    found: &'a mut Vec<Found>,
    visited: BTreeSet<PathBuf>,
    /// Links to folders, with how deep they lie.
    links: VecDeque<(PathBuf, usize)>,
    /// How many were found before.
    before: usize,
}

impl<'a> Folder<'a> {
    fn new(named: &'a Path, found: &'a mut Vec<Found>) -> Folder<'a> {
        let before = found.len();
        Folder { named, found, visited: BTreeSet::new(), links: VecDeque::new(), before }
    }

    fn walk(mut self) {
        self.visit(self.named, 0);
        while let Some((link, depth)) = self.links.pop_front() {
            self.visit(&link, depth);
        }
    }

    fn full(&self) -> bool {
        self.found.len() - self.before > limits::FILES
    }

    fn visit(&mut self, folder: &Path, depth: usize) {
        let missing = |why: String| Found::Missing { path: folder.to_owned(), why };
        if depth > limits::FOLDER_DEPTH {
            self.found.push(missing(format!("folders nested more than {} deep", limits::FOLDER_DEPTH)));
            return;
        }
        let entries = match std::fs::canonicalize(folder) {
            Ok(real) => {
                if !self.visited.insert(real) {
                    return;
                }
                std::fs::read_dir(folder)
            }
            Err(why) => Err(why),
        };
        let entries = match entries {
            Ok(entries) => entries,
            Err(why) => return self.found.push(missing(why.to_string())),
        };
        let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        for path in entries {
            if self.full() {
                return;
            }
            self.entry(path, depth);
            if self.full() {
                self.found.push(missing(format!("more than {} files", limits::FILES)));
            }
        }
    }

    fn entry(&mut self, path: PathBuf, depth: usize) {
        let metadata = match std::fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(why) => return self.found.push(Found::Missing { path, why: why.to_string() }),
        };
        if metadata.is_dir() {
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            match path.is_symlink() {
                _ if hidden => {}
                true => self.links.push_back((path, depth + 1)),
                false => self.visit(&path, depth + 1),
            }
            return;
        }
        let found = if special(&metadata).is_some() {
            Found::PassedOver { path, why: "a pipe or a device, not a file" }
        } else if let Some(why) = no_table(&path) {
            Found::PassedOver { path, why }
        } else {
            let imported = relative(&path, self.named);
            Found::File { path, imported, named: false, bytes: metadata.len() }
        };
        self.found.push(found);
    }
}

/// A path from a folder that it lies in, with forward slashes.
fn relative(path: &Path, folder: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    /// The imported names of what was found, and how many things could not be read.
    fn found(folder: &Path) -> (Vec<String>, usize) {
        let mut names = Vec::new();
        let mut missing = 0;
        for one in walk(&[folder.to_owned()]) {
            match one {
                Found::File { imported, .. } => names.push(imported),
                Found::PassedOver { path, why } => {
                    names.push(format!("{}: {why}", path.file_name().unwrap().to_string_lossy()));
                }
                Found::Missing { .. } => missing += 1,
            }
        }
        (names, missing)
    }

    #[test]
    fn a_folder_is_visited_once_whatever_links_lead_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("z/inner");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(inner.join("a.csv"), "a,b\n1,2\n").unwrap();
        for link in ["l1", "l2", "l3", "l4", "l5", "l6"] {
            symlink(folder.path(), folder.path().join(link)).unwrap();
        }
        symlink(&inner, folder.path().join("a-link")).unwrap();
        assert_eq!(found(folder.path()), (vec!["z/inner/a.csv".to_owned()], 0));
    }

    #[test]
    fn files_outside_that_a_link_leads_to_are_read() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(other.path().join("a.csv"), "a,b\n1,2\n").unwrap();
        symlink(other.path(), folder.path().join("link")).unwrap();
        assert_eq!(found(folder.path()), (vec!["link/a.csv".to_owned()], 0));
    }

    #[test]
    fn a_pipe_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.csv");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(found(folder.path()), (vec!["pipe.csv: a pipe or a device, not a file".to_owned()], 0));
        let named = walk(std::slice::from_ref(&pipe));
        assert!(
            matches!(&named[..], [Found::Missing { why, .. }] if why.starts_with("this is ") && why.contains("pipe"))
        );
        assert!(matches!(
            walk(&["/dev/zero".into()])[..],
            [Found::Missing { ref why, .. }] if why.contains("device")
        ));
    }
}
