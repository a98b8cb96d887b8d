//! The conventions of Fingertips, the public health profiles: how an area compares with a benchmark, and its "recent
//! trend" over five points. Where Kingsway does otherwise: it compares by exact and Wilson's intervals of its own, and
//! judges a movement by the series' own moving range or by the intervals of its ends (`movement`).

use super::interval::{Confidence, Interval, wilson};
use super::special::gamma_quantile;
use evidence::Polarity;

/// How an area stands to a benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Beyond both intervals, on the bad side.
    Worst,
    /// Beyond the interval, on the bad side.
    Worse,
    /// Within it.
    Same,
    /// Beyond the interval, on the good side.
    Better,
    /// Beyond both intervals, on the good side.
    Best,
}

/// Standing on a side: `high` and whether high is good; without a polarity there is none.
fn side(high: bool, polarity: Polarity, very: bool) -> Option<Standing> {
    let good = match polarity {
        Polarity::High => high,
        Polarity::Low => !high,
        Polarity::Neither => return None,
    };
    Some(match (good, very) {
        (true, true) => Standing::Best,
        (true, false) => Standing::Better,
        (false, true) => Standing::Worst,
        (false, false) => Standing::Worse,
    })
}

/// An interval against a value: the same where it holds it.
pub fn against_value(
    interval: Option<Interval>,
    benchmark: Option<f64>,
    polarity: Polarity,
) -> Option<Standing> {
    let (interval, benchmark) = (interval?, benchmark?);
    if interval.holds(benchmark) {
        return Some(Standing::Same);
    }
    side(interval.low > benchmark, polarity, false)
}

/// The intervals of 95 and 99.8 % against a value.
pub fn against_value_in_two_levels(
    narrow: Interval,
    wide: Interval,
    benchmark: f64,
    polarity: Polarity,
) -> Option<Standing> {
    if narrow.holds(benchmark) {
        return Some(Standing::Same);
    }
    side(narrow.low > benchmark, polarity, !wide.holds(benchmark))
}

/// An interval against an interval: the same where they overlap.
pub fn against_interval(
    own: Option<Interval>,
    benchmark: Option<Interval>,
    polarity: Polarity,
) -> Option<Standing> {
    let (own, benchmark) = (own?, benchmark?);
    if own.overlaps(benchmark) {
        return Some(Standing::Same);
    }
    side(own.low > benchmark.high, polarity, false)
}

/// A proportion against the control limits that Wilson's formula puts about the benchmark, both in `per`; none where
/// nobody is counted.
pub fn proportion_against_limits(
    value: f64,
    benchmark: f64,
    (people, per): (f64, f64),
    z: f64,
    polarity: Polarity,
) -> Option<Standing> {
    if people <= 0.0 {
        return None;
    }
    let share = benchmark / per;
    let limits = wilson(share * people, people, Confidence { tail: 0.0, z })?.times(per);
    if limits.holds(value) { Some(Standing::Same) } else { side(value > limits.high, polarity, false) }
}

/// A rate against exact control limits about the benchmark, both in `per`; none where nobody is counted.
pub fn rate_against_limits(
    value: f64,
    benchmark: f64,
    (people, per): (f64, f64),
    tail: f64,
    polarity: Polarity,
) -> Option<Standing> {
    if people <= 0.0 {
        return None;
    }
    let expected = benchmark / per * people;
    let limits =
        Interval { low: gamma_quantile(tail, expected), high: gamma_quantile(1.0 - tail, expected + 1.0) };
    let limits = limits.times(per / people);
    if limits.holds(value) { Some(Standing::Same) } else { side(value > limits.high, polarity, false) }
}

/// What a trend is made of: five points, earliest first.
pub const POINTS: usize = 5;

/// Chi-square beyond which a trend is called significant: its 99.8th percentile with one degree of freedom.
pub const SIGNIFICANT_ABOVE: f64 = 9.549_535_706_083_24;

/// Half the width of an interval in standard errors, as Fingertips takes it.
const Z: f64 = 1.96;

/// A trend over five points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecentTrend {
    /// The change for each point to the next.
    pub slope: f64,
    /// How far beyond chance, with one degree of freedom.
    pub chi_square: f64,
    /// Whether it is called a trend.
    pub significant: bool,
}

/// A value with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValueWithInterval {
    /// The value.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// The slope of the five latest values, each weighted by its interval; none where there are fewer, or where an interval
