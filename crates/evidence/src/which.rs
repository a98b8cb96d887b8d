//! Which indicators something is said of: the release calendar and the breaks in series speak of whole families, also
//! of publications that nobody has seen yet.

use crate::Indicator;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which indicators a rule speaks of: those that any of `ids`, `topics` and `words` fits, and none of `not`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Which {
    /// Stable names of indicators, in any case; `*` stands for any letters: `lait:KS2*`.
    #[serde(default)]
    pub ids: Vec<String>,
    /// Families that they are published in ("Key Stage 4"), likewise.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Words that stand one after another in the stable name or the name; a word that ends in `*` is the
    /// beginning of one: `attain* 8`. A number is a word of its own, also in `Attainment8`.
    #[serde(default)]
    pub words: Vec<Phrase>,
    /// Words, likewise, of those that are not meant.
    #[serde(default)]
    pub not: Vec<Phrase>,
}

/// Some words, taken apart once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Phrase {
    text: String,
    /// The words, and whether each is only the beginning of one.
    words: Vec<(String, bool)>,
}

impl From<String> for Phrase {
    fn from(text: String) -> Phrase {
        let of = |word: &str| {
            let (beginning, parts) = (word.ends_with('*'), words(word));
            let last = parts.len().saturating_sub(1);
            parts.into_iter().enumerate().map(move |(at, part)| (part, beginning && at == last))
        };
        let words = text.split_whitespace().flat_map(of).collect();
        Phrase { text, words }
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> String {
        phrase.text
    }
}

impl JsonSchema for Phrase {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

impl Which {
    /// Whether the rule speaks of anything.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.topics.is_empty() && self.words.is_empty()
    }

    /// Whether an indicator is meant.
    pub fn means(&self, indicator: &Told<'_>) -> bool {
        let says = |phrases: &[Phrase]| phrases.iter().any(|phrase| indicator.says(phrase));
        let named = self.ids.iter().any(|pattern| fits(pattern, indicator.id))
            || self.topics.iter().any(|pattern| fits(pattern, indicator.topic));
        (named || says(&self.words)) && !says(&self.not)
    }
}

/// What an indicator says of itself, taken apart into words.
#[derive(Debug, Clone)]
pub struct Told<'i> {
    id: &'i str,
    topic: &'i str,
    texts: [Vec<String>; 2],
}

impl<'i> Told<'i> {
    /// The words of an indicator.
    pub fn of(indicator: &'i Indicator) -> Told<'i> {
        let (id, topic) = (indicator.id.as_str(), indicator.topic.as_str());
        Told { id, topic, texts: [words(id), words(&indicator.name)] }
    }

    fn says(&self, phrase: &Phrase) -> bool {
        let wanted = &phrase.words;
        let same = |(wanted, beginning): &(String, bool), word: &String| {
            if *beginning { word.starts_with(wanted.as_str()) } else { word == wanted }
        };
        !wanted.is_empty()
            && self.texts.iter().any(|text| {
                text.windows(wanted.len()).any(|some| wanted.iter().zip(some).all(|(a, b)| same(a, b)))
            })
    }
}

/// Runs of letters and runs of digits, in small letters.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for letter in text.chars() {
        let kind = if letter.is_alphabetic() {
            Some(false)
        } else if letter.is_numeric() {
            Some(true)
        } else {
            None
        };
        if kind.is_some() {
            if kind != last {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(letter.to_lowercase());
            }
        }
        last = kind;
    }
    words
}

/// Whether a text is what a pattern with `*` says, in any case.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_lowercase(), text.trim().to_lowercase());
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{IndicatorId, Polarity, Unit};

    fn indicator(id: &str, name: &str, topic: &str) -> Indicator {
        Indicator {
            id: IndicatorId(id.to_owned()),
            name: name.to_owned(),
            code: String::new(),
            topic: topic.to_owned(),
            polarity: Polarity::High,
            unit: Unit::Score,
            unit_label: String::new(),
            decimals: 1,
            banded: true,
            current: true,
            order: 0,
        }
    }

    #[test]
    fn words_are_found_whatever_stands_between_them_and_numbers_are_words() {
        let which = Which {
            words: vec!["attain* 8".to_owned().into(), "att8".to_owned().into()],
            not: vec!["looked after".to_owned().into()],
            ..Which::default()
        };
        let meant = |id: &str, name: &str, topic: &str| which.means(&Told::of(&indicator(id, name, topic)));
        assert!(meant("lait:AVG_Attain8_Score", "Average Attainment 8 score", "Key Stage 4"));
        assert!(meant("ks4:avg_att8", "avg att8", "ks4"));
        assert!(meant("x", "Attainment-8", ""));
        assert!(!meant("x", "Attainment 80", ""));
        assert!(!meant("x", "Progress 8", ""));
        assert!(!meant("x", "Attainment 8 of looked-after children", ""));
    }

    #[test]
    fn a_star_stands_for_any_letters() {
        for (pattern, text, fitting) in [
            ("lait:KS2*", "lait:ks2RWM", true),
            ("lait:KS2*", "lait:KS1", false),
            ("*_SEN*", "lait:KS4_SEN_x", true),
            ("key stage 4", "Key Stage 4", true),
            ("key stage 4", "Key Stage 40", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "acb", false),
            ("*", "", true),
        ] {
            assert_eq!(fits(pattern, text), fitting, "{pattern} {text}");
        }
    }

    #[test]
    fn a_rule_that_names_nothing_means_nothing() {
        assert!(Which::default().is_empty());
        assert!(!Which::default().means(&Told::of(&indicator("x", "y", "z"))));
    }
}
