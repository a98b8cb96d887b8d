//! What each area is compared with: its neighbours, its region, England; and in which order files list places.

use crate::convention::{Convention, London, NeighbourSetRule, Scope};
use crate::model::{NeighbourSummary, NeighboursUsed};
use evidence::missing::Missing;
use evidence::{AreaNumber, Date, Evidence, NeighbourSet, Place, PlaceIndex, SourceIndex};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// The region of an area: what is used, and what stands in where that has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionChoice {
    /// The region, or Inner or Outer London.
    pub first: Place,
    /// London, for a borough.
    pub otherwise: Option<Place>,
}

/// The places that figures are compared with, for every area of the evidence.
#[derive(Debug, Clone)]
pub struct Comparators {
    /// The areas among the places that observations are about, in the order of their numbers.
    pub areas: Vec<(AreaNumber, PlaceIndex)>,
    /// England, where anything is published of it.
    pub england: Option<PlaceIndex>,
    /// Which areas take part in ranks, by place.
    ranked: Vec<bool>,
    /// Neighbours of each area as places, for each source in the order in which that source lists them.
    neighbours: FxHashMap<(SourceIndex, AreaNumber), Vec<PlaceIndex>>,
    /// For each source that has observations: the row on which it first names each place.
    first_rows: Vec<Vec<u32>>,
    set: Option<NeighbourSet>,
    is_substitute: bool,
    counted: Scope,
    summary: NeighbourSummary,
    date: Option<Date>,
}

/// The name of a set of one's own choice.
pub const OWN_CHOICE: &str = "own-choice";

impl Comparators {
    /// Works out what every area is compared with. `chosen` overrides the convention's choice of neighbours.
    pub fn of(
        evidence: &Evidence,
        convention: &Convention,
        as_at: Option<Date>,
        chosen: Option<&NeighbourSet>,
    ) -> Comparators {
        let (set, is_substitute) = match chosen {
            Some(set) => (Some(set), as_at.is_some_and(|date| date < set.version)),
            None => set_in_force(&evidence.neighbour_sets, convention.neighbour_set.rule, as_at),
        };
        // Without a date areas are as on the last day of the evidence: one that is to end later still takes part.
        let date = as_at.or_else(|| evidence.known_between().map(|(_, last)| last));
        let areas: Vec<(AreaNumber, PlaceIndex)> = (0..=u16::MAX)
            .zip(&evidence.places)
            .filter_map(|(at, place)| Some((place.area()?, PlaceIndex(at))))
            .collect();
        let ranked = evidence
            .places
            .iter()
            .map(|place| {
                place.area().is_some_and(|number| takes_part(evidence, convention.ranked.rule, number, date))
            })
            .collect();
        let mut comparators = Comparators {
            areas,
            england: evidence.place(Place::England),
            ranked,
            neighbours: FxHashMap::default(),
            first_rows: first_rows(evidence),
            set: set.cloned(),
            is_substitute,
            counted: convention.neighbours_counted.rule,
            summary: summary(convention, set),
            date,
        };
        comparators.neighbours = comparators.neighbours_by_source(evidence);
        comparators
    }

    fn neighbours_by_source(
        &self,
        evidence: &Evidence,
    ) -> FxHashMap<(SourceIndex, AreaNumber), Vec<PlaceIndex>> {
        let places_of = |area: AreaNumber| -> Vec<PlaceIndex> {
            let neighbours = self.neighbours_of(evidence, area).into_iter();
            neighbours.filter_map(|neighbour| evidence.place(Place::Area(neighbour))).collect()
        };
        let of_areas: Vec<_> = self.areas.iter().map(|(area, _)| (*area, places_of(*area))).collect();
        let mut lists = FxHashMap::default();
        for (source, rows) in (0..=u16::MAX).map(SourceIndex).zip(&self.first_rows) {
            if rows.is_empty() {
                continue;
            }
            for (area, places) in &of_areas {
                let mut places = places.clone();
                places.sort_by_key(|place| (rows[place.index()], *place));
                lists.insert((source, *area), places);
            }
        }
        lists
    }

    /// The neighbours of an area that count, most alike first.
    pub fn neighbours_of(&self, evidence: &Evidence, area: AreaNumber) -> Vec<AreaNumber> {
        let Some(set) = &self.set else { return Vec::new() };
        set.of(area)
            .map(|neighbour| neighbour.neighbour)
            .filter(|neighbour| takes_part(evidence, self.counted, *neighbour, self.date))
            .collect()
    }

    /// The neighbours of an area as places, in the order in which a source lists them: sums depend on it in the
    /// last bit, and the published tool adds up in the order of its file.
    pub fn neighbour_places(&self, source: SourceIndex, area: AreaNumber) -> &[PlaceIndex] {
        self.neighbours.get(&(source, area)).map_or(&[], Vec::as_slice)
    }

