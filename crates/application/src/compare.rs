//! The use cases of one indicator or one remit: several areas beside each other, or one area over the years.

use crate::error::Error;
use crate::made::{Made, Shape};
use crate::workspace::{Comparing, Workspace};
use evidence::{Date, Missing, Value};
use profile::statistics::xmr::Cause;
use profile::views::{self, Compared, ComparedOnRemit, TrendView};
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

/// Which remit is looked at, and how.
#[derive(Debug, Clone)]
pub struct RemitRequest {
    /// The remit's id.
    pub remit: String,
    /// The aspect's id; overall effectiveness where none is said.
    pub aspect: Option<String>,
    /// The cut-off date; without it, everything counts.
    pub as_at: Option<Date>,
    /// How areas are compared.
    pub comparing: Comparing,
}

/// Several areas beside each other on one remit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RemitResult {
    /// The areas, and the funnel of all.
    pub compared: ComparedOnRemit,
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

    /// Several areas beside each other on one remit; all areas where none is named.
    ///
    /// # Errors
    /// Where an area, the remit, the aspect or what to compare with is unknown, or nothing was public on the date.
    pub fn compare_on_remit(
        &self,
        areas: &[String],
        request: &RemitRequest,
    ) -> Result<Made<RemitResult>, Error> {
        let as_at = request.as_at.unwrap_or_else(|| self.last_known());
        self.refuse_date_without_evidence(as_at)?;
        let numbers = if areas.is_empty() {
            let existing = self.evidence().areas.list().iter().filter(|area| area.exists_on(as_at));
            existing.map(|area| area.number).collect()
        } else {
            areas.iter().map(|asked| Ok(self.area(asked)?.number)).collect::<Result<Vec<_>, Error>>()?
        };
        let prepared = self.prepared(as_at, &request.comparing)?;
        let compared =
            views::compare_on_remit(&prepared, &numbers, &request.remit, request.aspect.as_deref())?;
        Ok(Made::new(self.made_from(request.as_at, &request.comparing)?, RemitResult { compared }))
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

impl Shape for RemitResult {
    const FORMAT: &'static str = "kingsway-compare-remit";
    const VERSION: u32 = 1;
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
    /// The best rank of its 95 % interval.
    pub rank_best: Option<u32>,
    /// The worst.
    pub rank_worst: Option<u32>,
    /// The quartile band.
    pub band: Option<char>,
    /// Whether the area can be told from England.
    pub beside_england: &'a str,
    /// How the 95 % interval of the value was made.
    pub interval_method: &'a str,
    /// Its lower limit.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub interval_low: Option<f64>,
    /// Its upper limit.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub interval_high: Option<f64>,
    /// Whether the change is more than noise.
    pub movement: &'a str,
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
    /// Why comparators are not used.
    pub notices: String,
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
                rank_best: figures.and_then(|figures| figures.rank_interval).map(|ranks| ranks.best),
                rank_worst: figures.and_then(|figures| figures.rank_interval).map(|ranks| ranks.worst),
                band: figures.and_then(|figures| figures.band),
                beside_england: figures.map_or("not-known", |figures| figures.beside_england.band.name()),
                interval_method: figures.map_or("none-published", |figures| figures.uncertainty.method()),
                interval_low: interval(figures).map(|interval| interval.low),
                interval_high: interval(figures).map(|interval| interval.high),
                movement: figures
                    .and_then(|figures| figures.movement.as_ref())
                    .map_or("", |movement| movement.verdict.name()),
                neighbours_mean: figures.and_then(|figures| figures.neighbours.mean.number()),
                neighbours_median: figures.and_then(|figures| figures.neighbours.median.number()),
                neighbours_n: figures.map_or(0, |figures| figures.neighbours.with_value),
                region_used: figures.map_or("", |figures| figures.region_used.as_str()),
                region_value: figures.and_then(|figures| figures.region.value.number()),
                england_value,
                notices: compared.notices.join(" "),
            };
            (head, beside)
        })
        .collect()
}

fn interval(figures: Option<&views::ComparedFigures>) -> Option<profile::statistics::Interval> {
    figures.and_then(|figures| figures.uncertainty.interval())
}

