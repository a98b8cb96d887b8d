//! Intervals of proportions, rates and differences.

use super::special::{beta_cdf, binomial_cdf, gamma_quantile, normal_quantile};
use std::sync::OnceLock;

/// How sure an interval is: the share of such intervals that hold the truth in the long run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    /// The share of the distribution that is left out on either side: 0.025 of 95 %.
    pub tail: f64,
    /// As many standard deviations as leave that share out: 1.96 of 95 %.
    pub z: f64,
}

impl Confidence {
    /// A level between 0 and 1.
    pub fn new(level: f64) -> Confidence {
        let tail = (1.0 - level) / 2.0;
        Confidence { tail, z: normal_quantile(1.0 - tail) }
    }

    /// 95 %.
    pub const NINETY_FIVE: Confidence = Confidence { tail: 0.025, z: 1.959_963_984_540_054 };

    /// 99.8 %.
    pub const NINETY_NINE_POINT_EIGHT: Confidence = Confidence { tail: 0.001, z: 3.090_232_306_167_813 };
}

/// An interval from its lower to its upper limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

impl Interval {
    /// Both limits times a number that is not negative.
    #[must_use]
    pub fn times(self, factor: f64) -> Interval {
        Interval { low: self.low * factor, high: self.high * factor }
    }

    /// Whether a value lies within it.
    pub fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// Whether two intervals have a value in common.
    pub fn overlaps(self, other: Interval) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// Groups of fewer than this are small: their intervals are exact, because a normal approximation is poor there.
pub const SMALL_GROUP: f64 = 30.0;

/// Counts of fewer events than this have exact limits.
pub const FEW_EVENTS: f64 = 10.0;

/// Wilson's score interval of a proportion; none where the whole is nought or smaller than the part.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22 (1927): 209-212; the form is method 3 of R. G. Newcombe, Statistics in Medicine 17
/// (1998): 857-872.
pub fn wilson(part: f64, whole: f64, confidence: Confidence) -> Option<Interval> {
    let share = share(part, whole)?;
    let z = confidence.z;
    let square = z * z;
    let middle = 2.0 * part + square;
    let reach = z * (square + 4.0 * part * (1.0 - share)).max(0.0).sqrt();
    let below = 2.0 * (whole + square);
    // At the ends the limits are 0 and 1 exactly; rounding must not carry them past the share or out of range.
    let low = if part == 0.0 { 0.0 } else { ((middle - reach) / below).clamp(0.0, share) };
    let high = if part >= whole { 1.0 } else { ((middle + reach) / below).clamp(share, 1.0) };
    Some(Interval { low, high })
}

fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0 && whole.is_finite() && (0.0..=whole).contains(&part)).then(|| part / whole)
}

/// The exact interval of a proportion with the mid-p correction: the proportions at which the chance of what was
/// found or more, half of the chance of exactly that taken off, is not below the tail, on either side.
///
/// H. O. Lancaster, "Significance tests in discrete distributions", Journal of the American Statistical Association
/// 56 (1961): 223-234; A. Agresti and A. Gottard, Statistical Science 20 (2005): 367-371. None where the whole
/// is nought or smaller than the part.
pub fn mid_p(part: f64, whole: f64, confidence: Confidence) -> Option<Interval> {
    let share = share(part, whole)?;
    if confidence == Confidence::NINETY_FIVE
        && whole < SMALL_GROUP
        && part.fract() == 0.0
        && whole.fract() == 0.0
    {
        return Some(small_groups()[place_of(part, whole)]);
    }
    Some(find_mid_p(part, whole, share, confidence.tail))
}

fn find_mid_p(part: f64, whole: f64, share: f64, tail: f64) -> Interval {
    // The chance of fewer, and half that of as many: falls as the proportion grows.
    let fewer = |p: f64| 0.5 * (binomial_cdf(part, whole, p) + binomial_cdf(part - 1.0, whole, p));
    let more = |p: f64| 1.0 - fewer(p);
    let low = if part == 0.0 { 0.0 } else { halved(0.0, share, |p| more(p) >= tail) };
    let high = if part >= whole { 1.0 } else { halved(share, 1.0, |p| fewer(p) < tail) };
    Interval { low, high }
}

