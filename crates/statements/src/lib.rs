#![doc = include_str!("../README.md")]

pub mod check;
pub mod claim;
pub mod decide;
pub mod draft;
pub mod facts;
pub mod figure_names;
pub mod findings;
mod grounds;
pub mod lexicon;
pub mod number;
pub mod period_name;
pub mod read;
pub mod realise;
pub mod recognise;
pub mod short_id;
pub mod statement;
pub mod text;

pub use check::{CheckContext, Checked, Report, Verdict, check, check_statement};
pub use claim::{Claim, ClaimId};
pub use decide::{Decision, Ruling, decide};
pub use facts::Facts;
pub use findings::{Finding, Selection, Tone, findings, statements};
pub use grounds::{Grounds, GroundsTooShort};
pub use lexicon::{Ladder, Lexicon, LexiconError};
pub use realise::{realise, realise_together};
pub use recognise::Recogniser;
pub use statement::{Section, Statement, StatementId};