    /// The neighbours of an area, as a profile tells them.
    pub fn neighbours_used(&self, evidence: &Evidence, area: AreaNumber) -> Option<NeighboursUsed> {
        let set = self.set.as_ref()?;
        let areas: Vec<(AreaNumber, String)> = self
            .neighbours_of(evidence, area)
            .into_iter()
            .map(|number| (number, evidence.areas.name(Place::Area(number)).to_owned()))
            .collect();
        let none_because = areas.is_empty().then(|| {
            if set.of(area).next().is_some() {
                "none of the neighbours published for this area exists at the date".to_owned()
            } else {
                Missing::NoNeighbours.in_words().to_owned()
            }
        });
        Some(NeighboursUsed {
            set: set.id.clone(),
            version: set.version,
            is_substitute: self.is_substitute,
            summary: self.summary,
            areas,
            none_because,
        })
    }

    /// How the figures of neighbours are summed up.
    pub fn summary(&self) -> NeighbourSummary {
        self.summary
    }

    /// Whether a place takes part in ranks and bands.
    pub fn is_ranked(&self, place: PlaceIndex) -> bool {
        self.ranked[place.index()]
    }

    /// The row on which a source first names a place; places that it does not name come last.
    pub fn first_row(&self, source: SourceIndex, place: PlaceIndex) -> u32 {
        self.first_rows
            .get(source.index())
            .and_then(|rows| rows.get(place.index()))
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// The region of an area.
    pub fn region(evidence: &Evidence, convention: &Convention, area: AreaNumber) -> Option<RegionChoice> {
        let area = evidence.areas.get(area)?;
        let region = Place::Region(area.region);
        match (convention.london.rule, area.london) {
            (London::InnerOrOuter, Some(part)) => {
                Some(RegionChoice { first: Place::Region(part), otherwise: Some(region) })
            }
            _ => Some(RegionChoice { first: region, otherwise: None }),
        }
    }
}

/// How neighbours are summed up: as the convention says. Whoever names neighbours knows how many they are, so the
/// convention's least number holds for published sets only.
fn summary(convention: &Convention, set: Option<&NeighbourSet>) -> NeighbourSummary {
    let own_choice = set.is_some_and(|set| set.id == OWN_CHOICE);
    let minimum = if own_choice { 1 } else { convention.minimum_of_neighbours.rule.max(1) };
    NeighbourSummary { summed_up_by: convention.neighbour_value.rule, minimum }
}

/// Whether an area takes part: every listed one, or only those that exist at the date.
fn takes_part(evidence: &Evidence, scope: Scope, number: AreaNumber, date: Option<Date>) -> bool {
    match (scope, evidence.areas.get(number)) {
        (Scope::AllListed, _) => true,
        (Scope::LiveOnly, Some(area)) => date.map_or(area.closed.is_none(), |date| area.exists_on(date)),
        (Scope::LiveOnly, None) => false,
    }
}

/// The set of neighbours by a rule, and whether it stands in for one of another time.
fn set_in_force(
    sets: &[NeighbourSet],
    rule: NeighbourSetRule,
    as_at: Option<Date>,
) -> (Option<&NeighbourSet>, bool) {
    let is_substitute = |set: &NeighbourSet| as_at.is_some_and(|date| date < set.version);
    let set = match (rule, as_at) {
        (NeighbourSetRule::Newest, _) | (NeighbourSetRule::AsAt, None) => sets.last(),
        (NeighbourSetRule::AsAt, Some(date)) => {
            sets.iter().rev().find(|set| set.version <= date).or_else(|| sets.first())
        }
    };
    (set, set.is_some_and(is_substitute))
}

/// For each source the row on which it first names each place; empty for a source without observations.
fn first_rows(evidence: &Evidence) -> Vec<Vec<u32>> {
    /// How many observations are looked at on one thread.
    const AT_ONCE: usize = 1 << 16;
    let (o, places) = (&evidence.observations, evidence.places.len());
    let none = || vec![Vec::new(); evidence.sources.len()];
    let of_some = |mut rows: Vec<Vec<u32>>, part: usize| {
        for at in part * AT_ONCE..o.len().min((part + 1) * AT_ONCE) {
            let of_source = &mut rows[o.sources()[at].index()];
            if of_source.is_empty() {
                of_source.resize(places, u32::MAX);
            }
            let row = &mut of_source[o.places()[at].index()];
            *row = (*row).min(o.rows()[at]);
        }
        rows
    };
    (0..o.len().div_ceil(AT_ONCE)).into_par_iter().fold(none, of_some).reduce(none, earlier)
}

/// Of two lists of first rows the earlier ones.
fn earlier(mut one: Vec<Vec<u32>>, other: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    for (one, other) in one.iter_mut().zip(other) {
        if one.is_empty() {
            *one = other;
        } else {
            one.iter_mut().zip(other).for_each(|(one, other)| *one = (*one).min(other));
        }
    }
    one
}
