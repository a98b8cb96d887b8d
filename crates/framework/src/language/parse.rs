//! Reading conditions and quantities: a descent over words, one function for each form, so that every message can
//! say what was expected at its place.

use super::ast::{
    Beside, By, Comparison, Condition, Did, Figure, How, Name, Quantity, Series, Settings, Span, Term, View,
    Way, When, Whom,
};
use super::lexer::{Token, tokens, unreadable};
use super::{DEEPEST, LONGEST};
use crate::mistake::{Mistake, nearest_names};
use std::ops::Range;

type Read<T> = Result<T, Mistake>;

/// Words that carry the language; a name that is one of them must stand in quotation marks.
const KEYWORDS: [&str; 31] = [
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

/// How a condition may begin.
const CONDITION_STARTS: [&str; 7] = ["always", "not", "trend", "any", "judgement", "event", "rule"];
/// How a quantity may begin.
const QUANTITY_STARTS: [&str; 12] = [
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

/// Reads a condition.
pub fn condition(text: &str) -> Result<Condition, Mistake> {
    let mut reader = Reader::new(text)?;
    let read = reader.any_of()?;
    reader.end("expected `and`, `or`, or the end of the condition")?;
    Ok(read)
}

/// Reads a quantity.
pub fn quantity(text: &str) -> Result<Quantity, Mistake> {
    let mut reader = Reader::new(text)?;
    let read = reader.sum()?;
    reader.end("expected `+`, `-`, `*`, `/`, or the end of the quantity")?;
    Ok(read)
}

struct Reader {
    tokens: Vec<(Token, Range<usize>)>,
    at: usize,
    depth: usize,
    end: usize,
}

impl Reader {
    fn new(text: &str) -> Read<Reader> {
        if text.len() > LONGEST {
            let message =
                format!("a condition may have at most {LONGEST} characters; name parts of it as `rules`");
            return Err(unreadable(0..text.len(), message, "too long"));
        }
        Ok(Reader { tokens: tokens(text)?, at: 0, depth: 0, end: text.len() })
    }

    // ------------------------------------------------------------------ looking ahead

    fn word(&self) -> Option<&str> {
        self.word_at(0)
    }

    fn word_at(&self, ahead: usize) -> Option<&str> {
        match self.tokens.get(self.at + ahead) {
            Some((Token::Word(word), _)) => Some(word),
            _ => None,
        }
    }

    fn span(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.end..self.end, |(_, span)| span.clone())
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.word() == Some(word);
        self.at += usize::from(found);
        found
    }

    fn take_words(&mut self, words: &[&str]) -> bool {
        let found = words.iter().enumerate().all(|(ahead, word)| self.word_at(ahead) == Some(*word));
        self.at += if found { words.len() } else { 0 };
        found
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some((Token::Sign(here), _)) if *here == sign);
        self.at += usize::from(found);
        found
    }

    // ------------------------------------------------------------------ saying what is wrong

    fn wrong(&self, expected: &str, valid: &[&str]) -> Mistake {
        let (message, asked) = match self.tokens.get(self.at) {
            None => ("the condition ends too early".to_owned(), String::new()),
            Some((Token::Word(word) | Token::Quoted(word), _)) => {
                (format!("`{}` is not expected here", crate::schema::shortened(word)), word.clone())
            }
            Some((Token::Number(number), _)) => {
                (format!("the number {number} is not expected here"), String::new())
            }
            Some((Token::Sign(sign), _)) => (format!("`{sign}` is not expected here"), String::new()),
        };
        let mistake = unreadable(self.span(), message, expected);
        match nearest_names(&asked, valid.iter().copied()).filter(|advice| advice.starts_with("did you mean"))
        {
            Some(advice) => mistake.help(advice),
            None => mistake,
        }
    }

    fn expect_word(&mut self, word: &str) -> Read<()> {
        if self.take_word(word) { Ok(()) } else { Err(self.wrong(&format!("expected `{word}`"), &[word])) }
    }

    fn end(&self, expected: &str) -> Read<()> {
        if self.at == self.tokens.len() { Ok(()) } else { Err(self.wrong(expected, &["and", "or", "is"])) }
    }

    // ------------------------------------------------------------------ names

    fn name(&mut self, what: &str) -> Read<Name> {
        let span = self.span();
        let text = match self.tokens.get(self.at) {
            Some((Token::Word(word), _)) if !KEYWORDS.contains(&word.as_str()) => word.clone(),
            Some((Token::Quoted(text), _)) => text.clone(),
            _ => return Err(self.wrong(&format!("expected {what}"), &[])),
        };
        self.at += 1;
        Ok(Name { text, span })
    }

    fn names(&mut self, what: &str) -> Read<Vec<Name>> {
        let mut names = vec![self.name(what)?];
        while self.take_sign(",") {
            names.push(self.name(what)?);
        }
        Ok(names)
    }

    /// The words up to `of` or `in`, or one name in quotation marks.
    fn counting(&mut self) -> Read<Name> {
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

    fn settings(&mut self) -> Read<Settings> {
        let remits = self.names("a remit or a stage of life, such as `primary-school`")?;
        let aspect =
            if self.take_word("for") { Some(self.name("an aspect, such as `safeguarding`")?) } else { None };
        Ok(Settings { remits, aspect })
    }

    fn series(&mut self) -> Read<Series> {
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

    fn one_of<T: Copy>(&mut self, all: &[T], word: impl Fn(T) -> &'static str) -> Read<T> {
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

    fn whom(&mut self) -> Read<Whom> {
        self.one_of(Whom::ALL, Whom::word)
    }

    /// A whole number of years from 1 to 50.
    fn years(&mut self) -> Read<u8> {
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

    fn when(&mut self) -> Read<When> {
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

    // ------------------------------------------------------------------ conditions

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Reader) -> Read<T>) -> Read<T> {
        if self.depth == DEEPEST {
            let label = format!("deeper than {DEEPEST}: name parts of it as `rules`");
            return Err(unreadable(self.span(), "the condition is nested too deeply", label));
        }
        self.depth += 1;
        let read = read(self)?;
        self.depth -= 1;
        Ok(read)
    }

    fn any_of(&mut self) -> Read<Condition> {
        let mut parts = vec![self.all_of()?];
        while self.take_word("or") {
            parts.push(self.all_of()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::Or(parts) })
    }

    fn all_of(&mut self) -> Read<Condition> {
        let mut parts = vec![self.one_condition()?];
        while self.take_word("and") {
            parts.push(self.one_condition()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::And(parts) })
    }

    fn one_condition(&mut self) -> Read<Condition> {
        if self.take_word("not") {
            return Ok(Condition::Not(Box::new(self.deeper(Reader::one_condition)?)));
        }
        if self.take_sign("(") {
            let inner = self.deeper(Reader::any_of)?;
            return if self.take_sign(")") { Ok(inner) } else { Err(self.wrong("expected `)`", &[])) };
        }
        match self.word() {
            Some("always") => {
                self.at += 1;
                Ok(Condition::Always)
            }
            Some("trend") => self.trend(),
            Some("any") => self.any(),
            Some("judgement") => self.judgement(),
            Some("event") => self.event(),
            Some("rule") => {
                self.at += 1;
                Ok(Condition::Rule(self.name("the id of a rule")?))
            }
            _ => self.statement_of_quantity(),
        }
    }

    fn trend(&mut self) -> Read<Condition> {
        self.at += 1;
        self.expect_word("of")?;
        let series = self.series()?;
        self.expect_word("is")?;
        let mut ways = vec![self.one_of(Way::ALL, Way::word)?];
        while self.word() == Some("or") && self.word_at(1).is_some_and(|word| Way::from_word(word).is_some())
        {
            self.at += 1;
            ways.push(self.one_of(Way::ALL, Way::word)?);
        }
        Ok(Condition::Trend(series, ways))
    }

    fn any(&mut self) -> Read<Condition> {
        self.at += 1;
        let counting = self.counting()?;
        self.expect_word("in")?;
        let of = self.settings()?;
        let within = if self.take_word("within") { Some(self.years()?) } else { None };
        Ok(Condition::Any { counting, of, within })
    }

    fn judgement(&mut self) -> Read<Condition> {
        self.at += 1;
        self.expect_word("of")?;
        let of = self.settings()?;
        self.expect_word("is")?;
        let mut labels = vec![self.name("the label of a value, such as Good")?];
        while self.word() == Some("or") && self.label_follows() {
            self.at += 1;
            labels.push(self.name("the label of a value")?);
        }
        Ok(Condition::Judgement { of, labels })
    }

    /// After `or`: whether a label follows, not another condition.
    fn label_follows(&self) -> bool {
        match self.tokens.get(self.at + 1) {
            Some((Token::Quoted(_), _)) => true,
            Some((Token::Word(word), _)) => !KEYWORDS.contains(&word.as_str()),
            _ => false,
        }
    }

    fn event(&mut self) -> Read<Condition> {
        self.at += 1;
        let kind = self.name("a kind of event")?;
        let mut outcomes = Vec::new();
        if self.take_word("with") {
            outcomes.push(self.name("an outcome")?);
            while self.take_word("or") {
                outcomes.push(self.name("an outcome")?);
            }
        }
        Ok(Condition::Event { kind, outcomes, when: self.when()? })
    }

    fn statement_of_quantity(&mut self) -> Read<Condition> {
        let start = self.span().start;
        let left = self.sum()?;
        if let Some(how) = self.how()? {
            let right = self.sum()?;
            let until = self.tokens[self.at - 1].1.end;
            return Ok(Condition::Compare(Comparison { left, how, right, span: Span(start..until) }));
        }
        self.expect_word("is")?;
        if self.take_word("known") {
            return Ok(Condition::Known(left));
        }
        let span = self.span();
        let Ok(beside) = self.one_of(Beside::ALL, Beside::word) else {
            let expected = "expected `at least`, `at most`, `more than`, `less than`, `equal to`, `known`, or \
                            `higher`, `lower`, `larger`, `smaller`, `similar`, `better`, `worse`";
            let valid = [
                "at", "more", "less", "equal", "known", "higher", "lower", "larger", "smaller", "similar",
                "better", "worse",
            ];
            return Err(self.wrong(expected, &valid));
        };
        if !(self.take_word("than") || self.take_word("to")) {
            return Err(self.wrong("expected `than`", &["than"]));
        }
        let whom = self.whom()?;
        match <[Term; 1]>::try_from(left.terms) {
            Ok([Term { what: Figure::Indicator(View::Value(None), series), by: None, .. }]) => {
                Ok(Condition::Against(series, beside, whom))
            }
            _ => Err(unreadable(
                span,
                "only an indicator or a gap of the area can be compared in this way",
                "compare with a number here: `is at least 2`",
            )),
        }
    }

    /// A comparison in signs or words. `is` alone is left for what follows it.
    fn how(&mut self) -> Read<Option<How>> {
        let signs = [
            (">=", How::AtLeast),
            ("<=", How::AtMost),
            (">", How::MoreThan),
            ("<", How::LessThan),
            ("=", How::Equal),
        ];
        for (sign, how) in signs {
            if self.take_sign(sign) {
                return Ok(Some(how));
            }
        }
        let skip = usize::from(self.word() == Some("is"));
        let how = match (self.word_at(skip), self.word_at(skip + 1)) {
            (Some("at"), Some("least")) => How::AtLeast,
            (Some("at"), Some("most")) => How::AtMost,
            (Some("more"), Some("than")) => How::MoreThan,
            (Some("less"), Some("than")) => How::LessThan,
            (Some("equal"), Some("to")) => How::Equal,
            (Some("at"), _) => {
                self.at += skip + 1;
                return Err(self.wrong("expected `least` or `most`", &["least", "most"]));
            }
            _ => return Ok(None),
        };
        self.at += skip + 2;
        Ok(Some(how))
    }

    // ------------------------------------------------------------------ quantities

    fn sum(&mut self) -> Read<Quantity> {
        let mut terms = vec![self.term(false)?];
        loop {
            let minus = match self.tokens.get(self.at) {
                Some((Token::Sign("+"), _)) => false,
                Some((Token::Sign("-"), _)) => true,
                _ => break,
            };
            self.at += 1;
            terms.push(self.term(minus)?);
        }
        Ok(Quantity { terms })
    }

    fn term(&mut self, minus: bool) -> Read<Term> {
        let what = self.figure()?;
        let divides = match self.tokens.get(self.at) {
            Some((Token::Sign("*"), _)) => false,
            Some((Token::Sign("/"), _)) => true,
            _ => return Ok(Term { minus, what, by: None }),
        };
        self.at += 1;
        let span = self.span();
        match self.tokens.get(self.at) {
            Some((Token::Number(number), _)) => {
                let number = *number;
                self.at += 1;
                Ok(Term { minus, what, by: Some(By { divides, number, span: Span(span) }) })
            }
            _ if divides => {
                Err(self
                    .wrong("expected a written number: nothing else may divide, for it could be nought", &[]))
            }
            _ => Err(self.wrong("expected a written number", &[])),
        }
    }

    fn figure(&mut self) -> Read<Figure> {
        let span = self.span();
        let negative = self.take_sign("-");
        if let Some((Token::Number(value), number_span)) = self.tokens.get(self.at).cloned() {
            self.at += 1;
            let percent = self.take_sign("%");
            let value = if negative { -value } else { value };
            return Ok(Figure::Number { value, percent, span: Span(span.start..number_span.end) });
        }
        if negative {
            return Err(self.wrong("expected a number after `-`", &[]));
        }
        let word = self.word().unwrap_or_default().to_owned();
        match word.as_str() {
            "share" | "number" | "average" => self.of_settings(&word),
            "indicator" | "gap" => {
                let series = self.series()?;
                Ok(Figure::Indicator(View::Value(self.in_whom()?), series))
            }
            "change" => self.change(),
            "difference" => {
                self.at += 1;
                self.expect_word("of")?;
                let series = self.series()?;
                self.expect_word("from")?;
                Ok(Figure::Indicator(View::Difference(self.whom()?), series))
            }
            "advantage" => {
                self.at += 1;
                self.expect_word("of")?;
                let series = self.series()?;
                self.expect_word("over")?;
                Ok(Figure::Indicator(View::Advantage(self.whom()?), series))
            }
            "rank" | "quartile" => {
                self.at += 1;
                self.expect_word("of")?;
                let series = self.series()?;
                Ok(if word == "rank" { Figure::Rank(series) } else { Figure::Quartile(series) })
            }
            "points" => self.points(),
            "block" => {
                self.at += 1;
                Ok(Figure::Block(self.name("the id of a block")?))
            }
            "measure" => {
                self.at += 1;
                Ok(Figure::Measure(self.name("the id of a measure")?))
            }
            _ => {
                let valid: Vec<&str> =
                    CONDITION_STARTS.iter().chain(&QUANTITY_STARTS).chain(&["measure"]).copied().collect();
                Err(self.wrong(
                    "expected a condition or a quantity, such as `share …`, `indicator …`, `any …`",
                    &valid,
                ))
            }
        }
    }

    fn in_whom(&mut self) -> Read<Option<Whom>> {
        if self.take_word("in") { Ok(Some(self.whom()?)) } else { Ok(None) }
    }

    fn change(&mut self) -> Read<Figure> {
        self.at += 1;
        let view = if self.take_words(&["over", "the", "years"]) {
            View::ChangeOverYears
        } else if self.take_words(&["against", "england"]) {
            View::ChangeAgainstEngland
        } else {
            View::Change(None)
        };
        self.expect_word("of")?;
        let series = self.series()?;
        let view = if view == View::Change(None) { View::Change(self.in_whom()?) } else { view };
        Ok(Figure::Indicator(view, series))
    }

    fn points(&mut self) -> Read<Figure> {
        self.at += 1;
        self.expect_word("of")?;
        if self.take_word("event") {
            let kind = self.name("a kind of event")?;
            return Ok(Figure::EventPoints { kind, when: self.when()? });
        }
        if self.take_word("measure") {
            return Ok(Figure::PointsOf(self.name("the id of a measure")?));
        }
        Err(self.wrong("expected `measure` or `event`", &["measure", "event"]))
    }

    fn of_settings(&mut self, word: &str) -> Read<Figure> {
        self.at += 1;
        if word != "average" && self.take_words(&["of", "inspections"]) {
            return self.inspections(word == "share");
        }
        let counting = if self.word() == Some("of") { None } else { Some(self.counting()?) };
        self.expect_word("of")?;
        let of = self.settings()?;
        let year_before = self.take_words(&["a", "year", "before"]);
        match (word, counting) {
            ("number", counting) => Ok(Figure::Count { counting, of, year_before }),
            ("share", Some(counting)) => {
                Ok(Figure::Share { counting, of, year_before, elsewhere: self.in_whom()? })
            }
            ("average", Some(counting)) => Ok(Figure::Average { counting, of, year_before }),
            _ => Err(self.wrong("expected a way of counting before `of`, such as `good or better`", &[])),
        }
    }

    fn inspections(&mut self, share: bool) -> Read<Figure> {
        self.expect_word("that")?;
        let _ = self.take_word("were");
        let did = self.one_of(Did::ALL, Did::word)?;
        self.expect_word("in")?;
        let remits = self.names("a remit or a stage of life")?;
        Ok(Figure::Inspections { share, did, remits })
    }
}
