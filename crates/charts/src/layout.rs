//! Colours, and how much space labels take.

use document::Text;

/// Ink for text: 14:1 on white.
pub(super) const INK: &str = "#1c2430";

/// Ink for axes' figures: 7:1 on white.
pub(super) const QUIET: &str = "#4a5563";

/// Ink for lines that only guide the eye.
pub(super) const FAINT: &str = "#d5dae0";

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
