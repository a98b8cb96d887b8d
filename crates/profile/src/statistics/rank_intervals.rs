//! Ranks with their 95 % intervals.
//!
//! Each area's true figure is given the distribution that its own count leaves (Jeffreys' prior: a beta distribution of
//! a proportion, a gamma distribution of a rate). For each value that it may take, every other area is better with a
//! chance of its own; the number of better areas is a sum of such chances, close to a normal distribution. Averaged over
//! the values, this gives the distribution of the area's rank, and the interval is from its 2.5th to its 97.5th
//! percentile. It is what a simulation with endlessly many draws would give (H. Goldstein and D. J. Spiegelhalter,
//! "League tables and their limitations", Journal of the Royal Statistical Society A 159 (1996): 385-443), without
//! draws, so that the same figures give the same interval everywhere.

use super::interval::{Confidence, wilson};
use super::special::{Beta, gamma_cdf, normal_cdf};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The ranks between which an area's true rank lies with a chance of 95 %; it always holds the rank itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RankInterval {
    /// The best rank.
    pub best: u32,
    /// The worst rank.
    pub worst: u32,
    /// Among how many areas.
    pub of: u32,
}

/// What is known of an area's true figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Known {
    /// A part of a whole.
    Proportion {
        /// The part.
        part: f64,
        /// The whole, which is above nought and not below the part.
        whole: f64,
    },
    /// Events among people.
    Rate {
        /// The events.
        events: f64,
        /// The people, above nought.
        people: f64,
    },
    /// The figure alone, in the unit of the others (0 to 1, or events by people): it is taken as it stands.
    Figure(f64),
}

/// How far into the tails the common values reach, in standard deviations.
const REACH: [f64; 13] = [-4.0, -3.2, -2.6, -2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0];

/// Values at which the areas are compared.
const VALUES: usize = 320;

/// A distribution of what an area's figure may be.
enum Distribution {
    Beta(Beta),
    Gamma { shape: f64, people: f64 },
    Point(f64),
}

impl Distribution {
    fn of(known: Known) -> Distribution {
        match known {
            Known::Proportion { part, whole } => {
                Distribution::Beta(Beta::new(part + 0.5, whole - part + 0.5))
            }
            Known::Rate { events, people } => Distribution::Gamma { shape: events + 0.5, people },
            Known::Figure(value) => Distribution::Point(value),
        }
    }

    /// The chance of a figure below a value.
    fn below(&self, value: f64) -> f64 {
        match self {
            Distribution::Beta(beta) => beta.cdf(value),
            Distribution::Gamma { shape, people } => gamma_cdf(*shape, value * people),
            Distribution::Point(at) => f64::from(u8::from(*at <= value)),
        }
    }
}

/// Values that a figure may well take, from its lower tail to its upper one.
fn values_of(known: Known, into: &mut Vec<f64>) {
    let mut add = |of: &dyn Fn(f64) -> f64| into.extend(REACH.iter().map(|z| of(*z)));
    match known {
        Known::Proportion { part, whole } => {
            let limits = |z: f64| wilson(part, whole, Confidence { tail: 0.0, z: z.abs() });
            add(&|z| limits(z).map_or(part / whole, |limits| if z < 0.0 { limits.low } else { limits.high }));
        }
        Known::Rate { events, people } => {
            // Wilson and Hilferty's approximation of a gamma distribution.
            let shape = events + 0.5;
            let root = |z: f64| (1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt())).max(0.0);
            add(&|z| shape * root(z) * root(z) * root(z) / people);
        }
        Known::Figure(value) => into.push(value),
    }
}

/// The interval of each area's rank, in their order. `ranks` are the ranks themselves, 1 for the best.
pub fn rank_intervals(areas: &[Known], ranks: &[u32], high_is_good: bool) -> Vec<RankInterval> {
    let values = common_values(areas);
    let below: Vec<Vec<f64>> = areas
        .iter()
        .map(|known| {
            let distribution = Distribution::of(*known);
            values.iter().map(|value| distribution.below(*value)).collect()
        })
        .collect();
    // At each value: how many areas are expected to be better, and the variance of that number.
    let better = |below: f64| if high_is_good { 1.0 - below } else { below };
    let (mut expected, mut variance) = (vec![0.0; values.len()], vec![0.0; values.len()]);
    for of_area in &below {
        for (at, below) in of_area.iter().enumerate() {
            let chance = better(*below);
            expected[at] += chance;
            variance[at] += chance * (1.0 - chance);
        }
    }
    let of = u32::try_from(areas.len()).unwrap_or(u32::MAX);
    below
        .iter()
        .zip(ranks)
        .map(|(own, rank)| {
            let others = |at: usize| {
                let chance = better(own[at]);
                (expected[at] - chance, (variance[at] - chance * (1.0 - chance)).max(0.0))
            };
            let parts = parts_of(own, others);
            let best = percentile(&parts, of, Confidence::NINETY_FIVE.tail);
            let worst = percentile(&parts, of, 1.0 - Confidence::NINETY_FIVE.tail);
            RankInterval { best: best.min(*rank), worst: worst.max(*rank), of }
        })
        .collect()
}

