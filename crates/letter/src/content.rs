//! What a letter says, as plain data: filled by whoever knows the assessment, laid out by [`crate::compose()`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use crate::figures::Figure;
use crate::words::LetterWords;
use charts::Chart;

/// Everything a letter holds. It can be read from and written to any format serde knows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterContent {
    /// The title of the letter: “Children's services assessment 2011: Exampleshire”.
    pub title: String,
    /// What the letter is about, in a line, for the file's properties.
    pub subject: String,
    /// The language it is written in, as a tag: `en-GB`.
    #[serde(default = "british_english")]
    pub language: String,
    /// The area it is about.
    pub area: String,
    /// The year or years it is about: “2011”.
    pub year: String,
    /// The date on the letter.
    pub date: Date,
    /// The cut-off date of the evidence.
    pub as_at: Date,
    /// Titles and fixed phrases, from the framework.
    pub words: LetterWords,
    /// Who sends it; none for a reconstruction.
    #[serde(default)]
    pub sender: Option<Sender>,
    /// Whether the sender issues it as its own. Without this, without a sender or without a judged grade, the letter
    /// says on its face that it is a reconstruction.
    #[serde(default)]
    pub issued_by_sender: bool,
    /// Who is written to.
    #[serde(default)]
    pub recipient: Option<Recipient>,
    /// How the assessment was reached, paragraph by paragraph.
    #[serde(default)]
    pub method: Vec<String>,
    /// The scale, if the framework has one for the whole.
    #[serde(default)]
    pub scale: Vec<ScaleGrade>,
    /// What to bear in mind when reading the scale, paragraph by paragraph.
    #[serde(default)]
    pub scale_notes: Vec<String>,
    /// The grade, the positions, or why neither is given.
    pub outcome: Outcome,
    /// The statements on the area as a whole, paragraph by paragraph.
    #[serde(default)]
    pub summary: Vec<Item>,
    /// Strengths, areas for further improvement, or what the framework names them, in its order.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// The law under which the assessment is made.
    #[serde(default)]
    pub legal_basis: Option<String>,
    /// Who signs; none for a reconstruction.
    #[serde(default)]
    pub signatory: Option<Signatory>,
    /// What the evidence does not hold, sentence by sentence.
    #[serde(default)]
    pub limits: Vec<String>,
    /// What rests on its writer and not on the evidence, sentence by sentence, with who answers for it.
    #[serde(default)]
    pub by_writer: Vec<String>,
    /// The charts, in order.
    #[serde(default)]
    pub charts: Vec<Chart>,
    /// The entries of the evidence, in order.
    #[serde(default)]
    pub evidence: Vec<EvidenceEntry>,
    /// The files the evidence comes from, in order.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Names of what the evidence knows by codes.
    #[serde(default)]
    pub names: EvidenceNames,
    /// What the letter was made from, sentence by sentence: the ids and digests by which it can be made again.
    #[serde(default)]
    pub made_from: Vec<String>,
}

fn british_english() -> String {
    "en-GB".to_owned()
}

/// Who sends the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The body or person.
    pub name: String,
    /// Address, telephone numbers: line by line.
    #[serde(default)]
    pub lines: Vec<String>,
    /// A mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// A web address, beginning with https://.
    #[serde(default)]
    pub website: Option<String>,
    /// The sender's own reference for this letter.
    #[serde(default)]
    pub reference: Option<String>,
}

/// Who is written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Name, office and address, line by line.
    pub lines: Vec<String>,
    /// How the recipient is addressed after “Dear”: “Ms Example”.
    #[serde(default)]
    pub salutation: Option<String>,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// The name.
    pub name: String,
    /// The office held.
    pub role: String,
    /// A picture of the signature.
    #[serde(default)]
    pub signature: Option<Signature>,
}

/// A picture of a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The bytes of a PNG file.
    pub bytes: Vec<u8>,
    /// What the picture shows, in words: “Signature of A. Example”.
    pub alternative: String,
}

/// A grade of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleGrade {
    /// Its number or letter.
    pub grade: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// What the assessment comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[expect(clippy::large_enum_variant, reason = "a letter has one outcome")]
