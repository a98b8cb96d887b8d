//! `kingsway areas`: the areas of a snapshot.

use crate::arguments::{AreasArguments, TextJsonCsv};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::terminal::{Align, Table};
use application::areas::{AreaRow, areas};
use application::export::{csv, json};
use evidence::date::in_words;

/// Carries the command out.
pub fn run(arguments: &AreasArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let result = areas(&arguments.evidence.folder()?, arguments.as_at)?;
    let content = match format {
        TextJsonCsv::Text => text(&result.areas, arguments.output.width()).into_bytes(),
        TextJsonCsv::Json => json(&result)?,
        TextJsonCsv::Csv => csv(&result.areas)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn text(rows: &[AreaRow], width: Option<usize>) -> String {
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
            row.area.clone(),
            row.gss_code.clone(),
            row.region.clone(),
            until,
        ]);
    }
    format!("{}\n  {} areas\n", table.render(width), rows.len())
}
