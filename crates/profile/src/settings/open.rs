//! Which settings were open on a day, and in which area and remit: from dated listings, some of which are of
//! another time and stand in.

use super::bearing::KindRule;
use super::tally::OVERALL;
use evidence::date::{NO_DAY, to_days};
use evidence::{AreaNumber, AspectIndex, Evidence, RemitIndex, SettingIndex, SettingLink};
use std::ops::Range;
use std::sync::Arc;

/// A setting that was open on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSetting {
    /// The setting.
    pub setting: SettingIndex,
    /// The listing that speaks for it, as a position in the evidence's settings.
    pub listing: u32,
    /// The area it stands in, where any listing says it.
    pub area: Option<AreaNumber>,
    /// Its remit.
    pub remit: RemitIndex,
    /// Whether the listing is of a later day and stands in, because none of the day or before is in the evidence.
    pub is_substitute: bool,
}

/// What openness depends on besides a setting's own listings, worked out once.
#[derive(Debug)]
pub struct SettingsIndex {
    evidence: Arc<Evidence>,
    /// For each remit the days of complete lists of it, earliest first.
    complete: Vec<Vec<i32>>,
    /// Positions of links by their earlier setting.
    by_predecessor: Vec<u32>,
    /// Whether each setting follows another or is followed by one; few do.
    linked: Vec<bool>,
    /// Where each setting's listings begin; one more at the end.
    listings_from: Vec<u32>,
    /// Where each setting's inspections begin in the list of inspections; one more at the end.
    inspections_from: Vec<u32>,
    /// What each kind of inspection does to the judgements of before, by its code.
    pub(super) kinds: Vec<KindRule>,
    /// The aspect that is the headline of an inspection.
    pub(super) overall: AspectIndex,
}

impl SettingsIndex {
    /// Works out complete lists, links, listings and inspections of all settings.
    pub fn of(evidence: Arc<Evidence>) -> SettingsIndex {
        let mut by_predecessor: Vec<u32> = (0..).take(evidence.links.len()).collect();
        by_predecessor.sort_by_key(|at| {
            let link = &evidence.links[*at as usize];
            (link.predecessor, link.successor)
        });
        let settings = evidence.settings.len();
        let mut linked = vec![false; settings];
        for link in &evidence.links {
            linked[link.successor.index()] = true;
            linked[link.predecessor.index()] = true;
        }
        let (listings_from, inspections_from) = rayon::join(
            || beginnings(&evidence.listings.setting, settings),
            || beginnings(&evidence.inspections.setting, settings),
        );
        SettingsIndex {
            complete: complete_lists(&evidence),
            by_predecessor,
            linked,
            listings_from,
            inspections_from,
            kinds: KindRule::all(&evidence),
            overall: evidence.vocabulary.aspect(OVERALL).map(|(at, _)| at).unwrap_or_default(),
            evidence,
        }
    }

    /// The evidence.
    pub fn evidence(&self) -> &Arc<Evidence> {
        &self.evidence
    }

    /// Positions of a setting's inspections, earliest first.
    pub fn inspections(&self, setting: SettingIndex) -> Range<u32> {
        self.inspections_from[setting.index()]..self.inspections_from[setting.index() + 1]
    }

    /// Positions of a setting's listings, earliest first.
    fn listings(&self, setting: SettingIndex) -> Range<usize> {
        self.listings_from[setting.index()] as usize..self.listings_from[setting.index() + 1] as usize
    }

    /// A setting's remit by its latest listing of the day or before, else by its earliest.
    pub(super) fn remit_on(&self, setting: SettingIndex, day: i32) -> Option<RemitIndex> {
        let all = &self.evidence.listings;
        let listings = self.listings(setting);
        let before = all.listed_as_at[listings.clone()].iter().take_while(|listed| **listed <= day).count();
        listings.clone().nth(before.saturating_sub(1)).map(|at| all.remit[at])
    }

    /// The days of complete lists of a remit, earliest first.
    pub(super) fn complete_lists_of(&self, remit: usize) -> &[i32] {
        &self.complete[remit]
    }

    /// Links to a setting's predecessors.
    pub fn predecessors(&self, setting: SettingIndex) -> &[SettingLink] {
        if !self.linked[setting.index()] {
            return &[];
        }
        let links = &self.evidence.links;
        let from = links.partition_point(|link| link.successor < setting);
        let many = links[from..].partition_point(|link| link.successor == setting);
        &links[from..from + many]
    }

