//! What line charts share: the frame, the lines with their gaps, the labels at their ends.

use super::axis::Axis;
use super::layout::{FAINT, INK, QUIET, estimated_width, folded};
use super::{ChartProblem, Series, Value, written};
use document::{Anchor, Drawing, Mark, Stroke, Type};

/// The size of every line chart, in units; about 170 mm wide on paper, where its text is 10 point.
pub(super) const WIDTH: u16 = 640;

/// The room for lines: left, top, right, bottom.
pub(super) const LEFT: f64 = 52.0;
pub(super) const TOP: f64 = 36.0;
pub(super) const RIGHT: f64 = 462.0;
pub(super) const BOTTOM: f64 = 286.0;

/// Where the labels at the lines' ends begin, and how wide they may be.
pub(super) const LABEL_LEFT: f64 = 478.0;
pub(super) const LABEL_WIDTH: f64 = 158.0;

/// The size of text.
pub(super) const TEXT_SIZE: u8 = 13;

/// The height of a line of text in a label.
const LABEL_LINE: f64 = 16.0;

/// Fewest and most periods that make a trend.
const PERIODS: (usize, usize) = (1, 40);

/// Values beyond this are mistakes in the data, and their digits would not fit the axis.
const LARGEST: f64 = 1e9;

/// How each line is told from the others without colour: dash, mark, weight.
pub(super) struct Style {
    pub stroke: Stroke,
    pub mark: Mark,
}

/// The styles in order; the first is the area's. Every colour has at least 5:1 on white.
pub(super) const STYLES: [Style; 5] = [
    Style { stroke: Stroke { colour: "#12436d", width: 3.0, dash: "" }, mark: Mark::Circle },
    Style { stroke: Stroke { colour: "#9c3f00", width: 2.0, dash: "8 4" }, mark: Mark::Square },
    Style { stroke: Stroke { colour: "#5b2a86", width: 2.0, dash: "2 3" }, mark: Mark::Triangle },
    Style { stroke: Stroke { colour: "#3f4a56", width: 2.0, dash: "11 3 2 3" }, mark: Mark::Diamond },
    Style { stroke: Stroke { colour: "#00695c", width: 2.0, dash: "5 2" }, mark: Mark::Ring },
];

/// Refuses what cannot be drawn.
pub(super) fn check(periods: &[String], series: &[&Series]) -> Result<(), ChartProblem> {
    let (least, most) = PERIODS;
    if !(least..=most).contains(&periods.len()) {
        return Err(ChartProblem::Size { of: "periods", found: periods.len(), least, most });
    }
    for line in series {
        let name = || line.name.chars().take(60).collect::<String>();
        if line.values.len() != periods.len() {
            let (found, expected) = (line.values.len(), periods.len());
            return Err(ChartProblem::Unpaired { name: name(), found, expected });
        }
        let drawable = |value: &Value| match value {
            Value::Number(number) => number.is_finite() && number.abs() <= LARGEST,
            Value::Missing(_) => true,
        };
        if !line.values.iter().all(drawable) {
            return Err(ChartProblem::NotDrawable { name: name() });
        }
    }
    Ok(())
}

/// The least and greatest number of some lines.
pub(super) fn range(series: &[&Series]) -> Option<(f64, f64)> {
    let mut found: Option<(f64, f64)> = None;
    for value in series.iter().flat_map(|line| &line.values) {
        if let Value::Number(number) = value {
            let (least, most) = found.unwrap_or((*number, *number));
            found = Some((least.min(*number), most.max(*number)));
        }
    }
    found
}

/// The frame: unit, marked values, periods.
pub(super) struct Frame<'a> {
    pub axis: Axis,
    pub periods: &'a [String],
    /// The positions of periods before which lines break.
    breaks: &'a [usize],
    /// Every how many periods one is written, counted back from the last.
    stride: usize,
}

impl<'a> Frame<'a> {
    pub(super) fn new(periods: &'a [String], breaks: &'a [usize], series: &[&Series]) -> Self {
        let (least, most) = range(series).unwrap_or((0.0, 1.0));
        let widest = periods.iter().map(|period| estimated_width(period, TEXT_SIZE)).fold(24.0, f64::max);
        let mut stride = 1;
        while (periods.len() as f64 / stride as f64) * (widest + 10.0) > RIGHT - LEFT + widest {
            stride += 1;
        }
        Self { axis: Axis::new(least, most), periods, breaks, stride }
    }

    pub(super) fn x(&self, index: usize) -> f64 {
        let steps = self.periods.len().saturating_sub(1);
        // A period alone stands in the middle; otherwise the first and last keep off the edges.
        let share = if steps == 0 { 0.5 } else { index as f64 / steps as f64 };
        LEFT + 14.0 + share * (RIGHT - LEFT - 28.0)
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        BOTTOM - self.axis.position(value) * (BOTTOM - TOP)
    }

