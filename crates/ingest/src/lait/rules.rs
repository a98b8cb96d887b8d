//! What the words of the benchmarking dictionary mean, from `sources/lait.toml`.

use super::periods::YearType;
use definitions::{Format, Loader};
use evidence::{Polarity, Unit};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file as it was when the program was built.
const BUILT_IN: &str = include_str!("../../../../sources/lait.toml");

/// The meanings of words.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rules {
    /// What stands in a cell that says nothing.
    pub empty: Vec<String>,
    /// Words of the status that take a measure out of the tool, exactly as written.
    pub discontinued: Vec<String>,
    /// Words of `No_Quartile` that say no bands are made.
    pub not_banded: Vec<String>,
    /// Decimal places where none are given.
    pub decimals: u8,
    /// Words of the polarity; any other is neither.
    #[schemars(with = "BTreeMap<String, String>")]
    pub polarity: BTreeMap<String, Polarity>,
    /// Words of `Year_Type`.
    pub year_types: BTreeMap<String, YearType>,
    /// Units by the beginning of the axis title.
    pub units: Vec<UnitRule>,
}

/// A unit and how the axis titles of its measures begin.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UnitRule {
    /// The beginnings, in any case.
    pub begins: Vec<String>,
    /// The unit.
    #[schemars(with = "String")]
    pub unit: Unit,
}

impl Rules {
    /// The meanings that come with the program.
    ///
    /// # Panics
    /// Never in a released program: the file is part of it, and the tests read it.
    pub fn builtin() -> Rules {
        Loader::new(Format::new("lait", "the rules of the benchmarking tool"))
            .read("sources/lait.toml", BUILT_IN)
            .expect("the built-in rules are part of the program and read by its tests")
    }

    /// The unit of an axis title.
    pub fn unit(&self, axis: &str) -> Unit {
        let axis = axis.trim().to_lowercase();
        let fits = |rule: &&UnitRule| rule.begins.iter().any(|begin| axis.starts_with(&begin.to_lowercase()));
        self.units.iter().find(fits).map_or(Unit::Score, |rule| rule.unit)
    }
}
