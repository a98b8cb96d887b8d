//! Which encoding a text file is in, decided by the evidence in its bytes and always reported.
//!
//! A byte order mark decides; else valid UTF-8 decides, because text in another encoding is hardly ever valid
//! UTF-8 by chance. What remains is one of three single-byte encodings of western European text, told apart by
//! what their characters above 127 would be: a dash belongs between spaces or digits, a letter beside letters,
//! a closing quotation mark after a letter, a pound sign before a digit, a control character nowhere.

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// An encoding that published files use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextEncoding {
    /// UTF-8, which plain ASCII is a part of.
    Utf8,
    /// UTF-8 that says so with a byte order mark.
    Utf8Marked,
    /// UTF-16, little-endian, with a byte order mark (Excel's "Unicode text").
    Utf16Le,
    /// UTF-16, big-endian, with a byte order mark.
    Utf16Be,
    /// Windows-1252, with characters that ISO-8859-1 lacks.
    Windows1252,
    /// ISO-8859-1: no byte between 128 and 159.
    Latin1,
    /// Mac Roman, from Excel on a Macintosh.
    MacRoman,
}

impl TextEncoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            TextEncoding::Utf8 => "UTF-8",
            TextEncoding::Utf8Marked => "UTF-8 with byte order mark",
            TextEncoding::Utf16Le => "UTF-16LE",
            TextEncoding::Utf16Be => "UTF-16BE",
            TextEncoding::Windows1252 => "windows-1252",
            TextEncoding::Latin1 => "ISO-8859-1",
            TextEncoding::MacRoman => "Mac Roman",
        }
    }
}

/// A text with the encoding it was in and, where that had to be worked out, what decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding.
    pub encoding: TextEncoding,
    /// What decided, for encodings that do not declare themselves: which byte, where, and how it reads.
    pub evidence: Option<String>,
}

/// Bytes that are not text in any encoding known here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "byte {offset} is 0, which no text holds: this is a binary file, or UTF-16 without a byte order mark"
)]
pub struct NotText {
    /// Where the byte is, counted from 0.
    pub offset: usize,
}

/// Decodes a file.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, NotText> {
    let declared = |text, encoding| Ok(Decoded { text, encoding, evidence: None });
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF")
        && let Ok(text) = std::str::from_utf8(rest)
    {
        return match memchr::memchr(0, rest) {
            Some(offset) => Err(NotText { offset: offset + 3 }),
            None => declared(Cow::Borrowed(text), TextEncoding::Utf8Marked),
        };
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return declared(UTF_16LE.decode_with_bom_removal(bytes).0, TextEncoding::Utf16Le);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return declared(UTF_16BE.decode_with_bom_removal(bytes).0, TextEncoding::Utf16Be);
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Err(NotText { offset });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => declared(Cow::Borrowed(text), TextEncoding::Utf8),
        Err(error) => Ok(decode_single_byte(bytes, error.valid_up_to())),
    }
}

/// How likely a text is to have meant a character, from its neighbours.
fn likelihood(before: Option<char>, character: char, after: Option<char>) -> i32 {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let space_or_digit = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_digit());
    match character {
        '\u{80}'..='\u{9f}' | '\u{fffd}' => -20,
        '–' | '—' if space_or_digit(before) && space_or_digit(after) => 3,
        '–' | '—' => 0,
        '’' if letter(before) => 3,
        '‘' | '“' if letter(after) && !letter(before) => 2,
        '”' if before.is_some_and(|c| !c.is_whitespace()) && !letter(after) => 2,
        '£' if after.is_some_and(|c| c.is_ascii_digit() || c == 'm' || c.is_whitespace()) => 3,
        '\u{a0}' | '…' | '•' | '€' | '½' | '¼' | '°' => 1,
        c if c.is_alphabetic() => {
            let beside_letter = letter(before) || letter(after);
            // A capital within a word of small letters is not how anything is written.
            let odd_capital = c.is_uppercase() && before.is_some_and(char::is_lowercase);
            if !beside_letter || odd_capital { -3 } else { 2 }
        }
        _ => -1,
    }
}

/// How well the bytes read in an encoding: the sum over the characters above 127, at most the first 10,000.
fn score(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> i32 {
    let decode_one = |byte: &u8| {
        let byte = [*byte];
        encoding.decode_without_bom_handling(&byte).0.chars().next().unwrap_or('\u{fffd}')
    };
    let mut total = 0;
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0x80).take(10_000) {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).map(decode_one);
        let after = bytes.get(at + 1).map(decode_one);
        total += likelihood(before, decode_one(byte), after);
    }
    total
}

