//! "Higher than in similar areas and nationally", "in line with", "was 56.7% in 2011".

use super::{Decision, Truth};
use crate::claim::{Assertion, Bound, Claim, Comparator, Relation, Size, When};
use crate::facts::{Facts, FiguresUsed, Measured, Point};
use crate::number::{Number, rounded};
use crate::period_name::PeriodName;
use evidence::Polarity;

/// "In line with" and "much" are still let pass, as borderline, this far beyond their limits.
const LENIENCE: f64 = 2.0;

/// "Much" is still let pass, as borderline, from this part of its limit on.
const NEARLY_MUCH: f64 = 0.8;

/// Rules on a value or a comparison.
pub(super) fn decide(claim: &Claim, measured: &Measured, facts: &Facts<'_>) -> Decision {
    let Some(series) = measured.series_of(claim.elsewhere.as_ref()) else {
        return Decision::undecidable(no_figures(claim.elsewhere.as_ref(), measured, facts));
    };
    let point = match point_at(&claim.when, series, measured) {
        Ok(point) => point,
        Err(missing) => return Decision::undecidable(missing),
    };
    match &claim.assertion {
        Assertion::Value { number, bound } => value(claim, (*number, *bound), point, measured, facts),
        Assertion::Compared { relation, size, with } => {
            compared(claim, (*relation, *size), with, point, measured, facts)
        }
        _ => Decision::undecidable("not a comparison"),
    }
}

fn value(
    claim: &Claim,
    (number, bound): (Number, Option<Bound>),
    point: &Point,
    measured: &Measured,
    facts: &Facts<'_>,
) -> Decision {
    let limits = measured.tolerances(facts);
    let difference = point.value - number.value();
    let close = difference.abs() <= number.half_a_place() + 1e-9;
    let magnitude = measured.magnitude(difference, number.value());
    let nearly = |so: bool| {
        if so {
            Truth::Yes
        } else if close {
            Truth::JustYes("the figure is as great as the bound".to_owned())
        } else {
            Truth::No
        }
    };
    let truth = match bound {
        None if close => Truth::Yes,
        Some(Bound::About) if close || magnitude <= limits.slightly_up_to => Truth::Yes,
        Some(Bound::About) if magnitude <= limits.slightly_up_to * LENIENCE => {
            Truth::JustYes("the figure is a little further off than “about” allows".to_owned())
        }
        None | Some(Bound::About) => Truth::No,
        Some(Bound::AtLeast) => nearly(difference > 0.0),
        Some(Bound::AtMost) => nearly(difference < 0.0),
    };
    let truth = if claim.denied { truth.denied() } else { truth };
    let right = Number::shown(point.value, number.decimals().max(measured.decimals));
    let instead = right.map(|number| Claim {
        assertion: Assertion::Value { number, bound: None },
        denied: false,
        ..claim.clone()
    });
    Decision::of(&truth, format!("{} in {}", measured.written(point.value), point.label))
        .instead(instead)
        .with(figures_of(claim, point, measured))
        .noting(notices(measured, facts))
}

fn compared(
    claim: &Claim,
    (relation, size): (Relation, Option<Size>),
    with: &[Comparator],
    point: &Point,
    measured: &Measured,
    facts: &Facts<'_>,
) -> Decision {
    let Some(direction) = directed(relation, measured.polarity) else {
        return Decision::undecidable(format!("neither direction of “{}” is called good", measured.what));
    };
    let mut truth = Truth::Yes;
    let mut wrong: Vec<(Comparator, (Relation, Option<Size>))> = Vec::new();
    let mut written = vec![measured.written(point.value)];
    let mut figures = figures_of(claim, point, measured);
    for comparator in with {
        let Some(beside) = point_beside(comparator, claim.elsewhere.as_ref(), point, measured) else {
            let parted = parted_from_the_year_before(comparator, claim.elsewhere.as_ref(), point, measured);
            let missing = parted.unwrap_or_else(|| no_figures(Some(comparator), measured, facts));
            truth = truth.and(Truth::Unknown(missing));
            continue;
        };
        let other =
            if *comparator == Comparator::YearBefore { claim.elsewhere.as_ref() } else { Some(comparator) };
        figures.extend(measured.figures(other, beside));
        let beside = beside.value;
        written.push(format!("{} {}", measured.written(beside), comparator_adverb(comparator, facts)));
        let near = claim.elsewhere.is_none() && measured.too_near.contains(comparator);
        let one = stands((direction, size), (point.value, beside), near, measured, facts);
        if matches!(one, Truth::No | Truth::JustNo(_)) {
            wrong.push((comparator.clone(), relation_for(point.value, beside, near, measured, facts)));
        }
        truth = truth.and(one);
    }
    if with.is_empty() {
        truth = Truth::Unknown("the words do not say what is compared with".to_owned());
    }
    let truth = if claim.denied { truth.denied() } else { truth };
    let instead = wrong.first().map(|(_, (relation, size))| Claim {
        assertion: Assertion::Compared {
            relation: *relation,
            size: *size,
            // All that stand in the same way can be named together.
            with: wrong
                .iter()
                .filter(|(_, right)| right == &(*relation, *size))
                .map(|(comparator, _)| comparator.clone())
                .collect(),
        },
        denied: false,
        ..claim.clone()
    });
    let because = format!("{} in {}", written.join(", against "), point.label);
    Decision::of(&truth, because).instead(instead).with(figures).noting(notices(measured, facts))
}

