//! The framework's words for proportions and comparisons, ready for use.

use crate::model::Backing;
use profile::Proportions;

/// The words for proportions, comparisons and small groups, with why these.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// The thresholds: the framework's own, beside those of the program that a framework does not set.
    pub thresholds: Proportions,
    /// Why these words for shares.
    pub proportions_backing: Backing,
    /// Why these small groups.
    pub small_groups_backing: Backing,
    /// Why these limits of differences.
    pub comparisons_backing: Backing,
}
