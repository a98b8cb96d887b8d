//! Places in a text, and what of a text may be shown in a message.

/// Line and column of a byte, counted from 1; columns in characters.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = &text[..byte];
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    (line, column)
}

/// Whether a character moves or hides what is around it: control characters, and marks that change the direction
/// of writing. A name with one of these could make a message say something else than it does.
pub fn is_invisible(one: char) -> bool {
    one.is_control()
        || matches!(one, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The text with a replacement character for everything invisible but line ends.
pub(crate) fn visible(text: &str) -> String {
    text.chars().map(|one| if one != '\n' && is_invisible(one) { '\u{fffd}' } else { one }).collect()
}

/// A name as a message may show it: at most 60 characters of it.
pub fn shortened(name: &str) -> String {
    if name.chars().count() <= 60 {
        return name.to_owned();
    }
    name.chars().take(59).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_one_and_in_characters() {
        assert_eq!(line_and_column("ab\nçd", 0), (1, 1));
        assert_eq!(line_and_column("ab\nçd", 5), (2, 2));
        assert_eq!(line_and_column("ab\nçd", 99), (2, 3));
    }
}
