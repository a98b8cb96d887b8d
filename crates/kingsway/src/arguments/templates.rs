//! Files to start from.

use super::Output;
use application::templates::Template;
use clap::{Args, ValueEnum};

/// See [`super::Command::Template`].
#[derive(Debug, Args)]
pub struct TemplateArguments {
    /// What for.
    #[arg(value_enum, value_name = "WHAT")]
    pub what: TemplateChoice,
    #[command(flatten)]
    pub output: Output,
}

/// What there are templates for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TemplateChoice {
    /// Figures of an authority's own, for --local (docs/local-data.md).
    LocalFigures,
    /// Events of areas, for --local.
    Events,
    /// Who sends letters, for --sender (docs/letters.md).
    Sender,
    /// Who letters are written to, for --recipients.
    Recipients,
}

impl From<TemplateChoice> for Template {
    fn from(choice: TemplateChoice) -> Template {
        match choice {
            TemplateChoice::LocalFigures => Template::LocalFigures,
            TemplateChoice::Events => Template::Events,
            TemplateChoice::Sender => Template::Sender,
            TemplateChoice::Recipients => Template::Recipients,
        }
    }
}
