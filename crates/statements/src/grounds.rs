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
        let characters = text.chars().count();
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
