//! Shares, numbers and averages of settings, by the framework's ways of counting.

use super::Reading;
use crate::language::Truth;
use crate::language::ast::{Did, Whom};
use crate::model::{Counting, Of};
use crate::text::{counted, listed, number};
use evidence::{Date, date};
use profile::{AspectProfile, ComparedWith, Origin, Profile, RemitProfile, ShareFound, Tally};

/// The aspect of which profiles list each setting with its judgement.
const OVERALL: &str = "overall-effectiveness";

/// What a way of counting finds in some settings.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Found {
    /// Open settings.
    pub open: u32,
    /// Judged on a scale that the way of counting lists.
    pub whole: u32,
    /// Of these, those that count.
    pub part: u32,
    /// The sum of their points.
    pub points: f64,
    /// Not judged.
    pub not_judged: u32,
    /// Judged on a scale that is not listed.
    pub other_scales: u32,
}

impl Found {
    /// The share that counts, in per cent.
    pub fn percent(&self) -> Option<f64> {
        (self.whole > 0).then(|| f64::from(self.part) * 100.0 / f64::from(self.whole))
    }

    /// The mean of the points.
    pub fn mean(&self) -> Option<f64> {
        (self.whole > 0).then(|| self.points / f64::from(self.whole))
    }

    /// What is left out, in words to be added to a figure.
    fn left_out(&self) -> String {
        let mut parts = Vec::new();
        if self.not_judged > 0 {
            parts.push(format!("{} not judged", self.not_judged));
        }
        if self.other_scales > 0 {
            parts.push(format!("{} judged on a scale that does not count here", self.other_scales));
        }
        if parts.is_empty() { String::new() } else { format!("; besides, {}", parts.join(" and ")) }
    }
}

fn aspects<'p>(
    profile: &'p Profile,
    of: &'p Of,
) -> impl Iterator<Item = (&'p RemitProfile, &'p AspectProfile)> {
    let remits = profile.remits.iter().filter(|remit| of.remits.contains(&remit.remit));
    remits.filter_map(|remit| Some((remit, remit.aspects.iter().find(|aspect| aspect.aspect == of.aspect)?)))
}

fn found(counting: &Counting, profile: &Profile, of: &Of, year_before: bool) -> Found {
    let mut found = Found::default();
    for (_, aspect) in aspects(profile, of) {
        let tally = if year_before { &aspect.year_before } else { &aspect.now };
        add(&mut found, counting, tally);
    }
    found
}

fn add(found: &mut Found, counting: &Counting, tally: &Tally) {
    found.open += tally.settings;
    found.not_judged += tally.not_judged;
    for scale in &tally.scales {
        for value in &scale.counts {
            match counting.of(&scale.scale, value.code) {
                Some(counts) => {
                    found.whole += value.count;
                    found.part += if counts.counts { value.count } else { 0 };
                    found.points += counts.points.unwrap_or(0.0) * f64::from(value.count);
                }
                None => found.other_scales += value.count,
            }
        }
    }
}

/// The rows of the judgements that were counted. Profiles keep them for overall effectiveness as at the date.
fn origins(counting: &Counting, profile: &Profile, of: &Of, year_before: bool) -> Vec<Origin> {
    if of.aspect.as_str() != OVERALL || year_before {
        return Vec::new();
    }
    let settings = aspects(profile, of).flat_map(|(remit, _)| &remit.settings);
    let held = settings.filter_map(|setting| setting.judgement.as_ref().ok());
    let mut origins: Vec<Origin> =
        held.filter(|held| counting.of(&held.scale, held.code).is_some()).map(|held| held.origin).collect();
    origins.sort_unstable();
    origins.dedup();
    origins
}

fn ago(profile: &Profile, year_before: bool) -> String {
    if year_before {
        format!(" on {}", date::in_words(date::year_before(profile.as_at)))
    } else {
        String::new()
    }
}

fn about(of: &Of) -> String {
    if of.aspect_name.is_empty() { String::new() } else { format!(" for {}", of.aspect_name.to_lowercase()) }
}

fn nothing_judged(of: &Of, found: &Found, profile: &Profile, year_before: bool) -> String {
    let left_out = if found.open == 0 { String::new() } else { found.left_out() };
    format!(
        "no judgement of {}{} in the evidence{}{left_out}",
        of.plural,
        about(of),
        ago(profile, year_before)
    )
}

