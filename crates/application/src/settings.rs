//! The use cases of whole tables: the settings and the indicators of all areas.

use crate::error::Error;
use crate::workspace::Workspace;
use evidence::{Date, Evidence};
use profile::{Conventions, IndicatorTable, SettingsAsAt, SettingsIndex, SettingsTable};

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
