//! `kingsway compare` and `kingsway trend`: one indicator or remit across areas, or one indicator over the years.

use crate::arguments::{CompareArguments, IndicatorNeeds, TextJsonTable, TextJsonTableHtml, TrendArguments};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::terminal::{Align, Table, paragraph};
use application::compare::{compared_rows, remit_rows, trend_rows};
use application::export::{csv, json};
use application::pages::{remit, remit_page};
use application::workbook::TableOf;
use application::{IndicatorRequest, RemitRequest, Workspace};
use document::html;
use evidence::{Group, Value};
use profile::Uncertainty;
use profile::statistics::movement::{Basis, Movement, Verdict};
use profile::statistics::xmr::Cause;
use profile::views::{self, Compared, ComparedOnRemit, TrendView};
use std::fmt::Write;

/// Carries `compare` out.
pub fn run(arguments: &CompareArguments) -> Result<Outcome, Failure> {
    let workspace = super::open(&arguments.evidence, &arguments.events.events, arguments.as_at)?;
    let content = match (&arguments.remit, &arguments.indicator) {
        (Some(remit), _) => on_remit(arguments, &workspace, remit)?,
        (None, Some(indicator)) => on_indicator(arguments, &workspace, indicator)?,
        (None, None) => {
            return Err(Failure::new("nothing to compare is named").help("give --indicator or --remit"));
        }
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn on_indicator(
    arguments: &CompareArguments,
    workspace: &Workspace,
    indicator: &str,
) -> Result<Vec<u8>, Failure> {
    let comparing = arguments.comparing.request();
    let request = IndicatorRequest {
        indicator: indicator.to_owned(),
        group: arguments.group.clone(),
        as_at: arguments.as_at,
        comparing: comparing.clone(),
    };
    let result = workspace.compare(&arguments.areas, &request)?;
    let compared = &result.compared;
    Ok(match arguments.output.format(arguments.format)? {
        TextJsonTableHtml::Text => compared_text(compared, arguments.output.width()).into_bytes(),
        TextJsonTableHtml::Json => json(&result)?,
        TextJsonTableHtml::Csv => csv(&compared_rows(compared))?,
        TextJsonTableHtml::Xlsx => {
            let areas: Vec<&str> = compared.areas.iter().map(|area| area.name.as_str()).collect();
            let (area, indicator) = (&areas.join(", "), compared.name.as_str());
            let table = TableOf { title: "compare", sheet: "compare", area, indicator };
            workspace.workbook(table, csv(&compared_rows(compared))?, arguments.as_at, &comparing)?
        }
        TextJsonTableHtml::Html => {
            return Err(Failure::new("a comparison on an indicator is not written as a web page")
                .help("choose --format text, json, csv or xlsx; a page is written with --remit"));
        }
    })
}

fn on_remit(arguments: &CompareArguments, workspace: &Workspace, remit: &str) -> Result<Vec<u8>, Failure> {
    let comparing = arguments.comparing.request();
    let request = RemitRequest {
        remit: remit.to_owned(),
        aspect: arguments.aspect.clone(),
        as_at: arguments.as_at,
        comparing: comparing.clone(),
    };
    let result = workspace.compare_on_remit(&arguments.areas, &request)?;
    let compared = &result.compared;
    Ok(match arguments.output.format(arguments.format)? {
        TextJsonTableHtml::Text => remit_text(compared, arguments.output.width()).into_bytes(),
        TextJsonTableHtml::Json => json(&result)?,
        TextJsonTableHtml::Csv => csv(&remit_rows(compared))?,
        TextJsonTableHtml::Xlsx => {
            let areas: Vec<&str> = compared.areas.iter().map(|area| area.name.as_str()).collect();
            let area = if arguments.areas.is_empty() { "every area".to_owned() } else { areas.join(", ") };
            let indicator = &remit::title(compared);
            let table = TableOf { title: "compare", sheet: "compare", area: &area, indicator };
            workspace.workbook(table, csv(&remit_rows(compared))?, arguments.as_at, &comparing)?
        }
        TextJsonTableHtml::Html => html::render(&remit_page(compared)?).into_bytes(),
    })
}

fn remit_text(compared: &ComparedOnRemit, width: Option<usize>) -> String {
    let mut text = format!("{}\n\n", remit::title(compared));
    let mut table = Table::new(&remit::COLUMNS.map(|column| (column, Align::Left)));
    compared.areas.iter().for_each(|area| table.row(remit::cells(area)));
    text.push_str(&table.render(width));
    text.push('\n');
    for said in [remit::england_in_words(compared), remit::dispersion_in_words(compared.dispersion)] {
        text.push_str(&paragraph(&said, "  ", "  ", width));
    }
    text
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
        ("95 % interval", Align::Right),
        ("Change", Align::Right),
        ("Rank", Align::Right),
        ("Band", Align::Left),
        ("Against England", Align::Left),
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
            interval(figures.uncertainty, decimals),
            moved(figures.change, figures.movement.as_ref(), decimals),
            remit::ranked(figures.rank, figures.rank_interval),
            figures.band.map_or_else(|| "–".to_owned(), String::from),
            remit::band_in_words(figures.beside_england.band).to_owned(),
            number(figures.neighbours.used.value, decimals),
            number(figures.region.value, decimals),
            views::sparkline(&series),
        ]);
    }
    if let Some(england) = &compared.england {
        let series: Vec<Value> = england.series.iter().map(|(_, value)| *value).collect();
        let blank = String::new;
        table.row(vec![
            "England".to_owned(),
            number(england.value, decimals),
            blank(),
            signed(england.change, decimals),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
            views::sparkline(&series),
        ]);
    }
    text.push_str(&table.render(width));
    notices(&compared.notices, width, &mut text);
    text
}

