//! A series of figures as a grid of periods and places.

use crate::convention::{Change, Convention, Latest, PeriodOrder};
use crate::series::{Bases, Line, SeriesRules, year_of, year_of_label};
use evidence::missing::Missing;
use evidence::{
    Date, Evidence, GroupIndex, IndicatorIndex, Period, PeriodIndex, Place, PlaceIndex, Value, date,
};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The observations of one indicator and group: they stand together, because observations are sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The indicator.
    pub indicator: IndicatorIndex,
    /// The group.
    pub group: GroupIndex,
    /// Positions in the observations.
    pub rows: Range<usize>,
}

/// All runs of some evidence, in the order of indicators and groups.
pub fn runs(evidence: &Evidence) -> Vec<Run> {
    let o = &evidence.observations;
    let mut runs = Vec::new();
    let mut from = 0;
    while from < o.len() {
        let (indicator, group) = (o.indicators()[from], o.groups()[from]);
        // A run is found by halving, not by looking at each row: groups within an indicator, then the indicator's end.
        let until = from + o.indicators()[from..].partition_point(|other| *other <= indicator);
        let end = from + o.groups()[from..until].partition_point(|other| *other <= group);
        runs.push(Run { indicator, group, rows: from..end });
        from = end;
    }
    runs
}

/// Periods × places of one series, as known at a date.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The indicator that is used: of a declared series the one that reaches furthest.
    pub indicator: IndicatorIndex,
    /// Its group.
    pub group: GroupIndex,
    /// The position of that indicator among the runs of the line.
    pub member: usize,
    /// The periods, in the convention's order.
    pub periods: Vec<PeriodIndex>,
    /// The latest of them, by the convention.
    pub latest: usize,
    /// The two periods that a change is taken between, earlier first, by the convention; or why there is none.
    pub change: Result<(usize, usize), Missing>,
    /// On which basis each period stands.
    pub bases: Bases,
    /// For each period whether it is provisional.
    pub provisional: Vec<bool>,
    /// The periods of other labels, with where they stand.
    others: Vec<(PeriodIndex, usize)>,
    places: usize,
    /// For each period and place the position of the observation and one; 0 where there is none.
    cells: Vec<u32>,
}

/// What a grid is laid out by.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'l> {
    /// The evidence.
    pub evidence: &'l Evidence,
    /// The convention.
    pub convention: &'l Convention,
    /// Which periods are provisional.
    pub rules: &'l SeriesRules,
    /// The date up to which figures were public; without it all are.
    pub as_at: Option<Date>,
}

/// A period of a grid that is being laid out.
struct Slot {
    /// What the period is called.
    period: PeriodIndex,
    /// The member of which it is.
    member: usize,
}

impl Grid {
    /// Lays out a line; none where nothing of it was known at the date.
    pub fn of(by: &Layout<'_>, line: &Line) -> Option<Grid> {
        let (evidence, convention) = (by.evidence, by.convention);
        let o = &evidence.observations;
        let known_until = by.as_at.map_or(i32::MAX, date::to_days);
        let rows = |member: usize| {
            line.runs[member].rows.clone().filter(move |at| o.known_from()[*at] <= known_until)
        };
        let seen: Vec<Vec<PeriodIndex>> = (0..line.runs.len())
            .map(|member| {
                let mut seen = vec![false; evidence.periods.len()];
                rows(member).for_each(|at| seen[o.periods()[at].index()] = true);
                let periods = (0..=u16::MAX).zip(&seen).filter(|(_, seen)| **seen);
                periods.map(|(at, _)| PeriodIndex(at)).collect()
            })
            .collect();
        let member = by.used(&seen)?;
        let (slots, place_of) = by.slots(&seen, member);
        let periods: Vec<PeriodIndex> = slots.iter().map(|slot| slot.period).collect();
        let label = |at: PeriodIndex| evidence.periods[at.index()].label.as_str();
        let latest = match convention.latest.rule {
            Latest::LastInOrder => periods.len().checked_sub(1)?,
            Latest::GreatestLabel => (0..periods.len()).max_by_key(|slot| (label(periods[*slot]), *slot))?,
        };
        let mut slot_of = vec![0_usize; evidence.periods.len()];
        place_of.iter().for_each(|(at, slot)| slot_of[at.index()] = *slot);
        let places = evidence.places.len();
        let mut cells = vec![0_u32; periods.len() * places];
        // The member that is used speaks last. Observations of one cell stand in the order in which they became known:
        // the last one written stands, but a provisional figure never in the place of a final one.
        let others = (0..line.runs.len()).rev().filter(|other| *other != member);
        for of in others.chain([member]) {
            for at in rows(of) {
                let slot = slot_of[o.periods()[at].index()];
                let cell = &mut cells[slot * places + o.places()[at].index()];
                let stands =
                    (*cell as usize).checked_sub(1).filter(|known| line.runs[of].rows.contains(known));
                if stands.is_none_or(|known| by.takes_its_place(known, at)) {
                    *cell = u32::try_from(at + 1).unwrap_or(0);
                }
            }
        }
        let of_periods: Vec<(&Period, usize)> =
            slots.iter().map(|slot| (&evidence.periods[slot.period.index()], slot.member)).collect();
        let bases = Bases::of(line, &of_periods);
        let provisional: Vec<bool> = of_periods
            .iter()
            .map(|(period, _)| by.respects_breaks() && by.rules.is_provisional(period))
            .collect();
        let change = by.change(&periods, &bases, &provisional);
        let run = &line.runs[member];
        Some(Grid {
            indicator: run.indicator,
            group: run.group,
            member,
            others: place_of.into_iter().filter(|(at, slot)| periods[*slot] != *at).collect(),
            periods,
            latest,
            change,
            bases,
            provisional,
            places,
            cells,
        })
    }

