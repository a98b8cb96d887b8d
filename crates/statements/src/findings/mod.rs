//! Findings: every claim that can be made of a profile, each with its evidence. A claim is offered only where
//! [`crate::decide()`] supports it without a doubt; what the evidence lacks is not said.

mod figures;
mod select;
mod settings;

pub use select::{Selection, statements};

use crate::claim::{Assertion, Claim, Comparator, Relation, Standard, Subject, Way};
use crate::decide::{Decision, decide, plainly};
use crate::facts::Facts;
use crate::realise::measure_words;
use evidence::{Group, Polarity};
use serde::Serialize;

/// A claim that the evidence supports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The claim.
    pub claim: Claim,
    /// The evidence it rests on.
    pub decision: Decision,
    /// Whether it speaks for the area.
    pub tone: Tone,
    /// The stage of life under which a letter speaks of it.
    pub stage: String,
    /// How much it matters, 0 to 10.
    pub weight: u8,
}

/// Whether a finding speaks for the area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// It does.
    Strength,
    /// It says neither.
    Plain,
    /// It speaks against it.
    Weakness,
}

/// Every finding of a profile, in the order in which the profile holds its subjects.
pub fn findings(facts: &Facts<'_>) -> Vec<Finding> {
    let mut claims = settings::candidates(facts);
    claims.extend(figures::candidates(facts));
    claims.extend(facts.profile.events.iter().map(|event| {
        Claim::new(
            Subject::Event { kind: event.kind.clone() },
            Assertion::CameOf { outcome: event.outcome.clone() },
        )
        .at(crate::claim::When::Month { year: event.date.year(), month: event.date.month() })
    }));
    claims.into_iter().filter_map(|claim| finding(claim, facts)).collect()
}

/// The finding of a claim, if the evidence plainly supports it.
fn finding(claim: Claim, facts: &Facts<'_>) -> Option<Finding> {
    let claim = claim.canonical();
    let decision = decide(&claim, facts);
    if !plainly(&decision) {
        return None;
    }
    let (stage, weight) = place(&claim.subject, facts);
    Some(Finding { tone: tone(&claim, facts), claim, decision, stage, weight })
}

/// The stage of life under which a letter speaks of a subject.
pub fn stage_of(subject: &Subject, facts: &Facts<'_>) -> String {
    place(subject, facts).0
}

/// The stage of life and weight of a subject.
fn place(subject: &Subject, facts: &Facts<'_>) -> (String, u8) {
    let other = || ("other".to_owned(), 0);
    match subject {
        Subject::Settings { settings } | Subject::Share { settings, .. } => {
            let known = facts.lexicon.remits.iter().find(|words| words.remits == settings.remits);
            let of_profile = facts.remits(settings).first().map(|remit| (remit.life_stage.clone(), 1));
            known
                .map(|words| (words.stage.clone().unwrap_or_default(), words.weight))
                .or(of_profile)
                .unwrap_or_else(other)
        }
        Subject::Measure { indicator, group } | Subject::Gap { indicator, group, .. } => {
            let Some((words, of_group)) = measure_words(indicator, facts) else { return other() };
            let group = of_group.as_ref().unwrap_or(group);
            let of_group = facts
                .lexicon
                .groups
                .iter()
                .find(|known| format!("{}={}", known.characteristic, known.value) == group.as_str());
            let stage = of_group.and_then(|group| group.stage.clone()).or_else(|| words.stage.clone());
            // A letter speaks of everybody and of the groups that the lexicon gives weight.
            let group_weight =
                if *group == Group::all() { 10 } else { of_group.map_or(0, |group| group.weight) };
            (stage.unwrap_or_else(|| "other".to_owned()), words.weight.min(group_weight))
        }
        Subject::Event { .. } => ("safeguarding".to_owned(), 10),
        Subject::Assessment => ("overall".to_owned(), 10),
    }
}

/// Whether a supported claim speaks for the area.
fn tone(claim: &Claim, facts: &Facts<'_>) -> Tone {
    if claim.elsewhere.is_some() {
        return Tone::Plain;
    }
    let good = |good: bool| if good { Tone::Strength } else { Tone::Weakness };
    let polarity = || facts.measured(&claim.subject).map_or(Polarity::Neither, |measured| measured.polarity);
    let directed = |up: bool| match polarity() {
        Polarity::High => good(up),
        Polarity::Low => good(!up),
        Polarity::Neither => Tone::Plain,
    };
    match &claim.assertion {
        Assertion::Compared { with, .. } if with.iter().all(|one| matches!(one, Comparator::Group(_))) => {
            Tone::Plain
        }
        Assertion::Compared { relation, .. } => match relation {
            Relation::Higher => directed(true),
            Relation::Lower => directed(false),
            Relation::Better => Tone::Strength,
            Relation::Worse => Tone::Weakness,
            Relation::Similar => Tone::Plain,
        },
        Assertion::Moved { way, .. } => match way {
            Way::Up => directed(true),
            Way::Down => directed(false),
            Way::Improved => Tone::Strength,
            Way::Worsened => Tone::Weakness,
            Way::Level => Tone::Plain,
        },
        Assertion::Paced { way, pace, .. } => {
            let for_it = directed(*way == Way::Up);
            match (pace, for_it) {
                (crate::claim::Pace::Faster, tone) => tone,
                (crate::claim::Pace::Slower, Tone::Strength) => Tone::Weakness,
                (crate::claim::Pace::Slower, Tone::Weakness) => Tone::Strength,
                _ => Tone::Plain,
            }
        }
        Assertion::Level { standard, .. } => settings::tone(claim, standard, facts),
        Assertion::Found { standard } => match (standard, &claim.subject) {
            (Standard::GoodOrBetter | Standard::Improved, _) => Tone::Strength,
            (Standard::Inadequate | Standard::Declined, _) => Tone::Weakness,
            (Standard::Value(label), Subject::Settings { settings }) => {
                settings::tone_of_value(settings, label, facts)
            }
            _ => Tone::Plain,
        },
        Assertion::CameOf { outcome } => facts
            .lexicon
            .events
            .iter()
            .flat_map(|event| &event.outcomes)
            .find(|known| known.outcome == *outcome)
            .and_then(|known| known.good)
            .map_or(Tone::Plain, good),
        Assertion::Value { .. } | Assertion::Graded { .. } => Tone::Plain,
    }
}
