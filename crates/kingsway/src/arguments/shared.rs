//! What several commands are given: where the evidence is, the cut-off date, what to compare with, where results go.

use super::parse_date;
use crate::failure::Failure;
use crate::terminal;
use clap::Args;
use std::path::{Path, PathBuf};

/// The variable that names the snapshot where `--evidence` does not.
const EVIDENCE_VARIABLE: &str = "KINGSWAY_EVIDENCE";

/// The snapshot where nothing names one.
const USUAL_EVIDENCE: &str = "evidence";

/// Where the evidence is.
#[derive(Debug, Args)]
pub struct EvidenceArgument {
    /// The snapshot, as `kingsway import` wrote it; without it, the one that the environment variable
    /// KINGSWAY_EVIDENCE names, or ./evidence.
    #[arg(long, value_name = "DIR")]
    pub evidence: Option<PathBuf>,
}

impl EvidenceArgument {
    /// The snapshot's folder.
    pub fn folder(&self) -> Result<PathBuf, Failure> {
        evidence_folder(self.evidence.as_deref())
    }
}

/// The folder that is named, that the environment names, or `evidence` here.
pub fn evidence_folder(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(folder) = named {
        return Ok(folder.to_owned());
    }
    if let Some(folder) = std::env::var_os(EVIDENCE_VARIABLE).filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(folder));
    }
    let usual = PathBuf::from(USUAL_EVIDENCE);
    if usual.is_dir() {
        return Ok(usual);
    }
    Err(Failure::new(format!("no evidence is named, and there is no folder `{USUAL_EVIDENCE}` here")).help(
        format!(
            "name a snapshot: --evidence DIR, or set {EVIDENCE_VARIABLE}; `kingsway import DATA --into {USUAL_EVIDENCE}` makes one"
        ),
    ))
}

/// Where the evidence is, for commands that also read published files directly.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub struct EvidenceOrFiles {
    /// The snapshot, as `kingsway import` wrote it; without it, the one that the environment variable
    /// KINGSWAY_EVIDENCE names, or ./evidence.
    #[arg(long, value_name = "DIR")]
    pub evidence: Option<PathBuf>,
    /// Published files or folders of them, read directly instead of a snapshot.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub from: Vec<PathBuf>,
}

impl EvidenceOrFiles {
    /// The snapshot's folder, where files are not read directly.
    pub fn folder(&self) -> Result<Option<PathBuf>, Failure> {
        if self.from.is_empty() { evidence_folder(self.evidence.as_deref()).map(Some) } else { Ok(None) }
    }
}

/// Descriptions of the formats of published files.
#[derive(Debug, Args)]
pub struct SourcesArgument {
    /// A folder with descriptions of formats (TOML): they take the place of the built-in ones of the same id and stand
    /// beside the others.
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
}

/// What the user adds to the evidence.
#[derive(Debug, Args)]
pub struct EventsArgument {
    /// Your own figures and events, which nobody publishes: tables (CSV) as `kingsway template` writes them, figures with the
    /// columns area, period, indicator and value, events with area, date, known_from, kind, outcome and note.
    #[arg(long = "local", visible_alias = "events", value_name = "FILE")]
    pub events: Vec<PathBuf>,
}

/// The cut-off date.
#[derive(Debug, Args)]
pub struct AsAt {
    /// Only what was public on this day counts (2011-08-31, 31/08/2011 or 31 August 2011).
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: evidence::Date,
}

/// How figures are compared.
#[derive(Debug, Args)]
pub struct Comparing {
    /// The rules of comparing: lait (the Department for Education's tool), csc (medians) or default (ours).
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
    /// The rules for grades: a framework file, or the name of a built-in one; without it, the built-in one of the
    /// date's year.
    #[arg(long, value_name = "FILE")]
    pub framework: Option<String>,
    /// Use the framework though the date is of a year that it is not for.
    #[arg(long, requires = "framework")]
    pub any_framework: bool,
}

impl FrameworkArgument {
    /// The same for the application.
    pub fn choice(&self) -> application::FrameworkChoice {
        application::FrameworkChoice { framework: self.framework.clone(), any_year: self.any_framework }
    }
}

/// What goes by a framework needs: evidence as at a date, compared, with the user's events.
#[derive(Debug, Args)]
pub struct FrameworkNeeds {
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    #[command(flatten)]
    pub as_at: AsAt,
    #[command(flatten)]
    pub framework: FrameworkArgument,
    #[command(flatten)]
    pub comparing: Comparing,
    #[command(flatten)]
    pub events: EventsArgument,
}

impl FrameworkNeeds {
    /// The cut-off date.
    pub fn as_at(&self) -> evidence::Date {
        self.as_at.as_at
    }

    /// Opens the evidence.
    pub fn open(&self) -> Result<application::Workspace, Failure> {
        crate::commands::open(&self.evidence, &self.events.events, Some(self.as_at()))
    }

    /// The same for statements about an area.
    pub fn statements_request(&self, area: &str) -> application::StatementsRequest {
        application::StatementsRequest {
            area: area.to_owned(),
            as_at: self.as_at(),
            comparing: self.comparing.request(),
            framework: self.framework.choice(),
        }
    }
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
    /// Write to a file instead of standard output; its ending may say the format. `-` is standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl Output {
    /// The columns that text may have: those of the terminal where it goes there, as many as it likes elsewhere.
    pub fn width(&self) -> Option<usize> {
        match self.output.as_deref() {
            Some(path) if path != Path::new("-") => None,
            _ => terminal::width(),
        }
    }
}
