//! Which framework a date calls for: frameworks say for which years they are, and which of them is chosen where none
//! is named.

use crate::model::Framework;
use crate::text::listed;
use evidence::{Date, date};
use std::borrow::Borrow;

/// No framework, or more than one, is chosen by a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotChosen {
    /// None is for that date.
    #[error("no framework is for {}; there are frameworks for {years}", date::in_words(*.date))]
    None {
        /// The date.
        date: Date,
        /// The years there are frameworks for, in words.
        years: String,
    },
    /// Several are.
    #[error("{} frameworks are for {}: {}", ids.len(), date::in_words(*.date), ids.join(", "))]
    Several {
        /// The date.
        date: Date,
        /// Their ids.
        ids: Vec<String>,
    },
}

impl Framework {
    /// Whether the framework is for assessments as at a date: in one of its years, or in the year up to the cut-off
    /// date that goes with it. A framework that names no year is for all.
    pub fn is_for(&self, as_at: Date) -> bool {
        let of_year = self.years.is_empty() || self.years.contains(&as_at.year());
        let year_before = self.as_at.map(date::year_before);
        of_year || self.as_at.zip(year_before).is_some_and(|(last, first)| first < as_at && as_at <= last)
    }
}

/// The framework that a date calls for: the one that is chosen by date (`chosen-by-date` in its file) in whose years
/// the date is.
///
/// # Errors
/// Where there is none, or more than one.
pub fn for_date<F: Borrow<Framework>>(frameworks: &[F], date: Date) -> Result<&F, NotChosen> {
    let candidates = || frameworks.iter().filter(|framework| (*framework).borrow().chosen_by_date);
    let fitting: Vec<&F> =
        candidates().filter(|framework| (*framework).borrow().years.contains(&date.year())).collect();
    match fitting.as_slice() {
        [only] => Ok(only),
        [] => {
            let mut years: Vec<i16> =
                candidates().flat_map(|framework| framework.borrow().years.clone()).collect();
            years.sort_unstable();
            years.dedup();
            Err(NotChosen::None { date, years: years_in_words(&years) })
        }
        several => {
            let ids = several.iter().map(|framework| (*framework).borrow().id.clone()).collect();
            Err(NotChosen::Several { date, ids })
        }
    }
}

fn years_in_words(years: &[i16]) -> String {
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    listed(years.iter().map(String::as_str))
}
