//! The use case of a profile: what the evidence says of an area as at a date.

use crate::compare::reason;
use crate::error::Error;
use crate::figures::{TracedFigure, followed};
use crate::made::{Made, Shape};
use crate::workspace::{Comparing, Workspace};
use evidence::{AreaNumber, AspectId, Source, Value, date};
use profile::figure::{Counted, InspectionOutcome, ScaleCode, SettingsOf, figure_period};
use profile::settings::OVERALL;
use profile::{FigureKey, FigurePlace, FigureSubject, IndicatorProfile, Profile, RemitProfile};
use schemars::JsonSchema;
use serde::Serialize;

/// A profile with its figures down to the cells of published files.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProfileResult<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// The files, to which the rows of the profile point by position.
    pub sources: &'a [Source],
    /// The figures of the profile, each by its key with its arithmetic and its cells. Those of settings in a region and in
    /// England, which rest on thousands of cells, are left to `kingsway trace`.
    pub figures: Vec<TracedFigure>,
}

impl Shape for ProfileResult<'_> {
    const FORMAT: &'static str = "kingsway-profile";
    const VERSION: u32 = 3;
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
        let prepared = self.prepared(profile.as_at, comparing)?;
        let figures = followed(&keys_of(profile), &prepared)?;
        Ok(Made::new(made_from, ProfileResult { profile, sources: &self.evidence().sources, figures }))
    }
}

/// The keys of a profile's figures, in its order: what is known of the area, and of the places beside it for indicators
/// and gaps.
fn keys_of(profile: &Profile) -> Vec<FigureKey> {
    let mut keys = Vec::new();
    profile.remits.iter().for_each(|remit| add_remit(profile, remit, &mut keys));
    profile.indicators.iter().for_each(|indicator| add_indicator(profile.area, indicator, &mut keys));
    for gap in &profile.gaps {
        let own =
            |period: &str| FigureSubject::Gap(gap.id.clone()).at(period, FigurePlace::Area(profile.area));
        keys.extend(gap.series.iter().map(|point| own(&point.period.label)));
        if let Some(last) = gap.series.last() {
            let key = own(&last.period.label);
            keys.push(key.in_place(FigurePlace::NeighboursOf(profile.area)));
            if gap.england.iter().any(|point| point.period == last.period) {
                keys.push(key.in_place(FigurePlace::England));
            }
        }
    }
    for event in &profile.events {
        let subject = FigureSubject::Event { kind: event.kind.clone() };
        keys.push(subject.at(figure_period(event.date), FigurePlace::Area(profile.area)));
    }
    keys
}

/// The numbers and shares of the area's settings now and a year before, the share of similar areas, the year's
/// inspections, and each setting's judgement.
fn add_remit(profile: &Profile, remit: &RemitProfile, keys: &mut Vec<FigureKey>) {
    let place = FigurePlace::Area(profile.area);
    let days = [profile.as_at, date::year_before(profile.as_at)].map(figure_period);
    for aspect in &remit.aspects {
        let of = SettingsOf::new([remit.remit.clone()], aspect.aspect.clone());
        let tallies = [(&days[0], &aspect.now, &aspect.good_or_better), {
            (&days[1], &aspect.year_before, &aspect.good_or_better_year_before)
        }];
        for (day, tally, share) in tallies {
            keys.extend(
                [Counted::Open, Counted::Judged].map(|counted| of.clone().count(counted).at(day, place)),
            );
            for scale in &tally.scales {
                for value in scale.counts.iter().filter(|value| value.count > 0) {
                    let code = ScaleCode { scale: scale.scale.clone(), code: value.code };
                    let counted = Counted::Values { values: vec![code], after: None };
                    keys.push(of.clone().count(counted).at(day, place));
                }
            }
            if share.is_some() {
                keys.push(of.clone().good_or_better().at(day, place));
            }
        }
        if aspect.elsewhere.neighbours_used.is_some() {
            keys.push(of.clone().good_or_better().at(&days[0], FigurePlace::NeighboursOf(profile.area)));
        }
    }
    let year = [
        InspectionOutcome::Inspected,
        InspectionOutcome::Improved,
        InspectionOutcome::Held,
        InspectionOutcome::Declined,
        InspectionOutcome::First,
    ];
    keys.extend(
        year.map(|outcome| {
            FigureSubject::inspections(vec![remit.remit.clone()], outcome).at(&days[0], place)
        }),
    );
    for setting in remit.settings.iter().filter(|setting| setting.judgement.is_ok()) {
        let (setting, aspect) = (setting.setting.clone(), AspectId::from(OVERALL));
        keys.push(FigureSubject::Judgement { setting, aspect }.at(&days[0], place));
    }
}

