//! The one error of the application: a stable code, a message, help, and the places in files that people wrote.

mod code;

pub use code::{Code, documentation};

use crate::judgement::JudgementRefused;
use definitions::Mistakes;
use definitions::file::{FileError, FileProblem};
use document::WordsError;
use evidence::date::in_words;
use evidence::{Date, SnapshotError};
use framework::LoadError;
use ingest::error::ImportError;
use letter::ComposeError;
use schemars::JsonSchema;
use serde::Serialize;
use statements::draft::Problem;
use std::path::PathBuf;

/// Why a use case could not be carried out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No area is meant by what was asked for.
    #[error(transparent)]
    UnknownArea(#[from] evidence::area::UnknownArea),
    /// England or a region was asked for as if it were an authority.
    #[error("{asked} is no local authority: profiles, grades and letters are of local authorities")]
    NotAnAuthority {
        /// What was asked for.
        asked: String,
    },
    /// The area did not exist on the date.
    #[error("{area} did not exist on {}{}", in_words(*.as_at), existed(*.opened, *.closed))]
    AreaNotOpen {
        /// The area's name.
        area: String,
        /// The date that was asked for.
        as_at: Date,
        /// When it was created, where that is after the date.
        opened: Option<Date>,
        /// Its last day, where that is before the date.
        closed: Option<Date>,
        /// The names of the areas that took its place.
        successors: Vec<String>,
    },
    /// The evidence holds nothing of the area.
    #[error("nothing in this evidence was public about {area} on {}", in_words(*.as_at))]
    NothingOfArea {
        /// The area's name.
        area: String,
        /// The date.
        as_at: Date,
    },
    /// The date lies before all evidence.
    #[error("nothing in this evidence was public on {}: the earliest is of {}", in_words(*.as_at), in_words(*.first))]
    BeforeEvidence {
        /// The date.
        as_at: Date,
        /// The first day on which something was public.
        first: Date,
    },
    /// Neither the request nor the framework has a date.
    #[error("{framework} says no date of its own")]
    NoDate {
        /// The framework's name.
        framework: String,
    },
    /// The snapshot holds nothing that could be profiled.
    #[error("this snapshot holds no figures and no inspections")]
    NoEvidence,
    /// A snapshot cannot be read or written.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// Files cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// Published files cannot be fetched.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// Files given as the user's own hold neither events nor figures, or something else.
    #[error("{why}")]
    NoEvents {
        /// What is wrong with them.
        why: String,
    },
    /// Files given as the user's own have rows that cannot be used.
    #[error("{}", .problems.join("\n"))]
    Events {
        /// Each row, and what is wrong with it.
        problems: Vec<String>,
    },
    /// More files than a snapshot can number.
    #[error("more than 65,536 files in one snapshot")]
    TooManySources,
    /// No such convention.
    #[error(transparent)]
    Convention(#[from] profile::convention::UnknownConvention),
    /// No such set of neighbours.
    #[error(transparent)]
    Neighbours(#[from] profile::profiler::UnknownNeighbourSet),
    /// No such indicator.
    #[error(transparent)]
    Indicator(#[from] profile::views::UnknownIndicator),
    /// The indicator is not published for the group.
    #[error(transparent)]
    Group(#[from] profile::views::UnknownGroup),
    /// A remit or aspect is not known.
    #[error(transparent)]
    Remit(#[from] profile::views::UnknownRemit),
    /// No such topic of indicators.
    #[error("no topic is called `{asked}`; there are: {}", .known.join(", "))]
    UnknownTopic {
        /// What was asked for.
        asked: String,
        /// The topics.
        known: Vec<String>,
    },
    /// Nothing was published of an indicator for an area.
    #[error("nothing was published of {indicator} for {area}")]
    NotPublished {
        /// The indicator as it was asked for.
        indicator: String,
        /// The area's name.
        area: String,
    },
    /// No such framework.
    #[error("{asked}: there is no such file, and no built-in framework of that name{}", suggestion(.nearest.as_deref()))]
    UnknownFramework {
        /// What was asked for.
        asked: String,
        /// The nearest name.
        nearest: Option<String>,
        /// The built-in frameworks.
        known: Vec<String>,
    },
    /// No framework is named, and none that comes with the program is for the date.
    #[error("no built-in framework is for {year}")]
    NoFrameworkOfYear {
        /// The year.
        year: i16,
        /// The built-in frameworks.
        known: Vec<String>,
    },
    /// The framework is not for the date.
    #[error("the framework {framework} is for {}, and the date is {}", listed(.years), in_words(*.as_at))]
    FrameworkOfOtherYears {
        /// The framework that was asked for.
        framework: String,
        /// The years that it is for.
        years: Vec<i16>,
        /// The date.
        as_at: Date,
    },
    /// A framework cannot be read or has mistakes.
    #[error(transparent)]
    Framework(#[from] LoadError),
    /// A table of known grades has mistakes.
    #[error(transparent)]
    KnownGrades(#[from] framework::validate::known::KnownGradesRefused),
    /// One judgement was given for all areas.
    #[error("a judgement is of one area: name it instead of --all")]
    JudgementOfAll,
    /// A judgement cannot be recorded.
    #[error(transparent)]
    Judgement(#[from] JudgementRefused),
    /// A document cannot be read.
    #[error("{place}: {error}")]
    Document {
        /// Which.
        place: String,
        /// Why.
        error: statements::read::ReadError,
    },
    /// An edited draft cannot become a letter.
    #[error("{}", problems_in_lines(.place, .problems))]
    Draft {
        /// The file.
        place: String,
        /// Every problem with its line.
        problems: Vec<Problem>,
    },
    /// A sender file cannot be read or has mistakes.
    #[error(transparent)]
    Sender(LoadError),
    /// A letter without a recorded judgement would go out as issued, or in a public body's name.
    #[error("{place}: {}", not_judged(.body.as_deref()))]
    NotJudged {
        /// The sender's file.
        place: String,
        /// The body that it names, where it names one.
        body: Option<String>,
    },
    /// A table of recipients has mistakes.
    #[error("{}", related_in_lines(.mistakes))]
    Recipients {
        /// Each, with its row.
        mistakes: Vec<Related>,
    },
    /// A signature's picture cannot be used.
    #[error("{}: {problem}", .path.display())]
    Signature {
        /// The picture.
        path: PathBuf,
        /// What is wrong.
        problem: SignatureProblem,
    },
    /// Nothing that could be traced has the name.
    #[error(
        "nothing that could be traced is called `{asked}`{}",
        if .nearest.is_empty() { String::new() } else { format!("; the nearest indicators are: {}", .nearest.join("; ")) }
    )]
    Untraceable {
        /// What was asked for.
        asked: String,
        /// The indicators of the nearest names.
        nearest: Vec<String>,
    },
    /// The lexicon has mistakes.
    #[error(transparent)]
    Lexicon(#[from] statements::lexicon::LexiconError),
    /// The phrases of letters have mistakes.
    #[error(transparent)]
    Phrases(#[from] Mistakes),
    /// A phrase cannot be filled.
    #[error(transparent)]
    Phrase(#[from] WordsError),
    /// A figure cannot be followed to the cells of published files.
    #[error(transparent)]
    Figure(#[from] profile::FigureError),
    /// A letter cannot be composed.
    #[error(transparent)]
    Letter(#[from] ComposeError),
    /// A page would hold more than a document may.
    #[error(transparent)]
    Page(#[from] document::DocumentError),
    /// A chart of a page cannot be drawn.
    #[error(transparent)]
    Chart(#[from] charts::ChartError),
    /// A file cannot be read.
    #[error("{}: {}", .path.display(), file_problem(.error))]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A file that was named cannot be read: it is not there, no regular file, too large, or no text.
    #[error(transparent)]
    Input(#[from] FileError),
    /// A file is too large.
    #[error("{place}: {what} of at most {limit} bytes was expected")]
    TooLarge {
        /// The file.
        place: String,
        /// What it should be.
        what: &'static str,
        /// The limit in bytes.
        limit: u64,
    },
    /// A result cannot be written in its format.
    #[error("the result cannot be written as {format}: {reason}")]
    Unwritable {
        /// The format.
        format: &'static str,
        /// Why.
        reason: String,
    },
}

/// What is wrong with the picture of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureProblem {
    /// It does not say what it shows.
    #[error("the picture needs `signature_alternative`, what it shows in words")]
    NoAlternative,
}

/// A place that an error is about, in a file that a person wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Related {
    /// `FILE:LINE:COLUMN`, as far as it is known.
    pub place: String,
    /// What is wrong there.
    pub message: String,
    /// What to do, if that can be said.
    pub help: Option<String>,
}

/// An error as JSON gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ErrorReport {
    /// The stable code.
    #[schemars(with = "String")]
    pub code: Code,
    /// What is wrong, where, and what was expected.
    pub message: String,
    /// What to do, if that can be said.
    pub help: Option<String>,
    /// Each place, where a file has several mistakes.
    pub related: Vec<Related>,
}

impl Error {
    /// A file that could not be read.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |error| Error::File { path, error }
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Error::UnknownArea(_) => Code::AreaUnknown,
            Error::NotAnAuthority { .. } => Code::AreaNotAnAuthority,
            Error::AreaNotOpen { .. } => Code::AreaNotOpen,
            Error::NothingOfArea { .. } => Code::AreaNoEvidence,
            Error::BeforeEvidence { .. } => Code::DateBeforeEvidence,
            Error::NoDate { .. } => Code::DateMissing,
            Error::NoEvidence => Code::EvidenceEmpty,
            Error::Snapshot(error) => of_snapshot(error),
            Error::Import(error) => of_import(error),
            Error::Fetch(error) => of_fetch(error),
            Error::NoEvents { .. } => Code::EventsNone,
            Error::Events { .. } => Code::EventsMistakes,
            Error::TooManySources => Code::EventsTooMany,
            Error::Convention(_) => Code::ConventionUnknown,
            Error::Neighbours(_) => Code::NeighboursUnknown,
            Error::Indicator(_) => Code::IndicatorUnknown,
            Error::Group(_) => Code::GroupUnknown,
            Error::Remit(_) => Code::RemitUnknown,
            Error::UnknownTopic { .. } => Code::TopicUnknown,
            Error::NotPublished { .. } => Code::IndicatorNotPublished,
            Error::UnknownFramework { .. } => Code::FrameworkUnknown,
            Error::NoFrameworkOfYear { .. } => Code::FrameworkNoneOfYear,
            Error::FrameworkOfOtherYears { .. } => Code::FrameworkOtherYears,
            Error::Framework(LoadError::Mistakes(_)) => Code::FrameworkMistakes,
            Error::Framework(_) => Code::FrameworkUnreadable,
            Error::KnownGrades(_) => Code::KnownGradesMistakes,
            Error::JudgementOfAll => Code::JudgementSeveral,
            Error::Judgement(JudgementRefused::Nobody) => Code::JudgementNoName,
            Error::Judgement(JudgementRefused::NoGrounds { .. }) => Code::JudgementNoGrounds,
            Error::Judgement(_) => Code::JudgementNoGrade,
            Error::Document { .. } => Code::DocumentUnreadable,
            Error::Draft { .. } => Code::DraftRefused,
            Error::Sender(_) => Code::SenderMistakes,
            Error::Untraceable { .. } => Code::TraceUnknown,
            Error::NotJudged { .. } => Code::NotJudged,
            Error::Recipients { .. } => Code::RecipientsMistakes,
            Error::Signature { .. } => Code::SenderSignature,
            Error::Lexicon(_) | Error::Phrases(_) | Error::Phrase(_) => Code::WordsMistakes,
            Error::Figure(_) => Code::FigureUnknown,
            Error::Letter(_) => Code::LetterRefused,
            Error::Input(FileError { problem: FileProblem::TooLarge { .. }, .. })
            | Error::TooLarge { .. } => Code::FileTooLarge,
            Error::File { .. } | Error::Input(_) => Code::FileUnreadable,
            Error::Page(_) | Error::Chart(_) | Error::Unwritable { .. } => Code::ResultUnwritable,
        }
    }

    /// What to do about it, if that can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Error::UnknownArea(_) | Error::NotAnAuthority { .. } => {
                Some("`kingsway areas --evidence DIR` lists the areas with their numbers".to_owned())
            }
            Error::AreaNotOpen { successors, .. } if !successors.is_empty() => {
                Some(format!("its successors are: {}", successors.join(", ")))
            }
            Error::NothingOfArea { .. } => {
                Some("`kingsway snapshot DIR` lists the files that the evidence was made from".to_owned())
            }
            Error::BeforeEvidence { first, .. } => Some(format!("choose a later date: --as-at {first}")),
            Error::NoDate { .. } => Some("give one: --as-at 2011-08-31".to_owned()),
            Error::Fetch(fetch::Error::UnknownName { .. } | fetch::Error::UnknownAddress { .. }) => {
                Some("`kingsway fetch --list` shows the groups and files of the catalogue".to_owned())
            }
            Error::Fetch(fetch::Error::NotBuilt) => Some(
                "build it with its feature `fetch`, which is on by default: cargo install --path crates/kingsway --locked; or \
                 fetch the files by hand from the addresses that `kingsway fetch --list --format csv` gives"
                    .to_owned(),
            ),
            Error::NoEvents { .. } => Some(
                "events have the columns area, date, known_from, kind, outcome, note; figures have area, period, indicator, value \
                 (docs/local-data.md); `kingsway template` writes tables to start from"
                    .to_owned(),
            ),
            Error::NoFrameworkOfYear { known, .. } => Some(format!(
                "name one with --framework, and --any-framework where it is for another year; built in are: {}",
                known.join(", ")
            )),
            Error::FrameworkOfOtherYears { .. } => Some(
                "leave out --framework for the one of the year, or use it all the same: --any-framework"
                    .to_owned(),
            ),
            Error::Indicator(_) | Error::UnknownTopic { .. } => {
                Some("`kingsway indicators --list` lists them all with their topics".to_owned())
            }
            Error::Events { .. } => {
                Some("nothing was read of these files; mend the rows and try again".to_owned())
            }
            Error::UnknownFramework { known, .. } => Some(format!("built in are: {}", known.join(", "))),
            Error::Judgement(_) => Some("the grounds are given with --grounds TEXT".to_owned()),
            Error::Sender(_) => Some("docs/letters.md explains each key; examples/sender.toml is one to start from".to_owned()),
            Error::Untraceable { .. } => Some(
                "give the id of a statement or claim (`kingsway draft … --format json`), of a block, measure or rule of the \
                 framework (`kingsway assess … --format json`), `grade`, a remit or an indicator"
                    .to_owned(),
            ),
            Error::NotJudged { .. } => Some(
                "record a person's judgement of the area (--judged GRADE --judged-by NAME --grounds TEXT), or take \
                 `issued = true` and the body's name out of the sender's file"
                    .to_owned(),
            ),
            Error::Recipients { .. } => Some(
                "the table needs the columns area, line (one or more) and salutation, with a row for each area"
                    .to_owned(),
            ),
            Error::Draft { .. } => Some("nothing was written; change the draft and try again".to_owned()),
            Error::Import(error) => miette::Diagnostic::help(error).map(|help| help.to_string()),
            _ => None,
        }
    }

    /// The places it is about, where a file that a person wrote has several mistakes.
    pub fn related(&self) -> Vec<Related> {
        match self {
            Error::Framework(LoadError::Mistakes(mistakes))
            | Error::Fetch(
                fetch::Error::Catalogue(LoadError::Mistakes(mistakes))
                | fetch::Error::Lock(LoadError::Mistakes(mistakes)),
            )
            | Error::Sender(LoadError::Mistakes(mistakes)) => {
                mistakes.lines().into_iter().map(|line| placed(&line)).collect()
            }
            Error::Draft { place, problems } => problems
                .iter()
                .map(|problem| Related {
                    place: format!("{place}:{}", problem.line),
                    message: problem.message.clone(),
                    help: None,
                })
                .collect(),
            Error::Recipients { mistakes } => mistakes.clone(),
            Error::KnownGrades(refused) => refused
                .rows
                .iter()
                .map(|row| Related { place: refused.file.clone(), message: row.clone(), help: None })
                .collect(),
            Error::Import(ImportError::Several { errors }) => errors
                .iter()
                .map(|error| Related {
                    place: String::new(),
                    message: error.to_string(),
                    help: miette::Diagnostic::help(error).map(|help| help.to_string()),
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The whole as plain data.
    pub fn report(&self) -> ErrorReport {
        ErrorReport {
            code: self.code(),
            message: self.to_string(),
            help: self.help(),
            related: self.related(),
        }
    }
}

fn of_snapshot(error: &SnapshotError) -> Code {
    match error {
        SnapshotError::NotASnapshot(_) => Code::SnapshotMissing,
        SnapshotError::Occupied { .. } | SnapshotError::NotEmpty(_) => Code::SnapshotOccupied,
        SnapshotError::Io { .. } => Code::SnapshotFile,
        SnapshotError::Manifest { .. } => Code::SnapshotVersion,
        SnapshotError::Damaged { .. } => Code::SnapshotDamaged,
    }
}

fn of_fetch(error: &fetch::Error) -> Code {
    match error {
        fetch::Error::Catalogue(_) => Code::FetchCatalogue,
        fetch::Error::UnknownName { .. } | fetch::Error::UnknownAddress { .. } => Code::FetchUnknown,
        fetch::Error::Folder { .. } | fetch::Error::Lock(_) => Code::FetchFolder,
        fetch::Error::Service { .. } => Code::FetchService,
        fetch::Error::NotBuilt => Code::FetchNotBuilt,
    }
}

fn of_import(error: &ImportError) -> Code {
    match error {
        ImportError::Descriptions(_) => Code::ImportSources,
        ImportError::Missing { .. } => Code::ImportMissing,
        ImportError::Unreadable { .. } => Code::ImportUnreadable,
        ImportError::UnknownFormat { .. } => Code::ImportUnknownFormat,
        ImportError::Ambiguous { .. } => Code::ImportAmbiguous,
        ImportError::TooMany(_) => Code::ImportTooMuch,
        ImportError::Several { .. } => Code::ImportSeveral,
        ImportError::Nothing { .. } => Code::ImportNothing,
        ImportError::NothingRead { .. } => Code::ImportNothingRead,
    }
}

/// `FILE:LINE:COLUMN: message` taken apart.
fn placed(line: &str) -> Related {
    let (place, message) = line.split_once(": ").unwrap_or(("", line));
    Related { place: place.to_owned(), message: message.to_owned(), help: None }
}

fn existed(opened: Option<Date>, closed: Option<Date>) -> String {
    match (opened, closed) {
        (Some(opened), _) => format!(": it came into being on {}", in_words(opened)),
        (None, Some(closed)) => format!(": it was abolished after {}", in_words(closed)),
        (None, None) => String::new(),
    }
}

fn listed(years: &[i16]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl From<profile::views::ViewError> for Error {
    fn from(error: profile::views::ViewError) -> Error {
        match error {
            profile::views::ViewError::Indicator(error) => Error::Indicator(error),
            profile::views::ViewError::Group(error) => Error::Group(error),
        }
    }
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean {name}?"))
}

fn not_judged(body: Option<&str>) -> String {
    match body {
        Some(body) => {
            format!("no letter goes out in the name of {body} unless a person's judgement is recorded in it")
        }
        None => "a letter that nobody judged is a reconstruction, and nobody can issue it (`issued = true`)"
            .to_owned(),
    }
}

fn related_in_lines(related: &[Related]) -> String {
    let lines: Vec<String> = related.iter().map(|one| format!("{}: {}", one.place, one.message)).collect();
    lines.join("\n")
}

fn problems_in_lines(place: &str, problems: &[Problem]) -> String {
    let lines: Vec<String> =
        problems.iter().map(|problem| format!("{place}:{}: {}", problem.line, problem.message)).collect();
    lines.join("\n")
}

/// What the system says, in words.
fn file_problem(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "not permitted".to_owned(),
        std::io::ErrorKind::IsADirectory => "this is a folder, a file was expected".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_written_once_and_has_a_meaning() {
        let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count);
        for code in Code::ALL {
            assert!(code.meaning().ends_with('.'), "{code}");
            let (topic, problem) = code.as_str().split_once('.').unwrap();
            assert!(!topic.is_empty() && !problem.is_empty(), "{code}");
        }
    }

    #[test]
    fn the_documentation_lists_the_codes_as_they_are() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/errors.md");
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == documentation(),
            "docs/errors.md is out of date; it should be:\n{}",
            documentation()
        );
    }
}
