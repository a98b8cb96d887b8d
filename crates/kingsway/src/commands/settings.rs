//! `kingsway settings`: one row for each area and remit.

use crate::arguments::{SettingsArguments, TextJsonTable};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::terminal::{Align, Table};
use application::Comparing;
use application::settings::write_settings_json;
use application::workbook::TableOf;
use profile::SettingsTable;

/// Carries the command out.
pub fn run(arguments: &SettingsArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let workspace = super::open(&arguments.evidence, &[], Some(arguments.as_at.as_at))?;
    let table = workspace.settings(arguments.as_at.as_at, arguments.area.as_deref())?;
    let mut content = Vec::new();
    match format {
        TextJsonTable::Csv => table.write_csv(&mut content)?,
        TextJsonTable::Json => {
            let made_from = workspace.made_from(Some(arguments.as_at.as_at), &Comparing::default())?;
            write_settings_json(&table, &made_from, &mut content)?;
        }
        TextJsonTable::Xlsx => {
            let mut csv = Vec::new();
            table.write_csv(&mut csv)?;
            let area = arguments.area.as_deref().map(|asked| workspace.area(asked)).transpose()?;
            let title = if area.is_some() { "settings-of" } else { "settings" };
            let name = area.map_or("", |area| area.name.as_str());
            let of = TableOf { title, sheet: "settings", area: name, indicator: "" };
            content = workspace.workbook(of, csv, Some(arguments.as_at.as_at), &Comparing::default())?;
        }
        TextJsonTable::Text => {
            content = text(workspace.evidence(), &table, arguments.output.width()).into_bytes();
        }
    }
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn text(evidence: &evidence::Evidence, table: &SettingsTable, width: Option<usize>) -> String {
    let mut shown = Table::new(&[
        ("Area", Align::Left),
        ("Remit", Align::Left),
        ("Open", Align::Right),
        ("Judged", Align::Right),
        ("Good or better", Align::Right),
        ("Inadequate", Align::Right),
    ]);
    for (area, remit, tally) in &table.rows {
        let share = tally
            .good_or_better()
            .map_or_else(|| "–".to_owned(), |share| format!("{share} ({:.0} %)", share.percent().round()));
        shown.row(vec![
            evidence.areas.get(*area).map_or_else(String::new, |area| area.name.clone()),
            evidence.vocabulary.remits[remit.index()].plural.clone(),
            tally.settings.to_string(),
            tally.judged().to_string(),
            share,
            tally.inadequate().to_string(),
        ]);
    }
    shown.render(width)
}
