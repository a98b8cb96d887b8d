//! What a framework asks of a profile, answered with the figures, in words and with where they are recorded.

mod differs;
mod events;
mod figures;
pub(crate) mod possible;
mod series;
pub(crate) mod settings;

pub(crate) use possible::Possible;

use crate::language::Truth;
use crate::model::{FactKind, Framework};
use profile::{FigureUsed, Profile};

/// A fact of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The number or the truth, as far as it is known.
    pub known: Known,
    /// What the evidence says, with its figures; or what is missing.
    pub said: String,
    /// The figures it rests on, the compared ones included.
    pub figures: Vec<FigureUsed>,
}

/// What is known of a fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Known {
    /// A number, or none.
    Number(Option<f64>),
    /// Whether something holds.
    Truth(Truth),
}

impl Known {
    /// The number, of a fact that is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Known::Number(number) => number,
            Known::Truth(_) => None,
        }
    }

    /// The truth, of a fact that has one.
    pub fn truth(self) -> Truth {
        match self {
            Known::Truth(truth) => truth,
            Known::Number(_) => Truth::NotKnown,
        }
    }

    /// Whether the evidence says nothing.
    pub fn is_missing(self) -> bool {
        matches!(self, Known::Number(None) | Known::Truth(Truth::NotKnown))
    }
}

impl Reading {
    fn number(value: f64, said: String, figures: Vec<FigureUsed>) -> Reading {
        Reading { known: Known::Number(Some(value)), said, figures }
    }

    fn no_number(said: String) -> Reading {
        Reading { known: Known::Number(None), said, figures: Vec::new() }
    }

    fn truth(truth: Truth, said: String, figures: Vec<FigureUsed>) -> Reading {
        Reading { known: Known::Truth(truth), said, figures }
    }
}

/// Every fact of a framework, read from one profile.
pub fn read_all(framework: &Framework, profile: &Profile) -> Vec<Reading> {
    framework.facts.iter().map(|fact| read(framework, profile, &fact.what)).collect()
}

fn read(framework: &Framework, profile: &Profile, fact: &FactKind) -> Reading {
    match fact {
        FactKind::Share { counting, of, year_before, elsewhere: None } => {
            settings::share(&framework.countings[*counting], profile, of, *year_before)
        }
        FactKind::Share { counting, of, year_before, elsewhere: Some(comparator) } => {
            settings::share_elsewhere(&framework.countings[*counting], profile, of, *year_before, *comparator)
        }
        FactKind::Count { counting, of, year_before } => {
            settings::count(counting.map(|at| &framework.countings[at]), profile, of, *year_before)
        }
        FactKind::Average { counting, of, year_before } => {
            settings::average(&framework.countings[*counting], profile, of, *year_before)
        }
        FactKind::Inspections { share, did, of } => settings::inspections(profile, of, *did, *share),
        FactKind::Any { counting, of, within } => {
            settings::any(&framework.countings[*counting], profile, of, *within)
        }
        FactKind::Judgement { of, labels } => settings::judgement(profile, of, labels),
        FactKind::Series { view, series } => series::view(profile, series, *view),
        FactKind::Rank(series) => series::rank(profile, series),
        FactKind::Quartile(series) => series::quartile(profile, series),
        FactKind::Trend(series, ways) => series::trend(profile, series, ways),
        FactKind::Against(series, beside, comparator) => {
            series::against(profile, series, *beside, *comparator)
        }
        FactKind::SeriesDiffers(series, side) => differs::series(profile, series, *side),
        FactKind::ShareDiffers { counting, of, side } => {
            differs::share(&framework.countings[*counting], profile, of, *side)
        }
        FactKind::EventPoints { kind, when } => events::points(framework, profile, *kind, *when),
        FactKind::Event { kind, outcomes, when } => {
            events::happened(framework, profile, *kind, outcomes, *when)
        }
    }
}
