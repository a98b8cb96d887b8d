//! Which settings were open on a day, and in which area and remit: from dated listings, some of which are of
//! another time and stand in.

use evidence::{AreaNumber, Date, Evidence, RemitIndex, Setting, SettingIndex, SettingLink};

/// A setting that was open on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSetting {
    /// The setting.
    pub setting: SettingIndex,
    /// The listing that speaks for it, as a position in the evidence's settings.
    pub listing: usize,
    /// The area it stands in, where any listing says it.
    pub area: Option<AreaNumber>,
    /// Its remit.
    pub remit: RemitIndex,
    /// Whether the listing is of a later day and stands in, because none of the day or before is in the evidence.
    pub stands_in: bool,
}

/// What openness depends on besides a setting's own listings, worked out once.
#[derive(Debug)]
pub struct Register<'e> {
    evidence: &'e Evidence,
    /// For each remit the dates of complete lists of it, earliest first.
    complete: Vec<Vec<Date>>,
    /// Links by their earlier setting.
    by_predecessor: Vec<&'e SettingLink>,
    /// Where each setting's inspections begin in the list of inspections; one more at the end.
    inspections_from: Vec<u32>,
}

impl<'e> Register<'e> {
    /// Works out complete lists, links and inspections of all settings.
    pub fn of(evidence: &'e Evidence) -> Register<'e> {
        let complete = evidence
            .vocabulary
            .remits
            .iter()
            .map(|remit| {
                let mut dates: Vec<Date> = evidence
                    .sources
                    .iter()
                    .filter(|source| source.complete_for.iter().any(|id| id == remit.id.as_str()))
                    .filter_map(|source| source.as_at)
                    .collect();
                dates.sort();
                dates.dedup();
                dates
            })
            .collect();
        let mut by_predecessor: Vec<&SettingLink> = evidence.links.iter().collect();
        by_predecessor.sort_by_key(|link| (link.predecessor, link.successor));
        let mut inspections_from = vec![0_u32; evidence.setting_ids.len() + 1];
        for inspection in &evidence.inspections.list {
            inspections_from[inspection.setting.at() + 1] += 1;
        }
        for at in 1..inspections_from.len() {
            inspections_from[at] += inspections_from[at - 1];
        }
        Register { evidence, complete, by_predecessor, inspections_from }
    }

    /// The evidence.
    pub fn evidence(&self) -> &'e Evidence {
        self.evidence
    }

    /// Positions of a setting's inspections, earliest first.
    pub fn inspections(&self, setting: SettingIndex) -> std::ops::Range<usize> {
        self.inspections_from[setting.at()] as usize..self.inspections_from[setting.at() + 1] as usize
    }

    /// Links to a setting's predecessors.
    pub fn predecessors(&self, setting: SettingIndex) -> &'e [SettingLink] {
        let links = &self.evidence.links;
        let from = links.partition_point(|link| link.successor < setting);
        let many = links[from..].partition_point(|link| link.successor == setting);
        &links[from..from + many]
    }

    /// Links to a setting's successors.
    fn successors(&self, setting: SettingIndex) -> &[&'e SettingLink] {
        let from = self.by_predecessor.partition_point(|link| link.predecessor < setting);
        let many = self.by_predecessor[from..].partition_point(|link| link.predecessor == setting);
        &self.by_predecessor[from..from + many]
    }

    /// All settings open on a day, in the order of area, remit and number; settings of no known area first.
    pub fn open_on(&self, date: Date) -> Vec<OpenSetting> {
        let mut open: Vec<OpenSetting> = self
            .evidence
            .settings
            .chunk_by(|a, b| a.setting == b.setting)
            .scan(0, |from, listings| {
                let at = *from;
                *from += listings.len();
                Some((at, listings))
            })
            .filter_map(|(from, listings)| self.open_by(from, listings, date))
            .collect();
        open.sort_unstable_by_key(|open| (open.area, open.remit, open.setting));
        open
    }

    /// Whether a setting was open, by its listings in the order of their dates.
    fn open_by(&self, from: usize, listings: &[Setting], date: Date) -> Option<OpenSetting> {
        let before = listings.partition_point(|listing| listing.listed_as_at <= date);
        let stands_in = before == 0;
        let at = before.saturating_sub(1);
        let listing = listings.get(at)?;
        if listing.closed.is_some_and(|closed| closed <= date) {
            return None;
        }
        let was_open =
            if stands_in { self.was_open_before(listing, date) } else { self.is_still_open(listing, date) };
        if !was_open || self.had_become_another(listing.setting, date) {
            return None;
        }
        let area = listing.area.or_else(|| listings.iter().find_map(|other| other.area));
        Some(OpenSetting {
            setting: listing.setting,
            listing: from + at,
            area,
            remit: listing.remit,
            stands_in,
        })
    }

    /// By a listing of the day or before: active then, and not missing from a complete list since.
    fn is_still_open(&self, listing: &Setting, date: Date) -> bool {
        let missing_since = self.complete[listing.remit.at()]
            .iter()
            .any(|complete| listing.listed_as_at < *complete && *complete <= date);
        listing.active && !missing_since && listing.opened.is_none_or(|opened| opened <= date)
    }

    /// By a listing of a later day.
    fn was_open_before(&self, listing: &Setting, date: Date) -> bool {
        // Not active later and no day of closing: it may have closed long before the day.
        if !listing.active && listing.closed.is_none() {
            return false;
        }
        match listing.opened {
            Some(opened) => opened <= date,
            None => {
                let on_no_complete_list =
                    self.complete[listing.remit.at()].first().is_some_and(|complete| *complete <= date);
                !on_no_complete_list && !self.opened_later(listing.setting, date)
            }
        }
    }

    /// Whether a setting without a published day of opening followed another only after the day: it was not
    /// inspected before it did, so it did not exist before.
    fn opened_later(&self, setting: SettingIndex, date: Date) -> bool {
        let links = self.predecessors(setting);
        let Some(began) = links.iter().filter_map(|link| self.changed_on(link)).min() else { return false };
        let inspections = self.inspections(setting);
        let first = self.evidence.inspections.list[inspections].first().map(|inspection| inspection.date);
        began > date && first.is_none_or(|first| first >= began)
    }

    /// Whether a setting had become another, which simply carried on, by the day.
    fn had_become_another(&self, setting: SettingIndex, date: Date) -> bool {
        self.successors(setting)
            .iter()
            .any(|link| link.inherits && self.changed_on(link).is_some_and(|changed| changed <= date))
    }

    /// The day on which one setting followed another: that of the link, else the day the earlier one closed.
    pub fn changed_on(&self, link: &SettingLink) -> Option<Date> {
        link.from.or_else(|| {
            let settings = &self.evidence.settings;
            let from = settings.partition_point(|listing| listing.setting < link.predecessor);
            settings[from..]
                .iter()
                .take_while(|listing| listing.setting == link.predecessor)
                .find_map(|listing| listing.closed)
        })
    }
}
