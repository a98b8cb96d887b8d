//! Clauses: which mentions belong to which predicate.

use super::concepts::Concept;
use super::mentions::{Mention, What, bound_of};
use crate::claim::{Pace, Relation, Size, Standard, Way};
use std::ops::Range;

/// What a clause says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Predicate {
    /// Settings are of a standard.
    Standard(Standard),
    /// A figure stands so to others.
    Relation(Relation, Option<Size>),
    /// A figure moved.
    Move { way: Way, size: Option<Size>, steadily: bool, denied: bool },
    /// A figure moved faster or more slowly.
    Pace(Option<Way>, Pace),
    /// A figure is so much.
    Value,
    /// An event had an outcome.
    Outcome(String, String),
    /// The assessment came to a grade.
    Grade(String),
}

/// A predicate with the mentions of its clause.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clause {
    pub predicate: Predicate,
    /// The position of the predicate among the mentions.
    pub at: usize,
    /// The mentions of the clause.
    pub mentions: Range<usize>,
}

/// The clauses of a sentence.
pub(crate) fn clauses(mentions: &[Mention]) -> Vec<Clause> {
    let mut found = predicates(mentions);
    if found.is_empty() {
        found.extend(lone_value(mentions));
    }
    let mut all: Vec<Clause> = Vec::new();
    let mut start = 0;
    for (order, (at, predicate)) in found.iter().enumerate() {
        let end = match found.get(order + 1) {
            Some((next, _)) => cut(mentions, *at, *next),
            // What follows a "but" without a predicate of its own says nothing of this clause's subject.
            None => (at + 1..mentions.len()).find(|at| mentions[*at].breaks() >= 4).unwrap_or(mentions.len()),
        };
        all.push(Clause { predicate: predicate.clone(), at: *at, mentions: start..end });
        start = end;
    }
    all
}

/// A figure in a sentence that has no other predicate: "was 56.7% in 2011".
fn lone_value(mentions: &[Mention]) -> Option<(usize, Predicate)> {
    let at = mentions.iter().position(|mention| matches!(mention.what, What::Figure { .. }))?;
    Some((at, Predicate::Value))
}

fn predicates(mentions: &[Mention]) -> Vec<(usize, Predicate)> {
    let mut found: Vec<(usize, Predicate)> = Vec::new();
    // Between "the proportion of" and the next predicate, a standard describes what is measured.
    let mut share_open = false;
    for (at, mention) in mentions.iter().enumerate() {
        if mention.is(&Concept::Share) {
            share_open = true;
        }
        if matches!(mention.what, What::Count { .. }) || mention.breaks() >= 4 {
            share_open = false;
        }
        if mention.find(|c| matches!(c, Concept::Quantity(_)).then_some(())).is_some() {
            share_open = false;
        }
        let Some(predicate) = mention.find(predicate_of) else { continue };
        match &predicate {
            Predicate::Standard(_) if share_open || mention.apart || describes(mentions, at) => continue,
            // "More than 57%" gives a figure; it compares with nobody.
            Predicate::Relation(..)
                if mentions.get(at + 1).is_some_and(|next| bound_of(mention, next).is_some()) =>
            {
                continue;
            }
            // "More schools are good than a year ago": a comparison of the share.
            Predicate::Relation(Relation::Higher | Relation::Lower, _) if counts_settings(mentions, at) => {
                share_open = true;
                found.push((at, predicate));
                continue;
            }
            Predicate::Pace(_, pace) => {
                // "rising more quickly": one predicate.
                if let Some((_, Predicate::Move { way, .. })) = found.last() {
                    let way = *way;
                    if !compared_between(mentions, found[found.len() - 1].0, at) {
                        found.pop();
                        found.push((at, Predicate::Pace(Some(way), *pace)));
                        share_open = false;
                        continue;
                    }
                }
            }
            _ => {}
        }
        if !matches!(predicate, Predicate::Standard(_)) {
            share_open = false;
        }
        found.push((at, predicate));
    }
    found
}

