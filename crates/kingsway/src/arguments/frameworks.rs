//! Commands about frameworks and the grades that they derive.

use super::{
    Comparing, EventsArgument, EvidenceArgument, FrameworkArgument, FrameworkNeeds, OneOrAll, Output,
    TextHtml, TextJsonCsv, TextJsonHtml, parse_date,
};
use crate::failure::Failure;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// A person's judgement beside the derived grade.
#[derive(Debug, Args)]
pub struct JudgementArguments {
    /// The number of the grade that a person judged, such as 4; where it departs from the derived one, the grounds must
    /// be written.
    #[arg(long, value_name = "GRADE", value_parser = parse_grade)]
    pub judged: Option<u8>,
    /// Who judged.
    #[arg(long, value_name = "NAME", requires = "judged")]
    pub judged_by: Option<String>,
    /// The written grounds of the judgement.
    #[arg(long, value_name = "TEXT", requires = "judged")]
    pub grounds: Option<String>,
}

impl JudgementArguments {
    /// The same for the application; none where nobody judged.
    pub fn judgement(&self) -> Result<Option<application::Judgement>, Failure> {
        let Some(grade) = self.judged else { return Ok(None) };
        let Some(by) = self.judged_by.clone() else {
            return Err(Failure::new("a judgement needs the name of the person who judged")
                .help("name the person: --judged-by NAME"));
        };
        Ok(Some(application::Judgement { grade, by, grounds: self.grounds.clone() }))
    }
}

/// The number of a grade; words are refused with what is expected, because every framework has its own.
fn parse_grade(text: &str) -> Result<u8, String> {
    text.trim().parse().map_err(|_| {
        "the number of a grade was expected, such as 4; `kingsway framework explain NAME` lists the grades with their numbers".to_owned()
    })
}

/// See [`super::Command::Assess`].
#[derive(Debug, Args)]
pub struct AssessArguments {
    #[command(flatten)]
    pub which: OneOrAll,
    #[command(flatten)]
    pub needs: FrameworkNeeds,
    /// Also try how robust each grade is: move every threshold a step up and down, leave out each block, and resample
    /// the settings.
    #[arg(long)]
    pub sensitivity: bool,
    /// How often the settings are resampled with --sensitivity; without it, as often as the framework says.
    #[arg(long, value_name = "DRAWS")]
    pub draws: Option<u32>,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJsonCsv>,
    #[command(flatten)]
    pub judgement: JudgementArguments,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Explain`].
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The area.
    pub area: String,
    #[command(flatten)]
    pub needs: FrameworkNeeds,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJsonHtml>,
    #[command(flatten)]
    pub judgement: JudgementArguments,
    #[command(flatten)]
    pub output: Output,
}

/// What can be done with framework files.
#[derive(Debug, Subcommand)]
pub enum FrameworkCommand {
    /// Find every mistake in a framework file, each with its place and what was expected.
    #[command(
        after_help = "Examples:\n  kingsway framework check frameworks/england-2011.toml\n  kingsway framework check mine.toml --evidence evidence"
    )]
    Check {
        /// The file, or the name of a built-in framework.
        file: String,
        /// A snapshot whose indicators the file may name.
        #[arg(long, value_name = "DIR")]
        evidence: Option<PathBuf>,
    },
    /// Say the whole framework in plain English.
    #[command(
        after_help = "Examples:\n  kingsway framework explain england-2011\n  kingsway framework explain mine.toml --format html -o mine.html"
    )]
    Explain {
        /// The file, or the name of a built-in framework.
        file: String,
        /// How it is shown.
        #[arg(long, value_enum)]
        format: Option<TextHtml>,
        #[command(flatten)]
        output: Output,
    },
    /// Say what changed between two framework files, and which areas' grades change on given evidence.
    #[command(
        after_help = "Examples:\n  kingsway framework diff england-2011 mine.toml\n  kingsway framework diff england-2011 mine.toml --evidence evidence --as-at 2011-08-31"
    )]
    Diff {
        /// The framework before.
        before: String,
        /// The framework after.
        after: String,
        /// The snapshot to try both on.
        #[arg(long, value_name = "DIR", requires = "as_at")]
        evidence: Option<PathBuf>,
        /// The cut-off date.
        #[arg(long, value_name = "DATE", value_parser = parse_date)]
        as_at: Option<evidence::Date>,
        /// Events of areas that no published file records: a table (CSV).
        #[arg(long, value_name = "FILE", requires = "evidence")]
        events: Vec<PathBuf>,
        /// How it is shown.
        #[arg(long, value_enum)]
        format: Option<TextJsonHtml>,
        #[command(flatten)]
        output: Output,
    },
    /// List the built-in frameworks, or print one to start from.
    #[command(
        after_help = "Examples:\n  kingsway framework list\n  kingsway framework list example > mine.toml"
    )]
    List {
        /// The name of one to print.
        name: Option<String>,
    },
}

/// See [`super::Command::Validate`].
#[derive(Debug, Args)]
pub struct ValidateArguments {
    #[command(flatten)]
    pub framework: FrameworkArgument,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    /// The cut-off date; without it, the framework's own (`as-at`).
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    /// The known grades (CSV: area, year, grade).
    #[arg(long, value_name = "FILE")]
    pub known: PathBuf,
    #[command(flatten)]
    pub comparing: Comparing,
    #[command(flatten)]
    pub events: EventsArgument,
    /// How the report is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJsonHtml>,
    #[command(flatten)]
    pub output: Output,
}
