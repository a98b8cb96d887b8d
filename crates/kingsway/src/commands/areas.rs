//! `kingsway areas`: the areas of a snapshot.

use crate::arguments::{AreasArguments, TextJsonCsv};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::table::{Align, Table};
use evidence::{Area, Areas, Snapshot, date::in_words};
use serde::Serialize;

/// One area as machines are told of it.
#[derive(Serialize)]
struct Row<'a> {
    area: &'a str,
    area_code: String,
    gss_code: String,
    region: &'a str,
    opened: Option<evidence::Date>,
    closed: Option<evidence::Date>,
    successors: String,
}

fn row<'a>(areas: &'a Areas, area: &'a Area) -> Row<'a> {
    let successors: Vec<String> = area.successors.iter().map(ToString::to_string).collect();
    Row {
        area: &area.name,
        area_code: area.number.to_string(),
        gss_code: area.gss.last().map(|dated| dated.code.to_string()).unwrap_or_default(),
        region: areas.region(area.region).map_or("", |region| &region.name),
        opened: area.opened,
        closed: area.closed,
        successors: successors.join(" "),
    }
}

/// Carries the command out.
pub fn run(arguments: &AreasArguments) -> Result<Outcome, Failure> {
    let register = Snapshot::open(&arguments.evidence.evidence)?.areas()?;
    let rows: Vec<Row<'_>> = register
        .list()
        .iter()
        .filter(|area| arguments.as_at.is_none_or(|date| area.exists_on(date)))
        .map(|area| row(&register, area))
        .collect();
    let content = match arguments.format {
        TextJsonCsv::Text => text(&rows).into_bytes(),
        TextJsonCsv::Json => {
            super::json(&serde_json::json!({ "format": "kingsway-areas-1", "areas": rows }))?
        }
        TextJsonCsv::Csv => super::csv(&rows)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn text(rows: &[Row<'_>]) -> String {
    let mut table = Table::new(&[
        ("Number", Align::Right),
        ("Area", Align::Left),
        ("Code", Align::Left),
        ("Region", Align::Left),
        ("Until", Align::Left),
    ]);
    for row in rows {
        let until = row.closed.map_or_else(String::new, |closed| match row.successors.as_str() {
            "" => in_words(closed),
            successors => format!("{} (then {successors})", in_words(closed)),
        });
        table.row(vec![
            row.area_code.clone(),
            row.area.to_owned(),
            row.gss_code.clone(),
            row.region.to_owned(),
            until,
        ]);
    }
    format!("{}\n  {} areas\n", table.render(), rows.len())
}
