//! Observations that rows report.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem, When, column};
use super::forms::CellForms;
use super::places::PlaceFinder;
use crate::dates::PeriodForm;
use crate::description::KnownFromRule;
use crate::description::statistics::{GroupRule, IndicatorRule, PlaceRule};
use crate::heading::folded;
use crate::matching::FormatMatch;
use crate::screening::Tally;
use crate::table::{Cell, Row};
use evidence::{
    Date, EvidenceBuilder, Fraction, Group, GroupIndex, Indicator, IndicatorId, IndicatorIndex, Observation,
    PartForms, Period, Place, PlaceIndex, Polarity, SourceIndex, Unit, Value, ValueForms,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Finds the place of each row.
#[derive(Debug)]
pub struct PlaceReader<'a> {
    area: Vec<Column>,
    region: Vec<Column>,
    level: Option<(Column, FxHashMap<String, String>)>,
    /// Which rows are England, where the description says it.
    england: Option<When>,
    whole: Vec<String>,
    finder: PlaceFinder<'a>,
}

impl<'a> PlaceReader<'a> {
    /// The reader of a description for this table.
    pub fn new(
        rule: &PlaceRule,
        named: &NamedColumns,
        context: Context<'a>,
        as_at: Option<Date>,
    ) -> PlaceReader<'a> {
        let levels =
            rule.levels.iter().map(|(word, level)| (folded(word), level.get_ref().clone())).collect();
        PlaceReader {
            area: named.all(&rule.area),
            region: named.all(&rule.region),
            level: named.maybe(rule.level.as_ref()).map(|column| (column, levels)),
            england: (!rule.england.is_empty()).then(|| When::new(&rule.england, named)),
            whole: rule.whole.iter().map(|word| folded(word)).collect(),
            finder: PlaceFinder::new(context.areas, as_at, rule.marks),
        }
    }

    /// The place of a row.
    pub fn read(&mut self, row: &Row<'_>, reader: &CellReader) -> Result<Place, Problem> {
        match &self.england {
            None => self.named(row, reader),
            Some(england) if england.holds(row) => Ok(Place::England),
            Some(_) => match self.named(row, reader)? {
                Place::England => {
                    Err(Problem::of_row("England counted otherwise than the areas of this table"))
                }
                place => Ok(place),
            },
        }
    }

    /// The place that a row's columns name.
    fn named(&mut self, row: &Row<'_>, reader: &CellReader) -> Result<Place, Problem> {
        let level = match &self.level {
            None => None,
            Some((column, levels)) => {
                let cell = row.cell(column.at);
                let word = cell.text();
                Some(levels.get(&folded(&word)).cloned().ok_or_else(|| {
                    let near = crate::heading::nearest_known(&word, levels.keys().map(String::as_str));
                    Problem::at(column.at, cell, format!("not a known level of geography{near}"))
                })?)
            }
        };
        match level.as_deref() {
            Some("england") => return Ok(Place::England),
            Some("ignored") => return Err(Problem::of_row("a level of geography that is not read")),
            Some("region") => {
                return self
                    .first(&self.region.clone(), row, reader, |place| matches!(place, Place::Region(_)));
            }
            Some("area") => {
                return self.first(&self.area.clone(), row, reader, |place| place.area().is_some());
            }
            _ => {}
        }
        for columns in [self.area.clone(), self.region.clone()] {
            if columns.iter().any(|column| self.says_something(row, column, reader)) {
                return self.first(&columns, row, reader, |_| true);
            }
        }
        if self.whole.is_empty() { Err(Problem::of_row("no place")) } else { Ok(Place::England) }
    }

    fn says_something(&self, row: &Row<'_>, column: &Column, reader: &CellReader) -> bool {
        reader.text(row, column).is_some_and(|text| !self.whole.contains(&folded(&text)))
    }

    /// The place that the first telling column names.
    fn first(
        &mut self,
        columns: &[Column],
        row: &Row<'_>,
        reader: &CellReader,
        fits: impl Fn(Place) -> bool,
    ) -> Result<Place, Problem> {
        let mut failed: Option<&Column> = None;
        for column in columns {
            let Some(text) = reader.text(row, column) else { continue };
            if self.whole.contains(&folded(&text)) {
                continue;
            }
            match self.finder.find(&text).filter(|place| fits(*place)) {
                Some(place) => return Ok(place),
                // A name says more than a code about what was meant.
                None => failed = Some(column),
            }
        }
        match failed {
            None => Err(Problem::of_row("no place")),
            Some(column) => {
                let cell = row.cell(column.at);
                let nearest = self.finder.nearest(&cell.text());
                Err(Problem::at(column.at, cell, format!("not a place of the register{nearest}")))
            }
        }
    }
}

