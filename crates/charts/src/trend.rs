//! An indicator over the years, the area beside others.

use super::lines::{self, Frame, Label, STYLES, WIDTH};
use super::{ChartProblem, Series, Table, Trend, Value, cell_rows, table_of_lines, written};
use crate::words::ChartWords;
use document::{Drawing, Svg};
use document::{WordsError, fill};

/// Height of the drawing.
const HEIGHT: u16 = 322;

/// Draws a trend; the drawing, what it says in words, and the table that says the same.
pub(super) fn draw(trend: &Trend, words: &ChartWords) -> Result<(Svg, String, Table), ChartProblem> {
    let found = trend.series.len();
    if !(1..=STYLES.len()).contains(&found) {
        return Err(ChartProblem::Size { of: "lines", found, least: 1, most: STYLES.len() });
    }
    let series: Vec<&Series> = trend.series.iter().collect();
    lines::check(&trend.periods, &series)?;
    let frame = Frame::new(&trend.periods, &trend.breaks, &series);
    let mut drawing = Drawing::new(WIDTH, HEIGHT);
    frame.draw(&mut drawing, &trend.unit);
    let mut labels = Vec::new();
    // The area's line is drawn last, over the others.
    for (place, line) in series.iter().enumerate().rev() {
        frame.line(&mut drawing, line, &STYLES[place]);
        labels.push(Label::new(&frame, line, trend.decimals, place, &words.no_figures));
    }
    labels.reverse();
    lines::labels(&mut drawing, labels);
    let table = table_of_lines(&trend.periods, &cell_rows(&series, trend.decimals), words);
    Ok((drawing.finish(), said(trend, words)?, table))
}

fn said(trend: &Trend, words: &ChartWords) -> Result<String, WordsError> {
    let mut series = Vec::new();
    for line in &trend.series {
        series.push(line_said(line, &trend.periods, trend.decimals, words)?);
    }
    series.extend(break_said(&trend.periods, &trend.breaks, words)?);
    let series = series.join(" ");
    let (from, to) = ends(&trend.periods);
    let places = [
        ("title", trend.title.as_str()),
        ("unit", &trend.unit),
        ("from", from),
        ("to", to),
        ("series", &series),
    ];
    fill(&words.trend, &places)
}

/// Where the lines break, in words.
pub(super) fn break_said(
    periods: &[String],
    breaks: &[usize],
    words: &ChartWords,
) -> Result<Option<String>, WordsError> {
    let at: Vec<&str> = breaks.iter().filter_map(|at| periods.get(*at)).map(String::as_str).collect();
    if at.is_empty() {
        return Ok(None);
    }
    fill(&words.lines_broken, &[("periods", &listed(&at, &words.and))]).map(Some)
}

/// The first and last period.
pub(super) fn ends(periods: &[String]) -> (&str, &str) {
    (periods.first().map_or("", String::as_str), periods.last().map_or("", String::as_str))
}

/// A line in words: where it begins, where it ends, what is missing.
pub(super) fn line_said(
    line: &Series,
    periods: &[String],
    decimals: u8,
    words: &ChartWords,
) -> Result<String, WordsError> {
    let known: Vec<(&String, f64)> = periods
        .iter()
        .zip(&line.values)
        .filter_map(|(period, value)| match value {
            Value::Number(number) => Some((period, *number)),
            Value::Missing(_) => None,
        })
        .collect();
    let (Some((first_period, first)), Some((last_period, last))) = (known.first(), known.last()) else {
        return fill(&words.line_none, &[("name", &line.name)]);
    };
    let (first, last) = (written(*first, decimals), written(*last, decimals));
    let places = [
        ("name", line.name.as_str()),
        ("first", &first),
        ("first_period", first_period.as_str()),
        ("last", &last),
        ("last_period", last_period.as_str()),
    ];
    let mut said = fill(if known.len() == 1 { &words.line_one } else { &words.line }, &places)?;
    let missing: Vec<&str> = periods
        .iter()
        .zip(&line.values)
        .filter(|(_, value)| matches!(value, Value::Missing(_)))
        .map(|(period, _)| period.as_str())
        .collect();
    if !missing.is_empty() {
        said.push(' ');
        said.push_str(&fill(&words.line_missing, &[("periods", &listed(&missing, &words.and))])?);
    }
    Ok(said)
}

/// “a, b and c”.
pub(super) fn listed(parts: &[&str], and: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{}{and}{last}", before.join(", ")),
    }
}