fn predicate_of(concept: &Concept) -> Option<Predicate> {
    match concept {
        Concept::Standard(standard) => Some(Predicate::Standard(standard.clone())),
        Concept::Relation(relation, size) => Some(Predicate::Relation(*relation, *size)),
        Concept::Move { way, size, steadily, denied } => {
            Some(Predicate::Move { way: *way, size: *size, steadily: *steadily, denied: *denied })
        }
        Concept::Pace(pace) => Some(Predicate::Pace(None, *pace)),
        Concept::Outcome(kind, outcome) => Some(Predicate::Outcome(kind.clone(), outcome.clone())),
        Concept::Grade(grade) => Some(Predicate::Grade(grade.clone())),
        _ => None,
    }
}

/// "More", "fewer" directly before settings.
fn counts_settings(mentions: &[Mention], at: usize) -> bool {
    mentions.get(at + 1).is_some_and(|next| {
        next.tokens.start <= mentions[at].tokens.end + 1
            && next.find(|c| matches!(c, Concept::Remits(_)).then_some(())).is_some()
    })
}

/// Whether a standard only describes what follows it: "outstanding schools have become academies",
/// "good improvement".
fn describes(mentions: &[Mention], at: usize) -> bool {
    let Some(next) = mentions.get(at + 1) else { return false };
    if next.tokens.start != mentions[at].tokens.end {
        return false;
    }
    let moved = next.find(|c| matches!(c, Concept::Move { .. }).then_some(())).is_some();
    let settings = next.find(|c| matches!(c, Concept::Remits(_)).then_some(())).is_some();
    let later = || {
        mentions[at + 2..].iter().any(|later| {
            later.find(|c| matches!(c, Concept::Standard(_) | Concept::Move { .. }).then_some(())).is_some()
        })
    };
    moved || (settings && later())
}

/// Whether something is compared with between two mentions, so that they cannot be one predicate.
fn compared_between(mentions: &[Mention], from: usize, to: usize) -> bool {
    mentions[from + 1..to].iter().any(|mention| {
        mention.breaks() > 0 || mention.find(|c| matches!(c, Concept::Comparator(_)).then_some(())).is_some()
    })
}

/// Where the clause of one predicate ends and that of the next begins: at the strongest break between them.
fn cut(mentions: &[Mention], from: usize, to: usize) -> usize {
    let mut best: Option<(u8, usize)> = None;
    for at in from + 1..to {
        let strength = mentions[at].breaks();
        if strength == 0 || (strength < 4 && goes_on(mentions, at, to)) {
            continue;
        }
        if best.is_none_or(|(known, _)| strength > known) {
            best = Some((strength, at));
        }
    }
    // Without a break, what stands before the next predicate's subject belongs to the first.
    best.map_or_else(|| default_cut(mentions, from, to), |(_, at)| at)
}

/// Whether what follows a weak break still belongs to the clause before: "in similar areas and nationally",
/// "between 2006 and 2011".
fn goes_on(mentions: &[Mention], at: usize, to: usize) -> bool {
    let mut next = at + 1;
    while next < to
        && mentions[next]
            .find(|c| matches!(c, Concept::Preposition(_) | Concept::Break(_)).then_some(()))
            .is_some()
    {
        next += 1;
    }
    mentions.get(next).is_some_and(|mention| {
        matches!(mention.what, What::Period(_) | What::Figure { .. })
            || mention.find(|c| matches!(c, Concept::Comparator(_)).then_some(())).is_some()
    })
}

fn default_cut(mentions: &[Mention], from: usize, to: usize) -> usize {
    let subject = |mention: &Mention| {
        matches!(mention.what, What::Count { .. })
            || mention
                .find(|c| {
                    matches!(c, Concept::Remits(_) | Concept::Share | Concept::Gap | Concept::Quantity(_))
                        .then_some(())
                })
                .is_some()
    };
    (from + 1..to).find(|at| subject(&mentions[*at])).unwrap_or(to)
}
