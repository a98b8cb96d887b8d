//! A folder that is written beside its place and then renamed into it, so that a half-written one is never seen.

use super::SnapshotError;
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// What the name of a folder that is being written begins with.
const PREFIX: &str = ".kingsway-snapshot-";

/// A folder that is being written. Dropped before it is put in place, it is removed.
pub(super) struct Staging {
    folder: tempfile::TempDir,
    /// Held for as long as the folder is written, so that another import can tell it from what a killed one left behind.
    _lock: Option<File>,
}

impl Staging {
    /// A new folder beside `place`. What killed imports left there is removed first.
    pub fn beside(place: &Path) -> Result<Staging, SnapshotError> {
        let parent = parent(place);
        std::fs::create_dir_all(parent).map_err(SnapshotError::io(parent))?;
        // Until a new folder is locked it looks like one that a killed import left: imports beside each other take turns.
        let turn = File::open(parent).ok().filter(|parent| parent.lock().is_ok());
        remove_leftovers(parent);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        // Temporary folders are private; a snapshot is for everybody whom the umask allows.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let folder = builder.tempdir_in(parent).map_err(SnapshotError::io(parent))?;
        let lock = lock(folder.path());
        drop(turn);
        Ok(Staging { folder, _lock: lock })
    }

    /// Writes a file of the folder, down to the disk.
    pub fn add(&self, name: &str, bytes: &[u8]) -> Result<(), SnapshotError> {
        let path = self.folder.path().join(name);
        let write = || {
            let mut file = File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(SnapshotError::io(&path))
    }

    /// Renames the folder to its place, which must not exist or be an empty folder.
    pub fn put_in_place(self, place: &Path) -> Result<(), SnapshotError> {
        sync(self.folder.path());
        // Where a folder cannot take the place of an empty one, that is removed first. One that is not empty stays.
        if cfg!(not(unix)) {
            let _ = std::fs::remove_dir(place);
        }
        std::fs::rename(self.folder.path(), place).map_err(SnapshotError::io(place))?;
        // Nothing lies under the old name any more.
        let _ = self.folder.keep();
        sync(parent(place));
        Ok(())
    }
}

fn parent(place: &Path) -> &Path {
    place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes what a folder lists outlast a loss of power, where the system can.
fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// A lock on a folder, where the system has such; none where somebody else holds it.
fn lock(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.try_lock().ok()?;
    Some(folder)
}

/// Removes folders that imports left which were killed. One that is still being written is locked and stays. What
/// cannot be removed is left where it is: it does no harm but for its room.
fn remove_leftovers(parent: &Path) {
    let Ok(entries) = std::fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let named = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if named
            && is_folder
            && let Some(lock) = lock(&entry.path())
        {
            let _ = std::fs::remove_dir_all(entry.path());
            drop(lock);
        }
    }
}
