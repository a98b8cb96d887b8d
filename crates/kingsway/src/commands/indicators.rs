//! `kingsway indicators`: one row for each measure and area, or the list of the indicators.

use crate::arguments::{IndicatorsArguments, IndicatorsFormat, TextJsonCsv};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::terminal::{Align, Table};
use application::export::{csv, json};
use application::import::workspace_of;
use application::settings::{indicators, write_indicators_json};
use application::status::IndicatorListing;
use application::workbook::TableOf;
use application::{Comparing, Workspace};
use std::io::BufWriter;
use std::mem::ManuallyDrop;

/// Carries the command out.
pub fn run(arguments: &IndicatorsArguments) -> Result<Outcome, Failure> {
    if arguments.list {
        return list(arguments);
    }
    let format = arguments.output.format(arguments.format)?;
    let from = &arguments.evidence;
    let sources = arguments.sources.sources.as_deref();
    let workspace = workspace_of(from.folder()?.as_deref(), &from.from, sources, &arguments.events.events)?;
    // Freeing millions of small things one by one, just before the process ends, would take a tenth of its time.
    let workspace = ManuallyDrop::new(workspace);
    let evidence = workspace.evidence();
    let neighbours = arguments.neighbours.as_deref();
    let mut table =
        ManuallyDrop::new(indicators(evidence, &arguments.convention, neighbours, arguments.as_at)?);
    if let Some(asked) = &arguments.area {
        let area = evidence.areas.find(asked).map_err(application::Error::from)?.number;
        for measure in &mut table.measures {
            measure.rows.retain(|row| row.area == area);
        }
    }
    let to = arguments.output.output.as_deref();
    let comparing = Comparing {
        convention: arguments.convention.clone(),
        neighbours: arguments.neighbours.clone(),
        areas: Vec::new(),
    };
    match format {
        IndicatorsFormat::Parquet => {
            output::write(to, &table.parquet().map_err(|error| Failure::of(&error))?)?;
        }
        IndicatorsFormat::Csv => output::write_in_pieces(to, |to| table.write_csv(to))?,
        IndicatorsFormat::Xlsx => {
            let mut csv = Vec::new();
            table.write_csv(&mut csv)?;
            let area = arguments.area.as_deref().map(|asked| workspace.area(asked)).transpose()?;
            let title = if area.is_some() { "indicators-of" } else { "indicators" };
            let name = area.map_or("", |area| area.name.as_str());
            let of = TableOf { title, sheet: "indicators", area: name, indicator: "" };
            output::write(to, &workspace.workbook(of, csv, arguments.as_at, &comparing)?)?;
        }
        IndicatorsFormat::Json => {
            let made_from = workspace.made_from(arguments.as_at, &comparing)?;
            output::write_in_pieces(to, |to| {
                write_indicators_json(&table, &made_from, BufWriter::with_capacity(1 << 16, to))
            })?;
        }
    }
    Ok(Outcome::Done)
}

fn list(arguments: &IndicatorsArguments) -> Result<Outcome, Failure> {
    let asked = match arguments.format {
        None => None,
        Some(IndicatorsFormat::Csv) => Some(TextJsonCsv::Csv),
        Some(IndicatorsFormat::Json) => Some(TextJsonCsv::Json),
        Some(IndicatorsFormat::Parquet | IndicatorsFormat::Xlsx) => {
            return Err(Failure::new("the list of indicators is written as text, CSV or JSON only")
                .help("leave out --format, or choose csv or json"));
        }
    };
    let format = arguments.output.format(asked)?;
    let from = &arguments.evidence;
    let sources = arguments.sources.sources.as_deref();
    let workspace: Workspace =
        workspace_of(from.folder()?.as_deref(), &from.from, sources, &arguments.events.events)?;
    let listed = workspace.indicators(arguments.topic.as_deref())?;
    let content = match format {
        TextJsonCsv::Text => text(&listed.indicators, arguments.output.width()).into_bytes(),
        TextJsonCsv::Json => json(&listed)?,
        TextJsonCsv::Csv => csv(&listed.indicators)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn text(listed: &[IndicatorListing], width: Option<usize>) -> String {
    let mut text = String::new();
    for of_topic in listed.chunk_by(|one, next| one.topic == next.topic) {
        let topic = if of_topic[0].topic.is_empty() { "No topic" } else { &of_topic[0].topic };
        text.push_str(&format!("{topic}\n"));
        let mut table = Table::new(&[
            ("Indicator", Align::Left),
            ("Id", Align::Left),
            ("Unit", Align::Left),
            ("Good is", Align::Left),
            ("First", Align::Left),
            ("Last", Align::Left),
            ("Groups", Align::Right),
        ]);
        for one in of_topic {
            let good = match one.polarity {
                evidence::Polarity::High => "high",
                evidence::Polarity::Low => "low",
                evidence::Polarity::Neither => "–",
            };
            table.row(vec![
                one.name.clone(),
                one.id.clone(),
                one.unit.clone(),
                good.to_owned(),
                one.first_period.clone(),
                one.last_period.clone(),
                one.groups.to_string(),
            ]);
        }
        text.push_str(&table.render(width));
        text.push('\n');
    }
    text.push_str(&format!("{} indicators\n", listed.len()));
    text
}
