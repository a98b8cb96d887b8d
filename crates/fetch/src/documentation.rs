//! The catalogue for people: the table in `docs/data.md`, held to the catalogue by a test.

use crate::catalogue::{Catalogue, File};
use std::fmt::Write;

/// A table for each group that has files of its own; neighbouring files of one publication share a row.
pub fn tables(catalogue: &Catalogue) -> String {
    let mut text = String::new();
    for group in catalogue.groups.iter().filter(|group| group.of.is_empty()) {
        let files: Vec<&File> = catalogue
            .files
            .iter()
            .filter(|file| file.groups.first().is_some_and(|first| first.as_str() == group.id.as_str()))
            .collect();
        if files.is_empty() {
            continue;
        }

        let _ = write!(
            text,
            "### `{}`: {}\n\n| file | what it is | as at | publisher | where |\n|---|---|---|---|---|\n",
            group.id.as_str(),
            group.title
        );
        for rows in files.chunk_by(|one, next| publication(one) == publication(next)) {
            row(&mut text, rows);
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// What files of one publication have in common.
fn publication(file: &File) -> (&str, &str, Option<&str>, Option<&str>, bool) {
    let page = file.page.as_ref().map(|page| page.as_str());
    (&file.title, &file.publisher, file.as_at.as_deref(), page, file.address.is_some())
}

fn row(text: &mut String, files: &[&File]) {
    let file = files[0];
    let names: Vec<String> = files.iter().map(|file| format!("`{}`", file.name.as_str())).collect();
    let names = match names.as_slice() {
        [first, _, .., last] if names.len() > 4 => format!("{first} … {last} ({} files)", names.len()),
        few => few.join(", "),
    };
    let place = match (&file.page, &file.address) {
        (Some(page), _) => format!("[page]({})", page.as_str()),
        (None, Some(_)) => "no page known".to_owned(),
        (None, None) => String::new(),
    };
    let note = file.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
    let told = if file.address.is_none() { " (not fetched)" } else { "" };
    let as_at = file.as_at.as_deref().unwrap_or("");
    let _ =
        writeln!(text, "| {names}{told} | {}{note} | {as_at} | {} | {place} |", file.title, file.publisher);
}
