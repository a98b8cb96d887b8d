//! Stems of headings: what is left without the period, and patterns of them.

use crate::heading::folded;
use std::collections::BTreeMap;

/// Words that may stand for a name in a pattern, folded, the longest first, with the characteristics that each means.
#[derive(Debug, Clone, Default)]
pub struct Values(BTreeMap<String, Vec<(String, String)>>);

impl Values {
    /// Those of a description.
    pub fn new(written: &BTreeMap<String, BTreeMap<String, String>>) -> Values {
        let ready = |words: &BTreeMap<String, String>| {
            let mut words: Vec<(String, String)> =
                words.iter().map(|(word, meaning)| (folded(word), meaning.clone())).collect();
            words.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
            words
        };
        Values(written.iter().map(|(name, words)| (name.clone(), ready(words))).collect())
    }

    /// The characteristics that bound words mean, by name: `gender=female; age=1-4` gives two.
    pub fn characteristics(&self, bound: &Bound) -> Vec<(String, String)> {
        bound
            .0
            .iter()
            .filter_map(|(name, word)| self.0.get(name)?.iter().find(|(known, _)| known == word))
            .flat_map(|(_, meaning)| pairs(meaning))
            .collect()
    }
}

/// `gender=female; age=1-4` as pairs.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    text.split(';')
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

/// The words that stand for the names of a pattern in a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bound(Vec<(String, String)>);

/// A pattern of stems: `KS4_LEVEL2_{gender}_{group}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Name(String),
    Anything,
}

impl Stem {
    /// Reads a pattern; `*` stands for anything.
    pub fn new(text: &str) -> Stem {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let name = rest.strip_prefix('{').and_then(|after| after.split_once('}'));
            if let Some((name, after)) = name {
                parts.push(Part::Words(folded(&std::mem::take(&mut words))));
                parts.push(Part::Name(name.trim().to_owned()));
                rest = after;
            } else if c == '*' {
                parts.push(Part::Words(folded(&std::mem::take(&mut words))));
                parts.push(Part::Anything);
                rest = &rest[1..];
            } else {
                words.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        parts.push(Part::Words(folded(&words)));
        parts.retain(|part| *part != Part::Words(String::new()));
        Stem(parts)
    }

    /// The words that stand for its names in a folded stem, if it fits.
    pub fn fits(&self, stem: &str, values: &Values) -> Option<Bound> {
        let mut bound = Bound::default();
        fits(&self.0, stem, values, &mut bound).then_some(bound)
    }

    /// The folded stem with words in place of the names; none where a name is not bound.
    pub fn with(&self, bound: &Bound) -> Option<String> {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Words(words) => text.push_str(words),
                Part::Name(name) => text.push_str(&bound.0.iter().find(|(known, _)| known == name)?.1),
                Part::Anything => return None,
            }
        }
        Some(text)
    }
}

fn fits(parts: &[Part], stem: &str, values: &Values, bound: &mut Bound) -> bool {
    let Some((first, rest)) = parts.split_first() else { return stem.is_empty() };
    match first {
        Part::Words(words) => {
            stem.strip_prefix(words.as_str()).is_some_and(|after| fits(rest, after, values, bound))
        }
        Part::Anything => (0..=stem.len())
            .filter(|at| stem.is_char_boundary(*at))
            .any(|at| fits(rest, &stem[at..], values, bound)),
        Part::Name(name) => values.0.get(name).into_iter().flatten().any(|(word, _)| {
            let Some(after) = stem.strip_prefix(word.as_str()) else { return false };
            bound.0.push((name.clone(), word.clone()));
            let fitting = fits(rest, after, values, bound);
            if !fitting {
                bound.0.pop();
            }
            fitting
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        let table = |words: &[(&str, &str)]| {
            words.iter().map(|(word, meaning)| ((*word).to_owned(), (*meaning).to_owned())).collect()
        };
        Values::new(&BTreeMap::from([
            ("gender".to_owned(), table(&[("girls", "gender=female"), ("boys", "gender=male"), ("all", "")])),
            (
                "group".to_owned(),
                table(&[("FSM", "fsm=eligible"), ("SAplus", "sen=action-plus"), ("SA", "sen=action")]),
            ),
        ]))
    }

    #[test]
    fn a_pattern_binds_its_names_and_gives_the_stem_of_another_column() {
        let (value, whole) = (Stem::new("KS4_LEVEL2_{gender}_{group}"), Stem::new("Laden_{gender}_{group}"));
        let bound = value.fits(&folded("KS4_LEVEL2_girls_SAplus"), &values()).unwrap();
        assert_eq!(whole.with(&bound).unwrap(), folded("Laden_girls_SAplus"));
        let of = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(values().characteristics(&bound), [of("gender", "female"), of("sen", "action-plus")]);
        assert_eq!(value.fits(&folded("KS4_LEVEL2_EM_girls_FSM"), &values()), None);
        let all = value.fits(&folded("KS4_LEVEL2_all_FSM"), &values()).unwrap();
        assert_eq!(values().characteristics(&all), [of("fsm", "eligible")]);
    }

    #[test]
    fn a_star_stands_for_anything() {
        assert!(Stem::new("*DCI").fits(&folded("CINThroDCI"), &values()).is_some());
        assert!(Stem::new("*DCI").fits(&folded("CINThro"), &values()).is_none());
    }
}
