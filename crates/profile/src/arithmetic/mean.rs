//! Means and medians. The published tool is written in R, whose mean adds up in 64 binary digits and then adds the
//! mean of what is left over; a plain sum of doubles differs from it in the last bit of three rows in ten.

use super::extended::Extended;

/// The mean as R gives it, to the last bit, in the order of the values; none of no values.
pub fn mean(values: &[f64]) -> Option<f64> {
    let count = u32::try_from(values.len()).ok().filter(|count| *count > 0)?;
    Some(quick_mean(values, f64::from(count)).unwrap_or_else(|| mean_in_extended(values)))
}

/// Values that are sorted without asking for memory.
const FEW: usize = 16;

/// The median: the middle value, or the mean of the two in the middle.
pub fn median(values: &[f64]) -> Option<f64> {
    // Neighbours are few, and a nation's table asks for hundreds of thousands of their medians.
    let mut few = [0.0; FEW];
    let mut many;
    let sorted = match few.get_mut(..values.len()) {
        Some(few) => {
            few.copy_from_slice(values);
            few
        }
        None => {
            many = values.to_vec();
            many.as_mut_slice()
        }
    };
    sorted.sort_unstable_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted.get(half).copied()
    } else {
        mean(sorted.get(half.checked_sub(1)?..=half)?)
    }
}

/// R's `mean` as its source has it (`summary.c`): s = Σx / n, then s + Σ(x − s) / n.
fn mean_in_extended(values: &[f64]) -> f64 {
    let count = Extended::from_count(values.len() as u64);
    let numbers = || values.iter().map(|value| Extended::from_f64(*value));
    let first = numbers().fold(Extended::ZERO, Extended::plus).over(count);
    let left_over = numbers().fold(Extended::ZERO, |sum, number| sum.plus(number.minus(first)));
    first.plus(left_over.over(count)).to_f64()
}

/// The same, where it can be told without working in 64 digits: the exact mean as a pair of doubles, when it lies
/// further from where the rounding to a double turns than R's own rounding errors can reach.
fn quick_mean(values: &[f64], count: f64) -> Option<f64> {
    let (mut sum, mut low, mut size) = (0.0_f64, 0.0_f64, 0.0_f64);
    for value in values {
        let (next, error) = two_sum(sum, *value);
        sum = next;
        low += error;
        size += value.abs();
    }
    let quotient = sum / count;
    let remainder = quotient.mul_add(-count, sum) + low;
    let (nearest, rest) = two_sum(quotient, remainder / count);
    // Each of R's steps errs by at most 2^-64 of what it adds; no more than n + 3 of them, of the size of the mean
    // absolute value or of the mean. Twice that, and the pair's own error (below 2^-100) is covered as well.
    let reach = (count + 4.0) * 2.0 * (size / count) * EXTENDED_HALF_UNIT;
    let turn = 0.5 * (nearest.abs() - nearest.abs().next_down());
    (nearest.is_normal() && size.is_finite() && rest.abs() + reach < turn).then_some(nearest)
}

/// 2^-64: half a unit in the last of 64 digits.
const EXTENDED_HALF_UNIT: f64 = 1.0 / 18_446_744_073_709_551_616.0;

/// A sum and its rounding error, exactly (Knuth).
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let shadow = sum - a;
    (sum, (a - (sum - shadow)) + (b - shadow))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mean_of_cancelling_values_has_the_bits_that_r_gives() {
        // Two of the published tool's own figures, where only the exact order and width of the sum give these bits.
        let newcastle = [-0.14, -0.16, 0.03, -0.11, 0.28, 0.11, 0.34, 0.25, -0.01, -0.59];
        let sum: f64 = newcastle.iter().sum();
        assert!(sum.abs() < 1e-15);
        let mean = mean(&newcastle).unwrap();
        assert!(mean.abs() < 1e-17, "{mean}");
    }

    #[test]
    fn the_mean_and_median_of_nothing_do_not_exist() {
        assert_eq!(mean(&[]), None);
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0]), Some(3.0));
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), Some(2.5));
    }

    proptest! {
        #[test]
        fn the_quick_way_gives_the_bits_of_the_long_way(
            tenths in proptest::collection::vec(-20_000_i32..20_000, 1..12), scale in 0_usize..4,
        ) {
            let values: Vec<f64> = tenths.iter().map(|t| f64::from(*t) / [1.0, 10.0, 100.0, 1000.0][scale]).collect();
            if let Some(quick) = quick_mean(&values, values.len() as f64) {
                prop_assert_eq!(quick.to_bits(), mean_in_extended(&values).to_bits());
            }
        }

        #[test]
        fn the_quick_way_never_misleads_on_any_numbers(values in proptest::collection::vec(-1e12..1e12_f64, 1..40)) {
            if let Some(quick) = quick_mean(&values, values.len() as f64) {
                prop_assert_eq!(quick.to_bits(), mean_in_extended(&values).to_bits());
            }
        }

        #[test]
        fn a_mean_lies_between_the_least_and_the_greatest(values in proptest::collection::vec(-1e6..1e6_f64, 1..12)) {
            let mean = mean(&values).unwrap();
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            let greatest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(least <= mean && mean <= greatest);
        }
    }
}
