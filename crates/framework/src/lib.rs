#![doc = include_str!("../README.md")]

pub mod assessment;
pub mod catalogue;
pub mod check;
mod choices;
pub mod derive;
pub mod describe;
pub mod diff;
pub mod english;
mod fact;
pub mod facts;
pub mod file;
pub mod language;
mod letter;
pub mod model;
mod needs;
pub mod range;
pub mod schema;
pub mod text;
pub mod validate;
pub mod words;

pub use assessment::Assessment;
pub use check::Names;
pub use definitions::{LoadError, Mistake, Mistakes};
pub use derive::{derive, derive_all, derive_with_robustness};
pub use model::{Framework, SectionKind};
pub use needs::Needs;
