//! Where results go: standard output, or a file that appears whole or not at all.
//!
//! A file is written beside its place, brought to the disk, and renamed, so that a failure leaves nothing half-written
//! and what was there before stays. What is no regular file (a pipe, a device, `/dev/stdout`) is written into. A
//! symbolic link stays: the file that it leads to is written.

use crate::failure::Failure;
use definitions::file::{self, shown};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Writes a result to standard output (no path, or `-`) or to a file.
pub fn write(output: Option<&Path>, content: &[u8]) -> Result<(), Failure> {
    write_in_pieces(output, |to| to.write_all(content))
}

/// Writes a result piece by piece, for those too large to be held whole.
pub fn write_in_pieces(
    output: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match output {
        Some(path) if path != Path::new("-") => write_path(path, write),
        _ => to_standard_output(write),
    }
}

/// Writes a file in one step.
pub fn write_file(path: &Path, content: &[u8]) -> Result<(), Failure> {
    write_path(path, |file| file.write_all(content))
}

/// Where a path leads.
#[derive(Debug)]
pub enum Destination {
    /// A regular file, or the place of one that does not exist yet; symbolic links are followed.
    File(PathBuf),
    /// A pipe, a device, or a file that this process holds open: written into, never replaced.
    Stream(PathBuf),
    /// The very file that standard output goes to.
    StandardOutput,
}

/// Bytes that are written at a time.
const PIECE: usize = 1 << 16;

/// How many symbolic links are followed one after another; the system's own limit.
const MOST_LINKS: usize = 40;

impl Destination {
    /// Where a path leads.
    pub fn of(path: &Path) -> Result<Destination, Failure> {
        let about = match std::fs::metadata(path) {
            Ok(about) => about,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Destination::File(end_of_links(path)?));
            }
            Err(error) => return Err(failed(path, &error)),
        };
        if about.is_dir() {
            return Err(failed(path, &ErrorKind::IsADirectory.into()));
        }
        if is_standard_output(&about) {
            return Ok(Destination::StandardOutput);
        }
        if file::special(&about).is_some() || is_descriptor(path) {
            return Ok(Destination::Stream(path.to_owned()));
        }
        Ok(Destination::File(std::fs::canonicalize(path).map_err(|error| failed(path, &error))?))
    }
}

/// The name at the end of symbolic links that lead to nothing yet.
fn end_of_links(path: &Path) -> Result<PathBuf, Failure> {
    let mut end = path.to_owned();
    for _ in 0..MOST_LINKS {
        match std::fs::read_link(&end) {
            // A relative link counts from the folder that holds it; an absolute one takes the place of everything.
            Ok(target) => end = folder_of(&end).join(target),
            Err(_) => return Ok(end),
        }
    }
    Err(Failure::new(format!("{}: symbolic links that lead round in a circle", shown(path))))
}

