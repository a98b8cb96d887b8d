//! The order of observations: by indicator, group, place, period and the day they became known.
//!
//! Millions are sorted at every import and at every reading without a snapshot, so the sort follows the data: first
//! everything is dealt out to its indicator (one pass), then each indicator's few thousand are sorted by themselves,
//! side by side. The result is that of sorting all at once, however many threads there are.

use crate::builder::Repeated;
use crate::{Observations, Source};
use rayon::prelude::*;

/// What an observation of one indicator is ordered by: group, place and period in one number, then the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    whom_where_when: u64,
    day: i32,
}

impl Key {
    fn of(o: &Observations, at: usize) -> Key {
        let whom_where_when =
            (u64::from(o.group[at].0) << 32) | (u64::from(o.place[at].0) << 16) | u64::from(o.period[at].0);
        Key { whom_where_when, day: o.known_from[at] }
    }
}

/// Sorts observations and keeps one of those that say the same thing known from the same day: that of the file
/// with the later date, then of the later file in the sorted list, then of the earlier row.
pub(crate) fn sorted_observations(
    o: Observations,
    indicators: usize,
    sources: &[Source],
    repeated: &mut Repeated,
) -> Observations {
    if (1..o.len()).all(|at| (o.indicator[at - 1], Key::of(&o, at - 1)) < (o.indicator[at], Key::of(&o, at)))
    {
        return o;
    }
    let (mut order, mut until) = dealt_out(&o, indicators);
    let mut slices: Vec<&mut [u32]> = Vec::with_capacity(until.len());
    let mut rest = order.as_mut_slice();
    let mut from = 0;
    for end in &until {
        let (slice, after) = rest.split_at_mut(end - from);
        slices.push(slice);
        rest = after;
        from = *end;
    }
    let kept: Vec<usize> = slices.into_par_iter().map(|slice| sort_one(slice, &o, sources)).collect();
    let mut from = 0;
    let mut written = 0;
    for (end, kept) in until.iter_mut().zip(kept) {
        order.copy_within(from..from + kept, written);
        from = *end;
        written += kept;
    }
    repeated.observations += (order.len() - written) as u64;
    order.truncate(written);
    o.reordered(&order)
}

/// The positions of each indicator's observations one after another, and where each indicator's end.
fn dealt_out(o: &Observations, indicators: usize) -> (Vec<u32>, Vec<usize>) {
    let mut until = vec![0usize; indicators];
    for indicator in &o.indicator {
        until[indicator.index()] += 1;
    }
    let mut sum = 0;
    for count in &mut until {
        sum += std::mem::replace(count, sum);
    }
    // `until` holds where each begins; dealing moves it to where each ends.
    let mut order = vec![0u32; o.len()];
    for (at, indicator) in (0u32..).zip(&o.indicator) {
        let next = &mut until[indicator.index()];
        order[*next] = at;
        *next += 1;
    }
    (order, until)
}

/// Sorts the observations of one indicator; those kept come first, and their number is returned.
fn sort_one(order: &mut [u32], o: &Observations, sources: &[Source]) -> usize {
    let mut keyed: Vec<(Key, u32)> = order.iter().map(|at| (Key::of(o, *at as usize), *at)).collect();
    // Equal keys are ordered by source, row and value, never by arrival.
    let tie = |at: u32| {
        let at = at as usize;
        let source = o.source[at];
        (
            std::cmp::Reverse((sources[source.index()].as_at, source)),
            o.row[at],
            o.number[at].to_bits(),
            o.missing[at],
        )
    };
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| tie(a.1).cmp(&tie(b.1))));
    keyed.dedup_by_key(|(key, _)| *key);
    for (place, (_, at)) in order.iter_mut().zip(&keyed) {
        *place = *at;
    }
    keyed.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::ValueForms;
    use crate::{
        FormIndex, GroupIndex, IndicatorIndex, Observation, PeriodIndex, PlaceIndex, SourceIndex, Value,
    };
    use jiff::civil::date;
    use proptest::prelude::*;

    fn source(name: &str, as_at: Option<crate::Date>) -> Source {
        Source {
            sha256: name.to_owned(),
            file: name.to_owned(),
            format: String::new(),
            sheet: String::new(),
            title: String::new(),
            publisher: String::new(),
            licence: String::new(),
            as_at,
            encoding: String::new(),
            known_from_basis: String::new(),
            complete_for: Vec::new(),
            stands_days: None,
            rows_in_file: 0,
            rows_read: 0,
            rows_rejected: 0,
        }
    }

    fn observation(
        (indicator, group, place, period, day, source, row): (u32, u16, u16, u16, i8, u16, u32),
    ) -> Observation {
        Observation {
            indicator: IndicatorIndex(indicator),
            place: PlaceIndex(place),
            period: PeriodIndex(period),
            group: GroupIndex(group),
            value: Value::Number(f64::from(row)),
            fraction: None,
            known_from: date(2011, 8, day),
            source: SourceIndex(source),
            row,
            forms: ValueForms::Value(FormIndex(0)),
        }
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_does_not_show_and_each_thing_is_said_once(
            rows in prop::collection::vec((0u32..3, 0u16..2, 0u16..3, 0u16..3, 1i8..3, 0u16..2, 0u32..9), 0..60),
            turn in 0usize..60,
        ) {
            let sources = [source("a", Some(date(2011, 1, 1))), source("b", None)];
            let mut turned = rows.clone();
            turned.rotate_left(turn.min(rows.len()));
            let sort = |rows: &[(u32, u16, u16, u16, i8, u16, u32)]| {
                let mut o = Observations::default();
                for row in rows {
                    o.push(&observation(*row));
                }
                let mut repeated = Repeated::default();
                let sorted = sorted_observations(o, 3, &sources, &mut repeated);
                (sorted, repeated)
            };
            let (sorted, repeated) = sort(&rows);
            prop_assert_eq!(&(sorted.clone(), repeated), &sort(&turned));
            prop_assert_eq!(sorted.len() as u64 + repeated.observations, rows.len() as u64);
            for at in 1..sorted.len() {
                prop_assert!((sorted.indicator[at - 1], Key::of(&sorted, at - 1)) < (sorted.indicator[at], Key::of(&sorted, at)));
            }
        }
    }

    #[test]
    fn of_two_that_say_the_same_the_one_of_the_later_file_stands() {
        let sources = [source("a", Some(date(2011, 1, 1))), source("b", Some(date(2012, 1, 1)))];
        let mut o = Observations::default();
        o.push(&observation((0, 0, 0, 0, 1, 0, 5)));
        o.push(&observation((0, 0, 0, 0, 1, 1, 9)));
        let mut repeated = Repeated::default();
        let sorted = sorted_observations(o, 1, &sources, &mut repeated);
        assert_eq!((sorted.len(), sorted.row[0], repeated.observations), (1, 9, 1));
    }
}
