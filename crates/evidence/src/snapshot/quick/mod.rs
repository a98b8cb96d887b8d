//! `quick.bin`: the same evidence once more, in the form in which the program reads it fastest.
//!
//! The Parquet tables are the open form, for DuckDB, R and Spark. Unpacking them, and finding for every text of every
//! row what it stands for, takes ten times as long as all that a profile needs to be worked out. So the columns also
//! stand here as they stand in memory, and are read without being looked at one by one. Either form can be made from
//! the other, and [`super::Snapshot::verify`] proves that they say the same. `crates/evidence/README.md` describes
//! the file byte by byte.

mod check;
mod file;
mod read;
mod write;

pub use read::read;
pub(super) use write::bytes;

use crate::{Area, AreaEvent, Date, Group, Indicator, Period, Region, Release, Vocabulary};
use serde::{Deserialize, Serialize};

/// Its name within a snapshot's folder.
pub const FILE: &str = "quick.bin";

/// The short lists, kept as JSON in the section `lists`: together they are a thousandth of the file.
#[derive(Debug, Serialize, Deserialize)]
struct Lists {
    vocabulary: Vocabulary,
    areas: Vec<Area>,
    regions: Vec<Region>,
    indicators: Vec<Indicator>,
    /// By their codes.
    places: Vec<String>,
    periods: Vec<Period>,
    groups: Vec<Group>,
    releases: Vec<Release>,
    /// Names and versions.
    neighbour_sets: Vec<(String, Date)>,
    area_events: Vec<AreaEvent>,
    /// The distinct texts of columns that repeat them.
    setting_kinds: Vec<String>,
    sectors: Vec<String>,
    link_kinds: Vec<String>,
    inspection_kinds: Vec<String>,
    closeness: Vec<String>,
    /// The headings of cells.
    cell_columns: Vec<String>,
}