/// A column of groups, ready for this table.
#[derive(Debug)]
struct ReadyGroup {
    name: String,
    column: Column,
    words: FxHashMap<String, String>,
    only: bool,
}

/// Reads the groups of each row.
#[derive(Debug)]
pub struct GroupReader {
    columns: Vec<ReadyGroup>,
}

impl GroupReader {
    /// The reader of a description's groups for this table.
    pub fn new(rules: &[GroupRule], named: &NamedColumns) -> GroupReader {
        let ready = |rule: &GroupRule| {
            Some(ReadyGroup {
                name: rule.name.clone(),
                column: named.get(&rule.column)?,
                words: rule.values.iter().map(|(word, value)| (folded(word), value.clone())).collect(),
                only: rule.only,
            })
        };
        GroupReader { columns: rules.iter().filter_map(ready).collect() }
    }

    /// The characteristics that a row's columns say, by name.
    pub fn read(&self, row: &Row<'_>) -> Result<Vec<(&str, String)>, Problem> {
        let mut parts = Vec::new();
        for group in &self.columns {
            let cell = row.cell(group.column.at);
            let word = folded(&cell.text());
            match group.words.get(&word) {
                Some(value) if value.is_empty() => {}
                Some(value) => parts.push((group.name.as_str(), value.clone())),
                None if cell.is_empty() => {}
                None if group.only => {
                    let near = crate::heading::nearest_known(&word, group.words.keys().map(String::as_str));
                    return Err(Problem::at(
                        group.column.at,
                        cell,
                        format!("not a known group of {}{near}", group.name),
                    ));
                }
                None => parts.push((group.name.as_str(), plain(&cell.text()))),
            }
        }
        Ok(parts)
    }

    /// The group of some characteristics, remembered.
    pub fn index(
        known: &mut FxHashMap<String, GroupIndex>,
        parts: &[(&str, String)],
        builder: &mut EvidenceBuilder,
    ) -> GroupIndex {
        let group = Group::of(parts.iter().map(|(name, value)| (*name, value.as_str())));
        if let Some(index) = known.get(group.as_str()) {
            return *index;
        }
        let text = group.as_str().to_owned();
        let index = builder.group(group);
        known.insert(text, index);
        index
    }
}

/// A word of a group as ours are written: small letters, words joined by hyphens.
pub fn plain(text: &str) -> String {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join("-")
}

/// The columns of one observation of a row.
struct ValueColumns {
    value: Option<Column>,
    numerator: Option<Column>,
    denominator: Option<Column>,
    /// The period, where the headings say it.
    period: Option<Period>,
}

/// One observation of a row, before it is kept.
struct ReadValue<'r> {
    indicator: IndicatorIndex,
    period: Period,
    value: Value,
    fraction: Option<Fraction>,
    group: Vec<(&'r str, String)>,
    columns: &'r ValueColumns,
    /// Whether the value is worked out where no column holds it.
    computed: bool,
}

/// One observation of a description, ready for this table.
struct Ready {
    when: When,
    indicator: IndicatorIndex,
    percent: bool,
    columns: Vec<ValueColumns>,
    period_column: Option<Column>,
    form: PeriodForm,
    group: Vec<(String, String)>,
    compute: Option<f64>,
}

/// Reads the observations of each row.
pub struct ObservationReader<'a> {
    place: PlaceReader<'a>,
    groups: GroupReader,
    known_groups: FxHashMap<String, GroupIndex>,
    ready: Vec<Ready>,
    known_from: KnownFrom,
    source: SourceIndex,
}

/// When a period's figures were public.
#[derive(Debug, Clone)]
pub struct KnownFrom {
    rule: KnownFromRule,
    as_at: Option<Date>,
}

impl KnownFrom {
    /// A description's rule for a file of some date.
    pub fn new(rule: &KnownFromRule, as_at: Option<Date>) -> KnownFrom {
        KnownFrom { rule: rule.clone(), as_at }
    }

    /// The day for a period.
    pub fn day(&self, period: &Period) -> Date {
        let by_day = || {
            let (month, day) = self.rule.day.as_ref()?.get_ref().split_once('-')?;
            let year = period.end?.year().checked_add(self.rule.years_after)?;
            Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
        };
        let by_days = || Some(evidence::date::add_days(period.end?, self.rule.days_after_period?));
        let day = by_day().or_else(by_days);
        match (day, self.as_at) {
            (Some(day), Some(as_at)) if self.rule.capped != Some(false) => day.min(as_at),
            (Some(day), _) => day,
            (None, as_at) => as_at.or(period.end).unwrap_or(Date::MAX),
        }
    }
}

