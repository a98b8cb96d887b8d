//! Rows with one figure each, whose indicator a column names.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem};
use super::figures::{Figure, figure};
use super::forms::CellForms;
use super::groups::plain;
use super::observations::{KnownFrom, indicator};
use super::places::PlaceReader;
use crate::dates::{PeriodForm, interval};
use crate::description::Description;
use crate::description::statistics::LongRule;
use crate::heading::folded;
use crate::number::Possible;
use crate::table::Row;
use crate::wide::units::unit_of;
use evidence::{
    Date, EvidenceBuilder, Group, Indicator, IndicatorId, IndicatorIndex, Missing, Observation, Period,
    Polarity, SourceIndex, Unit, Value, ValueForms,
};
use rustc_hash::FxHashMap;

/// Reads such a table.
pub struct LongReader<'a> {
    description: &'a Description,
    rule: &'a LongRule,
    place: PlaceReader<'a>,
    indicator: Column,
    value: Column,
    period: Column,
    measure: Option<Column>,
    status: Option<Column>,
    polarity: Option<Column>,
    interval: Option<(Column, Column)>,
    form: PeriodForm,
    statuses: FxHashMap<String, Missing>,
    /// Indicators met, by name and measure.
    known: FxHashMap<(String, String), (IndicatorIndex, Possible)>,
    periods: FxHashMap<String, Period>,
    known_from: KnownFrom,
    source: SourceIndex,
}

