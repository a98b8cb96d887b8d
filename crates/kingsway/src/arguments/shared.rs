//! What several commands are given: where the evidence is, the cut-off date, whom to compare with, where results go.

use clap::Args;
use std::path::PathBuf;

/// Where the evidence is.
#[derive(Debug, Args)]
pub struct EvidenceArgument {
    /// The snapshot, as `kingsway import` wrote it.
    #[arg(long, value_name = "DIR")]
    pub evidence: PathBuf,
}

/// Where the evidence is, for commands that also read published files directly.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct EvidenceOrFiles {
    /// The snapshot, as `kingsway import` wrote it.
    #[arg(long, value_name = "DIR")]
    pub evidence: Option<PathBuf>,
    /// Published files or folders of them, read directly.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub from: Vec<PathBuf>,
}

/// The cut-off date.
#[derive(Debug, Args)]
pub struct AsAt {
    /// Only what was public on this day counts (YYYY-MM-DD).
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: evidence::Date,
}

/// How figures are compared.
#[derive(Debug, Args)]
pub struct Comparing {
    /// The convention: lait (the Department for Education's tool), csc (medians) or default (ours).
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub convention: String,
    /// The set of statistical neighbours, such as dfe-2021-04; without it, the latest of the time.
    #[arg(long, value_name = "SET")]
    pub neighbours: Option<String>,
    /// Areas to compare with instead of statistical neighbours, separated by commas.
    #[arg(long, value_name = "AREAS", value_delimiter = ',')]
    pub beside: Vec<String>,
}

impl Comparing {
    /// The same for the application.
    pub fn request(&self) -> application::Comparing {
        application::Comparing {
            convention: self.convention.clone(),
            neighbours: self.neighbours.clone(),
            areas: self.beside.clone(),
        }
    }
}

/// The framework.
#[derive(Debug, Args)]
pub struct FrameworkArgument {
    /// A framework file, or the name of a built-in one (england-2011).
    #[arg(long, value_name = "FILE")]
    pub framework: String,
}

/// One area or all of them.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct OneOrAll {
    /// The area: a name, a number (821) or a code (E06000032).
    pub area: Option<String>,
    /// Every area that existed on the date.
    #[arg(long)]
    pub all: bool,
}

/// Where the result goes.
#[derive(Debug, Args)]
pub struct Output {
    /// Write to a file instead of standard output; `-` is standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A date as people write it on a command line.
pub fn parse_date(text: &str) -> Result<evidence::Date, String> {
    text.parse().map_err(|_| "a date such as 2011-08-31 was expected (year, month, day)".to_owned())
}
