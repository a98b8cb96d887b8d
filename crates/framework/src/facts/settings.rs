//! Shares, numbers and averages of settings, by the framework's ways of counting.

use super::Reading;
use super::figures::{self, SettingsFigures};
use crate::language::Truth;
use crate::language::ast::{Comparator, Did};
use crate::model::{CountingRule, Of};
use crate::text::{counted, listed, number};
use evidence::{Date, ScaleId, date};
use profile::figure::{Counted, FigureSubject, figure_period};
use profile::{AspectProfile, ComparedWith, FigureUsed, Origin, Profile, RemitProfile, ShareFound, Tally};
use std::collections::BTreeMap;

/// The aspect of which profiles list each setting with its judgement.
const OVERALL: &str = "overall-effectiveness";

/// What a way of counting finds in some settings.
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// Inspected since their last judgement by an inspection that made none.
    pub inspected_since: u32,
    /// Judged on a scale that is not listed.
    pub other_scales: u32,
    /// The values of those scales that were given.
    pub other_values: Vec<(ScaleId, u8)>,
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

    /// The figures of what is left out.
    fn left_out_figures(&self, settings: &SettingsFigures<'_>) -> Vec<FigureUsed> {
        let mut left_out = Vec::new();
        if self.not_judged > 0 {
            left_out.push(settings.counted(Counted::NotJudged, self.not_judged));
        }
        if self.inspected_since > 0 {
            left_out.push(settings.counted(Counted::InspectedSince, self.inspected_since));
        }
        if self.other_scales > 0 {
            let other = figures::codes(self.other_values.iter().cloned(), None);
            left_out.push(settings.counted(other, self.other_scales));
        }
        left_out
    }

    /// What is left out, in words to be added to a figure.
    fn left_out(&self) -> String {
        let mut parts = Vec::new();
        if self.not_judged > 0 {
            parts.push(format!("{} not judged", self.not_judged));
        }
        if self.inspected_since > 0 {
            parts.push(format!("{} inspected since without a single-word grade", self.inspected_since));
        }
        if self.other_scales > 0 {
            parts.push(format!("{} judged on a scale that does not count here", self.other_scales));
        }
        if parts.is_empty() {
            String::new()
        } else {
            format!("; besides, {}", listed(parts.iter().map(String::as_str)))
        }
    }
}

pub(super) fn aspects<'p>(
    profile: &'p Profile,
    of: &'p Of,
) -> impl Iterator<Item = (&'p RemitProfile, &'p AspectProfile)> {
    let remits = profile.remits.iter().filter(|remit| of.remits.contains(&remit.remit));
    remits.filter_map(|remit| Some((remit, remit.aspects.iter().find(|aspect| aspect.aspect == of.aspect)?)))
}

pub(super) fn found(counting: &CountingRule, profile: &Profile, of: &Of, year_before: bool) -> Found {
    let mut found = Found::default();
    for (_, aspect) in aspects(profile, of) {
        let tally = if year_before { &aspect.year_before } else { &aspect.now };
        add(&mut found, counting, tally);
    }
    found
}

fn add(found: &mut Found, counting: &CountingRule, tally: &Tally) {
    found.open += tally.settings;
    found.not_judged += tally.not_judged;
    found.inspected_since += tally.inspected_since;
    for scale in &tally.scales {
        for value in &scale.counts {
            match counting.of(&scale.scale, value.code) {
                Some(counts) => {
                    found.whole += value.count;
                    found.part += if counts.counts { value.count } else { 0 };
                    found.points += counts.points.unwrap_or(0.0) * f64::from(value.count);
                }
                None if value.count > 0 => {
                    found.other_scales += value.count;
                    found.other_values.push((scale.scale.clone(), value.code));
                }
                None => {}
            }
        }
    }
}