/// The indicator of a description's rule.
pub fn indicator(id: &str, rule: &IndicatorRule, order: u32) -> Indicator {
    Indicator {
        id: IndicatorId(id.to_owned()),
        name: rule.name.clone(),
        code: String::new(),
        topic: rule.topic.clone(),
        polarity: Polarity::from_name(rule.polarity.get_ref()).unwrap_or(Polarity::Neither),
        unit: Unit::from_name(rule.unit.get_ref()).unwrap_or(Unit::Score),
        unit_label: rule.unit_label.clone(),
        decimals: rule.decimals,
        banded: rule.banded,
        current: true,
        order,
    }
}

impl<'a> ObservationReader<'a> {
    /// The reader of a description for this table.
    pub fn new(
        fit: &FormatMatch<'a>,
        named: &NamedColumns,
        context: Context<'a>,
        as_at: Option<Date>,
        builder: &mut EvidenceBuilder,
        source: SourceIndex,
    ) -> ObservationReader<'a> {
        let description = fit.description;
        let indicators: BTreeMap<&str, (IndicatorIndex, bool)> = description
            .indicators
            .iter()
            .enumerate()
            .map(|(order, (id, rule))| {
                let indicator = indicator(id, rule, u32::try_from(order).unwrap_or(u32::MAX));
                let percent = indicator.unit == Unit::Percent;
                (id.as_str(), (builder.indicator(indicator), percent))
            })
            .collect();
        let mut ready = Vec::new();
        for (rule, columns) in description.observations.iter().zip(&fit.columns.observations) {
            let Some((indicator, percent)) = indicators.get(rule.indicator.get_ref().as_str()) else {
                continue;
            };
            let form = PeriodForm::from_name(rule.period.form.get_ref()).unwrap_or(PeriodForm::Label);
            let columns = columns
                .iter()
                .map(|found| {
                    let text = found.year.clone().or_else(|| rule.period.fixed.clone());
                    ValueColumns {
                        value: found.value.map(|at| column(at, Some(&rule.value))),
                        numerator: found.numerator.map(|at| column(at, rule.numerator.as_ref())),
                        denominator: found.denominator.map(|at| column(at, rule.denominator.as_ref())),
                        period: text.and_then(|text| form.read(&text)),
                    }
                })
                .collect();
            ready.push(Ready {
                when: When::new(&rule.when, named),
                indicator: *indicator,
                percent: *percent,
                columns,
                period_column: named.maybe(rule.period.column.as_ref()),
                form,
                group: rule.group.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
                compute: rule.compute.as_ref().map(|compute| {
                    if compute.get_ref() == "percent" { 100.0 } else { rule.per.unwrap_or(1.0) }
                }),
            });
        }
        let place = description.place.clone().unwrap_or_default();
        ObservationReader {
            place: PlaceReader::new(&place, named, context, as_at),
            groups: GroupReader::new(&description.groups, named),
            known_groups: FxHashMap::default(),
            ready,
            known_from: KnownFrom::new(&description.known_from, as_at),
            source,
        }
    }

    /// Reads a row; nothing is kept of it unless all of it is understood.
    pub fn read(
        &mut self,
        row: &Row<'_>,
        reader: &CellReader,
        forms: &mut CellForms<'_>,
        builder: &mut EvidenceBuilder,
        tally: &mut Tally,
    ) -> Result<(), Problem> {
        let place = self.place.read(row, reader)?;
        let shared = self.groups.read(row)?;
        let mut read = Vec::new();
        for ready in self.ready.iter().filter(|ready| ready.when.holds(row)) {
            for columns in &ready.columns {
                if columns.value.is_none() && columns.numerator.is_none() && columns.denominator.is_none() {
                    return Err(Problem::of_row("the description names no column of the value"));
                }
                let period = match (&columns.period, &ready.period_column) {
                    (Some(period), _) => period.clone(),
                    (None, Some(column)) => {
                        let cell = row.cell(column.at);
                        ready.form.read(&cell.text()).ok_or_else(|| {
                            Problem::at(column.at, cell, "not a period of the expected form")
                        })?
                    }
                    (None, None) => return Err(Problem::of_row("no period")),
                };
                let part = |column: &Option<Column>| {
                    column.as_ref().map(|column| number(row, column, reader)).transpose()
                };
                let (value, numerator, denominator) =
                    (part(&columns.value)?, part(&columns.numerator)?, part(&columns.denominator)?);
                let (value, fraction) = combined(value, numerator, denominator, ready.compute);
                if ready.percent
                    && let Some(number) = value.number()
                {
                    super::check_percent(tally, row.number, number);
                }
                let group: Vec<(&str, String)> = shared
                    .iter()
                    .cloned()
                    .chain(ready.group.iter().map(|(name, value)| (name.as_str(), value.clone())))
                    .collect();
                read.push(ReadValue {
                    indicator: ready.indicator,
                    period,
                    value,
                    fraction,
                    group,
                    columns,
                    computed: ready.compute.is_some(),
                });
            }
        }
        if read.is_empty() {
            return Err(Problem::of_row("a row of which the description reads nothing"));
        }
        let place: PlaceIndex = builder.place(place);
        for one in read {
            let Some(forms) = value_forms(&one, row, forms, builder) else { continue };
            let known_from = self.known_from.day(&one.period);
            let group = GroupReader::index(&mut self.known_groups, &one.group, builder);
            let period = builder.period(one.period);
            builder.observe(&Observation {
                indicator: one.indicator,
                place,
                period,
                group,
                value: one.value,
                fraction: one.fraction,
                known_from,
                source: self.source,
                row: row.number,
                forms,
            });
        }
        Ok(())
    }
}

