//! Texts beside files that explain their variables: `CINAt310311: Number of children in need at 31 March 2011`.

use crate::heading::folded;
use std::collections::BTreeMap;

/// The meanings of variables that a text gives, by their folded names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The text's name.
    pub name: String,
    /// Folded name of a variable, with its name and meaning; the first stands where a text explains several files.
    meanings: BTreeMap<String, (String, String)>,
}

/// A text that explains fewer variables is none of this kind.
const VARIABLES_AT_LEAST: usize = 3;

/// Names of variables are short and have no space in them.
const NAME_CHARACTERS_MAX: usize = 80;

impl Metadata {
    /// Reads a text; none where it explains no variables.
    pub fn read(name: &str, text: &str) -> Option<Metadata> {
        let mut meanings: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut last: Option<String> = None;
        for line in text.lines() {
            match entry(line) {
                Some((variable, meaning)) => {
                    let key = folded(variable);
                    last = (!meanings.contains_key(&key)).then(|| key.clone());
                    meanings.entry(key).or_insert_with(|| (variable.to_owned(), tidied(meaning)));
                }
                // A meaning that goes on in the next line.
                None if !line.trim().is_empty() && !line.contains(':') => {
                    if let Some((_, meaning)) = last.as_ref().and_then(|key| meanings.get_mut(key)) {
                        *meaning = tidied(&format!("{meaning} {line}"));
                    }
                    last = None;
                }
                None => last = None,
            }
        }
        (meanings.len() >= VARIABLES_AT_LEAST).then(|| Metadata { name: name.to_owned(), meanings })
    }

    /// What a heading means.
    pub fn meaning(&self, heading: &str) -> Option<&str> {
        self.meanings.get(&folded(heading)).map(|(_, meaning)| meaning.as_str())
    }

    /// The variables that it explains, as it writes them.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.meanings.values().map(|(heading, _)| heading.as_str())
    }

    /// How many of some headings it explains.
    pub fn explains<'h>(&self, headings: impl Iterator<Item = &'h str>) -> usize {
        headings.filter(|heading| self.meaning(heading).is_some()).count()
    }
}

/// A line that explains a variable: its name, a colon or tabs, its meaning.
fn entry(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let (variable, meaning) = match (line.split_once(':'), line.split_once('\t')) {
        (Some((variable, _)), Some((before, after)))
            if variable.contains('\t') && !after.trim().starts_with(':') =>
        {
            (before, after)
        }
        (Some(both), _) | (None, Some(both)) => both,
        (None, None) => return None,
    };
    let (variable, meaning) = (variable.trim(), meaning.trim().trim_start_matches(':').trim());
    let one_word = !folded(variable).is_empty() && variable.len() <= NAME_CHARACTERS_MAX;
    // `% CINEnding1011DurationUnknown` has a slip of a space in it.
    let spaced = variable.trim_start_matches('%').trim_start().contains(char::is_whitespace);
    (one_word && !spaced && !meaning.is_empty() && !meaning.starts_with("//")).then_some((variable, meaning))
}

/// One space between words, and no mark of a footnote at the end.
fn tidied(meaning: &str) -> String {
    let words: Vec<&str> = meaning.split_whitespace().collect();
    let text = words.join(" ");
    let text = match text.rsplit_once(" [") {
        Some((before, mark)) if mark.ends_with(']') && mark.len() <= 4 => before.to_owned(),
        _ => text,
    };
    text.trim_end_matches(['.', ';', ',']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_explained_after_colons_or_tabs_and_over_lines() {
        let text = "Meta data\nhttp://www.example.org/a\nTitle: OSR26-2011.csv\n\nAnnex A\n\
            CINThro1011:     Number of Children in Need throughout 2010-11\n\
            %CINAt310311Disabled:\tPercentage who were disabled.\n\
            CINepisodesThroRatePer10K\t\t\tRate of episodes of need per 10,000 children\n\
            CLA_PlaceO\t: Children who have a placement order\n\
            CLA_stp2015: Children who were only looked\nafter under a series of short term placements [2]\n\
            % CINEnding1011Unknown: Percentage with unknown duration\n";
        let metadata = Metadata::read("a.txt", text).unwrap();
        for (heading, meaning) in [
            ("CINThro1011", "Number of Children in Need throughout 2010-11"),
            ("%CINAt310311Disabled", "Percentage who were disabled"),
            ("CINEpisodesThroRatePer10K", "Rate of episodes of need per 10,000 children"),
            ("CLA_PlaceO", "Children who have a placement order"),
            ("CLA_stp2015", "Children who were only looked after under a series of short term placements"),
            ("%CINEnding1011Unknown", "Percentage with unknown duration"),
        ] {
            assert_eq!(metadata.meaning(heading), Some(meaning), "{heading}");
        }
        assert_eq!(metadata.explains(["CINThro1011", "Other"].into_iter()), 1);
        assert_eq!(Metadata::read("b.txt", "A letter\n\nDear Sir: thank you.\n"), None);
    }
}
