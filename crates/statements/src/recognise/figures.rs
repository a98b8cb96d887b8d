//! The figures that a clause is about: indicators, gaps and shares, with what it leaves out taken from the clauses before.

use super::subjects::{Context, Mentioned, Named};
use crate::claim::{Cohort, OVERALL, Settings, Standard, Subject};
use crate::facts::Facts;
use crate::lexicon::MeasureWords;
use crate::realise::measure_words;
use evidence::{AspectId, Group, IndicatorId};

/// The figures that a clause is about; more than one where it names several measures or groups.
pub(crate) fn figures(named: &Mentioned, context: &Context, facts: &Facts<'_>) -> Vec<Subject> {
    let age = named.age.or(context.age);
    let mut measures = named.measures.clone();
    // "Level 2 at the age of seven" is another Level 2.
    if !measures.is_empty() && !named.ages.is_empty() {
        let of_age = |measure: &Named| match measure {
            Named::Words(at) => facts
                .lexicon
                .measures
                .get(*at)
                .is_none_or(|words| words.age.is_none_or(|age| named.ages.contains(&age))),
            Named::Published(_) => true,
        };
        measures.retain(of_age);
        if measures.is_empty() {
            return Vec::new();
        }
    }
    if measures.is_empty() && !(named.names_settings() && named.standard.is_some()) {
        measures.extend(by_hint(&named.hints, age, facts));
        // "Standards in primary schools": of what age, nobody says.
        if measures.is_empty() && !named.hints.is_empty() && !named.gap {
            return Vec::new();
        }
    }
    let groups = groups_of(named);
    if named.gap {
        return gaps(&measures, &groups, named, context, facts);
    }
    let only_measures = groups.is_empty() && !named.share && named.age.is_none() && !named.names_settings();
    if !measures.is_empty() && only_measures && context.same_sentence {
        // "The gap is reducing at level 3, but widened at level 2."
        if let Some(Subject::Gap { .. }) = context.subjects.last() {
            return gaps(&measures, &groups, named, context, facts);
        }
    }
    if !measures.is_empty() {
        let groups = if groups.is_empty() { vec![Group::all()] } else { groups };
        let all = groups.iter().flat_map(|group| measures.iter().map(move |measure| (measure, group)));
        return all.filter_map(|(measure, group)| measured(measure, group, facts)).collect();
    }
    if !groups.is_empty() && !named.names_settings() {
        let by_age = by_hint(&[], named.age, facts);
        let measure = by_age.or_else(|| context.measure.clone());
        return match (context.subjects.last(), measure) {
            (Some(Subject::Gap { .. }), Some(measure)) if !named.share && named.age.is_none() => {
                gaps(&[measure], &groups, named, context, facts)
            }
            (_, Some(measure)) => {
                groups.iter().filter_map(|group| measured(&measure, group, facts)).collect()
            }
            _ => Vec::new(),
        };
    }
    if named.names_settings() {
        return named
            .quantified
            .iter()
            .filter_map(|each| each.named())
            .map(|settings| share(settings.clone(), named))
            .collect();
    }
    if named.share && named.standard.is_some() {
        return context.settings.clone().map(|settings| share(settings, named)).into_iter().collect();
    }
    if (named.share || named.age.is_some())
        && let Some(measure) = by_hint(&[], age, facts)
    {
        return measured(&measure, &Group::all(), facts).into_iter().collect();
    }
    Vec::new()
}

fn share(settings: Settings, named: &Mentioned) -> Subject {
    Subject::Share { settings, standard: named.standard.clone().unwrap_or(Standard::GoodOrBetter) }
}

/// Each group named; different characteristics of one group are one group ("girls from low-income families").
fn groups_of(named: &Mentioned) -> Vec<Group> {
    let mut all: Vec<Vec<&str>> = Vec::new();
    for group in &named.groups {
        let parts: Vec<&str> = group.as_str().split("; ").collect();
        let names = |parts: &[&str]| -> Vec<String> {
            parts.iter().map(|part| part.split('=').next().unwrap_or_default().to_owned()).collect()
        };
        let own = names(&parts);
        match all.last_mut() {
            Some(last) if !names(last).iter().any(|name| own.contains(name)) => last.extend(parts),
            Some(last) if *last == parts => {}
            _ => all.push(parts),
        }
    }
    all.into_iter().map(|parts| Group::of(parts.iter().filter_map(|part| part.split_once('=')))).collect()
}