/// Every period of the area, and the latest of similar areas, the region and England.
fn add_indicator(area: AreaNumber, indicator: &IndicatorProfile, keys: &mut Vec<FigureKey>) {
    let own = |period: &str| {
        let (id, group) = (indicator.indicator.as_str(), indicator.group.as_str());
        FigureKey::indicator(id, group, period, FigurePlace::Area(area))
    };
    keys.extend(indicator.series.iter().map(|figure| own(&figure.period.label)));
    let latest = own(&indicator.latest.period.label);
    if indicator.series.iter().all(|figure| figure.period != indicator.latest.period) {
        keys.push(latest.clone());
    }
    let beside = [
        (indicator.neighbours.used.value, Some(FigurePlace::NeighboursOf(area))),
        (indicator.region.value, indicator.region_code.map(FigurePlace::Region)),
        (indicator.england.value, Some(FigurePlace::England)),
    ];
    let known = beside.into_iter().filter_map(|(value, place)| value.number().and(place));
    keys.extend(known.map(|place| latest.in_place(place)));
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
    /// The id of the indicator or gap; for settings, remit and aspect.
    pub indicator: String,
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
    pub neighbours_value: Option<f64>,
    /// The region that was used.
    pub region_used: &'a str,
    /// Its value.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub region_value: Option<f64>,
    /// England's value.
    #[serde(serialize_with = "crate::export::without_noise")]
    pub england_value: Option<f64>,
    /// Of settings: the day of the latest inspection of such a setting in the country that is in the evidence.
    pub evidence_until: String,
    /// What a reader must know: why there is no trend.
    pub note: &'a str,
    /// Why there is no change, or why similar areas have no value, where that is not the value's own reason.
    pub not_compared: String,
    /// Whether the value is provisional.
    pub provisional: Option<bool>,
    /// The last period before which the series breaks: nothing is compared with earlier ones.
    pub breaks_before: &'a str,
    /// The series of which this is the publication that is used, where the measure is published more than once.
    pub series: &'a str,
    /// The day from which the value was public.
    pub public_from: String,
    /// How that day is known: `published`, `calendar` or `inferred`.
    pub known_by: &'a str,
    /// The file as imported.
    pub source_file: &'a str,
    /// Its row.
    pub source_row: Option<u32>,
}

