//! Claims: everything that a letter asserts, as types. A claim is what the words say, not what is true.

use crate::number::Number;
use crate::period_name::PeriodName;
use crate::short_id::ShortId;
use evidence::{AspectId, Group, IndicatorId, RemitId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A finding as stated in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// What it is about.
    pub subject: Subject,
    /// Whose figures it is about: the area's own, unless the words say that they speak of somewhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<Comparator>,
    /// What it says of the subject.
    pub assertion: Assertion,
    /// Of what time it says so.
    pub when: When,
    /// Whether the words deny it: "has not widened", "no improvement".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub denied: bool,
}

/// What a claim is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "about", rename_all = "kebab-case")]
pub enum Subject {
    /// Settings of some remits.
    Settings {
        /// Which.
        settings: Settings,
    },
    /// The share of settings that reach a standard, as a figure that can rise and be compared.
    Share {
        /// Of which settings.
        settings: Settings,
        /// Reaching what.
        standard: Standard,
    },
    /// An indicator of a group.
    Measure {
        /// The indicator.
        #[schemars(with = "String")]
        indicator: IndicatorId,
        /// The group of people.
        #[schemars(with = "String")]
        group: Group,
    },
    /// The gap between two groups in an indicator.
    Gap {
        /// The indicator.
        #[schemars(with = "String")]
        indicator: IndicatorId,
        /// The group that tends to be behind.
        #[schemars(with = "String")]
        group: Group,
        /// Those it is compared with.
        #[schemars(with = "String")]
        compared: Group,
    },
    /// An event of the area as a whole, such as an unannounced inspection.
    Event {
        /// Its kind, as the evidence names it.
        kind: String,
    },
    /// The annual assessment itself.
    Assessment,
}

/// Settings that a claim speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// The remits, sorted; empty for every remit.
    #[schemars(with = "Vec<String>")]
    pub remits: Vec<RemitId>,
    /// The aspect that was judged.
    #[schemars(with = "String")]
    pub aspect: AspectId,
    /// Which of them.
    #[serde(default)]
    pub cohort: Cohort,
    /// A limit that the words set and that the published evidence cannot see, such as homes "commissioned by the
    /// authority"; the lexicon names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
}

/// The aspect meant where a sentence names none.
pub const OVERALL: &str = "overall-effectiveness";

impl Settings {
    /// All open settings of some remits, judged overall.
    pub fn of(remits: &[&str]) -> Settings {
        let mut remits: Vec<RemitId> = remits.iter().map(|remit| RemitId::from(*remit)).collect();
        remits.sort();
        remits.dedup();
        Settings { remits, aspect: AspectId::from(OVERALL), cohort: Cohort::Open, limit: None }
    }
}

/// Which settings.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Cohort {
    /// All that are open, each with its latest judgement.
    #[default]
    Open,
    /// Those with a judgement in the evidence, where many have none.
    Judged,
    /// Those inspected during the year, graded or not.
    Inspected,
    /// Those that an inspection of the year graded as a whole, where it did not grade all that were inspected.
    Graded,
    /// Those inspected for the first time during the year.
    FirstInspected,
}

/// What settings are said to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standard {
    /// Good or better, as the inspectorate draws the line.
    GoodOrBetter,
    /// One value of a scale, by its label in lower case.
    Value(String),
    /// Whatever value its scale has for provision that fails.
    Inadequate,
    /// Of inspected settings: better than at the inspection before.
    Improved,
    /// The same.
    Held,
    /// The same or better.
    HeldOrImproved,
    /// Worse.
    Declined,
    /// Turned into academies since the judgement they still carry.
    BecameAcademies,
    /// Of settings inspected in the year: graded as a whole.
    Graded,
    /// Inspected since their last grade without being given a new one.
    InspectedSince,
}

impl Standard {
    /// The standard that a framework's way of counting settings stands for, by its name; none for ways that statements
    /// do not speak of.
    pub fn counted_as(way: &str) -> Option<Standard> {
        match way {
            "inadequate" => Some(Standard::Inadequate),
            "good-or-better" => Some(Standard::GoodOrBetter),
            _ => None,
        }
    }
}

/// How many.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Quantity {
    /// A proportion word, by its name in the ladder.
    Band(String),
    /// Counted, with the whole where the words give it.
    Count {
        /// How many.
        part: u32,
        /// Of how many.
        whole: Option<u32>,
    },
}

/// What is compared with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Comparator {
    /// The statistical neighbours: "similar areas".
    Neighbours,
    /// The region.
    Region,
    /// England: "nationally".
    England,
    /// England without the area: "elsewhere".
    Elsewhere,
    /// The same figure a year before.
    YearBefore,
    /// Another group in the same area: "their peers" where it is everybody.
    Group(#[schemars(with = "String")] Group),
}

/// How two numbers stand to each other. `Better` and `Worse` remain only where no direction of the measure is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The number is higher.
    Higher,
    /// Much the same.
    Similar,
    /// The number is lower.
    Lower,
    /// Higher or lower, whichever is good.
    Better,
    /// Higher or lower, whichever is not good.
    Worse,
}

/// Which way a number went. `Improved` and `Worsened` remain only where no direction of the measure is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// It rose.
    Up,
    /// It stayed much the same.
    Level,
    /// It fell.
    Down,
    /// Up or down, whichever is good.
    Improved,
    /// Up or down, whichever is not good.
    Worsened,
}

/// How great a difference or a movement is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Size {
    /// "slightly", "just".
    Slight,
    /// "much", "well", "significantly".
    Much,
}

