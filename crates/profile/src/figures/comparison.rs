//! What a convention makes of one indicator: ranks, bands, neighbours, regions, England, for every area at once.

use super::{Comparators, Grid};
use crate::arithmetic::{cut_points, mean, median, ranks};
use crate::convention::{Convention, CutPoint, NeighbourValue};
use evidence::missing::Missing;
use evidence::{AreaNumber, Evidence, Place, PlaceIndex, Polarity, SourceIndex, Value};

/// An indicator of a group, compared.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The figures.
    pub grid: Grid,
    /// How many areas are ranked.
    pub ranked: u32,
    /// Least, lower quartile, median, upper quartile and greatest value of the ranked areas.
    pub cut_points: Option<[f64; 5]>,
    /// The file that the latest figures are from.
    pub source: SourceIndex,
    /// Whether the indicator has bands at all: it has a polarity, and its publisher does not say no.
    pub banded: bool,
    /// Whether it is set beside other places at all; their values are not applicable to it otherwise.
    pub compared: bool,
    ranks: Vec<u32>,
    bands: Vec<Option<char>>,
}

/// The neighbours' values in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbourhood {
    /// Their mean.
    pub mean: Value,
    /// Their median.
    pub median: Value,
    /// How many have a value.
    pub with_value: u32,
}

impl Neighbourhood {
    /// The convention's choice.
    pub fn used(self, convention: &Convention) -> Value {
        match convention.neighbour_value.rule {
            NeighbourValue::Mean => self.mean,
            NeighbourValue::Median => self.median,
        }
    }
}

impl Comparison {
    /// Ranks and bands an indicator's latest period.
    pub fn of(
        evidence: &Evidence,
        convention: &Convention,
        comparators: &Comparators,
        grid: Grid,
    ) -> Comparison {
        let indicator = &evidence.indicators[grid.indicator.index()];
        let compared = convention.compares(indicator);
        let present: Vec<(PlaceIndex, f64)> = comparators
            .areas
            .iter()
            // An authority's own figures are ranked among nobody's.
            .filter(|(_, place)| compared && !indicator.id.is_local() && comparators.is_ranked(*place))
            .filter_map(|(_, place)| Some((*place, grid.number(evidence, grid.latest, *place)?)))
            .collect();
        let values: Vec<f64> = present.iter().map(|(_, value)| *value).collect();
        let mut sorted = values.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let cuts = cut_points(&sorted);
        let mut by_place = vec![0; evidence.places.len()];
        let mut bands = vec![None; evidence.places.len()];
        let banded = compared && indicator.banded && indicator.polarity != Polarity::Neither;
        if indicator.polarity != Polarity::Neither {
            let high_is_good = indicator.polarity == Polarity::High;
            for ((place, value), rank) in present.iter().zip(ranks(&values, high_is_good)) {
                by_place[place.index()] = rank;
                bands[place.index()] = cuts
                    .filter(|_| banded)
                    .map(|cuts| band(*value, cuts, high_is_good, convention.cut_point.rule));
            }
        }
        let source = source_of(evidence, &grid);
        let ranked = u32::try_from(present.len()).unwrap_or(u32::MAX);
        Comparison { grid, ranked, cut_points: cuts, source, banded, compared, ranks: by_place, bands }
    }

    /// The rank of a place, 1 for the best.
    pub fn rank(&self, place: PlaceIndex) -> Option<u32> {
        Some(self.ranks[place.index()]).filter(|rank| *rank > 0)
    }

    /// The band of a place, `A` for the best.
    pub fn band(&self, place: PlaceIndex) -> Option<char> {
        self.bands[place.index()]
    }

    /// A place's change between the two periods that the convention compares.
    pub fn change(&self, evidence: &Evidence, place: PlaceIndex) -> Value {
        self.change_of(|slot| self.grid.value(evidence, slot, place))
    }

    /// The change of anything between those two periods: missing for the reason of the later value, else the earlier.
    pub fn change_of(&self, value: impl Fn(usize) -> Value) -> Value {
        let (earlier, later) = match self.grid.change {
            Ok(between) => between,
            Err(reason) => return Value::missing(reason),
        };
        match (value(later), value(earlier)) {
            (Value::Number(later), Value::Number(earlier)) => Value::Number(later - earlier),
            (missing @ Value::Missing { .. }, _) | (_, missing) => missing,
        }
    }

    /// The neighbours of an area in one period.
    pub fn neighbours(
        &self,
        evidence: &Evidence,
        comparators: &Comparators,
        area: AreaNumber,
        slot: usize,
    ) -> Neighbourhood {
        let of = self.values_of_neighbours(evidence, comparators, area, slot);
        if !self.compared {
            let none = Value::missing(Missing::NotApplicable);
            return Neighbourhood { mean: none, median: none, with_value: of.with_value() };
        }
        Neighbourhood { mean: of.summed_up(mean), median: of.summed_up(median), with_value: of.with_value() }
    }

