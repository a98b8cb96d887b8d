//! One indicator of one area over time, beside its neighbours, its region and England.

use super::{ViewError, find_group, find_indicator};
use crate::model::{Direction, Figure, IndicatorProfile, Origin, Trend, Uncertainty};
use crate::profiler::PreparedDate;
use crate::statistics::movement::Movement;
use crate::statistics::xmr::{self, Cause};
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
    /// Whether the latest change is more than noise.
    pub latest_change: Option<Movement>,
    /// The chart of the series' own moving range.
    pub control: Option<ControlChart>,
    /// What a reader must know before relying on it: the comparators that are not used, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
}

/// The chart of a series' own moving range (XmR): `docs/statistics.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlChart {
    /// The mean of the series.
    pub mean: f64,
    /// Between these limits single values lie by noise alone; none where no moving range can be worked out.
    pub lower_limit: Option<f64>,
    /// See `lower_limit`.
    pub upper_limit: Option<f64>,
    /// How many values there are.
    pub points: u32,
    /// Whether these are fewer than the twelve that settle the limits, which are then a trial.
    pub too_few_points: bool,
    /// The periods with a value, each with why it is more than noise.
    pub causes: Vec<(String, Cause)>,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendPoint {
    /// The period.
    pub period: Period,
    /// The area.
    pub value: Value,
    /// How sure it is.
    pub uncertainty: Uncertainty,
    /// The neighbours, by the convention's choice of mean or median.
    pub neighbours: Value,
    /// The region.
    pub region: Value,
    /// England.
    pub england: Value,
    /// Where the area's value is recorded; none where no row speaks of it.
    pub origin: Option<Origin>,
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
                uncertainty: own.map_or(Uncertainty::NonePublished, |figure| figure.uncertainty),
                neighbours: of(&profile.neighbours.used.series),
                region: of(&profile.region.series),
                england: *england,
                origin: own.map(|figure| figure.origin),
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
        latest_change: profile.movement,
        control: control_chart(&profile.series),
        notices: profile.refused.iter().map(|refused| format!("{}.", refused.because)).collect(),
        trend: profile.trend,
        england_trend: profile.england_trend,
        change_against_england: profile.change_against_england,
    }
}

/// The chart of the values of a series of comparable figures; none of fewer than two.
fn control_chart(series: &[Figure]) -> Option<ControlChart> {
    let with_value: Vec<(&str, f64)> = series
        .iter()
        .filter_map(|figure| Some((figure.period.label.as_str(), figure.value.number()?)))
        .collect();
    if with_value.len() < 2 {
        return None;
    }
    let values: Vec<f64> = with_value.iter().map(|(_, value)| *value).collect();
    let (limits, points) = xmr::chart(&values, xmr::Settings::USUAL);
    Some(ControlChart {
        mean: xmr::middle(&values, xmr::Settings::USUAL),
        lower_limit: limits.map(|of| of.limits.low),
        upper_limit: limits.map(|of| of.limits.high),
        points: u32::try_from(values.len()).unwrap_or(u32::MAX),
        too_few_points: values.len() < xmr::ENOUGH_POINTS,
        causes: with_value
            .iter()
            .zip(points)
            .map(|((label, _), point)| ((*label).to_owned(), point.cause))
            .collect(),
    })
}
