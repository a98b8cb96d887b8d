//! Where results go: standard output, or a file that appears whole or not at all.

use crate::failure::Failure;
use std::io::{self, Write};
use std::path::Path;

/// Writes a result to standard output (no path, or `-`) or to a file.
///
/// The file is written beside its place and renamed, so that a failure leaves nothing half-written.
pub fn write(output: Option<&Path>, content: &[u8]) -> Result<(), Failure> {
    match output {
        Some(path) if path != Path::new("-") => write_file(path, content),
        _ => to_standard_output(content),
    }
}

/// Writes a result piece by piece, for those too large to be held whole: to standard output, or to a file that
/// appears whole or not at all.
pub fn write_in_pieces(
    output: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match output {
        Some(path) if path != Path::new("-") => staged(path, |file| write(file)),
        _ => match write(&mut io::stdout().lock()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Failure::io("standard output", &error)),
            Ok(()) => Ok(()),
        },
    }
}

fn to_standard_output(content: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(content).and_then(|()| out.flush()) {
        // `kingsway areas | head` closes the pipe early; that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::io("standard output", &error)),
        Ok(()) => Ok(()),
    }
}

/// Writes a file in one step.
pub fn write_file(path: &Path, content: &[u8]) -> Result<(), Failure> {
    staged(path, |file| file.write_all(content))
}

/// Writes beside a file's place and then puts it there.
fn staged(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::io(&path.display().to_string(), &error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(Failure::new(format!("{}: there is no folder {}", path.display(), folder.display()))
            .help(format!("make it first: mkdir -p {}", folder.display())));
    }
    let mut staged = tempfile::Builder::new().prefix(".kingsway-").tempfile_in(folder).map_err(failed)?;
    write(staged.as_file_mut()).map_err(failed)?;
    readable(staged.as_file()).map_err(failed)?;
    staged.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Temporary files are private; a result is for everybody who may read its folder.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &std::fs::File) -> io::Result<()> {
    Ok(())
}