pub(super) fn share(counting: &Counting, profile: &Profile, of: &Of, year_before: bool) -> Reading {
    let found = found(counting, profile, of, year_before);
    let Some(percent) = found.percent() else {
        return Reading::no_number(nothing_judged(of, &found, profile, year_before));
    };
    let said = format!(
        "{} of {} judged {}{} are {}{} ({} %){}",
        found.part,
        found.whole,
        of.plural,
        ago(profile, year_before),
        counting.id,
        about(of),
        number(percent, 1),
        found.left_out()
    );
    Reading::number(percent, said, origins(counting, profile, of, year_before))
}

pub(super) fn count(counting: Option<&Counting>, profile: &Profile, of: &Of, year_before: bool) -> Reading {
    let Some(counting) = counting else {
        let mut open = 0;
        for (_, aspect) in aspects(profile, of) {
            open += if year_before { aspect.year_before.settings } else { aspect.now.settings };
        }
        let said = format!("{open} open {}{}", of.plural, ago(profile, year_before));
        return Reading::number(f64::from(open), said, Vec::new());
    };
    let found = found(counting, profile, of, year_before);
    if found.whole == 0 {
        return Reading::no_number(nothing_judged(of, &found, profile, year_before));
    }
    let (ago, about) = (ago(profile, year_before), about(of));
    // Where every value counts, “58 of 58 judged schools are judged” would say nothing.
    let said = if counting.counts_all() {
        format!("{} of {} {}{ago} are {}{about}", found.part, found.open, of.plural, counting.id)
    } else {
        let left_out = found.left_out();
        format!(
            "{} of {} judged {}{ago} are {}{about}{left_out}",
            found.part, found.whole, of.plural, counting.id
        )
    };
    Reading::number(f64::from(found.part), said, origins(counting, profile, of, year_before))
}

pub(super) fn average(counting: &Counting, profile: &Profile, of: &Of, year_before: bool) -> Reading {
    let found = found(counting, profile, of, year_before);
    let Some(mean) = found.mean() else {
        return Reading::no_number(nothing_judged(of, &found, profile, year_before));
    };
    let said = format!(
        "{} judged {}{} have {} {} on average{}",
        found.whole,
        of.plural,
        ago(profile, year_before),
        number(mean, 2),
        counting.id,
        found.left_out()
    );
    Reading::number(mean, said, origins(counting, profile, of, year_before))
}

pub(super) fn share_elsewhere(
    counting: &Counting,
    profile: &Profile,
    of: &Of,
    year_before: bool,
    whom: Whom,
) -> Reading {
    let found = profile.share_elsewhere(&of.remits, &of.aspect, compared_with(whom), year_before);
    let place = place(profile, whom);
    let Some(found) = found else {
        return Reading::no_number(format!(
            "no judgement of {}{} in {place} in the evidence",
            of.plural,
            about(of)
        ));
    };
    let percent = found.percent();
    let shown = number(percent, 1);
    let (ago, about) = (ago(profile, year_before), about(of));
    let said = match found {
        ShareFound::Together(share) => format!(
            "in {place}, {} of {} judged {}{ago} are {}{about} ({shown} %)",
            share.part(),
            share.whole(),
            of.plural,
            counting.id
        ),
        ShareFound::Summary { areas, .. } => format!(
            "in {place}, {shown} % of judged {}{ago} are {}{about} ({} of {})",
            of.plural,
            counting.id,
            summary(profile),
            counted(areas as usize, "area", "areas")
        ),
    };
    Reading::number(percent, said, Vec::new())
}

/// How the neighbours' figures are summed up, in a word.
fn summary(profile: &Profile) -> &'static str {
    profile.neighbours.as_ref().map_or("mean", |used| used.summary.summed_up_by.name())
}

fn compared_with(whom: Whom) -> ComparedWith {
    match whom {
        Whom::Neighbours => ComparedWith::Neighbours,
        Whom::Region => ComparedWith::Region,
        Whom::England => ComparedWith::England,
        Whom::Elsewhere => ComparedWith::Elsewhere,
    }
}

/// A comparator in words, after “in”.
pub(super) fn place(profile: &Profile, whom: Whom) -> String {
    match whom {
        Whom::Neighbours => "similar areas".to_owned(),
        Whom::Region => profile.region.clone(),
        Whom::England => "England".to_owned(),
        Whom::Elsewhere => "the rest of England".to_owned(),
    }
}

