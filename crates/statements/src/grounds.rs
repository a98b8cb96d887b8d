//! Written grounds: why a person decided otherwise than a rule or the evidence says. One rule for grades that depart and
//! for statements that stand although the evidence contradicts them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Fewer characters than this give no reason: "agreed with the DCS" has 19.
const CHARACTERS_MIN: usize = 20;

/// Grounds that are long enough to give a reason, without white space around them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Grounds(String);

/// Text too short to be grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write the grounds, in at least {CHARACTERS_MIN} characters; {characters} are too short to give any")]
pub struct GroundsTooShort {
    /// How many characters there are.
    pub characters: usize,
}

impl Grounds {
    /// A text as grounds.
    ///
    /// # Errors
    /// Where it is too short to give a reason.
    pub fn new(text: &str) -> Result<Grounds, GroundsTooShort> {
        let text = text.trim();
        let characters = characters_of(text);
        if characters < CHARACTERS_MIN {
            return Err(GroundsTooShort { characters });
        }
        Ok(Grounds(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The grounds going on with another line.
    pub(crate) fn continued(&mut self, line: &str) {
        self.0 = format!("{} {}", self.0, line.trim());
    }
}

/// The letters and digits of a text and the spaces between its words: punctuation and characters that nobody sees give no
/// reason.
fn characters_of(text: &str) -> usize {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric() && is_seen(*c)).count();
    let words: Vec<usize> = text.split_whitespace().map(letters).filter(|letters| *letters > 0).collect();
    words.iter().sum::<usize>() + words.len().saturating_sub(1)
}

/// Whether a letter has a shape: the fillers of Korean syllables have none.
pub(crate) fn is_seen(letter: char) -> bool {
    !matches!(letter, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

impl TryFrom<String> for Grounds {
    type Error = GroundsTooShort;

    fn try_from(text: String) -> Result<Grounds, GroundsTooShort> {
        Grounds::new(&text)
    }
}

impl From<Grounds> for String {
    fn from(grounds: Grounds) -> String {
        grounds.0
    }
}

impl fmt::Display for Grounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_and_characters_that_nobody_sees_are_no_grounds() {
        for nothing in [".", "\u{200b}", "\u{3164}", ". ", "a\u{200b} "] {
            let text = nothing.repeat(30);
            assert_eq!(Grounds::new(&text).is_ok(), nothing.starts_with('a'), "{nothing:?}");
        }
    }

    #[test]
    fn a_word_or_two_are_no_grounds() {
        assert_eq!(Grounds::new("  better  "), Err(GroundsTooShort { characters: 6 }));
        assert_eq!(Grounds::new(" "), Err(GroundsTooShort { characters: 0 }));
        let grounds = Grounds::new(" The report of 3 October was seen. ").unwrap();
        assert_eq!(grounds.as_str(), "The report of 3 October was seen.");
        let written = serde_json::to_string(&grounds).unwrap();
        assert_eq!(serde_json::from_str::<Grounds>(&written).unwrap(), grounds);
        assert!(serde_json::from_str::<Grounds>("\"too short\"").is_err());
    }
}
