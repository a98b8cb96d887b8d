//! Words for shares and limits for differences: the thresholds that frameworks, letters and checks share. How the words
//! are said and heard is the business of `words/`.

use definitions::{Format, Loader, Mistakes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file as it was when the program was built.
const BUILT_IN: &str = include_str!("../../../sources/proportions.toml");

/// The thresholds of words for shares, differences and movements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Proportions {
    /// Words for shares.
    pub ladder: Ladder,
    /// When groups are counted instead.
    pub small_groups: SmallGroups,
    /// When groups are too small to be spoken of.
    pub few: Few,
    /// Limits of differences in percentage points.
    pub points: Differences,
    /// Limits of differences as parts of the figure compared with.
    pub relative: Differences,
    /// Further limits.
    pub limits: Limits,
}

/// Words for shares from the largest share to the smallest, so that every share has one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Vec<Step>", into = "Vec<Step>")]
#[schemars(with = "Vec<Step>")]
pub struct Ladder {
    steps: Vec<Step>,
}

/// A word for a share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "StepFile", into = "StepFile")]
#[schemars(with = "StepFile")]
pub struct Step {
    /// The word: `large majority`.
    pub word: String,
    /// Other words for the same: `most`.
    pub also: Vec<String>,
    /// Where it begins.
    pub begins: Begins,
}

/// A word for a share, as files have it.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StepFile {
    /// The word: `large majority`.
    word: String,
    /// Other words for the same: `most`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<String>,
    /// The least share, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<f64>,
    /// Or the share above which it begins, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    above: Option<f64>,
}

/// Where a word begins, in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Begins {
    /// With this share.
    From(f64),
    /// With any share greater than this.
    Above(f64),
}

/// When groups are counted in words instead of described by a proportion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SmallGroups {
    /// The largest group that is counted in words.
    pub up_to: u32,
    /// The way of counting whose settings are always counted exactly, in groups of any size.
    pub always_count: String,
}

/// When a group is so small that its movements say nothing, or that a statement would single somebody out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Few {
    /// Fewer settings than this have no trend.
    pub settings_from: u32,
    /// Settings that are mostly one person at home are spoken of from this many in an area on.
    pub one_person_from: u32,
    /// A percentage or rate of fewer people than this has no trend, and drafts do not speak of it.
    pub people_from: u32,
    /// Areas with so few children that a percentage or rate of which the publisher gives no denominator must be taken to
    /// rest on fewer.
    pub areas: Vec<FewChildren>,
}

/// An area with few children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FewChildren {
    /// Its number.
    pub area: u16,
    /// How many children live there, and who says so.
    pub because: String,
}

/// How large a difference or a change must be for its word.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Differences {
    /// Up to this, two figures are “in line”.
    pub in_line_within: f64,
    /// Up to this, one is “slightly” above the other.
    pub slightly_up_to: f64,
    /// From this, it is “much” above.
    pub much_from: f64,
    /// Up to this change, a figure is “little changed”.
    pub unchanged_within: f64,
    /// Up to this change, it moved “slightly”.
    pub moved_slightly_up_to: f64,
    /// From this change, it moved “sharply”.
    pub moved_sharply_from: f64,
}

/// Further limits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// A share this near to the edge of its word, in percentage points, is borderline.
    pub borderline_within: f64,
    /// Shares that are all below this, in per cent, are compared like rates.
    pub relative_below: f64,
    /// How many steps a “steady” movement has at least.
    pub steady_steps: u32,
    /// The part of the steps that must go its way, the last one included.
    pub steady_part: f64,
    /// The part of the open settings with a judgement from which these speak for all.
    pub coverage: f64,
    /// The part of the open settings with a judgement from which the others are too few to matter.
    pub complete: f64,
    /// The part of a year that the evidence must reach over before anything is said of how judgements moved in it.
    pub year_covered: f64,
    /// A letter speaks of figures whose period ended at most this many years before its date.
    pub current_years: i16,
    /// The share of good or better from which it speaks for an area, in per cent.
    pub strength_from: f64,
    /// The share of good or better up to which it speaks against an area, in per cent.
    pub weakness_to: f64,
}

/// A ladder on which some share has no word.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LadderError {
    /// Its last word does not begin with nothing.
    #[error("the lowest word for a share must begin `from = 0`, or some shares have no word")]
    Open,
    /// A word does not begin lower than the one before it.
    #[error("`{0}` must begin lower than the word before it")]
    Order(String),
    /// A word begins at no share.
    #[error("`{0}` must begin between 0 and 100 per cent")]
    Range(String),
    /// A word begins nowhere or twice.
    #[error("`{0}` begins either `from` a share or `above` it: say one of the two")]
    Beginnings(String),
}

impl Proportions {
    /// The thresholds that come with the program.
    ///
    /// # Panics
    /// Never in a released program: the file is part of it, and the tests read it.
    #[expect(clippy::expect_used, reason = "the file is part of the program and read by its tests")]
    pub fn builtin() -> Proportions {
        Proportions::parse("sources/proportions.toml", BUILT_IN)
            .expect("the built-in proportions are part of the program")
    }

    /// The thresholds of a text in the form of `sources/proportions.toml`, which messages call `file`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(file: &str, text: &str) -> Result<Proportions, Mistakes> {
        Loader::new(Format::new("proportions", "a list of thresholds")).read(file, text)
    }
}

