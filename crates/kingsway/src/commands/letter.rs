//! `kingsway letter`: the letter of one area, in every format.

use crate::arguments::{LetterArguments, LetterFormat, Output, TableFormat};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::{LetterService, evidence_table};
use document::Document;

/// Columns of a letter as plain text.
const TEXT_WIDTH: usize = 80;

/// Carries the command out.
pub fn run(arguments: &LetterArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let table = Output { output: arguments.evidence_table.clone() };
    let table_format = table.format::<TableFormat>(None)?;
    let needs = &arguments.needs;
    let workspace = super::open(&needs.evidence, &needs.events.events, Some(needs.as_at.as_at))?;
    let service = LetterService::open(workspace, needs.request())?;
    let profile = service.profile(&arguments.area)?;
    let statements = match &arguments.statements {
        Some(file) => service.accepted(file, &profile)?,
        None => service.drafted(&profile),
    };
    let judgement = arguments.judgement.judgement()?;
    let letter = service.letter(&profile, &statements, judgement.as_ref())?;
    if table.output.is_some() {
        let rows = evidence_table::write(&letter.content, table_format.into())?;
        output::write(table.output.as_deref(), &rows)?;
    }
    output::write(arguments.output.output.as_deref(), &rendered(&letter.document, format)?)?;
    Ok(Outcome::Done)
}

/// A letter in one format.
pub fn rendered(document: &Document, format: LetterFormat) -> Result<Vec<u8>, Failure> {
    match format {
        LetterFormat::Html => Ok(document::html::render(document).into_bytes()),
        LetterFormat::Text => Ok(document::text::render(document, TEXT_WIDTH).into_bytes()),
        LetterFormat::Docx => word(document),
        LetterFormat::Pdf => pdf(document),
    }
}

#[cfg(feature = "pdf")]
fn word(document: &Document) -> Result<Vec<u8>, Failure> {
    document::docx::render(document, Some(&document_pdf::paint)).map_err(|error| Failure::of(&error))
}

#[cfg(not(feature = "pdf"))]
fn word(document: &Document) -> Result<Vec<u8>, Failure> {
    document::docx::render(document, None).map_err(|error| Failure::of(&error))
}

#[cfg(feature = "pdf")]
fn pdf(document: &Document) -> Result<Vec<u8>, Failure> {
    document_pdf::render(document).map_err(|error| Failure::of(&error))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_document: &Document) -> Result<Vec<u8>, Failure> {
    Err(Failure::new("this build of Kingsway leaves out PDF")
        .help("build it with PDF: cargo build --release -p kingsway; or choose --format html or docx"))
}
