//! Words for the values of judgements, and which scale they belong to.

use crate::description::ValuesRule;
use crate::heading::folded;
use evidence::{Date, Missing, RemitIndex, ScaleIndex, Vocabulary};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The words of one table of values, ready to be looked up.
#[derive(Debug)]
pub struct ValueReader {
    scales: Vec<UsedScale>,
    /// Words as they are usually written, and codes: most cells are found here without any work on their text.
    written: FxHashMap<String, Meaning>,
    /// The same words, folded.
    words: FxHashMap<String, Meaning>,
    /// Whether numbers mean values, so that a word never decides for a whole inspection.
    codes: bool,
    known: Vec<String>,
}

#[derive(Debug)]
struct UsedScale {
    scale: ScaleIndex,
    codes: Vec<u8>,
    from: Option<Date>,
    until: Option<Date>,
    remits: Vec<RemitIndex>,
}

/// What a word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// There is no such judgement, and why.
    Missing(Missing),
    /// A value, on each scale (by its place in the description) that has it.
    Value(Vec<(usize, u8)>),
}

/// A value on the scale that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The scale.
    pub scale: ScaleIndex,
    /// Its code.
    pub code: u8,
    /// Whether that scale was in use on the day.
    pub in_time: bool,
}

impl ValueReader {
    /// The words of a description. Scales, labels and reasons were checked when it was loaded.
    pub fn new(rule: &ValuesRule, vocabulary: &Vocabulary) -> ValueReader {
        let mut scales = Vec::new();
        let mut labels: FxHashMap<String, Vec<(usize, u8)>> = FxHashMap::default();
        let mut known = Vec::new();
        for dated in &rule.scales {
            let Some((index, scale)) = vocabulary.scale(dated.scale.get_ref()) else { continue };
            let at = scales.len();
            let day = |text: &Option<definitions::At<String>>| {
                text.as_ref().and_then(|text| text.get_ref().parse().ok())
            };
            scales.push(UsedScale {
                scale: index,
                codes: scale.values.iter().map(|value| value.code).collect(),
                from: day(&dated.from),
                until: day(&dated.until),
                remits: dated
                    .remits
                    .iter()
                    .filter_map(|remit| Some(vocabulary.remit(remit.get_ref())?.0))
                    .collect(),
            });
            for value in &scale.values {
                labels.entry(folded(&value.label)).or_default().push((at, value.code));
                known.push(value.label.clone());
            }
        }
        let mut words: FxHashMap<String, Meaning> = FxHashMap::default();
        let mut written: FxHashMap<String, Meaning> = FxHashMap::default();
        let also = rule.also.iter().map(|(word, label)| (word.as_str(), folded(label.get_ref())));
        let own = known.iter().map(|label| (label.as_str(), folded(label)));
        let mut spellings = Vec::new();
        for (word, label) in own.chain(also) {
            if let Some(values) = labels.get(&label) {
                words.insert(folded(word), Meaning::Value(values.clone()));
                written.insert(word.to_owned(), Meaning::Value(values.clone()));
                spellings.push(word.to_owned());
            }
        }
        known = spellings;
        if rule.codes {
            let codes: BTreeSet<u8> =
                scales.iter().flat_map(|scale: &UsedScale| scale.codes.clone()).collect();
            for code in codes {
                let on = |(at, scale): (usize, &UsedScale)| scale.codes.contains(&code).then_some((at, code));
                let meaning = Meaning::Value(scales.iter().enumerate().filter_map(on).collect());
                written.insert(code.to_string(), meaning.clone());
                written.insert(format!("{code}.0"), meaning);
            }
        }
        for (word, reason) in &rule.missing {
            if let Some(reason) = Missing::from_name(reason.get_ref()) {
                words.insert(key_of_missing(word), Meaning::Missing(reason));
                written.insert(word.clone(), Meaning::Missing(reason));
                known.push(word.clone());
            }
        }
        known.sort();
        known.dedup();
        ValueReader { scales, written, words, codes: rule.codes, known }
    }

    /// What a text means; an error in words, with the nearest known, where it means nothing.
    pub fn meaning(&self, text: &str) -> Result<&Meaning, String> {
        let text = text.trim();
        if let Some(meaning) = self.written.get(text) {
            return Ok(meaning);
        }
        let whole = text.strip_suffix(".0").unwrap_or(text);
        let found = self.words.get(&key_of_missing(whole)).or_else(|| self.words.get(&folded(whole)));
        found.ok_or_else(|| {
            let near = crate::heading::nearest_known(text, self.known.iter().map(String::as_str));
            format!("not a known value of this judgement{near}")
        })
    }

    /// What an empty cell means, where the description gives it a meaning.
    pub fn meaning_of_empty(&self) -> Option<&Meaning> {
        self.written.get("")
    }

    /// The scale that decides for a whole inspection: that of a word which only one scale has.
    pub fn fixed(&self, meaning: &Meaning) -> Option<ScaleIndex> {
        match meaning {
            Meaning::Value(values) => {
                let first = self.scales[values.first()?.0].scale;
                let only = !self.codes && values.iter().all(|(at, _)| self.scales[*at].scale == first);
                (only && self.scales.iter().any(|scale| scale.scale != first)).then_some(first)
            }
            Meaning::Missing(_) => None,
        }
    }

    /// The scale and code of a value on a day, for a remit. `fixed` is the scale that other words of the same
    /// inspection belong to.
    pub fn resolve(
        &self,
        values: &[(usize, u8)],
        date: Date,
        remit: Option<RemitIndex>,
        fixed: Option<ScaleIndex>,
    ) -> Option<Resolved> {
        let in_use = |scale: &UsedScale| {
            scale.from.is_none_or(|from| from <= date)
                && scale.until.is_none_or(|until| date <= until)
                && (scale.remits.is_empty() || remit.is_some_and(|remit| scale.remits.contains(&remit)))
        };
        let resolved = |(at, code): &(usize, u8)| {
            let scale = self.scales[*at].scale;
            let in_time = self.scales.iter().any(|other| other.scale == scale && in_use(other));
            Resolved { scale, code: *code, in_time }
        };
        let by_word = values.iter().find(|(at, _)| Some(self.scales[*at].scale) == fixed);
        let by_date = || values.iter().find(|(at, _)| in_use(&self.scales[*at]));
        by_word.or_else(by_date).or(values.last()).map(resolved)
    }
}

impl ValueReader {
    /// The scale that a judgement would have been made on, where there is none: the inspection's, else that of the day.
    pub fn scale_on(
        &self,
        date: Date,
        remit: Option<RemitIndex>,
        fixed: Option<ScaleIndex>,
    ) -> Option<ScaleIndex> {
        let all: Vec<(usize, u8)> = (0..self.scales.len()).map(|at| (at, 0)).collect();
        self.resolve(&all, date, remit, fixed).map(|resolved| resolved.scale)
    }
}

/// Symbols such as `-` fold to nothing, so words for missing values are compared as they are, in small letters.
fn key_of_missing(word: &str) -> String {
    format!("={}", word.trim().to_lowercase())
}
