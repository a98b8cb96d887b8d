//! Laws that hold for every framework and every area, tried on frameworks and areas made by chance.

use crate::fuzzed::{Area, checked, framework_text};
use crate::naive::Naive;
use crate::varied_profiles::Numbers;
use evidence::{AreaNumber, SettingId};
use framework::Assessment;
use framework::assessment::{GradeRange, LimitResult};
use proptest::prelude::*;
use serde_json::Value as Json;

fn number(assessment: &Assessment) -> Option<u8> {
    assessment.derived.grade().map(|grade| grade.number)
}

/// The grade, its range, what would limit it, and each block's points: what no label may change.
fn decided(assessment: &Assessment) -> Json {
    let points: Vec<Option<f64>> = assessment.blocks.iter().map(|block| block.points).collect();
    let robust = assessment.robustness.as_ref().map(|one| (one.level, one.resampled_grades.clone()));
    let range = assessment.range.as_ref().map(|range| (range.worst, range.best));
    let limited = assessment.if_limited.as_ref().map(|one| one.grade);
    serde_json::json!([number(assessment), points, range, limited, robust, assessment.headline])
}

fn applied(limits: &[LimitResult]) -> Vec<bool> {
    limits.iter().map(|limit| limit.rule.fired).collect()
}

fn holds(range: &GradeRange, grade: u8) -> bool {
    (range.worst..=range.best).contains(&grade)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_second_evaluator_gives_the_same_grade(seed in any::<u64>()) {
        let mut numbers = Numbers(seed);
        let text = framework_text(&mut numbers, true);
        let (framework, file) = (checked(&text), serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap());
        for _ in 0..4 {
            let profile = Area::made(&mut numbers).profile();
            let second = Naive { file: &file, profile: &profile }.grade();
            prop_assert_eq!(number(&framework::derive(&framework, &profile)), second, "{}", text);
        }
    }

    #[test]
    fn the_names_of_settings_and_areas_and_their_order_change_nothing(seed in any::<u64>()) {
        let mut numbers = Numbers(seed);
        let framework = checked(&framework_text(&mut numbers, true));
        let area = Area::made(&mut numbers);
        let mut other = Area { number: 877, name: "Somewhere else".to_owned(), ..area.clone() }.profile();
        other.area = AreaNumber::new(877).unwrap();
        for remit in &mut other.remits {
            for (at, setting) in remit.settings.iter_mut().enumerate() {
                setting.setting = SettingId(format!("urn:{}", 900_000 - at));
                setting.name = format!("Renamed {at}");
            }
            remit.settings.reverse();
        }
        other.remits.reverse();
        let before = framework::derive_with_robustness(&framework, &area.profile());
        prop_assert_eq!(decided(&before), decided(&framework::derive_with_robustness(&framework, &other)));
    }

    #[test]
    fn a_better_judgement_never_lowers_a_grade(
        seed in any::<u64>(), remit in 0..3_usize, from in 1..4_usize, by in 1..4_usize,
    ) {
        let mut numbers = Numbers(seed);
        let framework = checked(&framework_text(&mut numbers, true));
        let area = Area::made(&mut numbers);
        prop_assume!(area.settings[remit].0[from] > 0);
        let mut better = area.clone();
        better.settings[remit].0[from] -= 1;
        better.settings[remit].0[from - by.min(from)] += 1;
        let [before, after] = [&area, &better].map(|one| framework::derive(&framework, &one.profile()));
        prop_assert!(number(&after) >= number(&before));
        if let (Some(before), Some(after)) = (&before.range, &after.range) {
            prop_assert!(after.worst >= before.worst && after.best >= before.best, "{:?} {:?}", before, after);
        }
    }

    #[test]
    fn a_limit_never_raises_a_grade(seed in any::<u64>()) {
        let mut numbers = Numbers(seed);
        let text = framework_text(&mut numbers, true);
        let mut without: toml::Table = text.parse().unwrap();
        without.remove("limits");
        let (with, without) = (checked(&text), checked(&without.to_string()));
        for _ in 0..4 {
            let profile = Area::made(&mut numbers).profile();
            let [with, without] = [&with, &without].map(|framework| framework::derive(framework, &profile));
            prop_assert!(number(&with) <= number(&without));
            if let (Some(limited), Some(grade)) = (&with.if_limited, number(&with)) {
                prop_assert!(limited.grade <= grade);
                prop_assert!(limited.limits.iter().all(|one| (limited.grade..=grade).contains(&one.grade)));
            }
        }
    }

    #[test]
    fn what_is_derived_lies_in_its_range_and_so_does_whatever_filling_in_can_give(seed in any::<u64>()) {
        let mut numbers = Numbers(seed);
        let text = framework_text(&mut numbers, true);
        let framework = checked(&text);
        for _ in 0..2 {
            let area = Area::made(&mut numbers);
            let held = framework::derive(&framework, &area.profile());
            let (Some(range), Some(grade)) = (&held.range, number(&held)) else { continue };
            prop_assert!(holds(range, grade));
            for _ in 0..8 {
                let filled = framework::derive(&framework, &area.filled(&mut numbers).profile());
                let more = applied(&filled.limits).iter().zip(applied(&held.limits)).any(|(now, then)| *now && !then);
                let Some(then) = number(&filled) else { continue };
                if more {
                    prop_assert!(held.if_limited.is_some() && then <= range.best, "{}", text);
                } else {
                    prop_assert!(holds(range, then), "{} not in {:?}\n{}", then, range, text);
                }
            }
        }
    }

    #[test]
    fn where_nothing_is_missing_the_range_is_the_grade(seed in any::<u64>()) {
        let mut numbers = Numbers(seed);
        let framework = checked(&framework_text(&mut numbers, true));
        let mut area = Area::made(&mut numbers);
        for (counts, unknown) in &mut area.settings {
            *counts = counts.map(|count| count + 1);
            *unknown = 0;
        }
        area.year = [1, 2, 3];
        area.gcse = area.gcse.or(Some([50.0, 55.0, 52.0]));
        area.gap = area.gap.or(Some([12.0, 15.0]));
        area.events.push(("safeguarding", "good", 3));
        let held = framework::derive(&framework, &area.profile());
        let (Some(range), Some(grade)) = (&held.range, number(&held)) else { return Ok(()) };
        prop_assert_eq!((range.worst, range.best), (grade, grade));
        prop_assert!(range.because.is_empty() && held.if_limited.is_none(), "{:?}", held.if_limited);
    }
}
