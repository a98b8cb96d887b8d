//! What a framework asks of a profile, answered with the figures, in words and with where they are recorded.

mod events;
mod series;
pub(crate) mod settings;

use crate::language::Truth;
use crate::model::{FactIs, Framework};
use profile::{Origin, Profile};

/// A fact of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The number or the truth, as far as it is known.
    pub known: Known,
    /// What the evidence says, with its figures; or what is missing.
    pub said: String,
    /// The rows it rests on.
    pub origins: Vec<Origin>,
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
    fn number(value: f64, said: String, origins: Vec<Origin>) -> Reading {
        Reading { known: Known::Number(Some(value)), said, origins }
    }

    fn no_number(said: String) -> Reading {
        Reading { known: Known::Number(None), said, origins: Vec::new() }
    }

    fn truth(truth: Truth, said: String, origins: Vec<Origin>) -> Reading {
        Reading { known: Known::Truth(truth), said, origins }
    }
}

/// Every fact of a framework, read from one profile.
pub fn read_all(framework: &Framework, profile: &Profile) -> Vec<Reading> {
    framework.facts.iter().map(|fact| read(framework, profile, &fact.what)).collect()
}

fn read(framework: &Framework, profile: &Profile, fact: &FactIs) -> Reading {
    match fact {
        FactIs::Share { counting, of, year_before, elsewhere: None } => {
            settings::share(&framework.countings[*counting], profile, of, *year_before)
        }
        FactIs::Share { counting, of, year_before, elsewhere: Some(whom) } => {
            settings::share_elsewhere(&framework.countings[*counting], profile, of, *year_before, *whom)
        }
        FactIs::Count { counting, of, year_before } => {
            settings::count(counting.map(|at| &framework.countings[at]), profile, of, *year_before)
        }
        FactIs::Average { counting, of, year_before } => {
            settings::average(&framework.countings[*counting], profile, of, *year_before)
        }
        FactIs::Inspections { share, did, of } => settings::inspections(profile, of, *did, *share),
        FactIs::Any { counting, of, within } => {
            settings::any(&framework.countings[*counting], profile, of, *within)
        }
        FactIs::Judgement { of, labels } => settings::judgement(profile, of, labels),
        FactIs::Series { view, series } => series::view(profile, series, *view),
        FactIs::Rank(series) => series::rank(profile, series),
        FactIs::Quartile(series) => series::quartile(profile, series),
        FactIs::Trend(series, ways) => series::trend(profile, series, ways),
        FactIs::Against(series, beside, whom) => series::against(profile, series, *beside, *whom),
        FactIs::EventPoints { kind, when } => events::points(framework, profile, *kind, *when),
        FactIs::Event { kind, outcomes, when } => {
            events::happened(framework, profile, *kind, outcomes, *when)
        }
    }
}
