//! Laws of derivation: more good settings never lower a block, every area gets a result, not known is never a number.

use crate::example_profile::{area, framework};
use framework::assessment::Derived;
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLAND_2011: LazyLock<framework::Framework> = LazyLock::new(|| framework("england-2011.toml"));
static ENGLAND_2026: LazyLock<framework::Framework> = LazyLock::new(|| framework("england-2026.toml"));

fn counts() -> impl Strategy<Value = [u32; 4]> {
    [0..30_u32, 0..60_u32, 0..40_u32, 0..10_u32]
}

fn with(
    primary: [u32; 4],
    secondary: [u32; 4],
    gcse: Option<(f64, f64, f64)>,
    gap: Option<f64>,
) -> profile::Profile {
    let mut making = area(301, "Example", "2011-08-31")
        .remit("primary-school", "four-point-satisfactory", &primary, 1)
        .remit("secondary-school", "four-point-satisfactory", &secondary, 0);
    if let Some((own, neighbours, england)) = gcse {
        making = making.indicator(
            "gcse-5-ac-english-maths",
            own,
            neighbours,
            england,
            (own - 40.0, england - 45.0),
        );
    }
    if let Some(gap) = gap {
        making = making.gap("level-2-low-income", [gap, gap], [20.0, 20.0]);
    }
    making.done()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_school_judged_better_never_lowers_its_block(
        primary in counts(), secondary in counts(), from in 1..4_usize,
    ) {
        prop_assume!(primary[from] > 0);
        let mut better = primary;
        better[from] -= 1;
        better[from - 1] += 1;
        let points = |primary| {
            let assessment = framework::derive(&ENGLAND_2011, &with(primary, secondary, None, None));
            (assessment.blocks[0].points, assessment.blocks[1].points)
        };
        let (before, after) = (points(primary), points(better));
        prop_assert!(after.0 >= before.0, "{:?} {:?}", before, after);
        prop_assert!(after.1 >= before.1, "{:?} {:?}", before, after);
    }

    #[test]
    fn a_higher_result_or_a_smaller_gap_never_lowers_published_data(
        own in 30.0..80.0_f64, more in 0.0..10.0_f64, neighbours in 40.0..70.0_f64, gap in 5.0..30.0_f64,
    ) {
        let points = |own, gap| {
            let profile = with([1, 5, 2, 0], [1, 2, 1, 0], Some((own, neighbours, 59.0)), Some(gap));
            framework::derive(&ENGLAND_2011, &profile).blocks[2].points
        };
        prop_assert!(points(own + more, gap) >= points(own, gap));
        prop_assert!(points(own, gap - more / 2.0) >= points(own, gap));
    }

    #[test]
    fn every_area_gets_a_grade_or_is_withheld_with_a_reason(
        primary in counts(), secondary in counts(), gcse in prop::option::of((30.0..80.0_f64, 40.0..70.0_f64, 50.0..60.0_f64)),
        gap in prop::option::of(-10.0..40.0_f64), event in any::<bool>(),
    ) {
        let mut profile = with(primary, secondary, gcse, gap);
        if event {
            profile.events = area(301, "x", "2011-08-31")
                .event("unannounced-inspection", "priority-action", "2011-01-01").done().events;
        }
        let assessment = framework::derive(&ENGLAND_2011, &profile);
        match &assessment.derived {
            Derived::Grade { grade, before_limits, by_points, .. } => {
                prop_assert!((1..=4).contains(&grade.number));
                prop_assert!(grade.number <= before_limits.number && before_limits.number <= by_points.number);
                prop_assert!(!event || grade.number == 1);
            }
            Derived::Withheld { because } => prop_assert!(because.contains("too thin")),
            Derived::NoOverall { .. } => prop_assert!(false, "2011 has an overall grade"),
        }
        for block in &assessment.blocks {
            prop_assert!(block.points.is_none_or(|points| (1.0..=4.0).contains(&points)));
            for measure in &block.measures {
                prop_assert!(!measure.because.is_empty());
                prop_assert_eq!(measure.value.is_none(), measure.points.is_none());
            }
        }
        let positions = framework::derive(&ENGLAND_2026, &profile);
        prop_assert!(positions.blocks.iter().all(|block| block.position.is_some() && !block.because.is_empty()));
    }
}
