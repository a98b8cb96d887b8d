//! Commands that write letters and check them.

use super::{
    AsAt, Comparing, EvidenceArgument, JudgementArguments, LetterFormat, Output, TextJson, TextJsonHtml,
};
use clap::Args;
use std::path::PathBuf;

/// What every letter needs.
#[derive(Debug, Args)]
pub struct LetterNeeds {
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    #[command(flatten)]
    pub as_at: AsAt,
    /// A framework file, or the name of a built-in one.
    #[arg(long, value_name = "FILE", default_value = "england-2011")]
    pub framework: String,
    #[command(flatten)]
    pub comparing: Comparing,
    /// Events of areas that no published file records (CSV or TOML).
    #[arg(long, value_name = "FILE")]
    pub events: Vec<PathBuf>,
    /// Who sends the letter (TOML: name, address, signatory …); without it, nobody does, and the letter says so.
    #[arg(long, value_name = "FILE")]
    pub sender: Option<PathBuf>,
}

impl LetterNeeds {
    /// The same for the application.
    pub fn request(&self) -> application::LettersRequest {
        application::LettersRequest {
            framework: self.framework.clone(),
            as_at: self.as_at.as_at,
            comparing: self.comparing.request(),
            sender: self.sender.clone(),
        }
    }
}

/// See [`super::Command::Letter`].
#[derive(Debug, Args)]
pub struct LetterArguments {
    /// The area.
    pub area: String,
    #[command(flatten)]
    pub needs: LetterNeeds,
    /// An edited draft whose statements the letter makes; without it, those that the evidence supports.
    #[arg(long, value_name = "FILE")]
    pub statements: Option<PathBuf>,
    #[command(flatten)]
    pub judgement: JudgementArguments,
    /// The format; without it, the one that the output's name says, or html.
    #[arg(long, value_enum)]
    pub format: Option<LetterFormat>,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Letters`].
#[derive(Debug, Args)]
pub struct Letters {
    /// Every area that existed on the date.
    #[arg(long, required = true)]
    pub all: bool,
    #[command(flatten)]
    pub needs: LetterNeeds,
    /// The formats, separated by commas.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [LetterFormat::Html, LetterFormat::Pdf, LetterFormat::Docx])]
    pub format: Vec<LetterFormat>,
    /// The folder for the letters.
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,
}

/// See [`super::Command::Draft`].
#[derive(Debug, Args)]
pub struct Draft {
    /// The area.
    pub area: String,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    #[command(flatten)]
    pub as_at: AsAt,
    /// A framework whose words for proportions and differences count: a file, or the name of a built-in one.
    #[arg(long, value_name = "FILE")]
    pub framework: Option<String>,
    #[command(flatten)]
    pub comparing: Comparing,
    /// Events of areas that no published file records (CSV or TOML).
    #[arg(long, value_name = "FILE")]
    pub events: Vec<PathBuf>,
    /// How the statements are written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJson,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Check`].
#[derive(Debug, Args)]
pub struct Check {
    /// The letter: text, Markdown, HTML or Word; `-` reads text from standard input.
    pub letter: PathBuf,
    /// The area that the letter is about.
    #[arg(long)]
    pub area: String,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    #[command(flatten)]
    pub as_at: AsAt,
    /// A framework whose words for proportions and differences count: a file, or the name of a built-in one.
    #[arg(long, value_name = "FILE")]
    pub framework: Option<String>,
    #[command(flatten)]
    pub comparing: Comparing,
    /// Events of areas that no published file records (CSV or TOML).
    #[arg(long, value_name = "FILE")]
    pub events: Vec<PathBuf>,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonHtml,
    #[command(flatten)]
    pub output: Output,
}
