//! Conditions and quantities in plain English.

use crate::language::ast::{Beside, Comparator, Did, How, Side, View, Way};
use crate::model::{EventWindow, FactKind, Framework, Kind, Of, SeriesRef, Sum, SumTerm, Test};
use crate::text::{listed, number};

/// A condition as a clause: “the share … is at least 64.5 %”.
pub fn test(framework: &Framework, of: &Test) -> String {
    match of {
        Test::Always => "in every case".to_owned(),
        Test::Not(inner) => format!("it is not so that {}", grouped(framework, inner)),
        Test::And(parts) => joined(framework, parts, " and "),
        Test::Or(parts) => joined(framework, parts, " or "),
        Test::Compare(left, how, right) => {
            format!("{} is {} {}", sum(framework, left), compared(*how), sum(framework, right))
        }
        Test::Known(of) => format!("{} is known", sum(framework, of)),
        Test::Fact(at) => fact(framework, &framework.facts[*at].what),
        Test::Rule(at) => format!("the rule “{}” holds", framework.rules[*at].id),
    }
}

fn joined(framework: &Framework, parts: &[Test], word: &str) -> String {
    parts.iter().map(|part| grouped(framework, part)).collect::<Vec<_>>().join(word)
}

fn grouped(framework: &Framework, of: &Test) -> String {
    match of {
        Test::And(_) | Test::Or(_) => format!("({})", test(framework, of)),
        _ => test(framework, of),
    }
}

fn compared(how: How) -> &'static str {
    how.words()
}

/// A quantity as a noun phrase.
pub fn sum(framework: &Framework, of: &Sum) -> String {
    let mut text = String::new();
    for (at, (factor, what)) in of.terms.iter().enumerate() {
        match (at, *factor < 0.0) {
            (0, false) => {}
            (0, true) => text.push('−'),
            (_, false) => text.push_str(" plus "),
            (_, true) => text.push_str(" minus "),
        }
        if factor.abs() != 1.0 {
            text.push_str(&format!("{} times ", number(factor.abs(), 6)));
        }
        text.push_str(&term(framework, *what));
    }
    text
}

fn term(framework: &Framework, of: SumTerm) -> String {
    match of {
        SumTerm::Threshold(at) => {
            let threshold = &framework.thresholds[at];
            let unit = if threshold.kind == Kind::Percent { " %" } else { "" };
            format!("{}{unit}", number(threshold.value, 6))
        }
        SumTerm::Fact(at) => fact(framework, &framework.facts[at].what),
        SumTerm::Block(at) => format!("the points of block {}", framework.blocks[at].id),
        SumTerm::Measure(at) => format!("the value of the measure “{}”", framework.measures[at].title),
        SumTerm::PointsOf(at) => format!("the points of the measure “{}”", framework.measures[at].title),
    }
}

fn fact(framework: &Framework, of: &FactKind) -> String {
    let ago = |year_before: &bool| if *year_before { " a year before" } else { "" };
    match of {
        FactKind::Share { counting, of, year_before, elsewhere } => format!(
            "the share, in per cent, of judged {} that are {}{}{}{}",
            of.plural,
            framework.countings[*counting].id,
            aspect(of),
            ago(year_before),
            elsewhere.map_or(String::new(), |comparator| format!(" in {}", place(comparator)))
        ),
        FactKind::Count { counting: None, of, year_before } => {
            format!("the number of open {}{}", of.plural, ago(year_before))
        }
        FactKind::Count { counting: Some(counting), of, year_before } => format!(
            "the number of {} that are {}{}{}",
            of.plural,
            framework.countings[*counting].id,
            aspect(of),
            ago(year_before)
        ),
        FactKind::Average { counting, of, year_before } => format!(
            "the average {} of judged {}{}{}",
            framework.countings[*counting].id,
            of.plural,
            aspect(of),
            ago(year_before)
        ),
        FactKind::Inspections { share, did, of } => inspections(*share, *did, of),
        FactKind::Series { view, series } => view_of(*view, series),
        FactKind::Rank(of) => format!("the rank of {}", series(of)),
        FactKind::Quartile(of) => format!("the quartile of {}, 1 being the best,", series(of)),
        FactKind::EventPoints { kind, when } => {
            format!("the points of the latest {}{}", event(framework, *kind), time(framework, *when))
        }
        _ => fact_that_holds(framework, of),
    }
}

fn on_side(side: Option<Side>) -> String {
    side.map_or(String::new(), |side| format!(" and is {}", side.word()))
}

