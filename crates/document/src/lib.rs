#![doc = include_str!("../README.md")]

pub mod docx;
pub mod html;
mod model;
mod phrase;
#[cfg(test)]
mod sample;
pub mod text;

pub use model::*;
pub use phrase::{WordsError, fill, thousands};