/// Up to when the evidence of the settings reaches, where that is more than a year before the date: of several remits
/// the earliest end, and whose it is.
fn until(profile: &Profile, of: &Of) -> String {
    let year_before = date::year_before(profile.as_at);
    let judged: Vec<&RemitProfile> =
        aspects(profile, of).filter(|(_, aspect)| aspect.now.judged() > 0).map(|(remit, _)| remit).collect();
    let ended = |remit: &&&RemitProfile| remit.reach.inspected_until.is_some_and(|end| end <= year_before);
    let early: Vec<&&RemitProfile> = judged.iter().filter(ended).collect();
    let Some(end) = early.iter().filter_map(|remit| remit.reach.inspected_until).min() else {
        return String::new();
    };
    let whose = if early.len() == judged.len() {
        String::new()
    } else {
        format!(" of {}", listed(early.iter().map(|remit| remit.plural.as_str())))
    };
    format!("; inspections{whose} to {}", date::in_words(end))
}

/// Why nothing is said of so few settings that one person would be singled out.
fn singled_out(profile: &Profile, of: &Of) -> Option<String> {
    let mut remits = aspects(profile, of).map(|(remit, _)| remit).peekable();
    remits.peek()?;
    remits
        .all(|remit| remit.singles_out)
        .then(|| format!("so few {} are in the area that a figure would single one person out", of.plural))
}

fn ago(profile: &Profile, year_before: bool) -> String {
    if year_before {
        format!(" on {}", date::in_words(date::year_before(profile.as_at)))
    } else {
        String::new()
    }
}

/// “1 is”, “2 are”.
fn are(many: u32) -> &'static str {
    if many == 1 { "is" } else { "are" }
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

pub(super) fn share(counting: &CountingRule, profile: &Profile, of: &Of, year_before: bool) -> Reading {
    if let Some(said) = singled_out(profile, of) {
        return Reading::no_number(said);
    }
    let found = found(counting, profile, of, year_before);
    let Some(percent) = found.percent() else {
        return Reading::no_number(nothing_judged(of, &found, profile, year_before));
    };
    let said = format!(
        "{} of {} judged {}{} {} {}{} ({} %{}){}",
        found.part,
        found.whole,
        of.plural,
        ago(profile, year_before),
        are(found.part),
        counting.id,
        about(of),
        number(percent, 1),
        until(profile, of),
        found.left_out()
    );
    let settings = SettingsFigures::new(profile, of, year_before);
    let (part, whole) = (figures::part(counting, None), figures::whole(counting));
    let mut used = vec![
        settings.counted(part.clone(), found.part),
        settings.counted(whole.clone(), found.whole),
        settings.share(part, whole, percent, format!("{} %", number(percent, 1))),
    ];
    used.extend(found.left_out_figures(&settings));
    Reading::number(percent, said, used)
}

pub(super) fn count(
    counting: Option<&CountingRule>,
    profile: &Profile,
    of: &Of,
    year_before: bool,
) -> Reading {
    let settings = SettingsFigures::new(profile, of, year_before);
    let Some(counting) = counting else {
        let mut open = 0;
        for (_, aspect) in aspects(profile, of) {
            open += if year_before { aspect.year_before.settings } else { aspect.now.settings };
        }
        let said = format!("{open} open {}{}", of.plural, ago(profile, year_before));
        return Reading::number(f64::from(open), said, vec![settings.counted(Counted::Open, open)]);
    };
    if let Some(said) = singled_out(profile, of) {
        return Reading::no_number(said);
    }
    let found = found(counting, profile, of, year_before);
    if found.whole == 0 {
        return Reading::no_number(nothing_judged(of, &found, profile, year_before));
    }
    let (ago, about) = (ago(profile, year_before), about(of));
    let mut used = vec![settings.counted(figures::part(counting, None), found.part)];
    // Where every value counts, “58 of 58 judged schools are judged” would say nothing.
    let said = if counting.counts_all() {
        used.push(settings.counted(Counted::Open, found.open));
        format!(
            "{} of {} {}{ago} {} {}{about}",
            found.part,
            found.open,
            of.plural,
            are(found.part),
            counting.id
        )
    } else {
        used.push(settings.counted(figures::whole(counting), found.whole));
        used.extend(found.left_out_figures(&settings));
        let left_out = format!("{}{}", until(profile, of), found.left_out());
        format!(
            "{} of {} judged {}{ago} {} {}{about}{left_out}",
            found.part,
            found.whole,
            of.plural,
            are(found.part),
            counting.id
        )
    };
    Reading::number(f64::from(found.part), said, used)
}

