//! The use case of listing the areas of a snapshot.

use crate::error::Error;
use crate::made::{Made, Shape};
use crate::made_from::MadeFrom;
use evidence::{Area, Areas, Date, Snapshot};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The areas of a snapshot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AreaList {
    /// The areas, by number.
    pub areas: Vec<AreaRow>,
}

/// One area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    #[schemars(with = "Option<String>")]
    pub opened: Option<Date>,
    /// Its last day, where it was abolished.
    #[schemars(with = "Option<String>")]
    pub closed: Option<Date>,
    /// The numbers of the areas that took its place, separated by spaces.
    pub successors: String,
}

/// The areas of a snapshot, those that existed on a date where one is given.
///
/// # Errors
/// Where the snapshot cannot be read.
pub fn areas(snapshot: &Path, as_at: Option<Date>) -> Result<Made<AreaList>, Error> {
    let snapshot = Snapshot::open(snapshot)?;
    let register = snapshot.areas()?;
    let areas = register
        .list()
        .iter()
        .filter(|area| as_at.is_none_or(|date| area.exists_on(date)))
        .map(|area| row(&register, area))
        .collect();
    let id = &snapshot.id().0;
    let made_from = MadeFrom::program().with(|made| {
        made.snapshot = Some(id.clone());
        made.evidence = Some(id.clone());
        made.as_at = as_at;
    });
    Ok(Made::new(made_from, AreaList { areas }))
}

impl Shape for AreaList {
    const FORMAT: &'static str = "kingsway-areas";
    const VERSION: u32 = 2;
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
