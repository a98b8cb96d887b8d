//! `kingsway areas`: the areas of a snapshot.

use crate::arguments::{AreasArguments, TextJsonCsv};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::table::{Align, Table};
use application::areas::{AreaRow, areas};
use application::export::{csv, json};
use evidence::date::in_words;

/// Carries the command out.
pub fn run(arguments: &AreasArguments) -> Result<Outcome, Failure> {
    let result = areas(&arguments.evidence.evidence, arguments.as_at)?;
    let content = match arguments.format {
        TextJsonCsv::Text => text(&result.areas).into_bytes(),
        TextJsonCsv::Json => json(&result)?,
        TextJsonCsv::Csv => csv(&result.areas)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn text(rows: &[AreaRow]) -> String {
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
    format!("{}\n  {} areas\n", table.render(), rows.len())
}
