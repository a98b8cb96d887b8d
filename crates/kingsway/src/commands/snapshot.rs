//! `kingsway snapshot`: what a snapshot holds, and whether anybody altered it.

use crate::arguments::{SnapshotArguments, TextJson};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::terminal::{Align, Table};
use application::export::json;
use application::import::verify_snapshot;
use std::fmt::Write;

/// Carries the command out.
pub fn run(arguments: &SnapshotArguments) -> Result<Outcome, Failure> {
    let state = verify_snapshot(&arguments.folder()?)?;
    let width = crate::terminal::width();
    let content = match arguments.format.unwrap_or(TextJson::Text) {
        TextJson::Json => json(&state)?,
        TextJson::Text => {
            let mut tables = Table::new(&[("Table", Align::Left), ("Rows", Align::Right)]);
            for table in state.tables.iter().filter(|table| table.file.ends_with(".parquet")) {
                tables.row(vec![table.file.clone(), table.rows.to_string()]);
            }
            let mut text = format!("Snapshot {}\n\n{}", state.id, tables.render(width));
            let _ = writeln!(text, "\n  Made from {} files:\n", state.sources.len());
            let mut files = Table::new(&[
                ("File", Align::Left),
                ("Sheet", Align::Left),
                ("As at", Align::Left),
                ("Read", Align::Right),
                ("Rejected", Align::Right),
                ("SHA-256", Align::Left),
            ]);
            for source in &state.sources {
                files.row(vec![
                    source.file.clone(),
                    source.sheet.clone(),
                    source.as_at.map_or_else(String::new, |date| date.to_string()),
                    source.rows_read.to_string(),
                    source.rows_rejected.to_string(),
                    source.sha256.get(..12).unwrap_or(&source.sha256).to_owned(),
                ]);
            }
            text.push_str(&files.render(width));
            match &state.problem {
                None => text.push_str("\n  Every table is as it was written.\n"),
                Some(problem) => {
                    let _ = writeln!(text, "\n  ALTERED: {problem}");
                }
            }
            text.into_bytes()
        }
    };
    output::write(None, &content)?;
    Ok(if state.unaltered { Outcome::Done } else { Outcome::FoundWrong })
}
