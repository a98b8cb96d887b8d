#![doc = include_str!("../README.md")]

pub mod areas;
pub mod assess;
pub mod check;
pub mod compare;
pub mod error;
pub mod evidence_table;
pub mod export;
pub mod figures;
pub mod frameworks;
pub mod import;
pub mod judgement;
pub mod letter;
pub mod made;
pub mod made_from;
pub mod overlay;
pub mod pages;
pub mod profile;
pub mod recent;
pub mod schemas;
pub mod settings;
pub mod status;
pub mod trace;
pub mod words;
pub mod workspace;

pub use assess::{AssessRequest, ValidateRequest};
pub use check::StatementsRequest;
pub use compare::IndicatorRequest;
pub use error::{Code, Error, ErrorReport};
pub use frameworks::FrameworkChoice;
pub use import::ImportRequest;
pub use judgement::{JudgedAssessment, Judgement};
pub use letter::{LetterService, LettersRequest};
pub use made::{Made, Shape};
pub use made_from::MadeFrom;
pub use workspace::{Comparing, Workspace};
