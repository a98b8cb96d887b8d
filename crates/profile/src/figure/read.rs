//! Keys read back from their text.

use super::key::Points;
use super::write::EVERY;
use super::{Counted, FigurePlace, FigureSubject, InspectionOutcome, ScaleCode, SettingsOf};
use evidence::{AreaNumber, AspectId, Date, IndicatorId, RemitId, ScaleId, SettingId};
use std::str::FromStr;

/// A text that is no part of a figure's key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` names no figure: {expected} was expected")]
pub struct NotAKey {
    /// What was given, shortened.
    pub text: String,
    /// What should have stood there.
    pub expected: &'static str,
}

/// How many changes and differences of each other may be nested: the change of a difference is two.
const DEEPEST: usize = 8;

/// Reads words one after the other.
struct Reader<'t> {
    text: &'t str,
    rest: &'t str,
}

type Read<T> = Result<T, NotAKey>;

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Reader<'t> {
        Reader { text, rest: text }
    }

    fn wrong<T>(&self, expected: &'static str) -> Read<T> {
        Err(NotAKey { text: self.text.chars().take(120).collect(), expected })
    }

    /// Takes a text if it stands next.
    fn takes(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn space(&mut self) -> Read<()> {
        if self.takes(" ") { Ok(()) } else { self.wrong("a space") }
    }

    fn word(&mut self, expected: &'static str) -> Read<String> {
        if self.rest.starts_with('"') {
            let mut strings = serde_json::Deserializer::from_str(self.rest).into_iter::<String>();
            let Some(Ok(word)) = strings.next() else { return self.wrong(expected) };
            self.rest = &self.rest[strings.byte_offset()..];
            return Ok(word);
        }
        let end = self.rest.find([' ', ',', '=']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() {
            return self.wrong(expected);
        }
        self.rest = rest;
        Ok(word.to_owned())
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let mut items = Vec::new();
        let after = self.rest.strip_prefix(EVERY);
        if let Some(rest) = after.filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            self.rest = rest;
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            if !self.takes(",") {
                return Ok(items);
            }
        }
    }

    fn remits(&mut self) -> Read<Vec<RemitId>> {
        self.list(|reader| Ok(RemitId(reader.word("a remit")?)))
    }

    fn settings(&mut self) -> Read<SettingsOf> {
        let remits = self.remits()?;
        self.space()?;
        Ok(SettingsOf { remits, aspect: AspectId(self.word("an aspect")?) })
    }

    fn scale_code(&mut self) -> Read<ScaleCode> {
        let scale = ScaleId(self.word("a scale")?);
        if !self.takes("=") {
            return self.wrong("`=` and the code of a value");
        }
        match self.word("the code of a value")?.parse() {
            Ok(code) => Ok(ScaleCode { scale, code }),
            Err(_) => self.wrong("the code of a value"),
        }
    }

    fn points(&mut self) -> Read<(ScaleCode, Points)> {
        let code = self.scale_code()?;
        if !self.takes("=") {
            return self.wrong("`=` and the points of a value");
        }
        let word = self.word("the points of a value")?;
        let (sign, digits) = word.strip_prefix('-').map_or((1, word.as_str()), |digits| (-1, digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = [whole, decimals].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let decimals = format!("{decimals:0<6}");
        let millionths = match (whole.parse::<i64>(), decimals.parse::<i64>()) {
            (Ok(whole), Ok(decimals_as_number)) if all_digits && decimals.len() == 6 => {
                whole.checked_mul(1_000_000).and_then(|whole| whole.checked_add(decimals_as_number))
            }
            _ => None,
        };
        match millionths {
            Some(millionths) => Ok((code, Points::of_millionths(sign * millionths))),
            None => self.wrong("the points of a value"),
        }
    }

    fn counted(&mut self) -> Read<Counted> {
        const EXPECTED: &str = "what is counted, such as `open`, `good-or-better` or `values`";
        let word = self.word(EXPECTED)?;
        Ok(match word.as_str() {
            "open" => Counted::Open,
            "judged" => Counted::Judged,
            "not-judged" => Counted::NotJudged,
            "inspected-since" => Counted::InspectedSince,
            "good-or-better" => Counted::GoodOrBetter,
            "graded-good-or-not" => Counted::GradedGoodOrNot,
            "inadequate" => Counted::Inadequate,
            "label" | "on-scales-with" | "inherited" => {
                self.space()?;
                let label = self.word("a label")?;
                match word.as_str() {
                    "label" => Counted::Label(label),
                    "inherited" => Counted::Inherited(label),
                    _ => Counted::OnScalesWith(label),
                }
            }
            "values" | "values-after" => {
                self.space()?;
                let mut after = None;
                if word == "values-after" {
                    let Ok(day) = self.word("a day")?.parse::<Date>() else { return self.wrong("a day") };
                    after = Some(day);
                    self.space()?;
                }
                Counted::Values { values: self.list(Reader::scale_code)?, after }
            }
            _ => return self.wrong(EXPECTED),
        })
    }

    fn outcome(&mut self) -> Read<InspectionOutcome> {
        const EXPECTED: &str = "what came of inspections, such as `improved`";
        let word = self.word(EXPECTED)?;
        let found = InspectionOutcome::ALL.into_iter().find(|(_, name)| *name == word);
        found.map_or_else(|| self.wrong(EXPECTED), |(outcome, _)| Ok(outcome))
    }

    fn place(&mut self) -> Read<FigurePlace> {
        const EXPECTED: &str = "a place, such as `821`, `E12000006`, `england` or `neighbours-of-821`";
        let word = self.word(EXPECTED)?;
        let area = |text: &str| {
            let all_digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
            if all_digits { AreaNumber::new(text.parse().ok()?) } else { None }
        };
        let place = if word == "england" {
            Some(FigurePlace::England)
        } else if let Some(number) = word.strip_prefix("england-without-") {
            area(number).map(FigurePlace::EnglandWithout)
        } else if let Some(number) = word.strip_prefix("neighbours-of-") {
            area(number).map(FigurePlace::NeighboursOf)
        } else {
            area(&word).map(FigurePlace::Area).or_else(|| word.parse().ok().map(FigurePlace::Region))
        };
        place.map_or_else(|| self.wrong(EXPECTED), Ok)
    }

    fn subject(&mut self, depth: usize) -> Read<FigureSubject> {
        const EXPECTED: &str = "what is measured, such as `indicator` and its id";
        let word = self.word(EXPECTED)?;
        self.space()?;
        let of = |reader: &mut Self, make: fn(IndicatorId) -> FigureSubject| {
            Ok(make(IndicatorId(reader.word("the id of an indicator")?)))
        };
        match word.as_str() {
            "indicator" => of(self, FigureSubject::Indicator),
            "numerator" => of(self, FigureSubject::Numerator),
            "denominator" => of(self, FigureSubject::Denominator),
            "rank" => of(self, FigureSubject::Rank),
            "ranked" => of(self, FigureSubject::Ranked),
            "quartile" => of(self, FigureSubject::Quartile),
            "gap" => Ok(FigureSubject::Gap(self.word("the id of a gap")?)),
            "settings" => {
                let of = self.settings()?;
                self.space()?;
                Ok(of.count(self.counted()?))
            }
            "share" => {
                let of = self.settings()?;
                self.space()?;
                let part = self.counted()?;
                self.of()?;
                Ok(of.share(part, self.counted()?))
            }
            "mean-points" => {
                let of = self.settings()?;
                self.space()?;
                Ok(FigureSubject::MeanPoints { of, points: self.list(Reader::points)? })
            }
            "inspections" => {
                let remits = self.remits()?;
                self.space()?;
                Ok(FigureSubject::Inspections { remits, outcome: self.outcome()? })
            }
            "inspection-share" => {
                let remits = self.remits()?;
                self.space()?;
                let part = self.outcome()?;
                self.of()?;
                Ok(FigureSubject::InspectionShare { remits, part, whole: self.outcome()? })
            }
            "judgement" => {
                let setting = SettingId(self.word("the number of a setting")?);
                self.space()?;
                Ok(FigureSubject::Judgement { setting, aspect: AspectId(self.word("an aspect")?) })
            }
            "event" => Ok(FigureSubject::Event { kind: self.word("a kind of event")? }),
            "change" if depth < DEEPEST && self.takes("since ") => {
                let since = self.word("a period")?;
                self.inside()?;
                Ok(self.subject(depth + 1)?.change_since(since))
            }
            "difference" if depth < DEEPEST && self.takes("from ") => {
                let from = self.place()?;
                self.inside()?;
                Ok(self.subject(depth + 1)?.difference_from(from))
            }
            _ => self.wrong(EXPECTED),
        }
    }

    fn of(&mut self) -> Read<()> {
        if self.takes(" of ") { Ok(()) } else { self.wrong("`of` and the whole") }
    }

    fn inside(&mut self) -> Read<()> {
        if self.takes(" in ") { Ok(()) } else { self.wrong("`in` and what is measured") }
    }

    fn end<T>(self, read: T) -> Read<T> {
        if self.rest.is_empty() { Ok(read) } else { self.wrong("nothing more") }
    }
}

impl FromStr for FigureSubject {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<FigureSubject, NotAKey> {
        let mut reader = Reader::new(text);
        let subject = reader.subject(0)?;
        reader.end(subject)
    }
}

impl FromStr for FigurePlace {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<FigurePlace, NotAKey> {
        let mut reader = Reader::new(text);
        let place = reader.place()?;
        reader.end(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::FigureKey;
    use evidence::Group;
    use proptest::prelude::*;

    fn id() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z:/.-]{1,8}", "\\PC{0,6}", "[ ,=\"\\\\éin]{1,6}", Just("every".to_owned())]
    }

    fn place() -> impl Strategy<Value = FigurePlace> {
        let area = (201_u16..970).prop_map(|number| AreaNumber::new(number).unwrap());
        prop_oneof![
            Just(FigurePlace::England),
            "[A-Z][0-9]{8}".prop_map(|code| FigurePlace::Region(code.parse().unwrap())),
            area.clone().prop_map(FigurePlace::Area),
            area.clone().prop_map(FigurePlace::EnglandWithout),
            area.prop_map(FigurePlace::NeighboursOf),
        ]
    }

    fn scale_code() -> impl Strategy<Value = ScaleCode> {
        (id(), any::<u8>()).prop_map(|(scale, code)| ScaleCode { scale: ScaleId(scale), code })
    }

    fn counted() -> impl Strategy<Value = Counted> {
        let values = prop::collection::vec(scale_code(), 0..3);
        let day = prop::option::of((1990_i16..2030, 1_i8..12, 1_i8..28));
        prop_oneof![
            prop::sample::select(vec![
                Counted::Open,
                Counted::Judged,
                Counted::NotJudged,
                Counted::InspectedSince,
                Counted::GoodOrBetter,
                Counted::GradedGoodOrNot,
                Counted::Inadequate,
            ]),
            id().prop_map(Counted::Label),
            id().prop_map(Counted::OnScalesWith),
            id().prop_map(Counted::Inherited),
            (values, day).prop_map(|(values, day)| Counted::Values {
                values,
                after: day.map(|(year, month, day)| Date::new(year, month, day).unwrap()),
            }),
        ]
    }

    fn subject() -> impl Strategy<Value = FigureSubject> {
        let remits = || prop::collection::vec(id().prop_map(RemitId), 0..3);
        let of =
            || (remits(), id()).prop_map(|(remits, aspect)| SettingsOf { remits, aspect: AspectId(aspect) });
        let outcome =
            || prop::sample::select(InspectionOutcome::ALL.to_vec()).prop_map(|(outcome, _)| outcome);
        let points = prop::collection::vec((scale_code(), -9_999_999_i64..9_999_999), 0..3);
        let simple = prop_oneof![
            id().prop_map(|id| FigureSubject::Indicator(IndicatorId(id))),
            id().prop_map(|id| FigureSubject::Rank(IndicatorId(id))),
            id().prop_map(FigureSubject::Gap),
            (of(), counted()).prop_map(|(of, counted)| of.count(counted)),
            (of(), counted(), counted()).prop_map(|(of, part, whole)| of.share(part, whole)),
            (of(), points).prop_map(|(of, points)| FigureSubject::MeanPoints {
                of,
                points: points.into_iter().map(|(code, p)| (code, Points::of_millionths(p))).collect(),
            }),
            (remits(), outcome())
                .prop_map(|(remits, outcome)| FigureSubject::Inspections { remits, outcome }),
            (remits(), outcome(), outcome())
                .prop_map(|(remits, part, whole)| { FigureSubject::InspectionShare { remits, part, whole } }),
            (id(), id()).prop_map(|(setting, aspect)| FigureSubject::Judgement {
                setting: SettingId(setting),
                aspect: AspectId(aspect),
            }),
            id().prop_map(|kind| FigureSubject::Event { kind }),
        ];
        simple.prop_recursive(3, 6, 1, |inner| {
            prop_oneof![
                (inner.clone(), id()).prop_map(|(of, since)| of.change_since(since)),
                (inner, place()).prop_map(|(of, from)| of.difference_from(from)),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_key_reads_back_from_its_four_strings(
            subject in subject(), group in "\\PC{0,12}", period in "\\PC{0,12}", place in place(),
        ) {
            let key = FigureKey { subject, group: Group(group), period, place };
            let text = serde_json::to_string(&key).unwrap();
            prop_assert_eq!(serde_json::from_str::<FigureKey>(&text).unwrap(), key, "{}", text);
        }

        #[test]
        fn no_text_makes_reading_a_key_fail_otherwise_than_by_saying_so(text in "\\PC{0,40}") {
            let _ = text.parse::<FigureSubject>();
            let _ = text.parse::<FigurePlace>();
        }
    }

    #[test]
    fn keys_are_written_as_people_would_read_them() {
        let of = || {
            SettingsOf::new(
                ["secondary-school".into(), "primary-school".into()],
                "overall-effectiveness".into(),
            )
        };
        assert_eq!(
            of().good_or_better().to_string(),
            "share primary-school,secondary-school overall-effectiveness good-or-better of graded-good-or-not"
        );
        let label = Counted::Label("requires improvement".to_owned());
        assert_eq!(
            of().count(label).change_since("2010-08-31").to_string(),
            "change since 2010-08-31 in settings primary-school,secondary-school overall-effectiveness label \
             \"requires improvement\""
        );
        assert_eq!("england-without-821".parse::<FigurePlace>().unwrap().to_string(), "england-without-821");
    }

    #[test]
    fn what_names_no_figure_is_refused_with_what_was_expected() {
        assert_eq!(
            "indicator".parse::<FigureSubject>().unwrap_err().to_string(),
            "`indicator` names no figure: a space was expected"
        );
        let deep = "difference from england in ".repeat(1000);
        assert!(deep.parse::<FigureSubject>().is_err());
        assert!("970".parse::<FigurePlace>().is_err());
    }
}
