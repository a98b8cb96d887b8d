//! What a derivation can come to when evidence that is missing is filled in: the same steps as `derive::evaluation`,
//! on spans in place of numbers and on sets of truths in place of one.

use super::span::{Span, Truths, mean};
use crate::derive::evaluation::{Evaluation, holds, lowered, rounded};
use crate::derive::exact;
use crate::facts::Possible;
use crate::language::Truth;
use crate::model::{
    Bands, BlockKind, Framework, GradeRule, GradedBy, IfUnknown, Item, Sum, SumTerm, Test, WhenBlockNotKnown,
    WhenMissing, WhenNoGrade,
};

/// What a measure can come to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MeasureSpan {
    /// Its value.
    pub value: Span,
    /// Its points.
    pub points: Span,
}

/// What a derivation can come to.
#[derive(Debug, Clone)]
pub(crate) struct Possibilities {
    pub measures: Vec<MeasureSpan>,
    pub requirements: Vec<Truths>,
    pub limits: Vec<Truths>,
    /// The best and the worst grade by what is missing, apart from limits that the derivation did not apply.
    pub grades: Option<(usize, usize)>,
}

/// Works out what a derivation can come to, from what its facts can be and from what came of them as they are.
pub(crate) fn possibilities(framework: &Framework, facts: &[Possible], actual: &Evaluation) -> Possibilities {
    let missing = Span::MISSING;
    let mut work = Work {
        framework,
        facts,
        actual,
        measures: vec![MeasureSpan { value: missing, points: missing }; framework.measures.len()],
        blocks: vec![missing; framework.blocks.len()],
        rules: vec![Truths::ANY; framework.rules.len()],
    };
    for item in &framework.order {
        match *item {
            Item::Measure(at) => work.measures[at] = work.measure(at),
            Item::Rule(at) => work.rules[at] = work.test(&framework.rules[at].when),
            Item::Block(at) => work.blocks[at] = work.block(at),
        }
    }
    let requirements: Vec<Truths> = framework.requirements.iter().map(|one| work.test(&one.needs)).collect();
    let limits: Vec<Truths> = framework.limits.iter().map(|one| work.test(&one.when)).collect();
    let grades = framework.grade_rule.as_ref().and_then(|rule| work.grades(rule, &requirements, &limits));
    Possibilities { measures: work.measures, requirements, limits, grades }
}

/// The fewest and the most points that a missing measure could have.
pub(crate) fn points_of_missing(framework: &Framework, actual: &Evaluation, at: usize) -> (f64, f64) {
    let (least, most) = framework.scale.points();
    let measure = &framework.measures[at];
    if let Some(stated) = measure.could_be {
        return stated;
    }
    let Some(range) = &framework.range else { return (least, most) };
    let held = framework.measures.iter().zip(&actual.measures).filter_map(|(other, worked)| {
        let counts = other.block == measure.block && worked.value.is_some();
        Some((other.weight.filter(|_| counts)?, Span::exactly(worked.points?)))
    });
    let blocks = framework.blocks.iter().zip(&actual.blocks).filter_map(|(block, worked)| {
        let BlockKind::ByPoints { weight, .. } = block.made else { return None };
        Some((weight, Span::exactly(worked.points?)))
    });
    let held = mean(&held.collect::<Vec<_>>()).between.map(|(mean, _)| (mean, range.measure_points));
    let held = held.or_else(|| Some((mean(&blocks.collect::<Vec<_>>()).between?.0, range.block_points)));
    match held {
        Some((mean, within)) => ((mean - within).clamp(least, most), (mean + within).clamp(least, most)),
        None => (least, most),
    }
}

struct Work<'a> {
    framework: &'a Framework,
    facts: &'a [Possible],
    actual: &'a Evaluation,
    measures: Vec<MeasureSpan>,
    blocks: Vec<Span>,
    rules: Vec<Truths>,
}

