//! The use cases of one indicator: several areas beside each other, or one area over the years.

use crate::error::Error;
use crate::made::{Made, Shape};
use crate::workspace::{Comparing, Workspace};
use evidence::{Date, Missing, Value};
use profile::views::{self, Compared, TrendView};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which indicator is looked at, and how.
#[derive(Debug, Clone)]
pub struct IndicatorRequest {
    /// The indicator, as people name it.
    pub indicator: String,
    /// The group, such as `fsm=eligible`; everybody where it is `all`.
    pub group: String,
    /// The cut-off date; without it, everything counts.
    pub as_at: Option<Date>,
    /// How areas are compared.
    pub comparing: Comparing,
}

/// Several areas beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompareResult {
    /// The areas and their figures.
    pub compared: Compared,
}

/// One indicator of an area over the years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendResult {
    /// The periods and their figures.
    pub trend: TrendView,
}

impl Workspace {
    /// Several areas beside each other for one indicator.
    ///
    /// # Errors
    /// Where an area, the indicator or what to compare with is unknown.
    pub fn compare(
        &self,
        areas: &[String],
        request: &IndicatorRequest,
    ) -> Result<Made<CompareResult>, Error> {
        let numbers =
            areas.iter().map(|asked| Ok(self.area(asked)?.number)).collect::<Result<Vec<_>, Error>>()?;
        let as_at = request.as_at.unwrap_or_else(|| self.last_known());
        let as_at = self.prepared(as_at, &request.comparing)?;
        let compared = views::compare(&as_at, &numbers, &request.indicator, &request.group)?;
        Ok(Made::new(self.made_from(request.as_at, &request.comparing)?, CompareResult { compared }))
    }

    /// One indicator of an area over the years.
    ///
    /// # Errors
    /// Where the area or the indicator is unknown, or nothing was published.
    pub fn trend(&self, area: &str, request: &IndicatorRequest) -> Result<Made<TrendResult>, Error> {
        let area = self.area(area)?;
        let as_at = request.as_at.unwrap_or_else(|| self.last_known());
        let as_at = self.prepared(as_at, &request.comparing)?;
        let trend =
            views::trend_view(&as_at, area.number, &request.indicator, &request.group)?.ok_or_else(|| {
                Error::NotPublished { indicator: request.indicator.clone(), area: area.name.clone() }
            })?;
        Ok(Made::new(self.made_from(request.as_at, &request.comparing)?, TrendResult { trend }))
    }
}

impl Shape for CompareResult {
    const FORMAT: &'static str = "kingsway-compare";
    const VERSION: u32 = 2;
}

impl Shape for TrendResult {
    const FORMAT: &'static str = "kingsway-trend";
    const VERSION: u32 = 2;
}

/// What every row for spreadsheets begins with: which figure, and its value.
#[derive(Debug, Serialize)]
pub struct RowHead<'a> {
    /// The indicator's id.
    pub indicator: &'a str,
    /// What is measured, in words.
    pub measure: &'a str,
    /// The group.
    pub group: &'a str,
    /// The area's name.
    pub area: &'a str,
    /// The area's number.
    pub area_code: String,
    /// The period.
    pub period: &'a str,
    /// The value, where there is one.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub value: Option<f64>,
    /// Why there is no value.
    pub missing_reason: &'a str,
}

/// What stands in a comparison beside an area's value.
#[derive(Debug, Serialize)]
pub struct ComparedBeside<'a> {
    /// The change, by the convention.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub change: Option<f64>,
    /// The rank.
    pub rank: Option<u32>,
    /// Among how many.
    pub ranked: Option<u32>,
    /// The quartile band.
    pub band: Option<char>,
    /// The mean of the neighbours.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub neighbours_mean: Option<f64>,
    /// Their median.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub neighbours_median: Option<f64>,
    /// How many of them have a value.
    pub neighbours_n: u32,
    /// The region that was used.
    pub region_used: &'a str,
    /// Its value.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub region_value: Option<f64>,
    /// England's value.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub england_value: Option<f64>,
    /// Why there is no change.
    pub change_missing: &'static str,
    /// Why similar areas have no value.
    pub neighbours_missing: &'static str,
    /// Whether the value is provisional.
    pub provisional: Option<bool>,
    /// The day from which the value was public.
    pub public_from: String,
    /// How that day is known: `published`, `calendar` or `inferred`.
    pub known_by: &'static str,
}

