//! Settings that a list knows by another number than the register of the evidence: a school census has the number of the
//! authority with that of the establishment, which a school hands on when it becomes an academy.

use crate::observation::Renumbering;
use crate::succession::LinkBasis;
use crate::{Date, Listing, SettingId, SettingIndex, SettingLink};
use rustc_hash::FxHashMap;

/// How many conversions are followed from the last known holder of a number.
const STEPS: usize = 6;

/// What registers say of other numbers, and listings that wait for it.
#[derive(Debug, Default)]
pub(crate) struct OtherNumbers {
    known: FxHashMap<SettingId, Vec<SettingIndex>>,
    /// The settings of these listings are not known yet.
    listed: Vec<(SettingId, Listing)>,
}

impl OtherNumbers {
    pub(crate) fn known_as(&mut self, setting: SettingIndex, number: SettingId) {
        self.known.entry(number).or_default().push(setting);
    }

    pub(crate) fn listed(&mut self, number: SettingId, listing: Listing) {
        self.listed.push((number, listing));
    }

    /// Takes over another part's.
    pub(crate) fn absorb(&mut self, other: OtherNumbers, settings: &[SettingIndex], to: &Renumbering) {
        for (number, held) in other.known {
            self.known.entry(number).or_default().extend(held.into_iter().map(|s| settings[s.index()]));
        }
        self.listed.extend(other.listed.into_iter().map(|(number, listing)| {
            let (source, form) = (to.sources[listing.source.index()], to.forms[listing.form.index()]);
            (number, Listing { source, form, ..listing })
        }));
    }

    pub(crate) fn into_listings(self) -> Vec<(SettingId, Listing)> {
        self.listed
    }

    /// Who held each number when, by the days of closing that listings give.
    pub(crate) fn holders(&self, listings: &[Listing], links: &[(SettingLink, LinkBasis)]) -> Holders {
        if self.listed.is_empty() {
            return Holders::default();
        }
        let mut closed: FxHashMap<SettingIndex, Date> = FxHashMap::default();
        for listing in listings {
            // One that is listed as closed without a day closed long ago.
            let day = listing.closed.or_else(|| (!listing.active).then_some(Date::MIN));
            if let Some(day) = day {
                let known = closed.entry(listing.setting).or_insert(day);
                *known = day.max(*known);
            }
        }
        let mut carried_on: FxHashMap<SettingIndex, SettingIndex> = FxHashMap::default();
        for (link, _) in links.iter().filter(|(link, _)| link.inherits) {
            carried_on
                .entry(link.predecessor)
                .and_modify(|known| *known = (*known).max(link.successor))
                .or_insert(link.successor);
        }
        let by_number = self
            .known
            .iter()
            .map(|(number, held)| {
                let mut held: Vec<(Date, SettingIndex)> =
                    held.iter().map(|at| (closed.get(at).copied().unwrap_or(Date::MAX), *at)).collect();
                held.sort_unstable();
                held.dedup();
                (number.clone(), held)
            })
            .collect();
        Holders { by_number, closed, carried_on }
    }
}

/// Who held each number when.
#[derive(Debug, Default)]
pub(crate) struct Holders {
    /// The holders of each number with the day on which each closed, the first to close first.
    by_number: FxHashMap<SettingId, Vec<(Date, SettingIndex)>>,
    closed: FxHashMap<SettingIndex, Date>,
    carried_on: FxHashMap<SettingIndex, SettingIndex>,
}

impl Holders {
    /// The setting that held a number on a day: two never hold one number at once, so it is the first to close after
    /// the day. Where all had closed, a list still has the number of a school that was carried on under a new one.
    pub(crate) fn on(&self, number: &SettingId, day: Date) -> Option<SettingIndex> {
        let held = self.by_number.get(number)?;
        let first = held.iter().find(|(closed, _)| *closed > day);
        first.map(|(_, at)| *at).or_else(|| Some(self.follower(held.last()?.1, day)))
    }

    /// The setting that carries on one that had closed, as far as is known.
    fn follower(&self, mut setting: SettingIndex, day: Date) -> SettingIndex {
        for _ in 0..STEPS {
            let closed = self.closed.get(&setting).is_some_and(|closed| *closed <= day);
            match self.carried_on.get(&setting) {
                Some(next) if closed => setting = *next,
                _ => break,
            }
        }
        setting
    }
}
