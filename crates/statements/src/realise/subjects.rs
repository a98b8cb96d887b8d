//! What a sentence is about: shares, indicators, gaps; and what it is compared with.

use super::{fill, settings};
use crate::claim::{Comparator, Subject};
use crate::facts::Facts;
use crate::lexicon::MeasureWords;
use evidence::{Group, IndicatorId};

/// A figure as the subject of a sentence, without a capital.
pub(super) fn figure_words(subject: &Subject, facts: &Facts<'_>) -> String {
    match subject {
        Subject::Share { settings, standard } => settings::share_words(settings, standard, facts),
        Subject::Measure { indicator, group } => measure(indicator, group, facts),
        Subject::Gap { indicator, group, compared } => gap(indicator, group, compared, facts),
        Subject::Settings { .. } | Subject::Event { .. } | Subject::Assessment => String::new(),
    }
}

/// The words for an indicator, with the group that the publisher keeps apart under this indicator, if any.
///
/// Only the first indicator of an entry that the profile holds is meant by its words; others go by their
/// published names.
pub(crate) fn measure_words<'b>(
    indicator: &IndicatorId,
    facts: &'b Facts<'_>,
) -> Option<(&'b MeasureWords, Option<Group>)> {
    for words in &facts.lexicon.measures {
        if words.indicators.contains(indicator) {
            let meant = words.indicators.iter().find(|id| facts.holds(id)).or(words.indicators.first());
            if meant == Some(indicator) {
                return Some((words, None));
            }
        }
        if let Some((group, _)) = words.by_group.iter().find(|(_, id)| *id == indicator) {
            // The words with this group mean the main indicator where it has the group itself.
            let group = Group(group.clone());
            let main = words.indicators.iter().find(|id| facts.holds(id));
            if main.is_none_or(|main| facts.indicator(main, &group).is_none()) {
                return Some((words, Some(group)));
            }
        }
    }
    None
}

fn measure(indicator: &IndicatorId, group: &Group, facts: &Facts<'_>) -> String {
    let sentences = &facts.lexicon.sentences;
    let first = |kind: &str| sentences.of(kind).first().cloned().unwrap_or_default();
    match measure_words(indicator, facts) {
        Some((words, of_group)) if *group == Group::all() || of_group.is_none() => {
            let group = of_group.as_ref().unwrap_or(group);
            let groups = groups_words(group, words.people.is_some(), facts);
            match (&words.people, &words.does, &words.noun) {
                (Some(people), Some(does), _) => {
                    fill(&first("people"), &[("people", people), ("groups", &groups), ("does", does)])
                }
                (_, _, Some(noun)) => fill(&first("noun"), &[("noun", noun), ("groups", &groups)]),
                _ => unnamed(indicator, group, facts),
            }
        }
        _ => unnamed(indicator, group, facts),
    }
}

/// An indicator without words of its own goes by its published name in quotation marks.
fn unnamed(indicator: &IndicatorId, group: &Group, facts: &Facts<'_>) -> String {
    let name = facts.published_name(indicator).unwrap_or_else(|| format!("[{indicator}]"));
    let groups = groups_words(group, false, facts);
    let template = facts.lexicon.sentences.of("unnamed").first().cloned().unwrap_or_default();
    fill(&template, &[("name", &name), ("groups", &groups)])
}

/// " from low-income families", " for those from low-income families", or nothing for everybody.
fn groups_words(group: &Group, after_people: bool, facts: &Facts<'_>) -> String {
    if *group == Group::all() {
        return String::new();
    }
    let mut named: Vec<&str> = Vec::new();
    let mut unnamed: Vec<String> = Vec::new();
    for part in group.as_str().split("; ") {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let words =
            facts.lexicon.groups.iter().find(|words| words.characteristic == name && words.value == value);
        match words {
            Some(words) => named.push(&words.say),
            None => unnamed.push(format!("{name}: {value}")),
        }
    }
    let mut text = String::new();
    if !after_people {
        text.push_str(" for those");
    }
    for words in named {
        text.push(' ');
        text.push_str(words);
    }
    if !unnamed.is_empty() {
        text.push_str(&format!(" ({})", unnamed.join("; ")));
    }
    text
}

fn gap(indicator: &IndicatorId, group: &Group, compared: &Group, facts: &Facts<'_>) -> String {
    let first = |kind: &str| facts.lexicon.sentences.of(kind).first().cloned().unwrap_or_default();
    let words =
        measure_words(indicator, facts).filter(|(_, of_group)| of_group.is_none()).map(|(words, _)| words);
    let people = words.and_then(|words| words.people.clone());
    let groups = match &people {
        Some(people) => format!("{people}{}", groups_words(group, true, facts)),
        None => format!("those{}", groups_words(group, true, facts)),
    };
    let declared = facts.gaps(indicator, group).next().is_none_or(|gap| gap.compared == *compared);
    let compared = if declared {
        first("others")
    } else if *compared == Group::all() {
        everyone(people.as_deref(), facts)
    } else {
        format!("those{}", groups_words(compared, true, facts))
    };
    match words {
        Some(MeasureWords { does: Some(does), .. }) => {
            fill(&first("gap"), &[("groups", &groups), ("compared", &compared), ("does", does)])
        }
        Some(MeasureWords { noun: Some(noun), .. }) => {
            fill(&first("gap-noun"), &[("groups", &groups), ("compared", &compared), ("noun", noun)])
        }
        _ => {
            let name = facts.published_name(indicator).unwrap_or_else(|| format!("[{indicator}]"));
            fill(&first("gap-unnamed"), &[("groups", &groups), ("compared", &compared), ("name", &name)])
        }
    }
}

fn everyone(people: Option<&str>, facts: &Facts<'_>) -> String {
    let kind = if people.is_some() { "everyone" } else { "everyone-unnamed" };
    let template = facts.lexicon.sentences.of(kind).first().cloned().unwrap_or_default();
    fill(&template, &[("people", people.unwrap_or_default())])
}

/// The people that a measure speaks of.
pub(crate) fn people_of(subject: &Subject, facts: &Facts<'_>) -> Option<String> {
    match subject {
        Subject::Measure { indicator, .. } | Subject::Gap { indicator, .. } => {
            measure_words(indicator, facts).and_then(|(words, _)| words.people.clone())
        }
        _ => None,
    }
}

/// A comparator after a relation: "in similar areas", "for all 19-year-olds".
pub(super) fn comparator_words(comparator: &Comparator, subject: &Subject, facts: &Facts<'_>) -> String {
    match comparator {
        Comparator::Group(group) => {
            let people = people_of(subject, facts);
            let who = if *group == Group::all() {
                everyone(people.as_deref(), facts)
            } else {
                format!("those{}", groups_words(group, true, facts))
            };
            let template = facts.lexicon.sentences.of("compared-group").first().cloned().unwrap_or_default();
            fill(&template, &[("people", &who)])
        }
        _ => facts
            .lexicon
            .comparators
            .iter()
            .find(|words| words.comparator == *comparator)
            .map_or_else(String::new, |words| words.say.clone()),
    }
}

/// A comparator as the place of a claim: "in England".
pub(crate) fn place_words(comparator: &Comparator, facts: &Facts<'_>) -> String {
    match comparator {
        Comparator::Group(group) => format!("for those {}", crate::facts::group_text(facts, group.as_str())),
        _ => facts
            .lexicon
            .comparators
            .iter()
            .find(|words| words.comparator == *comparator)
            .map_or_else(String::new, |words| words.place.clone()),
    }
}
