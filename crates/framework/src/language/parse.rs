//! Reading conditions: a descent over words, one function for each form, so that every message can say what was
//! expected at its place.

use super::DEEPEST;
use super::ast::{
    Beside, Comparison, Condition, Differing, Figure, How, Quantity, Side, Span, Term, View, Way,
};
use super::lexer::{Token, unreadable};
use super::reader::{KEYWORDS, Read, Reader};
use definitions::Mistake;

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

impl Reader {
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
        if self.word() == Some("differs") {
            return self.differs(left);
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
        let comparator = self.comparator()?;
        match <[Term; 1]>::try_from(left.terms) {
            Ok([Term { what: Figure::Indicator(View::Value(None), series), by: None, .. }]) => {
                Ok(Condition::Against(series, beside, comparator))
            }
            _ => Err(unreadable(
                span,
                "only an indicator or a gap of the area can be compared in this way",
                "compare with a number here: `is at least 2`",
            )),
        }
    }

    /// `… differs from england as worse`
    fn differs(&mut self, left: Quantity) -> Read<Condition> {
        let span = self.span();
        self.at += 1;
        self.expect_word("from")?;
        self.expect_word("england")?;
        let side = if self.take_word("as") { Some(self.one_of(Side::ALL, Side::word)?) } else { None };
        let what = match <[Term; 1]>::try_from(left.terms) {
            Ok([Term { what: Figure::Indicator(View::Value(None), series), by: None, .. }]) => {
                Differing::Series(series)
            }
            Ok(
                [
                    Term {
                        what: Figure::Share { counting, of, year_before: false, elsewhere: None },
                        by: None,
                        ..
                    },
                ],
            ) => Differing::Share { counting, of },
            _ => {
                return Err(unreadable(
                    span,
                    "only an indicator of the area, or a share of its settings, can be told from England",
                    "nothing else is compared in this way",
                ));
            }
        };
        Ok(Condition::Differs(what, side))
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
}
