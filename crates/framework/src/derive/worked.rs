//! The arithmetic and logic of a derivation, in numbers only: what is worked out once for the result is worked out
//! again, with one thing changed, for its firmness.

use super::exact;
use crate::facts::Known;
use crate::file::{NotKnownMeans, Rounding, WhenBlockNotKnown, WhenMissing, WhenNoGrade, WorkedFrom};
use crate::language::Truth;
use crate::language::ast::How;
use crate::model::{Bands, BlockMade, Framework, Item, LimitDoes, Sum, SumTerm, Test};

/// What a derivation starts from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case<'a> {
    /// The facts, in the framework's order.
    pub facts: &'a [Known],
    /// The thresholds, in the framework's order.
    pub thresholds: &'a [f64],
    /// A block that is left out.
    pub without_block: Option<usize>,
    /// A measure whose points are set, whatever its value.
    pub points_set: Option<(usize, f64)>,
}

/// A measure worked out.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct MeasureWorked {
    /// Its value, rounded as the framework says.
    pub value: Option<f64>,
    /// Its points, those given for a missing value included.
    pub points: Option<f64>,
}

/// A block worked out.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct BlockWorked {
    /// Its points.
    pub points: Option<f64>,
    /// How many of its measures are known.
    pub known: u32,
    /// Where rules place it: the position.
    pub position: Option<usize>,
    /// The placing that decided, if one did.
    pub placing: Option<usize>,
}

/// What a limit did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LimitWorked {
    /// Whether its condition holds.
    pub truth: Truth,
    /// The grade before it, if there was one.
    pub before: Option<usize>,
    /// The grade after it.
    pub after: Option<usize>,
}

/// Everything worked out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Worked {
    pub measures: Vec<MeasureWorked>,
    pub blocks: Vec<BlockWorked>,
    pub rules: Vec<Truth>,
    pub placings: Vec<Truth>,
    /// What is banded to make the grade, before rounding.
    pub overall: Option<f64>,
    /// The grade by points alone.
    pub by_points: Option<usize>,
    pub requirements: Vec<Truth>,
    /// The grade after requirements.
    pub after_requirements: Option<usize>,
    pub limits: Vec<LimitWorked>,
    /// The grade after limits; none is withheld.
    pub grade: Option<usize>,
}

/// Works a case out.
pub(crate) fn work_out(framework: &Framework, case: Case<'_>) -> Worked {
    let mut worked = Worked {
        measures: vec![MeasureWorked::default(); framework.measures.len()],
        blocks: vec![BlockWorked::default(); framework.blocks.len()],
        rules: vec![Truth::NotKnown; framework.rules.len()],
        placings: vec![Truth::NotKnown; framework.placings.len()],
        overall: None,
        by_points: None,
        requirements: Vec::new(),
        after_requirements: None,
        limits: Vec::new(),
        grade: None,
    };
    for item in &framework.order {
        match *item {
            Item::Measure(at) => worked.measures[at] = measure(framework, case, &worked, at),
            Item::Rule(at) => worked.rules[at] = test(case, &worked, &framework.rules[at].when),
            Item::Block(at) => block(framework, case, &mut worked, at),
        }
    }
    grade(framework, case, &mut worked);
    worked
}

fn measure(framework: &Framework, case: Case<'_>, worked: &Worked, at: usize) -> MeasureWorked {
    let measure = &framework.measures[at];
    let counts = measure.only_when.as_ref().is_none_or(|(_, only)| test(case, worked, only) == Truth::True);
    let value =
        sum(case, worked, &measure.value).filter(|_| counts).map(|value| rounded(value, measure.round));
    if let Some((set, points)) = case.points_set
        && set == at
    {
        return MeasureWorked { value, points: Some(points) };
    }
    let (least, most) = framework.scale.points();
    let points = match value {
        Some(value) if measure.bands.values.is_empty() => Some(value),
        Some(value) => Some(banded(&measure.bands, case.thresholds, value)),
        None => match measure.when_missing {
            WhenMissing::Worst => Some(least),
            WhenMissing::Best => Some(most),
            WhenMissing::LeaveOut | WhenMissing::BlockNotKnown => None,
        },
    };
    MeasureWorked { value, points }
}

