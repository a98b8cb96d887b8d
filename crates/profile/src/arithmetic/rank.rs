//! Ranks.

/// The rank of each value, 1 for the best; equal values share the least of the ranks they take up.
pub fn ranks(values: &[f64], high_is_good: bool) -> Vec<u32> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let better = |value: f64| {
        if high_is_good {
            sorted.len() - sorted.partition_point(|other| *other <= value)
        } else {
            sorted.partition_point(|other| *other < value)
        }
    };
    values.iter().map(|value| u32::try_from(better(*value)).unwrap_or(u32::MAX).saturating_add(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_values_share_the_least_rank_in_either_direction() {
        assert_eq!(ranks(&[5.0, 7.0, 5.0, 1.0], true), [2, 1, 2, 4]);
        assert_eq!(ranks(&[5.0, 7.0, 5.0, 1.0], false), [2, 4, 2, 1]);
    }

    proptest! {
        #[test]
        fn a_rank_is_one_more_than_the_number_of_better_values(
            values in proptest::collection::vec((-50..50_i32).prop_map(f64::from), 0..80), high in any::<bool>(),
        ) {
            let ranks = ranks(&values, high);
            for (value, rank) in values.iter().zip(&ranks) {
                let better = values.iter().filter(|other| if high { *other > value } else { *other < value }).count();
                prop_assert_eq!(*rank as usize, better + 1);
            }
        }

        #[test]
        fn the_order_of_areas_does_not_change_their_ranks(
            values in proptest::collection::vec((-50..50_i32).prop_map(f64::from), 1..60), turn in 0_usize..60,
        ) {
            let turn = turn % values.len();
            let mut turned = values.clone();
            turned.rotate_left(turn);
            let mut back = ranks(&turned, true);
            back.rotate_right(turn);
            prop_assert_eq!(back, ranks(&values, true));
        }

        #[test]
        fn the_opposite_polarity_of_opposite_values_is_the_same_rank(
            values in proptest::collection::vec((-50..50_i32).prop_map(f64::from), 0..60),
        ) {
            let opposite: Vec<f64> = values.iter().map(|value| -value).collect();
            prop_assert_eq!(ranks(&values, true), ranks(&opposite, false));
        }
    }
}
