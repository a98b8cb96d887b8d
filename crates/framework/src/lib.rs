#![doc = include_str!("../README.md")]

pub mod assessment;
pub mod check;
pub mod derive;
pub mod describe;
pub mod diff;
pub mod english;
mod fact;
pub mod facts;
pub mod file;
pub mod judged;
pub mod language;
pub mod model;
mod needs;
pub mod results_schema;
pub mod schema;
pub mod text;
pub mod validate;
pub mod words;

pub use assessment::Assessment;
pub use check::Names;
pub use definitions::{LoadError, Mistake, Mistakes};
pub use derive::{derive, derive_all, derive_with_firmness};
pub use judged::{Judged, JudgementRefused};
pub use model::Framework;
pub use needs::Needs;
