//! How servers are asked. What is done with their answers does not depend on it, so that tests need no network.

use crate::address::Address;
use std::io::Read;
use std::time::Duration;

/// What a server is asked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// For what.
    pub address: &'a Address,
    /// From which byte on; 0 for all.
    pub from: u64,
    /// Only if the file is still in this state; otherwise all of it.
    pub if_range: Option<&'a str>,
    /// Only if the file is no longer in this state.
    pub if_none_match: Option<&'a str>,
    /// Which kind of answer is wanted.
    pub accept: &'static str,
    /// How long the body may take.
    pub body_within: Duration,
}

/// What a server answers.
pub struct Response {
    /// The status.
    pub status: u16,
    /// Names in small letters, with what they say.
    pub headers: Vec<(String, String)>,
    /// The body, as it arrives.
    pub body: Box<dyn Read + Send>,
}

impl Response {
    /// What a header says.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(one, _)| one == name).map(|(_, value)| value.trim())
    }
}

impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

/// Why a server gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct NoAnswer {
    /// What went wrong.
    pub why: String,
    /// Whether another attempt may help.
    pub again: bool,
}

/// Asks servers, and waits.
pub trait Transport {
    /// Asks a server, following no redirection.
    ///
    /// # Errors
    /// Where there is no answer.
    fn get(&self, request: Request<'_>) -> Result<Response, NoAnswer>;

    /// Waits.
    fn pause(&self, time: Duration);
}
