//! `kingsway compare` and `kingsway trend`: one indicator across areas, or over the years.

use crate::arguments::{CompareArguments, IndicatorNeeds, TextJsonTable, TrendArguments};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::terminal::{Align, Table, paragraph};
use application::Workspace;
use application::compare::{compared_rows, trend_rows};
use application::export::{csv, json};
use application::workbook::TableOf;
use evidence::date::in_words;
use evidence::{Group, Missing, Value};
use profile::views::{self, Compared, TrendView};
use profile::{FigureStatus, SeriesHistory};
use std::fmt::Write;

/// Carries `compare` out.
pub fn run(arguments: &CompareArguments) -> Result<Outcome, Failure> {
    let of = &arguments.of;
    let format = of.output.format(of.format)?;
    let workspace = open(of)?;
    let result = workspace.compare(&arguments.areas, &of.request())?;
    let content = match format {
        TextJsonTable::Text => compared_text(&result.compared, of.output.width()).into_bytes(),
        TextJsonTable::Json => json(&result)?,
        TextJsonTable::Csv => csv(&compared_rows(&result.compared))?,
        TextJsonTable::Xlsx => {
            let compared = &result.compared;
            let areas: Vec<&str> = compared.areas.iter().map(|area| area.name.as_str()).collect();
            let table = TableOf {
                title: "compare",
                sheet: "compare",
                area: &areas.join(", "),
                indicator: &compared.name,
            };
            workspace.workbook(table, csv(&compared_rows(compared))?, of.as_at, &of.request().comparing)?
        }
    };
    output::write(of.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// Carries `trend` out.
pub fn run_trend(arguments: &TrendArguments) -> Result<Outcome, Failure> {
    let of = &arguments.of;
    let format = of.output.format(of.format)?;
    let workspace = open(of)?;
    let result = workspace.trend(&arguments.area, &of.request())?;
    let content = match format {
        TextJsonTable::Text => trend_text(&result.trend, of.output.width()).into_bytes(),
        TextJsonTable::Json => json(&result)?,
        TextJsonTable::Csv => csv(&trend_rows(&result.trend))?,
        TextJsonTable::Xlsx => {
            let trend = &result.trend;
            let table =
                TableOf { title: "trend", sheet: "trend", area: &trend.area_name, indicator: &trend.name };
            workspace.workbook(table, csv(&trend_rows(trend))?, of.as_at, &of.request().comparing)?
        }
    };
    output::write(of.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn open(of: &IndicatorNeeds) -> Result<Workspace, Failure> {
    super::open(&of.evidence, &of.events.events, of.as_at)
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

fn compared_text(compared: &Compared, width: Option<usize>) -> String {
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
        let bases: Vec<u32> = figures.series.iter().map(|figure| figure.status.basis).collect();
        table.row(vec![
            area.name.clone(),
            number(figures.latest.value, decimals),
            change(figures.change, decimals),
            figures.rank.map_or_else(|| "–".to_owned(), |(rank, of)| format!("{rank} of {of}")),
            figures.band.map_or_else(|| "–".to_owned(), String::from),
            number(figures.neighbours.used.value, decimals),
            number(figures.region.value, decimals),
            views::sparkline(&series, &bases),
        ]);
    }
    if let Some(england) = &compared.england {
        let series: Vec<Value> = england.series.iter().map(|(_, value)| *value).collect();
        let bases: Vec<u32> =
            england.series.iter().map(|(period, _)| compared.history.basis(period)).collect();
        let mut row =
            vec!["England".to_owned(), number(england.value, decimals), change(england.change, decimals)];
        row.extend([
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            views::sparkline(&series, &bases),
        ]);
        table.row(row);
    }
    text.push_str(&table.render(width));
    let latest = compared.areas.iter().find_map(|area| area.figures.as_ref()).map(|figures| &figures.latest);
    about_series(&compared.history, latest.map(|latest| &latest.status), width, &mut text);
    text
}

/// A change with its sign, or why there is none.
fn change(value: Value, decimals: u8) -> String {
    match value {
        Value::Missing { missing: Missing::NotComparable } => "series breaks".to_owned(),
        Value::Missing { missing: Missing::Provisional } => "provisional".to_owned(),
        value => signed(value, decimals),
    }
}

/// Since when the latest figure was public, which publication was used, where the series breaks.
fn about_series(
    history: &SeriesHistory,
    latest: Option<&FigureStatus>,
    width: Option<usize>,
    text: &mut String,
) {
    let mut notes: Vec<String> = Vec::new();
    if let Some(day) = latest.and_then(|latest| latest.public_from) {
        notes.push(format!(
            "The latest figures were public by {}: {}.",
            in_words(day),
            history.public_because
        ));
    }
    if latest.is_some_and(|latest| latest.provisional) {
        notes.push("They are provisional.".to_owned());
    }
    notes.extend(history.series.iter().map(|series| format!("{}: {}", series.title, series.because)));
    let mut said: Vec<&str> = Vec::new();
    for at in &history.breaks {
        // A reason that holds for every year is given once.
        if !said.contains(&&*at.reason) {
            said.push(&at.reason);
            notes.push(format!("Nothing is compared across {}: {}", at.from.label, at.reason));
        }
    }
    if !notes.is_empty() {
        text.push('\n');
    }
    for note in notes {
        text.push_str(&paragraph(&note, "  - ", "    ", width));
    }
}

fn trend_text(view: &TrendView, width: Option<usize>) -> String {
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
        let bases: Vec<u32> = view.points.iter().map(|point| point.status.basis).collect();
        views::sparkline(&view.points.iter().map(pick).collect::<Vec<_>>(), &bases)
    };
    table.row(vec![
        String::new(),
        line(|point| point.value),
        line(|point| point.neighbours),
        line(|point| point.region),
        line(|point| point.england),
    ]);
    text.push_str(&table.render(width));
    if let Value::Number(change) = view.change_against_england {
        let _ = writeln!(
            text,
            "\n  Change against England's over the same years: {change:+.*}",
            usize::from(decimals)
        );
    }
    about_series(&view.history, view.points.last().map(|point| &point.status), width, &mut text);
    text
}
