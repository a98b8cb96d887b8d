//! Writing SVG: shapes and text with coordinates rounded to two decimals, so that every machine writes the same.

use std::fmt::Write as _;

use document::{Svg, SvgError, Text};

/// Fonts by general names: the page, Word and the PDF each use what they have.
const FONT: &str = "Inter, Arial, Helvetica, sans-serif";

/// Ink for text: 14:1 on white.
pub(super) const INK: &str = "#1c2430";

/// Ink for axes' figures: 7:1 on white.
pub(super) const QUIET: &str = "#4a5563";

/// Ink for lines that only guide the eye.
pub(super) const FAINT: &str = "#d5dae0";

/// A drawing being made.
pub(super) struct Drawing {
    width: u16,
    height: u16,
    body: String,
}

/// Where a text stands from its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(super) struct Type<'a> {
    pub size: u8,
    pub strong: bool,
    pub fill: &'a str,
    pub anchor: Anchor,
}

/// How a line is drawn.
#[derive(Clone, Copy)]
pub(super) struct Stroke<'a> {
    pub colour: &'a str,
    pub width: f64,
    pub dash: &'a str,
}

/// The shape of a value's mark.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    Circle,
    Square,
    Triangle,
    Diamond,
    Ring,
}

impl Drawing {
    pub(super) fn new(width: u16, height: u16) -> Self {
        Self { width, height, body: String::new() }
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke<'_>) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(rounded);
        self.write(format_args!(r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{}/>"#, attributes(stroke)));
    }

    pub(super) fn polyline(&mut self, points: &[(f64, f64)], stroke: Stroke<'_>) {
        let points = joined(points);
        self.write(format_args!(
            r#"<polyline points="{points}" fill="none" stroke-linejoin="round"{}/>"#,
            attributes(stroke)
        ));
    }

    pub(super) fn area(&mut self, points: &[(f64, f64)], fill: &str) {
        self.write(format_args!(r#"<polygon points="{}" fill="{fill}"/>"#, joined(points)));
    }

    pub(super) fn rect(&mut self, corner: (f64, f64), size: (f64, f64), fill: &str, edge: &str) {
        let [x, y, width, height] = [corner.0, corner.1, size.0, size.1].map(rounded);
        self.write(format_args!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="{edge}"/>"#
        ));
    }

    /// A mark about eight units across, edged in white so that it stands out from lines below it.
    pub(super) fn mark(&mut self, (x, y): (f64, f64), mark: Mark, colour: &str) {
        let edge = r##"stroke="#ffffff" stroke-width="1""##;
        match mark {
            Mark::Circle => self.write(format_args!(
                r#"<circle cx="{}" cy="{}" r="4.5" fill="{colour}" {edge}/>"#,
                rounded(x),
                rounded(y)
            )),
            Mark::Ring => self.write(format_args!(
                r##"<circle cx="{}" cy="{}" r="3.75" fill="#ffffff" stroke="{colour}" stroke-width="2"/>"##,
                rounded(x),
                rounded(y)
            )),
            Mark::Square => {
                self.polygon_mark(&[(-4.0, -4.0), (4.0, -4.0), (4.0, 4.0), (-4.0, 4.0)], (x, y), colour);
            }
            Mark::Triangle => self.polygon_mark(&[(0.0, -5.0), (5.0, 4.0), (-5.0, 4.0)], (x, y), colour),
            Mark::Diamond => {
                self.polygon_mark(&[(0.0, -5.5), (5.5, 0.0), (0.0, 5.5), (-5.5, 0.0)], (x, y), colour);
            }
        }
    }

    fn polygon_mark(&mut self, corners: &[(f64, f64)], (x, y): (f64, f64), colour: &str) {
        let points: Vec<(f64, f64)> = corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
        let points = joined(&points);
        self.write(format_args!(
            r##"<polygon points="{points}" fill="{colour}" stroke="#ffffff" stroke-width="1"/>"##
        ));
    }

    pub(super) fn text(&mut self, (x, y): (f64, f64), text: &str, set: Type<'_>) {
        let anchor = match set.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if set.strong { r#" font-weight="700""# } else { "" };
        let clean = Text::new(text);
        let escaped = quick_xml::escape::escape(clean.as_str());
        self.write(format_args!(
            r#"<text x="{}" y="{}" font-size="{}" text-anchor="{anchor}" fill="{}"{weight}>{escaped}</text>"#,
            rounded(x),
            rounded(y),
            set.size,
            set.fill
        ));
    }

    pub(super) fn finish(self) -> Result<Svg, SvgError> {
        let Self { width, height, body } = self;
        Svg::new(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" font-family=\"{FONT}\">\n\
             <rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{body}</svg>"
        ))
    }

    fn write(&mut self, shape: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(shape);
        self.body.push('\n');
    }
}

fn attributes(stroke: Stroke<'_>) -> String {
    let dash = if stroke.dash.is_empty() {
        String::new()
    } else {
        format!(r#" stroke-dasharray="{}""#, stroke.dash)
    };
    format!(r#" stroke="{}" stroke-width="{}"{dash}"#, stroke.colour, rounded(stroke.width))
}

fn joined(points: &[(f64, f64)]) -> String {
    let points: Vec<String> =
        points.iter().map(|(x, y)| format!("{},{}", rounded(*x), rounded(*y))).collect();
    points.join(" ")
}

/// A coordinate with at most two decimals and no negative nought.
pub(super) fn rounded(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// About how wide a text is, in units: no font is asked, since each reader has another.
pub(super) fn estimated_width(text: &str, size: u8) -> f64 {
    text.chars().count() as f64 * f64::from(size) * 0.58
}

/// Breaks a label between words so that its lines are about `width` wide, at most `most` of them.
pub(super) fn folded(text: &str, width: f64, size: u8, most: usize) -> Vec<String> {
    let clean = Text::new(text);
    let mut lines: Vec<String> = Vec::new();
    for word in clean.as_str().split_whitespace() {
        let fits = |line: &String| estimated_width(line, size) + estimated_width(word, size) < width;
        let full = lines.len() >= most;
        match lines.last_mut() {
            Some(line) if fits(line) => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                line.push('\u{2026}');
                break;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