    /// The neighbours' value that the convention uses, in one period.
    pub fn neighbours_used(
        &self,
        evidence: &Evidence,
        comparators: &Comparators,
        area: AreaNumber,
        slot: usize,
    ) -> Value {
        let of = self.values_of_neighbours(evidence, comparators, area, slot);
        if !self.compared {
            return Value::missing(Missing::NotApplicable);
        }
        match comparators.summary().summed_up_by {
            NeighbourValue::Mean => of.summed_up(mean),
            NeighbourValue::Median => of.summed_up(median),
        }
    }

    fn values_of_neighbours(
        &self,
        evidence: &Evidence,
        comparators: &Comparators,
        area: AreaNumber,
        slot: usize,
    ) -> NeighboursValues {
        let places = comparators.neighbour_places(self.source, area);
        let mut of = NeighboursValues { values: [0.0; MOST_NEIGHBOURS], count: 0, too_few: None };
        let mut reason = None;
        for place in places.iter().take(MOST_NEIGHBOURS) {
            match self.grid.value(evidence, slot, *place) {
                Value::Number(number) => {
                    of.values[of.count] = number;
                    of.count += 1;
                }
                Value::Missing { missing } => reason = reason.or(Some(missing)),
            }
        }
        if of.with_value() < comparators.summary().minimum {
            of.too_few = Some(match (places.is_empty(), of.count) {
                (true, _) => Missing::NoNeighbours,
                (false, 0) => reason.unwrap_or(Missing::NotPublished),
                (false, _) => Missing::NotAvailable,
            });
        }
        of
    }

    /// The region that an area is compared with in this indicator: Inner or Outer London only where it has a value
    /// in the latest period.
    pub fn region(&self, evidence: &Evidence, convention: &Convention, area: AreaNumber) -> Option<Place> {
        let choice = Comparators::region(evidence, convention, area)?;
        let has_value = |place: Place| {
            evidence.place(place).is_some_and(|at| self.grid.number(evidence, self.grid.latest, at).is_some())
        };
        Some(match choice.otherwise {
            Some(otherwise) if !has_value(choice.first) => otherwise,
            _ => choice.first,
        })
    }

    /// The value of a place beside which the area is set.
    pub fn beside(&self, value: Value) -> Value {
        if self.compared { value } else { Value::missing(Missing::NotApplicable) }
    }

    /// The value of any place in a period, also of one that nothing was ever published of.
    pub fn value_of(&self, evidence: &Evidence, slot: usize, place: Place) -> Value {
        match evidence.place(place) {
            Some(at) => self.grid.value(evidence, slot, at),
            None => Value::missing(Missing::NotPublished),
        }
    }
}

/// The values of an area's neighbours in one period.
struct NeighboursValues {
    values: [f64; MOST_NEIGHBOURS],
    count: usize,
    /// Why they are not summed up, where too few have a value.
    too_few: Option<Missing>,
}

impl NeighboursValues {
    fn with_value(&self) -> u32 {
        u32::try_from(self.count).unwrap_or(u32::MAX)
    }

    fn summed_up(&self, by: fn(&[f64]) -> Option<f64>) -> Value {
        match self.too_few {
            Some(reason) => Value::missing(reason),
            None => {
                by(&self.values[..self.count]).map_or(Value::missing(Missing::NotPublished), Value::Number)
            }
        }
    }
}

/// Published sets hold ten neighbours; an own choice may hold more, and more than this is no neighbourhood.
pub const MOST_NEIGHBOURS: usize = 64;

/// The band of a value. Intervals are closed above; where ties go to the better band, an indicator whose high values
/// are good has them closed below.
fn band(value: f64, cuts: [f64; 5], high_is_good: bool, ties: CutPoint) -> char {
    let [_, lower, middle, upper, _] = cuts;
    let beyond = |cut: f64| match (ties, high_is_good) {
        (CutPoint::BetterBand, true) => value >= cut,
        _ => value > cut,
    };
    let intervals_below = [lower, middle, upper].into_iter().filter(|cut| beyond(*cut)).count();
    if high_is_good { ['D', 'C', 'B', 'A'][intervals_below] } else { ['A', 'B', 'C', 'D'][intervals_below] }
}

/// The file that the latest figures are from: that of the first place that has one.
fn source_of(evidence: &Evidence, grid: &Grid) -> SourceIndex {
    (0..=u16::MAX)
        .map(PlaceIndex)
        .take(evidence.places.len())
        .find_map(|place| grid.observation(grid.latest, place))
        .map_or(SourceIndex(0), |at| evidence.observations.sources()[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_on_a_cut_point_goes_down_in_lait_and_to_the_better_band_in_ours() {
        let cuts = [0.0, 1.0, 2.0, 3.0, 4.0];
        let of = |value, high, ties| band(value, cuts, high, ties);
        assert_eq!(of(1.0, false, CutPoint::LowerInterval), 'A');
        assert_eq!(of(1.0, true, CutPoint::LowerInterval), 'D');
        assert_eq!(of(3.0, true, CutPoint::LowerInterval), 'B');
        assert_eq!(of(1.0, false, CutPoint::BetterBand), 'A');
        assert_eq!(of(3.0, true, CutPoint::BetterBand), 'A');
        assert_eq!(of(1.0, true, CutPoint::BetterBand), 'C');
    }
}
