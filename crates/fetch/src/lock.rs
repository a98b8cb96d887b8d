//! The lock file: what was fetched, from where, of which day, and its hash.

use crate::address::Address;
use crate::name::Name;
use crate::problem::Error;
use definitions::{Format, Loader};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file in the folder that files are fetched into.
pub const LOCK_FILE: &str = "fetch.lock";

const FORMAT: Format = Format {
    most_entries: 100_000,
    largest: 64_000_000,
    ..Format::new("fetch-lock", "a lock file of `kingsway fetch`")
};

/// What stands above the entries.
const HEAD: &str = "# Written by `kingsway fetch`: what was fetched into this folder, from where, and the hash of each file.\n\n";

/// What was fetched into a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Lock {
    /// The files, by name.
    #[serde(default)]
    pub files: Vec<Entry>,
}

/// A file that was fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// Its name below the folder.
    pub name: Name,
    /// What it is.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Under which licence.
    pub licence: String,
    /// The day that it speaks of or up to, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_at: Option<String>,
    /// When it was published, where its server says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The page on which its publisher offers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Address>,
    /// The address that it was asked for at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Address>,
    /// The id of the data set, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_set: Option<String>,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// The SHA-256 of what came, where the file was made of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_sha256: Option<String>,
    /// The name that the server has for this state of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When it last changed, as the server says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// When it was served, by the server's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub served: Option<String>,
}

impl Lock {
    /// The lock of a folder; an empty one where there is none yet.
    ///
    /// # Errors
    /// Where the file has mistakes or cannot be read.
    pub fn of_folder(folder: &Path) -> Result<Lock, Error> {
        let path = path_in(folder);
        if !path.exists() {
            return Ok(Lock::default());
        }
        Loader::<Lock>::new(FORMAT).load(&path).map_err(Error::Lock)
    }

    /// The entry of a file.
    pub fn get(&self, name: &Name) -> Option<&Entry> {
        self.files.iter().find(|entry| entry.name == *name)
    }

    /// Puts an entry in, in the place of an earlier one.
    pub fn put(&mut self, entry: Entry) {
        match self.files.binary_search_by(|one| one.name.cmp(&entry.name)) {
            Ok(at) => self.files[at] = entry,
            Err(at) => self.files.insert(at, entry),
        }
    }

    /// Writes the lock into a folder, whole or not at all.
    pub(crate) fn save(&self, folder: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        write_whole(&path_in(folder), format!("{HEAD}{text}").as_bytes())
    }
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join(LOCK_FILE)
}

/// Writes a file beside its place, brings it to the disk, and gives it its name.
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = beside(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A file beside another, with the permissions that the user gives to new files.
#[cfg(unix)]
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // The system takes the user's umask off these.
    let everybody = std::fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().prefix(BESIDE).permissions(everybody).tempfile_in(folder)
}

#[cfg(not(unix))]
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(BESIDE).tempfile_in(folder)
}

/// How files begin that are being written; a run that is killed may leave one behind.
pub(crate) const BESIDE: &str = ".kingsway-";
