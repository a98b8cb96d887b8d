//! The reasons of a result, written from what was worked out, with the actual figures.

use super::evaluation::{holds, rounded, sum, test};
use super::figures::{
    capital, each_once, figures_in_words, figures_of_measure, figures_of_sum, figures_of_test,
    missing_figures,
};
use super::{Derivation, named};
use crate::assessment::{
    BlockResult, Derived, FactUsed, LimitResult, MeasureResult, MissingNote, PositionNamed, RuleResult,
    effect_of_missing, effect_of_unknown_block,
};
use crate::language::Truth;
use crate::model::{
    Backing, Bands, BlockKind, GradedBy, IfUnknown, LimitEffect, Measure, PositionRule, Test,
};
use crate::text::{self, counted, number};

pub(super) fn derived(d: &Derivation<'_>) -> Derived {
    let framework = d.framework;
    let Some(grade_rule) = &framework.grade_rule else {
        let because = framework.scale.why_no_overall.clone().unwrap_or_default();
        return Derived::NoOverall { because };
    };
    let (Some(grade), Some(by_points), Some(before_limits)) =
        (d.evaluation.grade, d.evaluation.by_points, d.evaluation.after_requirements)
    else {
        return Derived::Withheld { because: why_withheld(d) };
    };
    let unit = match grade_rule.from {
        GradedBy::Points => "points",
        GradedBy::PercentageOfMaximum => "% of the most points there are",
    };
    let mut because = match d.evaluation.overall {
        Some(worked) => {
            let blocks = framework.blocks.iter().zip(&d.evaluation.blocks).filter_map(|(block, worked)| {
                let BlockKind::ByPoints { weight, .. } = block.made else { return None };
                Some(format!("block {} {} × {weight} %", block.id, number(worked.points?, 2)))
            });
            let shown = number(rounded(worked, grade_rule.round), 2);
            let grade = named(framework, by_points);
            format!("{shown} {unit} ({}) give {grade}", blocks.collect::<Vec<_>>().join(", "))
        }
        None => format!("too little is known, for which the framework gives {}", named(framework, by_points)),
    };
    if before_limits != by_points {
        because.push_str(&format!("; not every requirement is met, so {}", named(framework, before_limits)));
    }
    if grade != before_limits {
        because.push_str(&format!("; limited to {}", named(framework, grade)));
    }
    Derived::Grade {
        grade: named(framework, grade),
        by_points: named(framework, by_points),
        before_limits: named(framework, before_limits),
        worked: d.evaluation.overall,
        rounded: d.evaluation.overall.map(|worked| rounded(worked, grade_rule.round)),
        because,
    }
}

fn why_withheld(d: &Derivation<'_>) -> String {
    let unknown: Vec<String> = d
        .framework
        .blocks
        .iter()
        .zip(&d.evaluation.blocks)
        .filter(|(_, worked)| worked.points.is_none())
        .map(|(block, _)| format!("block {} ({})", block.id, block.title))
        .collect();
    format!("no grade can be derived: the evidence is too thin for {}", unknown.join(" and "))
}

pub(super) fn blocks(d: &Derivation<'_>) -> Vec<BlockResult> {
    (0..d.framework.blocks.len()).map(|at| block(d, at)).collect()
}

