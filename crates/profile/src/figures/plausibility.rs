//! Comparators that cannot be what they are called: a figure of England or of a region that lies outside the range of the
//! areas it stands for is a sum, a count or another measure, and is refused with that reason.
//!
//! A rate, a percentage or an average of a whole lies between those of its parts. Parts may be suppressed, though, and
//! then the whole may lie beside those that are left; so the range of the parts alone decides only where nearly all have
//! a figure, and otherwise the figure must lie far outside the range of all areas as well: by more than that range is wide.

use super::Grid;
use evidence::{Area, Evidence, GssCode, Place, PlaceIndex, Unit};
use std::sync::Arc;

/// A refused figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Refusal {
    /// Whose it is.
    pub place: PlaceIndex,
    /// The figure as published.
    pub published: f64,
    /// The range it was held against; that of all areas where the whole period's regions are refused.
    pub range: Range,
    /// Why it is refused.
    pub because: Because,
}

/// What a figure was held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// Outside the range of England's regions.
    OutsideRegions,
    /// Outside the range of its areas.
    OutsideAreas,
    /// Most regions of the period lie outside the range of their areas, so none of them is the measure of the areas.
    AsOtherRegions,
}

/// The least and the greatest of some figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The least.
    pub lowest: f64,
    /// The greatest.
    pub highest: f64,
    /// How many there are.
    pub count: usize,
}

impl Range {
    fn of(values: impl Iterator<Item = f64>) -> Option<Range> {
        values.fold(None, |range, value| {
            Some(range.map_or(Range { lowest: value, highest: value, count: 1 }, |range: Range| Range {
                lowest: range.lowest.min(value),
                highest: range.highest.max(value),
                count: range.count + 1,
            }))
        })
    }

    /// Whether a value lies outside by more than rounding.
    fn leaves_out(self, value: f64, rounding: f64) -> bool {
        value < self.lowest - rounding || value > self.highest + rounding
    }
}

/// Parts decide alone where at least this share of those that exist have a figure, in per cent.
const NEARLY_ALL: usize = 90;

/// A range of all areas that may decide is one of at least this many.
const ENOUGH_AREAS: usize = 30;

/// Which places are parts of which.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    england: Option<PlaceIndex>,
    areas: Vec<Part>,
    regions: Vec<Region>,
}

/// An area with the places that it is part of.
#[derive(Debug, Clone)]
struct Part {
    place: Option<PlaceIndex>,
    area: Area,
}

/// A region of England, or a part of London.
#[derive(Debug, Clone)]
struct Region {
    place: PlaceIndex,
    code: GssCode,
    /// Whether England is made of it and its like; Inner and Outer London are parts of a region.
    is_whole: bool,
}

impl Parts {
    /// The parts among the places that observations are about.
    pub fn of(evidence: &Evidence) -> Arc<Parts> {
        let mut parts = Parts { england: evidence.place(Place::England), ..Parts::default() };
        let places = || (0..=u16::MAX).map(PlaceIndex).zip(&evidence.places);
        for area in evidence.areas.list() {
            // An area of which nothing is published is a part without a figure.
            parts.areas.push(Part { place: evidence.place(Place::Area(area.number)), area: area.clone() });
        }
        for (at, place) in places() {
            if let Place::Region(code) = place {
                let is_whole = parts.areas.iter().any(|part| part.area.region == *code);
                let is_part = parts.areas.iter().any(|part| part.area.london == Some(*code));
                if is_whole || is_part {
                    parts.regions.push(Region { place: at, code: *code, is_whole });
                }
            }
        }
        Arc::new(parts)
    }

