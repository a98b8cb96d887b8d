//! Figures: observations laid out by period and place, and what a convention makes of them.

mod comparators;
mod comparison;
mod grid;
mod relation;

pub use comparators::{Comparators, OWN_CHOICE, RegionChoice};
pub use comparison::{Comparison, Neighbourhood};
pub use grid::{Grid, Layout, Run, runs};
pub use relation::{Measured, relation, uncertainty};
