//! The mentions of a clause by what they do in it: what it is about, what it compares with, where, when, whether it denies.

use super::clauses::{Clause, Predicate};
use super::concepts::Concept;
use super::mentions::{Mention, Timed, Unit, What, bound_of, timed};
use crate::claim::{Bound, Comparator, Size, When};
use crate::number::Number;
use evidence::Group;

/// The parts of a clause: what it is about, what it compares with, where, when.
pub(super) struct Parts<'a> {
    pub subject: Vec<&'a Mention>,
    pub with: Vec<Comparator>,
    pub place: Option<Comparator>,
    pub timed: Timed,
    pub denied: bool,
    pub size: Option<Size>,
    pub steadily: bool,
    /// Whether it speaks of last year's figures.
    pub stale: bool,
}

/// Sorts the mentions of a clause by what they do in it.
pub(super) fn parts<'a>(clause: &Clause, mentions: &'a [Mention]) -> Parts<'a> {
    let compares = matches!(clause.predicate, Predicate::Relation(..) | Predicate::Pace(..));
    let mut parts = Parts {
        subject: Vec::new(),
        with: Vec::new(),
        place: None,
        timed: Timed::default(),
        denied: false,
        size: None,
        steadily: false,
        stale: false,
    };
    let mut rest: Vec<&Mention> = Vec::new();
    for at in clause.mentions.clone() {
        let mention = &mentions[at];
        let after = at > clause.at;
        if at == clause.at && !matches!(clause.predicate, Predicate::Value) {
            continue;
        }
        if let Some(comparator) = comparator(mentions, at) {
            if matches!(clause.predicate, Predicate::Value) {
                continue;
            }
            if compares && after {
                parts.with.push(comparator);
            } else if compares && comparator == Comparator::YearBefore {
                parts.stale = true;
            } else if compares && parts.place.is_none() && before_subject(clause, mentions, at) {
                parts.place = Some(comparator);
            } else if !compares && comparator != Comparator::YearBefore {
                parts.place = parts.place.or(Some(comparator));
            } else if comparator == Comparator::YearBefore {
                parts.timed.when = When::LastYear;
            }
            continue;
        }
        if let (true, Some(peers)) = (compares && after, peers_compared(clause, mentions, at)) {
            if !parts.with.contains(&peers) {
                parts.with.push(peers);
            }
            continue;
        }
        let flag = mention.find(|c| {
            matches!(c, Concept::Not | Concept::Neither | Concept::Size(_) | Concept::Steadily)
                .then(|| c.clone())
        });
        match flag {
            // "no special school": a quantity; "has not risen": a denial.
            Some(Concept::Not) if names_next(mentions, at, clause) => {
                rest.push(mention);
                continue;
            }
            Some(Concept::Not) => parts.denied = !parts.denied,
            // "Is neither wider than elsewhere nor growing."
            Some(Concept::Neither) if !matches!(clause.predicate, Predicate::Standard(_)) => {
                parts.denied = !parts.denied;
            }
            Some(Concept::Size(size)) => parts.size = Some(size),
            Some(Concept::Steadily) => parts.steadily = true,
            _ => {}
        }
        rest.push(mention);
    }
    let when = std::mem::take(&mut parts.timed.when);
    parts.timed = timed(&rest);
    // "5.3 points smaller", "rose 5%": by how much.
    let said = &mentions[clause.at].tokens;
    parts.timed.amount |= !matches!(clause.predicate, Predicate::Value | Predicate::Standard(_))
        && rest.iter().any(|mention| {
            matches!(mention.what, What::Figure { unit: Unit::Percent | Unit::Points, .. })
                && (mention.tokens.end == said.start || mention.tokens.start == said.end)
        });
    if parts.timed.when == When::Unsaid {
        parts.timed.when = when;
    }
    parts.subject = rest;
    parts
}

/// Whose figures a mention names. "Average" alone is England's, unless a place stands beside it ("the East of England
/// average", "the average in similar areas").
fn comparator(mentions: &[Mention], at: usize) -> Option<Comparator> {
    let mention = &mentions[at];
    let named = |mention: &Mention| {
        mention.find(|c| if let Concept::Comparator(one) = c { Some(one.clone()) } else { None })
    };
    if let Some(comparator) = named(mention) {
        return Some(comparator);
    }
    if !mention.is(&Concept::Average) {
        return None;
    }
    let before = at.checked_sub(1).map(|before| &mentions[before]);
    let beside =
        before.is_some_and(|before| before.tokens.end == mention.tokens.start && named(before).is_some());
    let next = mentions[at + 1..]
        .iter()
        .find(|next| next.find(|c| matches!(c, Concept::Preposition(_)).then_some(())).is_none());
    let after = next.is_some_and(|next| next.tokens.start <= mention.tokens.end + 2 && named(next).is_some());
    (!beside && !after).then_some(Comparator::England)
}

