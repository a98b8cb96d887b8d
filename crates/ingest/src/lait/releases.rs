//! When the tool's figures became public: by the release calendar, and by the dates that the tool's dictionary gives.
//!
//! The dictionary says of each measure in which month it was last given new figures. Those of the last period were
//! public by then, so a rule of the calendar never makes them later. Where the calendar has no rule, figures of earlier
//! periods came out as long after their period as the last ones did.

use super::dictionary::{Dictionary, Measure};
use super::periods;
use super::undescribed;
use super::values::Part;
use crate::calendar::{Calendar, Released, Rules, months_after, months_between};
use evidence::{Date, KnownBy, Period, Release};
use rustc_hash::FxHashMap;

/// A measure that was updated longer after its last period than this, in months, says nothing of how fast it comes out.
const LONGEST_WAIT: i32 = 36;

/// When figures became public.
pub struct Releases<'c> {
    calendar: &'c Calendar,
    /// The last day of the last period for which a measure has a number.
    last: FxHashMap<String, Date>,
    /// Nothing is later than the tool's own last update.
    updated: Option<Date>,
}

impl<'c> Releases<'c> {
    /// Looks through the values for the last period of each measure.
    pub fn new(calendar: &'c Calendar, dictionary: &Dictionary, parts: &[Part]) -> Releases<'c> {
        let mut last: FxHashMap<String, Date> = FxHashMap::default();
        for part in parts {
            let many = part.periods.list.len();
            let mut there = vec![false; part.measures.list.len() * many];
            for (at, (measure, period, _)) in part.keys.iter().enumerate() {
                if part.values[at].number().is_some() {
                    there[usize::from(*measure) * many + usize::from(*period)] = true;
                }
            }
            for (at, short) in part.measures.list.iter().enumerate() {
                let described = dictionary.measures.get(short).and_then(|measures| measures.first());
                let year_type = described.and_then(|measure| measure.year_type);
                let labels = part.periods.list.iter().zip(&there[at * many..(at + 1) * many]);
                let ends = labels
                    .filter(|(_, there)| **there)
                    .filter_map(|(label, _)| periods::read(label, year_type).end);
                if let Some(end) = ends.max() {
                    let known = last.entry(short.clone()).or_insert(end);
                    *known = end.max(*known);
                }
            }
        }
        Releases { calendar, last, updated: dictionary.updated.map(Date::last_of_month) }
    }

    /// Those of one measure.
    pub fn of_measure(&self, short: &str, described: Option<&Measure>) -> MeasureReleases<'_> {
        let rules = match described {
            Some(measure) => self.calendar.rules_of(&measure.indicator),
            None => self.calendar.rules_of(&undescribed(short)),
        };
        let updated = described.and_then(|measure| measure.updated);
        MeasureReleases { all: self, rules, last: self.last.get(short).copied(), updated }
    }
}

/// When figures of one measure became public.
pub struct MeasureReleases<'r> {
    all: &'r Releases<'r>,
    rules: Rules<'r>,
    last: Option<Date>,
    updated: Option<Date>,
}

impl MeasureReleases<'_> {
    /// The day for a period, and how it is known.
    pub fn of(&self, period: &Period) -> Released {
        let tool = "the benchmarking tool itself was last updated in that month";
        let found = self.rules.day(period).or_else(|| self.as_the_last(period));
        let found = found.or_else(|| self.all.calendar.otherwise(period)).unwrap_or_else(|| {
            // A label that says no year: known when the file itself was.
            let reason = "the period has no dates, so the tool's last update counts".to_owned();
            let release = Release { known_by: KnownBy::Inferred, reason };
            Released { day: self.all.updated.unwrap_or(Date::MAX), release }
        });
        let of_last = self.updated.filter(|_| period.end.is_some() && period.end == self.last);
        found
            .no_later_than(
                of_last,
                "the benchmarking dictionary says that the measure was updated in that month",
            )
            .no_later_than(self.all.updated, tool)
    }

    /// As long after its period as the last figures came out after theirs.
    fn as_the_last(&self, period: &Period) -> Option<Released> {
        let (last, updated) = (self.last?, self.updated?);
        let wait = months_between(last, updated);
        if !(0..=LONGEST_WAIT).contains(&wait) {
            return None;
        }
        let reason = format!(
            "{wait} months after the period, as the measure's last figures, which the benchmarking dictionary dates"
        );
        let release = Release { known_by: KnownBy::Calendar, reason };
        Some(Released { day: months_after(period.end?, wait)?, release })
    }
}
