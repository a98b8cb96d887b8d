//! Shares against how many they are of, with the limits between which chance alone moves them.

use super::axis::Axis;
use super::layout::{FAINT, INK, QUIET, estimated_width};
use super::lines::{BOTTOM, LEFT, TEXT_SIZE, TOP, WIDTH};
use super::trend::listed;
use super::{ChartProblem, Funnel, FunnelPoint, Table, written};
use crate::words::ChartWords;
use document::{Anchor, Column, ColumnKind, Drawing, Mark, Stroke, Svg, Text, Type, plain};
use document::{WordsError, fill};

/// Height of the drawing.
const HEIGHT: u16 = 352;

/// Where the room for points ends; beside it stand the names of the lines.
const RIGHT: f64 = 512.0;

/// Most areas that can be drawn, and most that are named.
const MOST_POINTS: usize = 400;
const MOST_NAMED: usize = 8;

/// How the lines are told apart without colour.
const TARGET: Stroke = Stroke { colour: INK, width: 1.5, dash: "" };
const INNER: Stroke = Stroke { colour: "#12436d", width: 1.5, dash: "6 4" };
const OUTER: Stroke = Stroke { colour: "#12436d", width: 1.5, dash: "" };

/// Draws a funnel; the drawing, what it says in words, and the table that says the same.
pub(super) fn draw(funnel: &Funnel, words: &ChartWords) -> Result<(Svg, String, Table), ChartProblem> {
    check(funnel)?;
    let frame = Frame::new(funnel);
    let mut drawing = Drawing::new(WIDTH, HEIGHT);
    frame.draw(&mut drawing, funnel, words);
    let line = |of: fn(&super::FunnelLimits) -> f64| -> Vec<(f64, f64)> {
        funnel.limits.iter().map(|limit| (frame.x(f64::from(limit.whole)), frame.y(of(limit)))).collect()
    };
    for (points, stroke) in [
        (line(|limit| limit.outer_low), OUTER),
        (line(|limit| limit.outer_high), OUTER),
        (line(|limit| limit.inner_low), INNER),
        (line(|limit| limit.inner_high), INNER),
    ] {
        if points.len() > 1 {
            drawing.polyline(&points, stroke);
        }
    }
    let y = frame.y(funnel.target);
    drawing.line((LEFT, y), (RIGHT, y), TARGET);
    // Named areas are drawn last, over the others.
    for named in [false, true] {
        for point in funnel.points.iter().filter(|point| point.named == named) {
            let at = (frame.x(f64::from(point.whole)), frame.y(point.share));
            let (mark, colour) = if named { (Mark::Diamond, "#9c3f00") } else { (Mark::Ring, QUIET) };
            drawing.mark(at, mark, colour);
        }
    }
    frame.names(&mut drawing, funnel);
    Ok((drawing.finish(), said(funnel, words)?, table(funnel, words)))
}

fn check(funnel: &Funnel) -> Result<(), ChartProblem> {
    let named = funnel.points.iter().filter(|point| point.named).count();
    for (of, found, least, most) in
        [("areas", funnel.points.len(), 1, MOST_POINTS), ("named areas", named, 0, MOST_NAMED)]
    {
        if !(least..=most).contains(&found) {
            return Err(ChartProblem::Size { of, found, least, most });
        }
    }
    let limits = funnel
        .limits
        .iter()
        .flat_map(|limit| [limit.outer_low, limit.inner_low, limit.inner_high, limit.outer_high]);
    let drawable = |value: f64| (0.0..=100.0).contains(&value);
    if !drawable(funnel.target) || !limits.into_iter().all(drawable) {
        return Err(ChartProblem::NotDrawable { name: funnel.target_name.clone() });
    }
    match funnel.points.iter().find(|point| !drawable(point.share) || point.whole == 0) {
        Some(point) => Err(ChartProblem::NotDrawable { name: point.name.chars().take(60).collect() }),
        None => Ok(()),
    }
}

/// The axes: how many across, per cent upwards.
struct Frame {
    across: Axis,
    up: Axis,
}

impl Frame {
    fn new(funnel: &Funnel) -> Frame {
        let most = funnel.points.iter().map(|point| point.whole).max().unwrap_or(1);
        let least = funnel.points.iter().map(|point| point.share).fold(funnel.target, f64::min);
        // The limits of the smallest groups reach nought; what matters is where the areas are.
        Frame { across: Axis::new(0.0, f64::from(most)), up: Axis::new((least - 5.0).max(0.0), 100.0) }
    }

    fn x(&self, whole: f64) -> f64 {
        LEFT + self.across.position(whole) * (RIGHT - LEFT)
    }

    fn y(&self, share: f64) -> f64 {
        BOTTOM - self.up.position(share).max(0.0) * (BOTTOM - TOP)
    }