fn decode_single_byte(bytes: &[u8], first_not_utf8: usize) -> Decoded<'_> {
    let windows = score(bytes, WINDOWS_1252);
    let mac = score(bytes, MACINTOSH);
    let c1 = bytes.iter().position(|byte| (0x80..0xa0).contains(byte));
    let (encoding, decoder) = match (mac > windows, c1) {
        (true, _) => (TextEncoding::MacRoman, MACINTOSH),
        (false, Some(_)) => (TextEncoding::Windows1252, WINDOWS_1252),
        (false, None) => (TextEncoding::Latin1, WINDOWS_1252),
    };
    let telling = c1.filter(|_| encoding == TextEncoding::Windows1252).unwrap_or(first_not_utf8);
    let byte = bytes.get(telling).copied().unwrap_or_default();
    let read_as = |decoder: &'static encoding_rs::Encoding| {
        let character = decoder.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or('\u{fffd}');
        if character.is_control() {
            format!("control character {byte:#04x}")
        } else {
            format!("“{character}”")
        }
    };
    let evidence = format!(
        "not UTF-8: byte {first_not_utf8} does not fit; read as {}: byte {telling} ({byte:#04x}) is {} there and \
         would be {} in {}; fit {} against {}",
        encoding.name(),
        read_as(decoder),
        read_as(if encoding == TextEncoding::MacRoman { WINDOWS_1252 } else { MACINTOSH }),
        if encoding == TextEncoding::MacRoman { "windows-1252" } else { "Mac Roman" },
        mac.max(windows),
        mac.min(windows),
    );
    Decoded { text: decoder.decode_without_bom_handling(bytes).0, encoding, evidence: Some(evidence) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_dash_of_a_macintosh_is_told_from_a_capital_eth() {
        let decoded = decode(b"in England 2024 \xD0 Provider level").unwrap();
        assert_eq!(decoded.encoding, TextEncoding::MacRoman);
        assert_eq!(decoded.text, "in England 2024 – Provider level");
        insta::assert_snapshot!(decoded.evidence.unwrap(), @"not UTF-8: byte 16 does not fit; read as Mac Roman: byte 16 (0xd0) is “–” there and would be “Ð” in windows-1252; fit 3 against -3");
    }

    #[test]
    fn an_apostrophe_of_windows_is_told_from_accented_letters() {
        let decoded = decode(b"Children\x92s home, \xA320 a night").unwrap();
        assert_eq!(decoded.encoding, TextEncoding::Windows1252);
        assert_eq!(decoded.text, "Children’s home, £20 a night");
    }

    #[test]
    fn letters_without_windows_characters_are_iso_8859_1() {
        let decoded = decode(b"Ecole Fran\xE7aise Jacques Pr\xE9vert").unwrap();
        assert_eq!(
            (decoded.encoding, &*decoded.text),
            (TextEncoding::Latin1, "Ecole Française Jacques Prévert")
        );
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_not_part_of_the_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFURN").unwrap().text, "URN");
        assert_eq!(decode(b"\xFF\xFEU\0R\0N\0").unwrap().text, "URN");
        assert_eq!(decode(b"\xFE\xFF\0U\0R\0N").unwrap().text, "URN");
    }

    #[test]
    fn zeros_are_not_text() {
        assert_eq!(decode(b"PK\x03\0").unwrap_err().offset, 3);
    }

    /// Sentences as these files have them, with each character that tells the encodings apart.
    const SENTENCES: [&str; 4] = [
        "St Mary’s “Little Stars” nursery",
        "École Jeannine Manuel, Café Zoë",
        "2015 – 16",
        "places at £250 a week",
    ];

    proptest! {
        #[test]
        fn any_bytes_are_decoded_or_refused_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(decoded) = decode(&bytes) {
                prop_assert!(decoded.text.len() <= bytes.len() * 3 + 3);
            }
        }

        #[test]
        fn text_in_utf_8_comes_back_unchanged(text in "[^\0\u{feff}]{0,60}") {
            prop_assert_eq!(&*decode(text.as_bytes()).unwrap().text, text.as_str());
        }

        #[test]
        fn published_sentences_come_back_from_each_encoding(picked in proptest::sample::subsequence(&SENTENCES, 1..4)) {
            let text = picked.join("\n");
            for encoding in [WINDOWS_1252, MACINTOSH, encoding_rs::UTF_8] {
                let (bytes, _, _) = encoding.encode(&text);
                prop_assert_eq!(&*decode(&bytes).unwrap().text, text.as_str());
            }
        }
    }
}
