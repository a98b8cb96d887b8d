//! Drawings: SVG of shapes and text, made here and nowhere else, so nothing in one can run, fetch, style or refer.
//! Coordinates are rounded to two decimals, so that every machine writes the same.

use std::fmt::Write as _;

use serde::{Serialize, Serializer};

use super::Text;

/// Fonts by general names: the page, Word and the PDF each use what they have.
const FONT: &str = "Inter, Arial, Helvetica, sans-serif";

/// A finished drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg {
    markup: String,
    width: u16,
    height: u16,
}

impl Svg {
    /// The drawing, beginning with `<svg`.
    pub fn markup(&self) -> &str {
        &self.markup
    }

    /// Its width in its own units.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Its height in its own units.
    pub fn height(&self) -> u16 {
        self.height
    }
}

impl Serialize for Svg {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.markup)
    }
}

/// A drawing being made. Colours and dashes are constants of the program; text is cleaned and escaped.
#[derive(Debug)]
pub struct Drawing {
    width: u16,
    height: u16,
    body: String,
}

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy)]
pub enum Anchor {
    /// To its right.
    Start,
    /// To both sides.
    Middle,
    /// To its left.
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// Its size in the drawing's units.
    pub size: u8,
    /// Whether it is bold.
    pub strong: bool,
    /// Its colour.
    pub fill: &'static str,
    /// Where it stands from its point.
    pub anchor: Anchor,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Stroke {
    /// Its colour.
    pub colour: &'static str,
    /// Its width in the drawing's units.
    pub width: f64,
    /// Its dashes, as SVG writes them; blank for none.
    pub dash: &'static str,
}

/// The shape of a value's mark.
#[derive(Debug, Clone, Copy)]
pub enum Mark {
    /// A filled circle.
    Circle,
    /// A filled square.
    Square,
    /// A filled triangle.
    Triangle,
    /// A filled diamond.
    Diamond,
    /// An open circle.
    Ring,
}

impl Drawing {
    /// An empty drawing on white, so many units wide and high.
    pub fn new(width: u16, height: u16) -> Self {
        Self { width, height, body: String::new() }
    }

    /// A line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(rounded);
        self.write(format_args!(r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{}/>"#, attributes(stroke)));
    }

    /// A line through several points.
    pub fn polyline(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        let points = joined(points);
        self.write(format_args!(
            r#"<polyline points="{points}" fill="none" stroke-linejoin="round"{}/>"#,
            attributes(stroke)
        ));
    }

    /// A filled shape.
    pub fn area(&mut self, points: &[(f64, f64)], fill: &'static str) {
        self.write(format_args!(r#"<polygon points="{}" fill="{fill}"/>"#, joined(points)));
    }

    /// A rectangle.
    pub fn rect(&mut self, corner: (f64, f64), size: (f64, f64), fill: &'static str, edge: &'static str) {
        let [x, y, width, height] = [corner.0, corner.1, size.0, size.1].map(rounded);
        self.write(format_args!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="{edge}"/>"#
        ));
    }

    /// A mark about eight units across, edged in white so that it stands out from lines below it.
    pub fn mark(&mut self, (x, y): (f64, f64), mark: Mark, colour: &'static str) {
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

    fn polygon_mark(&mut self, corners: &[(f64, f64)], (x, y): (f64, f64), colour: &'static str) {
        let points: Vec<(f64, f64)> = corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
        let points = joined(&points);
        self.write(format_args!(
            r##"<polygon points="{points}" fill="{colour}" stroke="#ffffff" stroke-width="1"/>"##
        ));
    }

    /// A text from a point.
    pub fn text(&mut self, (x, y): (f64, f64), text: &str, set: Type) {
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

    /// The drawing as SVG.
    pub fn finish(self) -> Svg {
        let Self { width, height, body } = self;
        let markup = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" font-family=\"{FONT}\">\n\
             <rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{body}</svg>"
        );
        Svg { markup, width, height }
    }

    fn write(&mut self, shape: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(shape);
        self.body.push('\n');
    }
}

fn attributes(stroke: Stroke) -> String {
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

/// A coordinate with at most two decimals and no negative zero.
fn rounded(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_nothing_else_comes_from_outside() {
        let mut drawing = Drawing::new(90, 30);
        let set = Type { size: 13, strong: false, fill: "#000000", anchor: Anchor::Start };
        drawing.text((0.0, -0.001), "</text><script>\u{0}\u{202e}", set);
        let svg = drawing.finish();
        assert!(
            svg.markup().contains("y=\"0\"")
                && svg.markup().contains("&lt;/text&gt;&lt;script&gt;\u{fffd}</text>"),
            "{}",
            svg.markup()
        );
        assert_eq!((svg.width(), svg.height()), (90, 30));
    }
}