pub(super) fn inspections(profile: &Profile, of: &Of, did: Did, share: bool) -> Reading {
    let (mut part, mut whole) = (0, 0);
    for remit in profile.remits.iter().filter(|remit| of.remits.contains(&remit.remit)) {
        let year = &remit.inspected;
        let comparable = year.improved + year.held + year.declined;
        let (one, all) = match did {
            Did::Improved => (year.improved, comparable),
            Did::Held => (year.held, comparable),
            Did::Declined => (year.declined, comparable),
            Did::GoodOrBetter => (year.good_or_better, year.inspected),
            Did::First => (year.first, year.inspected),
        };
        part += one;
        whole += all;
    }
    let kind = if matches!(did, Did::GoodOrBetter | Did::First) {
        ""
    } else {
        " that can be compared with the one before"
    };
    if whole == 0 {
        let said = format!("no inspection of {}{kind} in the year", of.plural);
        // None at all is a number of inspections; only a share of none does not exist.
        return if share { Reading::no_number(said) } else { Reading::number(0.0, said, Vec::new()) };
    }
    let percent = f64::from(part) * 100.0 / f64::from(whole);
    let what = match did {
        Did::GoodOrBetter => "found good or better provision".to_owned(),
        Did::First => "were the first of their settings".to_owned(),
        Did::Held => "found what the one before had found".to_owned(),
        other => format!("found that it had {}", other.word()),
    };
    let said = format!(
        "{part} of {} of {} in the year{kind} {what}",
        counted(whole as usize, "inspection", "inspections"),
        of.plural
    );
    if share {
        Reading::number(percent, format!("{said} ({} %)", number(percent, 1)), Vec::new())
    } else {
        Reading::number(f64::from(part), said, Vec::new())
    }
}

pub(super) fn any(counting: &Counting, profile: &Profile, of: &Of, within: Option<u8>) -> Reading {
    let all = found(counting, profile, of, false);
    if all.whole == 0 {
        return Reading::truth(Truth::NotKnown, nothing_judged(of, &all, profile, false), Vec::new());
    }
    let Some(years) = within else {
        let said =
            format!("{} of {} judged {} are {}{}", all.part, all.whole, of.plural, counting.id, about(of));
        let rows = if all.part > 0 { counted_rows(counting, profile, of, None) } else { Vec::new() };
        return Reading::truth(Truth::from(all.part > 0), said, rows);
    };
    let from = (0..years).fold(profile.as_at, |day, _| date::year_before(day));
    let rows = counted_rows(counting, profile, of, Some(from));
    let said = format!(
        "{} of {} judged {} are {} by an inspection after {}",
        rows.len(),
        all.whole,
        of.plural,
        counting.id,
        date::in_words(from)
    );
    Reading::truth(Truth::from(!rows.is_empty()), said, rows)
}

/// The rows of the settings that count, inspected after a day.
fn counted_rows(counting: &Counting, profile: &Profile, of: &Of, after: Option<Date>) -> Vec<Origin> {
    if of.aspect.as_str() != OVERALL {
        return Vec::new();
    }
    let settings = aspects(profile, of).flat_map(|(remit, _)| &remit.settings);
    let held = settings.filter_map(|setting| setting.judgement.as_ref().ok());
    let counting = held.filter(|held| {
        counting.of(&held.scale, held.code).is_some_and(|value| value.counts)
            && after.is_none_or(|after| held.inspected > after)
    });
    let mut rows: Vec<Origin> = counting.map(|held| held.origin).collect();
    rows.sort_unstable();
    rows
}

/// Whether every judgement there is has one of some labels. What is not judged does not count.
pub(super) fn judgement(profile: &Profile, of: &Of, labels: &[String]) -> Reading {
    let mut judged: Vec<(String, u32)> = Vec::new();
    for (_, aspect) in aspects(profile, of) {
        for scale in &aspect.now.scales {
            let counted = scale.counts.iter().filter(|value| value.count > 0);
            judged.extend(counted.map(|value| (value.label.clone(), value.count)));
        }
    }
    let subject = if of.aspect_name.is_empty() { "Overall effectiveness" } else { &of.aspect_name };
    if judged.is_empty() {
        let said = format!("{subject}: no judgement of {} in the evidence", of.plural);
        return Reading::truth(Truth::NotKnown, said, Vec::new());
    }
    let all: Vec<String> = judged
        .iter()
        .map(|(label, count)| if *count == 1 { label.clone() } else { format!("{label} ({count})") })
        .collect();
    let said = format!("{subject}: {}", listed(all.iter().map(String::as_str)));
    let holds = judged.iter().all(|(label, _)| labels.contains(label));
    let settings = aspects(profile, of).flat_map(|(remit, _)| &remit.settings);
    let mut rows: Vec<Origin> =
        settings.filter_map(|setting| setting.judgement.as_ref().ok()).map(|held| held.origin).collect();
    rows.sort_unstable();
    Reading::truth(Truth::from(holds), said, rows)
}
