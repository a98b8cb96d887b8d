//! Observations that rows report.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem, When, column};
use super::figures::{Figure, figure};
use super::forms::CellForms;
use super::groups::GroupReader;
use super::places::PlaceReader;
use crate::dates::PeriodForm;
use crate::description::KnownFromRule;
use crate::description::statistics::IndicatorRule;
use crate::matching::FormatMatch;
use crate::number::{Parts, Possible, contradiction};
use crate::table::Row;
use evidence::{
    Date, EvidenceBuilder, Fraction, GroupIndex, Indicator, IndicatorId, IndicatorIndex, Observation,
    PartForms, Period, PlaceIndex, Polarity, SourceIndex, Unit, Value, ValueForms,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

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
    possible: Possible,
    /// Per how many the value counts, where its parts must make it.
    per: Option<f64>,
    share: bool,
    rounded: bool,
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
    /// The end of the latest period of a compilation.
    latest: Option<Date>,
}

impl KnownFrom {
    /// A description's rule for a file of some date.
    pub fn new(rule: &KnownFromRule, as_at: Option<Date>) -> KnownFrom {
        KnownFrom { rule: rule.clone(), as_at, latest: None }
    }

    /// The same for a file whose figures were all published with those of its latest period, where the description
    /// says so: those of earlier years may be revised.
    #[must_use]
    pub fn of_compilation(mut self, latest: Option<Date>) -> KnownFrom {
        self.latest = latest.filter(|_| self.rule.compilation);
        self
    }

    /// The day for a period.
    pub fn day(&self, period: &Period) -> Date {
        if self.rule.day.is_none() && self.rule.days_after_period.is_none() {
            return super::releases::NOT_DATED;
        }
        let end = self.latest.or(period.end);
        let by_day = || {
            let (month, day) = self.rule.day.as_ref()?.get_ref().split_once('-')?;
            let year = end?.year().checked_add(self.rule.years_after)?;
            Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
        };
        let by_days = || Some(evidence::date::add_days(end?, self.rule.days_after_period?));
        let day = by_day().or_else(by_days);
        match (day, self.as_at) {
            (Some(day), Some(as_at)) if self.rule.capped != Some(false) => day.min(as_at),
            (Some(day), _) => day,
            (None, as_at) => as_at.or(end).unwrap_or(Date::MAX),
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
        let indicators: BTreeMap<&str, (IndicatorIndex, Possible)> = description
            .indicators
            .iter()
            .enumerate()
            .map(|(order, (id, rule))| {
                let indicator = indicator(id, rule, u32::try_from(order).unwrap_or(u32::MAX));
                let possible = Possible::of(indicator.unit).within(rule.from, rule.until);
                (id.as_str(), (builder.indicator(indicator), possible))
            })
            .collect();
        let mut ready = Vec::new();
        for (rule, columns) in description.observations.iter().zip(&fit.columns.observations) {
            let Some((indicator, possible)) = indicators.get(rule.indicator.get_ref().as_str()) else {
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
                possible: *possible,
                per: if possible.unit == Unit::Percent { Some(100.0) } else { rule.per },
                share: possible.unit == Unit::Percent && possible.until <= 100.0,
                rounded: rule.rounded,
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
                let (value, fraction) = ready.value(columns, row, reader)?;
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
            return Err(Problem::passed_over("a row of which the description reads nothing"));
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
                release: evidence::ReleaseIndex::default(),
                source: self.source,
                row: row.number,
                forms,
            });
        }
        Ok(())
    }
}

impl Ready {
    /// The value of a row with its parts, which must be possible and agree with one another.
    fn value(
        &self,
        columns: &ValueColumns,
        row: &Row<'_>,
        reader: &CellReader,
    ) -> Result<(Value, Option<Fraction>), Problem> {
        let part = |column: &Option<Column>, possible: Possible| {
            column.as_ref().map(|column| figure(row, column, reader, possible)).transpose()
        };
        let count = Possible::of(Unit::Number);
        // A value without a column of its own may be that of its only part.
        let alone = if columns.value.is_none() && self.compute.is_none() { self.possible } else { count };
        let published = part(&columns.value, self.possible)?;
        let numerator = part(&columns.numerator, alone)?;
        let denominator = part(&columns.denominator, alone)?;
        let value_of = |figure: Option<Figure>| figure.map(|figure| figure.value);
        let (value, fraction) =
            combined(value_of(published), value_of(numerator), value_of(denominator), self.compute);
        let at = columns.value.as_ref().or(columns.numerator.as_ref());
        let wrong = |reason| match at {
            Some(column) => Problem::at(column.at, row.cell(column.at), reason),
            None => Problem::of_row(reason),
        };
        if let Some(fraction) = fraction {
            let parts =
                Parts { fraction, per: self.per.unwrap_or(1.0), share: self.share, rounded: self.rounded };
            let published = published.and_then(|one| Some((one.value.number()?, one.decimals)));
            if let Some(reason) = contradiction(parts, published.filter(|_| self.per.is_some())) {
                return Err(wrong(reason));
            }
        }
        if let (None, Some(number)) = (published, value.number()) {
            self.possible.check_number(number).map_err(wrong)?;
        }
        Ok((value, fraction))
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
