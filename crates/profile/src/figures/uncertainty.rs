//! How sure a figure of an indicator is, from the numerator and denominator that are published with it.

use super::Grid;
use crate::model::Uncertainty;
use crate::statistics::Interval;
use crate::statistics::interval::{self, Confidence, FEW_EVENTS, SMALL_GROUP};
use crate::statistics::rank_intervals::Known;
use evidence::{Evidence, Fraction, Indicator, PlaceIndex, Unit, Value};

/// A published percentage may be rounded; one further than this from its own numerator over its denominator, in
/// percentage points, is something else (an average, an adjusted figure), and an interval of it would be made up.
const SAME_FIGURE: f64 = 0.6;

/// As many people as rates are given for.
const RATES_PER: [f64; 6] = [100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0, 1.0];

/// The uncertainty of a share, in per cent: exact (mid-p) of small groups, Wilson's of others.
pub fn of_share(part: f64, whole: f64) -> Uncertainty {
    let percent = |interval: Interval| interval.times(100.0);
    match interval::proportion(part, whole, Confidence::NINETY_FIVE).map(percent) {
        Some(Interval { low, high }) if whole < SMALL_GROUP => Uncertainty::MidP { low, high },
        Some(Interval { low, high }) => Uncertainty::Wilson { low, high },
        None => Uncertainty::NonePublished,
    }
}

/// The uncertainty of a published value: of a proportion, or of a rate per `per`; none where numerator and denominator
/// are not published or do not make the value.
pub fn uncertainty(
    indicator: &Indicator,
    value: Value,
    fraction: Option<Fraction>,
    per: Option<f64>,
) -> Uncertainty {
    let (Value::Number(value), Some(fraction)) = (value, fraction) else { return Uncertainty::NonePublished };
    let Fraction { numerator, denominator } = fraction;
    match indicator.unit {
        Unit::Percent if (numerator * 100.0 / denominator - value).abs() <= SAME_FIGURE => {
            of_share(numerator, denominator)
        }
        Unit::Rate if denominator > 0.0 => {
            // The published rate says how much one event is; of no events, the number of people it is given for.
            let per_event =
                if numerator > 0.0 { Some(value / numerator) } else { per.map(|per| per / denominator) };
            let made = interval::events(numerator, Confidence::NINETY_FIVE).zip(per_event);
            match made.map(|(interval, per_event)| interval.times(per_event)) {
                Some(Interval { low, high }) if numerator < FEW_EVENTS => Uncertainty::Exact { low, high },
                Some(Interval { low, high }) => Uncertainty::Byar { low, high },
                None => Uncertainty::NonePublished,
            }
        }
        _ => Uncertainty::NonePublished,
    }
}

/// As how many people the rates of a period are given for, from the first place that publishes events and people; none
/// of other units, and where nobody does.
pub(super) fn per(evidence: &Evidence, grid: &Grid) -> Option<f64> {
    if evidence.indicators[grid.indicator.index()].unit != Unit::Rate {
        return None;
    }
    let places = (0..=u16::MAX).map(PlaceIndex).take(evidence.places.len());
    places.filter_map(|place| grid.observation(grid.latest, place)).find_map(|at| {
        let o = &evidence.observations;
        let (value, fraction) = (o.value(at).number()?, o.fraction(at)?);
        let per = value * fraction.denominator / fraction.numerator;
        // The published rate is rounded: the number of people is the round one nearby.
        RATES_PER.into_iter().find(|round| (per / round - 1.0).abs() < 0.05)
    })
}

/// What numerator and denominator tell of a figure for ranks: a share of 1, or events by people.
pub(super) fn known(
    indicator: &Indicator,
    value: f64,
    fraction: Option<Fraction>,
    per: Option<f64>,
) -> Known {
    let uncertain = uncertainty(indicator, Value::Number(value), fraction, per) != Uncertainty::NonePublished;
    match (indicator.unit, fraction.filter(|_| uncertain)) {
        (Unit::Percent, Some(Fraction { numerator, denominator })) => {
            Known::Proportion { part: numerator, whole: denominator }
        }
        (Unit::Rate, Some(Fraction { numerator, denominator })) => {
            Known::Rate { events: numerator, people: denominator }
        }
        (Unit::Percent, None) => Known::Figure(value / 100.0),
        _ => Known::Figure(value / per.unwrap_or(1.0)),
    }
}
