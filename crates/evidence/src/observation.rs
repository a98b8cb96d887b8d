//! Observations: indicator × place × period × group, each with its value, its cells and when it became public.

use crate::cell::{CellPlace, CellRef, ValueCells};
use crate::{
    Date, FormIndex, GroupIndex, IndicatorIndex, PeriodIndex, PlaceIndex, ReleaseIndex, SourceIndex, Sparse,
    Value, missing::Missing,
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The people an observation is about: `all`, or a breakdown such as `fsm=eligible; gender=female`.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
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

impl std::fmt::Display for Group {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Numerator and denominator of a value, where they are published.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Fraction {
    /// How many.
    pub numerator: f64,
    /// Out of how many.
    pub denominator: f64,
}

/// The cells of a row that an observation was read from, as positions in [`crate::Evidence::cell_forms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueForms {
    /// The value's cell alone.
    Value(FormIndex),
    /// The value's cell, and those of its numerator and denominator.
    ValueAndParts(FormIndex, PartForms),
    /// Numerator and denominator, from which the value was worked out.
    Parts(PartForms),
}

/// The cells of a numerator and a denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartForms {
    /// How many.
    pub numerator: FormIndex,
    /// Out of how many.
    pub denominator: FormIndex,
}

impl ValueForms {
    fn value(self) -> Option<FormIndex> {
        match self {
            ValueForms::Value(form) | ValueForms::ValueAndParts(form, _) => Some(form),
            ValueForms::Parts(_) => None,
        }
    }

    fn parts(self) -> Option<PartForms> {
        match self {
            ValueForms::Value(_) => None,
            ValueForms::ValueAndParts(_, parts) | ValueForms::Parts(parts) => Some(parts),
        }
    }
}

/// One observation, with everything else as positions in the evidence's own lists.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
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
    /// How that day is known.
    pub release: ReleaseIndex,
    /// The file it came from.
    pub source: SourceIndex,
    /// The row of that file, counted as [`crate::Origin::row`] is.
    pub row: u32,
    /// The cells of that row.
    pub forms: ValueForms,
}

/// An observation whose value stands in a cell of its own, as the readers of large files add them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PublishedValue {
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
    /// The day from which it was public, in days since 1 January 1970.
    pub known_from: i32,
    /// How that day is known.
    pub release: ReleaseIndex,
    /// Its cell.
    pub cell: CellPlace,
}

/// What the column of forms holds for a value that was worked out and has no cell.
pub(crate) const COMPUTED: FormIndex = FormIndex(u32::MAX);

/// Many observations, a column for each part, sorted by indicator, group, place, period, then source and row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Observations {
    pub(crate) indicator: Vec<IndicatorIndex>,
    pub(crate) place: Vec<PlaceIndex>,
    pub(crate) period: Vec<PeriodIndex>,
    pub(crate) group: Vec<GroupIndex>,
    /// The number; 0 where there is none.
    pub(crate) number: Vec<f64>,
    /// Why there is no number.
    pub(crate) missing: Vec<Option<Missing>>,
    pub(crate) fractions: Sparse<Fraction>,
    /// Days since 1 January 1970.
    pub(crate) known_from: Vec<i32>,
    pub(crate) release: Vec<ReleaseIndex>,
    pub(crate) source: Vec<SourceIndex>,
    pub(crate) row: Vec<u32>,
    /// The value's cell, or [`COMPUTED`].
    pub(crate) form: Vec<FormIndex>,
    pub(crate) part_forms: Sparse<PartForms>,
}

/// The new positions of what observations refer to by position, by the old ones.
#[derive(Debug)]
pub(crate) struct Renumbering {
    pub(crate) indicators: Vec<IndicatorIndex>,
    pub(crate) places: Vec<PlaceIndex>,
    pub(crate) periods: Vec<PeriodIndex>,
    pub(crate) groups: Vec<GroupIndex>,
    pub(crate) releases: Vec<ReleaseIndex>,
    pub(crate) sources: Vec<SourceIndex>,
    pub(crate) forms: Vec<FormIndex>,
}

