//! What can be said on the command line. Every command's help ends with examples that can be typed as they stand.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Published evidence about children's services, assessed so that anyone can follow it.
#[derive(Debug, Parser)]
#[command(
    name = "kingsway",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "Start here:\n  kingsway import DATA --into evidence     read published files into a snapshot\n  kingsway profile Luton --evidence evidence --as-at 2011-08-31\n  kingsway letter Luton --evidence evidence --as-at 2011-08-31 -o luton.html\n\n`kingsway help COMMAND` shows examples for each command.\nExit codes: 0 done; 1 something was found wrong (a contradicted statement, a mistake in a framework); 2 the command could not be carried out."
)]
pub struct Arguments {
    /// A folder of source descriptions to use instead of the built-in ones.
    #[arg(long, global = true, value_name = "DIR")]
    pub sources: Option<PathBuf>,
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
    /// Read published files into an immutable snapshot of evidence.
    #[command(
        after_help = "Examples:\n  kingsway import ../shared/data --into evidence\n  kingsway import provider_at_march_2019.csv areas/ --into evidence --format json\n\nThe same files give the same snapshot id, in whatever order they are named."
    )]
    Import(Import),
    /// Say what is wrong with files before anyone relies on them.
    #[command(
        after_help = "Examples:\n  kingsway screen provider_at_march_2019.csv\n  kingsway screen data/ --format json -o screening.json\n  kingsway screen data/ --format html -o screening.html"
    )]
    Screen(Screen),
    /// List the areas of a snapshot.
    #[command(
        after_help = "Examples:\n  kingsway areas --evidence evidence\n  kingsway areas --evidence evidence --as-at 2011-08-31 --format csv"
    )]
    Areas(AreasArguments),
    /// Show what the evidence says of an area as at a date.
    #[command(
        after_help = "Examples:\n  kingsway profile Luton --evidence evidence --as-at 2011-08-31\n  kingsway profile 821 --evidence evidence --as-at 2026-06-30 --format json -o luton.json\n  kingsway profile Luton --evidence evidence --as-at 2011-08-31 --beside Slough,Derby,Enfield"
    )]
    Profile(ProfileArguments),
    /// One row for each indicator and area: value, rank, band, neighbours, region, England.
    #[command(
        after_help = "Examples:\n  kingsway indicators --from ../shared/data/lait ../shared/data/neighbours --convention lait --format csv -o indicators.csv\n  kingsway indicators --evidence evidence --format parquet -o indicators.parquet"
    )]
    Indicators(IndicatorsArguments),
    /// One row for each area and remit: how many settings hold each judgement.
    #[command(
        after_help = "Examples:\n  kingsway settings --evidence evidence --as-at 2011-08-31 --format csv\n  kingsway settings --evidence evidence --as-at 2011-08-31 --area Luton --format json"
    )]
    Settings(SettingsArguments),
    /// Set several areas beside each other for one indicator.
    #[command(
        after_help = "Examples:\n  kingsway compare Luton Slough Derby --indicator gcse-5-ac-english-maths --evidence evidence --as-at 2011-08-31"
    )]
    Compare(Compare),
    /// Show an indicator of an area over the years, beside its neighbours, region and England.
    #[command(
        after_help = "Examples:\n  kingsway trend Luton --indicator gcse-5-ac-english-maths --evidence evidence --as-at 2011-08-31\n  kingsway trend Luton --indicator gcse --evidence evidence --as-at 2011-08-31   # suggests the names that match"
    )]
    Trend(TrendArguments),
    /// Derive the grade of one area, or of all, with every reason.
    #[command(
        after_help = "Examples:\n  kingsway assess Luton --evidence evidence --as-at 2011-08-31 --framework frameworks/england-2011.toml\n  kingsway assess --all --evidence evidence --as-at 2011-08-31 --framework england-2011 --format json -o all.json"
    )]
    Assess(Assess),
    /// Explain an area's grade in a page: why, what limited it, how near the next, what would change it.
    #[command(
        after_help = "Examples:\n  kingsway explain Luton --evidence evidence --as-at 2011-08-31 --framework england-2011"
    )]
    Explain(ExplainArguments),
    /// Check, explain and compare framework files.
    #[command(subcommand)]
    Framework(FrameworkCommand),
    /// Compare derived grades with grades that are known.
    #[command(
        after_help = "Examples:\n  kingsway validate --framework england-2009 --evidence evidence --as-at 2009-08-31 --known examples/known-grades-2009.csv"
    )]
    Validate(Validate),
    /// Write an area's letter as a web page, PDF, Word document or text.
    #[command(
        after_help = "Examples:\n  kingsway letter Luton --evidence evidence --as-at 2011-08-31 --framework frameworks/england-2011.toml --format html -o luton.html\n  kingsway letter Luton --evidence evidence --as-at 2011-08-31 --format pdf -o luton.pdf\n  kingsway letter Luton --evidence evidence --as-at 2011-08-31 -o luton.docx"
    )]
    Letter(LetterArguments),
    /// Write the letters of every area, in every format.
    #[command(
        after_help = "Examples:\n  kingsway letters --all --evidence evidence --as-at 2011-08-31 --framework england-2011 -o letters/\n\nLetters that are already there and up to date are kept, so that an interrupted run goes on where it stopped."
    )]
    Letters(Letters),
    /// Check every sentence of a letter against the evidence.
    #[command(
        after_help = "Examples:\n  kingsway check letter.docx --area Luton --evidence evidence --as-at 2011-08-31\n  kingsway check letter.txt --area Luton --evidence evidence --as-at 2011-08-31 --format json\n  cat letter.txt | kingsway check - --area Luton --evidence evidence --as-at 2011-08-31\n\nExit code 1 when any statement is contradicted."
    )]
    Check(Check),
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

