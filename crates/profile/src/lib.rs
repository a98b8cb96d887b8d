#![doc = include_str!("../README.md")]

pub mod model;
pub mod share;

pub use model::*;
pub use share::Share;
