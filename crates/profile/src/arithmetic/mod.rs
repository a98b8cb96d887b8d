//! The arithmetic behind every figure, in one place and in a fixed order of operations: means, ranks, quantiles,
//! intervals. No function here depends on the machine's mathematics library.

mod extended;
mod interval;
mod mean;
mod quantile;
mod rank;

pub use interval::{byar, wilson};
pub use mean::{mean, median};
pub use quantile::{cut_points, type_7};
pub use rank::ranks;