/// A fact that is true, false or not known.
fn fact_that_holds(framework: &Framework, of: &FactKind) -> String {
    match of {
        FactKind::Trend(of, ways) => {
            format!("{} is {} over the years", series(of), listed_or(ways.iter().copied().map(Way::word)))
        }
        FactKind::Against(of, beside, comparator) => {
            let than = if *beside == Beside::Similar { "to that of" } else { "than in" };
            format!("{} is {} {than} {}", series(of), beside.word(), place(*comparator))
        }
        FactKind::SeriesDiffers(of, side) => {
            format!("{} can be told from England{}", series(of), on_side(*side))
        }
        FactKind::ShareDiffers { counting, of, side } => format!(
            "the share of judged {} that are {}{} can be told from England{}",
            of.plural,
            framework.countings[*counting].id,
            aspect(of),
            on_side(*side)
        ),
        FactKind::Any { counting, of, within } => format!(
            "at least one of the {} is {}{}{}",
            of.plural,
            framework.countings[*counting].id,
            aspect(of),
            within.map_or(String::new(), |years| format!(
                " by an inspection{}",
                time(framework, EventWindow::Within(years))
            ))
        ),
        FactKind::Judgement { of, labels } => {
            let labels: Vec<String> = labels.iter().map(|label| format!("“{label}”")).collect();
            format!(
                "the judgement of {}{} is {}",
                of.plural,
                aspect(of),
                listed_or(labels.iter().map(String::as_str))
            )
        }
        FactKind::Event { kind, outcomes, when } => {
            let event_kind = &framework.events[*kind];
            let named = |id: &String| {
                let outcome = event_kind.outcomes.iter().find(|outcome| outcome.id == *id);
                outcome.map_or(id.clone(), |outcome| outcome.name.clone())
            };
            let names: Vec<String> = outcomes.iter().map(named).collect();
            let with = if names.is_empty() {
                String::new()
            } else {
                format!(" with the outcome “{}”", listed_or(names.iter().map(String::as_str)))
            };
            format!("there was an {}{with}{}", event(framework, *kind), time(framework, *when))
        }
        // Numbers are said by the caller.
        _ => String::new(),
    }
}

fn inspections(share: bool, did: Did, of: &Of) -> String {
    let what = if share { "the share, in per cent, of" } else { "the number of" };
    let of = &of.plural;
    match did {
        Did::GoodOrBetter => {
            format!("{what} the year's inspections of {of} that found good or better provision")
        }
        Did::First => format!("{what} the year's inspections of {of} that were the first of their settings"),
        Did::Held => format!("{what} the year's inspections of {of} that found the same as the one before"),
        Did::Improved => {
            format!("{what} the year's inspections of {of} that found better than the one before")
        }
        Did::Declined => {
            format!("{what} the year's inspections of {of} that found worse than the one before")
        }
    }
}

fn listed_or<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.collect();
    let text = listed(items.iter().copied());
    // Only the last joint of the list is “and”.
    match text.rfind(" and ") {
        Some(at) if items.len() > 1 => format!("{} or {}", &text[..at], &text[at + 5..]),
        _ => text,
    }
}

fn aspect(of: &Of) -> String {
    if of.aspect_name.is_empty() { String::new() } else { format!(" for “{}”", of.aspect_name) }
}

fn place(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Neighbours => "similar areas",
        Comparator::Region => "the region",
        Comparator::England => "England",
        Comparator::Elsewhere => "the rest of England",
    }
}

fn series(of: &SeriesRef) -> String {
    match of {
        SeriesRef::Indicator { id, group } if group == "all" => format!("the indicator {id}"),
        SeriesRef::Indicator { id, group } => format!("the indicator {id} for {group}"),
        SeriesRef::Gap { id } => format!("the gap {id}"),
    }
}

fn view_of(view: View, of: &SeriesRef) -> String {
    let in_place = |comparator: Option<Comparator>| {
        comparator.map_or(String::new(), |comparator| format!(" in {}", place(comparator)))
    };
    let of = series(of);
    match view {
        View::Value(comparator) => format!("{of}{}", in_place(comparator)),
        View::Change(comparator) => {
            format!("the change of {of} since the period before{}", in_place(comparator))
        }
        View::ChangeOverYears => format!("the change of {of} over all its years"),
        View::ChangeAgainstEngland => format!("how much more {of} changed over its years than England's"),
        View::Difference(comparator) => format!("{of} minus that of {}", place(comparator)),
        View::Advantage(comparator) => {
            format!("by how much {of} is better than that of {}", place(comparator))
        }
    }
}

fn event(framework: &Framework, kind: usize) -> String {
    let name = &framework.events[kind].name;
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn time(framework: &Framework, when: EventWindow) -> String {
    match when {
        EventWindow::Within(1) => " in the year up to the cut-off date".to_owned(),
        EventWindow::Within(years) => format!(" in the {years} years up to the cut-off date"),
        EventWindow::AnyTime => " at any time up to the cut-off date".to_owned(),
        EventWindow::UntilNext(next) => format!(" and no {} since", event(framework, next)),
    }
}
