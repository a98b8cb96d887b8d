//! Figures with their arithmetic down to the cells of published files: the form in which a value is handed on with
//! where it comes from, from the profile to letters, reports and JSON.

use crate::{Missing, Value};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Which figure, as text: what, of whom, when and where. Two figures are the same when their keys are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename = "FigureKey", deny_unknown_fields)]
pub struct KeyText {
    /// What is measured or counted: `indicator lait:RTA`, `settings good-or-better primary-school overall-effectiveness`.
    pub subject: String,
    /// Of whom: `all`, `fsm=eligible; gender=female`.
    pub group: String,
    /// The period's label as published, or a day.
    pub period: String,
    /// `821`, `E12000006`, `england`, `england-without-821`, `neighbours-of-821`.
    pub place: String,
}

/// How a value follows from its cells or from other figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Arithmetic {
    /// The published cell itself.
    Value,
    /// The plain mean of the figures that have a value.
    Mean,
    /// The median of the figures that have a value.
    Median,
    /// The sum of the figures.
    Sum,
    /// The first figure out of the second, in per cent.
    Share,
    /// The first figure minus the second.
    Difference,
    /// The number of cells.
    Count,
    /// All figures together: numerators over denominators, per as many as the indicator counts.
    Pooled,
}

impl Arithmetic {
    /// The name by which files and phrases know it.
    pub fn name(self) -> &'static str {
        match self {
            Arithmetic::Value => "value",
            Arithmetic::Mean => "mean",
            Arithmetic::Median => "median",
            Arithmetic::Sum => "sum",
            Arithmetic::Share => "share",
            Arithmetic::Difference => "difference",
            Arithmetic::Count => "count",
            Arithmetic::Pooled => "pooled",
        }
    }
}

/// A figure with its arithmetic down to the cells. `K` is how figures are named and `O` how cells are: by typed keys and
/// positions while figures are compared, in full where they are written out.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "FigureForm<K, O>", bound(deserialize = "K: Deserialize<'de>, O: Deserialize<'de>"))]
pub struct Figure<K, O> {
    /// Which figure.
    pub key: K,
    /// The value, or why there is none.
    pub value: Value,
    /// The value as it is written.
    pub shown: String,
    /// How the value follows from what it is made of.
    pub arithmetic: Arithmetic,
    /// What it is made of.
    pub made_of: MadeOf<K, O>,
}

/// What a figure is made of.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", bound(deserialize = "K: Deserialize<'de>, O: Deserialize<'de>"))]
pub enum MadeOf<K, O> {
    /// Cells of published files.
    Origins(Vec<O>),
    /// Other figures.
    Of(Vec<Figure<K, O>>),
}

impl<K, O> Figure<K, O> {
    /// The cells that the figure rests on, its own or those of the figures it is made of.
    pub fn cells(&self) -> Vec<&O> {
        self.cells_by_part().into_iter().map(|(cell, _)| cell).collect()
    }

    /// The same, each with the figure directly above it: one of the areas of a mean, say.
    pub fn cells_by_part(&self) -> Vec<(&O, &Figure<K, O>)> {
        let mut cells = Vec::new();
        self.collect(&mut cells);
        cells
    }

    fn collect<'f>(&'f self, cells: &mut Vec<(&'f O, &'f Figure<K, O>)>) {
        match &self.made_of {
            MadeOf::Origins(origins) => cells.extend(origins.iter().map(|origin| (origin, self))),
            MadeOf::Of(figures) => figures.iter().for_each(|figure| figure.collect(cells)),
        }
    }

    /// The figures that it is made of directly; none for one that is made of cells.
    pub fn parts(&self) -> &[Figure<K, O>] {
        match &self.made_of {
            MadeOf::Origins(_) => &[],
            MadeOf::Of(figures) => figures,
        }
    }

    /// The same figure with its keys and cells named in another way.
    pub fn map<L, P>(self, key: &impl Fn(K) -> L, cell: &impl Fn(O) -> P) -> Figure<L, P> {
        let made_of = match self.made_of {
            MadeOf::Origins(origins) => MadeOf::Origins(origins.into_iter().map(cell).collect()),
            MadeOf::Of(figures) => {
                MadeOf::Of(figures.into_iter().map(|figure| figure.map(key, cell)).collect())
            }
        };
        Figure {
            key: key(self.key),
            value: self.value,
            shown: self.shown,
            arithmetic: self.arithmetic,
            made_of,
        }
    }
}

