//! Statements: sentences of claims about one subject, as a letter holds them and as they are stored.

use crate::claim::{Claim, Subject};
use crate::short_id::ShortId;
use profile::FigureUsed;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The part of a letter in which a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// What is said of the area as a whole.
    Summary,
    /// Strengths.
    Strengths,
    /// Areas for further improvement.
    Improvement,
}

impl Section {
    fn name(self) -> &'static str {
        match self {
            Section::Summary => "summary",
            Section::Strengths => "strengths",
            Section::Improvement => "improvement",
        }
    }
}

/// The name of a statement within its letter: derived from its section and the claims it makes, not from its words or
/// its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct StatementId(ShortId);

impl StatementId {
    /// The name of a statement that makes some claims in a section; a statement that makes none has only its words.
    pub fn of(section: Option<Section>, claims: &[Claim], text: &str) -> StatementId {
        let mut key = section.map_or("", Section::name).to_owned();
        let mut ids: Vec<_> = claims.iter().map(Claim::id).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in &ids {
            key.push_str(&format!(" {id}"));
        }
        if ids.is_empty() {
            key.push_str(&format!(" “{text}”"));
        }
        StatementId(ShortId::of(key.as_bytes()))
    }

    /// The name of the same statement where the letter makes it again.
    #[must_use]
    pub fn again(self) -> StatementId {
        StatementId(ShortId::of(format!("{self} again").as_bytes()))
    }

    /// Reads sixteen hexadecimal digits.
    pub fn read(text: &str) -> Option<StatementId> {
        ShortId::read(text).map(StatementId)
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A sentence or two of claims about one subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Its name within the letter.
    pub id: StatementId,
    /// The part of the letter; none where it stands under a heading of its writer's own.
    pub section: Option<Section>,
    /// The stage of life.
    pub stage: String,
    /// The text.
    pub text: String,
    /// What it claims.
    pub claims: Vec<Claim>,
    /// Every figure that its claims name or rest on, each once.
    pub figures: Vec<FigureUsed>,
    /// What a reader must know of the figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
    /// How much it matters, 0 to 10.
    pub weight: u8,
}

impl Statement {
    /// What it speaks of, in the order of its claims.
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.claims.iter().map(|claim| &claim.subject)
    }
}

/// Gives a statement that a letter makes for the second time a name of its own.
pub(crate) fn make_unique(statements: &mut [&mut Statement]) {
    let mut known: Vec<StatementId> = Vec::new();
    for statement in statements {
        while known.contains(&statement.id) {
            statement.id = statement.id.again();
        }
        known.push(statement.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Assertion;

    fn graded(grade: &str) -> Claim {
        Claim::new(Subject::Assessment, Assertion::Graded { grade: grade.to_owned() })
    }

    #[test]
    fn a_statement_keeps_its_name_whatever_its_words_and_the_order_of_its_claims() {
        let (one, two) = (graded("one"), graded("two"));
        let id = |section, claims: &[Claim], text| StatementId::of(section, claims, text);
        let there = Some(Section::Strengths);
        assert_eq!(id(there, &[one.clone(), two.clone()], "a"), id(there, &[two.clone(), one.clone()], "b"));
        assert_ne!(id(there, std::slice::from_ref(&one), "a"), id(None, std::slice::from_ref(&one), "a"));
        assert_ne!(id(there, std::slice::from_ref(&one), "a"), id(there, &[two], "a"));
        assert_ne!(id(there, &[], "a"), id(there, &[], "b"));
        let name = id(there, &[one], "a");
        assert_eq!(StatementId::read(&name.to_string()), Some(name));
        assert_ne!(name.again(), name);
    }
}
