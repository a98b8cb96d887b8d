//! The conventions of Public Health England's methods, as the package `PHEindicatormethods` (today of the UK Health
//! Security Agency) has them, each under its own name. Where Kingsway does otherwise, it says so here:
//!
//! - Wilson's interval for every proportion; Kingsway's is exact below 30.
//! - Funnel limits of a proportion by the normal approximation, cut to 0 to 100; Kingsway's are exact.
//! - Byar's lower limit is missing where it would be below nought, which Kingsway never meets.
//! - Quantile groups of equal sizes by rank, which differ from quartiles between cut points.

mod funnel;

pub use funnel::{
    FunnelPoint, Significance, proportion_limits, proportion_significance, rate_limits, rate_point,
    rate_significance, ratio_limits, ratio_significance,
};

use super::interval::{self, Confidence, FEW_EVENTS, Interval, poisson_exact};
use super::special::student_quantile;

/// Input of which no figure is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A count below nought.
    #[error("a count is below nought")]
    NegativeCount,
    /// A denominator of nought or below.
    #[error("a denominator is not above nought")]
    NoDenominator,
    /// A part greater than its whole.
    #[error("a numerator is above its denominator")]
    PartAboveWhole,
    /// A level below 0.9, between 1 and 90, or above 100.
    #[error("a confidence level is 0.9 to 1, or 90 to 100 per cent")]
    Level,
    /// Two levels are given only as 0.95 and 0.998.
    #[error("two confidence levels are given only as 0.95 and 0.998, and never more than two")]
    Levels,
}

/// A confidence level as it is asked for: 0.9 to 1, or 90 to 100 per cent.
pub fn confidence(asked: f64) -> Result<Confidence, Refused> {
    match asked {
        level if (0.9..=1.0).contains(&level) => Ok(Confidence::new(level)),
        level if (90.0..=100.0).contains(&level) => Ok(Confidence::new(level / 100.0)),
        _ => Err(Refused::Level),
    }
}

/// The levels of one table: one, or 0.95 with 0.998.
pub fn confidences(asked: &[f64]) -> Result<Vec<Confidence>, Refused> {
    let levels: Vec<Confidence> = asked.iter().map(|one| confidence(*one)).collect::<Result<_, _>>()?;
    match asked {
        [_] | [0.95, 0.998] => Ok(levels),
        _ => Err(Refused::Levels),
    }
}

/// A figure with its interval; a limit that means nothing is missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Its lower limit.
    pub low: Option<f64>,
    /// Its upper limit.
    pub high: Option<f64>,
}

/// Wilson's limits of a proportion.
pub fn wilson(part: f64, whole: f64, confidence: Confidence) -> Result<Interval, Refused> {
    if part < 0.0 {
        return Err(Refused::NegativeCount);
    }
    if whole <= 0.0 {
        return Err(Refused::NoDenominator);
    }
    if part > whole {
        return Err(Refused::PartAboveWhole);
    }
    if confidence.z.is_infinite() {
        return Ok(Interval { low: 0.0, high: 1.0 });
    }
    interval::wilson(part, whole, confidence).ok_or(Refused::NoDenominator)
}

/// `phe_proportion`: a proportion with Wilson's limits, times a multiplier; missing where either number is.
pub fn proportion(
    part: Option<f64>,
    whole: Option<f64>,
    confidence: Confidence,
    multiplier: f64,
) -> Result<Option<Estimate>, Refused> {
    if part.is_some_and(|part| part < 0.0) {
        return Err(Refused::NegativeCount);
    }
    if whole.is_some_and(|whole| whole <= 0.0) {
        return Err(Refused::NoDenominator);
    }
    let (Some(part), Some(whole)) = (part, whole) else { return Ok(None) };
    let limits = wilson(part, whole, confidence)?.times(multiplier);
    let value = part / whole * multiplier;
    Ok(Some(Estimate { value, low: Some(limits.low), high: Some(limits.high) }))
}

