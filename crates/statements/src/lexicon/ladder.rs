//! Proportion words: which word goes with which share.

use serde::{Deserialize, Serialize};

/// The proportion words from the largest share to the smallest, with the words that are vaguer than a step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Groups of at most so many are counted in words ("four of the six") and not called a majority.
    pub counted_up_to: u32,
    /// A share this near to a threshold, in percentage points, is called borderline.
    pub borderline: f64,
    /// The steps, from all to none.
    pub steps: Vec<LadderStep>,
    /// Words vaguer than a step.
    #[serde(default)]
    pub vague: Vec<VagueQuantity>,
}

/// One proportion word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LadderStep {
    /// Its name.
    pub id: String,
    /// The smallest share it is used for, in per cent.
    pub from: f64,
    /// Whether the share must be greater than that, not only as great.
    #[serde(default)]
    pub above: bool,
    /// Ways of saying it, with `{things}` for what is counted.
    pub say: Vec<String>,
    /// Further ways of saying it that are understood, without what is counted.
    pub hear: Vec<String>,
}

/// A word that covers a range of shares.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VagueQuantity {
    /// Its name.
    pub id: String,
    /// The smallest share it can mean, in per cent.
    pub from: f64,
    /// The largest.
    pub to: f64,
    /// A way of saying it, with `{things}`; none where Kingsway does not write it.
    #[serde(default)]
    pub say: Option<String>,
    /// What is understood as it.
    pub hear: Vec<String>,
}

/// What a share of settings can be, in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The smallest.
    pub from: f64,
    /// The largest.
    pub to: f64,
}

impl Ladder {
    /// Whether the steps fall from all to none, without gap.
    pub(super) fn check(&self) -> Result<(), String> {
        let Some(last) = self.steps.last() else { return Err("there is none".to_owned()) };
        if last.from > 0.0 || last.above {
            return Err(format!("the last, `{}`, must begin at 0", last.id));
        }
        for pair in self.steps.windows(2) {
            let falls = pair[0].from > pair[1].from || (pair[0].from >= pair[1].from && pair[0].above);
            if !falls {
                return Err(format!("`{}` must begin above `{}`", pair[0].id, pair[1].id));
            }
        }
        Ok(())
    }

    /// The word for a share in per cent.
    pub fn step(&self, percent: f64) -> Option<&LadderStep> {
        self.steps.iter().find(|step| step.holds(percent))
    }

    /// The step of a name.
    pub fn named(&self, id: &str) -> Option<&LadderStep> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The shares that a word covers, by its name.
    pub fn range(&self, id: &str) -> Option<Range> {
        if let Some(vague) = self.vague.iter().find(|vague| vague.id == id) {
            return Some(Range { from: vague.from, to: vague.to });
        }
        let at = self.steps.iter().position(|step| step.id == id)?;
        let to = if at == 0 { 100.0 } else { self.steps[at - 1].from };
        Some(Range { from: self.steps[at].from, to })
    }

    /// Whether a share may be called by a word.
    pub fn holds(&self, id: &str, percent: f64) -> bool {
        if let Some(vague) = self.vague.iter().find(|vague| vague.id == id) {
            return percent >= vague.from && percent <= vague.to;
        }
        self.step(percent).is_some_and(|step| step.id == id)
    }

    /// Whether a share is so near to a word's threshold that a person should look.
    pub fn near(&self, id: &str, percent: f64) -> bool {
        // All and none are exact: 99 % is not nearly all of them.
        if percent <= 0.0 || percent >= 100.0 {
            return false;
        }
        self.range(id).is_some_and(|range| {
            let close =
                |limit: f64| limit > 0.0 && limit < 100.0 && (percent - limit).abs() <= self.borderline;
            close(range.from) || close(range.to)
        })
    }
}

impl LadderStep {
    fn holds(&self, percent: f64) -> bool {
        if self.above { percent > self.from } else { percent >= self.from }
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use rstest::rstest;

    #[rstest]
    #[case(100.0, "all")]
    #[case(97.0, "almost-all")]
    #[case(96.5, "almost-all")]
    #[case(80.0, "very-large-majority")]
    #[case(75.0, "large-majority")]
    #[case(64.5, "large-majority")]
    #[case(50.1, "majority")]
    #[case(50.0, "half")]
    #[case(49.9, "minority")]
    #[case(20.0, "small-minority")]
    #[case(5.0, "very-small-minority")]
    #[case(0.1, "almost-none")]
    #[case(0.0, "none")]
    fn every_share_has_its_word(#[case] percent: f64, #[case] word: &str) {
        let ladder = Lexicon::built_in().unwrap().ladder;
        assert_eq!(ladder.step(percent).unwrap().id, word);
        assert!(ladder.holds(word, percent));
    }

    #[test]
    fn a_share_near_a_threshold_is_borderline() {
        let ladder = Lexicon::built_in().unwrap().ladder;
        assert!(ladder.near("large-majority", 79.2));
        assert!(ladder.near("very-large-majority", 79.6));
        assert!(!ladder.near("large-majority", 72.0));
        assert!(!ladder.near("all", 100.0));
    }
}
