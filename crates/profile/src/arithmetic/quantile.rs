//! Quantiles of R's type 7.

/// The quantile of sorted values at a share of 0 to 1: `(1-h)*x[lo] + h*x[hi]`. The form matters in the last bit:
/// `lo + h*(hi-lo)` gives other bits, and areas on a cut point then fall into another band.
pub fn type_7(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = last as f64 * share.clamp(0.0, 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the last position"
    )]
    let low = position.floor() as usize;
    let h = position - low as f64;
    let high = if h > 0.0 { low + 1 } else { low };
    let (x_low, x_high) = (*sorted.get(low)?, *sorted.get(high)?);
    Some(if h > 0.0 { (1.0 - h) * x_low + h * x_high } else { x_low })
}

/// Least, lower quartile, median, upper quartile, greatest of sorted values.
pub fn cut_points(sorted: &[f64]) -> Option<[f64; 5]> {
    let at = |share| type_7(sorted, share);
    Some([at(0.0)?, at(0.25)?, at(0.5)?, at(0.75)?, at(1.0)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quartiles_are_those_of_r() {
        // quantile(c(1, 2, 4, 8, 16, 32)) in R: 1.0 2.5 6.0 14.0 32.0
        assert_eq!(cut_points(&[1.0, 2.0, 4.0, 8.0, 16.0, 32.0]), Some([1.0, 2.5, 6.0, 14.0, 32.0]));
        assert_eq!(cut_points(&[]), None);
        assert_eq!(cut_points(&[7.0]), Some([7.0; 5]));
    }

    proptest! {
        #[test]
        fn cut_points_rise_and_stay_within_the_values(mut values in proptest::collection::vec(-1e6..1e6_f64, 1..200)) {
            values.sort_unstable_by(f64::total_cmp);
            let cuts = cut_points(&values).unwrap();
            prop_assert!(cuts.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert_eq!((cuts[0], cuts[4]), (values[0], values[values.len() - 1]));
        }

        #[test]
        fn between_equal_values_lies_that_value_to_the_last_bit(value in -1e9..1e9_f64, many in 1_usize..50) {
            let cuts = cut_points(&vec![value; many]).unwrap();
            prop_assert!(cuts.iter().all(|cut| cut.to_bits() == value.to_bits()));
        }

        #[test]
        fn the_bits_are_those_of_the_form_that_r_uses(mut values in proptest::collection::vec(-100.0..100.0_f64, 2..60)) {
            values.sort_unstable_by(f64::total_cmp);
            let position = (values.len() - 1) as f64 * 0.25;
            let (low, h) = (position.floor() as usize, position.fract());
            let expected = if h > 0.0 { (1.0 - h) * values[low] + h * values[low + 1] } else { values[low] };
            prop_assert_eq!(type_7(&values, 0.25).unwrap().to_bits(), expected.to_bits());
        }
    }
}