impl Work<'_> {
    fn threshold(&self, at: usize) -> f64 {
        self.framework.thresholds[at].value
    }

    /// A measure that is missing is filled with points; one that is held in part moves with the settings that are not.
    fn measure(&self, at: usize) -> MeasureSpan {
        let measure = &self.framework.measures[at];
        let (least, most) = self.framework.scale.points();
        let stays = match measure.when_missing {
            WhenMissing::Worst => Span::exactly(least),
            WhenMissing::Best => Span::exactly(most),
            WhenMissing::LeaveOut | WhenMissing::BlockNotKnown => Span::MISSING,
        };
        let counts = measure.only_when.as_ref().map_or(Truth::True.into(), |(_, only)| self.test(only));
        if self.actual.measures[at].value.is_none() {
            if !counts.yes {
                return MeasureSpan { value: Span::MISSING, points: stays };
            }
            let (from, to) = points_of_missing(self.framework, self.actual, at);
            return MeasureSpan { value: Span::ANYTHING, points: Span::between(from, to).or(stays) };
        }
        let value = self.sum(&measure.value).or_missing(counts != Truth::True.into());
        let value = value.map(|value| rounded(value, measure.round));
        let mut points = match &measure.bands {
            Some(bands) => self.banded(bands, value),
            None => value,
        };
        if value.can_be_missing {
            points = Span { can_be_missing: false, ..points }.or(stays);
        }
        MeasureSpan { value, points }
    }

    /// Points rise or fall with the value all the way, so those of its ends are the fewest and the most.
    fn banded(&self, bands: &Bands<f64>, value: Span) -> Span {
        let worth = |value: f64| self.worth(bands, value);
        let between = value.between.map(|(a, b)| (worth(a).min(worth(b)), worth(a).max(worth(b))));
        Span { between, ..value }
    }

    fn worth<T: Copy>(&self, bands: &Bands<T>, value: f64) -> T {
        let reached = bands.edges.iter().rposition(|edge| value >= self.threshold(*edge));
        bands.worth[reached.map_or(0, |at| at + 1)]
    }

    fn block(&self, at: usize) -> Span {
        let BlockKind::ByPoints { needs, .. } = self.framework.blocks[at].made else { return Span::MISSING };
        let (mut parts, mut surely, mut perhaps, mut barred) = (Vec::new(), 0, 0, false);
        for (measure, can) in self.framework.measures.iter().zip(&self.measures) {
            let Some(weight) = measure.weight.filter(|_| measure.block == at) else { continue };
            parts.push((weight, can.points));
            surely += u32::from(!can.value.can_be_missing);
            perhaps += u32::from(can.value.between.is_some());
            barred |= can.value.can_be_missing && measure.when_missing == WhenMissing::BlockNotKnown;
        }
        if perhaps < needs {
            return Span::MISSING;
        }
        mean(&parts).map(exact).or_missing(barred || surely < needs)
    }

    fn overall(&self, rule: &GradeRule) -> Span {
        let (mut parts, mut withheld) = (Vec::new(), false);
        for (block, can) in self.framework.blocks.iter().zip(&self.blocks) {
            let BlockKind::ByPoints { weight, when_not_known, .. } = block.made else { continue };
            match when_not_known {
                WhenBlockNotKnown::LeaveOut => parts.push((weight, *can)),
                WhenBlockNotKnown::NoGrade if can.between.is_none() => return Span::MISSING,
                WhenBlockNotKnown::NoGrade => {
                    withheld |= can.can_be_missing;
                    parts.push((weight, Span { can_be_missing: false, ..*can }));
                }
            }
        }
        let overall = mean(&parts).or_missing(withheld);
        let (fewest, most) = self.framework.scale.points();
        let by = self.framework.range.as_ref().map_or(0.0, |range| range.not_by_rule_points);
        let moved = |(from, to): (f64, f64)| {
            (exact((from - by).max(fewest.min(from))), exact((to + by).min(most.max(to))))
        };
        let overall = Span { between: overall.between.map(moved), ..overall };
        match rule.from {
            GradedBy::Points => overall,
            GradedBy::PercentageOfMaximum => {
                let most = self.framework.scale.points().1;
                overall.map(|points| exact(points * 100.0 / most))
            }
        }
    }

    fn grades(&self, rule: &GradeRule, requirements: &[Truths], limits: &[Truths]) -> Option<(usize, usize)> {
        let lowest = self.framework.scale.grades.len() - 1;
        let overall = self.overall(rule).map(|value| rounded(value, rule.round));
        let banded = overall
            .between
            .map(|(least, most)| (self.worth(&rule.bands, most), self.worth(&rule.bands, least)));
        let unknown = (rule.when_not_known == WhenNoGrade::Lowest && overall.can_be_missing)
            .then_some((lowest, lowest));
        let (best, worst) = match (banded, unknown) {
            (Some((best, worst)), unknown) => (best, unknown.map_or(worst, |_| lowest)),
            (None, unknown) => unknown?,
        };
        let best = self.after_requirements(best, |at, when| can_count(requirements[at], when, true));
        let worst = self.after_requirements(worst, |at, when| !can_count(requirements[at], when, false));
        let best = self.limited(best, |at, when| !can_count(limits[at], when, false));
        let worst = self.limited(worst, |_, _| true);
        // What is derived is what comes of filling in nothing.
        Some(self.actual.grade.map_or((best, worst), |grade| (best.min(grade), worst.max(grade))))
    }

    fn after_requirements(&self, grade: usize, met: impl Fn(usize, IfUnknown) -> bool) -> usize {
        let all = &self.framework.requirements;
        let mut in_order: Vec<usize> = (0..all.len()).collect();
        in_order.sort_by_key(|at| all[*at].grade);
        in_order.into_iter().fold(grade, |grade, at| {
            let fails = grade <= all[at].grade && !met(at, all[at].when_not_known);
            if fails { all[at].grade + 1 } else { grade }
        })
    }

    /// Only what the derivation itself applied limits the range; the best of it, where it must stay applied.
    fn limited(&self, grade: usize, stays: impl Fn(usize, IfUnknown) -> bool) -> usize {
        let lowest = self.framework.scale.grades.len() - 1;
        let all = self.framework.limits.iter().zip(&self.actual.limits).enumerate();
        all.fold(grade, |grade, (at, (limit, worked))| {
            let applied = holds(worked.truth, limit.when_not_known) && stays(at, limit.when_not_known);
            if applied { lowered(grade, limit.effect, lowest) } else { grade }
        })
    }

    fn test(&self, of: &Test) -> Truths {
        match of {
            Test::Always => Truth::True.into(),
            Test::Not(inner) => !self.test(inner),
            Test::And(parts) => {
                parts.iter().fold(Truth::True.into(), |so_far: Truths, part| so_far.and(self.test(part)))
            }
            Test::Or(parts) => {
                parts.iter().fold(Truth::False.into(), |so_far: Truths, part| so_far.or(self.test(part)))
            }
            Test::Compare(left, how, right) => self.sum(left).compared(*how, self.sum(right)),
            Test::Known(of) => {
                let can = self.sum(of);
                Truths { yes: can.between.is_some(), no: can.can_be_missing, unknown: false }
            }
            Test::Fact(at) => self.facts[*at].truths(),
            Test::Rule(at) => self.rules[*at],
        }
    }

    fn sum(&self, of: &Sum) -> Span {
        let terms = of.terms.iter().map(|(factor, term)| {
            let can = match *term {
                SumTerm::Threshold(at) => Span::exactly(self.threshold(at)),
                SumTerm::Fact(at) => self.facts[at].span(),
                SumTerm::Block(at) => self.blocks[at],
                SumTerm::Measure(at) => self.measures[at].value,
                SumTerm::PointsOf(at) => self.measures[at].points,
            };
            (*factor, can)
        });
        terms.fold(Span::exactly(0.0), |sum, (factor, can)| sum.plus(factor, can)).map(exact)
    }
}