impl Observations {
    /// None yet, with room for some.
    pub fn with_capacity(rows: usize) -> Observations {
        Observations {
            indicator: Vec::with_capacity(rows),
            place: Vec::with_capacity(rows),
            period: Vec::with_capacity(rows),
            group: Vec::with_capacity(rows),
            number: Vec::with_capacity(rows),
            missing: Vec::with_capacity(rows),
            fractions: Sparse::default(),
            known_from: Vec::with_capacity(rows),
            release: Vec::with_capacity(rows),
            source: Vec::with_capacity(rows),
            row: Vec::with_capacity(rows),
            form: Vec::with_capacity(rows),
            part_forms: Sparse::default(),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.indicator.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.indicator.is_empty()
    }

    /// What each measures.
    pub fn indicators(&self) -> &[IndicatorIndex] {
        &self.indicator
    }

    /// Where each is.
    pub fn places(&self) -> &[PlaceIndex] {
        &self.place
    }

    /// When each was.
    pub fn periods(&self) -> &[PeriodIndex] {
        &self.period
    }

    /// Of whom each is.
    pub fn groups(&self) -> &[GroupIndex] {
        &self.group
    }

    /// The days from which each was public, since 1 January 1970.
    pub fn known_from(&self) -> &[i32] {
        &self.known_from
    }

    /// How those days are known.
    pub fn releases(&self) -> &[ReleaseIndex] {
        &self.release
    }

    /// The file of each.
    pub fn sources(&self) -> &[SourceIndex] {
        &self.source
    }

    /// The row of its file of each, counted as [`crate::Origin::row`] is.
    pub fn rows(&self) -> &[u32] {
        &self.row
    }

    /// The value at a position: the number or the reason.
    pub fn value(&self, at: usize) -> Value {
        self.missing[at].map_or(Value::Number(self.number[at]), Value::missing)
    }

    /// Numerator and denominator at a position, where published.
    pub fn fraction(&self, at: usize) -> Option<Fraction> {
        self.fractions.get(at)
    }

    /// The cell of the value at a position, or those that it was worked out from.
    pub fn cells(&self, at: usize) -> ValueCells {
        match (self.form[at], self.fraction_cells(at)) {
            (COMPUTED, Some((numerator, denominator))) => ValueCells::Computed { numerator, denominator },
            (form, _) => ValueCells::Published(CellRef::of_value(self.place_of(at, form), self.value(at))),
        }
    }

    /// The cells of numerator and denominator at a position, where the file has them: also where it publishes the
    /// value itself.
    pub fn fraction_cells(&self, at: usize) -> Option<(CellRef, CellRef)> {
        let forms = self.part_forms.get(at)?;
        let fraction = self.fraction(at);
        let cell = |form, number: Option<f64>| {
            let place = self.place_of(at, form);
            number.map_or(CellRef::of_words(place), |number| CellRef::of_value(place, Value::Number(number)))
        };
        let numerator = cell(forms.numerator, fraction.map(|fraction| fraction.numerator));
        let denominator = cell(forms.denominator, fraction.map(|fraction| fraction.denominator));
        Some((numerator, denominator))
    }

    fn place_of(&self, at: usize, form: FormIndex) -> CellPlace {
        CellPlace { source: self.source[at], row: self.row[at], form }
    }

    /// The observation at a position.
    pub fn get(&self, at: usize) -> Observation {
        let forms = match (self.form[at], self.part_forms.get(at)) {
            (COMPUTED, Some(parts)) => ValueForms::Parts(parts),
            (form, Some(parts)) => ValueForms::ValueAndParts(form, parts),
            (form, None) => ValueForms::Value(form),
        };
        Observation {
            indicator: self.indicator[at],
            place: self.place[at],
            period: self.period[at],
            group: self.group[at],
            value: self.value(at),
            fraction: self.fraction(at),
            known_from: crate::date::from_days(self.known_from[at]).unwrap_or(Date::MAX),
            release: self.release[at],
            source: self.source[at],
            row: self.row[at],
            forms,
        }
    }

    /// Adds one at the end.
    pub fn push(&mut self, observation: &Observation) {
        let whole = |fraction: &Fraction| fraction.numerator.is_finite() && fraction.denominator.is_finite();
        if let Some(fraction) = observation.fraction.filter(whole) {
            self.fractions.push(self.len(), fraction);
        }
        if let Some(parts) = observation.forms.parts() {
            self.part_forms.push(self.len(), parts);
        }
        self.push_value(&PublishedValue {
            indicator: observation.indicator,
            place: observation.place,
            period: observation.period,
            group: observation.group,
            value: observation.value,
            known_from: crate::date::to_days(observation.known_from),
            release: observation.release,
            cell: CellPlace {
                source: observation.source,
                row: observation.row,
                form: observation.forms.value().unwrap_or(COMPUTED),
            },
        });
    }

    /// Adds one whose value stands in a cell of its own.
    #[inline]
    pub fn push_value(&mut self, value: &PublishedValue) {
        self.indicator.push(value.indicator);
        self.place.push(value.place);
        self.period.push(value.period);
        self.group.push(value.group);
        self.number.push(value.value.number().unwrap_or(0.0));
        self.missing.push(value.value.reason());
        self.known_from.push(value.known_from);
        self.release.push(value.release);
        self.source.push(value.cell.source);
        self.row.push(value.cell.row);
        self.form.push(value.cell.form);
    }

    /// Adds others at the end.
    pub fn append(&mut self, mut other: Observations) {
        if self.is_empty() {
            *self = other;
            return;
        }
        let rows = self.len();
        for (row, fraction) in other.fractions.iter() {
            self.fractions.push(rows + row, fraction);
        }
        for (row, forms) in other.part_forms.iter() {
            self.part_forms.push(rows + row, forms);
        }
        self.indicator.append(&mut other.indicator);
        self.place.append(&mut other.place);
        self.period.append(&mut other.period);
        self.group.append(&mut other.group);
        self.number.append(&mut other.number);
        self.missing.append(&mut other.missing);
        self.known_from.append(&mut other.known_from);
        self.release.append(&mut other.release);
        self.source.append(&mut other.source);
        self.row.append(&mut other.row);
        self.form.append(&mut other.form);
    }

    /// Adds some rows of others at the end, as figures of another indicator.
    pub fn append_as(&mut self, from: &Observations, rows: Range<usize>, indicator: IndicatorIndex) {
        for at in rows {
            self.push(&Observation { indicator, ..from.get(at) });
        }
    }

    /// Says from when each was public that no day was given for: what `release` gives for its indicator, its period and
    /// its file, where it gives anything.
    pub(crate) fn date(
        &mut self,
        mut release: impl FnMut(IndicatorIndex, PeriodIndex, SourceIndex) -> Option<(Date, ReleaseIndex)>,
    ) {
        let not_dated = crate::date::to_days(Date::MAX);
        for at in 0..self.len() {
            let (indicator, period) = (self.indicator[at], self.period[at]);
            if self.known_from[at] != not_dated {
                continue;
            }
            if let Some((day, release)) = release(indicator, period, self.source[at]) {
                self.known_from[at] = crate::date::to_days(day);
                self.release[at] = release;
            }
        }
    }

    /// Says of the observations of a file of which it is not said how their day is known.
    pub(crate) fn explain(&mut self, source: SourceIndex, release: ReleaseIndex) {
        for (of, known) in self.source.iter().zip(&mut self.release) {
            if *of == source && *known == ReleaseIndex::default() {
                *known = release;
            }
        }
    }

    /// Puts new positions in the place of the old ones.
    pub(crate) fn renumber(&mut self, to: &Renumbering) {
        renumber(&mut self.indicator, |index| to.indicators[index.index()]);
        renumber(&mut self.place, |index| to.places[index.index()]);
        renumber(&mut self.period, |index| to.periods[index.index()]);
        renumber(&mut self.group, |index| to.groups[index.index()]);
        renumber(&mut self.release, |index| to.releases[index.index()]);
        renumber(&mut self.source, |index| to.sources[index.index()]);
        renumber(&mut self.form, |index| if index == COMPUTED { index } else { to.forms[index.index()] });
        self.part_forms.map(|forms| {
            *forms = PartForms {
                numerator: to.forms[forms.numerator.index()],
                denominator: to.forms[forms.denominator.index()],
            };
        });
    }

    /// The observations in an order; a column at a time, so that two whole copies never exist at once.
    pub(crate) fn reordered(mut self, order: &[u32]) -> Observations {
        take(&mut self.indicator, order);
        take(&mut self.place, order);
        take(&mut self.period, order);
        take(&mut self.group, order);
        take(&mut self.number, order);
        take(&mut self.missing, order);
        take_sparse(&mut self.fractions, order);
        take(&mut self.known_from, order);
        take(&mut self.release, order);
        take(&mut self.source, order);
        take(&mut self.row, order);
        take(&mut self.form, order);
        take_sparse(&mut self.part_forms, order);
        self
    }

    /// Whether all columns are equally long, every cell has a form of that many, and a value without a cell of its
    /// own has two of its parts.
    pub(crate) fn is_consistent(&self, forms: usize) -> bool {
        let many = self.len();
        let known = |form: FormIndex| form.index() < forms;
        let lengths = [
            self.place.len(),
            self.period.len(),
            self.group.len(),
            self.number.len(),
            self.missing.len(),
            self.known_from.len(),
            self.release.len(),
            self.source.len(),
            self.row.len(),
            self.form.len(),
        ];
        lengths.iter().all(|length| *length == many)
            && self.fractions.iter().all(|(at, _)| at < many)
            && self
                .part_forms
                .iter()
                .all(|(at, parts)| at < many && known(parts.numerator) && known(parts.denominator))
            && self
                .form
                .iter()
                .enumerate()
                .all(|(at, form)| known(*form) || (*form == COMPUTED && self.part_forms.get(at).is_some()))
    }
}

/// Rows from which it pays to hand a part to another thread.
const MANY: usize = 1 << 15;

fn renumber<T: Copy + Send + Sync>(column: &mut [T], to: impl Fn(T) -> T + Sync) {
    column.par_iter_mut().with_min_len(MANY).for_each(|index| *index = to(*index));
}

fn take<T: Copy + Send + Sync>(column: &mut Vec<T>, order: &[u32]) {
    if !column.is_empty() {
        *column = order.par_iter().with_min_len(MANY / 2).map(|at| column[*at as usize]).collect();
    }
}

fn take_sparse<T: Copy>(column: &mut Sparse<T>, order: &[u32]) {
    if !column.is_empty() {
        let mut taken = Sparse::default();
        for (new, old) in order.iter().enumerate() {
            if let Some(value) = column.get(*old as usize) {
                taken.push(new, value);
            }
        }
        *column = taken;
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

    fn base() -> Observation {
        Observation {
            indicator: IndicatorIndex(0),
            place: PlaceIndex(0),
            period: PeriodIndex(0),
            group: GroupIndex(0),
            value: Value::Number(0.0),
            fraction: None,
            known_from: jiff::civil::date(2011, 8, 31),
            release: ReleaseIndex(0),
            source: SourceIndex(0),
            row: 1,
            forms: ValueForms::Value(FormIndex(0)),
        }
    }

    #[test]
    fn fractions_and_computed_values_may_begin_at_any_row() {
        let parts = PartForms { numerator: FormIndex(1), denominator: FormIndex(2) };
        let fraction = Some(Fraction { numerator: 1.0, denominator: 3.0 });
        let with = Observation { fraction, forms: ValueForms::ValueAndParts(FormIndex(0), parts), ..base() };
        let computed = Observation { fraction, forms: ValueForms::Parts(parts), row: 2, ..base() };
        let mut all = Observations::default();
        for one in [&base(), &with, &base(), &computed] {
            all.push(one);
        }
        assert_eq!([all.get(0), all.get(1), all.get(2), all.get(3)], [base(), with, base(), computed]);
        assert!(matches!(all.cells(1), ValueCells::Published(_)) && all.fraction_cells(1).is_some());
        let ValueCells::Computed { numerator, denominator } = all.cells(3) else { panic!("computed") };
        assert_eq!((numerator.row(), denominator.row()), (2, 2));
        assert!(all.is_consistent(3) && !all.is_consistent(2));
    }

    #[test]
    fn a_reason_takes_no_more_room_than_its_code() {
        assert_eq!(size_of::<Option<Missing>>(), 1);
    }
}
