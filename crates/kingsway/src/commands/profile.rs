//! `kingsway profile`: what the evidence says of an area as at a date.

use super::profile_text;
use crate::arguments::{ProfileArguments, TextJsonCsv};
use crate::failure::{Failure, Outcome};
use crate::load::Study;
use crate::output;
use evidence::Value;
use profile::Profile;
use serde::Serialize;

/// Carries the command out.
pub fn run(arguments: &ProfileArguments) -> Result<Outcome, Failure> {
    let study = Study::open(&arguments.evidence.evidence, &arguments.comparing.convention, &[])?;
    let profile = study.profile(&arguments.area, arguments.as_at.as_at, &arguments.comparing)?;
    let content = match arguments.format {
        TextJsonCsv::Text => profile_text::render(&profile).into_bytes(),
        TextJsonCsv::Json => super::json(&serde_json::json!({
            "format": "kingsway-profile-1",
            "profile": profile,
            "sources": study.evidence.sources,
        }))?,
        TextJsonCsv::Csv => super::csv(&rows(&profile))?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// One figure of the profile, for spreadsheets: settings and indicators in one long table.
#[derive(Debug, Default, Serialize)]
struct Row<'a> {
    area: &'a str,
    area_code: String,
    as_at: String,
    kind: &'a str,
    id: String,
    group: &'a str,
    measure: String,
    period: &'a str,
    value: Option<f64>,
    missing_reason: &'a str,
    numerator: Option<f64>,
    denominator: Option<f64>,
    change: Option<f64>,
    neighbours: Option<f64>,
    region: Option<f64>,
    england: Option<f64>,
    source_file: Option<u16>,
    source_row: Option<u32>,
}

fn rows(profile: &Profile) -> Vec<Row<'_>> {
    let base = |kind| Row {
        area: &profile.name,
        area_code: profile.area.to_string(),
        as_at: profile.as_at.to_string(),
        kind,
        ..Row::default()
    };
    let mut rows = Vec::new();
    for remit in &profile.remits {
        for aspect in &remit.aspects {
            for scale in &aspect.now.scales {
                for value in &scale.counts {
                    rows.push(Row {
                        id: format!("{}/{}", remit.remit, aspect.aspect),
                        measure: format!("{} ({})", value.label, scale.scale),
                        value: Some(f64::from(value.count)),
                        denominator: Some(f64::from(aspect.now.settings)),
                        ..base("settings")
                    });
                }
            }
            if let Some(share) = aspect.good_or_better {
                rows.push(Row {
                    id: format!("{}/{}", remit.remit, aspect.aspect),
                    measure: "good or better, per cent".to_owned(),
                    value: Some(share.percent()),
                    numerator: Some(f64::from(share.part())),
                    denominator: Some(f64::from(share.whole())),
                    change: aspect
                        .good_or_better_year_before
                        .map(|before| share.percent() - before.percent()),
                    neighbours: aspect.elsewhere.neighbours_pooled.map(profile::Share::percent),
                    region: aspect.elsewhere.region.map(profile::Share::percent),
                    england: aspect.elsewhere.england.map(profile::Share::percent),
                    ..base("settings")
                });
            }
        }
    }
    for indicator in &profile.indicators {
        let latest = &indicator.latest;
        rows.push(Row {
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
        rows.push(Row {
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
