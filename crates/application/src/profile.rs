//! The use case of a profile: what the evidence says of an area as at a date.

use crate::error::Error;
use crate::made::{Made, Shape};
use crate::workspace::{Comparing, Workspace};
use evidence::{Source, Value};
use profile::Profile;
use serde::Serialize;

/// A profile with the files that its figures come from.
#[derive(Debug, Serialize)]
pub struct ProfileResult<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// The files, to which the rows of figures point by position.
    pub sources: &'a [Source],
}

impl Shape for ProfileResult<'_> {
    const FORMAT: &'static str = "kingsway-profile";
    const VERSION: u32 = 2;
}

impl Workspace {
    /// A profile as it is handed on.
    ///
    /// # Errors
    /// Where the request names what there is not.
    pub fn profile_result<'a>(
        &'a self,
        profile: &'a Profile,
        comparing: &Comparing,
    ) -> Result<Made<ProfileResult<'a>>, Error> {
        let made_from = self.made_from(Some(profile.as_at), comparing)?;
        Ok(Made::new(made_from, ProfileResult { profile, sources: &self.evidence().sources }))
    }
}

/// One figure of the profile, for spreadsheets: settings and indicators in one long table.
#[derive(Debug, Default, Serialize)]
pub struct ProfileRow<'a> {
    /// The area's name.
    pub area: &'a str,
    /// The area's number.
    pub area_code: String,
    /// The cut-off date.
    pub as_at: String,
    /// `settings`, `indicator` or `gap`.
    pub kind: &'a str,
    /// The id of the indicator or gap, or remit and aspect.
    pub id: String,
    /// The group.
    pub group: &'a str,
    /// What is measured, in words.
    pub measure: String,
    /// The period.
    pub period: &'a str,
    /// The value, where there is one.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub value: Option<f64>,
    /// Why there is no value.
    pub missing_reason: &'a str,
    /// What the value was divided from.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub numerator: Option<f64>,
    /// What it was divided by.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub denominator: Option<f64>,
    /// The change, by the convention.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub change: Option<f64>,
    /// The value of similar areas, by the convention.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub neighbours: Option<f64>,
    /// The region's value.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub region: Option<f64>,
    /// England's value.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub england: Option<f64>,
    /// The file, by its position among the sources.
    pub source_file: Option<u16>,
    /// Its row.
    pub source_row: Option<u32>,
}

/// The figures of a profile: counts and shares of settings, indicators, gaps.
pub fn profile_rows(profile: &Profile) -> Vec<ProfileRow<'_>> {
    let base = |kind| ProfileRow {
        area: &profile.name,
        area_code: profile.area.to_string(),
        as_at: profile.as_at.to_string(),
        kind,
        ..ProfileRow::default()
    };
    let mut rows = Vec::new();
    for remit in &profile.remits {
        for aspect in &remit.aspects {
            for scale in &aspect.now.scales {
                for value in &scale.counts {
                    rows.push(ProfileRow {
                        id: format!("{}/{}", remit.remit, aspect.aspect),
                        measure: format!("{} ({})", value.label, scale.scale),
                        value: Some(f64::from(value.count)),
                        denominator: Some(f64::from(aspect.now.settings)),
                        ..base("settings")
                    });
                }
            }
            if let Some(share) = aspect.good_or_better {
                rows.push(ProfileRow {
                    id: format!("{}/{}", remit.remit, aspect.aspect),
                    measure: "good or better, per cent".to_owned(),
                    value: Some(share.percent()),
                    numerator: Some(f64::from(share.part())),
                    denominator: Some(f64::from(share.whole())),
                    change: aspect
                        .good_or_better_year_before
                        .map(|before| share.percent() - before.percent()),
                    neighbours: aspect.elsewhere.neighbours_used.map(|(percent, _)| percent),
                    region: aspect.elsewhere.region.map(profile::Share::percent),
                    england: aspect.elsewhere.england.map(profile::Share::percent),
                    ..base("settings")
                });
            }
        }
    }
    for indicator in &profile.indicators {
        let latest = &indicator.latest;
        rows.push(ProfileRow {
            id: indicator.indicator.to_string(),
            group: indicator.group.as_str(),
            measure: indicator.name.clone(),
            period: &latest.period.label,
            value: latest.value.number(),
            missing_reason: latest.value.reason().map_or("", evidence::Missing::name),
            numerator: latest.fraction.map(|fraction| fraction.numerator),
            denominator: latest.fraction.map(|fraction| fraction.denominator),
            change: indicator.change.number(),
            neighbours: indicator.neighbours.used.value.number(),
            region: indicator.region.value.number(),
            england: indicator.england.value.number(),
            source_file: Some(latest.origin.source.0),
            source_row: Some(latest.origin.row),
            ..base("indicator")
        });
    }
    for gap in &profile.gaps {
        let Some(last) = gap.series.last() else { continue };
        let england = gap.england.iter().find(|point| point.period == last.period);
        rows.push(ProfileRow {
            id: gap.id.clone(),
            group: gap.group.as_str(),
            measure: gap.name.clone(),
            period: &last.period.label,
            value: last.gap.number(),
            missing_reason: last.gap.reason().map_or("", evidence::Missing::name),
            change: gap.change.number(),
            neighbours: gap.neighbours_mean.map(|(mean, _)| mean),
            england: england.map(|point| point.gap).and_then(Value::number),
            ..base("gap")
        });
    }
    rows
}