impl<'a> LongReader<'a> {
    /// The reader of a description for this table; none where it lacks a column.
    pub fn new(
        description: &'a Description,
        rule: &'a LongRule,
        named: &NamedColumns,
        context: Context<'a>,
        as_at: Option<Date>,
        source: SourceIndex,
    ) -> Option<LongReader<'a>> {
        let statuses = rule
            .statuses
            .iter()
            .filter_map(|(words, reason)| Some((folded(words), Missing::from_name(reason.get_ref())?)));
        let place = description.place.clone().unwrap_or_default();
        Some(LongReader {
            description,
            rule,
            place: PlaceReader::new(&place, named, context, as_at),
            indicator: named.get(&rule.indicator)?,
            value: named.get(&rule.value)?,
            period: named.get(&rule.period)?,
            measure: named.maybe(rule.measure.as_ref()),
            status: named.maybe(rule.status.as_ref()),
            polarity: named.maybe(rule.polarity.as_ref()),
            interval: named.maybe(rule.lower.as_ref()).zip(named.maybe(rule.upper.as_ref())),
            form: PeriodForm::from_name(rule.form.get_ref()).unwrap_or(PeriodForm::Label),
            statuses: statuses.collect(),
            known: FxHashMap::default(),
            periods: FxHashMap::default(),
            known_from: KnownFrom::new(&description.known_from, as_at),
            source,
        })
    }

    /// Reads a row; nothing is kept of it unless all of it is understood.
    pub fn read(
        &mut self,
        row: &Row<'_>,
        reader: &CellReader,
        forms: &mut CellForms<'_>,
        builder: &mut EvidenceBuilder,
    ) -> Result<(), Problem> {
        let place = self.place.read(row, reader)?;
        let period = self.period_of(row)?;
        let (indicator, possible) = self.indicator_of(row, reader, builder)?;
        let read = figure(row, &self.value, reader, possible)?;
        self.within_its_interval(read, row, reader, possible)?;
        let value = match (read.value.reason(), &self.status) {
            (Some(reason), Some(status)) => {
                let words = folded(&row.cell(status.at).text());
                Value::missing(self.statuses.get(&words).copied().unwrap_or(reason))
            }
            _ => read.value,
        };
        let known_from = self.known_from.day(&period);
        let form = forms.value(self.value.at, row.cell(self.value.at), value, builder);
        let observation = Observation {
            indicator,
            place: builder.place(place),
            period: builder.period(period),
            group: builder.group(Group::all()),
            value,
            fraction: None,
            known_from,
            release: evidence::ReleaseIndex::default(),
            source: self.source,
            row: row.number,
            forms: ValueForms::Value(form),
        };
        builder.observe(&observation);
        Ok(())
    }

    fn period_of(&mut self, row: &Row<'_>) -> Result<Period, Problem> {
        let cell = row.cell(self.period.at);
        let text = cell.text();
        if let Some(period) = self.periods.get(text.as_ref()) {
            return Ok(period.clone());
        }
        let period = interval(&text)
            .or_else(|| self.form.read(&text))
            .or_else(|| PeriodForm::CalendarYear.read(&text))
            .ok_or_else(|| Problem::at(self.period.at, cell, "not a period of a known form"))?;
        self.periods.insert(text.into_owned(), period.clone());
        Ok(period)
    }

    fn indicator_of(
        &mut self,
        row: &Row<'_>,
        reader: &CellReader,
        builder: &mut EvidenceBuilder,
    ) -> Result<(IndicatorIndex, Possible), Problem> {
        let cell = row.cell(self.indicator.at);
        let Some(name) = reader.text(row, &self.indicator) else {
            return Err(Problem::at(self.indicator.at, cell, "the row names no indicator"));
        };
        let measure = self.measure.as_ref().and_then(|column| reader.text(row, column)).unwrap_or_default();
        let key = (name.into_owned(), measure.into_owned());
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let order = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let (one, possible) = self.describe(&key.0, &key.1, row, order);
        let index = (builder.indicator(one), possible);
        self.known.insert(key, index);
        Ok(index)
    }

    /// The indicator of a name and measure: one of the description's own, else what the columns say of it.
    fn describe(&self, name: &str, measure: &str, row: &Row<'_>, order: u32) -> (Indicator, Possible) {
        let unit = self.unit(measure).unwrap_or_else(|| unit_of(measure, false));
        let own = self.rule.known.iter().find(|(known, _)| folded(known) == folded(name));
        if let Some((id, rule)) = own
            .and_then(|(_, id)| Some((id, self.description.indicators.get(id.get_ref())?)))
            .filter(|(_, rule)| Unit::from_name(rule.unit.get_ref()) == Some(unit))
        {
            let one = indicator(id.get_ref(), rule, order);
            let possible = Possible::of(one.unit).within(rule.from, rule.until);
            return (one, possible);
        }
        let direction = self.polarity.as_ref().map(|column| row.cell(column.at).text().into_owned());
        let polarity =
            direction.and_then(|word| Polarity::from_name(self.rule.polarities.get(word.trim())?.get_ref()));
        let suffix = if unit == Unit::Percent { String::new() } else { format!(":{}", plain(measure)) };
        let one = Indicator {
            id: IndicatorId(format!("{}:{}{suffix}", self.description.id.get_ref(), plain(name))),
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            code: String::new(),
            topic: self.rule.topic.clone(),
            polarity: polarity.unwrap_or(Polarity::Neither),
            unit,
            unit_label: measure.to_owned(),
            decimals: u8::from(unit != Unit::Number),
            banded: unit != Unit::Number,
            current: true,
            order,
        };
        // What a rate or an index of another publisher may be is not known.
        let limits = Possible::of(unit);
        let possible = match unit {
            Unit::Percent => limits,
            _ => limits.within(Some(-Possible::GREATEST), None),
        };
        (one, possible)
    }

    fn unit(&self, measure: &str) -> Option<Unit> {
        let measure = measure.trim().to_lowercase();
        let fits = |pattern: &str| {
            let pattern = pattern.to_lowercase();
            pattern.strip_suffix('*').map_or(measure == pattern, |begin| measure.starts_with(begin))
        };
        let (_, unit) = self.rule.measures.iter().find(|(pattern, _)| fits(pattern))?;
        Unit::from_name(unit.get_ref())
    }

    /// A value lies within the interval that is published with it.
    fn within_its_interval(
        &self,
        read: Figure,
        row: &Row<'_>,
        reader: &CellReader,
        possible: Possible,
    ) -> Result<(), Problem> {
        let (Some(number), Some((lower, upper))) = (read.value.number(), &self.interval) else {
            return Ok(());
        };
        // The limits of an interval may lie outside what a figure can be.
        let any = possible.within(Some(-Possible::GREATEST), Some(Possible::GREATEST));
        let lower = figure(row, lower, reader, any)?.value.number();
        let upper = figure(row, upper, reader, any)?.value.number();
        let (Some(lower), Some(upper)) = (lower, upper) else { return Ok(()) };
        // One of the last decimal, for rounding.
        let slack = 10f64.powi(-i32::from(read.decimals.min(6)));
        if (lower - slack..=upper + slack).contains(&number) {
            return Ok(());
        }
        let reason = format!("outside the interval from {lower} to {upper} that is published with it");
        Err(Problem::at(self.value.at, row.cell(self.value.at), reason))
    }
}