impl Begins {
    /// The share at the edge, in per cent.
    pub fn share(self) -> f64 {
        match self {
            Begins::From(share) | Begins::Above(share) => share,
        }
    }

    /// Whether a share in per cent reaches it.
    pub fn is_reached_by(self, percent: f64) -> bool {
        match self {
            Begins::From(share) => percent >= share,
            Begins::Above(share) => percent > share,
        }
    }

    /// Whether it is lower than another: from 50 is lower than above 50.
    pub fn is_below(self, other: Begins) -> bool {
        let just = matches!((self, other), (Begins::From(_), Begins::Above(_)));
        self.share() < other.share() || (just && self.share() <= other.share())
    }
}

impl Step {
    /// Its name in files and claims: `large-majority`.
    pub fn id(&self) -> String {
        self.word.replace(' ', "-")
    }
}

impl Ladder {
    /// A ladder of some words, the largest share first.
    ///
    /// # Errors
    /// Where a share would have no word, or two.
    pub fn new(steps: Vec<Step>) -> Result<Ladder, LadderError> {
        if let Some(step) = steps.iter().find(|step| !(0.0..=100.0).contains(&step.begins.share())) {
            return Err(LadderError::Range(step.word.clone()));
        }
        if let Some(pair) = steps.windows(2).find(|pair| !pair[1].begins.is_below(pair[0].begins)) {
            return Err(LadderError::Order(pair[1].word.clone()));
        }
        match steps.last() {
            Some(last) if last.begins.is_reached_by(0.0) => Ok(Ladder { steps }),
            _ => Err(LadderError::Open),
        }
    }

    /// The words, the largest share first; never none.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The position of the word for a share in per cent.
    pub fn position(&self, percent: f64) -> usize {
        let reached = self.steps.iter().position(|step| step.begins.is_reached_by(percent));
        reached.unwrap_or(self.steps.len() - 1)
    }

    /// The word for a share in per cent.
    pub fn step(&self, percent: f64) -> &Step {
        &self.steps[self.position(percent)]
    }

    /// The shares between which the word at a position lies, in per cent.
    pub fn range(&self, position: usize) -> (f64, f64) {
        let to = position.checked_sub(1).map_or(100.0, |above| self.steps[above].begins.share());
        (self.steps[position].begins.share(), to)
    }
}

impl TryFrom<StepFile> for Step {
    type Error = LadderError;

    fn try_from(file: StepFile) -> Result<Step, LadderError> {
        let begins = match (file.from, file.above) {
            (Some(from), None) => Begins::From(from),
            (None, Some(above)) => Begins::Above(above),
            _ => return Err(LadderError::Beginnings(file.word)),
        };
        Ok(Step { word: file.word, also: file.also, begins })
    }
}

impl From<Step> for StepFile {
    fn from(step: Step) -> StepFile {
        let (from, above) = match step.begins {
            Begins::From(share) => (Some(share), None),
            Begins::Above(share) => (None, Some(share)),
        };
        StepFile { word: step.word, also: step.also, from, above }
    }
}

impl TryFrom<Vec<Step>> for Ladder {
    type Error = LadderError;

    fn try_from(steps: Vec<Step>) -> Result<Ladder, LadderError> {
        Ladder::new(steps)
    }
}

impl From<Ladder> for Vec<Step> {
    fn from(ladder: Ladder) -> Vec<Step> {
        ladder.steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_share_has_its_word() {
        let ladder = Proportions::builtin().ladder;
        let words = [
            (100.0, "all"),
            (97.0, "almost all"),
            (96.5, "almost all"),
            (80.0, "very large majority"),
            (65.0, "large majority"),
            (50.1, "majority"),
            (50.0, "half"),
            (40.0, "minority"),
            (20.0, "small minority"),
            (5.0, "very small minority"),
            (0.1, "almost none"),
            (0.0, "none"),
        ];
        for (percent, word) in words {
            assert_eq!(ladder.step(percent).word, word, "{percent}");
        }
        assert_eq!(ladder.range(1), (96.5, 100.0));
        assert_eq!(ladder.range(0), (100.0, 100.0));
    }

    #[test]
    fn a_ladder_with_a_gap_is_refused() {
        let step = |word: &str, begins| Step { word: word.to_owned(), also: vec![], begins };
        let (from, above) = (Begins::From, Begins::Above);
        assert_eq!(Ladder::new(vec![]), Err(LadderError::Open));
        assert_eq!(Ladder::new(vec![step("some", above(0.0))]), Err(LadderError::Open));
        let twice = vec![step("half", from(50.0)), step("majority", above(50.0)), step("none", from(0.0))];
        assert_eq!(Ladder::new(twice), Err(LadderError::Order("majority".to_owned())));
        let out = vec![step("all", from(101.0)), step("none", from(0.0))];
        assert_eq!(Ladder::new(out), Err(LadderError::Range("all".to_owned())));
    }

    #[test]
    fn thresholds_are_read_back_from_their_own_json() {
        let all = Proportions::builtin();
        let text = serde_json::to_string(&all).unwrap();
        assert_eq!(serde_json::from_str::<Proportions>(&text).unwrap(), all);
    }
}
