//! A text as words that are taken one after another, and what is read everywhere: names, remits, series, times.

use super::LONGEST;
use super::ast::{Comparator, Name, Series, Settings, When};
use super::lexer::{Token, tokens, unreadable};
use definitions::{Mistake, suggestion};
use std::ops::Range;

/// What reading gives.
pub(super) type Read<T> = Result<T, Mistake>;

/// Words that carry the language; a name that is one of them must stand in quotation marks.
pub(super) const KEYWORDS: [&str; 31] = [
    "always",
    "not",
    "and",
    "or",
    "is",
    "of",
    "in",
    "for",
    "with",
    "within",
    "until",
    "at",
    "a",
    "trend",
    "any",
    "judgement",
    "event",
    "rule",
    "share",
    "number",
    "average",
    "indicator",
    "gap",
    "change",
    "difference",
    "advantage",
    "rank",
    "quartile",
    "points",
    "block",
    "measure",
];

/// Whether a name needs no quotation marks.
pub(super) fn is_plain(text: &str) -> bool {
    !KEYWORDS.contains(&text)
        && matches!(tokens(text).as_deref(), Ok([(Token::Word(word), _)]) if word == text)
}

/// Words that end the name of a way of counting.
const COUNTING_ENDS: [&str; 7] = ["of", "in", "is", "and", "not", "for", "within"];

/// Whether the name of a way of counting needs no quotation marks: words of their own, none of which would end it.
pub(super) fn is_plain_counting(text: &str) -> bool {
    text.split(' ').all(|word| {
        !COUNTING_ENDS.contains(&word)
            && matches!(tokens(word).as_deref(), Ok([(Token::Word(read), _)]) if read == word)
    })
}

/// A text in the middle of being read.
pub(super) struct Reader {
    pub(super) tokens: Vec<(Token, Range<usize>)>,
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) end: usize,
}

impl Reader {
    pub(super) fn new(text: &str) -> Read<Reader> {
        if text.len() > LONGEST {
            let message =
                format!("a condition may have at most {LONGEST} characters; name parts of it as `rules`");
            return Err(unreadable(0..text.len(), message, "too long"));
        }
        Ok(Reader { tokens: tokens(text)?, at: 0, depth: 0, end: text.len() })
    }

    // ------------------------------------------------------------------ looking ahead

    pub(super) fn word(&self) -> Option<&str> {
        self.word_at(0)
    }

