//! The use cases of whole tables: the settings and the indicators of all areas.

use crate::error::Error;
use crate::made::{Shape, opening};
use crate::made_from::MadeFrom;
use crate::workspace::Workspace;
use evidence::{Date, Evidence};
use profile::{
    Conventions, IndicatorTable, IndicatorTableForm, SettingsAsAt, SettingsIndex, SettingsTable,
    SettingsTableForm,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

impl Workspace {
    /// One row for each area and remit: how many settings hold each judgement.
    ///
    /// # Errors
    /// Where the area is unknown or nothing was public on the date.
    pub fn settings(&self, as_at: Date, area: Option<&str>) -> Result<SettingsTable, Error> {
        self.refuse_date_without_evidence(as_at)?;
        let area = area.map(|asked| self.area(asked)).transpose()?.map(|area| area.number);
        let index = SettingsIndex::of(self.shared_evidence());
        let settings = SettingsAsAt::of(&index, as_at);
        Ok(SettingsTable::of(&index, &settings, area))
    }
}

/// The table of settings, as its JSON is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SettingsTableData {
    /// The table.
    pub table: SettingsTableForm,
}

/// The table of indicators, as its JSON is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorTableData {
    /// The table.
    pub table: IndicatorTableForm,
}

impl Shape for SettingsTableData {
    const FORMAT: &'static str = "kingsway-settings";
    const VERSION: u32 = 2;
}

impl Shape for IndicatorTableData {
    const FORMAT: &'static str = "kingsway-indicators";
    const VERSION: u32 = 2;
}

/// Writes the table of settings as JSON, in the envelope of every result.
///
/// # Errors
/// Those of the writer.
pub fn write_settings_json(
    table: &SettingsTable,
    made_from: &MadeFrom,
    mut to: impl Write,
) -> io::Result<()> {
    to.write_all(opening::<SettingsTableData>(made_from, "table").as_bytes())?;
    table.write_json(&mut to)?;
    to.write_all(b"}\n")
}

/// Writes the table of indicators as JSON, row by row, in the envelope of every result.
///
/// # Errors
/// Those of the writer.
pub fn write_indicators_json(
    table: &IndicatorTable<'_>,
    made_from: &MadeFrom,
    mut to: impl Write,
) -> io::Result<()> {
    to.write_all(opening::<IndicatorTableData>(made_from, "table").as_bytes())?;
    table.write_json(&mut to)?;
    to.write_all(b"}\n")?;
    to.flush()
}

/// One row for each indicator and area: value, rank, band, neighbours, region and England.
///
/// # Errors
/// Where the convention or the set of neighbours is unknown.
pub fn indicators<'e>(
    evidence: &'e Evidence,
    convention: &str,
    neighbours: Option<&str>,
    as_at: Option<Date>,
) -> Result<IndicatorTable<'e>, Error> {
    let conventions = Conventions::builtin();
    let convention = conventions.get(convention)?;
    let chosen = neighbours.map(|set| profile::published_set(evidence, set)).transpose()?;
    Ok(IndicatorTable::beside(evidence, convention, as_at, chosen))
}
