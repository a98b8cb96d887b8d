//! The framework's words for proportions and comparisons, ready for use.

use crate::model::Backing;
use profile::Share;

/// The words for proportions, comparisons and small groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// Words for shares, the largest first.
    pub proportions: Vec<ProportionWord>,
    /// Why these.
    pub proportions_backing: Backing,
    /// The largest group that is counted in words.
    pub small_group_up_to: u32,
    /// The way of counting whose settings are always counted exactly.
    pub always_count: String,
    /// Why these.
    pub small_groups_backing: Backing,
    /// How large a difference must be for its word.
    pub comparisons: Comparisons,
}

/// A word for a share.
#[derive(Debug, Clone, PartialEq)]
pub struct ProportionWord {
    /// The word.
    pub word: String,
    /// Other words for the same.
    pub also: Vec<String>,
    /// Where it begins, in per cent.
    pub begins: f64,
    /// Whether the beginning itself belongs to it.
    pub inclusive: bool,
}

impl ProportionWord {
    /// Whether a share in per cent reaches it.
    fn reached_by(&self, percent: f64) -> bool {
        if self.inclusive { percent >= self.begins } else { percent > self.begins }
    }
}

/// How large a difference or change must be for its word, in the unit of the figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparisons {
    /// Up to this two figures are “in line”.
    pub in_line_within: f64,
    /// Up to this one is “slightly” above.
    pub slightly_up_to: f64,
    /// From this it is “much” above.
    pub much_from: f64,
    /// Up to this a figure is “unchanged”.
    pub unchanged_within: f64,
    /// Up to this it moved “slightly”.
    pub moved_slightly_up_to: f64,
    /// From this it moved “sharply”.
    pub moved_sharply_from: f64,
    /// How many steps in one direction are “steady”.
    pub steady_steps: u32,
    /// How near to the edge of its word a proportion is borderline, in per cent.
    pub borderline_within: f64,
    /// Why these.
    pub backing: Backing,
}

/// The word for a share, and whether it is near the edge of the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportion<'w> {
    /// The word.
    pub word: &'w ProportionWord,
    /// The share at which it begins and the share at which the next larger word begins, in per cent.
    pub between: (f64, Option<f64>),
    /// Whether the share is within the framework's distance of an edge.
    pub borderline: bool,
}

impl Words {
    /// The word for a share.
    pub fn proportion(&self, share: Share) -> Proportion<'_> {
        self.proportion_of_percent(share.percent())
    }

    /// The word for a share in per cent. The ladder reaches down to 0, so there always is one.
    pub fn proportion_of_percent(&self, percent: f64) -> Proportion<'_> {
        let last = self.proportions.len() - 1;
        let at = self.proportions.iter().position(|word| word.reached_by(percent)).unwrap_or(last);
        let word = &self.proportions[at];
        let above = at.checked_sub(1).map(|above| self.proportions[above].begins);
        let near = |edge: f64| (percent - edge).abs() < self.comparisons.borderline_within;
        // The ends of the ladder, all and none, are exact and never borderline.
        let exact = at == 0 || at == last;
        let borderline = !exact && (near(word.begins) || above.is_some_and(near));
        Proportion { word, between: (word.begins, above), borderline }
    }

    /// Whether a group of this size is counted in words instead of described by a proportion.
    pub fn is_small_group(&self, size: u32) -> bool {
        size <= self.small_group_up_to
    }

    /// The word of the ladder that a text is, by itself or as another word for it.
    pub fn proportion_called(&self, text: &str) -> Option<&ProportionWord> {
        self.proportions.iter().find(|word| word.word == text || word.also.iter().any(|also| also == text))
    }
}
