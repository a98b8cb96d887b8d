#![doc = include_str!("../README.md")]

pub mod charts;
pub mod compose;
pub mod content;
pub mod document;
pub mod docx;
pub mod html;
#[cfg(test)]
mod sample;
pub mod text;
pub mod words;

pub use compose::{ComposeError, compose};
pub use content::LetterContent;
pub use document::Document;
pub use words::LetterWords;
