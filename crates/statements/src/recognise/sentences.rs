//! Where sentences begin and end.

use crate::lexicon::WordList;
use std::ops::Range;

/// The sentences of a text, as ranges of bytes without the white space around them.
pub(crate) fn sentences(text: &str, abbreviations: &WordList) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !matches!(letter, '.' | '!' | '?') {
            continue;
        }
        let mut end = at + 1;
        while let Some((next, _)) =
            letters.next_if(|(_, c)| matches!(c, '.' | '!' | '?' | '”' | '"' | '\'' | '’' | ')' | '*'))
        {
            end = next + text[next..].chars().next().map_or(1, char::len_utf8);
        }
        if letter == '.' && !ends(text, at, end, abbreviations) {
            continue;
        }
        if text[end..].chars().next().is_none_or(char::is_whitespace) {
            push(text, start..end, &mut all);
            start = end;
        }
    }
    push(text, start..text.len(), &mut all);
    all
}

fn push(text: &str, range: Range<usize>, all: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let trimmed = piece.trim();
    if trimmed.is_empty() {
        return;
    }
    let from = range.start + (piece.len() - piece.trim_start().len());
    all.push(from..from + trimmed.len());
}

/// Whether a full stop ends a sentence: not after an abbreviation or an initial, and the next word begins like one.
fn ends(text: &str, at: usize, after: usize, abbreviations: &WordList) -> bool {
    let before = text[..at].rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“')).next();
    let word = before.unwrap_or_default().to_lowercase();
    if abbreviations.has(&word) {
        return false;
    }
    // An initial: "A. Example". A single digit or "C" after "A* to" ends a sentence as well as any word.
    let is_initial = word.chars().count() == 1
        && word.chars().all(|c| c.is_alphabetic() && !matches!(c, 'c' | 'g'))
        && text[after..].trim_start().chars().next().is_some_and(char::is_uppercase);
    if is_initial {
        return false;
    }
    let next = text[after..].trim_start().chars().next();
    next.is_none_or(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().unwrap());

    fn split(text: &str) -> Vec<&str> {
        sentences(text, &LEXICON.grammar.abbreviations).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_full_stop_in_a_number_or_an_abbreviation_ends_nothing() {
        assert_eq!(
            split("It rose to 56.7% in 2011. It is high."),
            ["It rose to 56.7% in 2011.", "It is high."]
        );
        assert_eq!(split("Dear Mr. Smith. Good."), ["Dear Mr. Smith.", "Good."]);
        assert_eq!(split("Grades A* to C. More"), ["Grades A* to C.", "More"]);
        assert_eq!(split("a e.g. b! C"), ["a e.g. b!", "C"]);
        assert_eq!(split("no end"), ["no end"]);
    }

    proptest! {
        #[test]
        fn every_letter_is_in_a_sentence(text in "\\PC{0,120}") {
            let kept: usize = sentences(&text, &LEXICON.grammar.abbreviations).into_iter().map(|r| text[r].chars().filter(|c| !c.is_whitespace()).count()).sum();
            prop_assert_eq!(kept, text.chars().filter(|c| !c.is_whitespace()).count());
        }
    }
}
