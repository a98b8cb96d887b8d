//! What a fact can come to when what is missing is filled in: what is not held at all can be anything; a number made of
//! settings moves with those whose judgement is not known; everything else is as the evidence says.

use super::Known;
use super::settings::{self, Found};
use crate::language::Truth;
use crate::model::{CountingRule, FactKind, Framework, Of};
use crate::range::span::{Span, Truths};
use profile::Profile;

/// What a fact can come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Possible {
    /// A number.
    Number(Span),
    /// A condition.
    Truth(Truths),
}

impl Possible {
    /// Of a fact that is a number.
    pub fn span(self) -> Span {
        match self {
            Possible::Number(span) => span,
            Possible::Truth(_) => Span::MISSING,
        }
    }

    /// Of a fact that is a condition.
    pub fn truths(self) -> Truths {
        match self {
            Possible::Truth(truths) => truths,
            Possible::Number(_) => Truth::NotKnown.into(),
        }
    }
}

/// What each fact of a framework can come to, from what is known of it.
pub(crate) fn possible(framework: &Framework, profile: &Profile, facts: &[Known]) -> Vec<Possible> {
    framework
        .facts
        .iter()
        .zip(facts)
        .map(|(fact, known)| one(framework, profile, &fact.what, *known))
        .collect()
}

fn one(framework: &Framework, profile: &Profile, fact: &FactKind, known: Known) -> Possible {
    let countings = &framework.countings;
    match (known, fact) {
        (Known::Number(None), _) => Possible::Number(Span::ANYTHING),
        (Known::Truth(Truth::NotKnown), _) => Possible::Truth(Truths::ANY),
        (Known::Number(Some(value)), FactKind::Share { counting, of, year_before, elsewhere: None }) => {
            let found = settings::found(&countings[*counting], profile, of, *year_before);
            Possible::Number(share(framework, &found, value))
        }
        (Known::Number(Some(value)), FactKind::Average { counting, of, year_before }) => {
            let counting = &countings[*counting];
            let found = settings::found(counting, profile, of, *year_before);
            Possible::Number(average(framework, counting, &found, value))
        }
        (Known::Number(Some(value)), FactKind::Count { counting: Some(counting), of, year_before }) => {
            let found = settings::found(&countings[*counting], profile, of, *year_before);
            Possible::Number(count(framework, &found, value))
        }
        // One setting of unknown judgement may be the one that is asked for, or the one that is not allowed.
        (Known::Truth(truth), FactKind::Any { of, .. }) if unknown(profile, of) && truth == Truth::False => {
            Possible::Truth(Truths::from(truth).or_else(Truth::True.into()))
        }
        (Known::Truth(truth), FactKind::Judgement { of, .. })
            if unknown(profile, of) && truth == Truth::True =>
        {
            Possible::Truth(Truths::from(truth).or_else(Truth::False.into()))
        }
        (Known::Number(Some(value)), _) => Possible::Number(Span::exactly(value)),
        (Known::Truth(truth), _) => Possible::Truth(truth.into()),
    }
}

fn unknown(profile: &Profile, of: &Of) -> bool {
    settings::aspects(profile, of).any(|(_, aspect)| aspect.now.not_judged > 0)
}

/// The least and the greatest value of the settings that are not known.
fn within(value: f64, distance: Option<f64>, (least, most): (f64, f64)) -> (f64, f64) {
    distance.map_or((least, most), |distance| {
        ((value - distance).clamp(least, most), (value + distance).clamp(least, most))
    })
}

/// The mean over all settings, from that of the known ones and from what the others could have.
fn with_unknown(found: &Found, value: f64, (least, most): (f64, f64)) -> Span {
    let (known, others) = (f64::from(found.whole), f64::from(found.not_judged));
    let mean = |other: f64| (known * value + others * other) / (known + others);
    // Rounding in the last digit must not put what is known outside its own span.
    Span::between(mean(least).min(value), mean(most).max(value))
}

fn share(framework: &Framework, found: &Found, value: f64) -> Span {
    let distance = framework.range.as_ref().map(|range| range.settings_percent);
    with_unknown(found, value, within(value, distance, (0.0, 100.0)))
}

fn average(framework: &Framework, counting: &CountingRule, found: &Found, value: f64) -> Span {
    let points = counting.scales.iter().flat_map(|scale| &scale.values).filter_map(|value| value.points);
    let ends = points.fold((value, value), |(least, most), points| (least.min(points), most.max(points)));
    let distance = framework.range.as_ref().map(|range| range.settings_points);
    with_unknown(found, value, within(value, distance, ends))
}

/// How many count: some or all of the others may turn out to be judged, and of those a share like that of the known.
fn count(framework: &Framework, found: &Found, value: f64) -> Span {
    let distance = framework.range.as_ref().map(|range| range.settings_percent);
    let (_, most) = within(found.percent().unwrap_or(0.0), distance, (0.0, 100.0));
    Span::between(value, value + f64::from(found.not_judged) * most / 100.0)
}

/// In words which settings a number is not made of: “9 of 49 primary schools are not judged in the evidence”.
pub(crate) fn in_words(framework: &Framework, profile: &Profile, fact: &FactKind) -> Option<String> {
    let (counting, of, year_before) = match fact {
        FactKind::Share { counting, of, year_before, elsewhere: None }
        | FactKind::Average { counting, of, year_before }
        | FactKind::Count { counting: Some(counting), of, year_before } => (*counting, of, *year_before),
        _ => return None,
    };
    let found = settings::found(&framework.countings[counting], profile, of, year_before);
    (found.not_judged > 0)
        .then(|| format!("{} of {} {} known", found.open - found.not_judged, found.open, of.plural))
}
