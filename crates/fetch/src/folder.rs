//! The folder that files are fetched into: whole files under their names, parts of others aside in `.partial`.

use crate::lock::{BESIDE, write_whole};
use crate::name::Name;
use crate::problem::{Error, Problem};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The folder of what has not come whole yet; `import` passes hidden folders over.
const PARTIAL: &str = ".partial";

/// The ending of the file that says what a part is of.
const ABOUT: &str = "about";

/// A folder that files are fetched into, by one process at a time.
pub(crate) struct Folder {
    root: PathBuf,
    /// Held for as long as the folder is in use.
    _in_use: Option<File>,
}

/// What is known of a part: what a server must still have for the rest to fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct About {
    /// The address that was asked.
    pub(crate) from: String,
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
    pub(crate) served: Option<String>,
    /// How the bytes are packed.
    pub(crate) encoding: Option<String>,
    /// How many bytes there are in all.
    pub(crate) whole: Option<u64>,
    /// The SHA-256 under which the file was about to take its name.
    pub(crate) ready: Option<String>,
}

impl About {
    /// The state that a request for the rest names, so that another state is sent whole: a weak one does not do.
    pub(crate) fn state(&self) -> Option<&str> {
        let strong = self.etag.as_deref().filter(|etag| !etag.starts_with("W/"));
        strong.or(self.last_modified.as_deref())
    }
}

impl Folder {
    /// Opens a folder, and makes it where there is none.
    pub(crate) fn open(root: &Path) -> Result<Folder, Error> {
        let problem = |why: String| Error::Folder { folder: root.to_owned(), why };
        std::fs::create_dir_all(root).map_err(|error| problem(error.to_string()))?;
        Ok(Folder { root: root.to_owned(), _in_use: take(root).map_err(problem)? })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file stands when it is whole.
    pub(crate) fn place(&self, name: &Name) -> PathBuf {
        self.root.join(name.as_str())
    }

    /// Where a part of it is kept.
    pub(crate) fn part(&self, name: &Name) -> PathBuf {
        self.root.join(PARTIAL).join(format!("{name}.partial"))
    }

    /// Where it is prepared by a recipe.
    pub(crate) fn prepared(&self, name: &Name) -> PathBuf {
        self.root.join(PARTIAL).join(format!("{name}.prepared"))
    }

    /// Where it is unpacked.
    pub(crate) fn made(&self, name: &Name) -> PathBuf {
        self.root.join(PARTIAL).join(format!("{name}.made"))
    }

    fn about_path(&self, name: &Name) -> PathBuf {
        self.root.join(PARTIAL).join(format!("{name}.{ABOUT}"))
    }

    /// What is known of a part; nothing where there is none or nobody could say.
    pub(crate) fn about(&self, name: &Name) -> Option<About> {
        toml::from_str(&std::fs::read_to_string(self.about_path(name)).ok()?).ok()
    }

    /// Says what a part is of.
    pub(crate) fn say(&self, name: &Name, about: &About) -> Result<(), Problem> {
        let path = self.about_path(name);
        let text = toml::to_string(about).map_err(|error| Problem::disk(&path, &io::Error::other(error)))?;
        write_whole(&path, text.as_bytes()).map_err(|error| Problem::disk(&path, &error))
    }

    /// How many bytes of a file are there.
    pub(crate) fn part_length(&self, name: &Name) -> u64 {
        std::fs::metadata(self.part(name)).map_or(0, |about| about.len())
    }

    /// Makes the folders that a file needs.
    pub(crate) fn prepare(&self, name: &Name) -> Result<(), Problem> {
        for path in [self.place(name), self.part(name)] {
            let folder = path.parent().unwrap_or(&self.root);
            std::fs::create_dir_all(folder).map_err(|error| Problem::disk(folder, &error))?;
        }
        Ok(())
    }

    /// Throws a part away.
    pub(crate) fn discard(&self, name: &Name) -> Result<(), Problem> {
        // The bytes go first: a part without its description is begun again, a description without bytes says nothing wrong.
        for path in [self.part(name), self.made(name), self.prepared(name), self.about_path(name)] {
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Problem::disk(&path, &error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Gives a finished file its name.
    pub(crate) fn put(&self, finished: &Path, name: &Name) -> Result<(), Problem> {
        let place = self.place(name);
        let file = File::open(finished).map_err(|error| Problem::disk(finished, &error))?;
        file.sync_all().map_err(|error| Problem::disk(finished, &error))?;
        std::fs::rename(finished, &place).map_err(|error| Problem::disk(&place, &error))
    }

    /// Takes away what killed runs left half-written, and what stands empty in `.partial`.
    pub(crate) fn tidy(&self) {
        remove_unfinished(&self.root);
        remove_empty(&self.root.join(PARTIAL));
    }
}

/// Removes folders that hold nothing, from the inside out. One that cannot be removed is not in the way.
fn remove_empty(folder: &Path) {
    remove_unfinished(folder);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_empty(&entry.path());
        }
    }
    let _ = std::fs::remove_dir(folder);
}

/// Removes files that were being written when a run was killed: this process alone is at work here.
fn remove_unfinished(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(BESIDE) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Holds a folder, so that no other process fetches into it meanwhile.
#[cfg(unix)]
fn take(root: &Path) -> Result<Option<File>, String> {
    let folder = File::open(root).map_err(|error| error.to_string())?;
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err("another `kingsway fetch` is at work in this folder".to_owned())
        }
        // Some file systems have no locks.
        Err(std::fs::TryLockError::Error(_)) => Ok(None),
    }
}

#[cfg(not(unix))]
fn take(_root: &Path) -> Result<Option<File>, String> {
    Ok(None)
}

/// The SHA-256 of a file and how many bytes it has; none where there is no such file.
pub(crate) fn hash_of(path: &Path) -> Result<Option<(String, u64)>, Problem> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Problem::disk(path, &error)),
    };
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        match file.read(&mut buffer).map_err(|error| Problem::disk(path, &error))? {
            0 => return Ok(Some((hex::encode(hash.finalize()), bytes))),
            read => {
                hash.update(&buffer[..read]);
                bytes += read as u64;
            }
        }
    }
}
