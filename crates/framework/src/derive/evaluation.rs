//! The arithmetic and logic of a derivation, in numbers only: the result is evaluated once, and again
//! with one thing changed for its robustness.

use super::exact;
use crate::facts::Known;
use crate::language::Truth;
use crate::language::ast::How;
use crate::model::{
    Bands, BlockKind, Framework, GradedBy, IfUnknown, Item, LimitEffect, Rounding, Sum, SumTerm, Test,
    WhenBlockNotKnown, WhenMissing, WhenNoGrade,
};

/// What a derivation starts from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inputs<'a> {
    /// The facts, in the framework's order.
    pub facts: &'a [Known],
    /// The thresholds, in the framework's order.
    pub thresholds: &'a [f64],
    /// A block that is left out.
    pub without_block: Option<usize>,
    /// Measures whose points are set, whatever their values.
    pub points_set: &'a [(usize, f64)],
}

impl Inputs<'_> {
    /// The points that are set for a measure.
    fn points_of(&self, measure: usize) -> Option<f64> {
        self.points_set.iter().find(|(set, _)| *set == measure).map(|(_, points)| *points)
    }
}

/// A measure's result.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct MeasureValue {
    /// Its value, rounded as the framework says.
    pub value: Option<f64>,
    /// Its points, those given for a missing value included.
    pub points: Option<f64>,
}

/// A block's result.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct BlockValue {
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
pub(crate) struct LimitValue {
    /// Whether its condition holds.
    pub truth: Truth,
    /// The grade before it, if there was one.
    pub before: Option<usize>,
    /// The grade after it.
    pub after: Option<usize>,
}

/// Everything that a derivation gives, in numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Evaluation {
    pub measures: Vec<MeasureValue>,
    pub blocks: Vec<BlockValue>,
    pub rules: Vec<Truth>,
    pub placings: Vec<Truth>,
    /// What is banded to make the grade, before rounding.
    pub overall: Option<f64>,
    /// The grade by points alone.
    pub by_points: Option<usize>,
    pub requirements: Vec<Truth>,
    /// The grade after requirements.
    pub after_requirements: Option<usize>,
    pub limits: Vec<LimitValue>,
    /// The grade after limits; none is withheld.
    pub grade: Option<usize>,
}

/// Evaluates a framework on some facts.
pub(crate) fn evaluate(framework: &Framework, inputs: Inputs<'_>) -> Evaluation {
    let mut evaluation = Evaluation {
        measures: vec![MeasureValue::default(); framework.measures.len()],
        blocks: vec![BlockValue::default(); framework.blocks.len()],
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
            Item::Measure(at) => evaluation.measures[at] = measure(framework, inputs, &evaluation, at),
            Item::Rule(at) => evaluation.rules[at] = test(inputs, &evaluation, &framework.rules[at].when),
            Item::Block(at) => block(framework, inputs, &mut evaluation, at),
        }
    }
    grade(framework, inputs, &mut evaluation);
    evaluation
}

fn measure(framework: &Framework, inputs: Inputs<'_>, evaluation: &Evaluation, at: usize) -> MeasureValue {
    let measure = &framework.measures[at];
    let counts =
        measure.only_when.as_ref().is_none_or(|(_, only)| test(inputs, evaluation, only) == Truth::True);
    let value =
        sum(inputs, evaluation, &measure.value).filter(|_| counts).map(|value| rounded(value, measure.round));
    if let Some(points) = inputs.points_of(at) {
        return MeasureValue { value, points: Some(points) };
    }
    let (least, most) = framework.scale.points();
    let points = match value {
        Some(value) => {
            Some(measure.bands.as_ref().map_or(value, |bands| bands.worth_of(value, inputs.thresholds)))
        }
        None => match measure.when_missing {
            WhenMissing::Worst => Some(least),
            WhenMissing::Best => Some(most),
            WhenMissing::LeaveOut | WhenMissing::BlockNotKnown => None,
        },
    };
    MeasureValue { value, points }
}

