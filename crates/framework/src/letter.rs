//! What a framework says of the letter.

use crate::choices::SectionKind;

/// What a framework says of the letter. `{area}`, `{year}` and `{as_at}` may be in its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The title.
    pub title: String,
    /// What it is about, in a line, for the file's properties.
    pub subject: String,
    /// How the assessment was reached, paragraph by paragraph.
    pub how_reached: Vec<String>,
    /// The paragraph that opens the assessment, or none.
    pub opening: Option<String>,
    /// The parts of the letter, in order.
    pub sections: Vec<LetterSection>,
    /// The stages of life in the order in which each part goes through them.
    pub order: Vec<String>,
    /// What is said where the result is a reconstruction, paragraph by paragraph.
    pub reconstruction_notice: Vec<String>,
    /// The sentence that names the legal basis.
    pub legal_notice: String,
    /// The sentence that takes its place in letters dated later, after the law was changed or repealed.
    pub later_legal_notice: Option<LaterLegalNotice>,
}

/// A sentence that takes another's place from a date on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterLegalNotice {
    /// The first day on which a letter has this sentence.
    pub from: evidence::Date,
    /// The sentence.
    pub text: String,
}

/// A part of the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterSection {
    /// What goes into it.
    pub kind: SectionKind,
    /// Its title.
    pub title: String,
    /// What is said before its items.
    pub introduction: Option<String>,
}