fn block(d: &Derivation<'_>, at: usize) -> BlockResult {
    let block = &d.framework.blocks[at];
    let worked = &d.evaluation.blocks[at];
    let measures: Vec<usize> = (0..d.framework.measures.len())
        .filter(|measure| d.framework.measures[*measure].block == at)
        .collect();
    let weighed = measures.iter().filter(|measure| d.framework.measures[**measure].weight.is_some()).count();
    let position = worked.position.map(|position| &d.framework.scale.positions[position]);
    let (weight, because) = match block.made {
        BlockKind::ByPoints { weight, needs, when_not_known } => {
            let known = format!("{} of {}", worked.known, counted(weighed, "measure", "measures"));
            let because = match worked.points {
                Some(points) => format!("{}, the weighed mean of {known}", text::points(points, 2)),
                None => {
                    let effect = effect_of_unknown_block(when_not_known);
                    format!("no points: {known} known and {needs} needed; {effect}")
                }
            };
            (Some(weight), because)
        }
        BlockKind::ByRules { .. } => (None, because_of_placing(d, at)),
    };
    BlockResult {
        id: block.id.clone(),
        title: block.title.clone(),
        weight,
        points: worked.points,
        position: position.map(|one| PositionNamed {
            id: one.id.clone(),
            name: one.name.clone(),
            meaning: one.meaning.clone(),
        }),
        because,
        measures: measures.into_iter().map(|measure| self::measure(d, measure)).collect(),
        placings: placings(d, at),
        reason: block.backing.reason.clone(),
        standing: block.backing.standing,
        source: block.backing.source.clone(),
    }
}

fn because_of_placing(d: &Derivation<'_>, at: usize) -> String {
    let worked = &d.evaluation.blocks[at];
    let name = worked.position.map_or("", |position| &d.framework.scale.positions[position].name);
    let Some(placing) = worked.placing else {
        let tried = d
            .framework
            .placings
            .iter()
            .zip(&d.evaluation.placings)
            .filter(|(placing, _)| placing.block == at);
        let (undecided, decided): (Vec<_>, Vec<_>) = tried.partition(|(_, truth)| **truth == Truth::NotKnown);
        let tested = |placings: &[(&PositionRule, &Truth)]| -> Vec<FactUsed> {
            placings.iter().flat_map(|(placing, _)| figures_of_test(d, &placing.when)).collect()
        };
        return if undecided.is_empty() {
            let figures = figures_in_words(&tested(&decided));
            format!("{name}: none of the rules for another position is met. {figures}").trim().to_owned()
        } else {
            let lacking = missing_figures(&tested(&undecided));
            format!("{name}: its rules cannot be decided. {}.", capital(&lacking))
        };
    };
    let placing = &d.framework.placings[placing];
    format!("{name}: {} {}", placing.backing.reason, figures_in_words(&figures_of_test(d, &placing.when)))
}

fn placings(d: &Derivation<'_>, at: usize) -> Vec<RuleResult> {
    let own = d.framework.placings.iter().enumerate().filter(|(_, placing)| placing.block == at);
    own.map(|(number, placing)| {
        let truth = d.evaluation.placings[number];
        let fired = d.evaluation.blocks[at].placing == Some(number);
        let position = &d.framework.scale.positions[placing.position].name;
        let did = match (fired, truth) {
            (true, _) => format!("places the block at “{position}”"),
            (false, Truth::True) => {
                format!("would place the block at “{position}”, but a rule before it decided")
            }
            (false, Truth::False) => format!("not met, so not “{position}”"),
            (false, Truth::NotKnown) => format!("cannot be decided, so not “{position}”"),
        };
        rule_result(
            d,
            &placing.id,
            placing.text.to_string(),
            truth,
            fired,
            &did,
            &placing.when,
            &placing.backing,
        )
    })
    .collect()
}

#[expect(clippy::too_many_arguments, reason = "the parts of every kind of rule, gathered in one place")]
fn rule_result(
    d: &Derivation<'_>,
    id: &str,
    condition: String,
    truth: Truth,
    fired: bool,
    did: &str,
    test: &Test,
    backing: &Backing,
) -> RuleResult {
    let figures = figures_of_test(d, test);
    RuleResult {
        id: id.to_owned(),
        condition,
        truth,
        fired,
        because: format!("{did}. {}", figures_in_words(&figures)).trim().to_owned(),
        facts: figures,
        reason: backing.reason.clone(),
        standing: backing.standing,
        source: backing.source.clone(),
    }
}

pub(super) fn rules(d: &Derivation<'_>) -> Vec<RuleResult> {
    let all = d.framework.rules.iter().zip(&d.evaluation.rules);
    all.map(|(rule, truth)| {
        let did = match truth {
            Truth::True => "holds",
            Truth::False => "does not hold",
            Truth::NotKnown => "cannot be decided",
        };
        let fired = *truth == Truth::True;
        rule_result(d, &rule.id, rule.text.to_string(), *truth, fired, did, &rule.when, &rule.backing)
    })
    .collect()
}

