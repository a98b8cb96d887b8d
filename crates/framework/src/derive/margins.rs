//! How far a result is from the grades next to it, and which single change would move it.

use super::evaluation::{Inputs, evaluate};
use super::{Derivation, named};
use crate::assessment::{Margin, SingleChange};
use crate::language::Truth;
use crate::model::GradedBy;
use crate::text::{self, number};

/// Distances of what was banded to the edges of its band.
pub(super) fn margins(d: &Derivation<'_>) -> Vec<Margin> {
    let (Some(grade_rule), Some(worked), Some(by_points)) =
        (&d.framework.grade_rule, d.evaluation.overall, d.evaluation.by_points)
    else {
        return Vec::new();
    };
    let unit = match grade_rule.from {
        GradedBy::Points => "points",
        GradedBy::PercentageOfMaximum => "percentage points",
    };
    let value = super::evaluation::rounded(worked, grade_rule.round);
    // The bands ascend, the grades descend: the band of grade position p is the p-th from the top.
    let top = grade_rule.bands.worth.len() - 1;
    let mut margins = Vec::new();
    if let Some(better) = by_points.checked_sub(1) {
        let edge = d.thresholds[grade_rule.bands.edges[top - by_points]];
        let by = super::exact(edge - value);
        let to = named(d.framework, better);
        let said =
            format!("{} {unit} more would give {to}, which begins at {}", number(by, 2), number(edge, 2));
        margins.push(Margin { to, by, said });
    }
    if by_points < top {
        let edge = d.thresholds[grade_rule.bands.edges[top - by_points - 1]];
        let by = super::exact(edge - value);
        let to = named(d.framework, by_points + 1);
        let said = format!(
            "More than {} {unit} less would give {to}, which ends at {}",
            number(-by, 2),
            number(edge, 2)
        );
        margins.push(Margin { to, by, said });
    }
    margins
}

/// Measures that would by themselves move the grade if they reached another band, and limits that do.
pub(super) fn single_changes(d: &Derivation<'_>) -> Vec<SingleChange> {
    let Some(current) = d.evaluation.grade else { return Vec::new() };
    let mut changes = Vec::new();
    for (at, measure) in d.framework.measures.iter().enumerate() {
        let (Some(_), Some(own)) = (measure.weight, d.evaluation.measures[at].points) else { continue };
        let mut tried: Vec<f64> = measure
            .bands
            .iter()
            .flat_map(|bands| &bands.worth)
            .copied()
            .filter(|points| *points != own)
            .collect();
        // The nearest first: only the smallest change each way is told.
        tried.sort_by(|a, b| (a - own).abs().total_cmp(&(b - own).abs()));
        let mut told: Vec<bool> = Vec::new();
        for points in tried {
            let rises = points > own;
            if told.contains(&rises) {
                continue;
            }
            let inputs = Inputs { points_set: &[(at, points)], ..d.inputs() };
            if let Some(grade) = evaluate(d.framework, inputs).grade.filter(|grade| *grade != current) {
                let instead = number(own, 2);
                let what = format!("{} at {} instead of {instead}", measure.title, text::points(points, 2));
                changes.push(SingleChange { what, grade: named(d.framework, grade) });
                told.push(rises);
            }
        }
    }
    for (limit, worked) in d.framework.limits.iter().zip(&d.evaluation.limits) {
        if worked.truth == Truth::True
            && let (Some(before), Some(after)) = (worked.before, worked.after)
            && before != after
        {
            let what = format!("without the limit “{}”", limit.title);
            changes.push(SingleChange { what, grade: named(d.framework, before) });
        }
    }
    changes
}
