//! Observations: indicator × place × period × group, each with its value, its source and when it became public.

use crate::{
    Date, Fractions, GroupIndex, IndicatorIndex, PeriodIndex, PlaceIndex, SourceIndex, Value,
    missing::Missing,
};
use serde::{Deserialize, Serialize};

/// The people an observation is about: `all`, or a breakdown such as `fsm=eligible; gender=female`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Group(pub String);

impl Group {
    /// Everybody.
    pub fn all() -> Group {
        Group("all".to_owned())
    }

    /// The group of some characteristics, in the order of their names; none is everybody.
    pub fn of<'a>(characteristics: impl IntoIterator<Item = (&'a str, &'a str)>) -> Group {
        let mut parts: Vec<String> =
            characteristics.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        if parts.is_empty() {
            return Group::all();
        }
        parts.sort();
        Group(parts.join("; "))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Numerator and denominator of a value, where they are published.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Fraction {
    /// How many.
    pub numerator: f64,
    /// Out of how many.
    pub denominator: f64,
}

/// One observation, with everything else as positions in the evidence's own lists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// What is measured.
    pub indicator: IndicatorIndex,
    /// Where.
    pub place: PlaceIndex,
    /// When.
    pub period: PeriodIndex,
    /// Of whom.
    pub group: GroupIndex,
    /// The number, or why there is none.
    pub value: Value,
    /// What the number was made of, where published.
    pub fraction: Option<Fraction>,
    /// The day from which it was public.
    pub known_from: Date,
    /// The file it came from.
    pub source: SourceIndex,
    /// The row of that file, counted from 1 as a spreadsheet counts.
    pub row: u32,
}

/// Many observations, a column for each part, sorted by indicator, group, place, period, then source and row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Observations {
    /// What is measured.
    pub indicator: Vec<IndicatorIndex>,
    /// Where.
    pub place: Vec<PlaceIndex>,
    /// When.
    pub period: Vec<PeriodIndex>,
    /// Of whom.
    pub group: Vec<GroupIndex>,
    /// The number; 0 where `missing` is not 0.
    pub number: Vec<f64>,
    /// The code of the reason ([`Missing::code`]), 0 where there is a number.
    pub missing: Vec<u8>,
    /// Numerators and denominators of those that have them.
    pub fractions: Fractions,
    /// Days since 1 January 1970.
    pub known_from: Vec<i32>,
    /// The file.
    pub source: Vec<SourceIndex>,
    /// The row of that file.
    pub row: Vec<u32>,
}

impl Observations {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.indicator.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.indicator.is_empty()
    }

    /// The value at a position: the number or the reason.
    pub fn value(&self, at: usize) -> Value {
        match self.missing[at] {
            0 => Value::Number(self.number[at]),
            code => Missing::from_code(code).map_or(Value::Number(self.number[at]), Value::missing),
        }
    }

    /// Numerator and denominator at a position, where published.
    pub fn fraction(&self, at: usize) -> Option<Fraction> {
        self.fractions.get(at)
    }

    /// The observation at a position.
    pub fn get(&self, at: usize) -> Observation {
        Observation {
            indicator: self.indicator[at],
            place: self.place[at],
            period: self.period[at],
            group: self.group[at],
            value: self.value(at),
            fraction: self.fraction(at),
            known_from: crate::date::from_days(self.known_from[at]).unwrap_or(Date::MAX),
            source: self.source[at],
            row: self.row[at],
        }
    }

    /// Adds one at the end.
    pub fn push(&mut self, observation: &Observation) {
        let whole = |fraction: &Fraction| fraction.numerator.is_finite() && fraction.denominator.is_finite();
        if let Some(fraction) = observation.fraction.filter(whole) {
            self.fractions.push(self.len(), fraction);
        }
        self.indicator.push(observation.indicator);
        self.place.push(observation.place);
        self.period.push(observation.period);
        self.group.push(observation.group);
        self.number.push(observation.value.number().unwrap_or(0.0));
        self.missing.push(observation.value.reason().map_or(0, Missing::code));
        self.known_from.push(crate::date::to_days(observation.known_from));
        self.source.push(observation.source);
        self.row.push(observation.row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characteristics_are_named_in_the_same_order_however_given() {
        assert_eq!(
            Group::of([("gender", "female"), ("fsm", "eligible")]),
            Group::of([("fsm", "eligible"), ("gender", "female")])
        );
        assert_eq!(Group::of([]), Group::all());
    }

    #[test]
    fn fractions_may_begin_at_any_row() {
        let base = Observation {
            indicator: IndicatorIndex(0),
            place: PlaceIndex(0),
            period: PeriodIndex(0),
            group: GroupIndex(0),
            value: Value::Number(0.0),
            fraction: None,
            known_from: jiff::civil::date(2011, 8, 31),
            source: SourceIndex(0),
            row: 1,
        };
        let with =
            Observation { fraction: Some(Fraction { numerator: 1.0, denominator: 3.0 }), row: 2, ..base };
        let mut all = Observations::default();
        for one in [&base, &with, &base] {
            all.push(one);
        }
        assert_eq!([all.get(0), all.get(1), all.get(2)], [base, with, base]);
    }
}
