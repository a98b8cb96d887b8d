//! The closed language of conditions and quantities: the field's own words, no loops, no functions of one's own,
//! no division but by a written number. Three-valued: true, false, not known.

pub mod ast;
mod lexer;
mod parse;
mod parse_quantity;
mod print;
mod reader;
mod truth;

pub use ast::{Condition, Name, Quantity};
pub use parse::{condition, quantity};
pub use truth::Truth;

/// The longest condition or quantity that is read, in bytes.
pub const LONGEST: usize = 2_000;
/// How deep parentheses and `not` may stand within each other.
pub const DEEPEST: usize = 32;