    fn draw(&self, drawing: &mut Drawing, funnel: &Funnel, words: &ChartWords) {
        let quiet = Type { size: TEXT_SIZE, strong: false, fill: QUIET, anchor: Anchor::End };
        drawing.text((4.0, 18.0), &funnel.unit, Type { anchor: Anchor::Start, ..quiet });
        for tick in &self.up.ticks {
            let y = self.y(*tick);
            drawing.line((LEFT, y), (RIGHT, y), Stroke { colour: FAINT, width: 1.0, dash: "" });
            drawing.text((LEFT - 8.0, y + 4.5), &written(*tick, self.up.decimals), quiet);
        }
        drawing.line((LEFT, BOTTOM), (RIGHT, BOTTOM), Stroke { colour: QUIET, width: 1.0, dash: "" });
        for tick in &self.across.ticks {
            let x = self.x(*tick);
            drawing.line((x, BOTTOM), (x, BOTTOM + 5.0), Stroke { colour: QUIET, width: 1.0, dash: "" });
            let label = written(*tick, self.across.decimals);
            drawing.text((x, BOTTOM + 21.0), &label, Type { anchor: Anchor::Middle, ..quiet });
        }
        let middle = f64::midpoint(LEFT, RIGHT);
        drawing.text((middle, BOTTOM + 44.0), &words.total, Type { anchor: Anchor::Middle, ..quiet });
    }

    /// The names of the lines beside their ends, and of the named areas beside their marks.
    fn names(&self, drawing: &mut Drawing, funnel: &Funnel) {
        let set = Type { size: TEXT_SIZE, strong: false, fill: INK, anchor: Anchor::Start };
        let target = format!("{} {}", funnel.target_name, written(funnel.target, funnel.decimals));
        drawing.text((RIGHT + 8.0, self.y(funnel.target) + 4.5), &target, set);
        for point in funnel.points.iter().filter(|point| point.named) {
            let (x, y) = (self.x(f64::from(point.whole)), self.y(point.share));
            let strong = Type { strong: true, ..set };
            // A name that would run out of the drawing stands on the other side of its mark.
            if x + 10.0 + estimated_width(&point.name, TEXT_SIZE) < f64::from(WIDTH) {
                drawing.text((x + 9.0, y + 4.5), &point.name, strong);
            } else {
                drawing.text((x - 9.0, y + 4.5), &point.name, Type { anchor: Anchor::End, ..strong });
            }
        }
    }
}

fn said(funnel: &Funnel, words: &ChartWords) -> Result<String, WordsError> {
    let of_point = |point: &FunnelPoint| {
        let (share, whole) = (written(point.share, funnel.decimals), point.whole.to_string());
        let places = [
            ("name", point.name.as_str()),
            ("share", &share),
            ("total", &whole),
            ("position", &point.position),
        ];
        fill(&words.funnel_area, &places)
    };
    let named: Vec<String> =
        funnel.points.iter().filter(|point| point.named).map(of_point).collect::<Result<_, _>>()?;
    let mut positions: Vec<(&str, usize)> = Vec::new();
    for point in &funnel.points {
        match positions.iter_mut().find(|(position, _)| *position == point.position) {
            Some((_, count)) => *count += 1,
            None => positions.push((&point.position, 1)),
        }
    }
    positions.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let counted: Vec<String> =
        positions.iter().map(|(position, count)| format!("{count} {position}")).collect();
    let counted: Vec<&str> = counted.iter().map(String::as_str).collect();
    let (target, count) = (written(funnel.target, funnel.decimals), funnel.points.len().to_string());
    let counted = listed(&counted, &words.and);
    let named = named.join(" ");
    let places = [
        ("title", funnel.title.as_str()),
        ("unit", &funnel.unit),
        ("target_name", &funnel.target_name),
        ("target", &target),
        ("count", &count),
        ("positions", &counted),
        ("areas", &named),
    ];
    Ok(fill(&words.funnel, &places)?.trim_end().to_owned())
}

fn table(funnel: &Funnel, words: &ChartWords) -> Table {
    let number = |header: &str| Column { header: Text::new(header), kind: ColumnKind::Numbers, share: 2 };
    let text = |header: &str, share| Column { header: Text::new(header), kind: ColumnKind::Words, share };
    let columns =
        vec![text(&words.series, 4), number(&funnel.unit), number(&words.total), text(&words.position, 4)];
    let row = |point: &FunnelPoint| {
        vec![
            plain(&point.name),
            plain(written(point.share, funnel.decimals)),
            plain(point.whole.to_string()),
            plain(&point.position),
        ]
    };
    // The named areas come first; then all others in the order in which they are given.
    let named = funnel.points.iter().filter(|point| point.named);
    let rows = named.chain(funnel.points.iter().filter(|point| !point.named)).map(row).collect();
    Table { caption: Text::default(), columns, row_headers: true, rows }
}
