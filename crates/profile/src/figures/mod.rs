//! Figures: observations laid out by period and place, and what a convention makes of them.

mod beside;
mod comparators;
mod comparison;
mod grid;
mod plausibility;
mod relation;
mod uncertainty;

pub use comparators::{Comparators, OWN_CHOICE, RegionChoice};
pub use comparison::{Comparison, Neighbourhood, band};
pub use grid::{Grid, Run, runs};
pub use plausibility::{Because, Parts, Range, Refusal};
pub use relation::{Measured, relation};
pub use uncertainty::{of_share, uncertainty};
