//! `kingsway trace`: from anything that the program says to the rows of published files that made it.

use crate::arguments::{TextJson, TraceArguments};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::export::compact_json;
use application::trace::{ReadAgain, TraceRequest, Traced};
use letter::figures::{Figure, MadeOf, Origin};
use std::fmt::Write;

/// Cells listed of one figure; JSON lists all.
const ORIGINS_SHOWN: usize = 12;

/// Characters shown of a cell that is read again.
const CELL_SHOWN: usize = 40;

/// Carries the command out. Rows that do not hold what was cited are what was asked for: the exit code is 1.
pub fn run(arguments: &TraceArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let needs = &arguments.needs;
    let traced = needs.open()?.trace(&TraceRequest {
        area: arguments.area.clone(),
        as_at: needs.as_at(),
        comparing: needs.comparing.request(),
        framework: needs.framework.choice(),
        what: arguments.what.clone(),
        group: arguments.group.clone(),
        period: arguments.period.clone(),
        place: arguments.place.clone(),
        files: arguments.files.clone(),
    })?;
    let content = match format {
        TextJson::Text => text(&traced).into_bytes(),
        TextJson::Json => compact_json(&traced)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    let again = traced.read_again.as_ref();
    let wrong =
        again.is_some_and(|again| !again.problems.is_empty() || again.rows.iter().any(|row| !row.holds));
    Ok(if wrong { Outcome::FoundWrong } else { Outcome::Done })
}

fn text(traced: &Traced) -> String {
    let mut text = format!("{}\n", traced.text);
    for figure in &traced.figures {
        text.push('\n');
        figure_text(figure, 0, &mut text);
    }
    if traced.figures.is_empty() {
        text.push_str("\nIt rests on no figure.\n");
    }
    for until in &traced.evidence_until {
        let day =
            |day: Option<evidence::Date>| day.map_or_else(|| "none".to_owned(), evidence::date::in_words);
        let (inspected, listed) = (day(until.inspected), day(until.listed));
        let _ = writeln!(
            text,
            "\nEvidence on {}: latest inspection {inspected}; latest complete list {listed}.",
            until.settings
        );
    }
    if let Some(again) = &traced.read_again {
        again_text(again, &mut text);
    }
    text
}

/// A figure, how it was made, and what of, each step further in.
fn figure_text(figure: &Figure, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let key = &figure.key;
    let group = if key.group == "all" { String::new() } else { format!(", {}", key.group) };
    let missing = figure.value.reason();
    let missing = missing.map_or_else(String::new, |why| format!(" (missing: {})", why.name()));
    let _ = writeln!(
        text,
        "{indent}{}{missing}: {}{group}, {}, {} ({})",
        figure.shown,
        key.subject,
        key.period,
        key.place,
        figure.arithmetic.name()
    );
    match &figure.made_of {
        MadeOf::Of(parts) => parts.iter().for_each(|part| figure_text(part, depth + 1, text)),
        MadeOf::Origins(origins) => {
            for origin in origins.iter().take(ORIGINS_SHOWN) {
                let _ = writeln!(text, "{indent}  {}", origin_text(origin));
            }
            if origins.len() > ORIGINS_SHOWN {
                let more = origins.len() - ORIGINS_SHOWN;
                let _ = writeln!(text, "{indent}  and {more} more cells (--format json lists them)");
            }
        }
    }
}

fn origin_text(origin: &Origin) -> String {
    let sheet = origin.sheet.as_ref().map_or_else(String::new, |sheet| format!(", sheet {sheet}"));
    format!("{}{sheet}, row {}, “{}”: {}", origin.file, origin.row, origin.column, origin.text)
}

fn again_text(again: &ReadAgain, text: &mut String) {
    let _ = writeln!(text, "\nThe rows, read again:\n");
    for row in &again.rows {
        let cells: Vec<String> =
            row.cells.iter().map(|cell| cell.chars().take(CELL_SHOWN).collect()).collect();
        let holds = if row.holds { "" } else { "  DIFFERS" };
        let _ = writeln!(
            text,
            "  {}, row {}:{holds}\n    {}",
            row.origin.file,
            row.origin.row,
            cells.join(" | ")
        );
    }
    for problem in &again.problems {
        let _ = writeln!(text, "  {problem}");
    }
}
