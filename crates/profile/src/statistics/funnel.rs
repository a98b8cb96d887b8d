//! Funnel plots of proportions with exact limits.
//!
//! D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005):
//! 1185-1202: the exact binomial limits are those of its appendix A.1.1, interpolated between whole numbers; the upper
//! limit is the lower one of the rest, so that both sides are alike. Overdispersion is its φ, without winsorising.

use super::interval::{Confidence, Interval, binomial_tails};
use super::special::{binomial_cdf, gamma_above};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The limits of a funnel for one number of settings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Within these lie 95 % of areas that differ from the target by chance alone.
    pub inner: Interval,
    /// Within these 99.8 %.
    pub outer: Interval,
}

/// The exact limits of a proportion of `whole` about a target.
pub fn limits(whole: u32, target: f64) -> Limits {
    let at = |confidence: Confidence| Interval {
        low: lower(f64::from(whole), target, confidence.tail),
        high: 1.0 - lower(f64::from(whole), 1.0 - target, confidence.tail),
    };
    Limits { inner: at(Confidence::NINETY_FIVE), outer: at(Confidence::NINETY_NINE_POINT_EIGHT) }
}

/// The lower limit: the least count whose chance, with all below it, reaches the tail, moved back by the part that is
/// too much.
fn lower(whole: f64, target: f64, tail: f64) -> f64 {
    let (mut below, mut count) = (-1.0, whole);
    while count - below > 1.0 {
        let middle = f64::midpoint(below, count).floor();
        if binomial_cdf(middle, whole, target) >= tail { count = middle } else { below = middle }
    }
    let (upto, before) = (binomial_cdf(count, whole, target), binomial_cdf(count - 1.0, whole, target));
    let too_much = if upto > before { (upto - tail) / (upto - before) } else { 0.0 };
    ((count - too_much) / whole).clamp(0.0, 1.0)
}

/// Where an area stands in a funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// Below the limit of 99.8 %.
    FarBelow,
    /// Below the limit of 95 %.
    Below,
    /// Within the limits.
    Within,
    /// Above the limit of 95 %.
    Above,
    /// Above the limit of 99.8 %.
    FarAbove,
}

impl Position {
    /// The position's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Position::FarBelow => "far-below",
            Position::Below => "below",
            Position::Within => "within",
            Position::Above => "above",
            Position::FarAbove => "far-above",
        }
    }

    /// The position as readers see it.
    pub fn in_words(self) -> &'static str {
        match self {
            Position::FarBelow => "below the limit of 99.8 %",
            Position::Below => "below the limit of 95 %",
            Position::Within => "within the limits",
            Position::Above => "above the limit of 95 %",
            Position::FarAbove => "above the limit of 99.8 %",
        }
    }
}

/// Where a count stands about a target: by the exact chance of as few, or of as many.
pub fn position(part: u32, whole: u32, target: f64) -> Position {
    let (at_most, at_least) = binomial_tails(f64::from(part), f64::from(whole), target);
    let (inner, outer) = (Confidence::NINETY_FIVE.tail, Confidence::NINETY_NINE_POINT_EIGHT.tail);
    if at_most < outer {
        Position::FarBelow
    } else if at_most < inner {
        Position::Below
    } else if at_least < outer {
        Position::FarAbove
    } else if at_least < inner {
        Position::Above
    } else {
        Position::Within
    }
}

/// How far areas differ beyond chance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dispersion {
    /// The mean of the areas' squared distances from the target, in standard errors: about 1 where chance alone makes
    /// them differ.
    pub phi: f64,
    /// How many areas it is of.
    pub areas: u32,
    /// Whether chance alone would make them differ as much less than once in twenty times.
    pub overdispersed: bool,
}

/// The dispersion of some parts of wholes about a target; none of no areas, and none about a target that cannot be missed.
pub fn dispersion(areas: &[(u32, u32)], target: f64) -> Option<Dispersion> {
    let many = u32::try_from(areas.len()).ok().filter(|many| *many > 0)?;
    if !(target > 0.0 && target < 1.0) {
        return None;
    }
    let square = |(part, whole): &(u32, u32)| {
        let (part, whole) = (f64::from(*part), f64::from(*whole));
        let apart = part / whole - target;
        apart * apart * whole / (target * (1.0 - target))
    };
    let sum: f64 = areas.iter().map(square).sum();
    Some(Dispersion {
        phi: sum / f64::from(many),
        areas: many,
        overdispersed: gamma_above(f64::from(many) / 2.0, sum / 2.0) < 0.05,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_good_of_few_is_no_sign_of_anything() {
        // Special schools of 2011: 83.7 % good or better, 139 areas, most with four: none can be high.
        for whole in 1..=4 {
            assert_eq!(position(whole, whole, 0.837), Position::Within);
            assert_eq!(limits(whole, 0.837).outer.high, 1.0);
        }
        // None of two: (1 - 0.837)^2 = 0.0266; none of three 0.0043; none of five 0.0001.
        assert_eq!(position(0, 2, 0.837), Position::Within);
        assert_eq!(position(0, 3, 0.837), Position::Below);
        assert_eq!(position(0, 5, 0.837), Position::FarBelow);
    }

    #[test]
    fn areas_that_all_stand_on_the_target_are_not_dispersed() {
        let even = dispersion(&[(7, 10), (14, 20)], 0.7).unwrap();
        assert!(even.phi < 1e-20 && !even.overdispersed && even.areas == 2);
        let apart = dispersion(&[(10, 100), (90, 100)], 0.5).unwrap();
        assert!((apart.phi - 64.0).abs() < 1e-9 && apart.overdispersed);
        assert_eq!(dispersion(&[], 0.5), None);
        assert_eq!(dispersion(&[(1, 1)], 1.0), None);
    }

    proptest! {
        #[test]
        fn the_limits_say_the_same_as_the_position(whole in 1_u32..300, part in 0_u32..300, target in 0.02..0.98_f64) {
            let part = part.min(whole);
            let (of, at) = (limits(whole, target), position(part, whole, target));
            let share = f64::from(part) / f64::from(whole);
            // A hair about the limits is left out: there rounding decides.
            let apart = [of.inner.low, of.inner.high, of.outer.low, of.outer.high];
            prop_assume!(apart.iter().all(|limit| (share - limit).abs() > 1e-9));
            prop_assert_eq!(share < of.inner.low, at <= Position::Below, "{:?} {:?}", of, at);
            prop_assert_eq!(share < of.outer.low, at == Position::FarBelow, "{:?} {:?}", of, at);
            prop_assert_eq!(share > of.inner.high, at >= Position::Above, "{:?} {:?}", of, at);
            prop_assert_eq!(share > of.outer.high, at == Position::FarAbove, "{:?} {:?}", of, at);
        }

        #[test]
        fn the_outer_limits_hold_the_inner_ones_and_the_target(whole in 1_u32..500, target in 0.02..0.98_f64) {
            let Limits { inner, outer } = limits(whole, target);
            prop_assert!(outer.low <= inner.low && inner.low <= target, "{inner:?} {outer:?}");
            prop_assert!(target <= inner.high && inner.high <= outer.high, "{inner:?} {outer:?}");
        }
    }
}
