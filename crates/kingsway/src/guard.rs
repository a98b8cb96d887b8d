//! What is refused before any work is done: a result that would take the place of something that must stay.

use crate::arguments::Files;
use crate::failure::Failure;
use crate::output::{self, Destination};
use definitions::file::{read_bytes, shown};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The most that is read to see whether a folder is a snapshot; the manifest of all published files has 60 kB.
const LARGEST_MANIFEST: u64 = 64 * 1024 * 1024;

/// Refuses a result that would overwrite what the command reads, part of a snapshot, or a read-only file.
pub fn check(files: &Files<'_>) -> Result<(), Failure> {
    if let Some(folder) = files.folder {
        let place = existing_part(folder);
        if let Some(snapshot) = place
            .ancestors()
            .skip(usize::from(folder.exists() && files.replaces_folder))
            .find(|one| is_snapshot(one))
        {
            return Err(inside_snapshot(folder, snapshot));
        }
    }
    let Some(output) = files.output.filter(|output| *output != Path::new("-")) else { return Ok(()) };
    let Destination::File(place) = Destination::of(output)? else { return Ok(()) };
    output::may_be_replaced(&place, output)?;
    if let Some(snapshot) = existing_part(&place).ancestors().find(|one| is_snapshot(one)) {
        return Err(inside_snapshot(output, snapshot));
    }
    for input in &files.inputs {
        if is_among(&place, input) {
            return Err(Failure::new(format!(
                "{}: the command reads this file, so the result cannot be written over it",
                shown(output)
            ))
            .help("choose another name for -o"));
        }
    }
    Ok(())
}

fn inside_snapshot(output: &Path, snapshot: &Path) -> Failure {
    Failure::new(format!(
        "{}: this is inside the snapshot {}, and snapshots are never changed",
        shown(output),
        shown(snapshot)
    ))
    .help("choose a place outside the snapshot")
}

/// The words of a command line in which a snapshot stands where something else was expected, such as an area.
pub fn misplaced_snapshot(words: impl Iterator<Item = OsString>) -> Option<Failure> {
    let words: Vec<OsString> = words.collect();
    let takes_one = |at: usize| {
        at.checked_sub(1).is_some_and(|before| {
            let before = words[before].to_string_lossy();
            before.starts_with('-') || ["snapshot", "status"].contains(&before.as_ref())
        })
    };
    let areas = ingest::register::builtin();
    let is_area = |word: &OsString| areas.find(&word.to_string_lossy()).is_ok();
    let is_misplaced =
        |at: usize| !takes_one(at) && is_snapshot(Path::new(&words[at])) && !is_area(&words[at]);
    let at = (0..words.len()).find(|at| is_misplaced(*at))?;
    let folder = shown(Path::new(&words[at]));
    Some(
        Failure::new(format!("`{folder}` is a snapshot, and something else was expected in its place"))
            .help(format!("name the snapshot with --evidence: kingsway profile Luton --evidence {folder} --as-at 2011-08-31")),
    )
}

/// The path as the system knows it, as far down as it exists.
fn existing_part(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole.ancestors().find_map(|part| std::fs::canonicalize(part).ok()).unwrap_or(whole)
}

/// Whether a folder holds a snapshot: its manifest has a layout, an id and tables, even where it was altered.
fn is_snapshot(folder: &Path) -> bool {
    let Ok(bytes) = read_bytes(&folder.join("manifest.json"), LARGEST_MANIFEST) else { return false };
    serde_json::from_slice::<serde_json::Value>(&bytes)
        .is_ok_and(|manifest| ["layout", "id", "tables"].iter().all(|key| manifest.get(key).is_some()))
}

/// Whether a file that exists is an input, under whatever name, or one of the tables in a folder that is read.
fn is_among(place: &Path, input: &Path) -> bool {
    let (Ok(place), Ok(input)) = (std::fs::canonicalize(place), std::fs::canonicalize(input)) else {
        return false;
    };
    if input.is_dir() {
        return place.starts_with(&input) && ingest::walk::no_table(&place).is_none();
    }
    place == input || same_file(&place, &input)
}

/// Whether two names are links to one file.
#[cfg(unix)]
fn same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let key = |path: &Path| std::fs::metadata(path).ok().map(|about| (about.dev(), about.ino()));
    key(one).is_some() && key(one) == key(other)
}

#[cfg(not(unix))]
fn same_file(_one: &Path, _other: &Path) -> bool {
    false
}
