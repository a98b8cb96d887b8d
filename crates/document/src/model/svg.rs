//! Drawings: SVG that cannot run, fetch or style anything outside itself.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use serde::{Serialize, Serializer};

/// A drawing, checked: only shapes and text, no scripts, styles sheets, links, pictures or entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg {
    markup: String,
    width: u16,
    height: u16,
}

/// Larger drawings are refused: a chart takes about 10 kB, a traced signature below 200 kB.
const SIZE_LIMIT: usize = 1_000_000;

/// More elements than this take a renderer too long.
const ELEMENT_LIMIT: usize = 20_000;

/// Deeper nesting than this has exhausted the stack of SVG libraries.
const DEPTH_LIMIT: usize = 32;

/// What a drawing may consist of.
const ELEMENTS: [&str; 11] =
    ["svg", "g", "title", "desc", "path", "rect", "line", "polyline", "polygon", "circle", "ellipse"];

/// Elements that hold text.
const TEXT_ELEMENTS: [&str; 2] = ["text", "tspan"];

/// What elements may say of themselves. `style`, `href`, `id`, `class` and `on…` are not among them.
const ATTRIBUTES: [&str; 44] = [
    "xmlns",
    "version",
    "viewBox",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "d",
    "points",
    "transform",
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "opacity",
    "dx",
    "dy",
    "text-anchor",
    "dominant-baseline",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "paint-order",
    "shape-rendering",
    "text-rendering",
    "preserveAspectRatio",
    "role",
    "aria-hidden",
];

/// A drawing that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SvgError {
    /// Too large.
    #[error(
        "the drawing is larger than {SIZE_LIMIT} bytes, or has more than {ELEMENT_LIMIT} elements or {DEPTH_LIMIT} levels: simplify it"
    )]
    TooLarge,
    /// Not XML, or not one `svg` element.
    #[error("the drawing could not be read as SVG near byte {position}: {reason}")]
    Unreadable {
        /// Where reading stopped.
        position: u64,
        /// Why.
        reason: String,
    },
    /// Something other than shapes and text.
    #[error(
        "the drawing holds {what} near byte {position}: only shapes and text are taken; export it as plain SVG with outlines"
    )]
    Forbidden {
        /// Where.
        position: u64,
        /// The element, attribute or declaration.
        what: String,
    },
    /// No size.
    #[error("the drawing has no viewBox of the form “0 0 WIDTH HEIGHT” with whole numbers from 1 to 10000")]
    NoViewBox,
}

impl Svg {
    /// Reads a drawing; a leading XML declaration and comments are left out.
    pub fn new(raw: &str) -> Result<Self, SvgError> {
        if raw.len() > SIZE_LIMIT {
            return Err(SvgError::TooLarge);
        }
        let mut checker = Checker::default();
        let markup = checker.check(raw)?;
        let (width, height) = checker.size.ok_or(SvgError::NoViewBox)?;
        Ok(Self { markup, width, height })
    }

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

/// What has been seen of a drawing so far.
#[derive(Default)]
struct Checker {
    depth: usize,
    elements: usize,
    size: Option<(u16, u16)>,
    closed: bool,
}

impl Checker {
    fn check(&mut self, raw: &str) -> Result<String, SvgError> {
        let mut reader = Reader::from_str(raw);
        let mut writer = quick_xml::Writer::new(Vec::with_capacity(raw.len()));
        loop {
            let position = reader.buffer_position();
            let event = reader
                .read_event()
                .map_err(|error| SvgError::Unreadable { position, reason: error.to_string() })?;
            let unreadable = |reason: &str| SvgError::Unreadable { position, reason: reason.to_owned() };
            match &event {
                Event::Eof if self.closed && self.depth == 0 => break,
                Event::Eof => return Err(unreadable("it ends before its svg element does")),
                Event::Start(element) | Event::Empty(element) => {
                    self.element(element, position)?;
                    if matches!(event, Event::Start(_)) {
                        self.depth += 1;
                    } else if self.depth == 0 {
                        self.closed = true;
                    }
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.closed |= self.depth == 0;
                }
                Event::Text(text) if self.depth == 0 => {
                    if !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
                        return Err(unreadable("text outside its svg element"));
                    }
                    continue;
                }
                Event::Text(_) => {}
                Event::GeneralRef(reference) if self.depth > 0 && is_plain(reference) => {}
                Event::Decl(_) | Event::Comment(_) => continue,
                Event::GeneralRef(_) | Event::CData(_) | Event::PI(_) | Event::DocType(_) => {
                    let what = "an entity, a declaration or an instruction".to_owned();
                    return Err(SvgError::Forbidden { position, what });
                }
            }
            writer.write_event(event).map_err(|error| unreadable(&error.to_string()))?;
        }
        String::from_utf8(writer.into_inner())
            .map_err(|error| SvgError::Unreadable { position: 0, reason: error.to_string() })
    }

