//! The arithmetic behind every figure, in one place and in a fixed order of operations: means, ranks, quantiles. No
//! function here depends on the machine's mathematics library. Intervals stand in `statistics`.

mod extended;
mod mean;
mod quantile;
mod rank;

pub use mean::{mean, median};
pub use quantile::{cut_points, type_7};
pub use rank::ranks;
