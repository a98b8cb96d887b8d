//! Figures that a clause gives, each with whose it is and of when: "was 56.7% in 2011, compared with 59.0% nationally".

use super::clauses::{Clause, Predicate};
use super::concepts::Concept;
use super::mentions::{Mention, Unit, What, bound_of, preposition};
use crate::claim::{Bound, Comparator, When};
use crate::lexicon::Preposition;
use crate::number::Number;
use crate::period_name::PeriodName;

/// A comparator stands at most this many tokens after its figure: "59% for England".
const TOKENS_TO_PLACE: usize = 3;

/// A figure as it is given.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Given {
    pub number: Number,
    pub bound: Option<Bound>,
    pub place: Option<Comparator>,
    pub when: When,
    /// Whether it can be a share: it has a unit or decimal places.
    pub with_unit: bool,
}

/// The figures of a clause that are not the ends of its movement nor say by how much.
pub(super) fn given(clause: &Clause, mentions: &[Mention], of_other: &[usize]) -> Vec<Given> {
    let lone = matches!(clause.predicate, Predicate::Value);
    let figures: Vec<usize> =
        clause.mentions.clone().filter(|at| is_given(clause, mentions, *at, lone, of_other)).collect();
    let mut all: Vec<Given> = Vec::new();
    let places = places(clause, mentions, &figures);
    for (order, at) in figures.iter().enumerate() {
        let What::Figure { number, unit } = &mentions[*at].what else { continue };
        let next = figures.get(order + 1).copied().unwrap_or(clause.mentions.end);
        // In a clause that says more, only a period beside the figure is the figure's.
        let beside = |period: usize| lone || mentions[period].tokens.start <= mentions[*at].tokens.end + 2;
        let own = (*at + 1..next).find(|at| period(mentions, *at).is_some()).filter(|at| beside(*at));
        let own = own.and_then(|at| period(mentions, at));
        let first = (clause.mentions.start..figures[0]).filter(|_| lone).find_map(|at| period(mentions, at));
        let before = all.last().map(|given: &Given| given.when.clone());
        let when = own.or(first).map(When::In).or(before).unwrap_or_default();
        all.push(Given {
            number: *number,
            bound: at.checked_sub(1).and_then(|before| bound_of(&mentions[before], &mentions[*at])),
            place: places.iter().find(|(figure, _)| figure == at).map(|(_, place)| place.clone()),
            when,
            with_unit: *unit != Unit::Plain || number.decimals() > 0,
        });
    }
    all
}

fn period(mentions: &[Mention], at: usize) -> Option<PeriodName> {
    match &mentions[at].what {
        What::Period(period) => Some(period.clone()),
        _ => None,
    }
}

/// Whether a mention is a figure that is given, and no amount of a difference.
fn is_given(clause: &Clause, mentions: &[Mention], at: usize, lone: bool, of_other: &[usize]) -> bool {
    let What::Figure { unit, .. } = &mentions[at].what else { return false };
    if lone {
        return true;
    }
    let predicate = &mentions[clause.at];
    let adjacent = mentions[at].tokens.end == predicate.tokens.start
        || predicate.tokens.end == mentions[at].tokens.start;
    let by = at
        .checked_sub(1)
        .is_some_and(|before| preposition(&mentions[before], &mentions[at]) == Some(Preposition::By));
    *unit == Unit::Percent && !adjacent && !by && of_other.contains(&mentions[at].tokens.start)
}

/// Which figures are somebody else's.
fn places(clause: &Clause, mentions: &[Mention], figures: &[usize]) -> Vec<(usize, Comparator)> {
    let mut found: Vec<(usize, Comparator)> = Vec::new();
    for at in clause.mentions.clone() {
        let Some(place) = comparator(&mentions[at]) else { continue };
        let before = figures.iter().rev().find(|figure| **figure < at).filter(|figure| {
            let near = mentions[at].tokens.start <= mentions[**figure].tokens.end + TOKENS_TO_PLACE;
            let parted = mentions[**figure + 1..at].iter().any(|between| {
                between.breaks() > 0 || between.is(&Concept::Than) || comparator(between).is_some()
            });
            near && !parted
        });
        let after = figures.iter().find(|figure| **figure > at);
        // "59% nationally": the figure before; "the national figure of 59%": the one after.
        if let Some(figure) = before.or(after) {
            found.push((*figure, place));
        }
    }
    found
}

fn comparator(mention: &Mention) -> Option<Comparator> {
    mention.find(|concept| match concept {
        Concept::Comparator(one) => Some(one.clone()),
        Concept::Average => Some(Comparator::England),
        _ => None,
    })
}
