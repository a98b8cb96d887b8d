//! The share at each grade, the area beside others, as bars of equal length.

use super::layout::{INK, QUIET, estimated_width};
use super::trend::listed;
use super::{Bar, Bars, ChartProblem, Parts, Table, written};
use crate::words::ChartWords;
use document::thousands;
use document::{Anchor, Column, ColumnKind, Drawing, Stroke, Svg, Text, Type, plain};
use document::{WordsError, fill};

/// Width of the drawing.
const WIDTH: u16 = 640;

/// Where bars begin, and how long they are.
const LEFT: f64 = 4.0;
const LENGTH: f64 = 632.0;

/// Height of a bar with its name, and of the bar alone.
const STEP: f64 = 62.0;
const THICK: f64 = 28.0;

/// The size of text.
const TEXT_SIZE: u8 = 13;

/// Most grades that shades can tell apart, and most bars that can be taken in.
const MOST_GRADES: usize = 6;
const MOST_BARS: usize = 8;

/// How a grade is shown: shade, the ink upon it, whether striped. Neighbours differ in print without colour.
struct Shade {
    fill: &'static str,
    ink: &'static str,
    striped: bool,
}

/// From the best grade to the last; every ink has at least 4.5:1 on its shade.
const SHADES: [Shade; MOST_GRADES] = [
    Shade { fill: "#12436d", ink: "#ffffff", striped: false },
    Shade { fill: "#7fa6c4", ink: "#0f1a24", striped: false },
    Shade { fill: "#dfe8ef", ink: "#0f1a24", striped: false },
    Shade { fill: "#ffffff", ink: "#0f1a24", striped: true },
    Shade { fill: "#b9b2a3", ink: "#0f1a24", striped: false },
    Shade { fill: "#5a5348", ink: "#ffffff", striped: false },
];

/// Draws bars; the drawing, what it says in words, and the table that says the same.
pub(super) fn draw(bars: &Bars, words: &ChartWords) -> Result<(Svg, String, Table), ChartProblem> {
    check(bars)?;
    let (legend, legend_height) = legend(bars);
    let height = legend_height + bars.bars.len() as f64 * STEP;
    // At most 8 bars and 6 names: below 800 units.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 60 and 800")]
    let mut drawing = Drawing::new(WIDTH, height.ceil() as u16);
    for (x, y, index) in legend {
        swatch(&mut drawing, (x, y), (16.0, 16.0), &SHADES[index]);
        let set = Type { size: TEXT_SIZE, strong: false, fill: INK, anchor: Anchor::Start };
        drawing.text((x + 23.0, y + 12.5), &bars.grades[index], set);
    }
    for (place, bar) in bars.bars.iter().enumerate() {
        self::bar(&mut drawing, legend_height + place as f64 * STEP, bar, place == 0, words);
    }
    Ok((drawing.finish(), said(bars, words)?, table(bars, words)))
}

fn check(bars: &Bars) -> Result<(), ChartProblem> {
    for (of, found, most) in
        [("grades", bars.grades.len(), MOST_GRADES), ("bars", bars.bars.len(), MOST_BARS)]
    {
        if !(1..=most).contains(&found) {
            return Err(ChartProblem::Size { of, found, least: 1, most });
        }
    }
    for bar in &bars.bars {
        if let Parts::Counts(counts) = &bar.parts
            && counts.len() != bars.grades.len()
        {
            let name = bar.name.chars().take(60).collect();
            return Err(ChartProblem::Unpaired { name, found: counts.len(), expected: bars.grades.len() });
        }
    }
    Ok(())
}

/// Where each grade of the legend stands, and how tall the legend is.
fn legend(bars: &Bars) -> (Vec<(f64, f64, usize)>, f64) {
    let (mut x, mut y) = (LEFT, 4.0);
    let mut places = Vec::new();
    for (index, grade) in bars.grades.iter().enumerate() {
        let width = estimated_width(grade, TEXT_SIZE) + 44.0;
        if x > LEFT && x + width > LEFT + LENGTH {
            x = LEFT;
            y += 24.0;
        }
        places.push((x, y, index));
        x += width;
    }
    (places, y + 32.0)
}

fn bar(drawing: &mut Drawing, top: f64, bar: &Bar, own: bool, words: &ChartWords) {
    let set = Type { size: TEXT_SIZE, strong: own, fill: INK, anchor: Anchor::Start };
    drawing.text((LEFT, top + 14.0), &bar.name, set);
    let counts = match &bar.parts {
        Parts::Counts(counts) if counts.iter().any(|count| *count > 0) => counts,
        Parts::Counts(_) => return no_figures(drawing, top, &words.no_figures),
        Parts::Missing(reason) => return no_figures(drawing, top, reason),
    };
    let total: f64 = counts.iter().map(|count| f64::from(*count)).sum();
    let count = Type { size: TEXT_SIZE, strong: false, fill: QUIET, anchor: Anchor::End };
    drawing.text((LEFT + LENGTH, top + 14.0), &thousands(total_of(counts)), count);
    let mut x = LEFT;
    for (part, shade) in counts.iter().zip(&SHADES) {
        let width = f64::from(*part) / total * LENGTH;
        if *part > 0 {
            swatch(drawing, (x, top + 21.0), (width, THICK), shade);
            part_label(drawing, (x + width / 2.0, top + 39.5), width, (*part, total), shade);
        }
        x += width;
    }
}

