//! Keys as text. Ids that hold nothing but letters, digits and a few signs stand as they are; others are written as
//! JSON strings, so that every key reads back.

use super::key::Points;
use super::{Counted, FigurePlace, FigureSubject, InspectionOutcome, ScaleCode, SettingsOf};
use evidence::RemitId;
use std::fmt::{Display, Formatter, Result};

/// What stands for a list that is empty: every remit.
pub(super) const EVERY: &str = "every";

/// Whether a text can stand in a key as it is.
pub(super) fn is_plain(text: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | '_' | ':' | '/' | '.' | '~' | '(' | ')' | '+' | '%' | '&');
    text != EVERY && !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || sign(c))
}

/// A word of a key.
struct Word<'t>(&'t str);

impl Display for Word<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if is_plain(self.0) { f.write_str(self.0) } else { write!(f, "{}", serde_json::json!(self.0)) }
    }
}

/// A list of a key's words, with commas.
struct List<'l, T>(&'l [T]);

impl<T: Display> Display for List<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0.is_empty() {
            return f.write_str(EVERY);
        }
        for (at, item) in self.0.iter().enumerate() {
            write!(f, "{}{item}", if at == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

fn remits(f: &mut Formatter<'_>, remits: &[RemitId]) -> Result {
    let words: Vec<Word<'_>> = remits.iter().map(|remit| Word(remit.as_str())).collect();
    write!(f, "{}", List(&words))
}

impl Display for SettingsOf {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        remits(f, &self.remits)?;
        write!(f, " {}", Word(self.aspect.as_str()))
    }
}

impl Display for ScaleCode {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}={}", Word(self.scale.as_str()), self.code)
    }
}

/// The points of one value: `four-point=1=4`.
struct ValuePoints<'p>(&'p (ScaleCode, Points));

impl Display for ValuePoints<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (code, points) = self.0;
        let (millionths, sign) =
            (points.millionths().unsigned_abs(), if points.millionths() < 0 { "-" } else { "" });
        write!(f, "{code}={sign}{}", millionths / 1_000_000)?;
        let rest = format!("{:06}", millionths % 1_000_000);
        let rest = rest.trim_end_matches('0');
        if rest.is_empty() { Ok(()) } else { write!(f, ".{rest}") }
    }
}

impl Display for Counted {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Counted::Open => f.write_str("open"),
            Counted::Judged => f.write_str("judged"),
            Counted::NotJudged => f.write_str("not-judged"),
            Counted::InspectedSince => f.write_str("inspected-since"),
            Counted::GoodOrBetter => f.write_str("good-or-better"),
            Counted::GradedGoodOrNot => f.write_str("graded-good-or-not"),
            Counted::Inadequate => f.write_str("inadequate"),
            Counted::Label(label) => write!(f, "label {}", Word(label)),
            Counted::OnScalesWith(label) => write!(f, "on-scales-with {}", Word(label)),
            Counted::Inherited(label) => write!(f, "inherited {}", Word(label)),
            Counted::Values { values, after: None } => write!(f, "values {}", List(values)),
            Counted::Values { values, after: Some(after) } => {
                write!(f, "values-after {after} {}", List(values))
            }
        }
    }
}

impl InspectionOutcome {
    /// All outcomes with the words of their keys.
    pub(super) const ALL: [(InspectionOutcome, &str); 12] = [
        (InspectionOutcome::Inspected, "inspected"),
        (InspectionOutcome::Graded, "graded"),
        (InspectionOutcome::NotGraded, "not-graded"),
        (InspectionOutcome::Comparable, "comparable"),
        (InspectionOutcome::NotComparable, "not-comparable"),
        (InspectionOutcome::Improved, "improved"),
        (InspectionOutcome::Held, "held"),
        (InspectionOutcome::HeldOrImproved, "held-or-improved"),
        (InspectionOutcome::Declined, "declined"),
        (InspectionOutcome::GoodOrBetter, "good-or-better"),
        (InspectionOutcome::First, "first"),
        (InspectionOutcome::FirstGoodOrBetter, "first-good-or-better"),
    ];
}

impl Display for InspectionOutcome {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let word = InspectionOutcome::ALL.iter().find(|(outcome, _)| outcome == self);
        f.write_str(word.map_or("inspected", |(_, word)| word))
    }
}

impl Display for FigurePlace {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            FigurePlace::Area(area) => write!(f, "{area}"),
            FigurePlace::Region(code) => write!(f, "{code}"),
            FigurePlace::England => f.write_str("england"),
            FigurePlace::EnglandWithout(area) => write!(f, "england-without-{area}"),
            FigurePlace::NeighboursOf(area) => write!(f, "neighbours-of-{area}"),
        }
    }
}

impl Display for FigureSubject {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let of_indicator = |f: &mut Formatter<'_>, word: &str, id: &evidence::IndicatorId| {
            write!(f, "{word} {}", Word(id.as_str()))
        };
        match self {
            FigureSubject::Indicator(id) => of_indicator(f, "indicator", id),
            FigureSubject::Numerator(id) => of_indicator(f, "numerator", id),
            FigureSubject::Denominator(id) => of_indicator(f, "denominator", id),
            FigureSubject::Rank(id) => of_indicator(f, "rank", id),
            FigureSubject::Ranked(id) => of_indicator(f, "ranked", id),
            FigureSubject::Quartile(id) => of_indicator(f, "quartile", id),
            FigureSubject::Gap(id) => write!(f, "gap {}", Word(id)),
            FigureSubject::Settings { of, counted } => write!(f, "settings {of} {counted}"),
            FigureSubject::Share { of, part, whole } => write!(f, "share {of} {part} of {whole}"),
            FigureSubject::MeanPoints { of, points } => {
                let points: Vec<ValuePoints<'_>> = points.iter().map(ValuePoints).collect();
                write!(f, "mean-points {of} {}", List(&points))
            }
            FigureSubject::Inspections { remits: some, outcome } => {
                f.write_str("inspections ")?;
                remits(f, some)?;
                write!(f, " {outcome}")
            }
            FigureSubject::InspectionShare { remits: some, part, whole } => {
                f.write_str("inspection-share ")?;
                remits(f, some)?;
                write!(f, " {part} of {whole}")
            }
            FigureSubject::Judgement { setting, aspect } => {
                write!(f, "judgement {} {}", Word(setting.as_str()), Word(aspect.as_str()))
            }
            FigureSubject::Event { kind } => write!(f, "event {}", Word(kind)),
            FigureSubject::Change { of, since } => write!(f, "change since {} in {of}", Word(since)),
            FigureSubject::Difference { of, from } => write!(f, "difference from {from} in {of}"),
        }
    }
}