    /// The periods that are written below the axis.
    pub(super) fn written_periods(&self) -> impl Iterator<Item = usize> + '_ {
        let last = self.periods.len().saturating_sub(1);
        (0..self.periods.len()).filter(move |index| (last - index).is_multiple_of(self.stride))
    }

    pub(super) fn draw(&self, drawing: &mut Drawing, unit: &str) {
        let quiet = Type { size: TEXT_SIZE, strong: false, fill: QUIET, anchor: Anchor::End };
        drawing.text((4.0, 18.0), unit, Type { anchor: Anchor::Start, ..quiet });
        for tick in &self.axis.ticks {
            let y = self.y(*tick);
            drawing.line((LEFT, y), (RIGHT, y), Stroke { colour: FAINT, width: 1.0, dash: "" });
            drawing.text((LEFT - 8.0, y + 4.5), &written(*tick, self.axis.decimals), quiet);
        }
        drawing.line((LEFT, BOTTOM), (RIGHT, BOTTOM), Stroke { colour: QUIET, width: 1.0, dash: "" });
        for index in 1..self.periods.len() {
            if self.breaks_before(index) {
                let x = f64::midpoint(self.x(index - 1), self.x(index));
                drawing.line((x, TOP), (x, BOTTOM), Stroke { colour: QUIET, width: 1.0, dash: "4 3" });
            }
        }
        for index in self.written_periods() {
            let x = self.x(index);
            drawing.line((x, BOTTOM), (x, BOTTOM + 5.0), Stroke { colour: QUIET, width: 1.0, dash: "" });
            drawing.text((x, BOTTOM + 21.0), &self.periods[index], Type { anchor: Anchor::Middle, ..quiet });
        }
    }

    /// Whether lines break before a period.
    pub(super) fn breaks_before(&self, index: usize) -> bool {
        self.breaks.contains(&index)
    }

    /// A line: joined where values follow one another, open where one is missing or the series breaks.
    pub(super) fn line(&self, drawing: &mut Drawing, series: &Series, style: &Style) {
        let mut run: Vec<(f64, f64)> = Vec::new();
        let mut runs = Vec::new();
        for (index, value) in series.values.iter().enumerate() {
            if self.breaks_before(index) {
                runs.push(std::mem::take(&mut run));
            }
            match value {
                Value::Number(number) => run.push((self.x(index), self.y(*number))),
                Value::Missing(_) => runs.push(std::mem::take(&mut run)),
            }
        }
        runs.push(run);
        for points in &runs {
            if points.len() > 1 {
                drawing.polyline(points, style.stroke);
            }
        }
        for point in runs.iter().flatten() {
            drawing.mark(*point, style.mark, style.stroke.colour);
        }
    }
}

/// A label at the end of a line.
pub(super) struct Label {
    lines: Vec<String>,
    point: Option<(f64, f64)>,
    colour: &'static str,
    strong: bool,
}

impl Label {
    /// The label of a line: its name and its last value.
    pub(super) fn new(frame: &Frame<'_>, series: &Series, decimals: u8, place: usize, none: &str) -> Self {
        let last = series.values.iter().enumerate().rev().find_map(|(index, value)| match value {
            Value::Number(number) => Some((index, *number)),
            Value::Missing(_) => None,
        });
        let said = match last {
            Some((_, number)) => written(number, decimals),
            None => none.to_owned(),
        };
        Self {
            lines: folded(&format!("{} {said}", series.name), LABEL_WIDTH, TEXT_SIZE, 3),
            point: last.map(|(index, number)| (frame.x(index), frame.y(number))),
            colour: STYLES[place % STYLES.len()].stroke.colour,
            strong: place == 0,
        }
    }

    fn height(&self) -> f64 {
        self.lines.len() as f64 * LABEL_LINE + 4.0
    }
}

/// Sets the labels beside the ends of their lines, moved apart where they would meet.
pub(super) fn labels(drawing: &mut Drawing, mut labels: Vec<Label>) {
    // Top to bottom as their lines end; a line without values comes last. Sorting keeps the order of equals.
    let wanted = |label: &Label| label.point.map_or(BOTTOM, |(_, y)| y);
    labels.sort_by(|a, b| wanted(a).total_cmp(&wanted(b)));
    let mut tops: Vec<f64> = labels.iter().map(|label| wanted(label) - label.height() / 2.0).collect();
    for index in 1..tops.len() {
        tops[index] = tops[index].max(tops[index - 1] + labels[index - 1].height());
    }
    // Whatever was pushed below the frame goes back up, and pushes those above it.
    let mut floor = BOTTOM + 12.0;
    for index in (0..tops.len()).rev() {
        tops[index] = tops[index].min(floor - labels[index].height());
        floor = tops[index];
    }
    for (label, top) in labels.iter().zip(tops) {
        let middle = top + label.height() / 2.0;
        if let Some((x, y)) = label.point {
            let stroke = Stroke { colour: label.colour, width: 1.0, dash: "1 2" };
            drawing.line((x + 7.0, y), (LABEL_LEFT - 4.0, middle), stroke);
        }
        for (index, line) in label.lines.iter().enumerate() {
            let y = top + 13.0 + index as f64 * LABEL_LINE;
            let fill = if label.point.is_some() { label.colour } else { INK };
            let set = Type { size: TEXT_SIZE, strong: label.strong, fill, anchor: Anchor::Start };
            drawing.text((LABEL_LEFT, y), line, set);
        }
    }
}

/// A value for the table: the number, or the reason that there is none.
pub(super) fn cell(value: &Value, decimals: u8) -> String {
    match value {
        Value::Number(number) => written(*number, decimals),
        Value::Missing(reason) => reason.clone(),
    }
}
