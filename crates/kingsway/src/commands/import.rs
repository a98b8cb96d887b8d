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
use ingest::screening::{FileScreening, Rejection, RejectionKind, Screening};
use std::fmt::Write;

/// Rejections that the text lists for one file; JSON and HTML list more.
const REJECTIONS_SHOWN: usize = 5;

/// Reasons that an import gives for one file; `screen` gives more.
const REASONS_SHOWN: usize = 3;

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
    let wrong = result.files.iter().any(FileScreening::is_wrong);
    Ok(if wrong { Outcome::FoundWrong } else { Outcome::Done })
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
    text.push_str(&rejected(&result.files));
    let there = if result.already_there { " (it was already there)" } else { "" };
    let _ = writeln!(text, "\nSnapshot {} in {}{there}", result.snapshot, shown(&result.folder));
    text
}

/// What was rejected because it is wrong, by file, each with the first reasons.
fn rejected(files: &[FileScreening]) -> String {
    let wrong: Vec<&FileScreening> = files.iter().filter(|file| file.is_wrong()).collect();
    if wrong.is_empty() {
        return String::new();
    }
    let mut text = String::from("\nRejected as wrong, and no part of the evidence:\n");
    for file in wrong {
        let rows = counted(file.rows_wrong, "row", "rows");
        let values = counted(file.values_quarantined, "value", "values");
        let what: Vec<String> = [rows, values].into_iter().flatten().collect();
        let _ = writeln!(
            text,
            "  {}: {} of {} rows",
            printable(&file.path),
            what.join(" and "),
            file.rows_in_file
        );
        for rejection in file.first_wrong().take(REASONS_SHOWN) {
            let line = format!("row {}{}", rejection.row, rejection.in_words());
            let _ = writeln!(text, "    {}", printable(&line));
        }
    }
    text.push_str("  `kingsway screen --format json` lists all of them.\n");
    text
}

fn counted(number: u64, one: &str, many: &str) -> Option<String> {
    (number > 0).then(|| format!("{number} {}", if number == 1 { one } else { many }))
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
    let to_tell =
        |file: &&FileScreening| !file.rejections.is_empty() || !file.notes.is_empty() || file.is_wrong();
    for file in screening.files.iter().filter(to_tell) {
        let _ = writeln!(text, "\n{}", printable(&file.path));
        for note in &file.notes {
            let _ = writeln!(text, "  - {}", printable(note));
        }
        // What is wrong comes before notes below a table.
        let (wrong, other): (Vec<&Rejection>, Vec<&Rejection>) =
            file.rejections.iter().partition(|rejection| rejection.kind == RejectionKind::Wrong);
        let all: Vec<&Rejection> = wrong.into_iter().chain(&file.quarantined).chain(other).collect();
        for rejection in all.iter().take(REJECTIONS_SHOWN) {
            let line = format!("row {}{}", rejection.row, rejection.in_words());
            let _ = writeln!(text, "  {}", printable(&line));
        }
        if all.len() > REJECTIONS_SHOWN {
            let more = (file.rows_rejected + file.values_quarantined).saturating_sub(REJECTIONS_SHOWN as u64);
            let _ = writeln!(text, "  and {more} more rejected rows and values (--format json lists them)");
        }
    }
    text
}
