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

pub use evidence::Arithmetic;
use evidence::Value;
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

/// A figure with its arithmetic down to the cells. `O` is how a cell is named: by position while figures are
/// compared, in full (file, sheet, row, column, text) where they are written out.
pub type Figure<O> = evidence::Figure<FigureKey, O>;

/// What a figure is made of.
pub type MadeOf<O> = evidence::MadeOf<FigureKey, O>;

/// The JSON form of a value: a number, or why there is none.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum ValueForm {
    Number(f64),
    Missing { missing: String },
}
