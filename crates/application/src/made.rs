//! The one envelope of every result: the name and version of its shape, what it was made from, then the result.

use crate::made_from::MadeFrom;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A result with what it was made from. As JSON, the result's own keys follow those of the envelope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Made<T> {
    /// The name of the shape, such as `kingsway-assessment`.
    pub format: String,
    /// The version of the shape; it grows where a key changes its meaning or goes.
    pub version: u32,
    /// What the result was made from.
    pub made_from: MadeFrom,
    /// The result.
    #[serde(flatten)]
    pub result: T,
}

/// A shape that results are written in for machines.
pub trait Shape {
    /// Its name: `kingsway-assessment`.
    const FORMAT: &'static str;
    /// Its version.
    const VERSION: u32;
}

impl<T: Shape> Made<T> {
    /// A result in its envelope.
    pub fn new(made_from: MadeFrom, result: T) -> Made<T> {
        Made { format: T::FORMAT.to_owned(), version: T::VERSION, made_from, result }
    }
}

impl<T> Deref for Made<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.result
    }
}

/// The opening of a document that is written piece by piece: the envelope, and the name of the key that the rest fills.
/// It is closed with `}`.
pub fn opening<T: Shape>(made_from: &MadeFrom, key: &str) -> String {
    let made_from = serde_json::to_string(made_from).unwrap_or_default();
    let (format, version) = (T::FORMAT, T::VERSION);
    format!("{{\"format\":\"{format}\",\"version\":{version},\"made_from\":{made_from},\"{key}\":")
}
