//! The range and the limits that cannot be decided, in words.

use super::possible::{Possibilities, can_count, points_of_missing, possibilities};
use super::{GradeRange, IfLimited, PossibleLimit};
use crate::assessment::{Derived, NO_GRADE};
use crate::derive::Derivation;
use crate::derive::evaluation::{holds, lowered};
use crate::derive::figures::{capital, each_once, figures_of_test, missing_figures};
use crate::derive::reasons::what_is_missing;
use crate::facts::possible;
use crate::model::{Framework, Measure, SumTerm};
use crate::text::{listed, number, points};

/// The range of the grade, and the grade if limits that the evidence cannot decide applied.
pub(crate) fn range(d: &Derivation<'_>) -> (Option<GradeRange>, Option<IfLimited>) {
    let can_be = possible::possible(d.framework, d.profile, &d.facts);
    let found = possibilities(d.framework, &can_be, &d.evaluation);
    (grade_range(d, &found), if_limited(d, &found))
}

/// No range is given where it would be the whole scale of an area without a grade: that says no more than that nothing
/// is known.
fn grade_range(d: &Derivation<'_>, found: &Possibilities) -> Option<GradeRange> {
    let (best, worst) = found.grades?;
    let grades = &d.framework.scale.grades;
    if d.evaluation.grade.is_none() && best == 0 && worst + 1 == grades.len() {
        return None;
    }
    Some(GradeRange { worst: grades[worst].number, best: grades[best].number, because: because(d, found) })
}

fn because(d: &Derivation<'_>, found: &Possibilities) -> Vec<String> {
    let measures = d.framework.measures.iter().enumerate();
    let mut all: Vec<String> = measures
        .filter(|(_, measure)| measure.weight.is_some())
        .filter_map(|(at, measure)| of_measure(d, found, at, measure))
        .collect();
    for (one, truths) in d.framework.requirements.iter().zip(&found.requirements) {
        let either =
            can_count(*truths, one.when_not_known, true) && can_count(*truths, one.when_not_known, false);
        if either {
            let missing = missing_figures(&figures_of_test(d, &one.needs));
            let why = if missing.is_empty() { "what is missing decides".to_owned() } else { missing };
            all.push(format!("the requirement {} may be met or not: {why}", one.id));
        }
    }
    if let Some(range) = d.framework.range.as_ref().filter(|range| range.not_by_rule_points > 0.0) {
        let by = points(range.not_by_rule_points, 2);
        all.push(format!("what no rule decides: up to {by} more or fewer for the whole"));
    }
    all
}

/// What is missing of one measure, and what its points could be.
fn of_measure(d: &Derivation<'_>, found: &Possibilities, at: usize, measure: &Measure) -> Option<String> {
    let worked = d.evaluation.measures[at];
    if worked.value.is_none() {
        // One that could not count whatever is filled in, because there is too little of it, is not missing.
        found.measures[at].value.between?;
        let (from, to) = points_of_missing(d.framework, &d.evaluation, at);
        let what = what_is_missing(d, measure);
        return Some(format!("{}: {what}; {} if it were known", measure.title, between(from, to)));
    }
    let (own, (from, to)) = worked.points.zip(found.measures[at].points.between)?;
    if from >= own && to <= own {
        return None;
    }
    let facts = measure.value.terms.iter().filter_map(|(_, term)| match term {
        SumTerm::Fact(at) => possible::in_words(d.framework, d.profile, &d.framework.facts[*at].what),
        _ => None,
    });
    let known = each_once(facts).join("; ");
    let known = if known.is_empty() { "known in part".to_owned() } else { known };
    Some(format!(
        "{}: {known}; {} instead of {} with the others",
        measure.title,
        between(from, to),
        number(own, 2)
    ))
}

fn between(from: f64, to: f64) -> String {
    if from < to { format!("{} to {} points", number(from, 2), number(to, 2)) } else { points(from, 2) }
}

