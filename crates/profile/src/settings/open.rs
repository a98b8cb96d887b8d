//! Which settings were open on a day, and in which area and remit: from dated listings, some of which are of
//! another time and stand in.

use super::FULL;
use super::lifetime::{CompleteList, Lifetimes};
use evidence::date::{NO_DAY, from_days, to_days};
use evidence::{AreaNumber, Date, Evidence, RemitIndex, SettingIndex, SettingLink, Source};
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
    /// For each remit the complete lists of it, earliest first.
    complete: Vec<Vec<CompleteList>>,
    /// When each setting was open.
    lifetimes: Lifetimes,
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
        let mut index = SettingsIndex {
            lifetimes: Lifetimes::default(),
            complete: complete_lists(&evidence),
            by_predecessor,
            linked,
            listings_from,
            inspections_from,
            kinds: KindRule::all(&evidence),
            overall: evidence.vocabulary.aspect(OVERALL).map(|(at, _)| at).unwrap_or_default(),
            evidence,
        };
        index.lifetimes = Lifetimes::of(&index);
        index
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
    pub(super) fn listings(&self, setting: SettingIndex) -> Range<usize> {
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

    /// The setting as it was open on a day, if it was.
    pub(super) fn open_on(&self, setting: SettingIndex, day: i32) -> Option<OpenSetting> {
        if !self.lifetimes.open_on(setting, day) || self.had_become_another(setting, day) {
            return None;
        }
        let all = &self.evidence.listings;
        let at = self.speaks_on(setting, day)?;
        let area = all.area(at).or_else(|| self.listings(setting).find_map(|other| all.area(other)));
        let listing = u32::try_from(at).unwrap_or(u32::MAX);
        let is_substitute = all.listed_as_at[at] > day;
        Some(OpenSetting { setting, listing, area, remit: all.remit[at], is_substitute })
    }

    /// The listing that speaks for a setting on a day: the latest of the day or before, unless it is a yearly count that
    /// no longer stands; else the earliest after it.
    fn speaks_on(&self, setting: SettingIndex, day: i32) -> Option<usize> {
        let all = &self.evidence.listings;
        let listings = self.listings(setting);
        let before = all.listed_as_at[listings.clone()].iter().take_while(|listed| **listed <= day).count();
        let next = Some(listings.start + before).filter(|at| *at < listings.end);
        let last = before.checked_sub(1).map(|before| listings.start + before);
        match (last, next) {
            (Some(last), Some(next)) if self.stands_until(last).is_some_and(|until| until < day) => {
                Some(next)
            }
            (last, next) => last.or(next),
        }
    }

    /// The complete lists of a remit, earliest first.
    pub(super) fn complete_lists(&self, remit: RemitIndex) -> &[CompleteList] {
        &self.complete[remit.index()]
    }

    /// Until when the list of a listing stands, where it is a yearly count.
    pub(super) fn stands_until(&self, listing: usize) -> Option<i32> {
        let listings = &self.evidence.listings;
        let source = &self.evidence.sources[listings.source[listing].index()];
        stands_until(listings.listed_as_at[listing], source)
    }

    /// The changes of an area's remit between the complete lists around a day of which no day is known.
    pub fn unknown_changes(&self, area: AreaNumber, remit: RemitIndex, date: Date) -> UnknownChanges {
        let mut found = UnknownChanges::default();
        for change in self.lifetimes.changes_around(area.get(), remit, to_days(date)) {
            *(if change.closed { &mut found.closed } else { &mut found.opened }) += 1;
            let days = (from_days(change.after), from_days(change.by));
            found.between = found.between.or(days.0.zip(days.1));
        }
        found
    }

    /// The day of a setting's first inspection.
    pub(super) fn first_inspected(&self, setting: SettingIndex) -> Option<i32> {
        self.inspection_days(setting).first().copied()
    }

    /// The day of a setting's last inspection.
    pub(super) fn last_inspected(&self, setting: SettingIndex) -> Option<i32> {
        self.inspection_days(setting).last().copied()
    }

    fn inspection_days(&self, setting: SettingIndex) -> &[i32] {
        let inspections = self.inspections(setting);
        &self.evidence.inspections.date[inspections.start as usize..inspections.end as usize]
    }

    /// The day on which a setting that followed others began, unless it was inspected before: it had existed already.
    pub(super) fn began(&self, setting: SettingIndex) -> Option<i32> {
        let began = self.followed_from(setting)?;
        self.first_inspected(setting).is_none_or(|first| first >= began).then_some(began)
    }

    /// The first day on which a setting followed another.
    pub(super) fn followed_from(&self, setting: SettingIndex) -> Option<i32> {
        self.predecessors(setting).iter().filter_map(|link| self.changed_on(link)).min()
    }

    /// The first day on which a setting carried on another.
    pub(super) fn carried_on_from(&self, setting: SettingIndex) -> Option<i32> {
        let carried_on = self.predecessors(setting).iter().filter(|link| link.inherits);
        carried_on.filter_map(|link| self.changed_on(link)).min()
    }

    /// The first day on which another setting carried a setting on.
    pub(super) fn became_another_on(&self, setting: SettingIndex) -> Option<i32> {
        self.successors(setting).filter(|link| link.inherits).filter_map(|link| self.changed_on(link)).min()
    }

    /// Whether a setting had become another, which simply carried on, by the day.
    fn had_become_another(&self, setting: SettingIndex, day: i32) -> bool {
        self.became_another_on(setting).is_some_and(|changed| changed <= day)
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

/// Changes between two complete lists of which no day is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnknownChanges {
    /// How many settings of the earlier list the later one lacks.
    pub closed: u32,
    /// How many settings the later list has and the earlier one lacks.
    pub opened: u32,
    /// The days of the lists.
    pub between: Option<(Date, Date)>,
}

/// For each remit the complete lists of it, earliest first.
fn complete_lists(evidence: &Evidence) -> Vec<Vec<CompleteList>> {
    let of_remit = |remit: &evidence::Remit| {
        let complete = evidence
            .sources
            .iter()
            .filter(|source| source.complete_for.iter().any(|id| id == remit.id.as_str()));
        let mut lists: Vec<CompleteList> = complete
            .filter_map(|source| {
                let day = to_days(source.as_at?);
                Some(CompleteList { day, stands_until: stands_until(day, source) })
            })
            .collect();
        lists.sort_unstable();
        lists.dedup_by_key(|list| list.day);
        lists
    };
    evidence.vocabulary.remits.iter().map(of_remit).collect()
}

fn stands_until(day: i32, source: &Source) -> Option<i32> {
    source.stands_days.map(|days| day.saturating_add(i32::try_from(days).unwrap_or(i32::MAX)))
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
