//! How robust a grade is: every threshold moved a step, every block left out, every missing measure at the fewest and the
//! most points that it could have, and the settings resampled many times.

use super::bootstrap::Bootstrap;
use super::evaluation::{Inputs, evaluate};
use super::{Derivation, named};
use crate::assessment::{GradeRange, RobustnessLevel, RobustnessResult, WhatIf};
use crate::range::possible::points_of_missing;
use crate::text::{counted, number};

/// How robust the derived grade is; nothing where there is none.
pub(super) fn robustness(d: &Derivation<'_>, range: Option<&GradeRange>) -> Option<RobustnessResult> {
    let grade = d.evaluation.grade?;
    let threshold_changes = thresholds(d, grade);
    let without_block = blocks(d, grade);
    let missing_at_extremes = missing(d, grade);
    let (draws, drawn) = drawn(d);
    let same = drawn.get(grade).copied().unwrap_or(0);
    let share = if draws == 0 { 100.0 } else { f64::from(same) * 100.0 / f64::from(draws) };
    let settings = &d.framework.robustness;
    let untouched = threshold_changes.is_empty() && range.is_none_or(GradeRange::is_one_grade);
    let level = if share < settings.uncertain_below {
        RobustnessLevel::Uncertain
    } else if share >= settings.robust_from && untouched {
        RobustnessLevel::Robust
    } else {
        RobustnessLevel::NearABoundary
    };
    let thresholds = u32::try_from(d.framework.thresholds.len()).unwrap_or(u32::MAX);
    let mut said = match draws {
        0 => format!("The grade is {}: no settings could be resampled", level.words()),
        _ => format!(
            "The grade is {}: it stays in {same} of {draws} draws of the settings ({} %)",
            level.words(),
            number(share, 1)
        ),
    };
    said.push_str(&format!(
        "; {} of {} move it, and {}",
        threshold_changes.len(),
        counted(thresholds as usize * 2, "step of a threshold", "steps of a threshold"),
        match range {
            Some(range) if !range.is_one_grade() => {
                format!("with what is missing it could be {range}")
            }
            _ => "what is missing does not".to_owned(),
        }
    ));
    let grades = d.framework.scale.grades.iter().map(|grade| grade.number);
    Some(RobustnessResult {
        level,
        said,
        draws,
        resampled_grades: grades.zip(drawn).collect(),
        thresholds,
        threshold_changes,
        without_block,
        missing_at_extremes,
    })
}

fn what_if(d: &Derivation<'_>, what: String, grade: Option<usize>) -> WhatIf {
    WhatIf { what, grade: grade.map(|grade| named(d.framework, grade)) }
}

fn thresholds(d: &Derivation<'_>, current: usize) -> Vec<WhatIf> {
    let mut changes = Vec::new();
    let mut moved = d.thresholds.clone();
    for (at, threshold) in d.framework.thresholds.iter().enumerate() {
        for step in [threshold.step, -threshold.step] {
            moved[at] = super::exact(threshold.value + step);
            let grade = evaluate(d.framework, Inputs { thresholds: &moved, ..d.inputs() }).grade;
            if grade != Some(current) {
                let what = format!("{}, moved to {}", threshold.what, number(moved[at], 4));
                changes.push(what_if(d, what, grade));
            }
        }
        moved[at] = threshold.value;
    }
    changes
}

fn blocks(d: &Derivation<'_>, current: usize) -> Vec<WhatIf> {
    let mut changes = Vec::new();
    for (at, block) in d.framework.blocks.iter().enumerate() {
        let grade = evaluate(d.framework, Inputs { without_block: Some(at), ..d.inputs() }).grade;
        if grade != Some(current) {
            changes.push(what_if(d, format!("without block {} ({})", block.id, block.title), grade));
        }
    }
    changes
}

fn missing(d: &Derivation<'_>, current: usize) -> Vec<WhatIf> {
    let mut changes = Vec::new();
    for (at, measure) in d.framework.measures.iter().enumerate() {
        if measure.weight.is_none() || d.evaluation.measures[at].value.is_some() {
            continue;
        }
        let (fewest, most) = points_of_missing(d.framework, &d.evaluation, at);
        for points in [most, fewest] {
            let grade = evaluate(d.framework, Inputs { points_set: &[(at, points)], ..d.inputs() }).grade;
            if grade != Some(current) {
                let points = crate::text::points(points, 2);
                changes.push(what_if(d, format!("{}, missing, at {points}", measure.title), grade));
            }
        }
    }
    changes
}

/// How often the settings were drawn and how often each grade came out, by its position.
fn drawn(d: &Derivation<'_>) -> (u32, Vec<u32>) {
    let mut counts = vec![0; d.framework.scale.grades.len()];
    let mut draws = Bootstrap::new(d.framework, d.profile);
    if draws.is_empty() {
        return (0, counts);
    }
    let mut facts = d.facts.clone();
    for _ in 0..d.framework.robustness.draws {
        draws.draw(&mut facts);
        if let Some(grade) = evaluate(d.framework, Inputs { facts: &facts, ..d.inputs() }).grade {
            counts[grade] += 1;
        }
    }
    (d.framework.robustness.draws, counts)
}
