//! The figures that a measure or a rule rests on, gathered and said in words.

use super::Derivation;
use crate::assessment::FactUsed;
use crate::facts::Known;
use crate::language::Truth;
use crate::model::{Measure, Sum, SumTerm, Test};
use crate::text::number;
use profile::FigureUsed;

pub(crate) fn figures_in_words(figures: &[FactUsed]) -> String {
    let said: Vec<String> = each_once(figures.iter().map(|figure| capital(&figure.said)));
    if said.is_empty() { String::new() } else { format!("{}.", said.join(". ")) }
}

/// Two figures that are missing for the same reason say it once.
pub(crate) fn each_once(said: impl Iterator<Item = String>) -> Vec<String> {
    said.fold(Vec::new(), |mut known, one| {
        if !known.contains(&one) {
            known.push(one);
        }
        known
    })
}

pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The figures a condition rests on, each once, in the order in which they stand in it.
pub(crate) fn figures_of_test(d: &Derivation<'_>, test: &Test) -> Vec<FactUsed> {
    let mut figures = Vec::new();
    collect_test(d, test, &mut figures);
    figures
}

fn collect_test(d: &Derivation<'_>, test: &Test, into: &mut Vec<FactUsed>) {
    match test {
        Test::Always => {}
        Test::Not(inner) => collect_test(d, inner, into),
        Test::And(parts) | Test::Or(parts) => parts.iter().for_each(|part| collect_test(d, part, into)),
        Test::Compare(left, _, right) => {
            collect_sum(d, left, into);
            collect_sum(d, right, into);
        }
        Test::Known(of) => collect_sum(d, of, into),
        Test::Fact(at) => push(into, fact_used(d, *at)),
        Test::Rule(at) => {
            let rule = &d.framework.rules[*at];
            let truth = d.evaluation.rules[*at];
            let facts = figures_of_test(d, &rule.when);
            let inner = figures_in_words(&facts);
            let said = format!("“{}” is {} [{}]", rule.id, truth.word(), inner.trim_end_matches('.'));
            let asked = format!("rule {}", rule.id);
            push(into, FactUsed { asked, number: None, truth: Some(truth), said, figures: keyed(facts) });
        }
    }
}

/// The figures of a measure's value, and of what it must have to count.
pub(crate) fn figures_of_measure(d: &Derivation<'_>, measure: &Measure) -> Vec<FactUsed> {
    let mut figures = figures_of_sum(d, &measure.value);
    if let Some((_, only)) = &measure.only_when {
        collect_test(d, only, &mut figures);
    }
    figures
}

pub(crate) fn figures_of_sum(d: &Derivation<'_>, sum: &Sum) -> Vec<FactUsed> {
    let mut figures = Vec::new();
    collect_sum(d, sum, &mut figures);
    figures
}

fn collect_sum(d: &Derivation<'_>, sum: &Sum, into: &mut Vec<FactUsed>) {
    for (_, term) in &sum.terms {
        let used = match *term {
            SumTerm::Threshold(_) => continue,
            SumTerm::Fact(at) => fact_used(d, at),
            SumTerm::Block(at) => {
                let block = &d.framework.blocks[at];
                let asked = format!("block {}", block.id);
                let own = d.framework.measures.iter().filter(|measure| measure.block == at);
                let facts =
                    own.filter(|measure| measure.weight.is_some()).flat_map(|one| figures_of_measure(d, one));
                own_figure(asked, &block.title, d.evaluation.blocks[at].points, "points", facts)
            }
            SumTerm::Measure(at) => {
                let measure = &d.framework.measures[at];
                let asked = format!("measure {}", measure.id);
                let value = d.evaluation.measures[at].value;
                own_figure(asked, &measure.title, value, "", figures_of_measure(d, measure))
            }
            SumTerm::PointsOf(at) => {
                let measure = &d.framework.measures[at];
                let asked = format!("points of measure {}", measure.id);
                let points = d.evaluation.measures[at].points;
                own_figure(asked, &measure.title, points, "points", figures_of_measure(d, measure))
            }
        };
        push(into, used);
    }
}

fn push(into: &mut Vec<FactUsed>, used: FactUsed) {
    if !into.iter().any(|known| known.asked == used.asked) {
        into.push(used);
    }
}

/// The figures of some facts, each once.
fn keyed(facts: impl IntoIterator<Item = FactUsed>) -> Vec<FigureUsed> {
    let mut figures: Vec<FigureUsed> = Vec::new();
    for figure in facts.into_iter().flat_map(|fact| fact.figures) {
        if !figures.iter().any(|known| known.key == figure.key) {
            figures.push(figure);
        }
    }
    figures
}

/// A result of the framework's own, with the figures that it was worked out from.
fn own_figure(
    asked: String,
    title: &str,
    value: Option<f64>,
    unit: &str,
    facts: impl IntoIterator<Item = FactUsed>,
) -> FactUsed {
    let said = match value {
        Some(value) => format!("{title}: {} {unit}", number(value, 2)).trim_end().to_owned(),
        None => format!("{title}: not known"),
    };
    FactUsed { asked, number: value, truth: None, said, figures: keyed(facts) }
}

fn fact_used(d: &Derivation<'_>, at: usize) -> FactUsed {
    let reading = &d.readings[at];
    let (number, truth) = match reading.known {
        Known::Number(number) => (number, None),
        Known::Truth(truth) => (None, Some(truth)),
    };
    let asked = d.framework.facts[at].text.clone();
    FactUsed { asked, number, truth, said: reading.said.clone(), figures: reading.figures.clone() }
}

pub(crate) fn missing_figures(figures: &[FactUsed]) -> String {
    let lacking = figures.iter().filter(|figure| match figure.truth {
        Some(truth) => truth == Truth::NotKnown,
        None => figure.number.is_none(),
    });
    each_once(lacking.map(|figure| figure.said.clone())).join("; ")
}
