//! Two groups over the years and the difference between them.

use super::layout::{INK, QUIET, folded};
use super::lines::{self, BOTTOM, Frame, LABEL_LEFT, LABEL_WIDTH, Label, STYLES, TEXT_SIZE, WIDTH};
use super::trend::{break_said, ends, line_said};
use super::{ChartProblem, Gap, Series, Table, Value, cell_rows, table_of_lines, written};
use crate::words::ChartWords;
use document::{Anchor, Drawing, Svg, Type};
use document::{WordsError, fill};

/// Height of the drawing without the rows of differences.
const HEIGHT: u16 = 318;

/// Height of a row of differences.
const ROW: u16 = 36;

/// Most lines of differences elsewhere that fit below the chart.
const MOST_COMPARATORS: usize = 3;

/// The room between the lines: light enough for their labels.
const BETWEEN: &str = "#e9eef3";

/// Draws a gap; the drawing, what it says in words, and the table that says the same.
pub(super) fn draw(gap: &Gap, words: &ChartWords) -> Result<(Svg, String, Table), ChartProblem> {
    let found = gap.comparators.len();
    if found > MOST_COMPARATORS {
        return Err(ChartProblem::Size { of: "comparators", found, least: 0, most: MOST_COMPARATORS });
    }
    let groups = [&gap.upper, &gap.lower];
    lines::check(&gap.periods, &groups)?;
    let comparators: Vec<&Series> = gap.comparators.iter().collect();
    lines::check(&gap.periods, &comparators)?;
    let difference = difference(gap, words);
    let rows: Vec<&Series> = std::iter::once(&difference).chain(comparators).collect();
    let row_count = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let mut drawing = Drawing::new(WIDTH, HEIGHT + row_count * ROW);
    let frame = Frame::new(&gap.periods, &gap.breaks, &groups);
    between(&mut drawing, &frame, gap);
    frame.draw(&mut drawing, &gap.unit);
    let mut labels = Vec::new();
    for (place, line) in groups.iter().enumerate() {
        frame.line(&mut drawing, line, &STYLES[place]);
        labels.push(Label::new(&frame, line, gap.decimals, place, &words.no_figures));
    }
    lines::labels(&mut drawing, labels);
    differences(&mut drawing, &frame, gap, &rows);
    let all: Vec<&Series> = groups.into_iter().chain(rows.iter().copied()).collect();
    let table = table_of_lines(&gap.periods, &cell_rows(&all, gap.decimals), words);
    Ok((drawing.finish(), said(gap, &all, words)?, table))
}

/// The upper group less the lower, where both are known.
fn difference(gap: &Gap, words: &ChartWords) -> Series {
    let values = gap.upper.values.iter().zip(&gap.lower.values).map(|pair| match pair {
        (Value::Number(upper), Value::Number(lower)) => Value::Number(upper - lower),
        (Value::Missing(reason), _) | (_, Value::Missing(reason)) => Value::Missing(reason.clone()),
    });
    Series { name: words.difference.clone(), values: values.collect() }
}

/// Shades the room between the lines wherever two periods running have both values.
fn between(drawing: &mut Drawing, frame: &Frame<'_>, gap: &Gap) {
    let at = |index: usize| match (&gap.upper.values[index], &gap.lower.values[index]) {
        (Value::Number(upper), Value::Number(lower)) => {
            Some((frame.x(index), frame.y(*upper), frame.y(*lower)))
        }
        _ => None,
    };
    for index in (1..gap.periods.len()).filter(|index| !frame.breaks_before(*index)) {
        if let (Some((x0, upper0, lower0)), Some((x1, upper1, lower1))) = (at(index - 1), at(index)) {
            drawing.area(&[(x0, upper0), (x1, upper1), (x1, lower1), (x0, lower0)], BETWEEN);
        }
    }
}

/// Writes the differences below the periods, a row for the area and one for each comparator.
fn differences(drawing: &mut Drawing, frame: &Frame<'_>, gap: &Gap, rows: &[&Series]) {
    for (place, row) in rows.iter().enumerate() {
        let y = BOTTOM + 52.0 + place as f64 * f64::from(ROW);
        let (strong, fill) = if place == 0 { (true, INK) } else { (false, QUIET) };
        let set = Type { size: TEXT_SIZE, strong, fill, anchor: Anchor::Middle };
        for index in frame.written_periods() {
            // The reason stands in the table; here there is room for a dash only.
            let said = match &row.values[index] {
                Value::Number(number) => written(*number, gap.decimals),
                Value::Missing(_) => "\u{2013}".to_owned(),
            };
            drawing.text((frame.x(index), y), &said, set);
        }
        let name =
            if place == 0 { format!("{}, {}", row.name, gap.difference_unit) } else { row.name.clone() };
        for (line, text) in folded(&name, LABEL_WIDTH, TEXT_SIZE, 2).iter().enumerate() {
            drawing.text((LABEL_LEFT, y + line as f64 * 15.0), text, Type { anchor: Anchor::Start, ..set });
        }
    }
}

fn said(gap: &Gap, series: &[&Series], words: &ChartWords) -> Result<String, WordsError> {
    let mut lines = Vec::new();
    for line in series {
        lines.push(line_said(line, &gap.periods, gap.decimals, words)?);
    }
    lines.extend(break_said(&gap.periods, &gap.breaks, words)?);
    let lines = lines.join(" ");
    let (from, to) = ends(&gap.periods);
    let places = [
        ("title", gap.title.as_str()),
        ("unit", &gap.unit),
        ("difference_unit", &gap.difference_unit),
        ("from", from),
        ("to", to),
        ("series", &lines),
    ];
    fill(&words.gap, &places)
}
