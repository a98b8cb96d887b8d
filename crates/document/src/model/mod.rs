//! The document: what a letter holds, without colours, fonts or formats.
//!
//! [`DocumentParts`] is plain data that anyone may fill; [`Document`] is the proof that the parts obey the rules
//! of [`rules`], so every renderer can rely on them.

mod drawing;
mod evidence_id;
mod image;
pub(crate) mod rules;
mod text;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use drawing::{Anchor, Drawing, Mark, Stroke, Svg, Type};
pub use evidence_id::{EvidenceId, EvidenceIdError};
pub use image::{ImageError, Png};
pub use rules::{DocumentError, Problem, Rule};
pub use text::{Language, LanguageError, Text, Url, UrlError};

/// A document that anyone can read: it exists only if it has a title and a language, its headings follow one
/// another, its pictures have text alternatives, its tables have captions and headers, and its evidence
/// references lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Document(DocumentParts);

impl Document {
    /// Checks the parts; every problem found is reported, each with its place.
    pub fn new(parts: DocumentParts) -> Result<Self, DocumentError> {
        rules::check(&parts)?;
        Ok(Self(parts))
    }

    /// What the document holds.
    pub fn parts(&self) -> &DocumentParts {
        &self.0
    }
}

/// Everything a document holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentParts {
    /// The title: shown once, at the head of the body, and in the file's properties.
    pub title: Text,
    /// What the document is about, for the file's properties.
    pub subject: Text,
    /// Who publishes it, for the file's properties; none for a reconstruction.
    pub author: Option<Text>,
    /// The language it is written in.
    pub language: Language,
    /// The date on its face, if it has one; it is also the date in the file's properties, so no clock is asked.
    pub date: Option<Date>,
    /// What stands at the foot of each printed page before its number: the area and the date.
    pub footer: Option<Text>,
    /// The few words a renderer needs of its own.
    pub words: DocumentWords,
    /// What stands before the title: notices, addresses, the date, the salutation. No headings.
    pub opening: Vec<Block>,
    /// What follows the title.
    pub body: Vec<Block>,
}

/// What stands between the footer's text and the page number.
pub(crate) const FOOTER_GAP: &str = " \u{b7} ";

/// Words that belong to the page rather than to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DocumentWords {
    /// The first link of a web page, for people who use a keyboard: “Skip to the letter”.
    pub skip_link: String,
    /// How a link to an entry of the evidence is read aloud: “Evidence {id}”.
    pub evidence_link: String,
    /// How the link back from an entry to its first use is read aloud: “Back to the text that uses {id}”.
    pub back_link: String,
    /// The foot of a printed page: “Page {page} of {pages}”.
    pub page_number: String,
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A chart or other drawing with its text alternative.
    Figure(Figure),
    /// An address, line by line.
    Address(Address),
    /// Terms with what they are: the grade, who judged it.
    Facts(Facts),
    /// Something the reader has to know before reading on.
    Notice(Notice),
    /// A picture within the text, such as a signature.
    Picture(Picture),
}

/// How deep a heading stands below the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "u8")]
pub enum Level {
    /// Directly below the title.
    One,
    /// Below a heading of level one.
    Two,
    /// Below a heading of level two.
    Three,
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        match level {
            Level::One => 1,
            Level::Two => 2,
            Level::Three => 3,
        }
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its depth.
    pub level: Level,
    /// Its words.
    pub text: Text,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its content.
    pub content: Vec<Inline>,
}

/// A run of text within a paragraph, an item or a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text(Text),
    /// Text of strong importance.
    Strong(Text),
    /// Stressed text.
    Emphasis(Text),
    /// A file name or a hash: may be broken anywhere.
    Code(Text),
    /// A link.
    Link {
        /// What is read.
        text: Text,
        /// Where it leads.
        url: Url,
    },
    /// References to entries of the evidence: [E1, E12].
    References(Vec<EvidenceId>),
    /// The place that references to this entry lead to; shows its id and a way back.
    Entry(EvidenceId),
    /// A summary that a web page opens to a list. Stands in cells and list items only.
    Disclosure(Disclosure),
}

/// A summary with the details behind it. A web page shows the details on demand; paper, Word and plain text show the
/// summary alone, so it must say enough by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disclosure {
    /// What is always shown.
    pub summary: Text,
    /// The details, item by item.
    pub items: Vec<Text>,
}

/// A list of items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// Whether the items are numbered.
    pub numbered: bool,
    /// The items.
    pub items: Vec<Vec<Inline>>,
}

/// A table: a caption, one row of column headers, then rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What the table shows.
    pub caption: Text,
    /// The columns with their headers.
    pub columns: Vec<Column>,
    /// Whether the first cell of each row is that row's header.
    pub row_headers: bool,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its header.
    pub header: Text,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Its share of the width beside the other columns, from 1 to 20.
    pub share: u8,
}

/// What the cells of a column hold, which decides how they are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Words, set from the left.
    Words,
    /// Numbers, set to the right so that digits stand below one another.
    Numbers,
}

/// A cell of a table.
pub type Cell = Vec<Inline>;

/// A drawing with its text alternative and, where it has one, the table that says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What the figure shows.
    pub caption: Text,
    /// The drawing.
    pub svg: Svg,
    /// What the drawing says, in words.
    pub alternative: Text,
    /// The same figures as a table.
    pub table: Option<Table>,
    /// Where the labels of the drawing stand: a window too narrow for it opens there.
    pub labels: LabelSide,
}

/// On which side of a drawing its labels stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelSide {
    /// On the left: the names of bars.
    Start,
    /// On the right: the names of lines, at their ends.
    End,
}

/// An address, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// Whose address it is.
    pub party: Party,
    /// Its lines; the first is the name.
    pub lines: Vec<Vec<Inline>>,
}

/// Whose address it is, which decides where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The letterhead.
    Sender,
    /// The one written to.
    Recipient,
    /// The one who signs.
    Signatory,
}

/// Terms with what they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The facts; the first is the one people look for.
    pub facts: Vec<Fact>,
}

/// A term and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The term: “Assessment”.
    pub term: Text,
    /// What it is: “Performs well (3)”.
    pub detail: Vec<Inline>,
}

/// Something the reader has to know before reading on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Its first words: “This is a reconstruction”.
    pub title: Text,
    /// The rest, paragraph by paragraph.
    pub paragraphs: Vec<Vec<Inline>>,
}

/// A picture within the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The picture.
    pub image: Png,
    /// What it shows, in words.
    pub alternative: Text,
    /// How tall it is set, in millimetres.
    pub height_mm: u8,
}

/// Plain text as the only run: most cells and items.
pub fn plain(text: impl AsRef<str>) -> Vec<Inline> {
    vec![Inline::Text(Text::new(text))]
}
