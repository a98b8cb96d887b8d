//! Rows of tables of variables: a place, and a figure in every column.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem, column};
use super::figures::{Figure, figure};
use super::forms::CellForms;
use super::held::Held;
use super::observations::KnownFrom;
use super::places::PlaceReader;
use super::slips::Slips;
use crate::description::wide::VariablesRule;
use crate::matching::FormatMatch;
use crate::number::{Parts, Possible, contradiction};
use crate::screening::{RejectionKind, Tally};
use crate::table::{Row, Sheet, Unreadable};
use crate::wide::plan::{Around, Plan, Planned, Variable, plan};
use crate::wide::said;
use evidence::{
    Date, EvidenceBuilder, Fraction, Group, GroupIndex, IndicatorIndex, Missing, Observation, PartForms,
    PeriodIndex, PlaceIndex, SourceIndex, Unit, Value, ValueForms,
};
use std::ops::ControlFlow;

/// Reads a table of variables.
pub struct VariableReader<'a> {
    place: PlaceReader<'a>,
    figures: Vec<ReadyFigure>,
    /// Columns that are read, or known to hold no figures.
    known: Vec<usize>,
    notes: Vec<String>,
    headings: &'a [String],
    rounded: bool,
    /// Whether the headings stand in several rows.
    stacked: bool,
    source: SourceIndex,
    as_at: Option<Date>,
}

/// A figure of every row, ready.
struct ReadyFigure {
    planned: Planned,
    indicator: IndicatorIndex,
    period: PeriodIndex,
    group: GroupIndex,
    known_from: Date,
    value: Option<Column>,
    numerator: Vec<Column>,
    denominator: Option<Column>,
}

/// A figure of one row, before it is kept.
struct ReadFigure {
    value: Value,
    fraction: Option<Fraction>,
}

impl<'a> VariableReader<'a> {
    /// The reader of a description for this table.
    #[expect(clippy::too_many_arguments, reason = "called once; each is a different thing that rows need")]
    pub fn new(
        rule: &VariablesRule,
        fit: &'a FormatMatch<'a>,
        sheet: &Sheet<'_>,
        around: Around<'_>,
        reader: &CellReader,
        named: &NamedColumns,
        context: Context<'a>,
        as_at: Option<Date>,
        builder: &mut EvidenceBuilder,
        source: SourceIndex,
    ) -> Result<VariableReader<'a>, Unreadable> {
        let variables = variables(rule, fit, sheet, reader)?;
        let Plan { figures, known, notes } =
            plan(fit.description, rule, variables, around).map_err(Unreadable)?;
        let latest = figures.iter().filter_map(|figure| figure.period.end).max();
        let known_from = KnownFrom::new(&fit.description.known_from, as_at).of_compilation(latest);
        let figures =
            figures.into_iter().map(|planned| ReadyFigure::new(planned, &known_from, builder)).collect();
        // A table speaks of the day on which its latest period ends, where nothing in the file names a day.
        let as_at = as_at.or(latest);
        builder.amend_source(source, |source| source.as_at = as_at);
        let place = fit.description.place.clone().unwrap_or_default();
        Ok(VariableReader {
            as_at,
            place: PlaceReader::new(&place, named, context, as_at),
            figures,
            known: known.into_iter().collect(),
            notes,
            headings: &fit.headings.texts,
            rounded: rule.rounded,
            stacked: rule.stacked.is_some(),
            source,
        })
    }

    /// The columns that are read, or known to hold no figures.
    pub fn columns(&self) -> &[usize] {
        &self.known
    }

    /// The day that the table speaks of.
    pub fn as_at(&self) -> Option<Date> {
        self.as_at
    }

    /// What a reader of the file should know.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// A row of no place and without any figure is a heading within the table, or a note below it.
    fn of_a_note(&self, problem: Problem, row: &Row<'_>) -> Problem {
        // Printed tables have sums and remarks beside the places.
        let nowhere = self.stacked && problem.column.is_none();
        let any =
            |column: &Option<Column>| column.as_ref().is_some_and(|column| !row.cell(column.at).is_empty());
        if !nowhere && self.figures.iter().any(|figure| any(&figure.value)) {
            return problem;
        }
        Problem { kind: RejectionKind::PassedOver, ..problem }
    }

    /// Reads a row: a place, and every figure of it that can be right. The others are listed one by one.
    pub fn read(
        &mut self,
        row: &Row<'_>,
        reader: &CellReader,
        slips: &Slips,
        forms: &mut CellForms<'_>,
        builder: &mut EvidenceBuilder,
        tally: &mut Tally,
    ) -> Result<(), Problem> {
        let place = self.place.read(row, reader).map_err(|problem| self.of_a_note(problem, row))?;
        let place = builder.place(place);
        for figure in &self.figures {
            match figure.read(row, reader, self.rounded) {
                Ok(read) => figure.keep(read, place, row, self.source, forms, builder),
                Err(problem) => {
                    let problem = slips.excuse(problem, row, self.headings);
                    tally.quarantine(problem.rejection(row.number, self.headings));
                }
            }
        }
        Ok(())
    }
}