/// An area's share in a remit, for spreadsheets.
#[derive(Debug, Serialize)]
pub struct RemitRow<'a> {
    /// The remit's id.
    pub remit: &'a str,
    /// The aspect's id.
    pub aspect: &'a str,
    /// The date.
    pub as_at: String,
    /// The area's name.
    pub area: &'a str,
    /// The area's number.
    pub area_code: String,
    /// Settings that are good or better.
    pub good_or_better: Option<u32>,
    /// Settings that are judged.
    pub judged: Option<u32>,
    /// The share, in per cent.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub percent: Option<f64>,
    /// How its 95 % interval was made.
    pub interval_method: &'a str,
    /// Its lower limit.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub interval_low: Option<f64>,
    /// Its upper limit.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub interval_high: Option<f64>,
    /// The rank, 1 for the greatest share.
    pub rank: Option<u32>,
    /// Among how many.
    pub ranked: Option<u32>,
    /// The best rank of its 95 % interval.
    pub rank_best: Option<u32>,
    /// The worst.
    pub rank_worst: Option<u32>,
    /// The quartile band.
    pub band: Option<char>,
    /// Whether the area can be told from England.
    pub beside_england: &'a str,
    /// Where it stands in the funnel.
    pub funnel: &'a str,
    /// The exact funnel limits of 95 % for as many settings.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub funnel_95_low: Option<f64>,
    /// See `funnel_95_low`.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub funnel_95_high: Option<f64>,
    /// Those of 99.8 %.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub funnel_99_8_low: Option<f64>,
    /// See `funnel_99_8_low`.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub funnel_99_8_high: Option<f64>,
    /// Whether the change over the year is more than noise.
    pub movement: &'a str,
    /// England's share, in per cent.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub england: Option<f64>,
    /// How far areas differ beyond chance.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub phi: Option<f64>,
}

/// The areas of a comparison on a remit, one row each.
pub fn remit_rows(compared: &ComparedOnRemit) -> Vec<RemitRow<'_>> {
    compared.areas.iter().map(|area| remit_row(compared, area)).collect()
}

fn remit_row<'a>(compared: &'a ComparedOnRemit, of_area: &'a views::RemitOfArea) -> RemitRow<'a> {
    let views::RemitOfArea { area, name, share, statistics } = of_area;
    let statistics = statistics.as_ref();
    let interval = statistics.and_then(|of| of.uncertainty.interval());
    let funnel = statistics.and_then(|of| of.funnel);
    RemitRow {
        remit: compared.remit.as_str(),
        aspect: compared.aspect.as_str(),
        as_at: compared.as_at.to_string(),
        area: name,
        area_code: area.to_string(),
        good_or_better: share.map(profile::Share::part),
        judged: share.map(profile::Share::whole),
        percent: share.map(profile::Share::percent),
        interval_method: statistics.map_or("none-published", |of| of.uncertainty.method()),
        interval_low: interval.map(|interval| interval.low),
        interval_high: interval.map(|interval| interval.high),
        rank: statistics.and_then(|of| of.rank).map(|(rank, _)| rank),
        ranked: statistics.and_then(|of| of.rank).map(|(_, of)| of),
        rank_best: statistics.and_then(|of| of.rank_interval).map(|ranks| ranks.best),
        rank_worst: statistics.and_then(|of| of.rank_interval).map(|ranks| ranks.worst),
        band: statistics.and_then(|of| of.band),
        beside_england: statistics.map_or("not-known", |of| of.beside_england.band.name()),
        funnel: funnel.map_or("", |funnel| funnel.position.name()),
        funnel_95_low: funnel.map(|funnel| funnel.inner_low),
        funnel_95_high: funnel.map(|funnel| funnel.inner_high),
        funnel_99_8_low: funnel.map(|funnel| funnel.outer_low),
        funnel_99_8_high: funnel.map(|funnel| funnel.outer_high),
        movement: statistics
            .and_then(|of| of.movement.as_ref())
            .map_or("", |movement| movement.verdict.name()),
        england: compared.england.map(profile::Share::percent),
        phi: compared.dispersion.map(|dispersion| dispersion.phi),
    }
}

/// Why there is no value; nothing where there is one.
pub(crate) fn reason(value: Value) -> &'static str {
    value.reason().map_or("", Missing::name)
}

/// What stands in a trend beside an area's value.
#[derive(Debug, Serialize)]
pub struct TrendBeside<'a> {
    /// How the 95 % interval of the value was made.
    pub interval_method: &'a str,
    /// Its lower limit.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub interval_low: Option<f64>,
    /// Its upper limit.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub interval_high: Option<f64>,
    /// Why the value is more than noise, by the chart of the series' moving range.
    pub cause: &'a str,
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
    /// Why comparators of the period are missing, where they are: `england: implausible`.
    pub comparators_missing: String,
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
            let interval = point.uncertainty.interval();
            let beside = TrendBeside {
                interval_method: point.uncertainty.method(),
                interval_low: interval.map(|interval| interval.low),
                interval_high: interval.map(|interval| interval.high),
                cause: cause(view, &point.period.label).map_or("", Cause::name),
                comparators_missing: missing_comparators([
                    ("neighbours", point.neighbours),
                    ("region", point.region),
                    ("england", point.england),
                ]),
                neighbours_value: point.neighbours.number(),
                region_used: &view.region_used,
                region_value: point.region.number(),
                england_value: point.england.number(),
            };
            (head, beside)
        })
        .collect()
}

/// Why the value of a period is more than noise.
fn cause(view: &TrendView, label: &str) -> Option<Cause> {
    let causes = &view.control.as_ref()?.causes;
    causes.iter().find(|(period, _)| period == label).map(|(_, cause)| *cause)
}

/// Why comparators have no value: `england: implausible`.
pub(crate) fn missing_comparators(values: [(&str, Value); 3]) -> String {
    let missing =
        values.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.reason()?.name())));
    missing.collect::<Vec<_>>().join("; ")
}
