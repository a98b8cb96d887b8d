//! Figures: observations laid out by period and place, and what a convention makes of them.

mod comparison;
mod grid;
mod standing;
mod surroundings;

pub use comparison::{Comparison, Neighbourhood};
pub use grid::{Grid, Run, runs};
pub use standing::{Measured, standing, uncertainty};
pub use surroundings::{RegionChoice, Surroundings};
