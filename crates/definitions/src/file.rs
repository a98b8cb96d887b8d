//! Reading files that somebody names: regular files only, and never past a limit.
//!
//! A named pipe would wait for ever and a device never ends, so neither is opened; and however long a file says that
//! it is, no more than the limit is held in memory.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The most that a file of settings or prose may hold, in bytes: a framework has 40 kB, a draft 60 kB.
pub const TEXT_LIMIT: u64 = 16 * 1024 * 1024;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", shown(path))]
pub struct FileError {
    /// Which file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: FileProblem,
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// Nothing has this name.
    #[error("there is no such file or folder")]
    NotFound,
    /// The system does not let this user read it.
    #[error("not permitted")]
    NotPermitted,
    /// A folder.
    #[error("this is a folder, a file was expected")]
    Folder,
    /// A pipe, a device or a socket.
    #[error("this is {0}, a regular file was expected")]
    NotRegular(&'static str),
    /// More than the limit.
    #[error("larger than {limit} bytes, which is the most that is read")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Text that is not UTF-8.
    #[error(
        "not UTF-8 text: the first byte that is none is in line {line}, column {column}; save it as UTF-8"
    )]
    NotText {
        /// Counted from 1.
        line: usize,
        /// In characters, counted from 1.
        column: usize,
    },
    /// Whatever else the system says.
    #[error(transparent)]
    Other(#[from] io::Error),
}

impl FileError {
    /// What the system says of a file, in plain words.
    pub fn of(path: &Path, error: io::Error) -> FileError {
        let problem = match error.kind() {
            ErrorKind::NotFound => FileProblem::NotFound,
            ErrorKind::PermissionDenied => FileProblem::NotPermitted,
            ErrorKind::IsADirectory => FileProblem::Folder,
            _ => FileProblem::Other(error),
        };
        FileError { path: path.to_owned(), problem }
    }
}

/// Refuses what is no regular file without opening it; symbolic links are followed.
///
/// # Errors
/// When there is no such file, or it is a folder, a pipe or a device.
pub fn must_be_regular(path: &Path) -> Result<(), FileError> {
    let about = std::fs::metadata(path).map_err(|error| FileError::of(path, error))?;
    regular(&about).map_err(|problem| FileError { path: path.to_owned(), problem })
}

/// The bytes of a regular file of at most `limit` bytes; symbolic links are followed.
///
/// # Errors
/// When there is no such file, it is a folder, a pipe or a device, it may not be read, or it is larger.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let failed = |problem: FileProblem| FileError { path: path.to_owned(), problem };
    let system = |error: io::Error| FileError::of(path, error);
    // Looked at before it is opened, because opening a pipe waits for somebody to write into it; and again once it
    // is open, because another file may have taken the name.
    must_be_regular(path)?;
    let file = File::open(path).map_err(system)?;
    let about = file.metadata().map_err(system)?;
    regular(&about).map_err(failed)?;
    let expected = about.len().min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0).saturating_add(1));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(system)?;
    if bytes.len() as u64 > limit {
        return Err(failed(FileProblem::TooLarge { limit }));
    }
    Ok(bytes)
}

/// The text of a regular file of at most `limit` bytes; a byte order mark is left out.
///
/// # Errors
/// As [`read_bytes`], and where the file is not UTF-8: the place of the first byte that is none.
pub fn read_text(path: &Path, limit: u64) -> Result<String, FileError> {
    let bytes = read_bytes(path, limit)?;
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = sound.split(|byte| *byte == b'\n').count();
        let last = sound.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let column = String::from_utf8_lossy(last).chars().count() + 1;
        FileError { path: path.to_owned(), problem: FileProblem::NotText { line, column } }
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

fn regular(about: &Metadata) -> Result<(), FileProblem> {
    if about.is_dir() {
        return Err(FileProblem::Folder);
    }
    match special(about) {
        Some(kind) => Err(FileProblem::NotRegular(kind)),
        None => Ok(()),
    }
}

/// What something is that is neither a file nor a folder.
#[cfg(unix)]
pub fn special(about: &Metadata) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    if kind.is_file() || kind.is_dir() {
        None
    } else if kind.is_fifo() {
        Some("a pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else {
        Some("a device")
    }
}

/// What something is that is neither a file nor a folder.
#[cfg(not(unix))]
pub fn special(about: &Metadata) -> Option<&'static str> {
    (!about.is_file() && !about.is_dir()).then_some("no regular file")
}

/// The name of a file as a message may show it: see [`printable`].
pub fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy()).into_owned()
}

/// Text of one line that cannot move the cursor, colour the terminal or turn the direction of writing: control
/// characters and marks of direction stand as `\n`, `\t` or `\u{1b}`.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_control) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for one in text.chars() {
        if is_control(one) {
            let _ = write!(safe, "{}", one.escape_default());
        } else {
            safe.push(one);
        }
    }
    Cow::Owned(safe)
}

/// Whether a character changes how a terminal shows what stands around it.
fn is_control(one: char) -> bool {
    one.is_control()
        || matches!(one, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_limit_and_refused_above_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("five.txt");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read_bytes(&path, 5).unwrap(), b"12345");
        let refused = read_bytes(&path, 4).unwrap_err().to_string();
        assert!(refused.ends_with("larger than 4 bytes, which is the most that is read"), "{refused}");
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_not_opened_and_links_to_them_neither() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("endless");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        for path in [Path::new("/dev/zero"), &link] {
            let refused = read_bytes(path, 10).unwrap_err();
            assert!(matches!(refused.problem, FileProblem::NotRegular("a device")), "{refused}");
        }
        assert!(matches!(read_bytes(folder.path(), 10).unwrap_err().problem, FileProblem::Folder));
    }

    #[test]
    fn text_that_is_no_utf8_is_refused_with_the_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft.md");
        std::fs::write(&path, b"line one\n\xc3\xa9 and \xe9").unwrap();
        let refused = read_text(&path, TEXT_LIMIT).unwrap_err().to_string();
        assert!(refused.contains("line 2, column 7"), "{refused}");
        std::fs::write(&path, "\u{feff}marked").unwrap();
        assert_eq!(read_text(&path, TEXT_LIMIT).unwrap(), "marked");
    }

    #[test]
    fn names_cannot_speak_to_the_terminal() {
        assert_eq!(printable("Luton — 2011.csv"), "Luton — 2011.csv");
        assert_eq!(printable("a\u{1b}[31m\nb\u{202e}c"), "a\\u{1b}[31m\\nb\\u{202e}c");
    }
}