    fn element(&mut self, element: &BytesStart<'_>, position: u64) -> Result<(), SvgError> {
        let name = element.name().as_ref().to_owned();
        let forbidden = |what: String| SvgError::Forbidden { position, what };
        self.elements += 1;
        if self.elements > ELEMENT_LIMIT || self.depth >= DEPTH_LIMIT {
            return Err(SvgError::TooLarge);
        }
        if (self.depth == 0) != (name == "svg") || self.closed {
            return Err(SvgError::Unreadable {
                position,
                reason: format!("expected one svg element around everything, found <{name}>"),
            });
        }
        if !ELEMENTS.contains(&name.as_str()) && !TEXT_ELEMENTS.contains(&name.as_str()) {
            return Err(forbidden(format!("the element <{name}>")));
        }
        for attribute in element.attributes() {
            let attribute =
                attribute.map_err(|error| SvgError::Unreadable { position, reason: error.to_string() })?;
            let key: &str = attribute.key.as_ref();
            let value: &str = &attribute.value;
            // `url(` would fetch a paint from elsewhere; `<` cannot stand in an attribute of XML.
            if !ATTRIBUTES.contains(&key) || value.contains("url(") || value.contains('<') {
                return Err(forbidden(format!("the attribute {key}")));
            }
            if key == "xmlns" && value != "http://www.w3.org/2000/svg" {
                return Err(forbidden(format!("the namespace {value}")));
            }
            if name == "svg" && key == "viewBox" {
                self.size = view_box(value);
            }
        }
        Ok(())
    }
}

/// The five entities of XML itself.
fn is_plain(reference: &str) -> bool {
    matches!(reference, "amp" | "lt" | "gt" | "quot" | "apos")
}

/// The width and height of a `0 0 WIDTH HEIGHT` view box.
fn view_box(value: &str) -> Option<(u16, u16)> {
    let numbers: Vec<u16> =
        value.split_ascii_whitespace().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [0, 0, width @ 1..=10_000, height @ 1..=10_000] => Some((width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">"#;

    #[test]
    fn shapes_and_text_are_kept_as_they_are() {
        let raw =
            format!(r#"{HEAD}<g fill="none"><path d="M0 0L1 1"/><text x="1">a &amp; b</text></g></svg>"#);
        let svg = Svg::new(&format!("<?xml version=\"1.0\"?>\n<!-- made by hand -->{raw}\n")).unwrap();
        assert_eq!(svg.markup(), raw);
        assert_eq!((svg.width(), svg.height()), (20, 10));
    }

    #[test]
    fn whatever_runs_or_fetches_is_refused_by_name() {
        for (inside, what) in [
            ("<script>alert(1)</script>", "<script>"),
            (r#"<image href="https://example.org/a.png"/>"#, "<image>"),
            (r#"<path onclick="x()"/>"#, "onclick"),
            (r#"<path style="fill:url(https://example.org)"/>"#, "style"),
            (r#"<path fill="url(#a)"/>"#, "fill"),
            ("<foreignObject/>", "<foreignObject>"),
            ("<text>&secret;</text>", "an entity"),
        ] {
            let error = Svg::new(&format!("{HEAD}{inside}</svg>")).unwrap_err().to_string();
            assert!(error.contains(what), "{inside}: {error}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        for raw in [
            "",
            "hello",
            "<p/>",
            HEAD,
            "<svg/>",
            "<svg viewBox='0 0 0 1'/>",
            "<svg viewBox='0 0 1 1'/><svg/>",
        ] {
            assert!(Svg::new(raw).is_err(), "{raw}");
        }
        assert_eq!(Svg::new(&" ".repeat(SIZE_LIMIT + 1)), Err(SvgError::TooLarge));
        let deep = format!("{HEAD}{}", "<g>".repeat(10_000));
        assert_eq!(Svg::new(&deep), Err(SvgError::TooLarge));
    }

    proptest::proptest! {
        #[test]
        fn nothing_given_makes_it_panic(raw in r#"[<>/ a-z"=&;!\[\]?-]{0,60}"#) {
            let _ = Svg::new(&raw);
            let _ = Svg::new(&format!("{HEAD}{raw}</svg>"));
        }
    }
}
