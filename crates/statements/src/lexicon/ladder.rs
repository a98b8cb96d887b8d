//! Proportion words: the thresholds of a framework's ladder with the ways in which its words are said and heard.

use super::pattern::expansions;
use crate::claim::Standard;
use profile::Proportions;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How proportion words are said and heard, as files have it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ProportionWords {
    /// The words of a ladder.
    pub steps: Vec<StepWords>,
    /// Words vaguer than a step.
    pub vague: Vec<VagueQuantity>,
}

/// How one word of a ladder is said and heard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepWords {
    /// The step: `large-majority`.
    pub step: String,
    /// Ways of saying it, with `{things}` for what is counted.
    pub say: Vec<String>,
    /// Further ways of saying it that are understood, without what is counted.
    pub hear: Vec<String>,
}

/// A word that covers a range of shares.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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

/// A ladder of proportion words, from the largest share to the smallest, with the words that are vaguer than a step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ladder {
    /// Which share each word stands for, and when groups are counted instead.
    pub thresholds: Proportions,
    /// The standard whose settings are always counted exactly, where statements know the way of counting that the
    /// thresholds name.
    pub always_count: Option<Standard>,
    /// How each step is said and heard, in the order of the thresholds.
    pub steps: Vec<StepWords>,
    /// Words vaguer than a step.
    pub vague: Vec<VagueQuantity>,
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
    /// The ladder of some thresholds, said in known ways where there are such.
    pub fn new(thresholds: Proportions, known: &ProportionWords) -> Ladder {
        let steps: Vec<StepWords> =
            (0..thresholds.ladder.steps().len()).map(|at| step_words(at, &thresholds, known)).collect();
        let vague = known.vague.iter().filter(|vague| steps.iter().all(|step| step.step != vague.id));
        Ladder {
            always_count: Standard::counted_as(&thresholds.small_groups.always_count),
            vague: vague.cloned().collect(),
            steps,
            thresholds,
        }
    }

    /// The word for a share in per cent.
    pub fn step(&self, percent: f64) -> &StepWords {
        &self.steps[self.thresholds.ladder.position(percent)]
    }

    /// The step of a name.
    pub fn named(&self, id: &str) -> Option<&StepWords> {
        self.steps.iter().find(|step| step.step == id)
    }

    fn vague(&self, id: &str) -> Option<&VagueQuantity> {
        self.vague.iter().find(|vague| vague.id == id)
    }

    /// The shares that a word covers, by its name.
    pub fn range(&self, id: &str) -> Option<Range> {
        if let Some(vague) = self.vague(id) {
            return Some(Range { from: vague.from, to: vague.to });
        }
        let at = self.steps.iter().position(|step| step.step == id)?;
        let (from, to) = self.thresholds.ladder.range(at);
        Some(Range { from, to })
    }

    /// Whether a share may be called by a word.
    pub fn holds(&self, id: &str, percent: f64) -> bool {
        match self.vague(id) {
            Some(vague) => percent >= vague.from && percent <= vague.to,
            None => self.step(percent).step == id,
        }
    }

    /// Whether a share is so near to a word's threshold that a person should look.
    pub fn near(&self, id: &str, percent: f64) -> bool {
        // All and none are exact: 99 % is not nearly all of them.
        if percent <= 0.0 || percent >= 100.0 {
            return false;
        }
        let within = self.thresholds.limits.borderline_within;
        self.range(id).is_some_and(|range| {
            let close = |limit: f64| limit > 0.0 && limit < 100.0 && (percent - limit).abs() <= within;
            close(range.from) || close(range.to)
        })
    }
}

/// How a step of a ladder is said and heard: in the known ways, without those that the ladder gives to other steps
/// ("most" may be a step of its own).
fn step_words(at: usize, thresholds: &Proportions, known: &ProportionWords) -> StepWords {
    let all = thresholds.ladder.steps();
    let own = &all[at];
    let id = own.id();
    let (mut say, mut hear) = match known.steps.iter().find(|step| step.step == id) {
        Some(step) => (step.say.clone(), step.hear.clone()),
        None => (vec![format!("{} of {{things}}", own.word)], vec![heard(&own.word)]),
    };
    let is_heard = |hear: &[String], word: &String| {
        hear.iter().any(|pattern| expansions(pattern).is_ok_and(|ways| ways.contains(word)))
    };
    for also in &own.also {
        if !is_heard(&hear, also) {
            hear.push(heard(also));
        }
    }
    let others: Vec<&str> = all
        .iter()
        .filter(|other| other.word != own.word)
        .flat_map(|other| std::iter::once(&other.word).chain(&other.also))
        .map(String::as_str)
        .collect();
    say.retain(|way| !others.contains(&way.trim_end_matches(" {things}").trim_end_matches(" of")));
    hear.retain(|pattern| {
        !expansions(pattern).is_ok_and(|ways| ways.iter().any(|way| others.contains(&way.as_str())))
    });
    StepWords { step: id, say, hear }
}

fn heard(word: &str) -> String {
    format!("{word}( of)?( the)?")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use profile::proportions::{Begins, Step};
    use rstest::rstest;

    #[rstest]
    #[case(100.0, "all")]
    #[case(97.0, "almost-all")]
    #[case(96.5, "almost-all")]
    #[case(20.0, "small-minority")]
    #[case(0.1, "almost-none")]
    #[case(0.0, "none")]
    fn every_share_has_its_word(#[case] percent: f64, #[case] word: &str) {
        let ladder = Lexicon::built_in().unwrap().ladder;
        assert_eq!(ladder.step(percent).step, word);
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

    #[test]
    fn every_step_of_the_shipped_ladder_is_said_and_heard() {
        let ladder = Lexicon::built_in().unwrap().ladder;
        assert_eq!(ladder.always_count, Some(Standard::Inadequate));
        for step in &ladder.steps {
            assert!(!step.say.is_empty() && !step.hear.is_empty(), "{}", step.step);
        }
    }

    #[test]
    fn a_ladder_of_other_words_takes_them_over() {
        // Education Scotland's: almost all above 90, most from 75, a majority from 50, less than half from 15.
        let step = |word: &str, begins| Step { word: word.to_owned(), also: vec![], begins };
        let steps = vec![
            step("all", Begins::From(100.0)),
            step("almost all", Begins::Above(90.0)),
            step("most", Begins::From(75.0)),
            step("majority", Begins::From(50.0)),
            step("less than half", Begins::From(15.0)),
            step("few", Begins::Above(0.0)),
            step("none", Begins::From(0.0)),
        ];
        let mut thresholds = Proportions::builtin();
        thresholds.ladder = profile::proportions::Ladder::new(steps).unwrap();
        let lexicon = Lexicon::built_in().unwrap().with_proportions(thresholds).unwrap();
        assert_eq!(lexicon.ladder.step(80.0).step, "most");
        assert_eq!(lexicon.ladder.step(30.0).say, ["less than half of {things}"]);
        assert!(lexicon.ladder.vague.iter().all(|vague| vague.id != "less-than-half"));
    }
}
