//! Words and numbers of a text with their places, without what spelling and typography make different.

use crate::number::Number;
use crate::period_name::PeriodName;
use std::ops::Range;

/// A word, number or mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    /// In lower case, without apostrophes and a plural's "s": what phrases are compared by.
    pub text: String,
    /// Whether an "s" was cut off.
    pub plural: bool,
    /// The number, if it is one.
    pub number: Option<Number>,
    /// The period, if it names one.
    pub period: Option<PeriodName>,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if letter.is_ascii_digit() {
            figure(rest, at, before(text, at), &mut all)
        } else if letter.is_alphabetic() {
            word(rest, at, &mut all)
        } else {
            mark(letter, rest, at, &mut all)
        };
        at += length.max(letter.len_utf8());
    }
    all
}

/// The character before a place, if any.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

fn figure(rest: &str, at: usize, previous: Option<char>, all: &mut Vec<Token>) -> usize {
    if let Some((name, used)) = PeriodName::read(rest) {
        let next = rest[used..].chars().next();
        let after = rest[used..].chars().nth(1);
        let goes_on = matches!(next, Some('.' | ',')) && after.is_some_and(|c| c.is_ascii_digit());
        if !goes_on && !matches!(next, Some('%')) && !matches!(previous, Some('£')) {
            let text = rest[..used].to_owned();
            all.push(Token { period: Some(name), ..plain(text, at..at + used) });
            return used;
        }
    }
    let mut used = 0;
    let mut seen_point = false;
    let bytes = rest.as_bytes();
    while used < bytes.len() {
        let digit_next = bytes.get(used + 1).is_some_and(u8::is_ascii_digit);
        match bytes[used] {
            b'0'..=b'9' => used += 1,
            b',' if digit_next && !seen_point => used += 1,
            b'.' if digit_next && !seen_point => {
                seen_point = true;
                used += 1;
            }
            _ => break,
        }
    }
    // "3rd", "16th" are words.
    if rest[used..].chars().next().is_some_and(char::is_alphabetic) {
        return word(rest, at, all);
    }
    let negative = matches!(previous, Some('\u{2212}'))
        || (matches!(previous, Some('-')) && all.last().is_none_or(|token| token.span.end + 1 != at));
    let digits = &rest[..used];
    let number = Number::read(&if negative { format!("-{digits}") } else { digits.to_owned() });
    all.push(Token { number, ..plain(digits.to_owned(), at..at + used) });
    used
}

fn word(rest: &str, at: usize, all: &mut Vec<Token>) -> usize {
    let mut text = String::new();
    let mut used = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        let joins = |c: Option<&(usize, char)>| c.is_some_and(|(_, c)| c.is_alphanumeric());
        if letter.is_alphanumeric() {
            text.extend(letter.to_lowercase());
        } else if is_apostrophe(letter) && joins(letters.peek()) || is_invisible(letter) {
            // "children's" and "childrens" are the same word; a soft hyphen or a joiner is nothing.
        } else if letter == '\\' && text == "a" && letters.peek().is_some_and(|(_, next)| *next == '*') {
            // Markdown writes "A\*".
        } else if letter == '*' && text == "a" {
            text.push('*');
            used = place + 1;
            break;
        } else {
            break;
        }
        used = place + letter.len_utf8();
    }
    let capital = rest.chars().next().is_some_and(char::is_uppercase);
    let (text, plural) = stem(text);
    all.push(Token { plural, capital, ..plain(text, at..at + used) });
    used
}

fn plain(text: String, span: Range<usize>) -> Token {
    Token { text, plural: false, number: None, period: None, capital: false, span }
}

fn mark(letter: char, rest: &str, at: usize, all: &mut Vec<Token>) -> usize {
    let text = match letter {
        ',' | ';' | ':' | '(' | ')' | '%' | '£' | '.' | '?' | '!' => letter.to_string(),
        // "A*–C" and "A*-C" are "A* to C".
        '-' | '\u{2013}' if grades_around(rest, all) => "to".to_owned(),
        // A dash between clauses breaks them as a semicolon does.
        '\u{2013}' | '\u{2014}' if rest[letter.len_utf8()..].starts_with(' ') => ";".to_owned(),
        _ => return letter.len_utf8(),
    };
    all.push(plain(text, at..at + letter.len_utf8()));
    letter.len_utf8()
}

fn grades_around(rest: &str, all: &[Token]) -> bool {
    let mut after = rest.chars().skip(1);
    let grade = |c: Option<char>| c.is_some_and(|c| matches!(c.to_ascii_lowercase(), 'a'..='g'));
    all.last().is_some_and(|token| token.text == "a*")
        && grade(after.next())
        && !after.next().is_some_and(char::is_alphanumeric)
}

/// A word without its plural's "s".
fn stem(text: String) -> (String, bool) {
    let cut = text.len() > 3
        && text.ends_with('s')
        && !["ss", "us", "is"].iter().any(|ending| text.ends_with(ending));
    if cut { (text[..text.len() - 1].to_owned(), true) } else { (text, false) }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{02bc}')
}

/// Characters that readers do not see: soft hyphens, joiners, marks of direction, controls.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (letter.is_control() && !letter.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn spelling_and_typography_make_no_difference() {
        assert_eq!(texts("children’s Homes"), texts("childrens home"));
        assert_eq!(texts("low-income"), ["low", "income"]);
        assert_eq!(texts("A*–C"), ["a*", "to", "c"]);
        assert_eq!(texts("A\\* to C"), ["a*", "to", "c"]);
        assert_eq!(texts("16-year-olds"), ["16", "year", "old"]);
        assert_eq!(texts("se\u{ad}condary\u{200f}"), ["secondary"]);
    }

    #[test]
    fn numbers_and_periods_are_told_apart() {
        let all = tokens("from 36.5% in 2005/06 to 1,234 (\u{2212}0.3)");
        let numbers: Vec<String> = all.iter().filter_map(|t| t.number.map(|n| n.to_string())).collect();
        assert_eq!(numbers, ["36.5", "1,234", "\u{2212}0.3"]);
        let periods: Vec<String> =
            all.iter().filter_map(|t| t.period.clone().map(|p| p.to_string())).collect();
        assert_eq!(periods, ["2005/06"]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_places_are_true(text in "\\PC{0,80}") {
            for token in tokens(&text) {
                prop_assert!(text.get(token.span.clone()).is_some());
            }
        }
    }
}
