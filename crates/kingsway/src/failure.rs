//! Failures as a person is told them: what, where, and what to do; and the exit code.

use crate::standard;
use application::Error;
use definitions::file::printable;
use framework::LoadError;
use std::process::ExitCode;

/// Why a command could not be carried out.
#[derive(Debug)]
pub struct Failure {
    message: String,
    help: Option<String>,
    /// A report with source lines and carets, already rendered for a terminal.
    rendered: Option<String>,
}

/// What a command found, when it was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Done, and something was found wrong: a contradicted statement, a rejected file, a mistake in a framework.
    FoundWrong,
    /// Carried out in part only; what could not be done has been told.
    NotDone,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::FoundWrong => ExitCode::from(1),
            Outcome::NotDone => ExitCode::from(2),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.rendered.as_deref().unwrap_or(&self.message))?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "\n  help: {help}"))
    }
}

impl Failure {
    /// A failure with its message.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), help: None, rendered: None }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Failure {
        self.help = Some(help.into());
        self
    }

    /// An error of a renderer, with what caused it.
    pub fn of(error: &dyn std::error::Error) -> Failure {
        Failure::new(with_causes(error))
    }

    /// A file that could not be read or written.
    pub fn io(place: &str, error: &std::io::Error) -> Failure {
        let what = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "not permitted".to_owned(),
            std::io::ErrorKind::IsADirectory => "this is a folder, a file was expected".to_owned(),
            _ => error.to_string(),
        };
        Failure::new(format!("{place}: {what}"))
    }

    /// A report that shows the places in a file that a person wrote, already drawn.
    pub fn drawn(report: String) -> Failure {
        Failure { message: String::new(), help: None, rendered: Some(report) }
    }

    /// Reports it on standard error.
    pub fn report(&self) {
        match &self.rendered {
            Some(rendered) => standard::report(rendered),
            None => standard::report(&lines(&format!("kingsway: {}", self.message))),
        }
        if let Some(help) = &self.help {
            standard::report(&lines(&format!("  help: {help}")));
        }
    }
}

/// A message in which nothing but its line ends moves the cursor: names of files and cells of tables stand in it.
fn lines(message: &str) -> String {
    message.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

impl From<Error> for Failure {
    /// As a person reads it: mistakes at their places, everything else as a sentence with help.
    fn from(error: Error) -> Failure {
        match error {
            Error::Framework(LoadError::Mistakes(mistakes))
            | Error::Fetch(
                application::fetching::Error::Catalogue(LoadError::Mistakes(mistakes))
                | application::fetching::Error::Lock(LoadError::Mistakes(mistakes)),
            )
            | Error::Sender(LoadError::Mistakes(mistakes))
            | Error::Phrases(mistakes) => Failure::drawn(mistakes.rendered()),
            Error::Import(error) => {
                Failure::drawn(format!("{:?}", miette::Report::new(error)).trim_start().to_owned())
            }
            error => Failure { message: with_causes(&error), help: error.help(), rendered: None },
        }
    }
}

/// Standard output, or memory that stands for it, could not be written to.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::new(error.to_string())
    }
}

/// An error with what caused it, where the error's own message does not say so already.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        let text = next.to_string();
        if !message.contains(&text) {
            message.push_str(": ");
            message.push_str(&text);
        }
        cause = next.source();
    }
    message
}
