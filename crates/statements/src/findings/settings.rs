//! What can be claimed of settings: levels, counts, movements of the share, the year's inspections.

use super::Tone;
use super::figures::{comparisons, over_the_year};
use crate::claim::{Assertion, Claim, Cohort, OVERALL, Quantity, Settings, Standard, Subject, When};
use crate::decide::{covers, quantity_for, well_judged};
use crate::facts::Facts;
use profile::{SettingJudged, Share};

/// Every claim that might be made of settings.
pub(super) fn candidates(facts: &Facts<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for settings in sets(facts).into_iter().filter(|settings| may_be_spoken_of(settings, facts)) {
        claims.extend(levels(&settings, facts));
        claims.extend(share(&settings, facts));
        if settings.aspect.as_str() == OVERALL {
            claims.extend(inspections(&settings, facts));
        }
    }
    claims.extend(single_services(facts));
    claims
}

/// Each remit with each of its aspects, then the lexicon's sets of several remits, then all.
fn sets(facts: &Facts<'_>) -> Vec<Settings> {
    let mut sets: Vec<Settings> = Vec::new();
    for remit in &facts.profile.remits {
        for aspect in &remit.aspects {
            let settings = Settings::of(&[remit.remit.as_str()]);
            sets.push(Settings { aspect: aspect.aspect.clone(), ..settings });
        }
    }
    for words in facts.lexicon.remits.iter().filter(|words| words.remits.len() != 1 && words.aspect.is_none())
    {
        let remits: Vec<&str> = words.remits.iter().map(evidence::RemitId::as_str).collect();
        let settings = Settings::of(&remits);
        // A set is only spoken of where it is one, and every remit of it that is there has a judgement.
        let there = facts.remits(&settings);
        if remits.is_empty() || (there.len() > 1 && there.iter().all(|remit| remit.overall().is_some())) {
            sets.push(settings);
        }
    }
    sets
}

/// Whether nobody is singled out by a statement on these settings, and their evidence is of one time.
fn may_be_spoken_of(settings: &Settings, facts: &Facts<'_>) -> bool {
    !facts.singles_out(settings) && facts.edge(settings).is_none_or(|edge| edge.is_one)
}

/// When a statement speaks of settings: the present, or the month in which the evidence of them ends.
fn spoken_of_when(settings: &Settings, facts: &Facts<'_>) -> When {
    facts
        .edge(settings)
        .map_or(When::Unsaid, |edge| When::Month { year: edge.until.year(), month: edge.until.month() })
}

/// A level; where too few of the open settings are judged, it is said of those that are.
fn level(
    settings: &Settings,
    share: Share,
    open: u32,
    standard: Standard,
    facts: &Facts<'_>,
) -> Option<Claim> {
    // "None of the one" is not said.
    if share.whole() == 1 && share.part() == 0 {
        return None;
    }
    let quantity = quantity_for(share, &standard, facts);
    let mut settings = settings.clone();
    // "Three of the four" counts those judged; where more are open, that is said.
    let counts = matches!(quantity, Quantity::Count { .. }) && share.whole() != open;
    if settings.cohort == Cohort::Open && (counts || !covers(share, open, facts)) {
        settings.cohort = Cohort::Judged;
    }
    let when = if matches!(settings.cohort, Cohort::Open | Cohort::Judged) {
        spoken_of_when(&settings, facts)
    } else {
        When::Unsaid
    };
    Some(Claim::new(Subject::Settings { settings }, Assertion::Level { quantity, standard }).at(when))
}

fn levels(settings: &Settings, facts: &Facts<'_>) -> Vec<Claim> {
    let Some(counted) = facts.counted(settings) else { return Vec::new() };
    let mut claims = Vec::new();
    if let Some(share) = counted.good_or_better {
        claims.extend(level(settings, share, counted.open, Standard::GoodOrBetter, facts));
    }
    if let Some(share) = counted.share(&Standard::Inadequate).filter(|share| share.part() > 0) {
        claims.extend(level(settings, share, counted.open, Standard::Inadequate, facts));
    }
    if settings.aspect.as_str() == OVERALL && settings.remits.len() == 1 && counted.judged > 0 {
        let since = counted.share(&Standard::InspectedSince).filter(|share| share.part() > 0);
        claims.extend(
            since.and_then(|share| level(settings, share, counted.open, Standard::InspectedSince, facts)),
        );
    }
    for label in counted.labels.iter().filter(|label| label.count > 0) {
        let standard = Standard::Value(label.label.clone());
        // "Good" is said of what is good or better too, so it is not offered as a value of its own; "inadequate" is
        // counted above, over all scales.
        let wider = facts.lexicon.standard(&standard).is_some_and(|words| words.or_better);
        let failing = facts.lexicon.standard(&Standard::Inadequate);
        if wider || failing.is_some_and(|words| words.say == label.label) {
            continue;
        }
        let share = counted.share(&standard);
        claims.extend(share.and_then(|share| level(settings, share, counted.open, standard.clone(), facts)));
    }
    claims
}