/// has no width.
///
/// Significant where chi-square says so *and* the slope keeps its direction when each point is left out.
pub fn trend_of_values(series: &[ValueWithInterval]) -> Option<RecentTrend> {
    let points = series.get(series.len().checked_sub(POINTS)?..)?;
    let error = |point: &ValueWithInterval| (point.interval.high - point.interval.low) / (2.0 * Z);
    if !points.iter().all(|point| error(point) > 0.0) {
        return None;
    }
    let points: Vec<Weighted> = (1_u32..)
        .zip(points)
        .map(|(x, point)| Weighted {
            x: f64::from(x),
            y: point.value,
            weight: 1.0 / (error(point) * error(point)),
        })
        .collect();
    let (slope, chi_square) = weighted_slope(&points);
    let keeps = (0..points.len()).all(|left_out| {
        let rest: Vec<Weighted> =
            points.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, point)| *point).collect();
        weighted_slope(&rest).0 * slope > 0.0
    });
    Some(RecentTrend { slope, chi_square, significant: chi_square > SIGNIFICANT_ABOVE && keeps })
}

#[derive(Debug, Clone, Copy)]
struct Weighted {
    x: f64,
    y: f64,
    weight: f64,
}

/// The slope by weighted least squares, and its square over its variance.
fn weighted_slope(points: &[Weighted]) -> (f64, f64) {
    let whole: f64 = points.iter().map(|one| one.weight).sum();
    let mean_x = points.iter().map(|one| one.weight * one.x).sum::<f64>() / whole;
    let mean_y = points.iter().map(|one| one.weight * one.y).sum::<f64>() / whole;
    let spread: f64 = points.iter().map(|one| one.weight * (one.x - mean_x) * (one.x - mean_x)).sum();
    let both: f64 = points.iter().map(|one| one.weight * (one.x - mean_x) * (one.y - mean_y)).sum();
    let slope = both / spread;
    (slope, slope * slope * spread)
}

/// The Cochran-Armitage test for a trend over the five latest proportions (P. Armitage, Biometrics 11 (1955): 375-386);
/// the slope is that of the logarithm of the odds, each point counting alike. None where there are fewer points, or where
/// none or all of a whole count: the odds have no logarithm there.
pub fn trend_of_proportions(series: &[(f64, f64)]) -> Option<RecentTrend> {
    let points = series.get(series.len().checked_sub(POINTS)?..)?;
    if !points.iter().all(|(part, whole)| *part > 0.0 && part < whole) {
        return None;
    }
    let slope_of = |points: &[(f64, f64, f64)]| {
        let odds = |(x, part, whole): &(f64, f64, f64)| Weighted {
            x: *x,
            y: libm::log(part / (whole - part)),
            weight: 1.0,
        };
        weighted_slope(&points.iter().map(odds).collect::<Vec<_>>()).0
    };
    let chi_square_of = |points: &[(f64, f64, f64)]| {
        let (parts, wholes) = points
            .iter()
            .fold((0.0, 0.0), |(parts, wholes), (_, part, whole)| (parts + part, wholes + whole));
        let share = parts / wholes;
        let middle = points.iter().map(|(x, _, whole)| whole * x).sum::<f64>() / wholes;
        let score: f64 = points.iter().map(|(x, part, _)| part * (x - middle)).sum();
        let spread: f64 = points.iter().map(|(x, _, whole)| whole * (x - middle) * (x - middle)).sum();
        let variance = share * (1.0 - share) * spread;
        score * score / variance
    };
    let points: Vec<(f64, f64, f64)> =
        (1_u32..).zip(points).map(|(x, (part, whole))| (f64::from(x), *part, *whole)).collect();
    let (slope, chi_square) = (slope_of(&points), chi_square_of(&points));
    let keeps = (0..points.len()).all(|left_out| {
        let rest: Vec<(f64, f64, f64)> =
            points.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, point)| *point).collect();
        slope_of(&rest) * slope > 0.0
    });
    Some(RecentTrend { slope, chi_square, significant: chi_square > SIGNIFICANT_ABOVE && keeps })
}

/// How a trend is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// Too few points, or none of which it can be said.
    CannotBeCalculated,
    /// Not significant.
    NoChange,
    /// Up, where neither direction is good.
    Increasing,
    /// Down, likewise.
    Decreasing,
    /// Up, which is good.
    IncreasingAndGettingBetter,
    /// Up, which is bad.
    IncreasingAndGettingWorse,
    /// Down, which is good.
    DecreasingAndGettingBetter,
    /// Down, which is bad.
    DecreasingAndGettingWorse,
}

/// The marker of a trend.
pub fn marker(trend: Option<RecentTrend>, polarity: Polarity) -> Marker {
    let Some(trend) = trend else { return Marker::CannotBeCalculated };
    if !trend.significant {
        return Marker::NoChange;
    }
    match (trend.slope > 0.0, polarity) {
        (true, Polarity::Neither) => Marker::Increasing,
        (false, Polarity::Neither) => Marker::Decreasing,
        (true, Polarity::High) => Marker::IncreasingAndGettingBetter,
        (true, Polarity::Low) => Marker::IncreasingAndGettingWorse,
        (false, Polarity::High) => Marker::DecreasingAndGettingWorse,
        (false, Polarity::Low) => Marker::DecreasingAndGettingBetter,
    }
}
