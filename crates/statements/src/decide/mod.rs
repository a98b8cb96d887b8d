//! Verdicts: whether a claim is true of a profile. Findings are made by the same functions, so that what Kingsway
//! writes and what it accepts cannot drift apart.

mod comparisons;
mod events;
mod levels;
mod movements;

pub(crate) use comparisons::{relation_for, value_beside};
pub(crate) use levels::{covers, plainly, quantity_for, well_judged};
pub(crate) use movements::{change, change_beside, is_steady, pace_for, way_for};

use crate::claim::{Assertion, Claim, Comparator, Subject};
use crate::facts::{Facts, FiguresUsed, Measured};
use profile::FigureUsed;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether a claim holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// The evidence shows it.
    Supported,
    /// The evidence shows something else.
    Contradicted,
    /// The evidence cannot tell.
    Undecidable,
}

/// What the evidence says of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Whether it holds.
    pub ruling: Ruling,
    /// The true figures in a few words, or what is missing.
    pub because: String,
    /// Why a person should look although there is a ruling: so near to a threshold that rounding decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borderline: Option<String>,
    /// The claim that would be right in place of a contradicted one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<Claim>,
    /// Every figure that the claim names or that decided it, each once.
    pub figures: Vec<FigureUsed>,
    /// What a reader must know of these figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
}

impl Decision {
    fn new(ruling: Ruling, because: String) -> Decision {
        Decision {
            ruling,
            because,
            borderline: None,
            instead: None,
            figures: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// The evidence cannot tell, because something is missing.
    pub(crate) fn undecidable(missing: impl Into<String>) -> Decision {
        Decision::new(Ruling::Undecidable, missing.into())
    }

    fn of(truth: &Truth, because: String) -> Decision {
        let (ruling, borderline) = match truth {
            Truth::Yes => (Ruling::Supported, None),
            Truth::JustYes(why) => (Ruling::Supported, Some(why.clone())),
            Truth::JustNo(why) => (Ruling::Contradicted, Some(why.clone())),
            Truth::No => (Ruling::Contradicted, None),
            Truth::Unknown(missing) => return Decision::undecidable(missing.clone()),
        };
        Decision { borderline, ..Decision::new(ruling, because) }
    }

    fn with(mut self, figures: FiguresUsed) -> Decision {
        self.figures = figures.into_vec();
        self
    }

    fn noting(mut self, notices: Vec<String>) -> Decision {
        self.notices = notices;
        self
    }

    fn instead(mut self, claim: Option<Claim>) -> Decision {
        if self.ruling == Ruling::Contradicted {
            self.instead = claim;
        }
        self
    }
}

/// Whether something is so, with the cases that a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Truth {
    /// Yes.
    Yes,
    /// Yes, but so nearly not that a person should look.
    JustYes(String),
    /// No, but so nearly yes that a person should look.
    JustNo(String),
    /// No.
    No,
    /// It cannot be said.
    Unknown(String),
}

impl Truth {
    fn denied(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            // What may be said either way can neither be denied nor its denial refuted.
            Truth::JustYes(why) | Truth::JustNo(why) => {
                Truth::Unknown(format!("it may be said either way, so a person must decide: {why}"))
            }
            Truth::Unknown(missing) => Truth::Unknown(missing),
        }
    }

    /// Both: one no is a no, one unknown leaves a yes unknown.
    fn and(self, other: Truth) -> Truth {
        let weight = |truth: &Truth| match truth {
            Truth::No => 4,
            Truth::JustNo(_) => 3,
            Truth::Unknown(_) => 2,
            Truth::JustYes(_) => 1,
            Truth::Yes => 0,
        };
        if weight(&other) > weight(&self) { other } else { self }
    }
}

