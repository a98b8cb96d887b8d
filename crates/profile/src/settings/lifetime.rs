//! When each setting was open, worked out once from all lists that have it and all complete lists that lack it.
//!
//! Between two complete lists a day of opening or closing counts where one is published. Where none is, only this is
//! known: the setting was on one list and not on the other. Such changes are spread evenly over the time between the lists,
//! so that the count of an area goes from the one list's to the other's by even steps.

use super::open::SettingsIndex;
use evidence::date::NO_DAY;
use evidence::{RemitIndex, SettingIndex};
use rayon::prelude::*;
use std::ops::Range;

/// How many settings are worked out at once on one thread.
const AT_ONCE: usize = 4096;

/// A complete list of a remit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CompleteList {
    /// Its day.
    pub(super) day: i32,
    /// Until when it stands as the count of its remit, where it is a yearly count.
    pub(super) stands_until: Option<i32>,
}

/// A time in which a setting was open: from a day on, until the day from which it no longer was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: i32,
    until: i32,
}

/// A change that happened between two lists, on a day that nothing says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    /// Whether the setting closed; else it opened.
    pub(super) closed: bool,
    /// The remit.
    pub(super) remit: RemitIndex,
    /// The area, by its number.
    pub(super) area: u16,
    /// The day of the earlier list.
    pub(super) after: i32,
    /// The day of the later list.
    pub(super) by: i32,
    /// What changes come in the order of: the last inspection of settings that closed.
    order: i32,
    setting: SettingIndex,
    /// The position of the span that begins or ends so.
    span: u32,
    /// The latest day that it can have been.
    latest: i32,
}

/// The times in which settings were open.
#[derive(Debug, Default)]
pub(super) struct Lifetimes {
    /// Where the spans of each setting begin; one more at the end.
    from: Vec<u32>,
    spans: Vec<Span>,
    /// The changes without a day, by kind, remit, area and lists.
    changes: Vec<Change>,
}

/// The beginning or the end of a span.
#[derive(Debug, Clone, Copy)]
enum Bound {
    Day(i32),
    /// After one list and by another, and no later than a day.
    Between {
        after: i32,
        by: i32,
        latest: i32,
    },
}

/// What one part of the settings gives.
#[derive(Default)]
struct Part {
    many: Vec<u32>,
    spans: Vec<Span>,
    changes: Vec<Change>,
}

impl Lifetimes {
    /// Works out all settings.
    pub(super) fn of(index: &SettingsIndex) -> Lifetimes {
        let settings = index.evidence().settings.len();
        let parts: Vec<Part> = (0..settings.div_ceil(AT_ONCE))
            .into_par_iter()
            .map(|part| {
                let mut found = Part::default();
                for setting in part * AT_ONCE..settings.min((part + 1) * AT_ONCE) {
                    let setting = SettingIndex(u32::try_from(setting).unwrap_or(u32::MAX));
                    Reading { index, setting, part: &mut found }.read();
                }
                found
            })
            .collect();
        let mut all = Lifetimes { from: vec![0], ..Lifetimes::default() };
        for part in parts {
            let before = u32::try_from(all.spans.len()).unwrap_or(u32::MAX);
            let mut from = before;
            for many in part.many {
                from += many;
                all.from.push(from);
            }
            all.spans.extend(part.spans);
            all.changes.extend(
                part.changes.into_iter().map(|change| Change { span: change.span + before, ..change }),
            );
        }
        all.changes.par_sort_unstable();
        all.spread();
        all
    }

