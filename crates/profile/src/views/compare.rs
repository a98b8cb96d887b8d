//! Some areas beside each other on one indicator.

use super::{ViewError, find_group, find_indicator};
use crate::model::{
    BesideEngland, Elsewhere, Figure, IndicatorProfile, NeighbourFigures, RefusedComparator, Uncertainty,
};
use crate::profiler::PreparedDate;
use crate::statistics::RankInterval;
use crate::statistics::movement::Movement;
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
    /// What a reader must know before relying on it: the comparators that are not used, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
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
    /// Whether that change is more than noise.
    pub movement: Option<Movement>,
    /// Its rank, and of how many.
    pub rank: Option<(u32, u32)>,
    /// The 95 % interval of its rank.
    pub rank_interval: Option<RankInterval>,
    /// Its band.
    pub band: Option<char>,
    /// Whether it can be told from England.
    pub beside_england: BesideEngland,
    /// Comparators of the area that are not used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedComparator>,
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
    let group = &find_group(found, &as_at.groups(&found.id), group)?;
    let mut profiles = as_at.indicator(&found.id, group, areas);
    let england = profiles.iter().flatten().next().map(|profile| profile.england.clone());
    let period = profiles.iter().flatten().next().map(|profile| profile.latest.period.clone());
    let notices = latest_refused(profiles.iter().flatten(), period.as_ref());
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
        group: group.clone(),
        period,
        areas,
        england,
        notices,
    })
}

/// Why comparators of a period are not used, each once.
pub(super) fn latest_refused<'p>(
    profiles: impl Iterator<Item = &'p IndicatorProfile>,
    period: Option<&Period>,
) -> Vec<String> {
    let mut notices: Vec<String> = Vec::new();
    for refused in profiles.flat_map(|profile| &profile.refused) {
        let notice = format!("{}.", refused.because);
        if period.is_some_and(|period| period.label == refused.period) && !notices.contains(&notice) {
            notices.push(notice);
        }
    }
    notices
}

fn figures(profile: IndicatorProfile) -> ComparedFigures {
    ComparedFigures {
        latest: profile.latest,
        change: profile.change,
        movement: profile.movement,
        rank: profile.rank,
        rank_interval: profile.rank_interval,
        band: profile.band,
        beside_england: profile.beside_england,
        refused: profile.refused,
        neighbours: profile.neighbours,
        region_used: profile.region_used,
        region: profile.region,
        uncertainty: profile.uncertainty,
        series: profile.series,
    }
}
