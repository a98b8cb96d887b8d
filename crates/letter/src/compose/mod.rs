//! From what a letter says to the document that holds it: the order and form of a letter.

mod appendix;
mod assessment;
mod citations;
mod opening;

use crate::content::{Item, LetterContent, Outcome, Statement};
use charts::ChartError;
use document::{
    Block, Column, ColumnKind, Document, DocumentError, DocumentParts, EvidenceId, EvidenceIdError, Heading,
    ImageError, Inline, Language, LanguageError, Level, List, Paragraph, Text, UrlError, plain,
};
use document::{WordsError, fill};

/// Why a letter was not composed.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// A phrase that cannot be filled.
    #[error("in the letter's words: {0}")]
    Words(#[from] WordsError),
    /// An evidence id that cannot be printed.
    #[error("in the letter's evidence: {0}")]
    EvidenceId(#[from] EvidenceIdError),
    /// An origin of an entry that is not among the sources.
    #[error("in the letter's evidence: {entry} comes from the file “{file}”, which is not among the sources")]
    UnknownSource {
        /// The entry.
        entry: String,
        /// The file it names.
        file: String,
    },
    /// A source's hash that is not one.
    #[error("in the letter's sources: “{file}” has the SHA-256 “{sha256}”, expected 64 hexadecimal digits")]
    Hash {
        /// The file.
        file: String,
        /// What was given, shortened.
        sha256: String,
    },
    /// An address that cannot be linked to.
    #[error("in the letter's sender or sources: {0}")]
    Url(#[from] UrlError),
    /// A language that cannot be read.
    #[error("in the letter's language: {0}")]
    Language(#[from] LanguageError),
    /// A signature that cannot be taken.
    #[error("in the signature: {0}")]
    Signature(#[from] ImageError),
    /// A chart that cannot be drawn.
    #[error(transparent)]
    Chart(#[from] ChartError),
    /// Neither a judged nor a derived grade.
    #[error(
        "the outcome is a grade, but neither a judged nor a derived grade is given: give one, or withhold"
    )]
    NoGrade,
    /// A letter that nobody could read.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// Lays out a letter.
pub fn compose(content: &LetterContent) -> Result<Document, ComposeError> {
    let composer = Composer::new(content);
    let words = &content.words.page;
    let mut body = composer.method()?;
    body.extend(composer.assessment()?);
    body.extend(composer.close()?);
    body.extend(composer.appendix()?);
    let issued = composer.is_issued();
    Ok(Document::new(DocumentParts {
        title: Text::new(content.title.trim()),
        subject: Text::new(content.subject.trim()),
        author: content.sender.as_ref().filter(|_| issued).map(|sender| Text::new(sender.name.trim())),
        language: Language::new(&content.language)?,
        date: Some(content.date),
        footer: Some(Text::new(composer.phrase(&content.words.letter.footer)?)),
        words: words.clone(),
        opening: composer.opening()?,
        body,
    })?)
}

/// A letter being laid out.
struct Composer<'a> {
    content: &'a LetterContent,
    date: String,
    as_at: String,
}

impl<'a> Composer<'a> {
    fn new(content: &'a LetterContent) -> Self {
        let written = |date: jiff::civil::Date| date.strftime("%-d %B %Y").to_string();
        Self { content, date: written(content.date), as_at: written(content.as_at) }
    }

    /// Only a sender who says so issues a letter, and only one that a person has judged; every other letter is a
    /// reconstruction.
    fn is_issued(&self) -> bool {
        let judged = matches!(self.content.outcome, Outcome::Grade { judged: Some(_), .. });
        judged && self.content.issued_by_sender && self.content.sender.is_some()
    }

    /// Fills a phrase with what may stand in any.
    fn phrase(&self, phrase: &str) -> Result<String, WordsError> {
        self.phrase_with(phrase, &[])
    }

    /// Fills a phrase with what may stand in any, and more.
    fn phrase_with(&self, phrase: &str, more: &[(&str, &str)]) -> Result<String, WordsError> {
        let mut places = vec![
            ("area", self.content.area.as_str()),
            ("year", self.content.year.as_str()),
            ("date", self.date.as_str()),
            ("as_at", self.as_at.as_str()),
        ];
        places.extend_from_slice(more);
        fill(phrase, &places)
    }

    fn heading(&self, level: Level, phrase: &str) -> Result<Block, WordsError> {
        Ok(Block::Heading(Heading { level, text: Text::new(self.phrase(phrase)?.trim()) }))
    }

    fn column(&self, header: &str, kind: ColumnKind, share: u8) -> Result<Column, WordsError> {
        Ok(Column { header: Text::new(self.phrase(header)?), kind, share })
    }
}

/// A paragraph of plain text.
fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { content: plain(text.trim()) })
}

/// A list of items with bullets.
fn bullets(items: Vec<Vec<Inline>>) -> Block {
    Block::List(List { numbered: false, items })
}

/// Statements with their references, one after another.
fn sentences(statements: &[Statement]) -> Result<Vec<Inline>, ComposeError> {
    let mut content = Vec::new();
    for statement in statements {
        let lead = if content.is_empty() { "" } else { " " };
        let text = statement.text.trim();
        if statement.evidence.is_empty() {
            content.push(Inline::Text(Text::new(format!("{lead}{text}"))));
        } else {
            // A reference stays with its sentence: the space before it does not break.
            content.push(Inline::Text(Text::new(format!("{lead}{text}\u{a0}"))));
            let ids = statement.evidence.iter().map(|id| EvidenceId::new(id)).collect::<Result<_, _>>()?;
            content.push(Inline::References(ids));
        }
    }
    Ok(content)
}

/// An item: its lead, then its statements.
fn item(item: &Item) -> Result<Vec<Inline>, ComposeError> {
    let mut content = Vec::new();
    if let Some(lead) = item.lead.as_deref().filter(|lead| !lead.trim().is_empty()) {
        // The colon keeps the lead apart where no bold is seen or heard.
        let lead = lead.trim();
        let ends = if lead.ends_with(['.', ':']) { "" } else { ":" };
        content.push(Inline::Strong(Text::new(format!("{lead}{ends}"))));
        content.push(Inline::Text(Text::new(" ")));
    }
    content.extend(sentences(&item.statements)?);
    Ok(content)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
