//! From a figure's key to its value, the arithmetic and the cells: worked out on demand, by the same functions that
//! profiles are made by, so that both say the same to the last bit.

mod indicator;
mod nationwide;
mod settings;
mod year;

pub(super) use nationwide::Nationwide;

use super::PreparedDate;
use crate::figure::{Arithmetic, Figure, FigureKey, FigurePlace, FigureSubject, MadeOf};
use evidence::{CellRef, Date, Missing, Value};

/// A figure down to the cells of the evidence.
pub type CellFigure = Figure<CellRef>;

/// Why a key leads to no figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FigureError {
    /// Nothing of the indicator and group was public.
    #[error("no figure of the indicator `{indicator}` for the group `{group}` was public on {date}")]
    NotPublic {
        /// The indicator.
        indicator: String,
        /// The group.
        group: String,
        /// The date of the profile.
        date: Date,
    },
    /// The indicator has no such period.
    #[error("`{subject}` has no figure for the period `{period}`; the last is `{last}`")]
    NoSuchPeriod {
        /// What is measured.
        subject: String,
        /// The period asked for.
        period: String,
        /// The last period there is.
        last: String,
    },
    /// Settings are known as on the date of the profile and a year before.
    #[error("settings are known as on {date} and a year before, not on `{period}`")]
    OtherDay {
        /// The day asked for.
        period: String,
        /// The date of the profile.
        date: Date,
    },
    /// The evidence knows no gap, remit, aspect, setting or event of that name.
    #[error("the evidence has no {what} `{name}`")]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// Such a figure is not made for such a place.
    #[error("`{subject}` is not known for the place `{place}`")]
    OtherPlace {
        /// What is measured.
        subject: String,
        /// The place asked for.
        place: FigurePlace,
    },
}

impl PreparedDate {
    /// The figure of a key, with its arithmetic down to the cells of published files.
    pub fn figure(&self, key: &FigureKey) -> Result<CellFigure, FigureError> {
        match &key.subject {
            FigureSubject::Indicator(id)
            | FigureSubject::Numerator(id)
            | FigureSubject::Denominator(id)
            | FigureSubject::Rank(id)
            | FigureSubject::Ranked(id)
            | FigureSubject::Quartile(id) => self.figure_of_indicator(key, id),
            FigureSubject::Gap(id) => self.figure_of_gap(key, id),
            FigureSubject::Settings { of, counted } => self.number_of_settings(key, of, counted),
            FigureSubject::Share { of, part, whole } => self.share_of_settings(key, of, part, whole),
            FigureSubject::MeanPoints { of, points } => self.mean_points(key, of, points),
            FigureSubject::Inspections { remits, outcome } => self.inspections(key, remits, *outcome),
            FigureSubject::InspectionShare { remits, part, whole } => {
                self.share_of_inspections(key, remits, *part, *whole)
            }
            FigureSubject::Judgement { setting, aspect } => self.judgement(key, setting, aspect),
            FigureSubject::Event { kind } => self.event(key, kind),
            FigureSubject::Change { of, since } => {
                let now = FigureKey { subject: (**of).clone(), ..key.clone() };
                let then = now.in_period(since);
                Ok(difference(key, self.figure(&now)?, self.figure(&then)?))
            }
            FigureSubject::Difference { of, from } => {
                let own = FigureKey { subject: (**of).clone(), ..key.clone() };
                let other = own.in_place(*from);
                Ok(difference(key, self.figure(&own)?, self.figure(&other)?))
            }
        }
    }

    /// An event of the area: it has no number, and is shown as its outcome.
    fn event(&self, key: &FigureKey, kind: &str) -> Result<CellFigure, FigureError> {
        let FigurePlace::Area(area) = key.place else { return Err(other_place(key)) };
        let public = |date: Date| date <= self.date;
        let mut events: Vec<&evidence::AreaEvent> = self
            .evidence()
            .area_events
            .iter()
            .filter(|event| event.area == area && event.kind == kind && public(event.known_from))
            .filter(|event| event.date.to_string() == key.period)
            .collect();
        events.sort_by_key(|event| event.date);
        let Some(last) = events.last() else {
            return Err(FigureError::Unknown { what: "event", name: format!("{kind} of {}", key.period) });
        };
        Ok(Figure {
            key: key.clone(),
            value: Value::missing(Missing::NotApplicable),
            shown: last.outcome.clone(),
            arithmetic: Arithmetic::Value,
            made_of: MadeOf::Origins(events.iter().map(|event| event.cell()).collect()),
        })
    }
}

fn other_place(key: &FigureKey) -> FigureError {
    FigureError::OtherPlace { subject: key.subject.to_string(), place: key.place }
}

/// The first figure minus the second; missing for the reason of the first, else of the second.
fn difference(key: &FigureKey, first: CellFigure, second: CellFigure) -> CellFigure {
    let value = match (first.value, second.value) {
        (Value::Number(first), Value::Number(second)) => Value::Number(first - second),
        (missing @ Value::Missing { .. }, _) | (_, missing) => missing,
    };
    let decimals = decimals_of(&first.shown).max(decimals_of(&second.shown));
    Figure {
        key: key.clone(),
        value,
        shown: shown(value, decimals),
        arithmetic: Arithmetic::Difference,
        made_of: MadeOf::Of(vec![first, second]),
    }
}

fn decimals_of(shown: &str) -> usize {
    shown.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// A value with some decimals; nothing for one that is missing.
fn shown(value: Value, decimals: usize) -> String {
    // Adding zero makes a minus zero plain.
    value.number().map_or(String::new(), |number| {
        let text = format!("{:.decimals$}", number + 0.0);
        let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
        if is_zero { text.trim_start_matches('-').to_owned() } else { text }
    })
}

/// A figure that counts cells.
fn count(key: &FigureKey, cells: Vec<CellRef>) -> CellFigure {
    Figure {
        key: key.clone(),
        value: Value::Number(cells.len() as f64),
        shown: cells.len().to_string(),
        arithmetic: Arithmetic::Count,
        made_of: MadeOf::Origins(cells),
    }
}

/// The first figure out of the second, in per cent.
fn share(key: &FigureKey, part: CellFigure, whole: CellFigure) -> CellFigure {
    let value = match (part.value, whole.value) {
        (Value::Number(part), Value::Number(whole)) if whole > 0.0 => Value::Number(part * 100.0 / whole),
        (missing @ Value::Missing { .. }, _) | (_, missing @ Value::Missing { .. }) => missing,
        _ => Value::missing(Missing::NotPublished),
    };
    Figure {
        key: key.clone(),
        value,
        shown: shown(value, 1),
        arithmetic: Arithmetic::Share,
        made_of: MadeOf::Of(vec![part, whole]),
    }
}
