//! `kingsway compare` and `kingsway trend`: one indicator across areas, or over the years.

use crate::arguments::{Compare, TextJsonCsv, TrendArguments};
use crate::failure::{Failure, Outcome};
use crate::load::{self, Study};
use crate::output;
use crate::table::{Align, Table};
use evidence::{Date, Evidence, Group, Value};
use profile::views::{self, Compared, TrendView};
use serde::Serialize;
use std::fmt::Write;

/// Carries `compare` out.
pub fn run(arguments: &Compare) -> Result<Outcome, Failure> {
    let study = Study::open(&arguments.evidence.evidence, &arguments.comparing.convention, &[])?;
    let numbers = arguments
        .areas
        .iter()
        .map(|asked| Ok(load::area(&study.evidence, asked)?.number))
        .collect::<Result<Vec<_>, Failure>>()?;
    let profiler = study.profiler(&arguments.comparing)?;
    let as_at = profiler.as_at(arguments.as_at.unwrap_or_else(|| last_known(&study.evidence)));
    let compared = views::compare(&as_at, &numbers, &arguments.indicator, &group(&arguments.group))?;
    let content = match arguments.format {
        TextJsonCsv::Text => compared_text(&compared).into_bytes(),
        TextJsonCsv::Json => {
            super::json(&serde_json::json!({ "format": "kingsway-compare-1", "compared": compared }))?
        }
        TextJsonCsv::Csv => super::csv(&compared_rows(&compared))?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// Carries `trend` out.
pub fn run_trend(arguments: &TrendArguments) -> Result<Outcome, Failure> {
    let study = Study::open(&arguments.evidence.evidence, &arguments.comparing.convention, &[])?;
    let area = load::area(&study.evidence, &arguments.area)?;
    let profiler = study.profiler(&arguments.comparing)?;
    let as_at = profiler.as_at(arguments.as_at.unwrap_or_else(|| last_known(&study.evidence)));
    let view = views::trend_view(&as_at, area.number, &arguments.indicator, &group(&arguments.group))?
        .ok_or_else(|| {
            Failure::new(format!("nothing was published of {} for {}", arguments.indicator, area.name))
        })?;
    let content = match arguments.format {
        TextJsonCsv::Text => trend_text(&view).into_bytes(),
        TextJsonCsv::Json => {
            super::json(&serde_json::json!({ "format": "kingsway-trend-1", "trend": view }))?
        }
        TextJsonCsv::Csv => super::csv(&trend_rows(&view))?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// The day from which everything in the evidence is known.
pub fn last_known(evidence: &Evidence) -> Date {
    evidence.known_between().map_or(Date::MAX, |(_, last)| last)
}

fn group(asked: &str) -> Group {
    if asked == "all" { Group::all() } else { views::group_of(Some(asked)) }
}

fn number(value: Value, decimals: u8) -> String {
    match value {
        Value::Number(number) => format!("{number:.*}", usize::from(decimals)),
        Value::Missing { missing } => missing.in_words().to_owned(),
    }
}

fn signed(value: Value, decimals: u8) -> String {
    value.number().map_or_else(|| "–".to_owned(), |number| format!("{number:+.*}", usize::from(decimals)))
}

fn of_group(group: &Group) -> String {
    if group.as_str() == "all" { String::new() } else { format!(", {}", group.as_str()) }
}

fn compared_text(compared: &Compared) -> String {
    let period = compared.period.as_ref().map_or_else(String::new, |period| format!(", {}", period.label));
    let mut text =
        format!("{}{}{period}\n{}\n\n", compared.name, of_group(&compared.group), compared.unit_label);
    let mut table = Table::new(&[
        ("Area", Align::Left),
        ("Value", Align::Right),
        ("Change", Align::Right),
        ("Rank", Align::Right),
        ("Band", Align::Left),
        ("Similar areas", Align::Right),
        ("Region", Align::Right),
        ("Years", Align::Left),
    ]);
    let decimals = compared.decimals;
    for area in &compared.areas {
        let Some(figures) = &area.figures else {
            table.row(vec![area.name.clone(), "not published".to_owned()]);
            continue;
        };
        let series: Vec<Value> = figures.series.iter().map(|figure| figure.value).collect();
        table.row(vec![
            area.name.clone(),
            number(figures.latest.value, decimals),
            signed(figures.change, decimals),
            figures.rank.map_or_else(|| "–".to_owned(), |(rank, of)| format!("{rank} of {of}")),
            figures.band.map_or_else(|| "–".to_owned(), String::from),
            number(figures.neighbours.used.value, decimals),
            number(figures.region.value, decimals),
            views::sparkline(&series),
        ]);
    }
    if let Some(england) = &compared.england {
        let series: Vec<Value> = england.series.iter().map(|(_, value)| *value).collect();
        let mut row =
            vec!["England".to_owned(), number(england.value, decimals), signed(england.change, decimals)];
        row.extend([String::new(), String::new(), String::new(), String::new(), views::sparkline(&series)]);
        table.row(row);
    }
    text.push_str(&table.render());
    text
}

/// One area of a comparison, for spreadsheets.
#[derive(Serialize)]
struct ComparedRow<'a> {
    indicator: &'a str,
    group: &'a str,
    area: &'a str,
    area_code: String,
    period: &'a str,
    value: Option<f64>,
    missing_reason: &'a str,
    change: Option<f64>,
    rank: Option<u32>,
    ranked: Option<u32>,
    band: Option<char>,
    neighbours_mean: Option<f64>,
    neighbours_median: Option<f64>,
    neighbours_n: u32,
    region_used: &'a str,
    region_value: Option<f64>,
    england_value: Option<f64>,
}

fn compared_rows(compared: &Compared) -> Vec<ComparedRow<'_>> {
    let england_value = compared.england.as_ref().and_then(|england| england.value.number());
    compared
        .areas
        .iter()
        .map(|area| {
            let figures = area.figures.as_ref();
            let latest = figures.map(|figures| &figures.latest);
            ComparedRow {
                indicator: compared.indicator.as_str(),
                group: compared.group.as_str(),
                area: &area.name,
                area_code: area.area.to_string(),
                period: latest.map_or("", |latest| latest.period.label.as_str()),
                value: latest.and_then(|latest| latest.value.number()),
                missing_reason: latest.map_or("not-published", |latest| {
                    latest.value.reason().map_or("", evidence::Missing::name)
                }),
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
            }
        })
        .collect()
}

fn trend_text(view: &TrendView) -> String {
    let decimals = view.decimals;
    let mut text =
        format!("{}: {}{}\n{}\n\n", view.area_name, view.name, of_group(&view.group), view.unit_label);
    let mut table = Table::new(&[
        ("Period", Align::Left),
        (&view.area_name, Align::Right),
        ("Similar areas", Align::Right),
        (&view.region_used, Align::Right),
        ("England", Align::Right),
    ]);
    for point in &view.points {
        table.row(vec![
            point.period.label.clone(),
            number(point.value, decimals),
            number(point.neighbours, decimals),
            number(point.region, decimals),
            number(point.england, decimals),
        ]);
    }
    let line = |pick: fn(&views::TrendPoint) -> Value| -> String {
        views::sparkline(&view.points.iter().map(pick).collect::<Vec<_>>())
    };
    table.row(vec![
        String::new(),
        line(|point| point.value),
        line(|point| point.neighbours),
        line(|point| point.region),
        line(|point| point.england),
    ]);
    text.push_str(&table.render());
    if let Value::Number(change) = view.change_against_england {
        let _ = writeln!(
            text,
            "\n  Change against England's over the same years: {change:+.*}",
            usize::from(decimals)
        );
    }
    text
}

/// One period of a trend, for spreadsheets.
#[derive(Serialize)]
struct TrendRow<'a> {
    indicator: &'a str,
    group: &'a str,
    area: &'a str,
    area_code: String,
    period: &'a str,
    value: Option<f64>,
    missing_reason: &'a str,
    neighbours: Option<f64>,
    region: Option<f64>,
    england: Option<f64>,
}

fn trend_rows(view: &TrendView) -> Vec<TrendRow<'_>> {
    view.points
        .iter()
        .map(|point| TrendRow {
            indicator: view.indicator.as_str(),
            group: view.group.as_str(),
            area: &view.area_name,
            area_code: view.area.to_string(),
            period: &point.period.label,
            value: point.value.number(),
            missing_reason: point.value.reason().map_or("", evidence::Missing::name),
            neighbours: point.neighbours.number(),
            region: point.region.number(),
            england: point.england.number(),
        })
        .collect()
}