/// "Teaching is good in most primary schools": said of something else that is in them.
pub(super) fn names_them_after(clause: &Clause, mentions: &[Mention]) -> bool {
    let of = |at: usize, test: fn(&Concept) -> bool| mentions[at].find(|c| test(c).then_some(())).is_some();
    let settings = |c: &Concept| matches!(c, Concept::Remits(_));
    let Some(first) = clause.mentions.clone().find(|at| of(*at, settings)) else { return false };
    let described = mentions[first].tokens.start == mentions[clause.at].tokens.end;
    let aspect =
        clause.mentions.clone().any(|at| of(at, |c| matches!(c, Concept::Aspect(_) | Concept::InspectionOf)));
    let counted = clause.mentions.clone().take_while(|at| *at < clause.at).any(|at| {
        matches!(mentions[at].what, What::Count { .. })
            || of(at, |c| matches!(c, Concept::Quantity(_) | Concept::Both | Concept::Neither))
    });
    first > clause.at && !described && !aspect && !counted
}

/// "72% of primary schools are good": a figure before the settings whose share it is.
pub(super) fn percent_of_settings(clause: &Clause, mentions: &[Mention]) -> Option<(Number, Option<Bound>)> {
    let figure = clause
        .mentions
        .clone()
        .take_while(|at| *at < clause.at)
        .find(|at| matches!(mentions[*at].what, What::Figure { unit: Unit::Percent, .. }))?;
    let What::Figure { number, .. } = &mentions[figure].what else { return None };
    let bound = figure.checked_sub(1).and_then(|before| bound_of(&mentions[before], &mentions[figure]));
    Some((*number, bound))
}

/// Whether no subject has been named before a mention: "In England, …".
fn before_subject(clause: &Clause, mentions: &[Mention], at: usize) -> bool {
    !mentions[clause.mentions.start..at].iter().any(|mention| {
        mention
            .find(|c| {
                matches!(
                    c,
                    Concept::Share
                        | Concept::Gap
                        | Concept::Measure(_)
                        | Concept::Remits(_)
                        | Concept::Indicator(_)
                )
                .then_some(())
            })
            .is_some()
    })
}

/// "no" directly before settings.
fn names_next(mentions: &[Mention], at: usize, clause: &Clause) -> bool {
    let follows = |next: usize, test: fn(&Concept) -> bool| {
        mentions.get(next).is_some_and(|mention| {
            mention.tokens.start == mentions[next - 1].tokens.end
                && mention.find(|c| test(c).then_some(())).is_some()
        })
    };
    let settings = |c: &Concept| matches!(c, Concept::Remits(_));
    matches!(clause.predicate, Predicate::Standard(_))
        && (follows(at + 1, settings)
            || (follows(at + 1, |c| matches!(c, Concept::Standard(_))) && follows(at + 2, settings)))
}

/// Another group of the same area after "than": "their peers", "all 19-year-olds", "those not from …".
fn peers_compared(clause: &Clause, mentions: &[Mention], at: usize) -> Option<Comparator> {
    // With a subject still to come ("a higher proportion of Black students …") groups belong to it.
    let named_before = mentions[clause.mentions.start..clause.at].iter().any(|mention| {
        matches!(mention.what, What::GroupWritten(_))
            || mention
                .find(|c| {
                    matches!(
                        c,
                        Concept::Measure(_)
                            | Concept::Indicator(_)
                            | Concept::Group(_)
                            | Concept::Gap
                            | Concept::Hint(_)
                            | Concept::Pronoun
                    )
                    .then_some(())
                })
                .is_some()
    });
    // "It is … and is lower than for everyone": the subject stands in the clause before.
    let inherited = clause.mentions.start > 0
        && !mentions[clause.mentions.start..clause.at].iter().any(|m| m.is(&Concept::Share));
    if let What::GroupWritten(group) = &mentions[at].what {
        return named_before.then(|| Comparator::Group(group.clone()));
    }
    mentions[at].find(|concept| match concept {
        Concept::Everyone | Concept::Peers => Some(Comparator::Group(Group::all())),
        Concept::Group(group) if named_before || inherited => Some(Comparator::Group(group.clone())),
        _ => None,
    })
}