fn block(framework: &Framework, case: Case<'_>, worked: &mut Worked, at: usize) {
    match framework.blocks[at].made {
        BlockMade::ByPoints { needs, .. } => {
            let (points, known) = block_points(framework, case, worked, at, needs);
            worked.blocks[at] = BlockWorked { points, known, ..BlockWorked::default() };
        }
        BlockMade::ByRules { otherwise, when_not_known } => {
            let mut open = false;
            let mut decided = None;
            for (number, placing) in framework.placings.iter().enumerate().filter(|(_, one)| one.block == at)
            {
                let truth = test(case, worked, &placing.when);
                worked.placings[number] = truth;
                open |= truth == Truth::NotKnown && decided.is_none();
                if truth == Truth::True && decided.is_none() {
                    decided = Some(number);
                }
            }
            let position = match decided {
                Some(number) => framework.placings[number].position,
                None if open => when_not_known,
                None => otherwise,
            };
            worked.blocks[at] =
                BlockWorked { position: Some(position), placing: decided, ..BlockWorked::default() };
        }
    }
}

/// The weighed mean of the points of a block's measures, and how many of them are known.
fn block_points(
    framework: &Framework,
    case: Case<'_>,
    worked: &Worked,
    at: usize,
    needs: u32,
) -> (Option<f64>, u32) {
    let (mut weights, mut points, mut known) = (0.0, 0.0, 0);
    let mut barred = false;
    for (number, measure) in framework.measures.iter().enumerate().filter(|(_, one)| one.block == at) {
        let Some(weight) = measure.weight else { continue };
        let set = case.points_set.is_some_and(|(set, _)| set == number);
        let its = worked.measures[number];
        known += u32::from(its.value.is_some() || set);
        barred |= its.value.is_none() && !set && measure.when_missing == WhenMissing::BlockNotKnown;
        if let Some(its) = its.points {
            weights += weight;
            points += weight * its;
        }
    }
    let given = !barred && known >= needs && weights > 0.0;
    (given.then(|| exact(points / weights)), known)
}

fn grade(framework: &Framework, case: Case<'_>, worked: &mut Worked) {
    let Some(making) = &framework.making else { return };
    worked.overall = overall(framework, case, worked).map(|points| match making.from {
        WorkedFrom::Points => points,
        WorkedFrom::PercentageOfMaximum => exact(points * 100.0 / framework.scale.points().1),
    });
    // Band values are positions in the grades, written as numbers by the check.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a position in a list of grades"
    )]
    let banded = worked
        .overall
        .map(|value| banded(&making.bands, case.thresholds, rounded(value, making.round)) as usize);
    let lowest = framework.scale.grades.len() - 1;
    worked.by_points = banded.or(match making.when_not_known {
        WhenNoGrade::Withheld => None,
        WhenNoGrade::Lowest => Some(lowest),
    });
    worked.requirements = framework.requirements.iter().map(|one| test(case, worked, &one.needs)).collect();
    worked.after_requirements = worked.by_points.map(|grade| {
        let mut in_order: Vec<usize> = (0..framework.requirements.len()).collect();
        in_order.sort_by_key(|at| framework.requirements[*at].grade);
        in_order.into_iter().fold(grade, |grade, at| {
            let requirement = &framework.requirements[at];
            let met = holds(worked.requirements[at], requirement.when_not_known);
            if grade <= requirement.grade && !met { requirement.grade + 1 } else { grade }
        })
    });
    let mut current = worked.after_requirements;
    for limit in &framework.limits {
        let truth = test(case, worked, &limit.when);
        let before = current;
        if holds(truth, limit.when_not_known) {
            current = current.map(|grade| match limit.does {
                LimitDoes::Cap(cap) => grade.max(cap),
                LimitDoes::Minus(by) => (grade + usize::from(by)).min(lowest),
            });
        }
        worked.limits.push(LimitWorked { truth, before, after: current });
    }
    worked.grade = current;
}

/// The weighed mean of the blocks' points; none where a block that must be known is not, or none is.
fn overall(framework: &Framework, case: Case<'_>, worked: &Worked) -> Option<f64> {
    let (mut weights, mut points) = (0.0, 0.0);
    for (at, block) in framework.blocks.iter().enumerate() {
        let BlockMade::ByPoints { weight, when_not_known, .. } = block.made else { continue };
        if case.without_block == Some(at) {
            continue;
        }
        match (worked.blocks[at].points, when_not_known) {
            (Some(its), _) => {
                weights += weight;
                points += weight * its;
            }
            (None, WhenBlockNotKnown::LeaveOut) => {}
            (None, WhenBlockNotKnown::NoGrade) => return None,
        }
    }
    (weights > 0.0).then(|| exact(points / weights))
}