    /// Gives each change without a day one: those of an area, remit and pair of lists at even distances.
    fn spread(&mut self) {
        let of_lists = |c: &Change| (c.closed, c.remit, c.area, c.after, c.by);
        for group in self.changes.chunk_by(|a, b| of_lists(a) == of_lists(b)) {
            let parts = 2 * i64::try_from(group.len()).unwrap_or(i64::MAX);
            for (at, change) in (0_i64..).zip(group) {
                let days = i64::from(change.by - change.after);
                // Rounded up, so that the day is after the earlier list.
                let along = (days * (2 * at + 1) + parts - 1) / parts;
                let day = change.after + i32::try_from(along).unwrap_or(0);
                let span = &mut self.spans[change.span as usize];
                if change.closed {
                    span.until = day;
                } else {
                    span.from = day.min(change.latest);
                }
            }
        }
    }

    /// Whether a setting was open on a day, by what lists say.
    pub(super) fn open_on(&self, setting: SettingIndex, day: i32) -> bool {
        let spans = self.from[setting.index()] as usize..self.from[setting.index() + 1] as usize;
        self.spans[spans].iter().any(|span| span.from <= day && day < span.until)
    }

    /// The changes of an area's remit without a day that lie between two lists before and after a day.
    pub(super) fn changes_around(
        &self,
        area: u16,
        remit: RemitIndex,
        day: i32,
    ) -> impl Iterator<Item = &Change> {
        [false, true].into_iter().flat_map(move |closed| {
            let key = (closed, remit, area);
            let of = |change: &Change| (change.closed, change.remit, change.area);
            let from = self.changes.partition_point(|change| of(change) < key);
            let many = self.changes[from..].partition_point(|change| of(change) == key);
            self.changes[from..from + many].iter().filter(move |change| change.after < day && day < change.by)
        })
    }
}

/// The lists of one setting being read.
struct Reading<'r> {
    index: &'r SettingsIndex,
    setting: SettingIndex,
    part: &'r mut Part,
}

