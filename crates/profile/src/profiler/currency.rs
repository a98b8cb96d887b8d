//! How current a profile is, in words: up to when the evidence reaches, what was inspected since its last grade, and
//! of what too few are left to be spoken of.

use super::PreparedDate;
use crate::model::{IndicatorProfile, InspectedSince, NoJudgement, RemitProfile, SettingJudged};
use crate::settings::YearKnown;
use evidence::{Date, date};

impl PreparedDate {
    /// Notices on how current the judgements of settings are.
    pub(super) fn currency(&self, remits: &[RemitProfile]) -> Vec<String> {
        let mut notices: Vec<String> = Vec::new();
        notices.extend(self.ends_early(remits));
        notices.extend(self.none_in_the_year(remits));
        notices.extend(remits.iter().filter_map(superseded));
        notices.extend(too_few(remits));
        notices
    }

    /// The remits whose evidence ends more than a year before the date, those that end together named together.
    fn ends_early(&self, remits: &[RemitProfile]) -> Option<String> {
        let year_before = date::year_before(self.date);
        let mut ends: Vec<(Date, Option<Date>, Vec<&str>)> = Vec::new();
        for remit in remits {
            let Some(until) = remit.reach.inspected_until.filter(|until| *until <= year_before) else {
                continue;
            };
            let known =
                ends.iter_mut().find(|(day, listed, _)| (*day, *listed) == (until, remit.reach.listed));
            match known {
                Some((.., plurals)) => plurals.push(&remit.plural),
                None => ends.push((until, remit.reach.listed, vec![&remit.plural])),
            }
        }
        let said: Vec<String> = ends
            .iter()
            .map(|(until, listed, plurals)| {
                let list = listed.map_or_else(String::new, |listed| {
                    format!(", and the latest complete list of {}", date::in_words(listed))
                });
                format!(
                    "the latest inspection of {} is of {}{list}",
                    in_a_list(plurals),
                    date::in_words(*until)
                )
            })
            .collect();
        (!said.is_empty()).then(|| {
            format!(
                "The evidence ends before the year up to {}: {}. What became of these settings since, it does not tell.",
                date::in_words(self.date),
                said.join("; ")
            )
        })
    }

    /// The remits of which none was graded here in the year, though the evidence holds inspections of it.
    fn none_in_the_year(&self, remits: &[RemitProfile]) -> Option<String> {
        let none: Vec<&str> = remits
            .iter()
            .filter(|remit| remit.reach.year == YearKnown::NoneHere)
            .map(|remit| remit.plural.as_str())
            .collect();
        (!none.is_empty()).then(|| {
            format!(
                "No inspection of the year up to {} in the evidence graded any of the {} here, so nothing is said of how \
                 their judgements moved.",
                date::in_words(self.date),
                in_a_list(&none)
            )
        })
    }
}

/// The settings of a remit that were inspected since their last grade, those that were inadequate by name.
fn superseded(remit: &RemitProfile) -> Option<String> {
    let since: Vec<(&SettingJudged, &InspectedSince)> = remit
        .settings
        .iter()
        .filter_map(|setting| match &setting.judgement {
            Err(NoJudgement::InspectedSince(since)) => Some((setting, since)),
            _ => None,
        })
        .collect();
    let first = since.first()?;
    let failing: Vec<String> = since
        .iter()
        .filter(|(setting, since)| {
            !setting.name.is_empty() && since.last.as_ref().is_some_and(|last| last.inadequate)
        })
        .filter_map(|(setting, since)| {
            let last = since.last.as_ref()?;
            Some(format!(
                "{} (judged {} on {}; {} on {})",
                setting.name,
                last.label.to_lowercase(),
                date::in_words(last.inspected),
                since.by,
                date::in_words(since.inspected)
            ))
        })
        .collect();
    let named =
        if failing.is_empty() { String::new() } else { format!(" Among them: {}.", failing.join("; ")) };
    let (one, many) = (since.len() == 1, since.len());
    let who = if one { format!("1 {} was", remit.singular) } else { format!("{many} {} were", remit.plural) };
    let by = if one {
        format!(" ({} on {})", first.1.by, date::in_words(first.1.inspected))
    } else {
        String::new()
    };
    let theirs = if one { "its" } else { "their" };
    Some(format!(
        "{who} inspected since {theirs} last grade, or for the first time, without being given a single-word grade{by}: \
         no earlier grade counts for {}.{named}",
        if one { "it" } else { "them" }
    ))
}

/// The remits on which a statement would single somebody out.
fn too_few(remits: &[RemitProfile]) -> Option<String> {
    let few: Vec<String> = remits
        .iter()
        .filter(|remit| remit.singles_out)
        .map(|remit| {
            let many = remit.settings.len();
            format!("{many} {}", if many == 1 { &remit.singular } else { &remit.plural })
        })
        .collect();
    (!few.is_empty()).then(|| {
        format!(
            "There are so few here ({}) that a statement on them would single one person out: drafts make none.",
            few.join(", ")
        )
    })
}

/// Why there is no trend of figures that rest on few people, and no statement in drafts.
pub(super) fn small_groups(indicators: &[IndicatorProfile], people_from: u32) -> Option<String> {
    let small: Vec<&IndicatorProfile> = indicators.iter().filter(|one| one.small_group.is_some()).collect();
    let unknown =
        small.iter().find(|one| one.small_group.as_ref().is_some_and(|small| small.people.is_none()));
    let many = small.len();
    (many > 0).then(|| {
        let why = unknown.and_then(|one| one.small_group.as_ref()).map_or_else(
            || format!("they rest on fewer than {people_from} people"),
            |small| small.because.clone(),
        );
        let figures = if many == 1 { "1 figure has".to_owned() } else { format!("{many} figures have") };
        format!(
            "{figures} no trend, and drafts do not speak of {}: {why}.",
            if many == 1 { "it" } else { "them" }
        )
    })
}

/// "a", "a and b", "a, b and c".
fn in_a_list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