/// The areas of a comparison, one row each: the columns of the head, then those beside it.
pub fn compared_rows(compared: &Compared) -> Vec<(RowHead<'_>, ComparedBeside<'_>)> {
    let england_value = compared.england.as_ref().and_then(|england| england.value.number());
    compared
        .areas
        .iter()
        .map(|area| {
            let figures = area.figures.as_ref();
            let latest = figures.map(|figures| &figures.latest);
            let head = RowHead {
                indicator: compared.indicator.as_str(),
                measure: &compared.name,
                group: compared.group.as_str(),
                area: &area.name,
                area_code: area.area.to_string(),
                period: latest.map_or("", |latest| latest.period.label.as_str()),
                value: latest.and_then(|latest| latest.value.number()),
                missing_reason: latest.map_or(Missing::NotPublished.name(), |latest| reason(latest.value)),
            };
            let beside = ComparedBeside {
                change: figures.and_then(|figures| figures.change.number()),
                rank: figures.and_then(|figures| figures.rank).map(|(rank, _)| rank),
                ranked: figures.and_then(|figures| figures.rank).map(|(_, of)| of),
                band: figures.and_then(|figures| figures.band),
                neighbours_mean: figures.and_then(|figures| figures.neighbours.mean.number()),
                neighbours_median: figures.and_then(|figures| figures.neighbours.median.number()),
                neighbours_n: figures.map_or(0, |figures| figures.neighbours.with_value),
                region_used: figures.map_or("", |figures| figures.region_used.as_str()),
                region_value: figures.and_then(|figures| figures.region.value.number()),
                england_value,
                change_missing: figures.map_or("", |figures| reason(figures.change)),
                neighbours_missing: figures.map_or("", |figures| reason(figures.neighbours.used.value)),
                provisional: latest.map(|latest| latest.status.provisional),
                public_from: latest.map_or_else(String::new, |latest| day(&latest.status)),
                known_by: latest.map_or("", |latest| known_by(&latest.status)),
            };
            (head, beside)
        })
        .collect()
}

/// Why there is no value; nothing where there is one.
pub(crate) fn reason(value: Value) -> &'static str {
    value.reason().map_or("", Missing::name)
}

/// The day from which a figure was public, or nothing.
fn day(status: &profile::FigureStatus) -> String {
    status.public_from.map_or_else(String::new, |day| day.to_string())
}

/// How that day is known, or nothing.
fn known_by(status: &profile::FigureStatus) -> &'static str {
    status.known_by.map_or("", evidence::KnownBy::name)
}

/// What stands in a trend beside an area's value.
#[derive(Debug, Serialize)]
pub struct TrendBeside<'a> {
    /// The value of similar areas, by the convention.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub neighbours_value: Option<f64>,
    /// The region that was used.
    pub region_used: &'a str,
    /// Its value.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub region_value: Option<f64>,
    /// England's value.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub england_value: Option<f64>,
    /// On which basis the figures stand, counted from the first: those of different bases are not compared.
    pub basis: u32,
    /// Whether the value is provisional.
    pub provisional: bool,
    /// The day from which the area's value was public.
    pub public_from: String,
    /// How that day is known: `published`, `calendar` or `inferred`.
    pub known_by: &'static str,
}

/// The periods of a trend, one row each: the columns of the head, then those beside it.
pub fn trend_rows(view: &TrendView) -> Vec<(RowHead<'_>, TrendBeside<'_>)> {
    view.points
        .iter()
        .map(|point| {
            let head = RowHead {
                indicator: view.indicator.as_str(),
                measure: &view.name,
                group: view.group.as_str(),
                area: &view.area_name,
                area_code: view.area.to_string(),
                period: &point.period.label,
                value: point.value.number(),
                missing_reason: reason(point.value),
            };
            let beside = TrendBeside {
                neighbours_value: point.neighbours.number(),
                region_used: &view.region_used,
                region_value: point.region.number(),
                england_value: point.england.number(),
                basis: point.status.basis,
                provisional: point.status.provisional,
                public_from: day(&point.status),
                known_by: known_by(&point.status),
            };
            (head, beside)
        })
        .collect()
}