/// The cells of an observation. Without a column of its own a value was worked out from its parts, or is that of the
/// only part there is.
fn value_forms(
    read: &ReadValue<'_>,
    row: &Row<'_>,
    forms: &mut CellForms<'_>,
    builder: &mut EvidenceBuilder,
) -> Option<ValueForms> {
    let mut form = |column: &Column, value: Option<Value>| match value {
        Some(value) => forms.value(column.at, row.cell(column.at), value, builder),
        None => forms.words(column.at, row.cell(column.at), builder),
    };
    let ValueColumns { value, numerator, denominator, .. } = read.columns;
    let parts = match (numerator, denominator) {
        (Some(numerator), Some(denominator)) => Some(PartForms {
            numerator: form(numerator, read.fraction.map(|fraction| Value::Number(fraction.numerator))),
            denominator: form(denominator, read.fraction.map(|fraction| Value::Number(fraction.denominator))),
        }),
        _ => None,
    };
    let whole = match (value, parts) {
        (None, Some(parts)) if read.computed => return Some(ValueForms::Parts(parts)),
        (value, _) => value.as_ref().or(numerator.as_ref()).or(denominator.as_ref())?,
    };
    let whole = form(whole, Some(read.value));
    Some(parts.map_or(ValueForms::Value(whole), |parts| ValueForms::ValueAndParts(whole, parts)))
}

/// A number or the reason why there is none.
pub fn number(row: &Row<'_>, column: &Column, reader: &CellReader) -> Result<Value, Problem> {
    let cell = row.cell(column.at);
    if let Some(reason) = reader.missing(cell, Some(column)) {
        return Ok(Value::missing(reason));
    }
    let wrong = || Problem::at(column.at, cell, "neither a number nor a known symbol for a missing value");
    match cell {
        Cell::Number(number) if number.is_finite() => Ok(Value::Number(number)),
        Cell::Text(text) => parse_number(text).map(Value::Number).ok_or_else(wrong),
        _ => Err(wrong()),
    }
}

/// The number of a text: commas between thousands, a pound sign before, a per cent sign after.
pub fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim_start_matches('£').trim();
    if !text.bytes().next().is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'+')) {
        return None;
    }
    let number = if text.contains(',') {
        fast_float2::parse::<f64, _>(text.replace(',', ""))
    } else {
        fast_float2::parse::<f64, _>(text)
    };
    number.ok().filter(|number| number.is_finite())
}

/// The value with what it was made of; worked out where the description says so.
fn combined(
    value: Option<Value>,
    numerator: Option<Value>,
    denominator: Option<Value>,
    compute: Option<f64>,
) -> (Value, Option<Fraction>) {
    let fraction = match (numerator.and_then(Value::number), denominator.and_then(Value::number)) {
        (Some(numerator), Some(denominator)) if denominator > 0.0 => {
            Some(Fraction { numerator, denominator })
        }
        _ => None,
    };
    let worked_out = || {
        let per = compute?;
        match (fraction, numerator.and_then(Value::reason), denominator.and_then(Value::reason)) {
            (Some(fraction), ..) => Some(Value::Number(fraction.numerator / fraction.denominator * per)),
            (None, Some(reason), _) | (None, None, Some(reason)) => Some(Value::missing(reason)),
            // Nobody to count: the question does not arise.
            (None, None, None) => Some(Value::missing(evidence::Missing::NotApplicable)),
        }
    };
    let value = value.or_else(worked_out).or(numerator).unwrap_or(Value::missing(evidence::Missing::Blank));
    (value, fraction)
}