    /// The position of the observation of a period and place.
    pub fn observation(&self, slot: usize, place: PlaceIndex) -> Option<usize> {
        let cell = *self.cells.get(slot * self.places + place.index())?;
        (cell as usize).checked_sub(1)
    }

    /// The number of a period and place, where there is one.
    pub fn number(&self, evidence: &Evidence, slot: usize, place: PlaceIndex) -> Option<f64> {
        let at = self.observation(slot, place)?;
        evidence.observations.value(at).number()
    }

    /// The value of a period and place, or why there is none.
    pub fn value(&self, evidence: &Evidence, slot: usize, place: PlaceIndex) -> Value {
        match self.observation(slot, place) {
            Some(at) => evidence.observations.value(at),
            None => Value::missing(self.reason_of_absence(evidence, slot, evidence.places[place.index()])),
        }
    }

    /// Why no row speaks of a place in a period: it did not exist, or nobody published anything.
    pub fn reason_of_absence(&self, evidence: &Evidence, slot: usize, place: Place) -> Missing {
        let period = &evidence.periods[self.periods[slot].index()];
        match place.area().and_then(|number| evidence.areas.get(number)) {
            Some(area) if !existed_in(area, period) => Missing::AreaDidNotExist,
            _ => Missing::NotPublished,
        }
    }

    /// Whether any period has a row, with a number or without, for a place.
    pub fn mentions(&self, place: PlaceIndex) -> bool {
        (0..self.periods.len()).any(|slot| self.observation(slot, place).is_some())
    }

    /// The last period of a label, also where the period is shown under another.
    pub fn slot(&self, evidence: &Evidence, label: &str) -> Option<usize> {
        let called = |at: &PeriodIndex| evidence.periods[at.index()].label == label;
        let shown = (0..self.periods.len()).rev().find(|slot| called(&self.periods[*slot]));
        shown.or_else(|| self.others.iter().filter(|(at, _)| called(at)).map(|(_, slot)| *slot).max())
    }

    /// Whether the figures of a period may be compared with those of the latest one.
    pub fn is_comparable(&self, slot: usize) -> bool {
        self.bases.of[slot] == self.bases.of[self.latest] && !self.provisional[slot]
    }
}

