//! Words, numbers and signs of a condition, with their places.

use definitions::Mistake;
use std::ops::Range;

/// One word, number or sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A word or an id: `share`, `gcse-5-ac`, `lait:RTA`.
    Word(String),
    /// Something in single quotation marks.
    Quoted(String),
    /// A number.
    Number(f64),
    /// `( ) , % + - * / >= <= > < =`
    Sign(&'static str),
}

const SIGNS: [&str; 13] = [">=", "<=", "(", ")", ",", "%", "+", "-", "*", "/", ">", "<", "="];
/// Numbers above this are not read: nothing that is measured of an area is larger, and sums stay exact enough.
const LARGEST: f64 = 1e12;

/// Splits a condition into tokens with their bytes.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, Mistake> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let token = if first.is_ascii_alphabetic() {
            at = end_of(text, at, |c| c.is_ascii_alphanumeric() || "-_:./".contains(c));
            Token::Word(text[start..at].to_owned())
        } else if first.is_ascii_digit() {
            at = end_of(text, at, |c| c.is_ascii_digit() || c == '.');
            number(&text[start..at], start..at)?
        } else if first == '\'' {
            let length = text[at + 1..].find('\'').ok_or_else(|| {
                unreadable(
                    start..text.len(),
                    "a quotation mark is not closed",
                    "expected ' at the end of the name",
                )
            })?;
            at += length + 2;
            Token::Quoted(text[start + 1..at - 1].to_owned())
        } else if let Some(sign) = SIGNS.iter().find(|sign| text[at..].starts_with(**sign)) {
            at += sign.len();
            Token::Sign(sign)
        } else {
            let end = at + first.len_utf8();
            return Err(unreadable(
                start..end,
                format!("`{}` has no meaning in a condition", first.escape_debug()),
                "expected a word, a number, or a name in single quotation marks",
            ));
        };
        found.push((token, start..at));
    }
    Ok(found)
}

fn end_of(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    text[from..].find(|c| !belongs(c)).map_or(text.len(), |length| from + length)
}

fn number(text: &str, span: Range<usize>) -> Result<Token, Mistake> {
    match text.parse::<f64>() {
        Ok(number) if number <= LARGEST && !text.ends_with('.') => Ok(Token::Number(number)),
        _ => Err(unreadable(
            span,
            format!("`{}` is not a number of ordinary size", definitions::shortened(text)),
            "expected a number such as 64.5",
        )),
    }
}

pub(super) fn unreadable(
    span: Range<usize>,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Mistake {
    Mistake::new("condition", span, message, label)
}