/// Written as the form below says, without a copy: a share of a nation's settings has tens of thousands of cells.
impl<K: Serialize, O: Serialize> Serialize for Figure<K, O> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut form = serializer.serialize_struct("Figure", 6)?;
        form.serialize_field("key", &self.key)?;
        form.serialize_field("value", &self.value.number())?;
        form.serialize_field("missing", &self.value.reason())?;
        form.serialize_field("shown", &self.shown)?;
        form.serialize_field("arithmetic", &self.arithmetic)?;
        match &self.made_of {
            MadeOf::Origins(origins) => form.serialize_field("origins", origins)?,
            MadeOf::Of(figures) => form.serialize_field("of", figures)?,
        }
        form.end()
    }
}

impl<K: JsonSchema, O: JsonSchema> JsonSchema for Figure<K, O> {
    fn schema_name() -> Cow<'static, str> {
        FigureForm::<K, O>::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        FigureForm::<K, O>::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        FigureForm::<K, O>::json_schema(generator)
    }
}

/// A figure with its arithmetic down to the cells of published files.
#[derive(Deserialize, JsonSchema)]
#[serde(rename = "Figure", bound(deserialize = "K: Deserialize<'de>, O: Deserialize<'de>"))]
struct FigureForm<K, O> {
    /// Which figure.
    key: K,
    /// The value; null where there is none.
    value: Option<f64>,
    /// Why there is no value; null where there is one.
    #[schemars(with = "Option<String>")]
    missing: Option<Missing>,
    /// The value as it is written.
    shown: String,
    /// How the value follows from what it is made of.
    arithmetic: Arithmetic,
    #[serde(flatten)]
    made_of: MadeOf<K, O>,
}

impl<K, O> From<FigureForm<K, O>> for Figure<K, O> {
    fn from(form: FigureForm<K, O>) -> Figure<K, O> {
        let value = match (form.value, form.missing) {
            (Some(number), _) => Value::Number(number),
            (None, reason) => Value::missing(reason.unwrap_or(Missing::NotPublished)),
        };
        Figure { key: form.key, value, shown: form.shown, arithmetic: form.arithmetic, made_of: form.made_of }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(place: &str) -> KeyText {
        KeyText {
            subject: "indicator lait:RTA".to_owned(),
            group: "all".to_owned(),
            period: "2011".to_owned(),
            place: place.to_owned(),
        }
    }

    #[test]
    fn a_figure_is_written_as_the_contract_says_and_read_back() {
        let own = Figure {
            key: key("821"),
            value: Value::Number(56.7),
            shown: "56.7%".to_owned(),
            arithmetic: Arithmetic::Value,
            made_of: MadeOf::Origins(vec!["a cell".to_owned()]),
        };
        let mean = Figure {
            key: key("neighbours-of-821"),
            value: Value::missing(Missing::NotAvailable),
            shown: String::new(),
            arithmetic: Arithmetic::Mean,
            made_of: MadeOf::Of(vec![own.clone()]),
        };
        let text = serde_json::to_string(&mean).unwrap();
        assert_eq!(
            text,
            r#"{"key":{"subject":"indicator lait:RTA","group":"all","period":"2011","place":"neighbours-of-821"},"value":null,"missing":"not-available","shown":"","arithmetic":"mean","of":[{"key":{"subject":"indicator lait:RTA","group":"all","period":"2011","place":"821"},"value":56.7,"missing":null,"shown":"56.7%","arithmetic":"value","origins":["a cell"]}]}"#
        );
        assert_eq!(serde_json::from_str::<Figure<KeyText, String>>(&text).unwrap(), mean);
        assert_eq!(mean.cells(), ["a cell"]);
        assert_eq!(mean.cells_by_part()[0].1, &own);
        let mapped = mean.map(&|key| key.place, &|cell: String| cell.len());
        assert_eq!((mapped.parts()[0].key.as_str(), mapped.cells()), ("821", vec![&6]));
    }

    #[test]
    fn every_arithmetic_is_named_as_it_is_written() {
        for one in [
            Arithmetic::Value,
            Arithmetic::Mean,
            Arithmetic::Median,
            Arithmetic::Sum,
            Arithmetic::Share,
            Arithmetic::Difference,
            Arithmetic::Count,
            Arithmetic::Pooled,
        ] {
            assert_eq!(serde_json::to_value(one).unwrap(), one.name());
        }
    }
}
