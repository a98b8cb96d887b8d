//! The charts of a letter: the indicators and gaps that its statements speak of, and the settings they count.

use super::input::LetterInput;
use crate::error::Error;
use charts::{Bar, Bars, Chart, Gap, Parts, Series, Trend, Value as Drawn};
use document::fill;
use evidence::date::{in_words, year_before};
use evidence::{Period, Value};
use profile::{AspectProfile, GapProfile, IndicatorProfile, RemitProfile, SeriesBreak, SeriesHistory, Tally};
use statements::claim::Subject;

/// The charts, in the order in which the letter first speaks of what they show.
pub fn charts(input: &LetterInput<'_>) -> Result<Vec<Chart>, Error> {
    let mut charts: Vec<Chart> = Vec::new();
    let said = &input.statements;
    let statements = said.statements.iter().chain(said.further.iter().flat_map(|(_, statements)| statements));
    let subjects = statements.flat_map(statements::Statement::subjects);
    let mut bars_drawn = 0;
    for subject in subjects {
        if charts.len() == input.phrases.charts.most {
            break;
        }
        let chart = match subject {
            Subject::Measure { indicator, group } => {
                let shown = input.profile.indicator(indicator.as_str(), group.as_str());
                shown.and_then(|indicator| trend(indicator, input))
            }
            Subject::Gap { indicator, group, .. } => {
                let shown =
                    input.profile.gaps.iter().find(|gap| &gap.indicator == indicator && &gap.group == group);
                shown.map(|shown| gap(shown, input)).transpose()?.flatten()
            }
            Subject::Settings { settings } | Subject::Share { settings, .. } => {
                let shown = input.profile.remits.iter().find(|remit| settings.remits.contains(&remit.remit));
                shown.map(|remit| bars(remit, input)).transpose()?.flatten()
            }
            _ => None,
        };
        let new = chart.filter(|chart| charts.iter().all(|known| known.title() != chart.title()));
        let of_settings = matches!(subject, Subject::Settings { .. } | Subject::Share { .. });
        if of_settings && new.is_some() {
            bars_drawn += 1;
        }
        charts.extend(new.filter(|_| !of_settings || bars_drawn <= input.phrases.charts.most_bars));
    }
    Ok(charts)
}

fn drawn(value: Value) -> Drawn {
    match value {
        Value::Number(number) => Drawn::Number(number),
        Value::Missing { missing } => Drawn::Missing(missing.in_words().to_owned()),
    }
}

/// A line over the periods of the area's own series.
fn line(name: &str, periods: &[&Period], value: impl Fn(&Period) -> Option<Value>) -> Series {
    let absent = Value::missing(evidence::Missing::NotPublished);
    let values = periods.iter().map(|period| drawn(value(period).unwrap_or(absent))).collect();
    Series { name: name.to_owned(), values }
}

fn elsewhere(series: &[(Period, Value)]) -> impl Fn(&Period) -> Option<Value> + '_ {
    |period| series.iter().find(|(known, _)| known == period).map(|(_, value)| *value)
}

/// The positions of periods before which a series breaks.
fn breaks(periods: &[&Period], breaks: &[SeriesBreak]) -> Vec<usize> {
    let history = SeriesHistory { breaks: breaks.to_vec(), ..SeriesHistory::default() };
    let bases: Vec<u32> = periods.iter().map(|period| history.basis(period)).collect();
    (1..bases.len()).filter(|at| bases[*at] != bases[*at - 1]).collect()
}