/// Text for people, JSON or CSV for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextJsonCsv {
    /// For people.
    Text,
    /// For machines; versioned.
    Json,
    /// For spreadsheets; versioned.
    Csv,
}

/// Text for people, JSON for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextJson {
    /// For people.
    Text,
    /// For machines; versioned.
    Json,
}

/// Text, JSON, or a web page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextJsonHtml {
    /// For people, in the terminal.
    Text,
    /// For machines; versioned.
    Json,
    /// For people, as a web page.
    Html,
}

/// The formats of the indicator table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum IndicatorsFormat {
    /// For spreadsheets; versioned.
    Csv,
    /// For query engines.
    Parquet,
    /// For machines; versioned.
    Json,
}

/// The formats of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LetterFormat {
    /// A web page.
    Html,
    /// Tagged PDF (PDF/UA-1).
    Pdf,
    /// A Word document.
    Docx,
    /// Plain text.
    Text,
}

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
    /// Nothing chosen: our own convention and its neighbours.
    pub fn by_convention() -> Comparing {
        Comparing { convention: "default".to_owned(), neighbours: None, beside: Vec::new() }
    }
}

/// The framework.
#[derive(Debug, Args)]
pub struct FrameworkArgument {
    /// A framework file, or the name of a built-in one (england-2011).
    #[arg(long, value_name = "FILE")]
    pub framework: String,
}

