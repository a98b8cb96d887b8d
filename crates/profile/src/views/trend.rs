//! One indicator of one area over time, beside its neighbours, its region and England.

use super::{ViewError, find_group, find_indicator};
use crate::model::{Direction, FigureStatus, IndicatorProfile, Origin, SeriesHistory, Trend};
use crate::profiler::PreparedDate;
use evidence::missing::Missing;
use evidence::{AreaNumber, Group, IndicatorId, Period, Polarity, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An indicator of an area over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendView {
    /// The area.
    pub area: AreaNumber,
    /// Its name.
    pub area_name: String,
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
    /// The name of the region.
    pub region_used: String,
    /// Every period, earliest first.
    pub points: Vec<TrendPoint>,
    /// The area's trend.
    pub trend: Option<Trend>,
    /// England's over the same periods.
    pub england_trend: Option<Trend>,
    /// The area's change minus England's.
    pub change_against_england: Value,
    /// Which way, in a word.
    pub direction: Option<Direction>,
    /// Which publication was used, and where the series breaks.
    pub history: SeriesHistory,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendPoint {
    /// The period.
    pub period: Period,
    /// The area.
    pub value: Value,
    /// The neighbours, by the convention's choice of mean or median.
    pub neighbours: Value,
    /// The region.
    pub region: Value,
    /// England.
    pub england: Value,
    /// Where the area's value is recorded; none where no row speaks of it.
    pub origin: Option<Origin>,
    /// What the figures may be compared with, and since when the area's was public.
    #[serde(flatten)]
    pub status: FigureStatus,
}

/// An indicator of an area over time; none of an area of which nothing was published. The group `all` is everybody.
///
/// # Errors
/// Where the indicator is unknown, or not published for the group.
pub fn trend_view(
    as_at: &PreparedDate,
    area: AreaNumber,
    indicator: &str,
    group: &str,
) -> Result<Option<TrendView>, ViewError> {
    let found = find_indicator(as_at.evidence(), indicator)?;
    let group = &find_group(found, &as_at.groups(&found.id), group)?;
    let profile = as_at.indicator(&found.id, group, &[area]).into_iter().next().flatten();
    Ok(profile.map(|profile| view(as_at, area, profile)))
}

fn view(as_at: &PreparedDate, area: AreaNumber, profile: IndicatorProfile) -> TrendView {
    let points = profile
        .england
        .series
        .iter()
        .enumerate()
        .map(|(at, (period, england))| {
            let own = profile.series.iter().find(|figure| figure.period == *period);
            let of = |series: &[(Period, Value)]| {
                series.get(at).map_or(Value::missing(Missing::NotPublished), |(_, value)| *value)
            };
            TrendPoint {
                period: period.clone(),
                value: own.map_or(Value::missing(Missing::NotPublished), |figure| figure.value),
                neighbours: of(&profile.neighbours.used.series),
                region: of(&profile.region.series),
                england: *england,
                origin: own.map(|figure| figure.origin),
                status: own.map_or_else(
                    || FigureStatus { basis: profile.history.basis(period), ..FigureStatus::default() },
                    |figure| figure.status.clone(),
                ),
            }
        })
        .collect();
    TrendView {
        area,
        area_name: as_at.evidence().areas.get(area).map_or(String::new(), |area| area.name.clone()),
        indicator: profile.indicator,
        name: profile.name,
        polarity: profile.polarity,
        unit_label: profile.unit_label,
        decimals: profile.decimals,
        group: profile.group,
        region_used: profile.region_used,
        points,
        direction: profile.trend.as_ref().map(|trend| trend.direction),
        trend: profile.trend,
        england_trend: profile.england_trend,
        change_against_england: profile.change_against_england,
        history: profile.history,
    }
}