/// Whether a path is the name of something that this process holds open, such as `/dev/fd/3`.
fn is_descriptor(path: &Path) -> bool {
    let folder = std::fs::canonicalize(folder_of(path)).unwrap_or_default();
    folder.starts_with("/proc")
        || folder.starts_with("/dev/fd")
        || (folder == Path::new("/dev") && ["stdout", "stderr"].iter().any(|name| path.ends_with(name)))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether this is the regular file that standard output goes to: replacing it would lose what follows.
#[cfg(unix)]
fn is_standard_output(about: &Metadata) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let out = io::stdout().as_fd().try_clone_to_owned().map(File::from).and_then(|out| out.metadata());
    about.is_file() && out.is_ok_and(|out| (out.dev(), out.ino()) == (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn is_standard_output(_about: &Metadata) -> bool {
    false
}

fn write_path(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match Destination::of(path)? {
        Destination::StandardOutput => to_standard_output(write),
        Destination::Stream(path) => into_stream(&path, write),
        Destination::File(place) => replace(&place, path, write),
    }
}

fn failed(place: &Path, error: &io::Error) -> Failure {
    Failure::io(&shown(place), error)
}

fn to_standard_output(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    if crate::standard::output_is_closed() {
        return Err(Failure::new("standard output is closed: the result has nowhere to go")
            .help("write it to a file: -o FILE"));
    }
    quiet_where_nobody_reads(into_standard_output(write), Path::new("standard output"))
}

/// Writes to what standard output is, and not through the library's buffer: that takes a stream which cannot be
/// written for one where nobody listens, and says nothing.
#[cfg(unix)]
fn into_standard_output(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    use std::os::fd::AsFd;
    let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    if out.is_terminal() {
        let mut out = BufWriter::with_capacity(PIECE, Harmless(out));
        write(&mut out)?;
        return out.flush();
    }
    let mut out = BufWriter::with_capacity(PIECE, out);
    write(&mut out)?;
    out.flush()
}

/// A terminal, to which control characters in texts of others are shown instead of obeyed.
#[cfg(unix)]
struct Harmless(File);

#[cfg(unix)]
impl Write for Harmless {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut shown = Vec::with_capacity(bytes.len());
        for byte in bytes {
            match byte {
                b'\n' | b'\t' => shown.push(*byte),
                byte if byte.is_ascii_control() => write!(shown, "{}", char::from(*byte).escape_default())?,
                byte => shown.push(*byte),
            }
        }
        self.0.write_all(&shown)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(not(unix))]
fn into_standard_output(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write(&mut out)?;
    out.flush()
}

/// Writes into a pipe or a device.
fn into_stream(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut stream = OpenOptions::new().append(true).open(path).map_err(|error| failed(path, &error))?;
    quiet_where_nobody_reads(write(&mut stream).and_then(|()| stream.flush()), path)
}

/// `kingsway areas | head` closes the pipe early; that is no failure.
fn quiet_where_nobody_reads(written: io::Result<()>, place: &Path) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(failed(place, &error)),
        Ok(()) => Ok(()),
    }
}

/// Writes beside a file's place and then puts it there. `asked` is the name that the user gave.
fn replace(
    place: &Path,
    asked: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let wrong = |error: io::Error| failed(asked, &error);
    let folder = folder_of(place);
    if !folder.is_dir() {
        let missing = shown(folder);
        return Err(Failure::new(format!("{}: there is no folder {missing}", shown(asked)))
            .help(format!("make it first: mkdir -p {missing}")));
    }
    let before = may_be_replaced(place, asked)?;
    let mut staged = staging(folder).map_err(wrong)?;
    write(staged.as_file_mut()).map_err(wrong)?;
    if let Some(before) = &before {
        as_before(staged.as_file(), before).map_err(wrong)?;
    }
    staged.as_file().sync_all().map_err(wrong)?;
    staged.persist(place).map_err(|error| wrong(error.error))?;
    // So that the new name is on the disk too. Not every file system can do that for a folder.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// What is known of the file that stands there, if one does; refused where this user may not write it.
pub fn may_be_replaced(place: &Path, asked: &Path) -> Result<Option<Metadata>, Failure> {
    let about = match std::fs::metadata(place) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        about => about.map_err(|error| failed(asked, &error))?,
    };
    // The administrator may open what nobody may write; renaming needs no permission on the file at all.
    let may = OpenOptions::new().write(true).open(place);
    if about.permissions().readonly() || may.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied) {
        return Err(Failure::new(format!(
            "{}: this file may not be written (it is read-only)",
            shown(asked)
        ))
        .help("nothing was written; choose another name, or allow writing it: chmod u+w FILE"));
    }
    Ok(Some(about))
}

/// A file beside the result's place, with the permissions that the user gives to new files.
#[cfg(unix)]
fn staging(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // The system takes the user's umask off these.
    let everybody = std::fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().prefix(".kingsway-").permissions(everybody).tempfile_in(folder)
}

#[cfg(not(unix))]
fn staging(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".kingsway-").tempfile_in(folder)
}

/// Gives a file the permissions of the one that it takes the place of, and its owner where that is allowed.
#[cfg(unix)]
fn as_before(file: &File, before: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let now = file.metadata()?;
    if (now.uid(), now.gid()) != (before.uid(), before.gid()) {
        // Only the administrator may give a file away.
        let _ = fchown(file, Some(before.uid()), Some(before.gid()));
    }
    file.set_permissions(before.permissions())
}

#[cfg(not(unix))]
fn as_before(file: &File, before: &Metadata) -> io::Result<()> {
    file.set_permissions(before.permissions())
}
