//! Commands that write letters and check them.

use super::{FrameworkNeeds, JudgementArguments, LetterFormat, Output, TextJson, TextJsonHtml};
use clap::Args;
use std::path::PathBuf;

/// What every letter needs.
#[derive(Debug, Args)]
pub struct LetterNeeds {
    #[command(flatten)]
    pub basis: FrameworkNeeds,
    /// Who sends the letter (TOML, as examples/sender.toml; see docs/letters.md); without it, nobody does, and the
    /// letter says so.
    #[arg(long, value_name = "FILE")]
    pub sender: Option<PathBuf>,
}

impl LetterNeeds {
    /// The same for the application.
    pub fn request(&self) -> application::LettersRequest {
        application::LettersRequest {
            framework: self.basis.framework.choice(),
            as_at: self.basis.as_at(),
            comparing: self.basis.comparing.request(),
            sender: self.sender.clone(),
            recipients: None,
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
    /// Also writes every published cell behind the letter's figures: a table (.csv) or a workbook (.xlsx).
    #[arg(long, value_name = "FILE")]
    pub evidence_table: Option<PathBuf>,
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
pub struct LettersArguments {
    /// Every area that existed on the date.
    #[arg(long, required = true)]
    pub all: bool,
    #[command(flatten)]
    pub needs: LetterNeeds,
    /// The formats, separated by commas; without it, html and docx, and pdf where this build writes it.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub format: Vec<LetterFormat>,
    /// Who each letter is written to (CSV: area, line …, salutation); see docs/letters.md.
    #[arg(long, value_name = "FILE")]
    pub recipients: Option<PathBuf>,
    /// The folder for the letters.
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,
}

/// See [`super::Command::Draft`].
#[derive(Debug, Args)]
pub struct DraftArguments {
    /// The area.
    pub area: String,
    #[command(flatten)]
    pub needs: FrameworkNeeds,
    /// How the statements are written.
    #[arg(long, value_enum)]
    pub format: Option<TextJson>,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Trace`].
#[derive(Debug, Args)]
pub struct TraceArguments {
    /// The id of a statement or claim; the id of a block, measure, rule or limit; `grade`; a remit; or an indicator.
    pub what: String,
    /// The area.
    #[arg(long)]
    pub area: String,
    #[command(flatten)]
    pub needs: FrameworkNeeds,
    /// Of an indicator: the group, such as `fsm=eligible`; everybody without it.
    #[arg(long, value_name = "GROUP")]
    pub group: Option<String>,
    /// Of an indicator: the period, such as 2010/11; the latest without it.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Of an indicator: england, region, neighbours or another area; the area itself without it.
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// A folder of the published files: the cited rows are read again and shown.
    #[arg(long, value_name = "DIR")]
    pub files: Option<PathBuf>,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJson>,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Check`].
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The letter: text, Markdown, HTML or Word; `-` reads text from standard input.
    pub letter: PathBuf,
    /// The area that the letter is about.
    #[arg(long)]
    pub area: String,
    #[command(flatten)]
    pub needs: FrameworkNeeds,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJsonHtml>,
    #[command(flatten)]
    pub output: Output,
}
