//! Indicators: what is measured of places, and in which direction it is good.

use serde::{Deserialize, Serialize};

/// A short stable name such as `gcse-5-ac-english-maths` or `lait:RTA`.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct IndicatorId(pub String);

impl IndicatorId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the names of indicators begin with that an authority counts itself, and nobody publishes.
pub const LOCAL: &str = "local:";

impl IndicatorId {
    /// Whether an authority counts it itself: nobody else has figures of it, so it is compared over time alone.
    pub fn is_local(&self) -> bool {
        self.0.starts_with(LOCAL)
    }
}

impl std::fmt::Display for IndicatorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which direction of an indicator is good.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// Higher is better.
    High,
    /// Lower is better.
    Low,
    /// Neither direction is good in itself.
    Neither,
}

impl Polarity {
    /// The name used in tables and exports.
    pub fn name(self) -> &'static str {
        match self {
            Polarity::High => "high",
            Polarity::Low => "low",
            Polarity::Neither => "neither",
        }
    }

    /// The polarity of a name.
    pub fn from_name(name: &str) -> Option<Polarity> {
        [Polarity::High, Polarity::Low, Polarity::Neither].into_iter().find(|p| p.name() == name)
    }
}

/// What an indicator's numbers count, which decides how uncertain they are and how they are written.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A share of a whole, out of 100.
    Percent,
    /// Events per some number of people.
    Rate,
    /// A count of people or things.
    Number,
    /// Pounds.
    Pounds,
    /// A score, an average, or anything else.
    Score,
}

impl Unit {
    /// All units.
    pub const ALL: [Unit; 5] = [Unit::Percent, Unit::Rate, Unit::Number, Unit::Pounds, Unit::Score];

    /// The name used in tables and exports.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Percent => "percent",
            Unit::Rate => "rate",
            Unit::Number => "number",
            Unit::Pounds => "pounds",
            Unit::Score => "score",
        }
    }

    /// The unit of a name.
    pub fn from_name(name: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.name() == name)
    }
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Its stable name.
    pub id: IndicatorId,
    /// What people call it.
    pub name: String,
    /// The publisher's own code for it (`4` for infant mortality in the benchmarking dictionary), or empty.
    pub code: String,
    /// The family it is published in ("Children Looked After").
    pub topic: String,
    /// Which direction is good.
    pub polarity: Polarity,
    /// What its numbers count.
    pub unit: Unit,
    /// The unit in the publisher's words ("Rate per 1000 live births"), or empty.
    pub unit_label: String,
    /// How many decimal places it is shown with.
    pub decimals: u8,
    /// Whether quartile bands are made of it (the publisher may say no: too few distinct values).
    pub banded: bool,
    /// Whether it is still offered (the dictionary marks some as discontinued).
    pub current: bool,
    /// Its place in the publisher's list, for outputs that keep that order.
    pub order: u32,
}