/// The share within its part, where there is room for it; the table has every one.
fn part_label(drawing: &mut Drawing, at: (f64, f64), width: f64, (part, total): (u32, f64), shade: &Shade) {
    let share = format!("{}%", written(f64::from(part) / total * 100.0, 0));
    if estimated_width(&share, TEXT_SIZE) + 6.0 > width {
        return;
    }
    if shade.striped {
        let room = estimated_width(&share, TEXT_SIZE) + 4.0;
        drawing.rect((at.0 - room / 2.0, at.1 - 13.0), (room, 18.0), "#ffffff", "none");
    }
    let set = Type { size: TEXT_SIZE, strong: true, fill: shade.ink, anchor: Anchor::Middle };
    drawing.text(at, &share, set);
}

fn no_figures(drawing: &mut Drawing, top: f64, reason: &str) {
    let edge = Stroke { colour: QUIET, width: 1.0, dash: "3 3" };
    let (left, right, high, low) = (LEFT, LEFT + LENGTH, top + 21.0, top + 21.0 + THICK);
    drawing.polyline(&[(left, high), (right, high), (right, low), (left, low), (left, high)], edge);
    let set = Type { size: TEXT_SIZE, strong: false, fill: QUIET, anchor: Anchor::Start };
    drawing.text((LEFT + 10.0, top + 39.5), reason, set);
}

/// A rectangle in a grade's shade, with upright stripes if it has them.
fn swatch(drawing: &mut Drawing, corner: (f64, f64), size: (f64, f64), shade: &Shade) {
    drawing.rect(corner, size, shade.fill, INK);
    if shade.striped {
        let mut x = corner.0 + 4.0;
        while x < corner.0 + size.0 - 1.0 {
            let stroke = Stroke { colour: INK, width: 1.5, dash: "" };
            drawing.line((x, corner.1), (x, corner.1 + size.1), stroke);
            x += 5.0;
        }
    }
}

fn said(bars: &Bars, words: &ChartWords) -> Result<String, WordsError> {
    let mut said = Vec::new();
    for bar in &bars.bars {
        said.push(match &bar.parts {
            Parts::Counts(counts) => {
                let parts: Vec<String> = counts
                    .iter()
                    .zip(&bars.grades)
                    .map(|(count, grade)| format!("{} {grade}", thousands(u64::from(*count))))
                    .collect();
                let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                let total = thousands(total_of(counts));
                let places =
                    [("name", bar.name.as_str()), ("parts", &listed(&parts, &words.and)), ("total", &total)];
                fill(&words.bar_parts, &places)?
            }
            Parts::Missing(reason) => fill(&words.bar_none, &[("name", &bar.name), ("reason", reason)])?,
        });
    }
    fill(&words.bars, &[("title", &bars.title), ("bars", &said.join(" "))])
}

fn table(bars: &Bars, words: &ChartWords) -> Table {
    let column = |header: &str, kind, share| Column { header: Text::new(header), kind, share };
    let mut columns = vec![column(&words.bar, ColumnKind::Words, 7)];
    columns.extend(bars.grades.iter().map(|grade| column(grade, ColumnKind::Numbers, 4)));
    columns.push(column(&words.total, ColumnKind::Numbers, 3));
    let row = |bar: &Bar| {
        let mut cells = vec![plain(&bar.name)];
        match &bar.parts {
            Parts::Counts(counts) => {
                let total = total_of(counts);
                cells.extend(counts.iter().map(|count| plain(count_and_share(*count, total))));
                cells.push(plain(thousands(total)));
            }
            Parts::Missing(reason) => cells.extend((0..=bars.grades.len()).map(|_| plain(reason))),
        }
        cells
    };
    let rows = bars.bars.iter().map(row).collect();
    Table { caption: Text::default(), columns, row_headers: true, rows }
}

fn total_of(counts: &[u32]) -> u64 {
    counts.iter().map(|count| u64::from(*count)).sum()
}

/// “12 (48%)”; a share of nothing is not written.
fn count_and_share(count: u32, total: u64) -> String {
    if total == 0 {
        return thousands(u64::from(count));
    }
    format!("{}\u{a0}({}%)", thousands(u64::from(count)), written(f64::from(count) / total as f64 * 100.0, 0))
}