    /// Links to a setting's successors.
    fn successors(&self, setting: SettingIndex) -> impl Iterator<Item = &SettingLink> {
        let link = |at: &u32| &self.evidence.links[*at as usize];
        let (mut from, mut many) = (0, 0);
        if self.linked[setting.index()] {
            from = self.by_predecessor.partition_point(|at| link(at).predecessor < setting);
            many = self.by_predecessor[from..].partition_point(|at| link(at).predecessor == setting);
        }
        self.by_predecessor[from..from + many].iter().map(link)
    }

    /// The setting as it was open on a day, if it was, by its listings in the order of their dates.
    pub(super) fn open_on(&self, setting: SettingIndex, day: i32) -> Option<OpenSetting> {
        let all = &self.evidence.listings;
        let listings = self.listings(setting);
        let before = all.listed_as_at[listings.clone()].iter().take_while(|listed| **listed <= day).count();
        let is_substitute = before == 0;
        let at = listings.start + before.saturating_sub(1);
        if at >= listings.end || (all.closed[at] != NO_DAY && all.closed[at] <= day) {
            return None;
        }
        let was_open =
            if is_substitute { self.was_open_before(at, day) } else { self.is_still_open(at, day) };
        if !was_open || self.had_become_another(setting, day) {
            return None;
        }
        let area = all.area(at).or_else(|| listings.clone().find_map(|other| all.area(other)));
        let listing = u32::try_from(at).unwrap_or(u32::MAX);
        Some(OpenSetting { setting, listing, area, remit: all.remit[at], is_substitute })
    }

    /// By a listing of the day or before: active then, and not missing from a complete list since.
    fn is_still_open(&self, at: usize, day: i32) -> bool {
        let all = &self.evidence.listings;
        let missing_since = self.complete[all.remit[at].index()]
            .iter()
            .any(|complete| all.listed_as_at[at] < *complete && *complete <= day);
        // A day that is not published is before all days.
        all.active[at] && !missing_since && all.opened[at] <= day
    }

    /// By a listing of a later day.
    fn was_open_before(&self, at: usize, day: i32) -> bool {
        let all = &self.evidence.listings;
        // Not active later and no day of closing: it may have closed long before the day.
        if !all.active[at] && all.closed[at] == NO_DAY {
            return false;
        }
        if all.opened[at] != NO_DAY {
            return all.opened[at] <= day;
        }
        let on_no_complete_list =
            self.complete[all.remit[at].index()].first().is_some_and(|complete| *complete <= day);
        !on_no_complete_list && !self.opened_later(all.setting[at], day)
    }

    /// Whether a setting without a published day of opening followed another only after the day: it was not
    /// inspected before it did, so it did not exist before.
    fn opened_later(&self, setting: SettingIndex, day: i32) -> bool {
        let links = self.predecessors(setting);
        let Some(began) = links.iter().filter_map(|link| self.changed_on(link)).min() else { return false };
        let inspections = self.inspections(setting);
        let dates = &self.evidence.inspections.date[inspections.start as usize..inspections.end as usize];
        began > day && dates.first().is_none_or(|first| *first >= began)
    }

    /// Whether a setting had become another, which simply carried on, by the day.
    fn had_become_another(&self, setting: SettingIndex, day: i32) -> bool {
        self.successors(setting)
            .any(|link| link.inherits && self.changed_on(link).is_some_and(|changed| changed <= day))
    }

    /// The day on which one setting followed another: that of the link, but not before the earlier one had closed, for
    /// registers often give the day that was planned. (In the West Midlands 22 of 22 primary schools that had become an
    /// academy by the day of the link, but not by the day on which the academy opened, closed the day before that.)
    pub(super) fn changed_on(&self, link: &SettingLink) -> Option<i32> {
        let closed = &self.evidence.listings.closed[self.listings(link.predecessor)];
        let after_closing = closed.iter().rev().find(|day| **day != NO_DAY).map(|day| day + 1);
        link.from.map(to_days).max(after_closing)
    }
}

/// For each remit the days of complete lists of it, earliest first.
fn complete_lists(evidence: &Evidence) -> Vec<Vec<i32>> {
    let of_remit = |remit: &evidence::Remit| {
        let complete = evidence
            .sources
            .iter()
            .filter(|source| source.complete_for.iter().any(|id| id == remit.id.as_str()));
        let mut days: Vec<i32> = complete.filter_map(|source| source.as_at).map(to_days).collect();
        days.sort_unstable();
        days.dedup();
        days
    };
    evidence.vocabulary.remits.iter().map(of_remit).collect()
}

/// Where the rows of each setting begin in a column of settings that is sorted; one more at the end.
fn beginnings(column: &[SettingIndex], settings: usize) -> Vec<u32> {
    let mut from = vec![0_u32; settings + 1];
    for setting in column {
        from[setting.index() + 1] += 1;
    }
    let mut sum = 0;
    for count in &mut from {
        sum += *count;
        *count = sum;
    }
    from
}
