//! Files of DfE's tidy form in general: time, place, filters and indicators, told apart by what the columns hold.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem, column};
use super::forms::CellForms;
use super::observations::{GroupReader, KnownFrom, PlaceReader, number, parse_number, plain};
use crate::dates::PeriodForm;
use crate::description::statistics::TidyRule;
use crate::heading::folded;
use crate::matching::FormatMatch;
use crate::screening::Tally;
use crate::table::{Cell, Row, Sheet, Unreadable};
use evidence::{
    Date, EvidenceBuilder, GroupIndex, Indicator, IndicatorId, IndicatorIndex, Observation, Polarity,
    SourceIndex, Unit, ValueForms,
};
use rustc_hash::FxHashMap;
use std::ops::ControlFlow;

/// Reads a tidy file.
pub struct TidyReader<'a> {
    place: PlaceReader<'a>,
    period: Column,
    period_kind: Option<Column>,
    period_kinds: Vec<(String, PeriodForm)>,
    filters: Vec<(String, Column)>,
    totals: Vec<String>,
    indicators: Vec<(IndicatorIndex, bool, Column)>,
    groups: FxHashMap<String, GroupIndex>,
    known_from: KnownFrom,
    source: SourceIndex,
}

/// What a column that is not standard holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    Numbers,
    Words,
}

impl<'a> TidyReader<'a> {
    /// Looks through the table for which columns hold numbers (indicators) and which hold words (filters).
    #[expect(clippy::too_many_arguments, reason = "called once; each is a different thing that rows need")]
    pub fn new(
        rule: &TidyRule,
        fit: &FormatMatch<'a>,
        sheet: &Sheet<'_>,
        file: &str,
        reader: &CellReader,
        named: &NamedColumns,
        context: Context<'a>,
        as_at: Option<Date>,
        builder: &mut EvidenceBuilder,
        source: SourceIndex,
    ) -> Result<TidyReader<'a>, Unreadable> {
        let Some(period) = named.get(&rule.period) else {
            return Err(Unreadable("the column of the period is missing".to_owned()));
        };
        let others: Vec<usize> =
            (0..fit.headings.len()).filter(|at| !is_standard(rule, &fit.headings.folded[*at])).collect();
        let held = look_through(fit, sheet, reader, &others)?;
        let mut filters = Vec::new();
        let mut indicators = Vec::new();
        for (at, holds) in others.iter().zip(held) {
            let heading = &fit.headings.texts[*at];
            match holds {
                Holds::Nothing => {}
                Holds::Words => filters.push((plain(heading), column(*at, None))),
                Holds::Numbers => {
                    let order = u32::try_from(*at).unwrap_or(u32::MAX);
                    let (indicator, percent) = indicator(fit, file, heading, order);
                    indicators.push((builder.indicator(indicator), percent, column(*at, None)));
                }
            }
        }
        let place = fit.description.place.clone().unwrap_or_default();
        Ok(TidyReader {
            place: PlaceReader::new(&place, named, context, as_at),
            period,
            period_kind: named.get(&rule.period_kind),
            period_kinds: rule
                .period_kinds
                .iter()
                .filter_map(|(word, form)| Some((folded(word), PeriodForm::from_name(form.get_ref())?)))
                .collect(),
            filters,
            totals: rule.totals.iter().map(|word| folded(word)).collect(),
            indicators,
            groups: FxHashMap::default(),
            known_from: KnownFrom::new(&fit.description.known_from, as_at),
            source,
        })
    }

    /// The columns of filters and indicators that were found in the file.
    pub fn columns(&self) -> Vec<usize> {
        let filters = self.filters.iter().map(|(_, column)| column.at);
        filters.chain(self.indicators.iter().map(|(_, _, column)| column.at)).collect()
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
        let kind =
            self.period_kind.as_ref().map(|column| folded(&row.cell(column.at).text())).unwrap_or_default();
        let form = self
            .period_kinds
            .iter()
            .find(|(word, _)| kind.starts_with(word.as_str()))
            .map_or(PeriodForm::Label, |(_, form)| *form);
        let cell = row.cell(self.period.at);
        let period = form
            .read(&cell.text())
            .ok_or_else(|| Problem::at(self.period.at, cell, "not a period of the kind that the row says"))?;
        let group: Vec<(&str, String)> = self
            .filters
            .iter()
            .filter_map(|(name, column)| {
                let text = row.cell(column.at).text();
                let whole = text.is_empty() || self.totals.contains(&folded(&text));
                (!whole).then(|| (name.as_str(), plain(&text)))
            })
            .collect();
        let mut read = Vec::with_capacity(self.indicators.len());
        for (indicator, percent, column) in &self.indicators {
            let value = number(row, column, reader)?;
            if *percent && let Some(number) = value.number() {
                super::check_percent(tally, row.number, number);
            }
            read.push((*indicator, value, column.at));
        }
        let known_from = self.known_from.day(&period);
        let group = GroupReader::index(&mut self.groups, &group, builder);
        let (place, period) = (builder.place(place), builder.period(period));
        for (indicator, value, at) in read {
            let form = forms.value(at, row.cell(at), value, builder);
            builder.observe(&Observation {
                indicator,
                place,
                period,
                group,
                value,
                fraction: None,
                known_from,
                source: self.source,
                row: row.number,
                forms: ValueForms::Value(form),
            });
        }
        Ok(())
    }
}