impl ReadyFigure {
    fn new(planned: Planned, known_from: &KnownFrom, builder: &mut EvidenceBuilder) -> ReadyFigure {
        let of = |at: usize| column(at, None);
        let group = Group::of(planned.group.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        ReadyFigure {
            indicator: builder.indicator(planned.indicator.clone()),
            period: builder.period(planned.period.clone()),
            group: builder.group(group),
            known_from: known_from.day(&planned.period),
            value: planned.value.map(of),
            numerator: planned.numerator.iter().copied().map(of).collect(),
            denominator: planned.denominator.map(of),
            planned,
        }
    }

    /// The value and what it is made of, which must be possible and agree.
    fn read(&self, row: &Row<'_>, reader: &CellReader, rounded: bool) -> Result<ReadFigure, Problem> {
        let published = self.value.as_ref().map(|column| self.published(row, column, reader)).transpose()?;
        let (parts, missing) = self.parts(row, reader)?;
        let value = match (published, parts, missing) {
            (Some(published), ..) => published.value,
            (None, Some(Fraction { numerator, denominator }), _) => {
                Value::Number(numerator / denominator * self.planned.compute.unwrap_or(1.0))
            }
            (None, None, Some(reason)) => Value::missing(reason),
            // Nobody to count: the question does not arise.
            (None, None, None) => Value::missing(Missing::NotApplicable),
        };
        let wrong = |reason: String| match self.value.as_ref().or(self.numerator.first()) {
            Some(column) => Problem::at(column.at, row.cell(column.at), reason),
            None => Problem::of_row(reason),
        };
        if let Some(fraction) = parts {
            let Planned { possible, per, scale, .. } = &self.planned;
            let share = possible.unit == Unit::Percent && possible.until <= 100.0;
            let parts = Parts { fraction, per: per.unwrap_or(1.0), share, rounded };
            let shown =
                published.and_then(|one| Some((one.value.number()?, decimals_at(one.decimals, *scale))));
            if let Some(reason) = contradiction(parts, shown.filter(|_| per.is_some())) {
                return Err(wrong(reason));
            }
        }
        if let (None, Some(number)) = (published, value.number()) {
            self.planned.possible.check_number(number).map_err(wrong)?;
        }
        Ok(ReadFigure { value, fraction: parts })
    }

    fn published(&self, row: &Row<'_>, column: &Column, reader: &CellReader) -> Result<Figure, Problem> {
        let Planned { possible, scale, .. } = self.planned;
        let unscaled = Possible { from: possible.from / scale, until: possible.until / scale, ..possible };
        let read = figure(row, column, reader, unscaled)?;
        let value = match read.value {
            // Without the noise that multiplying by 100 makes in the last binary digits.
            Value::Number(number) if scale != 1.0 => {
                let factor = 10f64.powi(i32::from(read.decimals.min(12)));
                Value::Number((number * scale * factor).round() / factor)
            }
            value => value,
        };
        Ok(Figure { value, ..read })
    }

    /// Numerator and denominator, or why there are none.
    fn parts(
        &self,
        row: &Row<'_>,
        reader: &CellReader,
    ) -> Result<(Option<Fraction>, Option<Missing>), Problem> {
        let count = Possible::of(Unit::Number);
        let mut sum = 0.0;
        for column in &self.numerator {
            match figure(row, column, reader, count)?.value {
                Value::Number(number) => sum += number,
                missing => return Ok((None, missing.reason())),
            }
        }
        let Some(denominator) = &self.denominator else { return Ok((None, None)) };
        match figure(row, denominator, reader, count)?.value {
            Value::Number(denominator) if denominator > 0.0 => {
                Ok((Some(Fraction { numerator: sum, denominator }), None))
            }
            Value::Number(_) => Ok((None, self.planned.zero)),
            missing => Ok((None, missing.reason())),
        }
    }

    fn keep(
        &self,
        read: ReadFigure,
        place: PlaceIndex,
        row: &Row<'_>,
        source: SourceIndex,
        forms: &mut CellForms<'_>,
        builder: &mut EvidenceBuilder,
    ) {
        let parts = self.denominator.as_ref().map(|denominator| {
            let numbers = read.fraction.map(|fraction| (fraction.numerator, fraction.denominator));
            let numerators: Vec<usize> = self.numerator.iter().map(|column| column.at).collect();
            PartForms {
                numerator: forms.sum(&numerators, row, numbers.map(|(numerator, _)| numerator), builder),
                denominator: forms.sum(&[denominator.at], row, numbers.map(|(_, whole)| whole), builder),
            }
        });
        let value = self.value.as_ref().map(|column| {
            let cell = row.cell(column.at);
            if self.planned.scale == 1.0 {
                forms.value(column.at, cell, read.value, builder)
            } else {
                forms.words(column.at, cell, builder)
            }
        });
        let forms = match (value, parts) {
            (Some(value), Some(parts)) => ValueForms::ValueAndParts(value, parts),
            (Some(value), None) => ValueForms::Value(value),
            (None, Some(parts)) => ValueForms::Parts(parts),
            (None, None) => return,
        };
        builder.observe(&Observation {
            indicator: self.indicator,
            place,
            period: self.period,
            group: self.group,
            value: read.value,
            fraction: read.fraction,
            known_from: self.known_from,
            release: evidence::ReleaseIndex::default(),
            source,
            row: row.number,
            forms,
        });
    }
}

/// The decimals of a number that was multiplied by a power of ten.
fn decimals_at(decimals: u8, scale: f64) -> u8 {
    let moved = if scale >= 10.0 { scale.log10().floor() as u8 } else { 0 };
    decimals.saturating_sub(moved)
}

/// The columns that hold numbers and are none of the description's own.
fn variables(
    rule: &VariablesRule,
    fit: &FormatMatch<'_>,
    sheet: &Sheet<'_>,
    reader: &CellReader,
) -> Result<Vec<Variable>, Unreadable> {
    let own: Vec<usize> = fit.columns.named.values().copied().collect();
    let candidates: Vec<usize> = (0..fit.headings.len())
        .filter(|at| !own.contains(at) && !fit.headings.texts[*at].trim().is_empty())
        .collect();
    let mut held = vec![Held::default(); candidates.len()];
    sheet.each_row(|row| {
        if row.number > fit.heading_row {
            for (at, held) in candidates.iter().zip(&mut held) {
                held.add(row.cell(*at), reader);
            }
        }
        ControlFlow::Continue(())
    })?;
    let variable = |(at, held): (&usize, Held)| {
        let heading = fit.headings.texts[*at].trim().to_owned();
        let (stem, said) = match fit.said.get(*at) {
            Some(stacked) => stacked.clone(),
            None => said::split(&heading, rule.period.short_years),
        };
        held.is_figure().then(|| Variable {
            at: *at,
            heading,
            stem,
            said,
            whole: held.whole,
            exceeds_100: held.exceeds_100(),
        })
    };
    Ok(candidates.iter().zip(held).filter_map(variable).collect())
}
