//! 95 % intervals. Formulas as in the Association of Public Health Observatories' Technical Briefing 3, "Commonly
//! used public health statistics and their confidence intervals" (2008), which Fingertips follows.

/// The 97.5th percentile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Exact limits of the mean of a Poisson count of 0 to 9: half the 2.5th percentile of chi-square with 2·O degrees
/// of freedom, and half the 97.5th with 2·O + 2 (the briefing's exact method). Computed to 40 digits by inverting
/// the regularised incomplete gamma function, and rounded to doubles.
const EXACT: [(f64, f64); 10] = [
    (0.0, 3.688_879_454_113_936_3),
    (0.025_317_807_984_289_876, 5.571_643_390_938_899),
    (0.242_209_278_543_964_9, 7.224_687_667_723_961),
    (0.618_672_122_895_601_3, 8.767_273_069_742_327),
    (1.089_865_373_626_324_9, 10.241_588_675_403_698),
    (1.623_486_390_118_420_4, 11.668_332_079_322_669),
    (2.201_894_253_490_850_8, 13.059_474_022_518_685),
    (2.814_363_051_519_866, 14.422_675_361_702_38),
    (3.453_832_176_748_501_4, 15.763_189_220_193_315),
    (4.115_373_097_378_332, 17.084_803_451_419_17),
];

/// Wilson's score interval of a proportion, in per cent; none where the whole is nought or smaller than the part.
pub fn wilson(part: f64, whole: f64) -> Option<(f64, f64)> {
    if !(whole > 0.0 && (0.0..=whole).contains(&part)) {
        return None;
    }
    let share = part / whole;
    let square = Z * Z;
    let middle = 2.0 * part + square;
    let reach = Z * (square + 4.0 * part * (1.0 - share)).max(0.0).sqrt();
    let below = 2.0 * (whole + square);
    // At the ends the limits are 0 and 1 exactly; rounding must not carry them past the share or out of range.
    let low = if part == 0.0 { 0.0 } else { ((middle - reach) / below).clamp(0.0, share) };
    let high = if part >= whole { 1.0 } else { ((middle + reach) / below).clamp(share, 1.0) };
    Some((low * 100.0, high * 100.0))
}

/// The interval of a count of events: Byar's approximation, exact below ten events; none of a number that is no count.
pub fn byar(events: f64) -> Option<(f64, f64)> {
    if !(events >= 0.0 && events.is_finite()) {
        return None;
    }
    if events < 10.0 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 9.99")]
        let exact = (events.fract() == 0.0).then(|| EXACT[events as usize]);
        return exact;
    }
    let limit = |events: f64, direction: f64| {
        let root = 1.0 - 1.0 / (9.0 * events) + direction * Z / (3.0 * events.sqrt());
        events * root * root * root
    };
    Some((limit(events, -1.0), limit(events + 1.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wilson_gives_the_limits_of_the_published_worked_examples() {
        // Newcombe (1998), Statistics in Medicine 17: 857-872, table I, the score method without correction.
        for (part, whole, low, high) in [
            (81.0, 263.0, 25.53, 36.62),
            (15.0, 148.0, 6.24, 16.05),
            (0.0, 20.0, 0.0, 16.11),
            (1.0, 29.0, 0.61, 17.18),
        ] {
            let (got_low, got_high) = wilson(part, whole).unwrap();
            assert!((got_low - low).abs() < 0.006 && (got_high - high).abs() < 0.006, "{part}/{whole}");
        }
        assert_eq!(wilson(0.0, 10.0).unwrap().0, 0.0);
        assert_eq!(wilson(10.0, 10.0).unwrap().1, 100.0);
        assert_eq!(wilson(1.0, 0.0), None);
        assert_eq!(wilson(3.0, 2.0), None);
    }

    #[test]
    fn the_step_from_exact_to_byar_at_ten_events_is_small() {
        // Exact limits of 10 events: 4.7954 and 18.3904.
        let (low, high) = byar(10.0).unwrap();
        assert!((low - 4.7954).abs() < 0.02 && (high - 18.3904).abs() < 0.02, "{low} {high}");
        assert_eq!(byar(0.0), Some(EXACT[0]));
        assert_eq!(byar(2.5), None);
        assert_eq!(byar(-1.0), None);
    }

    proptest! {
        #[test]
        fn wilson_stays_within_0_and_100_and_holds_the_share(whole in 1_u32..1_000_000, part in 0.0..=1.0_f64) {
            let whole = f64::from(whole);
            let part = (part * whole).round();
            let (low, high) = wilson(part, whole).unwrap();
            let share = part / whole * 100.0;
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 100.0, "{low} {share} {high}");
        }

        #[test]
        fn wilson_is_symmetric_between_part_and_rest(whole in 1_u32..10_000, part in 0_u32..10_000) {
            let part = part.min(whole);
            let (low, high) = wilson(f64::from(part), f64::from(whole)).unwrap();
            let (rest_low, rest_high) = wilson(f64::from(whole - part), f64::from(whole)).unwrap();
            prop_assert!((low - (100.0 - rest_high)).abs() < 1e-9 && (high - (100.0 - rest_low)).abs() < 1e-9);
        }

        #[test]
        fn a_count_lies_within_its_interval_which_grows_with_it(events in 0_u32..100_000) {
            let (low, high) = byar(f64::from(events)).unwrap();
            let (next_low, next_high) = byar(f64::from(events + 1)).unwrap();
            prop_assert!(low <= f64::from(events) && f64::from(events) <= high);
            prop_assert!(low < next_low && high < next_high);
        }
    }
}
