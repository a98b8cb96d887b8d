//! Periods: the time an observation is about, as published and as dates.

use crate::Date;
use serde::{Deserialize, Serialize};

/// The time an observation is about.
///
/// The label is kept as published, because periods come in many shapes (`2016-17`, `2016/17-18/19`, `2025 (prov)`, `0`)
/// and some tools order them as text. What the label says as dates is worked out where it can be.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Period {
    /// As published.
    pub label: String,
    /// Its last day, where the label or the source's description says it.
    #[schemars(with = "Option<String>")]
    pub end: Option<Date>,
    /// Its first day, likewise.
    #[schemars(with = "Option<String>")]
    pub start: Option<Date>,
}

impl Period {
    /// A period known only by its label.
    pub fn labelled(label: &str) -> Period {
        Period { label: label.to_owned(), start: None, end: None }
    }

    /// The year in which it ends: 2011 for the academic year 2010/11.
    pub fn end_year(&self) -> Option<i16> {
        self.end.map(Date::year)
    }
}