fn trend(indicator: &IndicatorProfile, input: &LetterInput<'_>) -> Option<Chart> {
    let phrases = &input.phrases.charts;
    let periods: Vec<&Period> = indicator.series.iter().map(|figure| &figure.period).collect();
    if periods.len() < 2 {
        return None;
    }
    let own = |period: &Period| indicator.series.iter().find(|f| &f.period == period).map(|f| f.value);
    let mut series = vec![line(&input.profile.name, &periods, own)];
    for (name, values) in [
        (phrases.similar_areas.as_str(), &indicator.neighbours.used.series),
        (indicator.region_used.as_str(), &indicator.region.series),
        (phrases.england.as_str(), &indicator.england.series),
    ] {
        if !name.is_empty() && values.iter().any(|(_, value)| value.number().is_some()) {
            series.push(line(name, &periods, elsewhere(values)));
        }
    }
    let unit = match indicator.unit {
        evidence::Unit::Percent => phrases.percent.clone(),
        _ => indicator.unit_label.clone(),
    };
    let group = phrases.groups.get(indicator.group.as_str()).filter(|_| indicator.group.as_str() != "all");
    let title = match group {
        Some(group) => format!("{} ({group})", indicator.name),
        None => indicator.name.clone(),
    };
    Some(Chart::Trend(Trend {
        title,
        unit,
        decimals: indicator.decimals,
        breaks: breaks(&periods, &indicator.history.breaks),
        periods: periods.iter().map(|period| period.label.clone()).collect(),
        series,
    }))
}

fn gap(gap: &GapProfile, input: &LetterInput<'_>) -> Result<Option<Chart>, Error> {
    let phrases = &input.phrases.charts;
    if gap.series.len() < 2 {
        return Ok(None);
    }
    let in_words = |group: &str| phrases.groups.get(group).cloned().unwrap_or_else(|| group.to_owned());
    let (group, compared) = (in_words(gap.group.as_str()), in_words(gap.compared.as_str()));
    let title = fill(&phrases.gap_title, &[("name", &gap.name), ("group", &group), ("compared", &compared)])?;
    let values = |pick: fn(&profile::GapPoint) -> Value| gap.series.iter().map(|p| drawn(pick(p))).collect();
    let periods: Vec<&Period> = gap.series.iter().map(|point| &point.period).collect();
    let england =
        |period: &Period| gap.england.iter().find(|point| &point.period == period).map(|point| point.gap);
    Ok(Some(Chart::Gap(Gap {
        title,
        unit: phrases.percent.clone(),
        difference_unit: phrases.points.clone(),
        decimals: gap.decimals,
        breaks: breaks(&periods, &gap.breaks),
        periods: periods.iter().map(|period| period.label.clone()).collect(),
        upper: Series { name: compared, values: values(|point| point.compared) },
        lower: Series { name: group, values: values(|point| point.group) },
        comparators: vec![line(&phrases.england, &periods, england)],
    })))
}

/// The judgements of a remit now and a year before, where all are on one scale: scales are never put on one bar.
fn bars(remit: &RemitProfile, input: &LetterInput<'_>) -> Result<Option<Chart>, Error> {
    let Some(AspectProfile { now, year_before: before, .. }) = remit.overall() else { return Ok(None) };
    let [scale] = now.scales.as_slice() else { return Ok(None) };
    let area = input.profile.name.as_str();
    let as_at = input.profile.as_at;
    let phrases = &input.phrases.charts;
    let places = [
        ("area", area.to_owned()),
        ("as_at", in_words(as_at)),
        ("year_before", in_words(year_before(as_at))),
    ];
    let places: Vec<(&str, &str)> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let counts = |tally: &Tally| -> Option<Vec<u32>> {
        let [one] = tally.scales.as_slice() else { return None };
        (one.scale == scale.scale).then(|| one.counts.iter().map(|value| value.count).collect())
    };
    let mut bars = Vec::new();
    for (name, tally) in [(&phrases.area_now, now), (&phrases.area_year_before, before)] {
        if let Some(counts) = counts(tally).filter(|counts| counts.iter().any(|count| *count > 0)) {
            bars.push(Bar { name: fill(name, &places)?, parts: Parts::Counts(counts) });
        }
    }
    if bars.is_empty() {
        return Ok(None);
    }
    let plural = capitalised(&remit.plural);
    let title = fill(&phrases.settings_title, &[("plural", plural.as_str()), ("as_at", places[1].1)])?;
    let grades = scale.counts.iter().map(|value| value.label.clone()).collect();
    Ok(Some(Chart::Bars(Bars { title, grades, bars })))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