/// Whether a claim is true of a profile.
pub fn decide(claim: &Claim, facts: &Facts<'_>) -> Decision {
    match (&claim.subject, &claim.assertion) {
        (Subject::Settings { settings }, Assertion::Level { quantity, standard }) => {
            levels::level(claim, settings, quantity, standard, facts)
        }
        (Subject::Settings { settings }, Assertion::Found { standard }) => {
            levels::found(claim, settings, standard, facts)
        }
        (Subject::Event { kind }, Assertion::CameOf { outcome }) => {
            events::came_of(claim, kind, outcome, facts)
        }
        (Subject::Assessment, _) => events::assessment(),
        (subject, Assertion::Value { .. } | Assertion::Compared { .. }) => {
            match year_told(claim, facts).and_then(|()| measured(subject, facts)) {
                Ok(measured) => comparisons::decide(claim, &measured, facts),
                Err(missing) => Decision::undecidable(missing),
            }
        }
        (subject, Assertion::Moved { .. } | Assertion::Paced { .. }) => {
            match year_told(claim, facts).and_then(|()| measured(subject, facts)) {
                Ok(measured) => movements::decide(claim, &measured, facts),
                Err(missing) => Decision::undecidable(missing),
            }
        }
        _ => Decision::undecidable("this is not said of such a subject in any published figure"),
    }
}

/// Whether the evidence tells of the year over which a claim says that a share of settings moved; else what is missing.
fn year_told(claim: &Claim, facts: &Facts<'_>) -> Result<(), String> {
    let Subject::Share { settings, .. } = &claim.subject else { return Ok(()) };
    let over_time = match &claim.assertion {
        Assertion::Moved { .. } | Assertion::Paced { .. } => true,
        Assertion::Compared { with, .. } => with.contains(&Comparator::YearBefore),
        _ => false,
    };
    match facts.year_not_told(settings).filter(|_| over_time) {
        Some(missing) => Err(missing),
        None => Ok(()),
    }
}

/// The figures of a subject, or what is missing.
fn measured(subject: &Subject, facts: &Facts<'_>) -> Result<Measured, String> {
    if let Subject::Share { settings, standard } = subject {
        if let Some(missing) = levels::share_uncovered(settings, facts) {
            return Err(missing);
        }
        if *standard != crate::claim::Standard::GoodOrBetter && facts.counted(settings).is_some() {
            return Err(format!(
                "shares are only followed for good or better, not for {}",
                crate::realise::standard_words(standard, facts.lexicon)
            ));
        }
    }
    if let Some(measured) = facts.measured(subject) {
        if measured.series.is_empty() {
            return Err(format!("the evidence holds no figure for the area: {}", measured.what));
        }
        return Ok(measured);
    }
    Err(match subject {
        Subject::Measure { indicator, group } | Subject::Gap { indicator, group, .. } => {
            missing_measure(indicator.as_str(), group.as_str(), facts)
        }
        Subject::Share { settings, .. } | Subject::Settings { settings } => levels::missing(settings, facts),
        Subject::Event { kind } => events::missing(kind),
        Subject::Assessment => events::NO_ASSESSMENT.to_owned(),
    })
}

fn missing_measure(indicator: &str, group: &str, facts: &Facts<'_>) -> String {
    let known = facts.profile.indicators.iter().find(|block| block.indicator.as_str() == indicator);
    let group = crate::facts::group_text(facts, group);
    match known {
        Some(block) if group != "all" => {
            format!("the evidence has “{}”, but not for those {group}", block.name)
        }
        Some(block) => format!("the evidence has “{}” only for some groups", block.name),
        None => match facts.lexicon.measures.iter().find(|words| {
            words.indicators.iter().any(|id| id.as_str() == indicator)
                || words.by_group.values().any(|id| id.as_str() == indicator)
        }) {
            Some(words) => format!(
                "the evidence holds nothing on {}",
                words.noun.clone().unwrap_or_else(|| format!(
                    "{} {}",
                    words.people.as_deref().unwrap_or_default(),
                    words.does.as_deref().unwrap_or_default()
                ))
            ),
            None => format!("the evidence holds no indicator `{indicator}`"),
        },
    }
}
