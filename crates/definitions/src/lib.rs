#![doc = include_str!("../README.md")]

mod at;
mod loader;
mod mistake;
mod names;
mod place;
mod walk;

pub use at::At;
pub use loader::{Format, LoadError, Loader};
pub use mistake::{MOST_MISTAKES, MOST_SYNTAX_MISTAKES, Mistake, MistakeReport, Mistakes};
pub use names::{NEAR, did_you_mean, is_slip, likeness, nearest_by, quoted_choice, suggestion};
pub use place::{is_invisible, line_and_column, shortened};
pub mod file;