pub(super) fn requirements(d: &Derivation<'_>) -> Vec<RuleResult> {
    let all = d.framework.requirements.iter().zip(&d.evaluation.requirements);
    all.map(|(requirement, truth)| {
        let grade = named(d.framework, requirement.grade);
        let met = holds(*truth, requirement.when_not_known);
        let wanted = d.evaluation.by_points.is_some_and(|by_points| by_points <= requirement.grade);
        let counts = match (truth, requirement.when_not_known) {
            (Truth::NotKnown, IfUnknown::Holds) => "cannot be decided, which counts as met",
            (Truth::NotKnown, IfUnknown::DoesNotHold) => "cannot be decided, which counts as not met",
            (Truth::True, _) => "met",
            (Truth::False, _) => "not met",
        };
        let did = match (met, wanted) {
            (true, _) => format!("{counts}: {grade} stays possible"),
            (false, true) => format!("{counts}: {grade} is not given"),
            (false, false) => format!("{counts}, but the points reach no such grade"),
        };
        let text = requirement.text.to_string();
        rule_result(
            d,
            &requirement.id,
            text,
            *truth,
            !met && wanted,
            &did,
            &requirement.needs,
            &requirement.backing,
        )
    })
    .collect()
}

pub(super) fn limits(d: &Derivation<'_>) -> Vec<LimitResult> {
    let all = d.framework.limits.iter().zip(&d.evaluation.limits);
    all.map(|(limit, worked)| {
        let effect = match limit.effect {
            LimitEffect::Cap(cap) => format!("no better than {}", named(d.framework, cap)),
            LimitEffect::Minus(by) => {
                format!("{} lower, never below the lowest", counted(usize::from(by), "grade", "grades"))
            }
        };
        let applies = holds(worked.truth, limit.when_not_known);
        let lowered = match (worked.before, worked.after) {
            (Some(before), Some(after)) if before != after => {
                Some((named(d.framework, before), named(d.framework, after)))
            }
            _ => None,
        };
        let did = match (&lowered, applies, worked.truth) {
            (Some((before, after)), _, _) => format!("applies: from {before} to {after}"),
            (None, true, _) => "applies, but the grade is not above it anyway".to_owned(),
            (None, false, Truth::NotKnown) => "cannot be decided, and so is not applied".to_owned(),
            (None, false, _) => "does not apply".to_owned(),
        };
        let text = limit.text.to_string();
        LimitResult {
            title: limit.title.clone(),
            effect,
            lowered,
            rule: rule_result(d, &limit.id, text, worked.truth, applies, &did, &limit.when, &limit.backing),
        }
    })
    .collect()
}

fn measure(d: &Derivation<'_>, at: usize) -> MeasureResult {
    let measure = &d.framework.measures[at];
    let worked = &d.evaluation.measures[at];
    let figures = figures_of_measure(d, measure);
    // What a measure needs in order to count is told where it is not met; the figures keep it in either inputs.
    let thin = too_thin(d, measure);
    let told = if thin.is_empty() { figures_of_sum(d, &measure.value) } else { figures.clone() };
    let said = format!("{}{thin}", figures_in_words(&told));
    let because = match (worked.value, worked.points, measure.weight) {
        (None, _, Some(_)) => {
            let (least, most) = d.framework.scale.points();
            format!("{said} {}.", capital(&effect_of_missing(measure.when_missing, least, most)))
        }
        (Some(value), Some(points), _) if measure.bands.is_some() => {
            let band =
                measure.bands.as_ref().map_or_else(String::new, |bands| band_in_words(d, bands, value));
            format!("{said} {band}: {}.", text::points(points, 2))
        }
        (Some(_), Some(points), Some(_)) => format!("{said} That is {}.", text::points(points, 2)),
        _ => said,
    };
    MeasureResult {
        id: measure.id.clone(),
        title: measure.title.clone(),
        weight: measure.weight,
        value: worked.value,
        points: worked.points,
        because,
        facts: figures,
        reason: measure.backing.reason.clone(),
        standing: measure.backing.standing,
        source: measure.backing.source.clone(),
    }
}

