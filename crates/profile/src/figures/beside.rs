//! Whether an area can be told from England.

use super::{Comparison, Measured};
use crate::model::{BesideEngland, EnglandBand, EnglandBasis};
use crate::statistics::xmr;
use evidence::{Evidence, Place, PlaceIndex, Polarity};

/// Fewer comparable periods than this tell nothing of how far a distance moves.
const TRIAL_PERIODS: usize = 6;

impl Comparison {
    /// Whether an area's latest figure can be told from England's: by the interval of the area's own figure; where none can
    /// be given, by how far the area's distance from England moves from one period to the next.
    pub fn beside_england(&self, evidence: &Evidence, place: PlaceIndex, own: Measured) -> BesideEngland {
        // What follows the size of its place is not set beside England.
        if !self.compared {
            return BesideEngland::default();
        }
        let latest = self.grid.latest;
        let england = self.england_values.get_or_init(|| {
            let value = |slot| self.value_of(evidence, slot, Place::England).number();
            (0..self.grid.periods.len()).map(value).collect()
        });
        let polarity = evidence.indicators[self.grid.indicator.index()].polarity;
        let (Some(value), Some(theirs)) = (own.value.number(), england[latest]) else {
            return BesideEngland::default();
        };
        if let Some(interval) = own.uncertainty.interval() {
            return told(!interval.holds(theirs), value - theirs, polarity, EnglandBasis::Interval);
        }
        let distances: Vec<f64> = (0..=latest)
            .filter_map(|slot| Some(self.grid.number(evidence, slot, place)? - england[slot]?))
            .collect();
        if distances.len() < TRIAL_PERIODS {
            return BesideEngland::default();
        }
        let settled = distances.len() >= xmr::ENOUGH_POINTS;
        let basis = if settled { EnglandBasis::MovingRange } else { EnglandBasis::TrialMovingRange };
        let range = xmr::mean_range(&distances, true).unwrap_or(0.0);
        told((value - theirs).abs() > xmr::LIMIT * range, value - theirs, polarity, basis)
    }
}

fn told(differs: bool, distance: f64, polarity: Polarity, basis: EnglandBasis) -> BesideEngland {
    let band =
        if differs { EnglandBand::of_side(distance > 0.0, polarity) } else { EnglandBand::CannotBeTold };
    BesideEngland { band, by: Some(basis) }
}
