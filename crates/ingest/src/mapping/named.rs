//! Tables whose rows name their indicators: what an authority counts itself, one row an observation.
//!
//! The table is looked through once for what each indicator is called, then read; a row that says otherwise is rejected.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem};
use super::figures::{Figure, figure};
use super::forms::CellForms;
use super::groups::plain;
use super::observations::KnownFrom;
use super::places::PlaceFinder;
use crate::dates::PeriodForm;
use crate::description::statistics::NamedRule;
use crate::heading::{folded, nearest_known};
use crate::matching::FormatMatch;
use crate::number::{Parts, Possible, contradiction};
use crate::table::{Row, Sheet, Unreadable};
use evidence::{
    Date, EvidenceBuilder, Fraction, Group, GroupIndex, Indicator, IndicatorId, IndicatorIndex, Observation,
    PartForms, Period, Place, Polarity, SourceIndex, Unit, Value, ValueForms,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::ControlFlow;

/// The columns of the table.
struct Named {
    area: Column,
    indicator: Column,
    value: Column,
    period: Column,
    group: Option<Column>,
    numerator: Option<Column>,
    denominator: Option<Column>,
    published: Option<Column>,
    facts: [Option<Column>; FACTS],
}

/// What a row may say of its indicator: title, topic, unit, polarity, decimals.
const FACTS: usize = 5;
const TITLE: usize = 0;
const TOPIC: usize = 1;
const UNIT: usize = 2;
const POLARITY: usize = 3;
const DECIMALS: usize = 4;

/// An indicator with what its rows say of it, and the row that said it first.
#[derive(Default)]
struct Said {
    facts: [Option<(String, u32)>; FACTS],
    /// What it is called in the table.
    name: String,
    order: u32,
}

/// An indicator, ready to be observed.
#[derive(Clone, Copy)]
struct Ready {
    index: IndicatorIndex,
    unit: Unit,
}

/// Reads a table whose rows name their indicators.
pub struct NamedReader<'a> {
    rule: &'a NamedRule,
    columns: Named,
    said: FxHashMap<String, Said>,
    ready: FxHashMap<String, Ready>,
    finder: PlaceFinder<'a>,
    forms: Vec<(&'a str, PeriodForm)>,
    groups: FxHashMap<String, GroupIndex>,
    seen: FxHashSet<(IndicatorIndex, Place, String, String)>,
    known_from: KnownFrom,
    source: SourceIndex,
}

impl<'a> NamedReader<'a> {
    /// Looks through the table for its indicators.
    #[expect(clippy::too_many_arguments, reason = "called once; each is a different thing that rows need")]
    pub fn new(
        rule: &'a NamedRule,
        fit: &FormatMatch<'a>,
        sheet: &Sheet<'_>,
        reader: &CellReader,
        named: &NamedColumns,
        context: Context<'a>,
        as_at: Option<Date>,
        source: SourceIndex,
    ) -> Result<NamedReader<'a>, Unreadable> {
        let needed =
            |name| named.get(name).ok_or_else(|| Unreadable("a required column is missing".to_owned()));
        let maybe = |name: &Option<definitions::At<String>>| named.maybe(name.as_ref());
        let columns = Named {
            area: needed(&rule.area)?,
            indicator: needed(&rule.indicator)?,
            value: needed(&rule.value)?,
            period: needed(&rule.period)?,
            group: maybe(&rule.group),
            numerator: maybe(&rule.numerator),
            denominator: maybe(&rule.denominator),
            published: maybe(&rule.published),
            facts: [
                maybe(&rule.title),
                maybe(&rule.in_topic),
                maybe(&rule.unit),
                maybe(&rule.polarity),
                maybe(&rule.decimals),
            ],
        };
        let mut said: FxHashMap<String, Said> = FxHashMap::default();
        sheet.each_row(|row| {
            if row.number > fit.heading_row {
                columns.look(row, reader, &mut said);
            }
            ControlFlow::Continue(())
        })?;
        let form = |form: &'a crate::description::statistics::ShapedPeriod| {
            Some((form.shape.as_str(), PeriodForm::from_name(form.form.get_ref())?))
        };
        Ok(NamedReader {
            rule,
            columns,
            said,
            ready: FxHashMap::default(),
            finder: PlaceFinder::new(context.areas, None, false),
            forms: rule.period_forms.iter().filter_map(form).collect(),
            groups: FxHashMap::default(),
            seen: FxHashSet::default(),
            known_from: KnownFrom::new(&fit.description.known_from, as_at),
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
        let place = self.place(row, reader)?;
        let ready = self.indicator(row, reader, builder)?;
        let period = self.period(row)?;
        let group = self.group(row, reader)?;
        let published = figure(row, &self.columns.value, reader, Possible::of(ready.unit))?;
        let value = published.value;
        let fraction = self.fraction(row, reader, ready.unit, published)?;
        let known_from = match &self.columns.published {
            Some(column) => reader.date(row, column)?,
            None => None,
        };
        let known_from = known_from.unwrap_or_else(|| self.known_from.day(&period));
        if !self.seen.insert((ready.index, place, period.label.clone(), group.as_str().to_owned())) {
            return Err(Problem::of_row("an earlier row has this indicator, area, period and group already"));
        }
        let group = match self.groups.get(group.as_str()) {
            Some(index) => *index,
            None => {
                let text = group.as_str().to_owned();
                *self.groups.entry(text).or_insert(builder.group(group))
            }
        };
        let columns = &self.columns;
        let whole = forms.value(columns.value.at, row.cell(columns.value.at), value, builder);
        let forms = match (fraction, &columns.numerator, &columns.denominator) {
            (Some(fraction), Some(numerator), Some(denominator)) => {
                let mut part = |column: &Column, number| {
                    forms.value(column.at, row.cell(column.at), Value::Number(number), builder)
                };
                let numerator = part(numerator, fraction.numerator);
                ValueForms::ValueAndParts(
                    whole,
                    PartForms { numerator, denominator: part(denominator, fraction.denominator) },
                )
            }
            _ => ValueForms::Value(whole),
        };
        let (place, period) = (builder.place(place), builder.period(period));
        builder.observe(&Observation {
            indicator: ready.index,
            place,
            period,
            group,
            value,
            fraction,
            known_from,
            release: evidence::ReleaseIndex::default(),
            source: self.source,
            row: row.number,
            forms,
        });
        Ok(())
    }

    fn place(&mut self, row: &Row<'_>, reader: &CellReader) -> Result<Place, Problem> {
        let (at, cell) = (self.columns.area.at, row.cell(self.columns.area.at));
        let text = reader
            .text(row, &self.columns.area)
            .ok_or_else(|| Problem::at(at, cell, "a figure needs its area"))?;
        match self.finder.area(&text) {
            Some(area) => Ok(Place::Area(area)),
            None => Err(Problem::at(
                at,
                cell,
                format!("not a local authority of the register{}", self.finder.nearest(&text)),
            )),
        }
    }

    fn period(&self, row: &Row<'_>) -> Result<Period, Problem> {
        let (at, cell) = (self.columns.period.at, row.cell(self.columns.period.at));
        let text = cell.text();
        let read = match cell {
            // A spreadsheet may have made a date of it.
            crate::table::Cell::Date(day) => PeriodForm::Day.read(&day.to_string()),
            _ => self
                .forms
                .iter()
                .find(|(shape, _)| has_shape(text.trim(), shape))
                .and_then(|(_, form)| form.read(&text)),
        };
        read.ok_or_else(|| {
            Problem::at(at, cell, "no period: 2024/25 (academic year), 2024-25 (financial year), 2024 or a day such as 2025-03-31 was expected")
        })
    }

    fn group(&self, row: &Row<'_>, reader: &CellReader) -> Result<Group, Problem> {
        let Some(column) = &self.columns.group else { return Ok(Group::all()) };
        let Some(text) = reader.text(row, column) else { return Ok(Group::all()) };
        let text = text.trim();
        if text.is_empty() || self.rule.everybody.iter().any(|word| folded(word) == folded(text)) {
            return Ok(Group::all());
        }
        if !text.contains('=') {
            return Ok(Group::of([("group", plain(text).as_str())]));
        }
        let parts: Vec<(String, String)> = text
            .split(';')
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| (plain(name), plain(value)))
            .collect();
        if parts.len() != text.split(';').count()
            || parts.iter().any(|(name, value)| name.is_empty() || value.is_empty())
        {
            let expected = "a group is written as fsm=eligible or, with several characteristics, fsm=eligible; gender=female";
            return Err(Problem::at(column.at, row.cell(column.at), expected));
        }
        Ok(Group::of(parts.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
    }

    /// Numerator and denominator, where both are there and fit the value.
    fn fraction(
        &self,
        row: &Row<'_>,
        reader: &CellReader,
        unit: Unit,
        published: Figure,
    ) -> Result<Option<Fraction>, Problem> {
        let at = self.columns.value.at;
        let part = |column: &Option<Column>| match column {
            Some(column) => Ok(figure(row, column, reader, Possible::of(Unit::Number))?.value.number()),
            None => Ok(None),
        };
        let (Some(numerator), Some(denominator)) =
            (part(&self.columns.numerator)?, part(&self.columns.denominator)?)
        else {
            return Ok(None);
        };
        if denominator <= 0.0 {
            return Err(Problem::of_row("a denominator above 0 was expected"));
        }
        let fraction = Fraction { numerator, denominator };
        if unit == Unit::Percent {
            let parts = Parts { fraction, per: 100.0, share: true, rounded: false };
            let value = published.value.number().map(|number| (number, published.decimals));
            if let Some(reason) = contradiction(parts, value) {
                return Err(Problem::at(at, row.cell(at), reason));
            }
        }
        Ok(Some(fraction))
    }

    /// The indicator that a row names, which is registered when it is first met.
    fn indicator(
        &mut self,
        row: &Row<'_>,
        reader: &CellReader,
        builder: &mut EvidenceBuilder,
    ) -> Result<Ready, Problem> {
        let (at, cell) = (self.columns.indicator.at, row.cell(self.columns.indicator.at));
        let text = reader.text(row, &self.columns.indicator).unwrap_or_default();
        let key = plain(&text);
        if key.is_empty() {
            return Err(Problem::at(at, cell, "a figure needs the name of its indicator"));
        }
        let Some(said) = self.said.get(&key) else {
            return Err(Problem::of_row("a row that was not there a moment ago"));
        };
        self.columns.must_agree(row, reader, said)?;
        if let Some(ready) = self.ready.get(&key) {
            return Ok(*ready);
        }
        let indicator = self.described(&key, said, row)?;
        let ready = Ready { unit: indicator.unit, index: builder.indicator(indicator) };
        self.ready.insert(key, ready);
        Ok(ready)
    }

    fn described(&self, key: &str, said: &Said, row: &Row<'_>) -> Result<Indicator, Problem> {
        let fact = |which: usize| said.facts[which].as_ref().map(|(text, _)| text.as_str());
        let word = |which: usize,
                    words: &std::collections::BTreeMap<String, definitions::At<String>>,
                    what: &str| match fact(which) {
            None => Ok(None),
            Some(text) => match words
                .iter()
                .find(|(word, _)| folded(word) == folded(text) && (!folded(text).is_empty() || *word == text))
            {
                Some((_, meant)) => Ok(Some(meant.get_ref().clone())),
                None => {
                    let near = nearest_known(text, words.keys().map(String::as_str));
                    let at = self.columns.facts[which].as_ref().map_or(0, |column| column.at);
                    Err(Problem::at(at, row.cell(at), format!("not a {what}{near}")))
                }
            },
        };
        let unit = word(UNIT, &self.rule.units, "unit: percent, rate, number, pounds or score")?;
        let polarity = word(POLARITY, &self.rule.polarities, "direction: high, low or neither")?;
        let decimals = match fact(DECIMALS).map(str::parse::<u8>) {
            None => 1,
            Some(Ok(decimals)) if decimals <= 6 => decimals,
            Some(_) => return Err(Problem::of_row("a number of decimals from 0 to 6 was expected")),
        };
        let title = fact(TITLE).unwrap_or(&said.name);
        Ok(Indicator {
            id: IndicatorId(format!("{}{key}", self.rule.prefix)),
            name: format!("{title} {}", self.rule.mark),
            code: said.name.clone(),
            topic: fact(TOPIC).unwrap_or(&self.rule.topic).to_owned(),
            polarity: polarity.and_then(|name| Polarity::from_name(&name)).unwrap_or(Polarity::Neither),
            unit: unit.and_then(|name| Unit::from_name(&name)).unwrap_or(Unit::Score),
            unit_label: fact(UNIT).unwrap_or_default().to_owned(),
            decimals,
            // One authority's figures stand beside nobody else's.
            banded: false,
            current: true,
            order: said.order,
        })
    }
}

impl Named {
    /// Notes what a row says of its indicator, where no earlier row said it.
    fn look(&self, row: &Row<'_>, reader: &CellReader, said: &mut FxHashMap<String, Said>) {
        let Some(name) = reader.text(row, &self.indicator) else { return };
        let key = plain(&name);
        if key.is_empty() {
            return;
        }
        let order = u32::try_from(said.len()).unwrap_or(u32::MAX);
        let entry = said.entry(key).or_insert_with(|| Said {
            name: name.trim().to_owned(),
            order,
            ..Said::default()
        });
        for (fact, column) in entry.facts.iter_mut().zip(&self.facts) {
            if fact.is_none()
                && let Some(text) = column.as_ref().and_then(|column| reader.text(row, column))
                && !text.trim().is_empty()
            {
                *fact = Some((text.trim().to_owned(), row.number));
            }
        }
    }

    /// Refuses a row that calls its indicator otherwise than an earlier one.
    fn must_agree(&self, row: &Row<'_>, reader: &CellReader, said: &Said) -> Result<(), Problem> {
        for (fact, column) in said.facts.iter().zip(&self.facts) {
            let (Some((known, first)), Some(column)) = (fact, column) else { continue };
            let Some(text) = reader.text(row, column) else { continue };
            if !text.trim().is_empty() && folded(&text) != folded(known) {
                let why = format!("row {first} says `{known}` of the same indicator");
                return Err(Problem::at(column.at, row.cell(column.at), why));
            }
        }
        Ok(())
    }
}

/// Whether a text has a shape, in which `9` stands for any digit.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(one, of)| if of == b'9' { one.is_ascii_digit() } else { one == of })
}