    /// The figures of a period that are refused; none of counts and of sums of money, which are greater of a whole.
    pub fn refused(&self, evidence: &Evidence, grid: &Grid, slot: usize) -> Vec<Refusal> {
        let indicator = &evidence.indicators[grid.indicator.index()];
        if !matches!(indicator.unit, Unit::Percent | Unit::Rate | Unit::Score) {
            return Vec::new();
        }
        // A unit of the last decimal shown, and a hair for how doubles write it: whole and parts are rounded apart.
        let rounding = 10_f64.powi(-i32::from(indicator.decimals)) * 1.000_001;
        let number = |place: PlaceIndex| grid.number(evidence, slot, place);
        let mut refused = Vec::new();
        let has_comparator = self.england.into_iter().chain(self.regions.iter().map(|region| region.place));
        if !has_comparator.into_iter().any(|place| number(place).is_some()) {
            return refused;
        }
        let period = &evidence.periods[grid.periods[slot].index()];
        let exist: Vec<&Part> =
            self.areas.iter().filter(|part| super::grid::existed_in(&part.area, period)).collect();
        let range = |belongs: &dyn Fn(&Area) -> bool| -> (Option<Range>, bool) {
            let of: Vec<&&Part> = exist.iter().filter(|part| belongs(&part.area)).collect();
            let range = Range::of(of.iter().filter_map(|part| number(part.place?)));
            let nearly_all = range.is_some_and(|range| range.count * 100 >= of.len() * NEARLY_ALL);
            (range, nearly_all)
        };
        let (all, all_known) = range(&|_| true);
        let far_beyond_all = |value: f64| {
            let enough = all.filter(|all| all.count >= ENOUGH_AREAS);
            enough.is_some_and(|all| all.leaves_out(value, rounding + all.highest - all.lowest))
        };
        for region in &self.regions {
            let Some(published) = number(region.place) else { continue };
            let (own, known) = range(&|area| area.region == region.code || area.london == Some(region.code));
            let outside_own = own.is_none_or(|own| own.leaves_out(published, rounding));
            let decides = known && own.is_some_and(|own| own.count > 1);
            if outside_own && (decides || far_beyond_all(published)) {
                let range = own.or(all).unwrap_or(Range { lowest: published, highest: published, count: 0 });
                refused.push(Refusal {
                    place: region.place,
                    published,
                    range,
                    because: Because::OutsideAreas,
                });
            }
        }
        self.as_other_regions(&number, all, &mut refused);
        if let Some((england, published)) = self.england.and_then(|place| Some((place, number(place)?))) {
            let usable =
                |region: &&Region| region.is_whole && refused.iter().all(|one| one.place != region.place);
            let with_figure: Vec<(GssCode, f64)> = self
                .regions
                .iter()
                .filter(usable)
                .filter_map(|region| Some((region.code, number(region.place)?)))
                .collect();
            // England is made of all its regions, or it may lie beside those that have a figure.
            let all_regions = with_figure.len() > 1
                && exist.iter().all(|part| with_figure.iter().any(|(code, _)| *code == part.area.region));
            let regions =
                if all_regions { Range::of(with_figure.iter().map(|(_, value)| *value)) } else { None };
            let (range, because, decides) = match regions {
                Some(regions) => (Some(regions), Because::OutsideRegions, true),
                None => {
                    let decides = all_known && all.is_some_and(|all| all.count > 1);
                    (all, Because::OutsideAreas, decides || far_beyond_all(published))
                }
            };
            if let Some(range) = range.filter(|range| decides && range.leaves_out(published, rounding)) {
                refused.push(Refusal { place: england, published, range, because });
            }
        }
        refused
    }

    /// Refuses all regions of a period where more than half of them are refused.
    fn as_other_regions(
        &self,
        number: &impl Fn(PlaceIndex) -> Option<f64>,
        all: Option<Range>,
        refused: &mut Vec<Refusal>,
    ) {
        let known: Vec<(PlaceIndex, f64)> =
            self.regions.iter().filter_map(|region| Some((region.place, number(region.place)?))).collect();
        let Some(range) = all.filter(|_| refused.len() * 2 > known.len()) else { return };
        for (place, published) in known {
            if refused.iter().all(|one| one.place != place) {
                refused.push(Refusal { place, published, range, because: Because::AsOtherRegions });
            }
        }
    }
}
