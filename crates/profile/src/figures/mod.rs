//! Figures: observations laid out by period and place, and what a convention makes of them.

mod comparison;
mod grid;
mod surroundings;

pub use comparison::{Comparison, Neighbourhood};
pub use grid::{Grid, Run, runs};
pub use surroundings::{RegionChoice, Surroundings};
