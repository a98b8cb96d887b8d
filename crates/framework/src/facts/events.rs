//! Events of the area as a whole.

use super::Reading;
use super::figures;
use crate::language::Truth;
use crate::model::{EventKind, EventWindow, Framework, NoneRecorded};
use evidence::{Missing, Value, date};
use profile::figure::{FigureSubject, figure_period};
use profile::{EventNoted, FigureUsed, Profile};

/// Whether an event of a kind with one of some outcomes (any, if none is said) happened in a time.
pub(super) fn happened(
    framework: &Framework,
    profile: &Profile,
    kind: usize,
    outcomes: &[String],
    when: EventWindow,
) -> Reading {
    let event = &framework.events[kind];
    let of_kind: Vec<&EventNoted> = profile.events.iter().filter(|one| one.kind == event.kind).collect();
    let counting: Vec<&EventNoted> =
        of_kind.iter().copied().filter(|one| counts(framework, profile, one, when)).collect();
    let wanted = |one: &&&EventNoted| outcomes.is_empty() || outcomes.contains(&one.outcome);
    if let Some(found) = counting.iter().rev().find(wanted) {
        return Reading::truth(Truth::True, in_words(event, found), vec![used(profile, event, found)]);
    }
    // Another outcome in that time settles the question; so does, for what lasts until a next event, any later one.
    let settling = if matches!(when, EventWindow::UntilNext(_)) { of_kind.last() } else { counting.last() };
    if let Some(other) = settling {
        return Reading::truth(Truth::False, in_words(event, other), vec![used(profile, event, other)]);
    }
    match event.none_recorded {
        NoneRecorded::None => {
            Reading::truth(Truth::False, format!("{}: none recorded", event.name), Vec::new())
        }
        NoneRecorded::NotKnown => {
            let said =
                format!("{}: none recorded for this area, and the records are not complete", event.name);
            Reading::truth(Truth::NotKnown, said, Vec::new())
        }
    }
}

/// The points of the outcome of the latest event of a kind in a time.
pub(super) fn points(framework: &Framework, profile: &Profile, kind: usize, when: EventWindow) -> Reading {
    let event = &framework.events[kind];
    let mut of_kind = profile.events.iter().filter(|one| one.kind == event.kind);
    let Some(latest) = of_kind.rfind(|one| counts(framework, profile, one, when)) else {
        return Reading::no_number(format!("{}: none recorded", event.name));
    };
    let outcome = event.outcomes.iter().find(|outcome| outcome.id == latest.outcome);
    match outcome.and_then(|outcome| outcome.points) {
        Some(points) => Reading::number(points, in_words(event, latest), vec![used(profile, event, latest)]),
        None => Reading::no_number(format!(
            "{}: the outcome `{}` recorded on {} is none that the framework knows",
            event.name,
            latest.outcome,
            date::in_words(latest.date)
        )),
    }
}

fn counts(framework: &Framework, profile: &Profile, event: &EventNoted, when: EventWindow) -> bool {
    match when {
        EventWindow::AnyTime => true,
        EventWindow::Within(years) => {
            let from = (0..years).fold(profile.as_at, |day, _| date::year_before(day));
            event.date > from
        }
        EventWindow::UntilNext(next) => {
            let next = &framework.events[next].kind;
            !profile.events.iter().any(|later| later.kind == *next && later.date > event.date)
        }
    }
}

/// An event has no number of its own: its outcome is what is shown.
fn used(profile: &Profile, kind: &EventKind, event: &EventNoted) -> FigureUsed {
    let subject = FigureSubject::Event { kind: event.kind.clone() };
    let outcome = kind.outcomes.iter().find(|outcome| outcome.id == event.outcome);
    FigureUsed {
        key: subject.at(figure_period(event.date), figures::own(profile)),
        value: Value::missing(Missing::NotApplicable),
        shown: outcome.map_or_else(|| event.outcome.clone(), |outcome| outcome.name.clone()),
    }
}

fn in_words(kind: &EventKind, event: &EventNoted) -> String {
    let outcome = kind.outcomes.iter().find(|outcome| outcome.id == event.outcome);
    let outcome = outcome.map_or(event.outcome.as_str(), |outcome| &outcome.name);
    let note = if event.note.is_empty() { String::new() } else { format!(" ({})", event.note) };
    format!("{} of {}: {outcome}{note}", kind.name, date::in_words(event.date))
}