pub(super) fn average(counting: &CountingRule, profile: &Profile, of: &Of, year_before: bool) -> Reading {
    if let Some(said) = singled_out(profile, of) {
        return Reading::no_number(said);
    }
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
    let settings = SettingsFigures::new(profile, of, year_before);
    let mut used = vec![
        settings.counted(figures::whole(counting), found.whole),
        settings.mean(counting, mean, number(mean, 2)),
    ];
    used.extend(found.left_out_figures(&settings));
    Reading::number(mean, said, used)
}

pub(super) fn share_elsewhere(
    counting: &CountingRule,
    profile: &Profile,
    of: &Of,
    year_before: bool,
    comparator: Comparator,
) -> Reading {
    let found = profile.share_elsewhere(&of.remits, &of.aspect, compared_with(comparator), year_before);
    let in_words = place(profile, comparator);
    let Some(found) = found else {
        return Reading::no_number(format!(
            "no judgement of {}{} in {in_words} in the evidence",
            of.plural,
            about(of)
        ));
    };
    let percent = found.percent();
    let shown = format!("{} %", number(percent, 1));
    let (ago, about) = (ago(profile, year_before), about(of));
    let said = match &found {
        ShareFound::Together(share) => {
            format!(
                "in {in_words}, {} of {} judged {}{ago} are {}{about} ({shown})",
                share.part(),
                share.whole(),
                of.plural,
                counting.id
            ) + &not_here(profile, of)
        }
        ShareFound::Summary { areas, .. } => format!(
            "in {in_words}, {shown} of judged {}{ago} are {}{about} ({} of {})",
            of.plural,
            counting.id,
            summary(profile),
            counted(*areas as usize, "area", "areas")
        ),
    };
    let Some(at) = figures::elsewhere(profile, comparator) else {
        return Reading::number(percent, said, Vec::new());
    };
    let settings = SettingsFigures::new(profile, of, year_before);
    let mut used = vec![settings.good_elsewhere(at, percent, shown)];
    if let ShareFound::Together(share) = found {
        used.push(settings.counted_elsewhere(at, Counted::GoodOrBetter, share.part()));
        used.push(settings.counted_elsewhere(at, Counted::GradedGoodOrNot, share.whole()));
    }
    Reading::number(percent, said, used)
}

/// The kinds of setting that count elsewhere and that the area does not have, in words to be added to a figure.
fn not_here(profile: &Profile, of: &Of) -> String {
    let lacking: Vec<&str> = profile
        .elsewhere_only
        .iter()
        .filter(|remit| of.remits.contains(&remit.remit))
        .filter(|remit| profile.remits.iter().all(|own| own.remit != remit.remit))
        .filter(|remit| remit.aspects.iter().any(|one| one.aspect == of.aspect))
        .map(|remit| remit.plural.as_str())
        .collect();
    if lacking.is_empty() {
        String::new()
    } else {
        format!(", {} among them, of which {} has none", listed(lacking), profile.name)
    }
}

/// How the neighbours' figures are summed up, in a word.
fn summary(profile: &Profile) -> &'static str {
    profile.neighbours.as_ref().map_or("mean", |used| used.summary.summed_up_by.name())
}

fn compared_with(comparator: Comparator) -> ComparedWith {
    match comparator {
        Comparator::Neighbours => ComparedWith::Neighbours,
        Comparator::Region => ComparedWith::Region,
        Comparator::England => ComparedWith::England,
        Comparator::Elsewhere => ComparedWith::Elsewhere,
    }
}