fn is_standard(rule: &TidyRule, heading: &str) -> bool {
    heading.is_empty()
        || rule.standard.iter().any(|word| match word.strip_suffix('*') {
            Some(beginning) => heading.starts_with(&folded(beginning)),
            None => heading == folded(word),
        })
}

fn look_through(
    fit: &FormatMatch<'_>,
    sheet: &Sheet<'_>,
    reader: &CellReader,
    others: &[usize],
) -> Result<Vec<Holds>, Unreadable> {
    let mut held = vec![Holds::Nothing; others.len()];
    sheet.each_row(|row| {
        if row.number > fit.heading_row {
            for (at, holds) in others.iter().zip(&mut held) {
                let cell = row.cell(*at);
                if *holds == Holds::Words || reader.missing(cell, None).is_some() {
                    continue;
                }
                let number = match cell {
                    Cell::Number(_) => true,
                    Cell::Text(text) => parse_number(text).is_some(),
                    _ => false,
                };
                *holds = if number { Holds::Numbers } else { Holds::Words };
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(held)
}

/// An indicator known only by its heading. Its direction is not published with it, so none is assumed; its unit is
/// read from the heading where that says it.
fn indicator(fit: &FormatMatch<'_>, file: &str, heading: &str, order: u32) -> (Indicator, bool) {
    let words = plain(heading);
    let percent = words.contains("percent")
        || words.starts_with("pt-")
        || words.ends_with("-pct")
        || heading.contains('%');
    let unit = if percent {
        Unit::Percent
    } else if words.contains("rate") {
        Unit::Rate
    } else if words.contains("number")
        || words.contains("count")
        || words.starts_with("num-")
        || words.starts_with("t-")
    {
        Unit::Number
    } else {
        Unit::Score
    };
    let indicator = Indicator {
        id: IndicatorId(format!("{}:{}:{words}", fit.description.id.get_ref(), family(file))),
        name: heading.replace('_', " "),
        code: heading.to_owned(),
        topic: fit.description.title.clone(),
        polarity: Polarity::Neither,
        unit,
        unit_label: String::new(),
        decimals: 1,
        banded: true,
        current: true,
        order,
    };
    (indicator, percent)
}

/// What files of one family have in common in their names: the words without years and extension.
fn family(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<String> = plain(stem)
        .split('-')
        .filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
        .map(str::to_owned)
        .collect();
    words.join("-")
}
