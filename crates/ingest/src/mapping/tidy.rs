//! Files of DfE's tidy form in general: time, place, filters and indicators, told apart by what the columns hold.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem, column};
use super::figures::figure;
use super::forms::CellForms;
use super::groups::{GroupReader, plain};
use super::held::Held;
use super::observations::KnownFrom;
use super::places::PlaceReader;
use crate::dates::PeriodForm;
use crate::description::statistics::TidyRule;
use crate::heading::folded;
use crate::matching::FormatMatch;
use crate::number::Possible;
use crate::table::{Row, Sheet, Unreadable};
use crate::wide::units::{has_any, unit_of};
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
    indicators: Vec<(IndicatorIndex, Possible, Column)>,
    groups: FxHashMap<String, GroupIndex>,
    known_from: KnownFrom,
    source: SourceIndex,
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
        for (at, held) in others.iter().zip(held) {
            let heading = &fit.headings.texts[*at];
            if held.is_group() {
                filters.push((plain(heading), column(*at, None)));
            } else if held.is_figure_among_groups() {
                let order = u32::try_from(*at).unwrap_or(u32::MAX);
                let (indicator, possible) = indicator(fit, rule, file, heading, held.whole, order);
                indicators.push((builder.indicator(indicator), possible, column(*at, None)));
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
        for (indicator, possible, column) in &self.indicators {
            let value = figure(row, column, reader, *possible)?.value;
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
                release: evidence::ReleaseIndex::default(),
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
) -> Result<Vec<Held>, Unreadable> {
    let mut held = vec![Held::default(); others.len()];
    sheet.each_row(|row| {
        if row.number > fit.heading_row {
            for (at, held) in others.iter().zip(&mut held) {
                held.add(row.cell(*at), reader);
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(held)
}

/// An indicator known only by its heading. Its direction is not published with it, so none is assumed; its unit is
/// read from the heading where that says it.
fn indicator(
    fit: &FormatMatch<'_>,
    rule: &TidyRule,
    file: &str,
    heading: &str,
    whole: bool,
    order: u32,
) -> (Indicator, Possible) {
    let words = plain(heading);
    // The department begins names with `pt_` for a percentage and `t_` for a total, or ends them with `_pct`.
    let unit = match (words.split('-').next(), words.ends_with("-pct")) {
        (Some("pt"), _) | (_, true) => Unit::Percent,
        (Some("t"), _) => Unit::Number,
        _ => unit_of(heading, whole),
    };
    let indicator = Indicator {
        id: IndicatorId(format!("{}:{}:{words}", fit.description.id.get_ref(), family(file))),
        name: heading.replace('_', " "),
        code: heading.to_owned(),
        topic: fit.description.title.clone(),
        polarity: Polarity::Neither,
        unit,
        unit_label: String::new(),
        decimals: u8::from(unit != Unit::Number),
        // Counts are not compared: a large area has many of everything.
        banded: unit != Unit::Number,
        current: true,
        order,
    };
    // Such as a net gain of children or a change in per cent.
    let signed = has_any(&format!("{words} {}", family(file)), &rule.signed);
    let limits = Possible::of(unit);
    let possible =
        if signed { limits.within(Some(-Possible::GREATEST), Some(Possible::GREATEST)) } else { limits };
    (indicator, possible)
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