fn block(framework: &Framework, inputs: Inputs<'_>, evaluation: &mut Evaluation, at: usize) {
    match framework.blocks[at].made {
        BlockKind::ByPoints { needs, .. } => {
            let (points, known) = block_points(framework, inputs, evaluation, at, needs);
            evaluation.blocks[at] = BlockValue { points, known, ..BlockValue::default() };
        }
        BlockKind::ByRules { otherwise, when_not_known } => {
            let mut open = false;
            let mut decided = None;
            for (number, placing) in framework.placings.iter().enumerate().filter(|(_, one)| one.block == at)
            {
                let truth = test(inputs, evaluation, &placing.when);
                evaluation.placings[number] = truth;
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
            evaluation.blocks[at] =
                BlockValue { position: Some(position), placing: decided, ..BlockValue::default() };
        }
    }
}

/// The weighed mean of the points of a block's measures, and how many of them are known.
fn block_points(
    framework: &Framework,
    inputs: Inputs<'_>,
    evaluation: &Evaluation,
    at: usize,
    needs: u32,
) -> (Option<f64>, u32) {
    let (mut weights, mut points, mut known) = (0.0, 0.0, 0);
    let mut barred = false;
    for (number, measure) in framework.measures.iter().enumerate().filter(|(_, one)| one.block == at) {
        let Some(weight) = measure.weight else { continue };
        let set = inputs.points_of(number).is_some();
        let its = evaluation.measures[number];
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

fn grade(framework: &Framework, inputs: Inputs<'_>, evaluation: &mut Evaluation) {
    let Some(grade_rule) = &framework.grade_rule else { return };
    evaluation.overall = overall(framework, inputs, evaluation).map(|points| match grade_rule.from {
        GradedBy::Points => points,
        GradedBy::PercentageOfMaximum => exact(points * 100.0 / framework.scale.points().1),
    });
    let banded = evaluation
        .overall
        .map(|value| grade_rule.bands.worth_of(rounded(value, grade_rule.round), inputs.thresholds));
    let lowest = framework.scale.grades.len() - 1;
    evaluation.by_points = banded.or(match grade_rule.when_not_known {
        WhenNoGrade::Withheld => None,
        WhenNoGrade::Lowest => Some(lowest),
    });
    evaluation.requirements =
        framework.requirements.iter().map(|one| test(inputs, evaluation, &one.needs)).collect();
    evaluation.after_requirements = evaluation.by_points.map(|grade| {
        let mut in_order: Vec<usize> = (0..framework.requirements.len()).collect();
        in_order.sort_by_key(|at| framework.requirements[*at].grade);
        in_order.into_iter().fold(grade, |grade, at| {
            let requirement = &framework.requirements[at];
            let met = holds(evaluation.requirements[at], requirement.when_not_known);
            if grade <= requirement.grade && !met { requirement.grade + 1 } else { grade }
        })
    });
    let mut current = evaluation.after_requirements;
    for limit in &framework.limits {
        let truth = test(inputs, evaluation, &limit.when);
        let before = current;
        if holds(truth, limit.when_not_known) {
            current = current.map(|grade| lowered(grade, limit.effect, lowest));
        }
        evaluation.limits.push(LimitValue { truth, before, after: current });
    }
    evaluation.grade = current;
}

/// The weighed mean of the blocks' points; none where a block that must be known is not, or none is.
fn overall(framework: &Framework, inputs: Inputs<'_>, evaluation: &Evaluation) -> Option<f64> {
    let (mut weights, mut points) = (0.0, 0.0);
    for (at, block) in framework.blocks.iter().enumerate() {
        let BlockKind::ByPoints { weight, when_not_known, .. } = block.made else { continue };
        if inputs.without_block == Some(at) {
            continue;
        }
        match (evaluation.blocks[at].points, when_not_known) {
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

/// A grade after a limit.
pub(crate) fn lowered(grade: usize, effect: LimitEffect, lowest: usize) -> usize {
    match effect {
        LimitEffect::Cap(cap) => grade.max(cap),
        LimitEffect::Minus(by) => (grade + usize::from(by)).min(lowest),
    }
}

/// Whether a condition counts as holding.
pub(crate) fn holds(truth: Truth, when_not_known: IfUnknown) -> bool {
    match truth {
        Truth::True => true,
        Truth::False => false,
        Truth::NotKnown => when_not_known == IfUnknown::Holds,
    }
}

/// Whether a condition holds.
pub(crate) fn test(inputs: Inputs<'_>, evaluation: &Evaluation, of: &Test) -> Truth {
    match of {
        Test::Always => Truth::True,
        Test::Not(inner) => !test(inputs, evaluation, inner),
        Test::And(parts) => {
            parts.iter().fold(Truth::True, |so_far, part| so_far.and(test(inputs, evaluation, part)))
        }
        Test::Or(parts) => {
            parts.iter().fold(Truth::False, |so_far, part| so_far.or(test(inputs, evaluation, part)))
        }
        Test::Compare(left, how, right) => {
            match (sum(inputs, evaluation, left), sum(inputs, evaluation, right)) {
                (Some(left), Some(right)) => Truth::from(match how {
                    How::AtLeast => left >= right,
                    How::AtMost => left <= right,
                    How::MoreThan => left > right,
                    How::LessThan => left < right,
                    How::Equal => exact(left - right) == 0.0,
                }),
                _ => Truth::NotKnown,
            }
        }
        Test::Known(of) => Truth::from(sum(inputs, evaluation, of).is_some()),
        Test::Fact(at) => inputs.facts[*at].truth(),
        Test::Rule(at) => evaluation.rules[*at],
    }
}

/// The sum, if all its terms are known.
pub(crate) fn sum(inputs: Inputs<'_>, evaluation: &Evaluation, of: &Sum) -> Option<f64> {
    let mut total = 0.0;
    for (factor, term) in &of.terms {
        let value = match *term {
            SumTerm::Threshold(at) => Some(inputs.thresholds[at]),
            SumTerm::Fact(at) => inputs.facts[at].number(),
            SumTerm::Block(at) => evaluation.blocks[at].points,
            SumTerm::Measure(at) => evaluation.measures[at].value,
            SumTerm::PointsOf(at) => evaluation.measures[at].points,
        };
        total += factor * value?;
    }
    Some(exact(total))
}

impl<T: Copy> Bands<T> {
    /// The worth of the band that a value is in.
    pub(crate) fn worth_of(&self, value: f64, thresholds: &[f64]) -> T {
        // From the top, so that edges moved past each other still give one answer.
        let reached = self.edges.iter().rposition(|edge| value >= thresholds[*edge]);
        self.worth[reached.map_or(0, |at| at + 1)]
    }
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
        let bands = Bands { edges: vec![0, 1], worth: vec!["low", "middle", "high"] };
        assert_eq!(
            [1.9, 2.0, 4.9, 5.0].map(|value| bands.worth_of(value, &[2.0, 5.0])),
            ["low", "middle", "middle", "high"]
        );
    }
}
