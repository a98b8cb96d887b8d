//! Zip archives: those that hold files of ours, and those that are workbooks.
//!
//! What an archive says of its sizes is not believed: parts are inflated a piece at a time and counted.

use crate::limits;
use crate::table::Unreadable;
use std::io::{Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// Whether the bytes are a zip archive of any kind.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What a zip archive holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A workbook of Excel.
    Xlsx,
    /// A workbook of LibreOffice and others.
    Ods,
    /// Files.
    Files,
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Unreadable> {
    let archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| Unreadable(format!("the zip archive is damaged or cut off: {error}")))?;
    if archive.len() > limits::ARCHIVE_ENTRIES {
        return Err(Unreadable(format!(
            "{} entries in the archive; the limit is {}",
            archive.len(),
            limits::ARCHIVE_ENTRIES
        )));
    }
    Ok(archive)
}

/// Tells workbooks from archives of files.
pub fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let archive = open(bytes)?;
    let mut kind = Kind::Files;
    for name in archive.file_names() {
        let name = name.map_err(|error| Unreadable(format!("an entry's name cannot be read: {error}")))?;
        match &*name {
            "xl/workbook.xml" | "[Content_Types].xml" => kind = Kind::Xlsx,
            "content.xml" if kind == Kind::Files => kind = Kind::Ods,
            _ => {}
        }
    }
    Ok(kind)
}

/// Inflates one entry, counting.
fn inflate(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    limit: u64,
) -> Result<(String, Vec<u8>), Unreadable> {
    let mut entry = archive
        .by_index(at)
        .map_err(|error| Unreadable(format!("entry {} of the archive: {error}", at + 1)))?;
    let name = entry.name().map_or_else(|_| format!("entry {}", at + 1), std::borrow::Cow::into_owned);
    let packed = entry.compressed_size();
    let by_ratio = packed.saturating_mul(limits::INFLATION).max(limits::INFLATION_FREE_BYTES);
    let most = limit.min(by_ratio);
    let mut bytes = Vec::new();
    entry
        .by_ref()
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Unreadable(format!("`{name}` in the archive is damaged or cut off: {error}")))?;
    if bytes.len() as u64 > most {
        return Err(Unreadable(format!(
            "`{name}` inflates to more than {most} bytes from {packed}; the limits are {limit} bytes and {} times",
            limits::INFLATION
        )));
    }
    Ok((name, bytes))
}

/// The files of an archive, folders and what operating systems leave behind passed over, sorted by name.
/// Each is inflated alone and handed over, so that only one is held at a time.
pub fn each_file(
    bytes: &[u8],
    mut with: impl FnMut(String, Vec<u8>) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut archive = open(bytes)?;
    let mut names: Vec<(String, usize)> = Vec::new();
    for at in 0..archive.len() {
        if let Some(Ok(name)) = archive.name_for_index(at)
            && !name.ends_with('/')
            && !name.starts_with("__MACOSX/")
        {
            names.push((name.into_owned(), at));
        }
    }
    // Texts come first: they may explain the variables of the tables.
    names.sort_by(|a, b| is_text(&b.0).cmp(&is_text(&a.0)).then_with(|| a.cmp(b)));
    let mut left = limits::FILE_BYTES;
    for (_, at) in names {
        let (name, bytes) = inflate(&mut archive, at, left)?;
        left = left.saturating_sub(bytes.len() as u64);
        with(name, bytes)?;
    }
    Ok(())
}

/// Whether a file is a plain text, by its name.
pub fn is_text(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
}

/// One part of a workbook.
pub fn part(bytes: &[u8], wanted: &str) -> Result<Vec<u8>, Unreadable> {
    let mut archive = open(bytes)?;
    let at = (0..archive.len())
        .find(|at| matches!(archive.name_for_index(*at), Some(Ok(name)) if name == wanted))
        .ok_or_else(|| Unreadable(format!("the workbook has no part `{wanted}`")))?;
    inflate(&mut archive, at, limits::WORKBOOK_BYTES).map(|(_, bytes)| bytes)
}

/// Checks a workbook before a library reads it: every part within the limits when truly inflated, and no more
/// shared texts claimed than allowed, because memory is reserved for as many as are claimed.
pub fn check_workbook(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = open(bytes)?;
    let mut left = limits::WORKBOOK_BYTES;
    for at in 0..archive.len() {
        let (name, part) = inflate(&mut archive, at, left)?;
        left = left.saturating_sub(part.len() as u64);
        if name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
            check_shared_strings(&part)?;
        }
    }
    Ok(())
}

fn check_shared_strings(part: &[u8]) -> Result<(), Unreadable> {
    for at in memchr::memmem::find_iter(part, b"uniqueCount") {
        let digits: String = part[at + b"uniqueCount".len()..]
            .iter()
            .skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'') || byte.is_ascii_whitespace())
            .take_while(|byte| byte.is_ascii_digit() || **byte == b'+')
            .take(32)
            .map(|byte| char::from(*byte))
            .collect();
        let claimed = digits.trim_start_matches('+').parse::<u64>().unwrap_or(if digits.is_empty() {
            0
        } else {
            u64::MAX
        });
        if claimed > limits::SHARED_STRINGS {
            return Err(Unreadable(format!(
                "the workbook claims {claimed} shared texts; the limit is {}",
                limits::SHARED_STRINGS
            )));
        }
    }
    Ok(())
}
