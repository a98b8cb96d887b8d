//! The use case of listing the areas of a snapshot.

use crate::error::Error;
use evidence::{Area, Areas, Date, Snapshot};
use serde::Serialize;
use std::path::Path;

/// The areas of a snapshot.
#[derive(Debug, Serialize)]
pub struct AreasResult {
    /// The name of this shape.
    pub format: &'static str,
    /// The areas, by number.
    pub areas: Vec<AreaRow>,
}

/// One area.
#[derive(Debug, Serialize)]
pub struct AreaRow {
    /// Its name.
    pub area: String,
    /// Its number.
    pub area_code: String,
    /// Its latest GSS code.
    pub gss_code: String,
    /// The name of its region.
    pub region: String,
    /// When it was created, where that is known.
    pub opened: Option<Date>,
    /// Its last day, where it was abolished.
    pub closed: Option<Date>,
    /// The numbers of the areas that took its place, separated by spaces.
    pub successors: String,
}

/// The areas of a snapshot, those that existed on a date where one is given.
///
/// # Errors
/// Where the snapshot cannot be read.
pub fn areas(snapshot: &Path, as_at: Option<Date>) -> Result<AreasResult, Error> {
    let register = Snapshot::open(snapshot)?.areas()?;
    let areas = register
        .list()
        .iter()
        .filter(|area| as_at.is_none_or(|date| area.exists_on(date)))
        .map(|area| row(&register, area))
        .collect();
    Ok(AreasResult { format: "kingsway-areas-1", areas })
}

fn row(areas: &Areas, area: &Area) -> AreaRow {
    let successors: Vec<String> = area.successors.iter().map(ToString::to_string).collect();
    AreaRow {
        area: area.name.clone(),
        area_code: area.number.to_string(),
        gss_code: area.gss.last().map(|dated| dated.code.to_string()).unwrap_or_default(),
        region: areas.region(area.region).map_or_else(String::new, |region| region.name.clone()),
        opened: area.opened,
        closed: area.closed,
        successors: successors.join(" "),
    }
}