fn if_limited(d: &Derivation<'_>, found: &Possibilities) -> Option<IfLimited> {
    let grades = &d.framework.scale.grades;
    let before = d.evaluation.after_requirements?;
    let open: Vec<bool> = d
        .framework
        .limits
        .iter()
        .zip(&d.evaluation.limits)
        .zip(&found.limits)
        .map(|((limit, worked), truths)| {
            !holds(worked.truth, limit.when_not_known) && can_count(*truths, limit.when_not_known, true)
                || worked.truth == crate::language::Truth::NotKnown
                    && !holds(worked.truth, limit.when_not_known)
        })
        .collect();
    if !open.contains(&true) {
        return None;
    }
    let with = |applies: &dyn Fn(usize) -> bool| {
        let limits = d.framework.limits.iter().zip(&d.evaluation.limits).enumerate();
        limits.fold(before, |grade, (at, (limit, worked))| {
            let applied = holds(worked.truth, limit.when_not_known) || applies(at);
            if applied { lowered(grade, limit.effect, grades.len() - 1) } else { grade }
        })
    };
    let mut limits = Vec::new();
    let mut because = Vec::new();
    for (at, limit) in d.framework.limits.iter().enumerate().filter(|(at, _)| open[*at]) {
        let grade = grades[with(&|other| other == at)].number;
        let condition =
            limit.in_words.clone().unwrap_or_else(|| crate::english::test(d.framework, &limit.when));
        let missing = missing_figures(&figures_of_test(d, &limit.when));
        let why = if missing.is_empty() { "some of it is not in the evidence".to_owned() } else { missing };
        because.push(format!("{grade} if {condition}. {}", capital(&why)));
        limits.push(PossibleLimit { title: limit.title.clone(), condition, grade });
    }
    Some(IfLimited { grade: grades[with(&|at| open[at])].number, because, limits })
}

/// “Performs well (3) on the evidence held; 2 to 4 with what is missing; 1 if a safeguarding inspection was inadequate,
/// which the evidence cannot show”.
pub(crate) fn headline(
    framework: &Framework,
    derived: &Derived,
    range: Option<&GradeRange>,
    if_limited: Option<&IfLimited>,
) -> String {
    let grade = derived.grade();
    let mut text = match derived {
        Derived::Grade { grade, .. } => grade.to_string(),
        Derived::Withheld { .. } => NO_GRADE.to_owned(),
        Derived::NoOverall { .. } => return "No overall grade".to_owned(),
    };
    match range {
        None => {}
        Some(range) if range.because.is_empty() => {}
        Some(range) if range.is_one_grade() && grade.is_some() => {
            text.push_str(" on the evidence held, and also with what is missing");
        }
        Some(range) => {
            text.push_str(&format!(" on the evidence held; {range} with what is missing"));
        }
    }
    let place = |number: u8| framework.scale.grade_numbered(number);
    let lower = |one: &&PossibleLimit| grade.is_none_or(|grade| place(one.grade) > place(grade.number));
    let limits: Vec<&PossibleLimit> = if_limited.iter().flat_map(|one| &one.limits).filter(lower).collect();
    let mut told: Vec<u8> = limits.iter().map(|one| one.grade).collect();
    told.sort_by_key(|number| place(*number));
    told.dedup();
    let said = told.into_iter().map(|number| {
        let all: Vec<&str> =
            limits.iter().filter(|one| one.grade == number).map(|one| one.condition.as_str()).collect();
        format!("{number} if {}", listed_with(&all, "or"))
    });
    let said: Vec<String> = said.collect();
    if !said.is_empty() {
        let said = listed(said.iter().map(String::as_str));
        text.push_str(&format!("; {said}, which the evidence cannot show"));
    }
    text
}

fn listed_with(items: &[&str], word: &str) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => format!("{} {word} {last}", first.join(", ")),
        _ => items.concat(),
    }
}
