//! Names under which files are stored: paths below the folder, that lead nowhere else on any system.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The longest name.
const LONGEST: usize = 240;

/// A path below the folder that files are fetched into, with forward slashes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// Why something is no name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no name for a file here: letters, digits, spaces and ._-()+, with / between folders, were expected"
)]
pub struct NoName(String);

impl Name {
    /// A name, where it is one.
    ///
    /// # Errors
    /// Where it leads elsewhere, is hidden, or has characters that not every system allows.
    pub fn parse(text: &str) -> Result<Name, NoName> {
        let part_is_good = |part: &str| {
            !part.is_empty()
                && !part.starts_with(['.', ' '])
                && !part.ends_with(['.', ' '])
                && part.chars().all(|one| one.is_ascii_alphanumeric() || " ._-()+,&'".contains(one))
        };
        if text.len() <= LONGEST && text.split('/').all(part_is_good) {
            return Ok(Name(text.to_owned()));
        }
        Err(NoName(definitions::file::printable(&text.chars().take(200).collect::<String>()).into_owned()))
    }

    /// A name made of words that a server gave: what no name may hold becomes `-`.
    ///
    /// # Errors
    /// Where nothing is left of it.
    pub fn of_words(folder: &str, words: &str) -> Result<Name, NoName> {
        let kept: String = words
            .chars()
            .map(|one| if one.is_ascii_alphanumeric() || "._-()".contains(one) { one } else { '-' })
            .collect();
        let kept = kept.trim_matches(['.', '-', ' ']);
        // Cut before the ending, which says what kind of file it is.
        let (stem, ending) = kept
            .rsplit_once('.')
            .map_or((kept, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
        let room = LONGEST.saturating_sub(folder.len() + ending.len() + 1).min(120);
        let stem: String = stem.chars().take(room).collect();
        Name::parse(&format!("{folder}/{}{ending}", stem.trim_end_matches(['.', ' '])))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Name {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Name".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Name {
    type Error = NoName;

    fn try_from(text: String) -> Result<Name, NoName> {
        Name::parse(&text)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> String {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for good in ["lait/bds_long_0.parquet", "a.csv", "looked-after/2010/KS1 (final).csv"] {
            assert!(Name::parse(good).is_ok(), "{good}");
        }
        for bad in
            ["", "/a", "a/", "../a", "a/../b", "a//b", ".partial/a", "a/.b", "C:\\a", "a\0b", "a\nb", "a/b. "]
        {
            assert!(Name::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn words_of_a_server_become_a_name() {
        let name = |words: &str| Name::of_words("gov-uk", words).map(String::from);
        assert_eq!(name("Table 1: A & B.csv").unwrap(), "gov-uk/Table-1--A---B.csv");
        assert_eq!(name("../../etc/passwd").unwrap(), "gov-uk/etc-passwd");
        assert!(name("...").is_err());
        assert!(name(&format!("{}.csv", "x".repeat(500))).unwrap().ends_with("x.csv"));
    }
}
