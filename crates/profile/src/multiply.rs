//! Evidence many times over, for measuring how time and memory grow: every indicator and every setting is copied
//! under new names, with all its observations, listings, inspections and links. Areas cannot be copied, because they
//! are known by three-digit numbers; so each copy fills the same areas with more indicators and more settings.

use evidence::inspection::Inspections;
use evidence::{
    Evidence, Indicator, IndicatorId, IndicatorIndex, Inspection, Observations, Setting, SettingIndex,
    SettingLink,
};
use std::ops::Range;

/// The evidence `times` over; once, or not at all, is the evidence itself.
pub fn multiply(evidence: &Evidence, times: u32) -> Evidence {
    if times <= 1 {
        return evidence.clone();
    }
    let mut more = Evidence {
        vocabulary: evidence.vocabulary.clone(),
        areas: evidence.areas.clone(),
        neighbour_sets: evidence.neighbour_sets.clone(),
        sources: evidence.sources.clone(),
        places: evidence.places.clone(),
        periods: evidence.periods.clone(),
        groups: evidence.groups.clone(),
        area_events: evidence.area_events.clone(),
        ..Evidence::default()
    };
    indicators(evidence, times, &mut more);
    settings(evidence, times, &mut more);
    more
}

/// The name of a copy; the first is the original.
fn named(name: &str, copy: u32) -> String {
    if copy == 0 { name.to_owned() } else { format!("{name}~{copy}") }
}

/// Names of all copies in their order, each with the position of the original and which copy it is.
fn copies<'a>(names: impl Iterator<Item = &'a str>, times: u32) -> Vec<(String, usize, u32)> {
    let mut all: Vec<(String, usize, u32)> = names
        .enumerate()
        .flat_map(|(at, name)| (0..times).map(move |copy| (named(name, copy), at, copy)))
        .collect();
    all.sort();
    all
}

fn indicators(evidence: &Evidence, times: u32, more: &mut Evidence) {
    let o = &evidence.observations;
    let many = u32::try_from(evidence.indicators.len()).unwrap_or(u32::MAX);
    for (name, original, copy) in copies(evidence.indicators.iter().map(|i| i.id.as_str()), times) {
        let from = &evidence.indicators[original];
        let at = IndicatorIndex(u32::try_from(original).unwrap_or(u32::MAX));
        let start = o.indicator.partition_point(|other| *other < at);
        let end = start + o.indicator[start..].partition_point(|other| *other == at);
        let new = IndicatorIndex(u32::try_from(more.indicators.len()).unwrap_or(u32::MAX));
        append(&mut more.observations, o, start..end, new);
        more.indicators.push(Indicator {
            id: IndicatorId(name),
            name: named(&from.name, copy),
            order: from.order.saturating_add(copy.saturating_mul(many)),
            ..from.clone()
        });
    }
}

fn append(to: &mut Observations, from: &Observations, rows: Range<usize>, indicator: IndicatorIndex) {
    for (new, old) in (to.indicator.len()..).zip(rows.clone()) {
        if let Some(fraction) = from.fraction(old) {
            to.fractions.push(new, fraction);
        }
    }
    to.indicator.extend(rows.clone().map(|_| indicator));
    to.place.extend_from_slice(&from.place[rows.clone()]);
    to.period.extend_from_slice(&from.period[rows.clone()]);
    to.group.extend_from_slice(&from.group[rows.clone()]);
    to.number.extend_from_slice(&from.number[rows.clone()]);
    to.missing.extend_from_slice(&from.missing[rows.clone()]);
    to.known_from.extend_from_slice(&from.known_from[rows.clone()]);
    to.source.extend_from_slice(&from.source[rows.clone()]);
    to.row.extend_from_slice(&from.row[rows]);
}

fn settings(evidence: &Evidence, times: u32, more: &mut Evidence) {
    let all = copies(evidence.setting_ids.iter(), times);
    let mut renumbered = vec![SettingIndex(0); all.len()];
    let place = |original: usize, copy: u32| original * times as usize + copy as usize;
    for (new, (_, original, copy)) in (0_u32..).zip(&all) {
        renumbered[place(*original, *copy)] = SettingIndex(new);
    }
    for (new, (name, original, _)) in (0_u32..).zip(all) {
        let (setting, new) = (SettingIndex(u32::try_from(original).unwrap_or(u32::MAX)), SettingIndex(new));
        for listing in evidence.settings.of_setting(setting) {
            more.settings.push(&Setting { setting: new, ..evidence.settings.get(listing) });
        }
        inspections(&evidence.inspections, setting, new, &mut more.inspections);
        more.setting_ids.push(&name);
    }
    let link = |link: &SettingLink, copy| SettingLink {
        successor: renumbered[place(link.successor.at(), copy)],
        predecessor: renumbered[place(link.predecessor.at(), copy)],
        ..link.clone()
    };
    more.links = evidence.links.iter().flat_map(|one| (0..times).map(move |copy| link(one, copy))).collect();
    more.links.sort();
}

fn inspections(from: &Inspections, setting: SettingIndex, new: SettingIndex, to: &mut Inspections) {
    for at in from.of_setting(setting) {
        to.push(&Inspection { setting: new, ..from.get(at) }, from.judgements_of(at));
    }
}