/// A comparator in words, after “in”.
pub(super) fn place(profile: &Profile, comparator: Comparator) -> String {
    match comparator {
        Comparator::Neighbours => "similar areas".to_owned(),
        Comparator::Region => profile.region.clone(),
        Comparator::England => "England".to_owned(),
        Comparator::Elsewhere => "the rest of England".to_owned(),
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
            Did::GoodOrBetter => (year.good_or_better, year.inspected.saturating_sub(year.not_graded)),
            Did::First => (year.first, year.inspected.saturating_sub(year.not_graded)),
        };
        part += one;
        whole += all;
    }
    let remits = || profile.remits.iter().filter(|remit| of.remits.contains(&remit.remit));
    if remits().next().is_some() && remits().all(|remit| remit.reach.inspected_in_year == 0) {
        let until = remits().filter_map(|remit| remit.reach.inspected_until).max();
        let until = until.map_or_else(String::new, |day| format!(" after {}", date::in_words(day)));
        return Reading::no_number(format!("the evidence holds no inspection of {}{until}", of.plural));
    }
    let kind = if matches!(did, Did::GoodOrBetter | Did::First) {
        ""
    } else {
        " that can be compared with the one before"
    };
    let (outcome, all) = figures::outcomes(did);
    let at = |subject: FigureSubject| subject.at(figure_period(profile.as_at), figures::own(profile));
    let inspections =
        |outcome, number| figures::count(at(FigureSubject::inspections(of.remits.clone(), outcome)), number);
    let mut used = vec![inspections(outcome, part), inspections(all, whole)];
    if whole == 0 {
        let said = format!("no inspection of {}{kind} in the year", of.plural);
        // None at all is a number of inspections; only a share of none does not exist.
        return if share { Reading::no_number(said) } else { Reading::number(0.0, said, used) };
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
        let shown = format!("{} %", number(percent, 1));
        let subject = FigureSubject::inspection_share(of.remits.clone(), outcome, all);
        let said = format!("{said} ({shown})");
        used.push(FigureUsed::number(at(subject), percent, shown));
        Reading::number(percent, said, used)
    } else {
        Reading::number(f64::from(part), said, used)
    }
}

pub(super) fn any(counting: &CountingRule, profile: &Profile, of: &Of, within: Option<u8>) -> Reading {
    if let Some(said) = singled_out(profile, of) {
        return Reading::truth(Truth::NotKnown, said, Vec::new());
    }
    let all = found(counting, profile, of, false);
    if all.whole == 0 {
        return Reading::truth(Truth::NotKnown, nothing_judged(of, &all, profile, false), Vec::new());
    }
    let settings = SettingsFigures::new(profile, of, false);
    let whole = settings.counted(figures::whole(counting), all.whole);
    let Some(years) = within else {
        let left_out = format!("{}{}", until(profile, of), all.left_out());
        let said = format!(
            "{} of {} judged {} {} {}{}{left_out}",
            all.part,
            all.whole,
            of.plural,
            are(all.part),
            counting.id,
            about(of)
        );
        let used = vec![settings.counted(figures::part(counting, None), all.part), whole];
        return Reading::truth(Truth::from(all.part > 0), said, used);
    };
    let from = (0..years).fold(profile.as_at, |day, _| date::year_before(day));
    let rows = counted_rows(counting, profile, of, Some(from));
    let part = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let said = format!(
        "{part} of {} judged {} {} {} by an inspection after {}",
        all.whole,
        of.plural,
        are(part),
        counting.id,
        date::in_words(from)
    );
    let used = vec![settings.counted(figures::part(counting, Some(from)), part), whole];
    Reading::truth(Truth::from(part > 0), said, used)
}

/// The rows of the settings that count, inspected after a day.
fn counted_rows(counting: &CountingRule, profile: &Profile, of: &Of, after: Option<Date>) -> Vec<Origin> {
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
    let settings = SettingsFigures::new(profile, of, false);
    let mut by_label: BTreeMap<&String, u32> = BTreeMap::new();
    for (label, count) in &judged {
        *by_label.entry(label).or_default() += count;
    }
    let used = by_label.into_iter().map(|(label, count)| FigureUsed {
        shown: label.clone(),
        ..settings.counted(Counted::Label(label.to_lowercase()), count)
    });
    Reading::truth(Truth::from(holds), said, used.collect())
}