/// The 95 % intervals of all small groups, by whole and part: a nation has thousands of them, and few that differ.
fn small_groups() -> &'static [Interval] {
    static INTERVALS: OnceLock<Vec<Interval>> = OnceLock::new();
    INTERVALS.get_or_init(|| {
        let wholes = (0..30_u32).map(f64::from).filter(|whole| *whole < SMALL_GROUP);
        wholes
            .flat_map(|whole| {
                (0..=30_u32).map(f64::from).filter(move |part| *part <= whole).map(move |part| (part, whole))
            })
            .map(|(part, whole)| {
                let share = if whole > 0.0 { part / whole } else { 0.0 };
                find_mid_p(part, whole, share, Confidence::NINETY_FIVE.tail)
            })
            .collect()
    })
}

/// Where a group stands among the small ones: below it are 1 + 2 + … of smaller wholes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole numbers below 30")]
fn place_of(part: f64, whole: f64) -> usize {
    let whole = whole as usize;
    whole * (whole + 1) / 2 + part as usize
}

/// The place between two numbers from which something is true.
fn halved(mut low: f64, mut high: f64, is_true: impl Fn(f64) -> bool) -> f64 {
    // 60 halvings leave less than the last digit of a number between 0 and 1.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if is_true(middle) { high = middle } else { low = middle }
    }
    f64::midpoint(low, high)
}

/// The interval of a proportion that Kingsway gives: mid-p of small groups, Wilson's of others.
pub fn proportion(part: f64, whole: f64, confidence: Confidence) -> Option<Interval> {
    if whole < SMALL_GROUP { mid_p(part, whole, confidence) } else { wilson(part, whole, confidence) }
}

/// Exact limits of the mean of a Poisson count: the means at which the count or more, or the count or fewer, has the
/// chance of the tail. F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936): 437-442.
pub fn poisson_exact(events: f64, confidence: Confidence) -> Option<Interval> {
    (events >= 0.0 && events.is_finite()).then(|| Interval {
        low: gamma_quantile(confidence.tail, events),
        high: gamma_quantile(1.0 - confidence.tail, events + 1.0),
    })
}

/// Byar's approximation of the same limits; the lower one may be below nought, where it means nothing.
///
/// N. E. Breslow and N. E. Day, "Statistical methods in cancer research", volume II (1987): 69.
pub fn byar(events: f64, confidence: Confidence) -> Option<Interval> {
    (events >= 0.0 && events.is_finite()).then(|| {
        let limit = |events: f64, direction: f64| {
            let root = 1.0 - 1.0 / (9.0 * events) + direction * confidence.z / (3.0 * events.sqrt());
            events * root * root * root
        };
        Interval { low: limit(events, -1.0), high: limit(events + 1.0, 1.0) }
    })
}

/// The interval of a count of events that Kingsway gives: exact below ten events, Byar's from ten; none of a number
/// that is no count.
pub fn events(events: f64, confidence: Confidence) -> Option<Interval> {
    if events < FEW_EVENTS {
        if events.fract() == 0.0 { poisson_exact(events, confidence) } else { None }
    } else {
        byar(events, confidence)
    }
}

/// The interval of the difference of two proportions from the interval of each: method 10 of R. G. Newcombe,
/// "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998):
/// 873-890. Both in the same unit.
pub fn difference((first, of_first): (f64, Interval), (second, of_second): (f64, Interval)) -> Interval {
    let square = |a: f64, b: f64| ((a * a) + (b * b)).sqrt();
    let apart = first - second;
    Interval {
        low: apart - square(first - of_first.low, of_second.high - second),
        high: apart + square(of_first.high - first, second - of_second.low),
    }
}