/// An interval: "54.1 to 59.2"; nothing where none is published.
fn interval(uncertainty: Uncertainty, decimals: u8) -> String {
    let places = usize::from(decimals);
    uncertainty.interval().map_or_else(
        || "none published".to_owned(),
        |interval| format!("{:.places$} to {:.places$}", interval.low, interval.high),
    )
}

/// A change, and whether it is more than noise.
fn moved(change: Value, movement: Option<&Movement>, decimals: u8) -> String {
    let shown = signed(change, decimals);
    match movement.map(|movement| movement.verdict) {
        Some(Verdict::Rise) => format!("{shown}, a rise"),
        Some(Verdict::Fall) => format!("{shown}, a fall"),
        Some(Verdict::LittleChange) => format!("{shown}, little change"),
        Some(Verdict::NotKnown) | None => shown,
    }
}

fn notices(notices: &[String], width: Option<usize>, text: &mut String) {
    if !notices.is_empty() {
        text.push('\n');
    }
    notices.iter().for_each(|notice| text.push_str(&paragraph(notice, "  - ", "    ", width)));
}

/// What the series' own moving range and the intervals of its ends say of the latest change.
fn noise(view: &TrendView, width: Option<usize>, text: &mut String) {
    let places = usize::from(view.decimals);
    let Some(movement) = &view.latest_change else { return };
    let verdict = match movement.verdict {
        Verdict::Rise => "a rise",
        Verdict::Fall => "a fall",
        Verdict::LittleChange => "little change",
        Verdict::NotKnown => "not known to be more than noise",
    };
    let mut said = format!("Latest change: {verdict}.");
    match (movement.range_limit, movement.too_few_points) {
        (Some(limit), false) => {
            let _ = write!(said, " By the series' own moving range, noise makes up to {limit:.places$}.");
        }
        (Some(limit), true) => {
            let _ = write!(
                said,
                " Too few points ({} of 12) for the series' own moving range to settle it; as a trial, noise makes up to \
                 {limit:.places$}.",
                movement.points
            );
        }
        (None, _) => {
            let _ = write!(said, " Too few points ({} of 12) for a moving range.", movement.points);
        }
    }
    if movement.by.contains(&Basis::Intervals) {
        said.push_str(" The 95 % intervals of both ends are compared.");
    }
    text.push_str(&paragraph(&said, "  ", "  ", width));
    if let Some(control) = &view.control
        && let (Some(low), Some(high)) = (control.lower_limit, control.upper_limit)
    {
        let beyond: Vec<&str> = control
            .causes
            .iter()
            .filter(|(_, cause)| *cause != Cause::Common)
            .map(|(period, _)| period.as_str())
            .collect();
        let trial = if control.too_few_points { " (a trial)" } else { "" };
        let which = if beyond.is_empty() { "none".to_owned() } else { beyond.join(", ") };
        let said = format!(
            "Limits of single values{trial}: {low:.places$} to {high:.places$} about a mean of {:.places$}; periods that are \
             more than noise: {which}.",
            control.mean
        );
        text.push_str(&paragraph(&said, "  ", "  ", width));
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
        views::sparkline(&view.points.iter().map(pick).collect::<Vec<_>>())
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
    text.push('\n');
    noise(view, width, &mut text);
    notices(&view.notices, width, &mut text);
    text
}