/// Where the result goes.
#[derive(Debug, Args)]
pub struct Output {
    /// Write to a file instead of standard output; `-` is standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// See [`Command::Import`].
#[derive(Debug, Args)]
pub struct Import {
    /// Files, or folders to look through.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The folder for the snapshot; it must be new or empty.
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    /// How the summary is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJson,
}

/// See [`Command::Screen`].
#[derive(Debug, Args)]
pub struct Screen {
    /// Files, or folders to look through.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonHtml,
    #[command(flatten)]
    pub output: Output,
}

/// See [`Command::Areas`].
#[derive(Debug, Args)]
pub struct AreasArguments {
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    /// Only areas that existed on this day (YYYY-MM-DD); without it, all, abolished ones included.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonCsv,
    #[command(flatten)]
    pub output: Output,
}

/// See [`Command::Profile`].
#[derive(Debug, Args)]
pub struct ProfileArguments {
    /// The area: a name, a number (821) or a code (E06000032).
    pub area: String,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    #[command(flatten)]
    pub as_at: AsAt,
    #[command(flatten)]
    pub comparing: Comparing,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonCsv,
    #[command(flatten)]
    pub output: Output,
}

/// See [`Command::Indicators`].
#[derive(Debug, Args)]
pub struct IndicatorsArguments {
    #[command(flatten)]
    pub evidence: EvidenceOrFiles,
    /// The convention: lait, csc or default.
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub convention: String,
    /// The set of statistical neighbours; without it, the latest.
    #[arg(long, value_name = "SET")]
    pub neighbours: Option<String>,
    /// Only what was public on this day counts; without it, everything.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    /// How the table is written.
    #[arg(long, value_enum, default_value = "csv")]
    pub format: IndicatorsFormat,
    #[command(flatten)]
    pub output: Output,
}

/// See [`Command::Settings`].
#[derive(Debug, Args)]
pub struct SettingsArguments {
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    #[command(flatten)]
    pub as_at: AsAt,
    /// Only this area.
    #[arg(long, value_name = "AREA")]
    pub area: Option<String>,
    /// How the table is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonCsv,
    #[command(flatten)]
    pub output: Output,
}

/// See [`Command::Compare`].
#[derive(Debug, Args)]
pub struct Compare {
    /// The areas.
    #[arg(required = true, value_name = "AREA")]
    pub areas: Vec<String>,
    /// The indicator's name.
    #[arg(long, value_name = "INDICATOR")]
    pub indicator: String,
    /// The group, such as `fsm=eligible`; everybody without it.
    #[arg(long, value_name = "GROUP", default_value = "all")]
    pub group: String,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    /// Only what was public on this day counts; without it, everything.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    #[command(flatten)]
    pub comparing: Comparing,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonCsv,
    #[command(flatten)]
    pub output: Output,
}

/// See [`Command::Trend`].
#[derive(Debug, Args)]
pub struct TrendArguments {
    /// The area.
    pub area: String,
    /// The indicator's name.
    #[arg(long, value_name = "INDICATOR")]
    pub indicator: String,
    /// The group, such as `fsm=eligible`; everybody without it.
    #[arg(long, value_name = "GROUP", default_value = "all")]
    pub group: String,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    /// Only what was public on this day counts; without it, everything.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    #[command(flatten)]
    pub comparing: Comparing,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonCsv,
    #[command(flatten)]
    pub output: Output,
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

/// See [`Command::Assess`].
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
    pub output: Output,
}

/// See [`Command::Explain`].
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
    pub format: TextJson,
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
        /// How it is shown.
        #[arg(long, value_enum, default_value = "text")]
        format: TextJson,
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

/// Text or a web page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextHtml {
    /// For people, in the terminal.
    Text,
    /// For people, as a web page.
    Html,
}

/// See [`Command::Validate`].
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

/// See [`Command::Letter`].
#[derive(Debug, Args)]
pub struct LetterArguments {
    /// The area.
    pub area: String,
    #[command(flatten)]
    pub needs: LetterNeeds,
    /// The format; without it, the one that the output's name says, or html.
    #[arg(long, value_enum)]
    pub format: Option<LetterFormat>,
    #[command(flatten)]
    pub output: Output,
}

/// See [`Command::Letters`].
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

/// See [`Command::Check`].
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
    #[command(flatten)]
    pub comparing: Comparing,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJsonHtml,
    #[command(flatten)]
    pub output: Output,
}

/// See [`Command::Snapshot`].
#[derive(Debug, Args)]
pub struct SnapshotArguments {
    /// The snapshot.
    pub evidence: PathBuf,
    /// How the result is shown.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextJson,
}

fn parse_date(text: &str) -> Result<evidence::Date, String> {
    text.parse().map_err(|_| "a date such as 2011-08-31 was expected (year, month, day)".to_owned())
}
