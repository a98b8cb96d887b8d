//! Tables with a row for each place and a column for each figure: which figure each column holds.
//!
//! The department's "underlying data" name their columns by short codes (`IAsWithin10wd0910`) and explain them in a text
//! beside the file; its older tables have headings in words, in one row or in several. Both come down to the same: a
//! heading, split into the period in it and the rest (its stem), and a meaning.

pub mod metadata;
pub mod plan;
pub mod said;
pub mod stacked;
pub mod stem;
pub mod units;
