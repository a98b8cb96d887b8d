//! Figures: every number that a sentence, a grade or a table gives, named by a key. The key says what, of whom, when
//! and where; [`crate::PreparedDate::figure`] leads it to its value, the arithmetic and the cells it came from.
//! Whoever states a figure keeps only the key with the value and how it was written: two figures are the same when
//! their keys are.

mod key;
mod read;
mod write;

pub use key::{
    Counted, FigureKey, FigurePlace, FigureSubject, InspectionOutcome, Points, ScaleCode, SettingsOf,
    figure_period,
};
pub use read::NotAKey;

use evidence::{Missing, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A figure as something states it: which figure, its value, and how it was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureUsed {
    /// Which figure.
    pub key: FigureKey,
    /// Its value, in full, or why there is none.
    #[schemars(with = "ValueForm")]
    pub value: Value,
    /// The value as the sentence, table or reason writes it: `56.7%`, `nine`, `two thirds`.
    pub shown: String,
}

impl FigureUsed {
    /// A figure with a value.
    pub fn number(key: FigureKey, value: f64, shown: impl Into<String>) -> FigureUsed {
        FigureUsed { key, value: Value::Number(value), shown: shown.into() }
    }
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

/// A figure with its arithmetic down to the cells. `O` is how a cell is named: by position while figures are
/// compared, in full (file, sheet, row, column, text) where they are written out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "FigureForm<O>", into = "FigureForm<O>", bound(serialize = "O: Serialize + Clone"))]
pub struct Figure<O> {
    /// Which figure.
    pub key: FigureKey,
    /// The value, or why there is none.
    pub value: Value,
    /// The value as it is written.
    pub shown: String,
    /// How the value follows from what it is made of.
    pub arithmetic: Arithmetic,
    /// What it is made of.
    pub made_of: MadeOf<O>,
}

/// What a figure is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", bound(serialize = "O: Serialize + Clone"))]
pub enum MadeOf<O> {
    /// Cells of published files.
    Origins(Vec<O>),
    /// Other figures.
    Of(Vec<Figure<O>>),
}

impl<O> Figure<O> {
    /// The cells that the figure rests on, its own or those of the figures it is made of.
    pub fn cells(&self) -> Vec<&O> {
        let mut cells = Vec::new();
        self.collect(&mut cells);
        cells
    }

    fn collect<'f>(&'f self, cells: &mut Vec<&'f O>) {
        match &self.made_of {
            MadeOf::Origins(origins) => cells.extend(origins),
            MadeOf::Of(figures) => figures.iter().for_each(|figure| figure.collect(cells)),
        }
    }

    /// The same figure with its cells named in another way.
    pub fn map<P>(self, name: &impl Fn(O) -> P) -> Figure<P> {
        let made_of = match self.made_of {
            MadeOf::Origins(origins) => MadeOf::Origins(origins.into_iter().map(name).collect()),
            MadeOf::Of(figures) => MadeOf::Of(figures.into_iter().map(|figure| figure.map(name)).collect()),
        };
        Figure { key: self.key, value: self.value, shown: self.shown, arithmetic: self.arithmetic, made_of }
    }
}

/// The JSON form of a value: a number, or why there is none.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum ValueForm {
    Number(f64),
    Missing { missing: String },
}

/// The JSON form of a figure: `value` and `missing` beside each other, `origins` or `of`.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename = "Figure", bound(serialize = "O: Serialize + Clone"))]
struct FigureForm<O> {
    /// Which figure.
    key: FigureKey,
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
    made_of: MadeOf<O>,
}

impl<O> From<Figure<O>> for FigureForm<O> {
    fn from(figure: Figure<O>) -> FigureForm<O> {
        FigureForm {
            key: figure.key,
            value: figure.value.number(),
            missing: figure.value.reason(),
            shown: figure.shown,
            arithmetic: figure.arithmetic,
            made_of: figure.made_of,
        }
    }
}

impl<O> From<FigureForm<O>> for Figure<O> {
    fn from(form: FigureForm<O>) -> Figure<O> {
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
    use evidence::AreaNumber;

    #[test]
    fn a_figure_is_written_as_the_contract_says_and_read_back() {
        let place = FigurePlace::Area(AreaNumber::new(821).unwrap());
        let own = FigureKey::indicator("lait:RTA", "all", "2011", place);
        let figure = Figure {
            key: own.clone(),
            value: Value::Number(56.7),
            shown: "56.7%".to_owned(),
            arithmetic: Arithmetic::Value,
            made_of: MadeOf::Origins(vec!["a cell".to_owned()]),
        };
        let mean = Figure {
            key: FigureKey { place: FigurePlace::NeighboursOf(AreaNumber::new(821).unwrap()), ..own },
            value: Value::missing(Missing::NotAvailable),
            shown: String::new(),
            arithmetic: Arithmetic::Mean,
            made_of: MadeOf::Of(vec![figure.clone()]),
        };
        let text = serde_json::to_string(&mean).unwrap();
        assert_eq!(
            text,
            r#"{"key":{"subject":"indicator lait:RTA","group":"all","period":"2011","place":"neighbours-of-821"},"value":null,"missing":"not-available","shown":"","arithmetic":"mean","of":[{"key":{"subject":"indicator lait:RTA","group":"all","period":"2011","place":"821"},"value":56.7,"missing":null,"shown":"56.7%","arithmetic":"value","origins":["a cell"]}]}"#
        );
        assert_eq!(serde_json::from_str::<Figure<String>>(&text).unwrap(), mean);
        assert_eq!(mean.cells(), ["a cell"]);
    }
}