pub enum Outcome {
    /// One grade for the area.
    Grade {
        /// The grade a person judged, if one has.
        #[serde(default)]
        judged: Option<GradeName>,
        /// Who judged it.
        #[serde(default)]
        judged_by: Option<String>,
        /// The grade the framework derives, if it can.
        #[serde(default)]
        derived: Option<GradeName>,
        /// What the derived grade could be with what is missing and what would limit it, after the grade: “on the
        /// evidence held; 3 to 4 with what is missing”.
        #[serde(default)]
        range: Option<String>,
        /// Why the judged grade departs from the derived one. The application refuses a departure without grounds.
        #[serde(default)]
        grounds: Vec<String>,
        /// The grade of the year before.
        #[serde(default)]
        previous: Option<PreviousGrade>,
        /// What limited the grade or speaks of how firm it is, sentence by sentence.
        #[serde(default)]
        notes: Vec<Statement>,
    },
    /// A position for each block, without a grade for the whole.
    Positions {
        /// The positions, in the framework's order.
        positions: Vec<Position>,
    },
    /// No grade is given.
    Withheld {
        /// Why.
        reason: String,
    },
}

/// A grade as it is shown: “Performs well (3)”.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeName {
    /// Its number or letter.
    pub grade: String,
    /// Its name.
    pub name: String,
}

/// The grade of an earlier year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviousGrade {
    /// The year.
    pub year: String,
    /// The grade.
    pub grade: GradeName,
}

/// Where a block stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The block's title.
    pub block: String,
    /// The position.
    pub position: String,
    /// Why.
    pub reasons: Vec<Statement>,
}

/// A part of the letter with a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its title, from the framework.
    pub title: String,
    /// What is said before the items.
    #[serde(default)]
    pub introduction: Option<String>,
    /// The items. A section without items says so in the framework's words.
    pub items: Vec<Item>,
}

/// Statements that belong together: a paragraph or a list item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// A few words in front, set strong: “Early years”.
    #[serde(default)]
    pub lead: Option<String>,
    /// The statements, in order.
    pub statements: Vec<Statement>,
}

/// A sentence with the evidence it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Its id, which stays the same while its claims do; blank for a sentence that is no statement.
    #[serde(default)]
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The ids of its entries in the evidence.
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// An entry of the evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceEntry {
    /// Its id, as printed: `E12`.
    pub id: String,
    /// What it is about, with the period and group.
    pub what: String,
    /// The figures, each with its place; a movement has the figures of both its ends.
    pub figures: Vec<EntryFigure>,
}

/// A figure of an entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryFigure {
    /// Whose it is, as printed: “Exampleshire”, “England”, “10 similar areas (mean)”.
    pub name: String,
    /// Where it stands. It follows from the figure's place: a figure of England is never the area's.
    pub column: EntryColumn,
    /// The figure with its origins.
    pub figure: Figure,
}

/// The column of a figure in the table of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryColumn {
    /// The area's own.
    Area,
    /// Those beside it: England, the region, similar areas.
    Beside,
}

/// Names of what the evidence knows by codes, for the lists behind the figures of entries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceNames {
    /// Places, by how keys name them: `302`, `E12000006`.
    pub places: BTreeMap<String, String>,
    /// What rows are about, such as a school.
    pub rows: Vec<RowName>,
}

/// What a row of a file is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowName {
    /// The file as imported.
    pub file: String,
    /// The row.
    pub row: u32,
    /// The name.
    pub name: String,
}

/// A file the evidence comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id within this letter, as printed: `S3`.
    pub id: String,
    /// What was published.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The file as imported, which origins name it by.
    pub file: String,
    /// How many rows were read from it.
    pub rows: u64,
    /// The SHA-256 of the file: 64 hexadecimal digits.
    pub sha256: String,
    /// The licence: “Open Government Licence v3.0”.
    pub licence: String,
    /// Where the licence can be read, beginning with https://.
    #[serde(default)]
    pub licence_url: Option<String>,
    /// The attribution that the licence asks for.
    #[serde(default)]
    pub attribution: Option<String>,
    /// Where it was published, beginning with https://.
    #[serde(default)]
    pub url: Option<String>,
}
