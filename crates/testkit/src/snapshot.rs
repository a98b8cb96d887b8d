//! The published data as one imported snapshot, made once and read by every test of every crate.
//!
//! It lies under the target directory, in a folder named by a hash of all that decides what is in it: the code and
//! data that import, and the list of published files. So a change of a reader imports again, and nothing else does.

use evidence::{Date, Evidence, Snapshot, snapshot};
use profile::{Conventions, Gaps, NeighbourChoice, Profile, Profiler};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

/// How many snapshots are kept, so that switching between two branches does not import each time.
const KEPT: usize = 3;

/// The folder of the snapshot of all published files; none, saying so, where the files are absent.
pub fn folder() -> Option<PathBuf> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOLDER.get_or_init(|| crate::published::folder().map(|data| imported(&data))).clone()
}

/// All published evidence; none, saying so, where the files are absent.
pub fn evidence() -> Option<&'static Arc<Evidence>> {
    static EVIDENCE: OnceLock<Option<Arc<Evidence>>> = OnceLock::new();
    EVIDENCE.get_or_init(|| folder().map(|folder| Arc::new(opened(&folder).evidence().unwrap()))).as_ref()
}

/// The profiles of all areas that existed on a day, under our own convention.
pub fn profiles(evidence: &Arc<Evidence>, as_at: &str) -> Vec<Profile> {
    let date: Date = as_at.parse().unwrap();
    let convention = Arc::new(Conventions::builtin().get("default").unwrap().clone());
    let (choice, gaps) = (NeighbourChoice::ByConvention, Arc::new(Gaps::builtin()));
    Profiler::new(evidence.clone(), "test", convention, &choice, gaps).unwrap().all(date)
}

fn opened(folder: &Path) -> Snapshot {
    Snapshot::open(folder).unwrap_or_else(|error| panic!("{error}"))
}

/// The snapshot of these files, imported by whichever process comes first while the others wait.
fn imported(data: &Path) -> PathBuf {
    let place = target_directory().join("imported");
    fs::create_dir_all(&place).unwrap();
    let folder = place.join(&key(data)[..16]);
    let lock = File::create(place.join("lock")).unwrap();
    lock.lock().unwrap();
    if folder.is_dir() {
        return folder;
    }
    make_room(&place);
    let options = ingest::Options::builtin().unwrap_or_else(|error| panic!("{error}"));
    let imported = ingest::import(&[data.to_owned()], &options).unwrap_or_else(|error| panic!("{error}"));
    snapshot::write(&imported.evidence, &folder).unwrap_or_else(|error| panic!("{error}"));
    folder
}

/// Removes the oldest snapshots, so that there is one fewer than are kept.
fn make_room(place: &Path) {
    let mut kept: Vec<(SystemTime, PathBuf)> = fs::read_dir(place)
        .unwrap()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| (entry.metadata().unwrap().modified().unwrap(), entry.path()))
        .collect();
    kept.sort();
    for (_, oldest) in kept.iter().rev().skip(KEPT - 1) {
        fs::remove_dir_all(oldest).unwrap();
    }
}

/// Everything that decides what the snapshot holds, hashed. The published files are named by path, size and time of
/// change: reading 200 MB for each test binary would take longer than what is saved.
fn key(data: &Path) -> String {
    let root = crate::root();
    let mut hash = Sha256::new();
    let code = ["sources", "crates/definitions/src", "crates/evidence/src", "crates/ingest/src"];
    for path in code.iter().flat_map(|folder| files(&root.join(folder))) {
        hash.update(path.strip_prefix(&root).unwrap().to_string_lossy().as_bytes());
        hash.update(fs::read(&path).unwrap());
    }
    hash.update(fs::read(root.join("Cargo.lock")).unwrap());
    for path in files(data) {
        let metadata = fs::metadata(&path).unwrap();
        hash.update(path.to_string_lossy().as_bytes());
        hash.update(metadata.len().to_le_bytes());
        let changed = metadata.modified().unwrap().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        hash.update(changed.as_nanos().to_le_bytes());
    }
    hex::encode(hash.finalize())
}

/// All files under a folder, in the order of their paths; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The target directory that the running test was built in.
fn target_directory() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let tagged = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    tagged.unwrap_or_else(|| program.parent().unwrap()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_imported_snapshot_is_whole_and_is_not_made_twice() {
        let Some(folder) = folder() else { return };
        opened(&folder).verify().unwrap();
        let made = fs::metadata(folder.join("manifest.json")).unwrap().modified().unwrap();
        let again = imported(&crate::published::folder().unwrap());
        assert_eq!(again, folder);
        assert_eq!(fs::metadata(folder.join("manifest.json")).unwrap().modified().unwrap(), made);
    }

    #[test]
    fn its_key_follows_the_published_files() {
        let data = tempfile::tempdir().unwrap();
        let empty = key(data.path());
        fs::write(data.path().join("a.csv"), "area\n").unwrap();
        assert_ne!(key(data.path()), empty);
        fs::remove_file(data.path().join("a.csv")).unwrap();
        assert_eq!(key(data.path()), empty);
    }
}
