//! What can be said on the command line. Every command's help ends with examples that can be typed as they stand.

mod dates;
mod fetching;
mod files;
mod formats;
mod frameworks;
mod help;
mod inspect;
mod letters;
mod shared;
mod templates;

pub use dates::parse_date;
pub use fetching::*;
pub use files::Files;
pub use formats::*;
pub use frameworks::*;
pub use help::command;
pub use inspect::*;
pub use letters::*;
pub use shared::*;
pub use templates::*;

use clap::{Parser, Subcommand};

/// Published evidence about children's services, assessed so that anyone can follow it.
#[derive(Debug, Parser)]
#[command(name = "kingsway", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Arguments {
    /// Show no progress.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands, in the order of the work.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetch published files from their servers into a folder; resumes what was cut off.
    #[command(
        after_help = "Examples:\n  kingsway fetch --into data                          # what a first look at any area needs\n  kingsway fetch childcare social-care --into data\n  kingsway fetch --list\n  kingsway fetch --list 'ees:pupil absence'\n  kingsway fetch ees:7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd --into data\n  kingsway fetch https://www.gov.uk/government/statistics/local-authority-inspection-outcomes-as-at-31-march-2025 --into data\n  kingsway fetch --new --into data                    # what is newer than what is here\n\nEach file is whole or not there; fetch.lock in the folder says what came from where. Everything else works offline."
    )]
    Fetch(FetchArguments),
    /// Write a file to start from: local figures, events, sender, recipients.
    #[command(
        after_help = "Examples:\n  kingsway template local-figures -o local-figures.csv\n  kingsway template events -o events.csv\n  kingsway profile Luton --as-at 2026-06-30 --local local-figures.csv --local events.csv"
    )]
    Template(TemplateArguments),
    /// Read published files into an immutable snapshot of evidence.
    #[command(
        after_help = "Examples:\n  kingsway import ../shared/data --into evidence\n  kingsway import provider_at_march_2019.csv areas/ --into evidence --format json\n\nThe same files give the same snapshot id, in whatever order they are named.\n\nExit code 1 when rows or values were rejected as wrong: the snapshot holds the rest, and the first reasons are told. Exit code 2 when nothing was imported: a file that was named cannot be read, or no row of it. Blank rows, notes, and rows that a description passes over are not wrong."
    )]
    Import(ImportArguments),
    /// Say what is wrong with files before anyone relies on them.
    #[command(
        after_help = "Examples:\n  kingsway screen provider_at_march_2019.csv\n  kingsway screen data/ -o screening.json\n  kingsway screen data/ -o screening.html"
    )]
    Screen(ScreenArguments),
    /// List the areas of a snapshot.
    #[command(after_help = "Examples:\n  kingsway areas\n  kingsway areas --as-at 2011-08-31 --format csv")]
    Areas(AreasArguments),
    /// Show what the evidence says of an area as at a date.
    #[command(
        after_help = "Examples:\n  kingsway profile Luton --as-at 2011-08-31\n  kingsway profile 821 --as-at 2026-06-30 -o luton.json\n  kingsway profile Luton --as-at 2011-08-31 --beside Slough,Derby,Enfield"
    )]
    Profile(ProfileArguments),
    /// One row for each indicator and area: value, rank, band, neighbours, region, England.
    #[command(
        after_help = "Examples:\n  kingsway indicators --from ../shared/data/lait ../shared/data/neighbours --convention lait -o indicators.csv\n  kingsway indicators --list --topic 'Youth Justice'\n  kingsway indicators --area Luton -o luton.csv\n  kingsway indicators -o indicators.parquet"
    )]
    Indicators(IndicatorsArguments),
    /// One row for each area and remit: how many settings hold each judgement.
    #[command(
        after_help = "Examples:\n  kingsway settings --as-at 2011-08-31 --format csv\n  kingsway settings --as-at 2011-08-31 --area Luton --format json"
    )]
    Settings(SettingsArguments),
    /// Set several areas beside each other for one indicator.
    #[command(
        after_help = "Examples:\n  kingsway compare Luton Slough Derby --indicator gcse-5-ac-english-maths --as-at 2011-08-31\n  kingsway compare Luton Slough --remit primary-school --as-at 2011-08-31 -o primary.html   # with a funnel plot"
    )]
    Compare(CompareArguments),
    /// Show one indicator of an area over the years, beside its neighbours, region and England.
    #[command(
        after_help = "Examples:\n  kingsway trend Luton --indicator gcse-5-ac-english-maths --as-at 2011-08-31\n  kingsway trend Luton --indicator gcse --as-at 2011-08-31   # suggests the names that match"
    )]
    Trend(TrendArguments),
    /// Say how much the three conventions of comparing differ on some evidence, and why.
    #[command(
        after_help = "Examples:\n  kingsway conventions\n  kingsway conventions --from ../shared/data/lait ../shared/data/neighbours -o conventions.md"
    )]
    Conventions(ConventionsArguments),
    /// Derive the grade of one area, or of all, with every reason.
    #[command(
        after_help = "Examples:\n  kingsway assess Luton --as-at 2011-08-31\n  kingsway assess --all --as-at 2011-08-31 -o all.json\n  kingsway assess Luton --as-at 2011-08-31 --judged 4 --judged-by 'A. Inspector' --grounds 'The fostering inspection of June 2011, good, is not in the evidence.'"
    )]
    Assess(AssessArguments),
    /// Explain an area's grade in a page: why, what limited it, how near the next, what would change it.
    #[command(
        after_help = "Examples:\n  kingsway explain Luton --as-at 2011-08-31\n  kingsway explain Luton --as-at 2011-08-31 -o luton.html"
    )]
    Explain(ExplainArguments),
    /// Check, explain and compare framework files.
    #[command(subcommand)]
    Framework(FrameworkCommand),
    /// Compare derived grades with grades that are known.
    #[command(
        after_help = "Examples:\n  kingsway validate --framework england-2009 --as-at 2009-08-31 --known examples/known-grades-2009.csv"
    )]
    Validate(ValidateArguments),
    /// Write an area's letter as a web page, PDF, Word document or text.
    #[command(
        after_help = "Examples:\n  kingsway letter Luton --as-at 2011-08-31 -o luton.html\n  kingsway letter Luton --as-at 2011-08-31 -o luton.pdf\n  kingsway letter Luton --as-at 2011-08-31 -o luton.docx\n  kingsway letter Luton --as-at 2011-08-31 --statements luton.md -o luton.html   # an edited draft"
    )]
    Letter(LetterArguments),
    /// Write the letters of every area, in every format.
    #[command(
        after_help = "Examples:\n  kingsway letters --all --as-at 2011-08-31 -o letters/\n\nLetters that are already there and up to date are kept, so that an interrupted run goes on where it stopped."
    )]
    Letters(LettersArguments),
    /// Write the statements that the evidence supports, for a person to edit.
    #[command(
        after_help = "Examples:\n  kingsway draft Luton --as-at 2011-08-31 -o luton.md\n  kingsway letter Luton --as-at 2011-08-31 --statements luton.md -o luton.html"
    )]
    Draft(DraftArguments),
    /// Follow a statement, claim, grade, measure, remit or indicator to the rows that made it.
    #[command(
        after_help = "Examples:\n  kingsway trace grade --area Luton --as-at 2011-08-31\n  kingsway trace special-school --area Luton --as-at 2011-08-31 --files ../shared/data\n  kingsway trace gcse-5-ac-english-maths --area Luton --as-at 2011-08-31 --place neighbours\n  kingsway draft Luton --as-at 2011-08-31 --format json   # the ids of statements and claims"
    )]
    Trace(TraceArguments),
    /// Check every sentence of a letter against the evidence.
    #[command(
        after_help = "Examples:\n  kingsway check letter.docx --area Luton --as-at 2011-08-31\n  kingsway check letter.txt --area Luton --as-at 2011-08-31 --format json\n  cat letter.txt | kingsway check - --area Luton --as-at 2011-08-31\n  kingsway check letter.txt --area Luton --as-at 2011-08-31 --framework mine.toml   # its words for proportions\n\nExit code 1 when any statement is contradicted."
    )]
    Check(CheckArguments),
    /// Show up to when the evidence reaches, and what is missing for which framework.
    #[command(
        after_help = "Examples:\n  kingsway status\n  kingsway status evidence --framework england-2026\n  kingsway status evidence -o status.json"
    )]
    Status(StatusArguments),
    /// Show what a snapshot holds, and check that nobody altered it.
    #[command(
        after_help = "Examples:\n  kingsway snapshot evidence\n  kingsway snapshot evidence --format json"
    )]
    Snapshot(SnapshotArguments),
    /// Print shell completions.
    #[command(after_help = "Examples:\n  kingsway completions bash > /etc/bash_completion.d/kingsway")]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    #[command(after_help = "Examples:\n  kingsway manual > kingsway.1 && man -l kingsway.1")]
    Manual,
}