/// The values at which all areas are compared, rising: those that matter to some area, evenly thinned.
fn common_values(areas: &[Known]) -> Vec<f64> {
    let mut all = Vec::with_capacity(areas.len() * REACH.len());
    areas.iter().for_each(|known| values_of(*known, &mut all));
    all.sort_unstable_by(f64::total_cmp);
    all.dedup();
    if all.len() <= VALUES {
        return all;
    }
    (0..VALUES).map(|at| all[at * (all.len() - 1) / (VALUES - 1)]).collect()
}

/// A part of the distribution of a rank: its chance, and mean and deviation of the number of better areas in it.
struct Part {
    chance: f64,
    mean: f64,
    deviation: f64,
}

/// Parts that are less likely than this change no whole rank.
const NEGLIGIBLE: f64 = 1e-7;

fn parts_of(own: &[f64], others: impl Fn(usize) -> (f64, f64)) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut add = |chance: f64, (from, to): (usize, usize)| {
        if chance > NEGLIGIBLE {
            let ((mean, variance), (next, next_variance)) = (others(from), others(to));
            // Between two values the mean moves evenly: that spreads the number too.
            let moved = next - mean;
            let variance = f64::midpoint(variance, next_variance) + moved * moved / 12.0;
            parts.push(Part { chance, mean: f64::midpoint(mean, next), deviation: variance.sqrt() });
        }
    };
    let Some(last) = own.len().checked_sub(1) else { return parts };
    add(own[0], (0, 0));
    for at in 0..last {
        add(own[at + 1] - own[at], (at, at + 1));
    }
    add(1.0 - own[last], (last, last));
    parts
}

/// The least rank up to which a share of the distribution lies.
fn percentile(parts: &[Part], of: u32, share: f64) -> u32 {
    // A rank of r means r - 1 better areas; the half is the step between whole numbers.
    let upto = |rank: u32| -> f64 {
        let better = f64::from(rank) - 0.5;
        let chance = |part: &Part| {
            if part.deviation > 1e-9 {
                part.chance * normal_cdf((better - part.mean) / part.deviation)
            } else {
                part.chance * f64::from(u8::from(part.mean <= better))
            }
        };
        parts.iter().map(chance).sum()
    };
    let (mut low, mut high) = (0, of.max(1));
    while high - low > 1 {
        let middle = u32::midpoint(low, high);
        if upto(middle) >= share { high = middle } else { low = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arithmetic::ranks;
    use proptest::prelude::*;

    fn intervals(counts: &[(u32, u32)]) -> Vec<RankInterval> {
        let known: Vec<Known> = counts
            .iter()
            .map(|(part, whole)| Known::Proportion { part: f64::from(*part), whole: f64::from(*whole) })
            .collect();
        let shares: Vec<f64> =
            counts.iter().map(|(part, whole)| f64::from(*part) / f64::from(*whole)).collect();
        rank_intervals(&known, &ranks(&shares, true), true)
    }

    #[test]
    fn areas_far_apart_have_ranks_that_are_sure() {
        let found = intervals(&[(900, 1000), (500, 1000), (100, 1000)]);
        let all: Vec<(u32, u32)> = found.iter().map(|one| (one.best, one.worst)).collect();
        assert_eq!(all, [(1, 1), (2, 2), (3, 3)]);
    }

    #[test]
    fn of_areas_with_one_setting_each_nothing_is_sure() {
        let found = intervals(&[(1, 1), (0, 1), (1, 1), (0, 1), (1, 1), (1, 1), (0, 1), (1, 1)]);
        assert!(found.iter().all(|one| one.worst - one.best >= 4 && one.of == 8), "{found:?}");
    }

    #[test]
    fn a_figure_without_a_count_is_taken_as_it_stands() {
        let known = [Known::Figure(0.9), Known::Proportion { part: 1.0, whole: 2.0 }, Known::Figure(0.1)];
        let found = rank_intervals(&known, &[1, 2, 3], true);
        assert_eq!((found[1].best, found[1].worst), (1, 3));
        assert!(found[0].worst <= 2 && found[2].best >= 2, "{found:?}");
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_rank_and_turns_with_the_polarity(
            counts in proptest::collection::vec((0_u32..60, 1_u32..60), 2..60),
        ) {
            let counts: Vec<(u32, u32)> = counts.into_iter().map(|(part, whole)| (part.min(whole), whole)).collect();
            let known: Vec<Known> = counts.iter()
                .map(|(part, whole)| Known::Proportion { part: f64::from(*part), whole: f64::from(*whole) }).collect();
            let rest: Vec<Known> = counts.iter()
                .map(|(part, whole)| Known::Proportion { part: f64::from(whole - part), whole: f64::from(*whole) }).collect();
            let shares: Vec<f64> = counts.iter().map(|(part, whole)| f64::from(*part) / f64::from(*whole)).collect();
            let own = ranks(&shares, true);
            let found = rank_intervals(&known, &own, true);
            for (one, rank) in found.iter().zip(&own) {
                prop_assert!(one.best <= *rank && *rank <= one.worst && one.worst <= one.of);
            }
            // What is good of one is what is not good of the rest: the same ranks, by other numbers.
            let turned = rank_intervals(&rest, &own, false);
            for (one, other) in found.iter().zip(&turned) {
                prop_assert!(one.best.abs_diff(other.best) <= 1 && one.worst.abs_diff(other.worst) <= 1);
            }
        }
    }
}