/// Whether a condition counts as holding.
pub(crate) fn holds(truth: Truth, when_not_known: NotKnownMeans) -> bool {
    match truth {
        Truth::True => true,
        Truth::False => false,
        Truth::NotKnown => when_not_known == NotKnownMeans::Holds,
    }
}

/// Whether a condition holds.
pub(crate) fn test(case: Case<'_>, worked: &Worked, of: &Test) -> Truth {
    match of {
        Test::Always => Truth::True,
        Test::Not(inner) => !test(case, worked, inner),
        Test::And(parts) => {
            parts.iter().fold(Truth::True, |so_far, part| so_far.and(test(case, worked, part)))
        }
        Test::Or(parts) => {
            parts.iter().fold(Truth::False, |so_far, part| so_far.or(test(case, worked, part)))
        }
        Test::Compare(left, how, right) => match (sum(case, worked, left), sum(case, worked, right)) {
            (Some(left), Some(right)) => Truth::from(match how {
                How::AtLeast => left >= right,
                How::AtMost => left <= right,
                How::MoreThan => left > right,
                How::LessThan => left < right,
                How::Equal => exact(left - right) == 0.0,
            }),
            _ => Truth::NotKnown,
        },
        Test::Known(of) => Truth::from(sum(case, worked, of).is_some()),
        Test::Fact(at) => case.facts[*at].truth(),
        Test::Rule(at) => worked.rules[*at],
    }
}

/// The sum, if all its terms are known.
pub(crate) fn sum(case: Case<'_>, worked: &Worked, of: &Sum) -> Option<f64> {
    let mut total = 0.0;
    for (factor, term) in &of.terms {
        let value = match *term {
            SumTerm::Threshold(at) => Some(case.thresholds[at]),
            SumTerm::Fact(at) => case.facts[at].number(),
            SumTerm::Block(at) => worked.blocks[at].points,
            SumTerm::Measure(at) => worked.measures[at].value,
            SumTerm::PointsOf(at) => worked.measures[at].points,
        };
        total += factor * value?;
    }
    Some(exact(total))
}

/// The worth of the band that a value is in.
fn banded(bands: &Bands, thresholds: &[f64], value: f64) -> f64 {
    // From the top, so that edges moved past each other still give one answer.
    let reached = bands.edges.iter().rposition(|edge| value >= thresholds[*edge]);
    bands.values[reached.map_or(0, |at| at + 1)]
}

/// Rounded as the framework says.
pub(crate) fn rounded(value: f64, round: Option<Rounding>) -> f64 {
    // Halves are recognised after nine decimals, not in the sixteenth digit.
    let half_up = |value: f64| (exact(value) + 0.5).floor();
    match round {
        None => value,
        Some(Rounding::WholeHalfUp) => half_up(value),
        Some(Rounding::WholeDown) => exact(value).floor(),
        Some(Rounding::OneDecimalHalfUp) => exact(half_up(value * 10.0) / 10.0),
        Some(Rounding::TwoDecimalsHalfUp) => exact(half_up(value * 100.0) / 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_up_where_the_framework_says_so() {
        assert_eq!(rounded(62.5, Some(Rounding::WholeHalfUp)), 63.0);
        assert_eq!(rounded(38.888_888, Some(Rounding::WholeHalfUp)), 39.0);
        assert_eq!(rounded(38.888_888, Some(Rounding::WholeDown)), 38.0);
        assert_eq!(rounded(2.25, Some(Rounding::OneDecimalHalfUp)), 2.3);
        // 1.005 lies a little below a half as the machine keeps it, and still goes up.
        assert_eq!(rounded(1.005, Some(Rounding::TwoDecimalsHalfUp)), 1.01);
        assert_eq!(rounded(2.25, None), 2.25);
    }

    #[test]
    fn a_value_on_an_edge_belongs_to_the_band_above() {
        let bands = Bands { edges: vec![0, 1], values: vec![1.0, 2.0, 3.0] };
        let values: Vec<f64> = [1.9, 2.0, 4.9, 5.0].iter().map(|v| banded(&bands, &[2.0, 5.0], *v)).collect();
        assert_eq!(values, [1.0, 2.0, 2.0, 3.0]);
    }
}