/// Byar's limits of a count; the lower one is missing where it would be below nought, or of no events at all.
pub fn byars(events: f64, confidence: Confidence) -> Result<(Option<f64>, Option<f64>), Refused> {
    let limits = interval::byar(events, confidence).ok_or(Refused::NegativeCount)?;
    Ok((Some(limits.low).filter(|low| *low >= 0.0), Some(limits.high)))
}

/// How the limits of a rate were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateMethod {
    /// Exact limits, below ten events.
    Exact,
    /// Byar's.
    Byars,
}

/// The method for a number of events; none where it is missing.
pub fn rate_method(events: Option<f64>) -> Option<RateMethod> {
    events.map(|events| if events < FEW_EVENTS { RateMethod::Exact } else { RateMethod::Byars })
}

/// `phe_rate`: events per so many people, with exact limits below ten events and Byar's from ten.
pub fn rate(
    events: Option<f64>,
    people: Option<f64>,
    confidence: Confidence,
    multiplier: f64,
) -> Result<Option<Estimate>, Refused> {
    if events.is_some_and(|events| events < 0.0) {
        return Err(Refused::NegativeCount);
    }
    if people.is_some_and(|people| people <= 0.0) {
        return Err(Refused::NoDenominator);
    }
    let (Some(events), Some(people)) = (events, people) else { return Ok(None) };
    let (low, high) = match rate_method(Some(events)) {
        Some(RateMethod::Exact) => {
            let exact = poisson_exact(events, confidence).ok_or(Refused::NegativeCount)?;
            (Some(exact.low), Some(exact.high))
        }
        _ => byars(events, confidence)?,
    };
    let scaled = |limit: Option<f64>| limit.map(|limit| limit / people * multiplier);
    Ok(Some(Estimate { value: events / people * multiplier, low: scaled(low), high: scaled(high) }))
}

/// `phe_mean`: what some values are on average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanOf {
    /// Their sum.
    pub sum: f64,
    /// How many.
    pub count: u32,
    /// Their standard deviation, of a sample.
    pub deviation: f64,
    /// Their mean.
    pub mean: f64,
    /// Student's t interval of the mean.
    pub interval: Interval,
}

/// `phe_mean`: the mean with Student's t interval; none of fewer than two values.
pub fn mean(values: &[f64], confidence: Confidence) -> Option<MeanOf> {
    let count = u32::try_from(values.len()).ok().filter(|count| *count > 1)?;
    let n = f64::from(count);
    let sum: f64 = values.iter().sum();
    let mean = sum / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let deviation = (squares / (n - 1.0)).sqrt();
    let reach = student_quantile(1.0 - confidence.tail, n - 1.0) * deviation / n.sqrt();
    Some(MeanOf { sum, count, deviation, mean, interval: Interval { low: mean - reach, high: mean + reach } })
}

/// `phe_quantile`: the group of each value among groups of about equal size, 1 the highest values where `invert`, else
/// the lowest. Equal values share the group of the least rank among them; missing values have none, and nobody has one
/// where there are fewer values than groups.
pub fn quantile_groups(values: &[Option<f64>], groups: u32, invert: bool) -> Vec<Option<u32>> {
    let mut present: Vec<f64> = values.iter().flatten().copied().collect();
    present.sort_unstable_by(f64::total_cmp);
    let n = present.len() as u64;
    let q = u64::from(groups);
    let group = |value: f64| -> Option<u32> {
        if n < q || q == 0 {
            return None;
        }
        let before = if invert {
            present.len() - present.partition_point(|other| *other <= value)
        } else {
            present.partition_point(|other| *other < value)
        };
        // floor(q + 1 - ceil((N + 1 - r) q / N)) for the rank r = before + 1, in whole numbers.
        let below = ((n - before as u64) * q).div_ceil(n);
        u32::try_from((q + 1 - below).max(1)).ok()
    };
    values.iter().map(|value| value.and_then(group)).collect()
}