/// A relation as a direction of numbers; none where no direction is good.
fn directed(relation: Relation, polarity: Polarity) -> Option<Relation> {
    match (relation, polarity) {
        (Relation::Better, Polarity::High) | (Relation::Worse, Polarity::Low) => Some(Relation::Higher),
        (Relation::Better, Polarity::Low) | (Relation::Worse, Polarity::High) => Some(Relation::Lower),
        (Relation::Better | Relation::Worse, Polarity::Neither) => None,
        (plain, _) => Some(plain),
    }
}

/// Whether two figures stand so to each other.
fn stands(
    (relation, size): (Relation, Option<Size>),
    (value, beside): (f64, f64),
    too_near: bool,
    measured: &Measured,
    facts: &Facts<'_>,
) -> Truth {
    let limits = measured.tolerances(facts);
    let difference = rounded(value, measured.decimals) - rounded(beside, measured.decimals);
    let magnitude = rounded(measured.magnitude(difference, beside), 6);
    let similar = magnitude <= limits.in_line_within;
    let plain = match relation {
        Relation::Similar if similar || too_near => Truth::Yes,
        Relation::Similar if magnitude <= limits.in_line_within * LENIENCE => {
            Truth::JustYes("the figures are a little further apart than “in line with” allows".to_owned())
        }
        Relation::Similar => Truth::No,
        Relation::Higher | Relation::Lower => {
            let as_said = if relation == Relation::Higher { difference > 0.0 } else { difference < 0.0 };
            match (as_said, similar || too_near) {
                (true, false) => Truth::Yes,
                (true, true) => {
                    Truth::JustYes("the figures are so near that they may be called in line".to_owned())
                }
                (false, _) => Truth::No,
            }
        }
        Relation::Better | Relation::Worse => Truth::Unknown("no direction is called good".to_owned()),
    };
    // Of few people, a great difference may be chance: whether to call it one is for a person.
    if too_near && !similar && size == Some(Size::Much) && matches!(plain, Truth::JustYes(_)) {
        return Truth::Unknown(
            "so few people stand behind the figures that chance may have made the difference".to_owned(),
        );
    }
    plain.and(sized(size, magnitude, limits.slightly_up_to, limits.much_from))
}

/// Whether a difference is as great as said.
pub(super) fn sized(size: Option<Size>, magnitude: f64, slight: f64, much: f64) -> Truth {
    match size {
        None => Truth::Yes,
        Some(Size::Much) if magnitude >= much => Truth::Yes,
        Some(Size::Much) if magnitude >= much * NEARLY_MUCH => {
            Truth::JustYes("the difference is a little less than “much” needs".to_owned())
        }
        Some(Size::Slight) if magnitude <= slight => Truth::Yes,
        Some(Size::Slight) if magnitude <= slight / NEARLY_MUCH => {
            Truth::JustYes("the difference is a little more than “slightly” allows".to_owned())
        }
        Some(_) => Truth::No,
    }
}

/// The relation that is true of two figures, with its size where it is slight or much.
pub(crate) fn relation_for(
    value: f64,
    beside: f64,
    too_near: bool,
    measured: &Measured,
    facts: &Facts<'_>,
) -> (Relation, Option<Size>) {
    let limits = measured.tolerances(facts);
    let difference = rounded(value, measured.decimals) - rounded(beside, measured.decimals);
    let magnitude = rounded(measured.magnitude(difference, beside), 6);
    if magnitude <= limits.in_line_within || too_near {
        return (Relation::Similar, None);
    }
    let relation = if difference > 0.0 { Relation::Higher } else { Relation::Lower };
    let size = if magnitude >= limits.much_from {
        Some(Size::Much)
    } else if magnitude <= limits.slightly_up_to {
        Some(Size::Slight)
    } else {
        None
    };
    (relation, size)
}