/// The chance of a part as small as this, or as great, where each of the whole has the chance `p`: the exact tails of
/// the binomial distribution.
pub fn binomial_tails(part: f64, whole: f64, p: f64) -> (f64, f64) {
    let at_most = binomial_cdf(part, whole, p);
    let at_least = if part <= 0.0 { 1.0 } else { beta_cdf(p, part, whole - part + 1.0) };
    (at_most, at_least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const C95: Confidence = Confidence::NINETY_FIVE;

    #[test]
    fn the_two_levels_are_those_of_the_normal_distribution() {
        for (level, constant) in [(0.95, C95), (0.998, Confidence::NINETY_NINE_POINT_EIGHT)] {
            let made = Confidence::new(level);
            assert!((made.z - constant.z).abs() < 1e-14 && (made.tail - constant.tail).abs() < 1e-16);
        }
    }

    #[test]
    fn wilson_gives_the_limits_of_the_published_worked_examples() {
        // Newcombe (1998), Statistics in Medicine 17: 857-872, table I, the score method without correction.
        for (part, whole, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let got = wilson(part, whole, C95).unwrap();
            assert!((got.low - low).abs() < 6e-5 && (got.high - high).abs() < 6e-5, "{part}/{whole}");
        }
        assert_eq!(wilson(1.0, 0.0, C95), None);
        assert_eq!(wilson(3.0, 2.0, C95), None);
    }

    #[test]
    fn mid_p_gives_the_limits_of_the_published_worked_examples() {
        // The same table, the mid-p method.
        for (part, whole, low, high) in [
            (81.0, 263.0, 0.2544, 0.3658),
            (15.0, 148.0, 0.0601, 0.1581),
            (0.0, 20.0, 0.0, 0.1391),
            (1.0, 29.0, 0.0017, 0.1585),
        ] {
            let got = mid_p(part, whole, C95).unwrap();
            assert!(
                (got.low - low).abs() < 6e-5 && (got.high - high).abs() < 6e-5,
                "{part}/{whole}: {got:?}"
            );
        }
    }

    #[test]
    fn the_smallest_groups_have_limits_that_can_be_worked_out_by_hand() {
        // None good of n: half of (1-p)^n is the tail, so p = 1 - (2 tail)^(1/n).
        assert_eq!(mid_p(0.0, 0.0, C95), None);
        let none_of_one = mid_p(0.0, 1.0, C95).unwrap();
        assert!(none_of_one.low == 0.0 && (none_of_one.high - 0.95).abs() < 1e-12);
        let both = mid_p(2.0, 2.0, C95).unwrap();
        assert!(both.high == 1.0 && (both.low - 0.05_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn the_step_from_exact_to_byar_at_ten_events_is_small() {
        // Exact limits of 10 events: 4.7954 and 18.3904.
        let got = events(10.0, C95).unwrap();
        assert!((got.low - 4.7954).abs() < 0.02 && (got.high - 18.3904).abs() < 0.02, "{got:?}");
        assert_eq!(events(0.0, C95).unwrap().low, 0.0);
        assert_eq!(events(2.5, C95), None);
        assert_eq!(events(-1.0, C95), None);
    }

    #[test]
    fn the_difference_of_proportions_is_that_of_the_published_worked_example() {
        // Newcombe (1998), Statistics in Medicine 17: 873-890, table II: 56/70 against 48/80, method 10.
        let with = |part, whole| (part / whole, wilson(part, whole, C95).unwrap());
        let got = difference(with(56.0, 70.0), with(48.0, 80.0));
        assert!((got.low - 0.0524).abs() < 6e-5 && (got.high - 0.3339).abs() < 6e-5, "{got:?}");
    }

    proptest! {
        #[test]
        fn an_interval_stays_within_0_and_1_and_holds_the_share(whole in 1_u32..3_000, part in 0.0..=1.0_f64) {
            let whole = f64::from(whole);
            let part = (part * whole).round();
            for got in [wilson(part, whole, C95), mid_p(part, whole, C95)] {
                let Interval { low, high } = got.unwrap();
                let share = part / whole;
                prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0, "{low} {share} {high}");
            }
        }

        #[test]
        fn an_interval_is_symmetric_between_part_and_rest(whole in 1_u32..2_000, part in 0_u32..2_000) {
            let part = part.min(whole);
            for of in [wilson, mid_p] {
                let one = of(f64::from(part), f64::from(whole), C95).unwrap();
                let rest = of(f64::from(whole - part), f64::from(whole), C95).unwrap();
                prop_assert!((one.low - (1.0 - rest.high)).abs() < 1e-10, "{:?} {:?}", one, rest);
                prop_assert!((one.high - (1.0 - rest.low)).abs() < 1e-10, "{:?} {:?}", one, rest);
            }
        }

        #[test]
        fn a_count_lies_within_its_interval_which_grows_with_it(count in 0_u32..100_000) {
            let (one, next) = (events(f64::from(count), C95).unwrap(), events(f64::from(count + 1), C95).unwrap());
            prop_assert!(one.holds(f64::from(count)));
            prop_assert!(one.low < next.low && one.high < next.high);
        }

        #[test]
        fn a_mid_p_limit_is_where_the_tail_is_as_said(whole in 1_u32..40, part in 0_u32..40) {
            let (part, whole) = (f64::from(part.min(whole)), f64::from(whole));
            let got = mid_p(part, whole, C95).unwrap();
            let at = |p: f64| 0.5 * (binomial_cdf(part, whole, p) + binomial_cdf(part - 1.0, whole, p));
            prop_assert!(part == 0.0 || (1.0 - at(got.low) - C95.tail).abs() < 1e-9);
            prop_assert!(part == whole || (at(got.high) - C95.tail).abs() < 1e-9);
        }
    }
}