/// How fast one movement is beside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// "more quickly".
    Faster,
    /// "at the same rate".
    Same,
    /// "more slowly".
    Slower,
}

/// How a figure is given that is not given exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// "about", "nearly", "just over".
    About,
    /// "over", "at least".
    AtLeast,
    /// "under", "at most".
    AtMost,
}

/// What a claim says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "says", rename_all = "kebab-case")]
pub enum Assertion {
    /// So many of the settings are of a standard.
    Level {
        /// How many.
        quantity: Quantity,
        /// Of what standard.
        standard: Standard,
    },
    /// The figure is so much.
    Value {
        /// The figure.
        number: Number,
        /// Whether the words give it only as a bound or roughly.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bound: Option<Bound>,
    },
    /// The figure stands so to other figures.
    Compared {
        /// How.
        relation: Relation,
        /// By how much, where the words say so.
        size: Option<Size>,
        /// With whose figures; all of them. Sorted.
        with: Vec<Comparator>,
    },
    /// The figure moved.
    Moved {
        /// Which way.
        way: Way,
        /// By how much, where the words say so.
        size: Option<Size>,
        /// Whether the words say that it does so steadily, or still.
        steadily: bool,
        /// From what, where the words say so.
        from: Option<Number>,
        /// To what, where the words say so.
        to: Option<Number>,
    },
    /// The figure moved faster or more slowly than others did.
    Paced {
        /// Which way, where the words say so.
        way: Way,
        /// How fast beside them.
        pace: Pace,
        /// Compared with which; all of them. Sorted.
        than: Vec<Comparator>,
    },
    /// A dated inspection of a single service found a standard.
    Found {
        /// What it found.
        standard: Standard,
    },
    /// An event had an outcome, named as the evidence names it.
    CameOf {
        /// The outcome.
        outcome: String,
    },
    /// The assessment came to a grade, by its label in lower case.
    Graded {
        /// The grade.
        grade: String,
    },
}

/// Of what time a claim speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// The words do not say: the latest figure, or the movement up to it.
    #[default]
    Unsaid,
    /// In one period; a movement: into that period from the one before.
    In(PeriodName),
    /// From one period to another.
    Between {
        /// The first.
        from: PeriodName,
        /// The last.
        to: PeriodName,
    },
    /// From one period to the latest.
    Since(PeriodName),
    /// Over the last year.
    LastYear,
    /// Over this number of years up to the latest period.
    LastYears(u8),
    /// In one month.
    Month {
        /// The year.
        year: i16,
        /// The month, 1 to 12.
        month: i8,
    },
}

impl Claim {
    /// A claim about the area's own figures that sets no time and denies nothing.
    pub fn new(subject: Subject, assertion: Assertion) -> Claim {
        Claim { subject, elsewhere: None, assertion, when: When::Unsaid, denied: false }.canonical()
    }

    /// The same at a time.
    #[must_use]
    pub fn at(mut self, when: When) -> Claim {
        self.when = when;
        self
    }

    /// The same of somewhere else.
    #[must_use]
    pub fn of(mut self, elsewhere: Comparator) -> Claim {
        self.elsewhere = Some(elsewhere);
        self
    }

    /// The same with its lists in order, so that equal claims are equal however their words came.
    #[must_use]
    pub fn canonical(mut self) -> Claim {
        if let Subject::Settings { settings } | Subject::Share { settings, .. } = &mut self.subject {
            settings.remits.sort();
            settings.remits.dedup();
        }
        if let Assertion::Compared { with: list, .. } | Assertion::Paced { than: list, .. } =
            &mut self.assertion
        {
            list.sort();
            list.dedup();
        }
        self
    }

    /// A short name that stays the same as long as the claim does: sixteen hexadecimal digits of its FNV-1a hash.
    pub fn id(&self) -> ClaimId {
        ClaimId(ShortId::of(self.text().as_bytes()))
    }

    /// The claim in one line of plain text, the same for equal claims and different for others.
    pub fn text(&self) -> String {
        // Struct fields are written in the order of their declaration, so this is one text for one claim.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The short name of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ClaimId(ShortId);

impl ClaimId {
    /// Which of several ways of saying the claim is taken: one of a number of ways, evenly over all claims.
    pub fn choice(self, of: usize) -> usize {
        self.0.choice(of)
    }

    /// Reads sixteen hexadecimal digits.
    pub fn read(text: &str) -> Option<ClaimId> {
        ShortId::read(text).map(ClaimId)
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_claims_are_equal_however_their_lists_came() {
        let compared = |with: Vec<Comparator>| {
            Claim::new(
                Subject::Share {
                    settings: Settings::of(&["primary-school", "nursery-school"]),
                    standard: Standard::GoodOrBetter,
                },
                Assertion::Compared { relation: Relation::Higher, size: None, with },
            )
        };
        let one = compared(vec![Comparator::England, Comparator::Neighbours]);
        let other = compared(vec![Comparator::Neighbours, Comparator::England, Comparator::England]);
        assert_eq!(one, other);
        assert_eq!(one.id(), other.id());
        assert_eq!(ClaimId::read(&one.id().to_string()), Some(one.id()));
    }

    #[test]
    fn a_claim_is_read_back_from_its_text() {
        let claim = Claim::new(
            Subject::Measure { indicator: IndicatorId("x".into()), group: Group::all() },
            Assertion::Value { number: Number::read("56.7").unwrap(), bound: None },
        )
        .at(When::In(PeriodName::year(2011)));
        assert_eq!(serde_json::from_str::<Claim>(&claim.text()).unwrap(), claim);
    }
}
