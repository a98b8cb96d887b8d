//! `kingsway settings`: one row for each area and remit.

use crate::arguments::{SettingsArguments, TextJsonCsv};
use crate::failure::{Failure, Outcome};
use crate::table::{Align, Table};
use crate::{load, output};
use profile::settings::{Register, SettingsAsAt, SettingsTable};

/// Carries the command out.
pub fn run(arguments: &SettingsArguments) -> Result<Outcome, Failure> {
    let (evidence, _) = load::evidence(&arguments.evidence.evidence)?;
    load::refuse_a_date_without_evidence(&evidence, arguments.as_at.as_at)?;
    let area = arguments.area.as_deref().map(|asked| load::area(&evidence, asked)).transpose()?;
    let register = Register::of(&evidence);
    let settings = SettingsAsAt::of(&register, arguments.as_at.as_at);
    let table = SettingsTable::of(&register, &settings, area.map(|area| area.number));
    let mut content = Vec::new();
    match arguments.format {
        TextJsonCsv::Csv => table.write_csv(&mut content)?,
        TextJsonCsv::Json => table.write_json(&mut content)?,
        TextJsonCsv::Text => content = text(&evidence, &table).into_bytes(),
    }
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn text(evidence: &evidence::Evidence, table: &SettingsTable<'_>) -> String {
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
            evidence.vocabulary.remits[remit.at()].plural.clone(),
            tally.settings.to_string(),
            tally.judged().to_string(),
            share,
            tally.inadequate().to_string(),
        ]);
    }
    shown.render()
}
