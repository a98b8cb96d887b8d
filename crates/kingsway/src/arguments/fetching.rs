//! Published files on servers.

use super::{Output, TextJsonCsv};
use clap::Args;
use std::path::PathBuf;

/// See [`super::Command::Fetch`].
#[derive(Debug, Args)]
pub struct FetchArguments {
    /// What to fetch: a group (start, benchmarking, registers, authorities, all …), a file of the catalogue, a data set of
    /// Explore education statistics (ees:ID or ees:ID@VERSION), a page of GOV.UK or the address of a file attached to one.
    /// Without a name: the group `start`.
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// The folder for the files.
    #[arg(long, value_name = "DIR", required_unless_present = "list", conflicts_with = "list")]
    pub into: Option<PathBuf>,
    /// List what there is instead: the catalogue, or what NAME means; `ees:WORDS` lists publications, `ees:ID` the data sets
    /// of one, the address of a page what is attached to it.
    #[arg(long, conflicts_with_all = ["new", "replace"])]
    pub list: bool,
    /// Say what is new since the files of the folder were fetched; fetch nothing.
    #[arg(long, conflicts_with_all = ["names", "replace"])]
    pub new: bool,
    /// Replace files of these names that were changed, or that nobody fetched.
    #[arg(long)]
    pub replace: bool,
    /// A catalogue of your own in place of the built-in one.
    #[arg(long, value_name = "FILE")]
    pub catalogue: Option<PathBuf>,
    /// With --list: how the list is shown.
    #[arg(long, value_enum, requires = "list")]
    pub format: Option<TextJsonCsv>,
    #[command(flatten)]
    pub output: Output,
}
