//! `kingsway import`: published files become a snapshot. `kingsway screen`: what is wrong with them.

use crate::arguments::{ImportArguments, ScreenArguments, TextJson, TextJsonHtml};
use crate::failure::{Failure, Outcome};
use crate::terminal::{Align, Table};
use crate::{output, progress, terminal};
use application::ImportRequest;
use application::export::json;
use application::import::{ImportResult, import, screen};
use application::pages::screening_page;
use definitions::file::{printable, shown};
use ingest::import::Progress;
use ingest::screening::{FileScreening, Screening};
use std::fmt::Write;

/// Rejections that the text lists for one file; JSON and HTML list more.
const REJECTIONS_SHOWN: usize = 5;

/// Carries `import` out.
pub fn run(arguments: &ImportArguments, quiet: bool) -> Result<Outcome, Failure> {
    let bar = progress::bar(0, "Reading", quiet);
    let tell = |done: Progress<'_>| {
        bar.set_length(done.of as u64);
        bar.set_position(done.done as u64);
        bar.set_message(printable(done.path).into_owned());
    };
    let request = ImportRequest {
        paths: arguments.paths.clone(),
        into: arguments.into.clone(),
        sources: arguments.sources.sources.clone(),
    };
    let result = import(&request, &tell)?;
    bar.finish_and_clear();
    let content = match arguments.format.unwrap_or(TextJson::Text) {
        TextJson::Json => json(&result)?,
        TextJson::Text => imported(&result, terminal::width()).into_bytes(),
    };
    output::write(None, &content)?;
    Ok(Outcome::Done)
}

/// What was read of each file, and what the snapshot holds.
fn imported(result: &ImportResult, width: Option<usize>) -> String {
    let mut text = summary(&result.files, width);
    let counts = &result.counts;
    let _ = writeln!(
        text,
        "\n  Evidence: {} observations of {} indicators, {} listings of {} settings, {} inspections with {} judgements.",
        counts.observations,
        counts.indicators,
        counts.listings,
        counts.settings,
        counts.inspections,
        counts.judgements
    );
    let repeated = &result.repeated;
    if repeated.observations + repeated.inspections > 0 {
        let _ = writeln!(
            text,
            "  Said more than once and kept once: {} observations, {} inspections.",
            repeated.observations, repeated.inspections
        );
    }
    let noted = result.files.iter().filter(|file| file.format.is_some() && !file.notes.is_empty()).count();
    if noted > 0 {
        let _ = writeln!(text, "  There are notes on {noted} of the files: `kingsway screen` shows them.");
    }
    let there = if result.already_there { " (it was already there)" } else { "" };
    let _ = writeln!(text, "\nSnapshot {} in {}{there}", result.snapshot, shown(&result.folder));
    text
}

/// Carries `screen` out.
pub fn run_screen(arguments: &ScreenArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let (screening, errors) = screen(&arguments.paths, arguments.sources.sources.as_deref())?;
    let content = match format {
        TextJsonHtml::Json => json(&screening)?,
        TextJsonHtml::Text => text(&screening, arguments.output.width()).into_bytes(),
        TextJsonHtml::Html => document::html::render(&screening_page(&screening)?).into_bytes(),
    };
    if !screening.files.is_empty() || errors.is_empty() {
        output::write(arguments.output.output.as_deref(), &content)?;
    }
    let unreadable = !errors.is_empty();
    for error in errors {
        Failure::from(error).report();
    }
    // Rejected rows are what was asked for, not a failure: notes below a table are rejected too.
    Ok(if unreadable { Outcome::NotDone } else { Outcome::Done })
}

/// A row for each file.
fn summary(files: &[FileScreening], width: Option<usize>) -> String {
    let mut table = Table::new(&[
        ("File", Align::Left),
        ("Format", Align::Left),
        ("Encoding", Align::Left),
        ("As at", Align::Left),
        ("Rows", Align::Right),
        ("Read", Align::Right),
        ("Rejected", Align::Right),
    ]);
    for file in files {
        table.row(vec![
            file.path.clone(),
            file.format.clone().unwrap_or_else(|| "passed over".to_owned()),
            file.encoding.clone().unwrap_or_default(),
            file.as_at.map_or_else(String::new, |date| date.to_string()),
            file.rows_in_file.to_string(),
            file.rows_read.to_string(),
            file.rows_rejected.to_string(),
        ]);
    }
    table.render(width)
}

fn text(screening: &Screening, width: Option<usize>) -> String {
    let mut text = summary(&screening.files, width);
    for file in screening.files.iter().filter(|file| !file.rejections.is_empty() || !file.notes.is_empty()) {
        let _ = writeln!(text, "\n{}", printable(&file.path));
        for note in &file.notes {
            let _ = writeln!(text, "  - {}", printable(note));
        }
        for rejection in file.rejections.iter().take(REJECTIONS_SHOWN) {
            let column =
                if rejection.column.is_empty() { String::new() } else { format!(", {}", rejection.column) };
            let value =
                if rejection.value.is_empty() { String::new() } else { format!(" `{}`", rejection.value) };
            let line = format!("row {}{column}:{value} {}", rejection.row, rejection.reason);
            let _ = writeln!(text, "  {}", printable(&line));
        }
        let more = file.rows_rejected.saturating_sub(REJECTIONS_SHOWN as u64);
        if file.rejections.len() > REJECTIONS_SHOWN {
            let _ = writeln!(text, "  and {more} more rejected rows (--format json lists them)");
        }
    }
    text
}
