//! Reading quantities: figures added and taken away.

use super::ast::{By, Comparator, Did, Figure, Quantity, Span, Term, View};
use super::lexer::Token;
use super::reader::{Read, Reader};

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

impl Reader {
    pub(super) fn sum(&mut self) -> Read<Quantity> {
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
                    .wrong("expected a written number: nothing else may divide, for it could be zero", &[]))
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
                Ok(Figure::Indicator(View::Difference(self.comparator()?), series))
            }
            "advantage" => {
                self.at += 1;
                self.expect_word("of")?;
                let series = self.series()?;
                self.expect_word("over")?;
                Ok(Figure::Indicator(View::Advantage(self.comparator()?), series))
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

    fn in_whom(&mut self) -> Read<Option<Comparator>> {
        if self.take_word("in") { Ok(Some(self.comparator()?)) } else { Ok(None) }
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