fn share(settings: &Settings, facts: &Facts<'_>) -> Vec<Claim> {
    let Some(counted) = facts.counted(settings) else { return Vec::new() };
    let mut settings = settings.clone();
    if counted.good_or_better.is_some_and(|share| !covers(share, counted.open, facts)) {
        settings.cohort = Cohort::Judged;
    }
    let subject = Subject::Share { settings, standard: Standard::GoodOrBetter };
    let Some(measured) = facts.measured(&subject) else { return Vec::new() };
    let from = facts.lexicon.thresholds().few.settings_from;
    let enough = |share: Option<Share>| share.is_none_or(|share| share.whole() >= from);
    let mut claims: Vec<Claim> = Vec::new();
    if enough(counted.good_or_better) && enough(counted.good_or_better_year_before) {
        claims.extend(over_the_year(&subject, &measured, facts));
    }
    let when = match &subject {
        Subject::Share { settings, .. } => spoken_of_when(settings, facts),
        _ => When::Unsaid,
    };
    let compared = comparisons(&subject, &measured, facts);
    claims.extend(compared.into_iter().map(|claim| claim.at(when.clone())));
    claims
}

fn inspections(settings: &Settings, facts: &Facts<'_>) -> Vec<Claim> {
    let (Some(year), Some(counted)) = (facts.inspected(settings), facts.counted(settings)) else {
        return Vec::new();
    };
    // Where many settings have no judgement in the evidence, inspections of the year are missing too.
    if counted.judged == 0 || !well_judged(&counted, facts) {
        return Vec::new();
    }
    let mut claims = Vec::new();
    let mut offer = |cohort: Cohort, standard: Standard, pair: (u32, u32)| {
        if let Some(share) = Share::new(pair.0, pair.1) {
            claims.extend(level(
                &Settings { cohort, ..settings.clone() },
                share,
                share.whole(),
                standard,
                facts,
            ));
        }
    };
    offer(Cohort::FirstInspected, Standard::GoodOrBetter, (year.first_good_or_better, year.first));
    let all_graded = year.graded == year.inspected;
    if !all_graded && year.graded > 0 {
        offer(Cohort::Inspected, Standard::Graded, (year.graded, year.inspected));
    }
    let cohort = if all_graded { Cohort::Inspected } else { Cohort::Graded };
    for standard in [
        Standard::GoodOrBetter,
        Standard::Improved,
        Standard::Held,
        Standard::HeldOrImproved,
        Standard::Declined,
    ] {
        // "Both inspected during the year improved" is not said where a third was inspected and cannot be compared.
        if let Some(pair) = year.share(&standard).filter(|(_, whole)| *whole == year.graded) {
            offer(cohort, standard, pair);
        }
    }
    claims
}

/// A remit with a single setting in the area is a service that can be named: the fostering service.
fn single_services(facts: &Facts<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for remit in &facts.profile.remits {
        let [SettingJudged { judgement: Ok(held), .. }] = remit.settings.as_slice() else { continue };
        let settings = Settings::of(&[remit.remit.as_str()]);
        if facts.singles_out(&settings) {
            continue;
        }
        let standard = Standard::Value(held.label.to_lowercase());
        let when = When::Month { year: held.inspected.year(), month: held.inspected.month() };
        claims.push(Claim::new(Subject::Settings { settings }, Assertion::Found { standard }).at(when));
    }
    claims
}

/// Whether a level speaks for the area.
pub(super) fn tone(claim: &Claim, standard: &Standard, facts: &Facts<'_>) -> Tone {
    let (Assertion::Level { quantity, .. }, Subject::Settings { settings }) =
        (&claim.assertion, &claim.subject)
    else {
        return Tone::Plain;
    };
    let percent = match quantity {
        Quantity::Count { part, whole: Some(whole) } => Share::new(*part, *whole).map(Share::percent),
        Quantity::Count { .. } => None,
        Quantity::Band(word) => facts.lexicon.ladder.range(word).map(|range| range.from),
    };
    let limits = &facts.lexicon.thresholds().limits;
    match (standard, percent) {
        (Standard::GoodOrBetter | Standard::HeldOrImproved, Some(percent))
            if percent >= limits.strength_from =>
        {
            Tone::Strength
        }
        (Standard::GoodOrBetter | Standard::HeldOrImproved, Some(percent))
            if percent <= limits.weakness_to =>
        {
            Tone::Weakness
        }
        (Standard::Inadequate | Standard::Declined, Some(percent)) if percent > 0.0 => Tone::Weakness,
        (Standard::Improved, Some(percent)) if percent > 0.0 => Tone::Strength,
        (Standard::Value(label), _) => tone_of_value(settings, label, facts),
        _ => Tone::Plain,
    }
}

/// Whether a value of a scale speaks for provision, as the inspectorate counts it: by its line of good or better, and
/// where the scale draws none, for the best value alone.
pub(super) fn tone_of_value(settings: &Settings, label: &str, facts: &Facts<'_>) -> Tone {
    let (mut any, mut all_good, mut any_bad) = (false, true, false);
    for (value, best) in facts.values_called(settings, label) {
        any = true;
        all_good &= value.good_or_better.unwrap_or(best);
        any_bad |= value.inadequate || value.good_or_better == Some(false);
    }
    match (any, all_good, any_bad) {
        (true, _, true) => Tone::Weakness,
        (true, true, false) => Tone::Strength,
        _ => Tone::Plain,
    }
}
