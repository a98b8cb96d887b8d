//! Evidence many times over, for measuring how time and memory grow: every indicator and every setting is copied
//! under new names, with all its observations, listings, inspections and links. Areas cannot be copied, because they
//! are known by three-digit numbers; so each copy fills the same areas with more indicators and more settings.

use evidence::inspection::Inspections;
use evidence::{
    Evidence, Indicator, IndicatorId, IndicatorIndex, Inspection, Listing, SettingIndex, SettingLink,
};

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
        cell_forms: evidence.cell_forms.clone(),
        places: evidence.places.clone(),
        periods: evidence.periods.clone(),
        groups: evidence.groups.clone(),
        releases: evidence.releases.clone(),
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
        let start = o.indicators().partition_point(|other| *other < at);
        let end = start + o.indicators()[start..].partition_point(|other| *other == at);
        let new = IndicatorIndex(u32::try_from(more.indicators.len()).unwrap_or(u32::MAX));
        more.observations.append_as(o, start..end, new);
        more.indicators.push(Indicator {
            id: IndicatorId(name),
            name: named(&from.name, copy),
            order: from.order.saturating_add(copy.saturating_mul(many)),
            ..from.clone()
        });
    }
}

fn settings(evidence: &Evidence, times: u32, more: &mut Evidence) {
    let all = copies(evidence.settings.iter(), times);
    let mut renumbered = vec![SettingIndex(0); all.len()];
    let place = |original: usize, copy: u32| original * times as usize + copy as usize;
    for (new, (_, original, copy)) in (0_u32..).zip(&all) {
        renumbered[place(*original, *copy)] = SettingIndex(new);
    }
    for (new, (name, original, _)) in (0_u32..).zip(all) {
        let (setting, new) = (SettingIndex(u32::try_from(original).unwrap_or(u32::MAX)), SettingIndex(new));
        for listing in evidence.listings.of_setting(setting) {
            more.listings.push(&Listing { setting: new, ..evidence.listings.get(listing) });
        }
        inspections(&evidence.inspections, setting, new, &mut more.inspections);
        more.settings.push(&name);
    }
    let link = |link: &SettingLink, copy| SettingLink {
        successor: renumbered[place(link.successor.index(), copy)],
        predecessor: renumbered[place(link.predecessor.index(), copy)],
        ..link.clone()
    };
    more.links = evidence.links.iter().flat_map(|one| (0..times).map(move |copy| link(one, copy))).collect();
    more.links.sort();
}

fn inspections(from: &Inspections, setting: SettingIndex, new: SettingIndex, to: &mut Inspections) {
    for at in from.of_setting(setting) {
        to.push(&Inspection { setting: new, ..from.get(at) }, from.judged_of(at));
    }
}