/// The measure that a weak name means at an age; the first of that age where there is no name at all.
fn by_hint(hints: &[usize], age: Option<u8>, facts: &Facts<'_>) -> Option<Named> {
    let measures = &facts.lexicon.measures;
    let of_age = |at: &usize| measures.get(*at).is_some_and(|words| age.is_some() && words.age == age);
    if !hints.is_empty() {
        return hints.iter().copied().find(of_age).map(Named::Words);
    }
    // "A higher proportion of 11-year-olds …" with nothing more said is not a measure.
    None
}

/// The subject of a named measure and group.
fn measured(named: &Named, group: &Group, facts: &Facts<'_>) -> Option<Subject> {
    match named {
        Named::Published(indicator) => {
            Some(Subject::Measure { indicator: indicator.clone(), group: group.clone() })
        }
        Named::Words(at) => {
            let words = facts.lexicon.measures.get(*at)?;
            let main = main_indicator(words, facts)?;
            let everyone = Group::all();
            let own_group = words.of_group.as_ref().is_some_and(|own| own == group.as_str());
            let group = if own_group { &everyone } else { group };
            let own = facts.indicator(&main, group).is_some();
            match words.by_group.get(group.as_str()).filter(|id| !own && facts.holds(id)) {
                // The publisher keeps this group apart, under an indicator of its own.
                Some(apart) => Some(Subject::Measure { indicator: apart.clone(), group: Group::all() }),
                None => Some(Subject::Measure { indicator: main, group: group.clone() }),
            }
        }
    }
}

fn main_indicator(words: &MeasureWords, facts: &Facts<'_>) -> Option<IndicatorId> {
    words.indicators.iter().find(|id| facts.holds(id)).or(words.indicators.first()).cloned()
}

/// Gaps, with what the clause does not name taken from the clauses before.
fn gaps(
    measures: &[Named],
    groups: &[Group],
    named: &Mentioned,
    context: &Context,
    facts: &Facts<'_>,
) -> Vec<Subject> {
    let before: Vec<(IndicatorId, Group, Option<Group>)> = context
        .subjects
        .iter()
        .filter_map(|subject| match subject {
            Subject::Gap { indicator, group, compared } => {
                Some((indicator.clone(), group.clone(), Some(compared.clone())))
            }
            Subject::Measure { indicator, group } => Some((indicator.clone(), group.clone(), None)),
            _ => None,
        })
        .collect();
    let indicators: Vec<IndicatorId> = if measures.is_empty() {
        before.iter().map(|(indicator, _, _)| indicator.clone()).collect()
    } else {
        let id = |measure: &Named| match measure {
            Named::Published(id) => Some(id.clone()),
            Named::Words(at) => main_indicator(facts.lexicon.measures.get(*at)?, facts),
        };
        measures.iter().filter_map(id).collect()
    };
    let group = groups
        .first()
        .cloned()
        .or_else(|| before.last().map(|(_, group, _)| group.clone()).filter(|group| *group != Group::all()))
        .or_else(|| context.group.clone());
    let Some(group) = group else { return Vec::new() };
    indicators
        .into_iter()
        .map(|indicator| {
            let declared = facts.gaps(&indicator, &group).next().map(|gap| gap.compared.clone());
            let compared = groups.get(1).cloned().or_else(|| {
                if named.everyone {
                    Some(Group::all())
                } else if named.peers {
                    declared.clone()
                } else {
                    before.last().and_then(|(_, _, compared)| compared.clone()).or_else(|| declared.clone())
                }
            });
            Subject::Gap { compared: compared.unwrap_or_else(Group::all), indicator, group: group.clone() }
        })
        .collect()
}

/// The lexicon's words for the indicator of a subject, for the age and measure that later clauses may leave out.
pub(crate) fn remember(subject: &Subject, context: &mut Context, facts: &Facts<'_>) {
    match subject {
        Subject::Measure { indicator, group } | Subject::Gap { indicator, group, .. } => {
            if let Some((words, of_group)) = measure_words(indicator, facts) {
                context.age = words.age.or(context.age);
                context.measure =
                    facts.lexicon.measures.iter().position(|known| known.id == words.id).map(Named::Words);
                context.group = Some(of_group.unwrap_or_else(|| group.clone()));
            } else {
                context.measure = Some(Named::Published(indicator.clone()));
                context.group = Some(group.clone());
            }
        }
        Subject::Settings { settings } | Subject::Share { settings, .. } => {
            let whole =
                Settings { cohort: Cohort::Open, aspect: AspectId::from(OVERALL), ..settings.clone() };
            context.settings = Some(whole);
            if !settings.remits.is_empty() {
                context.general = Some(Settings { cohort: Cohort::Open, limit: None, ..settings.clone() });
            }
        }
        Subject::Event { kind } => context.event = Some(kind.clone()),
        Subject::Assessment => {}
    }
}
