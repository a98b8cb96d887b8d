//! What can go wrong with one file, and with fetching as a whole.

use crate::address::NoAddress;
use definitions::LoadError;
use definitions::file::shown;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why a file was not fetched. Others of the same run may have been.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The server says no.
    #[error("the server answers {status}{}", meaning(*.status))]
    Refused {
        /// The status.
        status: u16,
    },
    /// It could not be had in several attempts.
    #[error("given up after {attempts} attempts without progress: {why}")]
    GivenUp {
        /// How many.
        attempts: u32,
        /// What went wrong the last time.
        why: String,
    },
    /// The server asks to be left alone for longer than is waited.
    #[error("the server asks to wait {} before the next attempt ({why}); run the command again after that", in_words(*.wait))]
    AskedToWait {
        /// For how long.
        wait: Duration,
        /// What it answered.
        why: String,
    },
    /// It is not the file that was expected.
    #[error(
        "not the file that was expected: its SHA-256 is {found}, where {expected} was expected; nothing of it was kept"
    )]
    OtherContent {
        /// The hash that was expected.
        expected: String,
        /// The hash of what came.
        found: String,
    },
    /// The server says that it has another number of bytes than the file of the catalogue.
    #[error(
        "not the file that was expected: it has {found} bytes, where {expected} were expected; nothing of it was kept"
    )]
    OtherSize {
        /// How many were expected.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// More came than was expected or is allowed.
    #[error("larger than {limit} bytes, which is all that was expected; nothing of it was kept")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Nobody could tell whether it came whole.
    #[error(
        "the server does not say where the file ends, so nobody could tell whether it came whole; nothing of it was kept"
    )]
    NoEnd,
    /// It came in a form that is not understood.
    #[error("the server sends it packed as `{encoding}`, which is not understood")]
    Encoding {
        /// The form.
        encoding: String,
    },
    /// It could not be unpacked.
    #[error("what came cannot be unpacked: {why}; nothing of it was kept")]
    Packed {
        /// Why not.
        why: String,
    },
    /// It leads elsewhere too often.
    #[error("more than {limit} redirections one after another")]
    Redirected {
        /// How many are followed.
        limit: u32,
    },
    /// It leads to what may not be asked.
    #[error("the server redirects to what is not asked: {0}")]
    RedirectedTo(NoAddress),
    /// The recipe cannot be followed.
    #[error("it cannot be prepared as the catalogue says: {why}")]
    Recipe {
        /// Why not.
        why: String,
    },
    /// Another file has its name.
    #[error("{}: another file has this name; move it away, or fetch with --replace", shown(.place))]
    InTheWay {
        /// Where.
        place: PathBuf,
    },
    /// What was fetched was changed since.
    #[error("{}: changed since it was fetched; move it away, or fetch with --replace", shown(.place))]
    Changed {
        /// Where.
        place: PathBuf,
    },
    /// It is offered for reading only.
    #[error("not offered as a file{}", page.as_ref().map(|page| format!(": see {page}")).unwrap_or_default())]
    NotOffered {
        /// Where its publisher tells of it.
        page: Option<String>,
    },
    /// It cannot be written.
    #[error("{}: {why}", shown(.place))]
    Disk {
        /// Which file.
        place: PathBuf,
        /// What the system says.
        why: String,
    },
    /// What the service answers is not what such a service answers.
    #[error("the answer of {server} is not understood: {why}")]
    Answer {
        /// Which server.
        server: String,
        /// What is odd.
        why: String,
    },
    /// The service withdrew it.
    #[error("withdrawn by its publisher")]
    Withdrawn,
    /// The name or address that a service gives cannot be used.
    #[error("{0}")]
    Unusable(String),
}

impl Problem {
    pub(crate) fn disk(place: &Path, error: &std::io::Error) -> Problem {
        let why = match error.kind() {
            std::io::ErrorKind::PermissionDenied => "not permitted".to_owned(),
            std::io::ErrorKind::StorageFull => {
                "the disk is full; what has arrived is kept, and resumed".to_owned()
            }
            _ => error.to_string(),
        };
        Problem::Disk { place: place.to_owned(), why }
    }
}

/// What a status means to a person, where that can be said.
fn meaning(status: u16) -> &'static str {
    match status {
        401 | 403 => ": not allowed",
        404 => ": there is no such file any more",
        410 => ": withdrawn",
        _ => "",
    }
}

/// A time as people say it.
fn in_words(wait: Duration) -> String {
    match wait.as_secs() {
        seconds @ 0..120 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    }
}

/// Why nothing could be fetched at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The catalogue cannot be read.
    #[error(transparent)]
    Catalogue(#[from] LoadError),
    /// Nothing has the name.
    #[error("nothing in the catalogue is called `{asked}`{}", advice.as_ref().map(|advice| format!("; {advice}")).unwrap_or_default())]
    UnknownName {
        /// What was asked for.
        asked: String,
        /// The nearest names.
        advice: Option<String>,
    },
    /// It is no address that is fetched from.
    #[error("{asked}: {why}")]
    UnknownAddress {
        /// What was asked for.
        asked: String,
        /// Why not.
        why: String,
    },
    /// The folder cannot be used.
    #[error("{}: {why}", shown(.folder))]
    Folder {
        /// Which folder.
        folder: PathBuf,
        /// Why not.
        why: String,
    },
    /// The lock file cannot be read.
    #[error(transparent)]
    Lock(LoadError),
    /// A service could not be asked.
    #[error("{address}: {problem}")]
    Service {
        /// What was asked.
        address: String,
        /// What went wrong.
        problem: Problem,
    },
    /// This build leaves out fetching.
    #[error("this build of Kingsway asks no servers")]
    NotBuilt,
}