    pub(super) fn word_at(&self, ahead: usize) -> Option<&str> {
        match self.tokens.get(self.at + ahead) {
            Some((Token::Word(word), _)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.end..self.end, |(_, span)| span.clone())
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let found = self.word() == Some(word);
        self.at += usize::from(found);
        found
    }

    pub(super) fn take_words(&mut self, words: &[&str]) -> bool {
        let found = words.iter().enumerate().all(|(ahead, word)| self.word_at(ahead) == Some(*word));
        self.at += if found { words.len() } else { 0 };
        found
    }

    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some((Token::Sign(here), _)) if *here == sign);
        self.at += usize::from(found);
        found
    }

    // ------------------------------------------------------------------ saying what is wrong

    pub(super) fn wrong(&self, expected: &str, valid: &[&str]) -> Mistake {
        let (message, asked) = match self.tokens.get(self.at) {
            None => ("the condition ends too early".to_owned(), String::new()),
            Some((Token::Word(word) | Token::Quoted(word), _)) => {
                (format!("`{}` is not expected here", definitions::shortened(word)), word.clone())
            }
            Some((Token::Number(number), _)) => {
                (format!("the number {number} is not expected here"), String::new())
            }
            Some((Token::Sign(sign), _)) => (format!("`{sign}` is not expected here"), String::new()),
        };
        let mistake = unreadable(self.span(), message, expected);
        match suggestion(&asked, valid.iter().copied()).filter(|advice| advice.starts_with("did you mean")) {
            Some(advice) => mistake.help(advice),
            None => mistake,
        }
    }

    pub(super) fn expect_word(&mut self, word: &str) -> Read<()> {
        if self.take_word(word) { Ok(()) } else { Err(self.wrong(&format!("expected `{word}`"), &[word])) }
    }

    pub(super) fn end(&self, expected: &str) -> Read<()> {
        if self.at == self.tokens.len() { Ok(()) } else { Err(self.wrong(expected, &["and", "or", "is"])) }
    }

    // ------------------------------------------------------------------ names

    pub(super) fn name(&mut self, what: &str) -> Read<Name> {
        let span = self.span();
        let text = match self.tokens.get(self.at) {
            Some((Token::Word(word), _)) if !KEYWORDS.contains(&word.as_str()) => word.clone(),
            Some((Token::Quoted(text), _)) => text.clone(),
            _ => return Err(self.wrong(&format!("expected {what}"), &[])),
        };
        self.at += 1;
        Ok(Name { text, span })
    }

    pub(super) fn names(&mut self, what: &str) -> Read<Vec<Name>> {
        let mut names = vec![self.name(what)?];
        while self.take_sign(",") {
            names.push(self.name(what)?);
        }
        Ok(names)
    }

    /// The words up to `of` or `in`, or one name in quotation marks.
    pub(super) fn counting(&mut self) -> Read<Name> {
        if let Some((Token::Quoted(_), _)) = self.tokens.get(self.at) {
            return self.name("a way of counting");
        }
        let from = self.span().start;
        let mut words: Vec<&str> = Vec::new();
        let mut until = from;
        let mut at = self.at;
        while let Some((Token::Word(word), span)) = self.tokens.get(at) {
            if COUNTING_ENDS.contains(&word.as_str()) {
                break;
            }
            words.push(word);
            until = span.end;
            at += 1;
        }
        if words.is_empty() {
            return Err(self.wrong("expected a way of counting, such as `good or better`", &[]));
        }
        let text = words.join(" ");
        self.at = at;
        Ok(Name { text, span: from..until })
    }

    pub(super) fn settings(&mut self) -> Read<Settings> {
        let remits = self.names("a remit or a stage of life, such as `primary-school`")?;
        let aspect =
            if self.take_word("for") { Some(self.name("an aspect, such as `safeguarding`")?) } else { None };
        Ok(Settings { remits, aspect })
    }

    pub(super) fn series(&mut self) -> Read<Series> {
        if self.take_word("indicator") {
            let id = self.name("the name of an indicator")?;
            let group = if self.take_word("for") {
                Some(self.name("a group, such as 'fsm=eligible'")?)
            } else {
                None
            };
            return Ok(Series::Indicator { id, group });
        }
        if self.take_word("gap") {
            return Ok(Series::Gap { id: self.name("the name of a gap")? });
        }
        Err(self.wrong("expected `indicator` or `gap`", &["indicator", "gap"]))
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T], word: impl Fn(T) -> &'static str) -> Read<T> {
        let words: Vec<&str> = all.iter().map(|one| word(*one)).collect();
        let found = self.word().and_then(|here| all.iter().copied().find(|one| word(*one) == here));
        match found {
            Some(one) => {
                self.at += 1;
                Ok(one)
            }
            None => {
                let list = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
                Err(self.wrong(&format!("expected one of {list}"), &words))
            }
        }
    }

    pub(super) fn comparator(&mut self) -> Read<Comparator> {
        self.one_of(Comparator::ALL, Comparator::word)
    }

    /// A whole number of years from 1 to 50.
    pub(super) fn years(&mut self) -> Read<u8> {
        if self.take_words(&["the", "year"]) {
            return Ok(1);
        }
        for years in 1..=50_u8 {
            if matches!(self.tokens.get(self.at), Some((Token::Number(number), _)) if *number == f64::from(years))
            {
                self.at += 1;
                if self.take_word("years") || self.take_word("year") {
                    return Ok(years);
                }
                return Err(self.wrong("expected `years`", &["years"]));
            }
        }
        Err(self.wrong("expected `the year`, or a whole number of years up to 50", &["the"]))
    }

    pub(super) fn when(&mut self) -> Read<When> {
        if self.take_word("within") {
            return Ok(When::Within(self.years()?));
        }
        if self.take_words(&["at", "any", "time"]) {
            return Ok(When::AnyTime);
        }
        if self.take_words(&["until", "the", "next"]) {
            return Ok(When::UntilNext(self.name("a kind of event")?));
        }
        let expected = "expected `within the year`, `within 3 years`, `at any time` or `until the next …`";
        Err(self.wrong(expected, &["within", "at", "until"]))
    }
}
