//! Single words by which the grammar tells what belongs to what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words that are looked up one by one: in lower case, without a plural's "s" and apostrophes, as tokens are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
#[schemars(with = "Vec<String>")]
pub struct WordList(Vec<String>);

impl From<Vec<String>> for WordList {
    fn from(mut words: Vec<String>) -> WordList {
        words.sort_unstable();
        words.dedup();
        WordList(words)
    }
}

impl From<WordList> for Vec<String> {
    fn from(list: WordList) -> Vec<String> {
        list.0
    }
}

impl WordList {
    /// Whether a word is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.0.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }

    /// Whether a word of the list begins a longer word: `continu` begins "continued".
    pub fn begins(&self, word: &str) -> bool {
        self.0.iter().any(|beginning| word.starts_with(beginning))
    }

    /// The words, sorted.
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

/// What a preposition leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Preposition {
    /// The beginning of a movement.
    From,
    /// Its end.
    To,
    /// A time.
    In,
    /// The beginning of a movement up to now.
    Since,
    /// Two ends of a movement.
    Between,
    /// An amount, or a time up to which something went.
    By,
    /// A stretch of time, or people.
    For,
    /// The end of a movement.
    Until,
}

/// Single words by which the grammar tells what belongs to what.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Grammar {
    /// "the", "its": before something certain.
    pub definite: WordList,
    /// "a": before any of a kind.
    pub indefinite: WordList,
    /// Between a number and what it is part of: "of", "out of".
    pub part_of: Vec<String>,
    /// What may stand before the whole: "four of the council's six".
    pub count_between: WordList,
    /// After a figure: "%".
    pub percent: Vec<String>,
    /// After a figure: "percentage point".
    pub percentage_points: Vec<String>,
    /// Directly before a value of a scale in quotation marks: "judged".
    pub quoted_after: WordList,
    /// Prepositions by what they lead to.
    pub prepositions: BTreeMap<Preposition, WordList>,
    /// Words before settings that lead to them: "of", "at".
    pub leads_to: WordList,
    /// Of these, the words after which the settings themselves are meant.
    pub leads_to_themselves: WordList,
    /// Words directly before settings that say nothing about which: "there".
    pub before_settings: WordList,
    /// Words after settings that lead to where they are: "in".
    pub leads_to_place: WordList,
    /// What follows these where no place does: "line".
    pub leads_nowhere: WordList,
    /// "local", after which any place is the area.
    pub local: WordList,
    /// Words that begin a clause about the settings before: "which".
    pub relative: WordList,
    /// Verbs beside the links with which such a clause goes on about all of them: "have".
    pub relative_goes_on: WordList,
    /// The ending of words that single settings out: "ing".
    pub participle_ending: String,
    /// Words with that ending that do not: "including".
    pub plain_participles: WordList,
    /// First words of standards that have a verb of their own.
    pub own_verbs: WordList,
    /// "be", after "to".
    pub to_be: WordList,
    /// Beginnings of words after which "to be" says what is: "continu".
    pub to_be_said_after: WordList,
    /// What joins two adjectives: "or".
    pub joins_adjectives: WordList,
    /// What provision does with the quality of an aspect: "have".
    pub holds: WordList,
    /// What an area does with settings: "has".
    pub has: WordList,
    /// "there", before "are".
    pub there: WordList,
    /// "to", before "be".
    pub to: WordList,
    /// Before a name that is also an ordinary word, so that it is an area's: "in".
    pub before_areas: WordList,
    /// After such a name: "council".
    pub after_areas: WordList,
    /// Words before a full stop that do not end a sentence: "mr".
    pub abbreviations: WordList,
    /// Words that join settings to what they are said to be: "are".
    pub links: WordList,
    /// What may stand between these and the standard: "also".
    pub fillers: WordList,
    /// What may follow a standard that settings are said to be; anything else makes it describe another thing.
    pub after_standards: WordList,
    /// What says no more of settings than whose they are: "local".
    pub neutral: WordList,
    /// Names of the whole area: "borough".
    pub here_words: WordList,
    /// Words after settings that single some of them out: "serving".
    pub tails: WordList,
    /// Names of areas that are also ordinary words; they count as names only within a sentence.
    pub ordinary_names: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_finds_its_words_in_whatever_order_they_were_written() {
        let list = WordList::from(vec!["the".to_owned(), "a".to_owned(), "the".to_owned()]);
        assert!(list.has("a") && list.has("the") && !list.has("th"));
        assert!(list.begins("theirs") && !list.begins("one"));
        assert_eq!(list.words(), ["a", "the"]);
    }
}
