//! `kingsway snapshot`: what a snapshot holds, and whether anybody altered it.

use crate::arguments::{SnapshotArguments, TextJson};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::table::{Align, Table};
use evidence::{Snapshot, SnapshotError};
use std::fmt::Write;

/// Carries the command out.
pub fn run(arguments: &SnapshotArguments) -> Result<Outcome, Failure> {
    let snapshot = Snapshot::open(&arguments.evidence)?;
    let altered = match snapshot.verify() {
        Ok(()) => None,
        Err(error @ SnapshotError::Damaged { .. }) => Some(error.to_string()),
        Err(error) => return Err(error.into()),
    };
    let manifest = snapshot.manifest();
    let content = match arguments.format {
        TextJson::Json => super::json(&serde_json::json!({
            "format": "kingsway-snapshot-1",
            "id": manifest.id,
            "unaltered": altered.is_none(),
            "tables": manifest.tables,
            "sources": manifest.sources,
        }))?,
        TextJson::Text => {
            let mut tables = Table::new(&[("Table", Align::Left), ("Rows", Align::Right)]);
            for table in manifest.tables.iter().filter(|table| table.file.ends_with(".parquet")) {
                tables.row(vec![table.file.clone(), table.rows.to_string()]);
            }
            let mut text = format!("Snapshot {}\n\n{}", manifest.id, tables.render());
            let _ = writeln!(text, "\n  Made from {} files:\n", manifest.sources.len());
            let mut files = Table::new(&[
                ("File", Align::Left),
                ("Sheet", Align::Left),
                ("As at", Align::Left),
                ("Read", Align::Right),
                ("Rejected", Align::Right),
                ("SHA-256", Align::Left),
            ]);
            for source in &manifest.sources {
                files.row(vec![
                    source.file.clone(),
                    source.sheet.clone(),
                    source.as_at.map_or_else(String::new, |date| date.to_string()),
                    source.rows_read.to_string(),
                    source.rows_rejected.to_string(),
                    source.sha256.get(..12).unwrap_or(&source.sha256).to_owned(),
                ]);
            }
            text.push_str(&files.render());
            match &altered {
                None => text.push_str("\n  Every table is as it was written.\n"),
                Some(problem) => {
                    let _ = writeln!(text, "\n  ALTERED: {problem}");
                }
            }
            text.into_bytes()
        }
    };
    output::write(None, &content)?;
    Ok(if altered.is_none() { Outcome::Done } else { Outcome::FoundWrong })
}