/// Whether a condition can count as holding, or as not holding.
pub(crate) fn can_count(truths: Truths, when_not_known: IfUnknown, as_holding: bool) -> bool {
    let each = [Truth::True, Truth::False, Truth::NotKnown].into_iter();
    each.filter(|truth| truths.can_be(*truth)).any(|truth| holds(truth, when_not_known) == as_holding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Names;
    use crate::derive::evaluation::{Inputs, evaluate};
    use crate::facts::Known;
    use proptest::prelude::*;

    const FIXTURE: &str = include_str!("../../tests/it/fixtures/points.toml");
    const BACKED: &str = "reason = \"Of the test.\"\nstanding = \"chosen\"\nsource = \"No source\"\n";

    /// The fixture with a range and with more rules.
    fn framework(distance: f64, stated: bool, missing: &str, limit: &str) -> Framework {
        let could_be = if stated { "could-be = { from = 2, to = 3.5 }\n" } else { "" };
        let distances = ["settings-points", "settings-percent", "measure-points", "block-points"]
            .map(|key| format!("{key} = {distance}\n"))
            .concat();
        let more = format!(
            "[range]\n{distances}{BACKED}\n[[requirements]]\nid = \"r\"\ngrade = 4\nneeds = \"points of event mc at \
             any time is at least 2\"\nwhen-not-known = \"holds\"\n{BACKED}\n[[limits]]\nid = \"l\"\ntitle = \"L\"\n\
             when = \"points of event mb at any time is less than 2\"\n{limit}\nwhen-not-known = \
             \"does-not-hold\"\n{BACKED}\n[robustness]"
        );
        let of_mb = format!("when-missing = \"{missing}\"\n{could_be}");
        let text = FIXTURE.replacen("[robustness]", &more, 1).replacen(
            "when-missing = \"leave-out\" # mb\n",
            &of_mb,
            1,
        );
        let vocabulary = toml::from_str(include_str!("../../../../sources/vocabulary.toml")).unwrap();
        let names = Names::of_vocabulary(&vocabulary);
        Framework::check("range.toml", &text, &names).unwrap_or_else(|mistakes| panic!("{mistakes}"))
    }

    fn limits_applied(framework: &Framework, evaluation: &Evaluation) -> bool {
        let mut all = framework.limits.iter().zip(&evaluation.limits);
        all.any(|(limit, worked)| holds(worked.truth, limit.when_not_known))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_filling_in_within_the_distances_leaves_the_range(
            distance in 0.0..2.0_f64, stated in any::<bool>(),
            missing in prop::sample::select(vec!["leave-out", "worst", "best", "block-not-known"]),
            limit in prop::sample::select(vec!["cap = 1", "minus = 1"]),
            held in prop::collection::vec(prop::option::of(1..=4_u8), 4),
            fills in prop::collection::vec(prop::option::of(0.0..=1.0_f64), 4),
        ) {
            let framework = framework(distance, stated, missing, limit);
            let thresholds: Vec<f64> = framework.thresholds.iter().map(|one| one.value).collect();
            let facts: Vec<Known> =
                (0..framework.facts.len()).map(|at| Known::Number(held[at].map(f64::from))).collect();
            let inputs =
                Inputs { facts: &facts, thresholds: &thresholds, without_block: None, points_set: &[] };
            let actual = evaluate(&framework, inputs);
            let can_be: Vec<Possible> = facts
                .iter()
                .map(|known| Possible::Number(known.number().map_or(Span::ANYTHING, Span::exactly)))
                .collect();
            let grades = possibilities(&framework, &can_be, &actual).grades;
            if let (Some((best, worst)), Some(grade)) = (grades, actual.grade) {
                prop_assert!((best..=worst).contains(&grade));
            }
            // Each missing measure stays missing, or gets points between the fewest and the most that it could have.
            let set: Vec<(usize, f64)> = (0..framework.measures.len())
                .filter(|at| actual.measures[*at].value.is_none() && framework.measures[*at].weight.is_some())
                .filter_map(|at| {
                    let (from, to) = points_of_missing(&framework, &actual, at);
                    Some((at, exact(from + fills[at]? * (to - from))))
                })
                .collect();
            let filled = evaluate(&framework, Inputs { points_set: &set, ..inputs });
            let more = limits_applied(&framework, &filled) && !limits_applied(&framework, &actual);
            if let (Some((best, worst)), Some(grade), false) = (grades, filled.grade, more) {
                prop_assert!((best..=worst).contains(&grade), "{:?}: {} not in {}..={}", set, grade, best, worst);
            }
        }
    }
}
