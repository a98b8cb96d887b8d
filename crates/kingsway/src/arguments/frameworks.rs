//! Commands about frameworks and the grades that they derive.

use super::{
    AsAt, Comparing, EvidenceArgument, FrameworkArgument, OneOrAll, Output, TextHtml, TextJson, TextJsonHtml,
    parse_date,
};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// A person's judgement beside the derived grade.
#[derive(Debug, Args)]
pub struct JudgementArguments {
    /// The grade that a person judged; where it departs from the derived one, the grounds must be written.
    #[arg(long, value_name = "GRADE", requires = "judged_by")]
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
    pub fn judgement(&self) -> Option<application::Judgement> {
        let (grade, by) = (self.judged?, self.judged_by.clone()?);
        Some(application::Judgement { grade, by, grounds: self.grounds.clone() })
    }
}

/// See [`super::Command::Assess`].
#[derive(Debug, Args)]
pub struct Assess {
    #[command(flatten)]
    pub which: OneOrAll,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    #[command(flatten)]
    pub as_at: AsAt,
    #[command(flatten)]
    pub framework: FrameworkArgument,
    #[command(flatten)]
    pub comparing: Comparing,
    /// Events of areas that no published file records (CSV or TOML).
    #[arg(long, value_name = "FILE")]
    pub events: Vec<PathBuf>,
    /// Also try every threshold a step up and down, leave out each block, and draw the settings anew.
    #[arg(long)]
    pub sensitivity: bool,
    /// How often the settings are drawn anew with --sensitivity; without it, as often as the framework says.
    #[arg(long, value_name = "DRAWS")]
    pub draws: Option<u32>,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJson,
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
    pub evidence: EvidenceArgument,
    #[command(flatten)]
    pub as_at: AsAt,
    #[command(flatten)]
    pub framework: FrameworkArgument,
    #[command(flatten)]
    pub comparing: Comparing,
    /// Events of areas that no published file records (CSV or TOML).
    #[arg(long, value_name = "FILE")]
    pub events: Vec<PathBuf>,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonHtml,
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
        #[arg(long, value_enum, default_value = "text")]
        format: TextHtml,
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
        /// The cut-off date (YYYY-MM-DD).
        #[arg(long, value_name = "DATE", value_parser = parse_date)]
        as_at: Option<evidence::Date>,
        /// Events of areas that no published file records (CSV or TOML).
        #[arg(long, value_name = "FILE", requires = "evidence")]
        events: Vec<PathBuf>,
        /// How it is shown.
        #[arg(long, value_enum, default_value = "text")]
        format: TextJsonHtml,
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
pub struct Validate {
    #[command(flatten)]
    pub framework: FrameworkArgument,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    /// The cut-off date; without it, 31 August of the framework's year.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    /// The known grades (CSV: area, year, grade).
    #[arg(long, value_name = "FILE")]
    pub known: PathBuf,
    #[command(flatten)]
    pub comparing: Comparing,
    /// Events of areas that no published file records (CSV or TOML).
    #[arg(long, value_name = "FILE")]
    pub events: Vec<PathBuf>,
    /// How the report is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonHtml,
    #[command(flatten)]
    pub output: Output,
}