/// The figures of a profile: counts and shares of settings, indicators, gaps; `sources` are those of its evidence.
pub fn profile_rows<'a>(profile: &'a Profile, sources: &'a [Source]) -> Vec<ProfileRow<'a>> {
    let base = |kind| ProfileRow {
        area: &profile.name,
        area_code: profile.area.to_string(),
        as_at: profile.as_at.to_string(),
        kind,
        ..ProfileRow::default()
    };
    let mut rows = Vec::new();
    for remit in &profile.remits {
        let until = remit.reach.inspected_until.map_or_else(String::new, |day| day.to_string());
        for aspect in &remit.aspects {
            if aspect.now.inspected_since > 0 {
                rows.push(ProfileRow {
                    indicator: format!("{}/{}", remit.remit, aspect.aspect),
                    measure: "inspected since their last grade, without a new one".to_owned(),
                    value: Some(f64::from(aspect.now.inspected_since)),
                    denominator: Some(f64::from(aspect.now.settings)),
                    evidence_until: until.clone(),
                    ..base("settings")
                });
            }
            for scale in &aspect.now.scales {
                for value in &scale.counts {
                    rows.push(ProfileRow {
                        indicator: format!("{}/{}", remit.remit, aspect.aspect),
                        measure: format!("{} ({})", value.label, scale.scale),
                        value: Some(f64::from(value.count)),
                        denominator: Some(f64::from(aspect.now.settings)),
                        evidence_until: until.clone(),
                        ..base("settings")
                    });
                }
            }
            if let Some(share) = aspect.good_or_better {
                rows.push(ProfileRow {
                    indicator: format!("{}/{}", remit.remit, aspect.aspect),
                    measure: "good or better, per cent".to_owned(),
                    value: Some(share.percent()),
                    numerator: Some(f64::from(share.part())),
                    denominator: Some(f64::from(share.whole())),
                    change: aspect
                        .good_or_better_year_before
                        .map(|before| share.percent() - before.percent()),
                    neighbours_value: aspect.elsewhere.neighbours_used.map(|(percent, _)| percent),
                    region_value: aspect.elsewhere.region.map(profile::Share::percent),
                    england_value: aspect.elsewhere.england.map(profile::Share::percent),
                    evidence_until: until.clone(),
                    ..base("settings")
                });
            }
        }
    }
    for indicator in &profile.indicators {
        let latest = &indicator.latest;
        rows.push(ProfileRow {
            indicator: indicator.indicator.to_string(),
            group: indicator.group.as_str(),
            measure: indicator.name.clone(),
            period: &latest.period.label,
            value: latest.value.number(),
            missing_reason: reason(latest.value),
            numerator: latest.fraction.map(|fraction| fraction.numerator),
            denominator: latest.fraction.map(|fraction| fraction.denominator),
            change: indicator.change.number(),
            neighbours_value: indicator.neighbours.used.value.number(),
            region_used: indicator.region_used.as_str(),
            region_value: indicator.region.value.number(),
            england_value: indicator.england.value.number(),
            note: indicator.small_group.as_ref().map_or("", |small| small.because.as_str()),
            not_compared: not_compared(indicator),
            provisional: Some(latest.status.provisional),
            breaks_before: indicator.history.breaks.last().map_or("", |last| &last.from.label),
            series: indicator.history.series.as_ref().map_or("", |series| &series.id),
            public_from: latest.status.public_from.map_or_else(String::new, |day| day.to_string()),
            known_by: latest.status.known_by.map_or("", evidence::KnownBy::name),
            source_file: sources.get(latest.origin.source.index()).map_or("", |source| source.file.as_str()),
            source_row: Some(latest.origin.row),
            ..base("indicator")
        });
    }
    for gap in &profile.gaps {
        let Some(last) = gap.series.last() else { continue };
        let england = gap.england.iter().find(|point| point.period == last.period);
        rows.push(ProfileRow {
            indicator: gap.id.clone(),
            group: gap.group.as_str(),
            measure: gap.name.clone(),
            period: &last.period.label,
            value: last.gap.number(),
            missing_reason: reason(last.gap),
            change: gap.change.number(),
            neighbours_value: gap.neighbours_mean.map(|(mean, _)| mean),
            england_value: england.map(|point| point.gap).and_then(Value::number),
            breaks_before: gap.breaks.last().map_or("", |last| &last.from.label),
            ..base("gap")
        });
    }
    rows
}

/// Why a figure has no change or nothing of similar areas beside it, in the words that exports use.
fn not_compared(indicator: &IndicatorProfile) -> String {
    let own = indicator.latest.value.reason();
    let reasons =
        [("change", indicator.change.reason()), ("neighbours", indicator.neighbours.used.value.reason())];
    let other = reasons.into_iter().filter(|(_, reason)| reason.is_some() && *reason != own);
    let said = other.filter_map(|(what, reason)| Some(format!("{what}: {}", reason?.name())));
    said.collect::<Vec<_>>().join("; ")
}
