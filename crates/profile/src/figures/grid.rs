//! One indicator of one group as a grid of periods and places.

use crate::convention::{Change, Convention, Latest, PeriodOrder};
use evidence::missing::Missing;
use evidence::{
    Date, Evidence, GroupIndex, IndicatorIndex, Period, PeriodIndex, Place, PlaceIndex, Value, date,
};
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

/// Periods × places of one indicator and group, as known at a date.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The indicator.
    pub indicator: IndicatorIndex,
    /// The group.
    pub group: GroupIndex,
    /// The periods, in the convention's order.
    pub periods: Vec<PeriodIndex>,
    /// The latest of them, by the convention.
    pub latest: usize,
    /// The two periods that a change is taken between, earlier first, by the convention.
    pub change: Option<(usize, usize)>,
    places: usize,
    /// For each period and place the position of the observation and one; 0 where there is none.
    cells: Vec<u32>,
}

impl Grid {
    /// Lays out a run; none where nothing of it was known at the date.
    pub fn of(evidence: &Evidence, run: &Run, convention: &Convention, as_at: Option<Date>) -> Option<Grid> {
        let o = &evidence.observations;
        let known_until = as_at.map_or(i32::MAX, date::to_days);
        let rows = || run.rows.clone().filter(|at| o.known_from()[*at] <= known_until);
        let mut seen = vec![false; evidence.periods.len()];
        rows().for_each(|at| seen[o.periods()[at].index()] = true);
        let mut periods: Vec<PeriodIndex> =
            (0..=u16::MAX).zip(&seen).filter(|(_, seen)| **seen).map(|(at, _)| PeriodIndex(at)).collect();
        let label = |at: PeriodIndex| evidence.periods[at.index()].label.as_str();
        let order = convention.period_order.rule;
        periods
            .sort_by_cached_key(|at| (in_order(order, &evidence.periods[at.index()]), label(*at).to_owned()));
        let latest = match convention.latest.rule {
            Latest::LastInOrder => periods.len().checked_sub(1)?,
            Latest::GreatestLabel => (0..periods.len()).max_by_key(|slot| (label(periods[*slot]), *slot))?,
        };
        let mut slots = vec![0_usize; evidence.periods.len()];
        periods.iter().enumerate().for_each(|(slot, at)| slots[at.index()] = slot);
        let places = evidence.places.len();
        let mut cells = vec![0_u32; periods.len() * places];
        // Observations of one cell stand in the order in which they became known: the last one written stands.
        for at in rows() {
            cells[slots[o.periods()[at].index()] * places + o.places()[at].index()] =
                u32::try_from(at + 1).unwrap_or(0);
        }
        let change = change_between(evidence, convention, &periods);
        Some(Grid { indicator: run.indicator, group: run.group, periods, latest, change, places, cells })
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
}

/// Whether an area existed in any part of a period.
pub(super) fn existed_in(area: &evidence::Area, period: &Period) -> bool {
    let began_later = area.opened.is_some_and(|opened| period.end.is_some_and(|end| end < opened));
    let had_ended = area.closed.is_some_and(|closed| period.start.is_some_and(|start| closed < start));
    !(began_later || had_ended)
}

/// The year that a label begins with: its first four characters as a number, as the published tool reads it.
fn year_of_label(label: &str) -> Option<i32> {
    let end = label.char_indices().nth(4).map_or(label.len(), |(at, _)| at);
    label[..end].trim().parse().ok()
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

fn change_between(
    evidence: &Evidence,
    convention: &Convention,
    periods: &[PeriodIndex],
) -> Option<(usize, usize)> {
    let later = periods.len().checked_sub(1)?;
    let earlier = later.checked_sub(1)?;
    match convention.change.rule {
        Change::LastTwoPeriods => Some((earlier, later)),
        Change::ConsecutivePeriods => {
            let year = |slot: usize| {
                let period = &evidence.periods[periods[slot].index()];
                period.end_year().map(i32::from).or_else(|| year_of_label(&period.label))
            };
            (year(earlier)? + 1 == year(later)?).then_some((earlier, later))
        }
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
