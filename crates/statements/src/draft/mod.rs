//! Drafts: statements as a text that a person edits, and the way back from the edited text to a letter.
//!
//! A draft is Markdown. Each statement is an item of a list and ends with its id in square brackets;
//! the id may be left out, and a person's own statements need none. Below a statement that the evidence contradicts, a
//! quotation of the form `> Acknowledged by NAME: GROUNDS` lets it stand.

mod accept;
mod write;

pub use accept::{Accepted, AcceptedItem, AcceptedSection, Acknowledgement, DraftError, Problem, accept};
pub use write::draft;
