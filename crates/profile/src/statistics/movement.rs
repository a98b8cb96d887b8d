//! Whether a figure rose or fell, or only wavered: by the series' own moving range, or by the intervals of both ends.
//!
//! The difference of any two values of a series that stays as it is has the same spread, however far apart they stand:
//! the mean moving range is 1.128 standard deviations of a single value, and 3.267 times it (D4 of a moving range of two)
//! is the greatest difference that such noise is expected to make. Fewer than twelve comparable values do not settle the
//! range ("too few points"): their limit is shown as a trial and decides nothing.

use super::interval::Interval;
use super::xmr::{ENOUGH_POINTS, RANGE_LIMIT, mean_range};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Fewer values than this have not even a trial limit.
const TRIAL_POINTS: usize = 6;

/// What a movement is called.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Up, by more than noise.
    Rise,
    /// Down, by more than noise.
    Fall,
    /// Within its noise.
    LittleChange,
    /// Nothing tells noise from change.
    #[default]
    NotKnown,
}

impl Verdict {
    /// The verdict's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Rise => "rise",
            Verdict::Fall => "fall",
            Verdict::LittleChange => "little-change",
            Verdict::NotKnown => "not-known",
        }
    }
}

/// What told noise from change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The moving range of twelve and more comparable values.
    MovingRange,
    /// The 95 % intervals of both ends.
    Intervals,
}

/// A movement between two values of a series, with how sure it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Movement {
    /// What it is called.
    pub verdict: Verdict,
    /// What could tell: both, one or nothing.
    pub by: Vec<Basis>,
    /// How many comparable values the series has.
    pub points: u32,
    /// Whether these are too few for the moving range to settle anything: fewer than twelve.
    pub too_few_points: bool,
    /// The greatest change that noise is expected to make, in the unit of the values; a trial only where there are too
    /// few points, and none of fewer than six.
    pub range_limit: Option<f64>,
}

/// An end of a movement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End {
    /// The value.
    pub value: f64,
    /// Its 95 % interval, where there is one.
    pub interval: Option<Interval>,
}

/// A movement between two values of a series of comparable ones, earliest first.
pub fn movement(series: &[f64], from: End, to: End) -> Movement {
    let too_few_points = series.len() < ENOUGH_POINTS;
    // Screened: one great change must not hide itself in the mean. A series that never moves has no noise.
    let range = if series.len() < TRIAL_POINTS {
        None
    } else {
        mean_range(series, true).or_else(|| mean_range(series, false))
    };
    let range_limit = range.map(|range| range * RANGE_LIMIT);
    let change = to.value - from.value;
    let by_range = range_limit.filter(|_| !too_few_points).map(|limit| change.abs() > limit);
    let by_intervals = from.interval.zip(to.interval).map(|(from, to)| !from.overlaps(to));
    let told = [(Basis::MovingRange, by_range), (Basis::Intervals, by_intervals)];
    let by: Vec<Basis> = told.iter().filter_map(|(basis, says)| says.map(|_| *basis)).collect();
    let moved = told.iter().any(|(_, says)| *says == Some(true));
    let verdict = match (by.is_empty(), moved, change > 0.0) {
        (true, _, _) => Verdict::NotKnown,
        (false, true, true) => Verdict::Rise,
        (false, true, false) => Verdict::Fall,
        (false, false, _) => Verdict::LittleChange,
    };
    Movement {
        verdict,
        by,
        points: u32::try_from(series.len()).unwrap_or(u32::MAX),
        too_few_points,
        range_limit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bare(value: f64) -> End {
        End { value, interval: None }
    }

    #[test]
    fn a_change_within_the_moving_range_is_little_change() {
        // Ranges of 1 each: noise reaches 3.267.
        let series = [10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 13.0];
        let found = movement(&series, bare(10.0), bare(13.0));
        assert_eq!((found.verdict, found.too_few_points), (Verdict::LittleChange, false));
        let far = [&series[..11], &[15.0]].concat();
        let found = movement(&far, bare(10.0), bare(15.0));
        assert_eq!((found.verdict, found.by.as_slice()), (Verdict::Rise, [Basis::MovingRange].as_slice()));
    }

    #[test]
    fn below_twelve_points_the_moving_range_decides_nothing() {
        let series = [10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 40.0];
        let found = movement(&series, bare(11.0), bare(40.0));
        assert_eq!((found.verdict, found.too_few_points), (Verdict::NotKnown, true));
        assert!(found.range_limit.is_some_and(|limit| (limit - 3.267).abs() < 1e-12), "{found:?}");
        assert_eq!(movement(&series[..5], bare(11.0), bare(40.0)).range_limit, None);
    }

    #[test]
    fn intervals_that_do_not_overlap_make_a_fall_of_two_points() {
        let end =
            |value: f64| End { value, interval: Some(Interval { low: value - 1.0, high: value + 1.0 }) };
        let found = movement(&[50.0, 40.0], end(50.0), end(40.0));
        assert_eq!((found.verdict, found.by.as_slice()), (Verdict::Fall, [Basis::Intervals].as_slice()));
        assert_eq!(movement(&[50.0, 49.0], end(50.0), end(49.0)).verdict, Verdict::LittleChange);
    }

    #[test]
    fn a_series_that_never_moved_has_no_noise() {
        let found = movement(&[5.0; 12], bare(5.0), bare(5.0));
        assert_eq!(found.verdict, Verdict::LittleChange);
        let jumped = [&[5.0; 12][..], &[5.1]].concat();
        assert_eq!(movement(&jumped, bare(5.0), bare(5.1)).verdict, Verdict::Rise);
    }

    proptest! {
        #[test]
        fn the_opposite_series_moves_the_opposite_way(
            series in proptest::collection::vec(-50.0..50.0_f64, 2..30), turn in any::<bool>(),
        ) {
            let (first, last) = (series[0], series[series.len() - 1]);
            let with = |value: f64| End { value, interval: turn.then_some(Interval { low: value - 5.0, high: value + 5.0 }) };
            let found = movement(&series, with(first), with(last));
            let opposite: Vec<f64> = series.iter().map(|value| -value).collect();
            let turned = movement(&opposite, with(-first), with(-last));
            let expected = match found.verdict {
                Verdict::Rise => Verdict::Fall,
                Verdict::Fall => Verdict::Rise,
                same => same,
            };
            prop_assert_eq!(turned.verdict, expected);
        }
    }
}
