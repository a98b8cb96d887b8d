//! `kingsway letter` and `letters`: the letter of one area, or of all, in every format.

use crate::arguments::{JudgementArguments, LetterArguments, LetterFormat, LetterNeeds};
use crate::failure::{Failure, Outcome};
use crate::letter_content::{Assembly, Material, Said, SenderFile, content};
use crate::load::{self, Study};
use crate::{output, words};
use document::Document;
use framework::Framework;
use profile::Profile;
use statements::check::Surroundings;
use statements::{Facts, Lexicon, Selection, draft};
use std::path::Path;

/// Columns of a letter as plain text.
const TEXT_WIDTH: usize = 80;

/// What every letter of a run is made with.
pub struct Desk {
    /// The evidence.
    pub study: Study,
    /// The framework.
    pub framework: Framework,
    /// The words of statements.
    pub lexicon: Lexicon,
    sender: Option<SenderFile>,
    assembly: Assembly,
}

impl Desk {
    /// Reads what every letter needs.
    pub fn open(needs: &LetterNeeds) -> Result<Desk, Failure> {
        let framework = load::framework(&needs.framework, None)?;
        Ok(Desk {
            lexicon: words::lexicon(Some(&framework))?,
            framework,
            study: Study::open(&needs.evidence.evidence, &needs.comparing.convention, &needs.events)?,
            sender: needs.sender.as_deref().map(SenderFile::read).transpose()?,
            assembly: Assembly::built_in()?,
        })
    }

    /// What tells one run of letters from another: everything that the letters depend on.
    pub fn run_of(&self, needs: &LetterNeeds) -> Result<serde_json::Value, Failure> {
        let sender = match &needs.sender {
            Some(path) => Some(
                std::fs::read_to_string(path)
                    .map_err(|error| Failure::io(&path.display().to_string(), &error))?,
            ),
            None => None,
        };
        Ok(serde_json::json!({
            "format": "kingsway-letters-1",
            "program": env!("CARGO_PKG_VERSION"),
            "snapshot": self.study.snapshot,
            "framework": self.framework.sha256,
            "as_at": needs.as_at.as_at,
            "convention": needs.comparing.convention,
            "neighbours": needs.comparing.neighbours,
            "beside": needs.comparing.beside,
            "events": self.study.evidence.area_events.len(),
            "sender": sender,
        }))
    }

    /// The statements that the evidence supports.
    pub fn drafted(&self, profile: &Profile) -> Said {
        Said::drafted(&statements::statements(&Facts::new(profile, &self.lexicon), Selection::default()))
    }

    /// The statements of a draft that a person edited, refused where the evidence contradicts them.
    fn accepted(&self, file: &Path, profile: &Profile) -> Result<Said, Failure> {
        let place = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|error| Failure::io(&place, &error))?;
        let facts = Facts::new(profile, &self.lexicon);
        let surroundings =
            Surroundings { areas: Some(&self.study.evidence.areas), sources: &self.study.evidence.sources };
        let draft = draft::accept(&text, &facts, surroundings).map_err(|error| {
            let told: Vec<String> = error
                .problems
                .iter()
                .map(|problem| format!("{place}:{}: {}", problem.line, problem.message))
                .collect();
            Failure::new(told.join("\n")).help("nothing was written; change the draft and try again")
        })?;
        Said::accepted(&draft, &facts, &self.assembly)
    }

    /// The letter of an area with these statements, and with what a person judged.
    pub fn letter(
        &self,
        profile: &Profile,
        said: &Said,
        judgement: Option<&JudgementArguments>,
    ) -> Result<Document, Failure> {
        let derived = framework::derive(&self.framework, profile);
        let assessment = match judgement {
            Some(judgement) => super::assess::judged(derived, &self.framework, judgement)?,
            None => derived,
        };
        let content = content(&Material {
            evidence: &self.study.evidence,
            profile,
            framework: &self.framework,
            assessment: &assessment,
            said,
            sender: self.sender.as_ref(),
            assembly: &self.assembly,
        })?;
        Ok(letter::compose(&content)?)
    }
}

/// Carries `letter` out.
pub fn run(arguments: &LetterArguments) -> Result<Outcome, Failure> {
    let format = arguments.format.unwrap_or_else(|| format_of(arguments.output.output.as_deref()));
    let desk = Desk::open(&arguments.needs)?;
    let profile =
        desk.study.profile(&arguments.area, arguments.needs.as_at.as_at, &arguments.needs.comparing)?;
    let said = match &arguments.statements {
        Some(file) => desk.accepted(file, &profile)?,
        None => desk.drafted(&profile),
    };
    let document = desk.letter(&profile, &said, Some(&arguments.judgement))?;
    output::write(arguments.output.output.as_deref(), &rendered(&document, format)?)?;
    Ok(Outcome::Done)
}

/// The format that a file's name says; a web page where it says none.
fn format_of(output: Option<&Path>) -> LetterFormat {
    match output.and_then(Path::extension).and_then(|ending| ending.to_str()) {
        Some("pdf") => LetterFormat::Pdf,
        Some("docx") => LetterFormat::Docx,
        Some("txt" | "text") => LetterFormat::Text,
        _ => LetterFormat::Html,
    }
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
    Ok(document::docx::render(document, Some(&document_pdf::paint))?)
}

#[cfg(not(feature = "pdf"))]
fn word(document: &Document) -> Result<Vec<u8>, Failure> {
    Ok(document::docx::render(document, None)?)
}

#[cfg(feature = "pdf")]
fn pdf(document: &Document) -> Result<Vec<u8>, Failure> {
    Ok(document_pdf::render(document)?)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_document: &Document) -> Result<Vec<u8>, Failure> {
    Err(Failure::new("this build of Kingsway leaves out PDF")
        .help("build it with PDF: cargo build --release -p kingsway; or choose --format html or docx"))
}
