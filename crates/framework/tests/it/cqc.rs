//! The engine is general: nine scores of adult social care become a rating by published bands.

use crate::example_profile::{area, framework};
use framework::assessment::Derived;

const STATEMENTS: [&str; 9] = [
    "assessing-needs",
    "healthier-lives",
    "equity",
    "care-provision",
    "partnerships",
    "safe-systems",
    "safeguarding",
    "governance",
    "learning",
];

fn rated(scores: &[u32]) -> Derived {
    let mut making = area(301, "Example", "2025-12-31");
    for (statement, score) in STATEMENTS.iter().zip(scores) {
        making = making.event(&format!("cqc-{statement}"), &score.to_string(), "2025-06-01");
    }
    framework::derive(&framework("cqc-local-authority-2024.toml"), &making.done()).derived
}

/// Nine scores from 1 to 4 with a given sum.
fn scores_of(sum: u32) -> Vec<u32> {
    let mut scores = vec![1; 9];
    for at in 0..(sum - 9) as usize {
        scores[at % 9] += 1;
    }
    scores
}

#[test]
fn every_sum_of_nine_scores_gives_the_percentage_and_the_published_rating() {
    for sum in 9..=36_u32 {
        let Derived::Grade { grade, rounded, .. } = rated(&scores_of(sum)) else {
            panic!("no rating for {sum}")
        };
        // Evaluation out here in whole numbers: sum / 36 as a percentage, a half upwards.
        let percent = (sum * 200 + 36) / 72;
        assert_eq!(rounded, Some(f64::from(percent)), "{sum}");
        let expected = match percent {
            88.. => 4,
            63..=87 => 3,
            39..=62 => 2,
            _ => 1,
        };
        assert_eq!(grade.number, expected, "{sum}: {percent} %");
    }
}

#[test]
fn without_all_nine_scores_there_is_no_rating() {
    assert!(matches!(rated(&[4; 8]), Derived::Withheld { .. }));
}
