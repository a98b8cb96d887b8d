//! The date that a file speaks of.

use super::cells::{CellReader, NamedColumns, column};
use crate::dates::date_within;
use crate::matching::FormatMatch;
use crate::table::{Sheet, Unreadable};
use evidence::Date;
use std::ops::ControlFlow;

/// Finds the date by the first rule of the description that finds one.
pub fn find(
    fit: &FormatMatch<'_>,
    head: &[(u32, Vec<String>)],
    file_name: &str,
    sheet: &Sheet<'_>,
    reader: &CellReader,
    named: &NamedColumns,
) -> Result<Option<Date>, Unreadable> {
    for rule in &fit.description.as_at {
        let found = if let Some(words) = &rule.title_after {
            let above = head.iter().take_while(|(number, _)| *number < fit.heading_row);
            above.flat_map(|(_, cells)| cells).find_map(|cell| after(cell, words))
        } else if rule.file_name {
            date_within(file_name)
        } else if let Some(name) = &rule.latest {
            let found = latest(fit, name, sheet, reader, named)?;
            if rule.end_of_month { found.map(Date::last_of_month) } else { found }
        } else {
            rule.date.as_ref().and_then(|date| date.get_ref().parse().ok())
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The date after some words of a title, or anywhere in it where the words are empty.
fn after(cell: &str, words: &str) -> Option<Date> {
    let lower = cell.to_lowercase();
    let at = lower.find(&words.to_lowercase())?;
    // Lower case may be longer or shorter in bytes than the original; titles are ASCII where it matters.
    date_within(lower.get(at + words.len()..)?)
}

fn latest(
    fit: &FormatMatch<'_>,
    name: &definitions::At<String>,
    sheet: &Sheet<'_>,
    reader: &CellReader,
    named: &NamedColumns,
) -> Result<Option<Date>, Unreadable> {
    let of_block = name.get_ref().split_once('.').and_then(|(block, part)| {
        let at = fit.description.inspections.iter().position(|rule| rule.block.get_ref() == block)?;
        let columns = fit.columns.blocks.get(at)?.as_ref()?;
        if part == "published" { columns.published } else { Some(columns.date) }
    });
    let Some(column) = of_block.map(|at| column(at, None)).or_else(|| named.get(name)) else {
        return Ok(None);
    };
    let mut latest = None;
    sheet.each_row(|row| {
        if row.number > fit.heading_row
            && let Ok(Some(date)) = reader.date(row, &column)
        {
            latest = latest.max(Some(date));
        }
        ControlFlow::Continue(())
    })?;
    Ok(latest)
}
