//! `kingsway check`: every sentence of a letter against the evidence.

use crate::arguments::{CheckArguments, TextJsonHtml};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::export::compact_json;
use application::pages::check_page;
use definitions::file::shown;
use std::io::Read;
use std::path::Path;

/// Columns of the letter with its verdicts in the margin.
const TEXT_WIDTH: usize = 100;

/// A letter larger than this is refused unread.
const LARGEST_LETTER: u64 = statements::read::DOCUMENT_BYTES_MAX as u64;

/// Carries the command out. A contradicted statement is what was asked for: the exit code is 1.
pub fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let bytes = letter(&arguments.letter)?;
    let workspace = arguments.needs.open()?;
    let request = arguments.needs.statements_request(&arguments.area);
    let checked = workspace.check_letter(&arguments.letter.to_string_lossy(), &bytes, &request)?;
    let report = &checked.report;
    let content = match format {
        TextJsonHtml::Text => {
            let width = arguments.output.width().map_or(TEXT_WIDTH, |width| width.min(TEXT_WIDTH));
            report.text(width).into_bytes()
        }
        TextJsonHtml::Html => document::html::render(&check_page(report, &checked.names)?).into_bytes(),
        TextJsonHtml::Json => compact_json(&checked)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    let contradicted = report.contradictions().next().is_some();
    Ok(if contradicted { Outcome::FoundWrong } else { Outcome::Done })
}

/// The letter's bytes, from a file or from standard input.
fn letter(path: &Path) -> Result<Vec<u8>, Failure> {
    let place = shown(path);
    let failed = |error: std::io::Error| Failure::io(&place, &error);
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(LARGEST_LETTER + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        file.take(LARGEST_LETTER + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > LARGEST_LETTER {
        return Err(Failure::new(format!(
            "{place}: a letter of at most {LARGEST_LETTER} bytes was expected"
        )));
    }
    Ok(bytes)
}