impl Reading<'_> {
    fn read(mut self) {
        let before = self.part.spans.len();
        let listings = self.index.listings(self.setting);
        let all = &self.index.evidence().listings;
        let mut present: Option<(Bound, usize)> = None;
        for at in listings.clone() {
            if let Some((from, last)) = present
                && let Some(absent) = self.absent(last, Some(at))
            {
                let until = self.end(last, absent, listings.end);
                self.add(from, until, last);
                present = None;
            }
            if self.is_present(at) {
                let from = present.map_or_else(|| self.beginning(at), |(from, _)| from);
                present = Some((from, at));
            }
        }
        if let Some((from, last)) = present {
            let until = match self.absent(last, None) {
                Some(absent) => self.end(last, absent, listings.end),
                // A day of closing that was known beforehand.
                None if all.closed[last] != NO_DAY => Bound::Day(all.closed[last]),
                None => Bound::Day(i32::MAX),
            };
            self.add(from, until, last);
        } else if self.part.spans.len() == before {
            self.only_closed(listings);
        }
        self.part.many.push(u32::try_from(self.part.spans.len() - before).unwrap_or(u32::MAX));
    }

    /// Whether a listing has the setting as open on its own day.
    fn is_present(&self, at: usize) -> bool {
        let all = &self.index.evidence().listings;
        all.active[at] && (all.closed[at] == NO_DAY || all.closed[at] > all.listed_as_at[at])
    }

    /// The first day after a listing, and before the next one, on which a list shows that the setting was not open.
    fn absent(&self, last: usize, next: Option<usize>) -> Option<i32> {
        let all = &self.index.evidence().listings;
        let (after, before) = (all.listed_as_at[last], next.map_or(i32::MAX, |next| all.listed_as_at[next]));
        let lists = self.index.complete_lists(all.remit[last]);
        let first = lists[lists.partition_point(|list| list.day <= after)..].first().map(|list| list.day);
        first.filter(|day| *day < before).or_else(|| {
            let is_closed_then = next.is_some_and(|next| !self.is_present(next));
            is_closed_then.then_some(before)
        })
    }

    /// The day from which a setting that a listing has was open, where nothing has it before.
    fn beginning(&self, at: usize) -> Bound {
        let all = &self.index.evidence().listings;
        let by = all.listed_as_at[at];
        let lists = self.index.complete_lists(all.remit[at]);
        let lacking = lists[..lists.partition_point(|list| list.day < by)].last();
        let opened = Some(all.opened[at]).filter(|day| *day != NO_DAY).or_else(|| {
            let known = all.opened[self.index.listings(self.setting)].iter().copied();
            known.filter(|day| *day != NO_DAY).min()
        });
        let Some(lacking) = lacking else {
            return Bound::Day(opened.or_else(|| self.index.began(self.setting)).unwrap_or(i32::MIN));
        };
        let within = |day: &i32| lacking.day < *day && *day <= by;
        if lacking.stands_until.is_some_and(|until| by <= until) {
            return Bound::Day(self.index.carried_on_from(self.setting).filter(within).unwrap_or(by));
        }
        let known = opened.filter(|day| *day > lacking.day);
        if let Some(day) = known.or_else(|| self.index.followed_from(self.setting).filter(within)) {
            return Bound::Day(day);
        }
        match self.index.first_inspected(self.setting) {
            // The list lacks a setting that had been inspected: it was open, and counts from the day after.
            Some(first) if first <= lacking.day => Bound::Day(lacking.day + 1),
            first => {
                Bound::Between { after: lacking.day, by, latest: first.map_or(by, |first| first.min(by)) }
            }
        }
    }

    /// The day from which a setting that a listing has was no longer open, where a list of some day lacks it.
    fn end(&self, last: usize, absent: i32, listings_end: usize) -> Bound {
        let all = &self.index.evidence().listings;
        let after = all.listed_as_at[last];
        if self.index.stands_until(last).is_some_and(|until| absent <= until) {
            return Bound::Day(absent);
        }
        let within = |day: &i32| after < *day && *day <= absent;
        let later = all.closed[last..listings_end].iter().copied().filter(|day| *day != NO_DAY).next_back();
        let of_no_later_list = || !(last + 1..listings_end).any(|at| self.is_present(at));
        let closed = later.filter(|day| within(day) || *day > absent && of_no_later_list());
        if let Some(day) = closed.or_else(|| self.index.became_another_on(self.setting).filter(within)) {
            return Bound::Day(day);
        }
        Bound::Between { after, by: absent, latest: absent }
    }

    /// A setting that every list has as closed: open until the day it closed, unless a complete list before lacks it.
    fn only_closed(&mut self, listings: Range<usize>) {
        let all = &self.index.evidence().listings;
        let Some(at) = listings.rev().find(|at| all.closed[*at] != NO_DAY) else { return };
        let closed = all.closed[at];
        let opened = Some(all.opened[at]).filter(|day| *day != NO_DAY);
        let lacking = self.index.complete_lists(all.remit[at]).first().is_some_and(|list| list.day < closed);
        if opened.is_some() || !lacking {
            let from = opened.or_else(|| self.index.began(self.setting)).unwrap_or(i32::MIN);
            self.add(Bound::Day(from), Bound::Day(closed), at);
        }
    }

    /// Adds a span of the remit and area of a listing.
    fn add(&mut self, from: Bound, until: Bound, at: usize) {
        let span = u32::try_from(self.part.spans.len()).unwrap_or(u32::MAX);
        let all = &self.index.evidence().listings;
        let mut day_of = |bound: Bound, closed: bool| match bound {
            Bound::Day(day) => day,
            Bound::Between { after, by, latest } => {
                let order =
                    if closed { self.index.last_inspected(self.setting).unwrap_or(i32::MIN) } else { 0 };
                let (remit, area) = (all.remit[at], all.area[at]);
                let setting = self.setting;
                self.part.changes.push(Change {
                    closed,
                    remit,
                    area,
                    after,
                    by,
                    order,
                    setting,
                    span,
                    latest,
                });
                by
            }
        };
        let (from, until) = (day_of(from, false), day_of(until, true));
        self.part.spans.push(Span { from, until });
    }
}
