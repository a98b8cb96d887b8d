//! Commands that read evidence and show it.

use super::evidence_folder;
use super::{
    AsAt, Comparing, EventsArgument, EvidenceArgument, EvidenceOrFiles, IndicatorsFormat, Output,
    SourcesArgument, TextJson, TextJsonCsv, TextJsonHtml, TextJsonTable, TextJsonTableHtml, parse_date,
};
use crate::failure::Failure;
use clap::Args;
use std::path::PathBuf;

/// See [`super::Command::Import`].
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// Files, or folders to look through.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The folder for the snapshot; it must be new or empty.
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    #[command(flatten)]
    pub sources: SourcesArgument,
    /// How the summary is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJson>,
}

/// See [`super::Command::Screen`].
#[derive(Debug, Args)]
pub struct ScreenArguments {
    /// Files, or folders to look through.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub sources: SourcesArgument,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJsonHtml>,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Areas`].
#[derive(Debug, Args)]
pub struct AreasArguments {
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    /// Only areas that existed on this day; without it, all, abolished ones included.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJsonCsv>,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Profile`].
#[derive(Debug, Args)]
pub struct ProfileArguments {
    /// The area: a name, a number (821) or a code (E06000032).
    pub area: String,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    #[command(flatten)]
    pub as_at: AsAt,
    #[command(flatten)]
    pub events: EventsArgument,
    #[command(flatten)]
    pub comparing: Comparing,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJsonTable>,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Indicators`].
#[derive(Debug, Args)]
pub struct IndicatorsArguments {
    #[command(flatten)]
    pub evidence: EvidenceOrFiles,
    #[command(flatten)]
    pub events: EventsArgument,
    /// List the indicators instead, with topic, unit, direction and periods.
    #[arg(long)]
    pub list: bool,
    /// With --list: only indicators of this topic.
    #[arg(long, value_name = "TOPIC", requires = "list")]
    pub topic: Option<String>,
    /// Only the rows of this area.
    #[arg(long, value_name = "AREA", conflicts_with = "list")]
    pub area: Option<String>,
    /// The rules of comparing: lait, csc or default.
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub convention: String,
    /// The set of statistical neighbours; without it, the latest.
    #[arg(long, value_name = "SET")]
    pub neighbours: Option<String>,
    /// Only what was public on this day counts; without it, everything.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    #[command(flatten)]
    pub sources: SourcesArgument,
    /// How the table is written.
    #[arg(long, value_enum)]
    pub format: Option<IndicatorsFormat>,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Settings`].
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
    #[arg(long, value_enum)]
    pub format: Option<TextJsonTable>,
    #[command(flatten)]
    pub output: Output,
}

/// Which indicator is looked at, and how.
#[derive(Debug, Args)]
pub struct IndicatorNeeds {
    /// The indicator: its id, its name, or words that only its name has (`indicators --list` lists all).
    #[arg(long, value_name = "INDICATOR")]
    pub indicator: String,
    /// The group as it is published, such as `fsm=eligible`; without it, everybody.
    #[arg(long, value_name = "GROUP", default_value = "all")]
    pub group: String,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    /// Only what was public on this day counts; without it, everything.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    #[command(flatten)]
    pub events: EventsArgument,
    #[command(flatten)]
    pub comparing: Comparing,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJsonTable>,
    #[command(flatten)]
    pub output: Output,
}

impl IndicatorNeeds {
    /// The same for the application.
    pub fn request(&self) -> application::IndicatorRequest {
        application::IndicatorRequest {
            indicator: self.indicator.clone(),
            group: self.group.clone(),
            as_at: self.as_at,
            comparing: self.comparing.request(),
        }
    }
}

/// See [`super::Command::Compare`].
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// The areas; with `--remit`, all areas where none is named.
    #[arg(required_unless_present = "remit", value_name = "AREA")]
    pub areas: Vec<String>,
    /// The indicator: its id, its name, or words that only its name has (`indicators --list` lists all).
    #[arg(long, value_name = "INDICATOR", required_unless_present = "remit")]
    pub indicator: Option<String>,
    /// The group as it is published, such as `fsm=eligible`; without it, everybody.
    #[arg(long, value_name = "GROUP", default_value = "all", conflicts_with = "remit")]
    pub group: String,
    /// In place of an indicator: the share of settings of a remit that are good or better, such as `primary-school`.
    #[arg(long, value_name = "REMIT", conflicts_with = "indicator")]
    pub remit: Option<String>,
    /// What of the settings was judged, such as `behaviour`; without it, overall effectiveness.
    #[arg(long, value_name = "ASPECT", requires = "remit")]
    pub aspect: Option<String>,
    #[command(flatten)]
    pub evidence: EvidenceArgument,
    /// Only what was public on this day counts; without it, everything.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_at: Option<evidence::Date>,
    #[command(flatten)]
    pub events: EventsArgument,
    #[command(flatten)]
    pub comparing: Comparing,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJsonTableHtml>,
    #[command(flatten)]
    pub output: Output,
}

/// See [`super::Command::Trend`].
#[derive(Debug, Args)]
pub struct TrendArguments {
    /// The area.
    pub area: String,
    #[command(flatten)]
    pub of: IndicatorNeeds,
}

/// See [`super::Command::Snapshot`].
#[derive(Debug, Args)]
pub struct SnapshotArguments {
    /// The snapshot; without it, the one that KINGSWAY_EVIDENCE names, or ./evidence.
    pub evidence: Option<PathBuf>,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJson>,
}

/// See [`super::Command::Status`].
#[derive(Debug, Args)]
pub struct StatusArguments {
    /// The snapshot; without it, the one that KINGSWAY_EVIDENCE names, or ./evidence.
    pub evidence: Option<PathBuf>,
    /// What is missing for this framework alone; without it, for every built-in one.
    #[arg(long, value_name = "FILE")]
    pub framework: Option<String>,
    /// How the result is shown.
    #[arg(long, value_enum)]
    pub format: Option<TextJson>,
    #[command(flatten)]
    pub output: Output,
}

impl SnapshotArguments {
    /// The snapshot's folder.
    pub fn folder(&self) -> Result<PathBuf, Failure> {
        evidence_folder(self.evidence.as_deref())
    }
}

impl StatusArguments {
    /// The snapshot's folder.
    pub fn folder(&self) -> Result<PathBuf, Failure> {
        evidence_folder(self.evidence.as_deref())
    }
}

/// See [`super::Command::Conventions`].
#[derive(Debug, Args)]
pub struct ConventionsArguments {
    #[command(flatten)]
    pub evidence: EvidenceOrFiles,
    #[command(flatten)]
    pub sources: SourcesArgument,
    #[command(flatten)]
    pub output: Output,
}
