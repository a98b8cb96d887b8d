//! Letters: from a profile and its assessment to the document of a letter.

mod appendix;
mod charts;
mod data;
mod input;
mod outcome;
mod phrases;
mod recipients;
mod sender;
mod service;
mod statements;

pub use data::{BlockData, LetterData, LimitData, OutcomeData, StatementData, statement};
pub use input::{LetterInput, content};
pub use phrases::LetterPhrases;
pub use recipients::Recipients;
pub use sender::SenderFile;
pub use service::{Letter, LetterService, LettersRequest};
pub use statements::LetterStatements;
