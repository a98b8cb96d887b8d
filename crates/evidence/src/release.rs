//! When figures became public, and how that is known.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the day on which a figure became public is known.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum KnownBy {
    /// A date that the publisher gives.
    Published,
    /// The month in which the publisher brings such figures out.
    Calendar,
    /// Nothing better is known: a span after the period by which nearly everything is out.
    #[default]
    Inferred,
}

impl KnownBy {
    /// All ways, the surest first.
    pub const ALL: [KnownBy; 3] = [KnownBy::Published, KnownBy::Calendar, KnownBy::Inferred];

    /// The name in tables and exports.
    pub fn name(self) -> &'static str {
        match self {
            KnownBy::Published => "published",
            KnownBy::Calendar => "calendar",
            KnownBy::Inferred => "inferred",
        }
    }

    /// The way of a name.
    pub fn from_name(name: &str) -> Option<KnownBy> {
        KnownBy::ALL.into_iter().find(|way| way.name() == name)
    }
}

/// How the day is known on which some figures became public; many observations share one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Release {
    /// How.
    pub known_by: KnownBy,
    /// The rule in words.
    pub reason: String,
}
