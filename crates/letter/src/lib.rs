#![doc = include_str!("../README.md")]

pub mod compose;
pub mod content;
pub mod figures;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod text_tests;
pub mod words;

pub use compose::{ComposeError, compose};
pub use content::LetterContent;
pub use words::LetterWords;