/// The point that a claim speaks of.
fn point_at<'b>(when: &When, series: &'b [Point], measured: &Measured) -> Result<&'b Point, String> {
    let none = || format!("the evidence holds no figure for the area: {}", measured.what);
    match when {
        When::In(period) => find(series, period)
            .map(|at| &series[at])
            .ok_or_else(|| format!("the evidence holds no figure for {period}: {}", measured.what)),
        When::Unsaid | When::LastYear => match &measured.latest_missing {
            Some((label, reason)) => Err(format!("the figure for {label} is {reason}: {}", measured.what)),
            None => series.last().ok_or_else(none),
        },
        When::Month { year, month } if measured.edge.is_some() => {
            let of_then = |day: evidence::Date| (day.year(), day.month()) == (*year, *month);
            series.last().filter(|_| measured.edge.is_some_and(of_then)).ok_or_else(none)
        }
        _ => Err("a comparison is of one time; the words speak of a stretch of time".to_owned()),
    }
}

/// The position of a period: exactly named, or the only one that may be meant.
pub(crate) fn find(series: &[Point], period: &PeriodName) -> Option<usize> {
    let exact = series.iter().rposition(|point| point.name.as_ref() == Some(period));
    exact.or_else(|| {
        series.iter().rposition(|point| point.name.as_ref().is_some_and(|name| name.may_be(period)))
    })
}

/// The figure of a comparator for the time of a point, as a value.
pub(crate) fn value_beside(
    comparator: &Comparator,
    place: Option<&Comparator>,
    point: &Point,
    measured: &Measured,
) -> Option<f64> {
    point_beside(comparator, place, point, measured).map(|beside| beside.value)
}

/// The figure of a comparator for the time of a point.
fn point_beside<'b>(
    comparator: &Comparator,
    place: Option<&Comparator>,
    point: &Point,
    measured: &'b Measured,
) -> Option<&'b Point> {
    if *comparator == Comparator::YearBefore {
        let series = measured.series_of(place)?;
        let at = series.iter().position(|known| known.label == point.label)?;
        let before = series.get(at.checked_sub(1)?)?;
        return (a_year_apart(before, point) && measured.parted(before, point).is_none()).then_some(before);
    }
    let series = measured.series_of(Some(comparator))?;
    series.iter().rev().find(|known| known.label == point.label)
}

/// Why a figure is not compared with that of the year before, where the series breaks between them.
fn parted_from_the_year_before(
    comparator: &Comparator,
    place: Option<&Comparator>,
    point: &Point,
    measured: &Measured,
) -> Option<String> {
    let series = measured.series_of(place).filter(|_| *comparator == Comparator::YearBefore)?;
    let at = series.iter().position(|known| known.label == point.label)?;
    measured.parted(series.get(at.checked_sub(1)?)?, point)
}

/// Whether two points are of neighbouring years, as far as their names tell.
pub(crate) fn a_year_apart(before: &Point, after: &Point) -> bool {
    match (&before.name, &after.name) {
        (Some(before), Some(after)) => after.end_year() - before.end_year() == 1,
        _ => true,
    }
}

fn comparator_adverb(comparator: &Comparator, facts: &Facts<'_>) -> String {
    crate::realise::place_words(comparator, facts)
}

/// Why the area has no statistical neighbours, where it has none.
fn no_neighbours(facts: &Facts<'_>) -> Option<String> {
    facts.profile.neighbours.as_ref()?.none_because.clone()
}

fn no_figures(place: Option<&Comparator>, measured: &Measured, facts: &Facts<'_>) -> String {
    match place {
        Some(Comparator::Neighbours) if facts.profile.neighbours.is_none() => {
            "the evidence holds no set of statistical neighbours".to_owned()
        }
        Some(Comparator::Neighbours) if no_neighbours(facts).is_some() => {
            no_neighbours(facts).unwrap_or_default()
        }
        Some(place) => {
            format!("the evidence holds no figure {}: {}", comparator_adverb(place, facts), measured.what)
        }
        None => format!("the evidence holds no figure for the area: {}", measured.what),
    }
}

/// The figure that a claim is about.
fn figures_of(claim: &Claim, point: &Point, measured: &Measured) -> FiguresUsed {
    let mut figures = FiguresUsed::default();
    figures.extend(measured.figures(claim.elsewhere.as_ref(), point));
    figures
}

/// What a reader must know of figures and of those compared with.
pub(super) fn notices(measured: &Measured, facts: &Facts<'_>) -> Vec<String> {
    let mut notices = measured.notices.clone();
    if let Some(neighbours) = facts.profile.neighbours.as_ref().filter(|used| used.is_substitute)
        && measured.others.iter().any(|(comparator, _)| *comparator == Comparator::Neighbours)
    {
        notices.push(format!("the neighbour set {} stands in for the one of the time", neighbours.set));
    }
    notices
}
