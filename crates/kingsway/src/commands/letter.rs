//! `kingsway letter`: the letter of one area, in every format.

use crate::arguments::{LetterArguments, LetterFormat, Output, TableFormat};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::Judgement;
use application::export::compact_json;
use application::letter::{Letter, LetterStatements};
use application::{LetterService, evidence_table};
use document::Document;
use profile::Profile;

/// Columns of a letter as plain text.
const TEXT_WIDTH: usize = 80;

/// Carries the command out.
pub fn run(arguments: &LetterArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let table = Output { output: arguments.evidence_table.clone() };
    let table_format = table.format::<TableFormat>(None)?;
    let needs = &arguments.needs;
    let service = LetterService::open(needs.basis.open()?, needs.request())?;
    let profile = service.profile(&arguments.area)?;
    let statements = match &arguments.statements {
        Some(file) => service.accepted(file, &profile)?,
        None => service.drafted(&profile),
    };
    let judgement = arguments.judgement.judgement()?;
    let mut letter = LetterInFormats::new(&service, &profile, &statements, judgement.as_ref());
    if table.output.is_some() {
        let rows = evidence_table::write(&letter.composed()?.content, table_format.into())?;
        output::write(table.output.as_deref(), &rows)?;
    }
    output::write(arguments.output.output.as_deref(), &letter.bytes(format)?)?;
    Ok(Outcome::Done)
}

/// A letter that is written in one format or several: its pages are composed once, when the first is asked for.
pub struct LetterInFormats<'a> {
    service: &'a LetterService,
    profile: &'a Profile,
    statements: &'a LetterStatements,
    judgement: Option<&'a Judgement>,
    composed: Option<Letter>,
}

impl<'a> LetterInFormats<'a> {
    /// The letter of an area.
    pub fn new(
        service: &'a LetterService,
        profile: &'a Profile,
        statements: &'a LetterStatements,
        judgement: Option<&'a Judgement>,
    ) -> LetterInFormats<'a> {
        LetterInFormats { service, profile, statements, judgement, composed: None }
    }

    /// The letter in one format.
    pub fn bytes(&mut self, format: LetterFormat) -> Result<Vec<u8>, Failure> {
        match format {
            LetterFormat::Html => Ok(document::html::render(self.document()?).into_bytes()),
            LetterFormat::Text => Ok(document::text::render(self.document()?, TEXT_WIDTH).into_bytes()),
            LetterFormat::Docx => word(self.document()?),
            LetterFormat::Pdf => pdf(self.document()?),
            LetterFormat::Json => {
                Ok(compact_json(&self.service.data(self.profile, self.statements, self.judgement)?)?)
            }
        }
    }

    fn document(&mut self) -> Result<&Document, Failure> {
        Ok(&self.composed()?.document)
    }

    /// The letter as it is composed for pages.
    fn composed(&mut self) -> Result<&Letter, Failure> {
        let composed = match self.composed.take() {
            Some(composed) => composed,
            None => self.service.letter(self.profile, self.statements, self.judgement)?,
        };
        Ok(self.composed.insert(composed))
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
