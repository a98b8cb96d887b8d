//! `kingsway status`: what the evidence holds, up to when, and what is missing for which framework.

use crate::arguments::{StatusArguments, TextJson};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::terminal::{Align, Table, paragraph};
use application::export::json;
use application::status::{FrameworkStatus, Status};
use application::{Workspace, frameworks};
use evidence::Date;
use evidence::date::in_words;

/// Carries the command out.
pub fn run(arguments: &StatusArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let workspace = Workspace::open(&arguments.folder()?, &[])?;
    let asked = match &arguments.framework {
        Some(framework) => vec![framework.clone()],
        None => frameworks::built_in_names(),
    };
    let status = workspace.status(&asked)?;
    let content = match format {
        TextJson::Text => text(&status, arguments.output.width()).into_bytes(),
        TextJson::Json => json(&status)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn day(date: Option<Date>) -> String {
    date.map_or_else(|| "–".to_owned(), in_words)
}

fn text(status: &Status, width: Option<usize>) -> String {
    let mut text = format!("Snapshot {}\n", status.snapshot);
    match (status.known_from, status.known_until) {
        (Some(first), Some(last)) => text.push_str(&paragraph(
            &format!("What it holds became public from {} to {}.", in_words(first), in_words(last)),
            "",
            "",
            width,
        )),
        _ => text.push_str("It holds no figures and no inspections.\n"),
    }
    if !status.remits.is_empty() {
        text.push_str("\nSettings\n\n");
        let mut table = Table::new(&[
            ("Remit", Align::Left),
            ("Settings", Align::Right),
            ("Listed until", Align::Left),
            ("Latest inspection", Align::Left),
        ]);
        for remit in &status.remits {
            let days = [day(remit.listed_until), day(remit.inspected_until)];
            let mut row = vec![remit.plural.clone(), remit.settings.to_string()];
            row.extend(days);
            table.row(row);
        }
        text.push_str(&table.render(width));
    }
    if !status.topics.is_empty() {
        text.push_str("\nIndicators\n\n");
        let mut table = Table::new(&[
            ("Topic", Align::Left),
            ("Indicators", Align::Right),
            ("From", Align::Left),
            ("Until", Align::Left),
        ]);
        for topic in &status.topics {
            let name = if topic.topic.is_empty() { "no topic" } else { &topic.topic };
            table.row(vec![
                name.to_owned(),
                topic.indicators.to_string(),
                topic.first_period.clone(),
                topic.last_period.clone(),
            ]);
        }
        text.push_str(&table.render(width));
    }
    if !status.events.is_empty() {
        text.push_str("\nEvents of areas\n\n");
        let mut table =
            Table::new(&[("Kind", Align::Left), ("Events", Align::Right), ("Latest", Align::Left)]);
        for event in &status.events {
            table.row(vec![event.kind.clone(), event.events.to_string(), in_words(event.until)]);
        }
        text.push_str(&table.render(width));
    }
    let sets = if status.neighbours.is_empty() { "none".to_owned() } else { status.neighbours.join(", ") };
    text.push('\n');
    text.push_str(&paragraph(&format!("Statistical neighbours: {sets}"), "", "  ", width));
    text.push_str("\nMissing for each framework\n\n");
    for framework in &status.frameworks {
        missing(framework, width, &mut text);
    }
    text
}

fn missing(framework: &FrameworkStatus, width: Option<usize>, text: &mut String) {
    let lists = [
        ("indicators", &framework.missing_indicators),
        ("settings", &framework.missing_remits),
        ("events", &framework.missing_events),
    ];
    let missing: usize = lists.iter().map(|(_, list)| list.len()).sum();
    let count = match missing {
        0 => format!("nothing; all of the {} things that it reads are here", framework.reads),
        missing => format!("{missing} of the {} things that it reads", framework.reads),
    };
    text.push_str(&paragraph(&format!("{}: {count}", framework.framework), "  ", "    ", width));
    for (what, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        text.push_str(&paragraph(&format!("{what}: {}", list.join("; ")), "    ", "      ", width));
    }
}
