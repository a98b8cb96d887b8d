//! Funnel plots as `PHEindicatormethods` has them.

use super::super::interval::{Confidence, FEW_EVENTS, Interval, poisson_exact};

/// The two levels of a funnel: two and three standard deviations, as these are called.
const LEVELS: [Confidence; 2] = [Confidence::NINETY_FIVE, Confidence::NINETY_NINE_POINT_EIGHT];

/// `calculate_funnel_limits(proportion)`: the limits about an average proportion for a population, at 95 and 99.8 %, by
/// the normal approximation and cut to 0 to 1.
pub fn proportion_limits(population: f64, average: f64) -> [Interval; 2] {
    LEVELS.map(|level| {
        let reach = level.z * (average * (1.0 - average) / population).sqrt();
        Interval { low: (average - reach).max(0.0), high: (average + reach).min(1.0) }
    })
}

/// `calculate_funnel_limits(ratio)`: for an observed count the expected counts at which it would lie just on the lower
/// and on the upper limit, at 95 and 99.8 %. The lower limit is met at the greater expected count.
pub fn ratio_limits(observed: f64) -> [Interval; 2] {
    LEVELS.map(|level| {
        // A count is never negative here: the callers count events.
        let exact = poisson_exact(observed.max(0.0), level).unwrap_or(Interval { low: 0.0, high: 0.0 });
        Interval { low: exact.high, high: exact.low }
    })
}

/// `calculate_funnel_limits(rate)`: for a number of events the populations of one year at which it would lie just on the
/// lower and on the upper limit, and the rates that it makes there, at 95 and 99.8 %.
pub fn rate_limits(events: f64, average: f64, per: f64, years: f64) -> [(Interval, Interval); 2] {
    ratio_limits(events).map(|expected| {
        let population = expected.times(per / (average * years));
        let rate = |expected: f64| events / expected * average;
        (population, Interval { low: rate(expected.low), high: rate(expected.high) })
    })
}

/// Where an area stands in a funnel of rates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelPoint {
    /// Its rate.
    pub rate: f64,
    /// Its population of one year: as published, or as events and rate imply.
    pub population: f64,
}

/// `calculate_funnel_points`: none of a directly standardised rate of fewer than ten events, and none of no events where
/// the population is not published.
pub fn rate_point(
    events: f64,
    rate: f64,
    population: Option<f64>,
    years: f64,
    per: f64,
    standardised: bool,
) -> Option<FunnelPoint> {
    if standardised && events < FEW_EVENTS {
        return None;
    }
    let population = match population {
        Some(population) if events == 0.0 => population / years,
        _ if events > 0.0 && rate > 0.0 => events * per / rate / years,
        _ => return None,
    };
    Some(FunnelPoint { rate, population })
}

/// Where a figure lies in a funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Significance {
    /// Below the limit of 99.8 %.
    VeryLow,
    /// Below the limit of 95 %.
    Low,
    /// Between the limits.
    NotSignificant,
    /// Above the limit of 95 %.
    High,
    /// Above the limit of 99.8 %.
    VeryHigh,
}

/// `assign_funnel_significance(proportion)`: none where there is no denominator.
pub fn proportion_significance(part: f64, whole: f64, average: f64) -> Option<Significance> {
    if whole <= 0.0 {
        return None;
    }
    let z = (part / whole - average) / (average * (1.0 - average) / whole).sqrt();
    let [two, three] = LEVELS.map(|level| level.z);
    Some(if z > three {
        Significance::VeryHigh
    } else if z > two {
        Significance::High
    } else if z < -three {
        Significance::VeryLow
    } else if z < -two {
        Significance::Low
    } else {
        Significance::NotSignificant
    })
}

/// `assign_funnel_significance(ratio)`: whether the exact interval of the observed count holds the expected one.
pub fn ratio_significance(observed: f64, expected: f64) -> Option<Significance> {
    let [two, three] = LEVELS.map(|level| poisson_exact(observed, level));
    let (two, three) = (two?, three?);
    Some(if three.low > expected {
        Significance::VeryHigh
    } else if two.low > expected {
        Significance::High
    } else if three.high < expected {
        Significance::VeryLow
    } else if two.high < expected {
        Significance::Low
    } else {
        Significance::NotSignificant
    })
}

/// `assign_funnel_significance(rate)`: a crude rate by its own population, a directly standardised one by the population
/// that its events and rate imply; none of fewer than ten events where it is standardised, and none of no events without
/// a population. `average` is events by population.
pub fn rate_significance(
    events: f64,
    rate: f64,
    population: Option<f64>,
    (per, average): (f64, f64),
    standardised: bool,
) -> Option<Significance> {
    if standardised && events < FEW_EVENTS {
        return None;
    }
    let population = match population {
        Some(population) if !standardised => population,
        _ if events > 0.0 && rate > 0.0 => events * per / rate,
        _ => return None,
    };
    ratio_significance(events, population * average)
}
