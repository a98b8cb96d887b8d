//! Some areas beside each other on one indicator.

use super::{ViewError, find_group, find_indicator};
use crate::model::{Elsewhere, Figure, IndicatorProfile, NeighbourFigures, SeriesHistory, Uncertainty};
use crate::profiler::PreparedDate;
use evidence::{AreaNumber, Group, IndicatorId, Period, Polarity, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Areas on one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Compared {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What people call it.
    pub name: String,
    /// Which direction is good.
    pub polarity: Polarity,
    /// The unit in the publisher's words.
    pub unit_label: String,
    /// Decimal places shown.
    pub decimals: u8,
    /// Of whom.
    pub group: Group,
    /// The latest period, the same for all areas; none where no area has a figure.
    pub period: Option<Period>,
    /// The areas, in the order asked for.
    pub areas: Vec<ComparedArea>,
    /// England.
    pub england: Option<Elsewhere>,
    /// Which publication was used, and where the series breaks; nothing where no area has a figure.
    pub history: SeriesHistory,
}

/// One of the areas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparedArea {
    /// Its number.
    pub area: AreaNumber,
    /// Its name.
    pub name: String,
    /// Its figures; none where nothing was ever published of it.
    pub figures: Option<ComparedFigures>,
}

/// What is shown of one area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparedFigures {
    /// Its latest figure.
    pub latest: Figure,
    /// The change, by the convention.
    pub change: Value,
    /// Its rank, and of how many.
    pub rank: Option<(u32, u32)>,
    /// Its band.
    pub band: Option<char>,
    /// Its neighbours.
    pub neighbours: NeighbourFigures,
    /// Its region.
    pub region_used: String,
    /// The region's figures.
    pub region: Elsewhere,
    /// How sure the latest figure is.
    pub uncertainty: Uncertainty,
    /// All periods, earliest first.
    pub series: Vec<Figure>,
}

/// Puts some areas beside each other on one indicator and group; `all` is everybody.
///
/// # Errors
/// Where the indicator is unknown, or not published for the group.
pub fn compare(
    as_at: &PreparedDate,
    areas: &[AreaNumber],
    indicator: &str,
    group: &str,
) -> Result<Compared, ViewError> {
    let evidence = as_at.evidence();
    let found = find_indicator(evidence, indicator)?;
    let group = find_group(found, &as_at.groups(&found.id), group)?;
    let mut profiles = as_at.indicator(&found.id, &group, areas);
    let england = profiles.iter().flatten().next().map(|profile| profile.england.clone());
    let period = profiles.iter().flatten().next().map(|profile| profile.latest.period.clone());
    // Of a series the publication that is used is shown, whichever was asked for.
    let used = profiles.iter().flatten().next();
    let shown = used.and_then(|profile| evidence.indicator(profile.indicator.as_str()));
    let found = shown.map_or(found, |at| &evidence.indicators[at.index()]);
    let group = used.map_or(group, |profile| profile.group.clone());
    let history = profiles.iter().flatten().next().map(|profile| profile.history.clone()).unwrap_or_default();
    let areas = areas
        .iter()
        .zip(profiles.drain(..))
        .map(|(area, profile)| ComparedArea {
            area: *area,
            name: evidence.areas.get(*area).map_or(String::new(), |area| area.name.clone()),
            figures: profile.map(figures),
        })
        .collect();
    Ok(Compared {
        indicator: found.id.clone(),
        name: found.name.clone(),
        polarity: found.polarity,
        unit_label: found.unit_label.clone(),
        decimals: found.decimals,
        group,
        period,
        areas,
        england,
        history,
    })
}

fn figures(profile: IndicatorProfile) -> ComparedFigures {
    ComparedFigures {
        latest: profile.latest,
        change: profile.change,
        rank: profile.rank,
        band: profile.band,
        neighbours: profile.neighbours,
        region_used: profile.region_used,
        region: profile.region,
        uncertainty: profile.uncertainty,
        series: profile.series,
    }
}