impl Layout<'_> {
    fn respects_breaks(&self) -> bool {
        self.convention.breaks.respected()
    }

    fn period(&self, at: PeriodIndex) -> &Period {
        &self.evidence.periods[at.index()]
    }

    fn order(&self, at: PeriodIndex) -> i32 {
        in_order(self.convention.period_order.rule, self.period(at))
    }

    /// Of the members of which anything was known the one that reaches furthest; of several the first.
    fn used(&self, seen: &[Vec<PeriodIndex>]) -> Option<usize> {
        let reach = |periods: &[PeriodIndex]| periods.iter().map(|at| self.order(*at)).max();
        let furthest = seen.iter().filter_map(|periods| reach(periods)).max()?;
        seen.iter().position(|periods| reach(periods) == Some(furthest))
    }

    /// The periods in their order, and where each period that was seen stands. Under our own order, periods of the same
    /// days are one, whatever they are called ("2016/17", "2017"; "2025 (prov)", "2025").
    fn slots(&self, seen: &[Vec<PeriodIndex>], used: usize) -> (Vec<Slot>, FxHashMap<PeriodIndex, usize>) {
        let by_days = self.convention.period_order.rule == PeriodOrder::EndDate;
        let mut all: Vec<Slot> = Vec::new();
        let members = std::iter::once(used).chain((0..seen.len()).filter(|member| *member != used));
        for member in members {
            all.extend(seen[member].iter().map(|period| Slot { period: *period, member }));
        }
        let key = |slot: &Slot| (self.order(slot.period), self.period(slot.period).label.clone());
        // The order is kept among equals: the member that is used comes first.
        all.sort_by_cached_key(key);
        let mut slots: Vec<Slot> = Vec::new();
        let mut place_of = FxHashMap::default();
        for slot in all {
            let period = self.period(slot.period);
            let same = |known: &Slot| {
                let other = self.period(known.period);
                known.period == slot.period
                    || (by_days
                        && other.end.is_some()
                        && (other.start, other.end) == (period.start, period.end))
            };
            match slots.iter().rposition(same) {
                Some(at) => {
                    place_of.insert(slot.period, at);
                    if self.names_it_better(&slot, &slots[at], used) {
                        slots[at] = slot;
                    }
                }
                None => {
                    place_of.insert(slot.period, slots.len());
                    slots.push(slot);
                }
            }
        }
        (slots, place_of)
    }

    /// Whether a period is called by one name rather than by another: by that of the member that is used, and as final.
    fn names_it_better(&self, one: &Slot, known: &Slot, used: usize) -> bool {
        let rank = |slot: &Slot| (slot.member == used, !self.rules.is_provisional(self.period(slot.period)));
        rank(one) > rank(known)
    }

    /// Whether an observation stands in the place of another of the same place and period.
    fn takes_its_place(&self, known: usize, other: usize) -> bool {
        let o = &self.evidence.observations;
        let is_final = |at: usize| !self.rules.is_provisional(self.period(o.periods()[at]));
        o.periods()[known] == o.periods()[other]
            || (is_final(other), o.known_from()[other]) >= (is_final(known), o.known_from()[known])
    }

    /// Between which periods the convention takes a change.
    fn change(
        &self,
        periods: &[PeriodIndex],
        bases: &Bases,
        provisional: &[bool],
    ) -> Result<(usize, usize), Missing> {
        let later = periods.len().checked_sub(1).ok_or(Missing::NotPublished)?;
        let earlier = later.checked_sub(1).ok_or(Missing::NotPublished)?;
        if self.convention.change.rule == Change::ConsecutivePeriods {
            let year = |slot: usize| year_of(self.period(periods[slot])).ok_or(Missing::NotPublished);
            if year(earlier)? + 1 != year(later)? {
                return Err(Missing::NotPublished);
            }
        }
        if bases.of[earlier] != bases.of[later] {
            return Err(Missing::NotComparable);
        }
        if provisional[earlier] || provisional[later] {
            return Err(Missing::Provisional);
        }
        Ok((earlier, later))
    }
}

fn existed_in(area: &evidence::Area, period: &Period) -> bool {
    let began_later = area.opened.is_some_and(|opened| period.end.is_some_and(|end| end < opened));
    let had_ended = area.closed.is_some_and(|closed| period.start.is_some_and(|start| closed < start));
    !(began_later || had_ended)
}

/// Where a period stands in the order of periods. A label that begins with no year stands last.
fn in_order(order: PeriodOrder, period: &Period) -> i32 {
    match (order, period.end) {
        (PeriodOrder::EndDate, Some(end)) => date::to_days(end),
        (PeriodOrder::EndDate, None) => year_of_label(&period.label)
            .and_then(|year| Date::new(i16::try_from(year).ok()?, 12, 31).ok())
            .map_or(i32::MIN, date::to_days),
        (PeriodOrder::FirstYearOfLabel, _) => year_of_label(&period.label).unwrap_or(i32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_by_its_first_four_characters() {
        assert_eq!(year_of_label("2016/17-18/19"), Some(2016));
        assert_eq!(year_of_label("2025 (prov)"), Some(2025));
        assert_eq!(year_of_label("0"), Some(0));
        assert_eq!(year_of_label("été"), None);
    }
}
