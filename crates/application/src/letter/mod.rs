//! Letters: from a profile and its assessment to the document of a letter.

mod appendix;
mod charts;
mod input;
mod outcome;
mod phrases;
mod recipients;
mod sender;
mod service;
mod statements;

pub use input::{LetterInput, content};
pub use phrases::LetterPhrases;
pub use recipients::Recipients;
pub use sender::SenderFile;
pub use service::{Letter, LetterService, LettersRequest};
pub use statements::LetterStatements;
