//! Events of the area as a whole, and the assessment itself.

use super::{Decision, Truth};
use crate::claim::{Assertion, Claim, When};
use crate::facts::{Facts, FiguresUsed};

/// Why a grade cannot be checked.
pub(super) const NO_ASSESSMENT: &str =
    "the assessment is a judgement of people; the profile holds what it rests on, not the grade";

/// What is missing where no event of a kind is known.
pub(super) fn missing(kind: &str) -> String {
    format!("no event of the kind `{kind}` is in the evidence; enter it through a file of area events")
}

/// Rules on "the unannounced inspection identified no areas for priority action".
pub(super) fn came_of(claim: &Claim, kind: &str, outcome: &str, facts: &Facts<'_>) -> Decision {
    let in_time = |date: evidence::Date| match &claim.when {
        When::Month { year, month } => (date.year(), date.month()) == (*year, *month),
        When::In(period) => date.year() == period.end_year(),
        _ => true,
    };
    let events: Vec<_> =
        facts.profile.events.iter().filter(|event| event.kind == kind && in_time(event.date)).collect();
    let Some(latest) = events.last() else { return Decision::undecidable(missing(kind)) };
    let same_day: Vec<&str> =
        events.iter().filter(|event| event.date == latest.date).map(|event| event.outcome.as_str()).collect();
    let excluded = facts
        .lexicon
        .events
        .iter()
        .filter(|words| words.kind == kind)
        .flat_map(|words| &words.outcomes)
        .find(|words| words.outcome == outcome)
        .is_some_and(|words| words.excludes.iter().any(|other| same_day.contains(&other.as_str())));
    let truth = if same_day.contains(&outcome) {
        Truth::Yes
    } else if excluded {
        Truth::No
    } else {
        Truth::Unknown(format!("the evidence of that event does not speak of `{outcome}`"))
    };
    let truth = if claim.denied { truth.denied() } else { truth };
    let date = evidence::date::in_words(latest.date);
    let instead = Claim {
        assertion: Assertion::CameOf { outcome: latest.outcome.clone() },
        denied: false,
        ..claim.clone()
    };
    let mut figures = FiguresUsed::default();
    figures.extend(
        events.iter().filter(|event| event.date == latest.date).map(|event| facts.event_figure(event)),
    );
    Decision::of(&truth, format!("{} on {date}", latest.outcome))
        .instead(Some(instead))
        .with(figures)
        .noting(vec![latest.note.clone()])
}

/// A claim about the grade.
pub(super) fn assessment() -> Decision {
    Decision::undecidable(NO_ASSESSMENT)
}