/// “3.02 is at least 2.9 and below 3.2”.
fn band_in_words(d: &Derivation<'_>, bands: &Bands<f64>, value: f64) -> String {
    let edges: Vec<f64> = bands.edges.iter().map(|edge| d.thresholds[*edge]).collect();
    let from = edges.iter().rev().find(|edge| value >= **edge);
    let below = edges.iter().find(|edge| value < **edge);
    let value = number(value, 2);
    match (from, below) {
        (Some(from), Some(below)) => {
            format!("{value} is at least {} and below {}", number(*from, 4), number(*below, 4))
        }
        (Some(from), None) => format!("{value} is at least {}", number(*from, 4)),
        (None, Some(below)) => format!("{value} is below {}", number(*below, 4)),
        (None, None) => format!("{value} is in the only band"),
    }
}

/// Where a measure has a value and does not count: why.
fn too_thin(d: &Derivation<'_>, measure: &Measure) -> String {
    let Some((_, only)) = &measure.only_when else { return String::new() };
    let has_value = sum(d.inputs(), &d.evaluation, &measure.value).is_some();
    if !has_value || test(d.inputs(), &d.evaluation, only) == Truth::True {
        return String::new();
    }
    format!(" It counts only when {}.", crate::english::test(d.framework, only))
}

pub(crate) fn what_is_missing(d: &Derivation<'_>, measure: &Measure) -> String {
    let thin = too_thin(d, measure);
    if thin.is_empty() {
        return missing_figures(&figures_of_measure(d, measure));
    }
    let said = each_once(figures_of_measure(d, measure).into_iter().map(|figure| figure.said));
    format!("{}; too little:{}", said.join("; "), thin.trim_end_matches('.'))
}

/// Everything that is missing, and what the framework did about it.
pub(super) fn missing(d: &Derivation<'_>) -> Vec<MissingNote> {
    let (least, most) = d.framework.scale.points();
    let mut notes = Vec::new();
    for (measure, worked) in d.framework.measures.iter().zip(&d.evaluation.measures) {
        if worked.value.is_some() {
            continue;
        }
        let effect = match (measure.weight, measure.when_missing) {
            (None, _) => "it is only shown, and counts for nothing".to_owned(),
            (Some(_), when) => effect_of_missing(when, least, most),
        };
        notes.push(MissingNote { where_: measure.title.clone(), what: what_is_missing(d, measure), effect });
    }
    let undecided = |means: IfUnknown, holds: &str, not: &str| match means {
        IfUnknown::Holds => holds.to_owned(),
        IfUnknown::DoesNotHold => not.to_owned(),
    };
    for (one, truth) in d.framework.requirements.iter().zip(&d.evaluation.requirements) {
        if *truth == Truth::NotKnown {
            let effect = undecided(one.when_not_known, "counts as met", "counts as not met");
            let what = missing_figures(&figures_of_test(d, &one.needs));
            notes.push(MissingNote { where_: format!("requirement {}", one.id), what, effect });
        }
    }
    for (one, worked) in d.framework.limits.iter().zip(&d.evaluation.limits) {
        if worked.truth == Truth::NotKnown {
            let effect = undecided(one.when_not_known, "the limit is applied", "the limit is not applied");
            let what = missing_figures(&figures_of_test(d, &one.when));
            notes.push(MissingNote { where_: one.title.clone(), what, effect });
        }
    }
    for (placing, truth) in d.framework.placings.iter().zip(&d.evaluation.placings) {
        if *truth == Truth::NotKnown {
            let what = missing_figures(&figures_of_test(d, &placing.when));
            let effect = "the rule does not decide".to_owned();
            notes.push(MissingNote { where_: format!("rule {}", placing.id), what, effect });
        }
    }
    notes
}
