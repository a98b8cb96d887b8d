//! One indicator of one group in an area, beside its neighbours, its region and England.

use super::trend::trend;
use crate::convention::Convention;
use crate::figures::{Comparators, Comparison, Measured, Neighbourhood, relation, uncertainty};
use crate::model::{
    Elsewhere, Figure, FigureStatus, IndicatorProfile, NeighbourFigures, Origin, SeriesHistory, SmallGroup,
    Trend,
};
use crate::proportions::Few;
use crate::series::Line;
use evidence::missing::Missing;
use evidence::{
    AreaNumber, Evidence, Fraction, Indicator, Period, Place, PlaceIndex, Release, Unit, Value, date,
};

/// An indicator compared, with all that an area's profile of it depends on.
pub struct Context<'c> {
    /// The evidence.
    pub evidence: &'c Evidence,
    /// The convention.
    pub convention: &'c Convention,
    /// Neighbours and regions.
    pub comparators: &'c Comparators,
    /// The figures.
    pub comparison: &'c Comparison,
    /// When groups are too small.
    pub few: &'c Few,
    /// What they are a series of.
    pub line: &'c Line,
}

impl Context<'_> {
    pub(super) fn indicator(&self) -> &Indicator {
        &self.evidence.indicators[self.comparison.grid.indicator.index()]
    }

    fn period(&self, slot: usize) -> &Period {
        &self.evidence.periods[self.comparison.grid.periods[slot].index()]
    }

    fn slots(&self) -> std::ops::Range<usize> {
        0..self.comparison.grid.periods.len()
    }

    pub(super) fn fraction(&self, slot: usize, place: Place) -> Option<Fraction> {
        let at = self.comparison.grid.observation(slot, self.evidence.place(place)?)?;
        self.evidence.observations.fraction(at)
    }

    pub(super) fn value(&self, slot: usize, place: Place) -> Value {
        self.comparison.value_of(self.evidence, slot, place)
    }

    fn measured(&self, slot: usize, place: Place) -> Measured {
        Measured::of(self.indicator(), self.value(slot, place), self.fraction(slot, place))
    }

    /// What a file says of the area in a period; none where no row speaks of it.
    fn figure(&self, slot: usize, place: PlaceIndex) -> Option<Figure> {
        let at = self.comparison.grid.observation(slot, place)?;
        let o = &self.evidence.observations;
        Some(Figure {
            period: self.period(slot).clone(),
            value: o.value(at),
            fraction: o.fraction(at),
            origin: Origin { source: o.sources()[at], row: o.rows()[at] },
            status: self.status(slot, Some(at)),
        })
    }

    /// What a figure may be compared with, and since when it was public.
    fn status(&self, slot: usize, at: Option<usize>) -> FigureStatus {
        let grid = &self.comparison.grid;
        let o = &self.evidence.observations;
        FigureStatus {
            basis: grid.bases.of[slot],
            provisional: grid.provisional[slot],
            public_from: at.and_then(|at| date::from_days(o.known_from()[at])),
            known_by: at.and_then(|at| self.release(at)).map(|release| release.known_by),
        }
    }

    fn release(&self, at: usize) -> Option<&Release> {
        let release = self.evidence.observations.releases()[at];
        self.evidence.releases.get(release.index())
    }

    /// Which publication was used, where the series breaks, and since when the latest figure was public.
    fn history(&self, place: PlaceIndex) -> SeriesHistory {
        let grid = &self.comparison.grid;
        let latest = grid.observation(grid.latest, place).and_then(|at| self.release(at));
        SeriesHistory {
            series: self.line.used(self.evidence, grid),
            breaks: grid.bases.breaks.clone(),
            public_because: latest.map_or(String::new(), |release| release.reason.clone()),
        }
    }

    /// Another place's value, change and series.
    fn elsewhere(&self, place: Option<Place>) -> Elsewhere {
        let value = |slot| {
            let published =
                place.map_or(Value::missing(Missing::NotPublished), |place| self.value(slot, place));
            self.comparison.beside(published)
        };
        Elsewhere {
            value: value(self.comparison.grid.latest),
            change: self.comparison.change_of(value),
            series: self.slots().map(|slot| (self.period(slot).clone(), value(slot))).collect(),
        }
    }

    fn neighbours(&self, area: AreaNumber) -> NeighbourFigures {
        let series: Vec<Neighbourhood> = self
            .slots()
            .map(|slot| self.comparison.neighbours(self.evidence, self.comparators, area, slot))
            .collect();
        let used = |slot: usize| series[slot].used(self.convention);
        let latest = self.comparison.grid.latest;
        NeighbourFigures {
            mean: series[latest].mean,
            median: series[latest].median,
            with_value: series[latest].with_value,
            used: Elsewhere {
                value: used(latest),
                change: self.comparison.change_of(used),
                series: self.slots().map(|slot| (self.period(slot).clone(), used(slot))).collect(),
            },
        }
    }

    /// England without the area, where both sides' numerators and denominators are published.
    pub(super) fn england_without(&self, slot: usize, place: Place) -> Value {
        let not_published = Value::missing(Missing::NotPublished);
        if !matches!(self.indicator().unit, Unit::Percent | Unit::Rate) {
            return Value::missing(Missing::NotApplicable);
        }
        let (Some(own), Some(all)) = (self.fraction(slot, place), self.fraction(slot, Place::England)) else {
            return not_published;
        };
        let Value::Number(england) = self.value(slot, Place::England) else { return not_published };
        let (numerator, denominator) = (all.numerator - own.numerator, all.denominator - own.denominator);
        if denominator <= 0.0 || all.numerator <= 0.0 || numerator < 0.0 {
            return not_published;
        }
        // England's own value says per how many it is: per 100, per 10,000.
        let per = england * all.denominator / all.numerator;
        Value::Number(numerator / denominator * per)
    }

    /// England's trend over the periods for which the area has a value.
    fn england_trend(&self, series: &[Figure]) -> Option<Trend> {
        let points = self.slots().filter_map(|slot| {
            let period = self.period(slot);
            let has_value =
                series.iter().any(|figure| figure.period == *period && figure.value.number().is_some());
            (has_value && self.comparison.grid.is_comparable(slot))
                .then(|| (period, self.comparison.beside(self.value(slot, Place::England))))
        });
        trend(points, self.indicator().decimals)
    }

    /// Whether a percentage or rate rests on so few people that its movements say nothing: by its smallest denominator,
    /// or, where none is published, because few children live in the area at all.
    fn small_group(&self, area: AreaNumber, series: &[Figure]) -> Option<SmallGroup> {
        if !matches!(self.indicator().unit, Unit::Percent | Unit::Rate | Unit::Score) {
            return None;
        }
        let people = series
            .iter()
            .filter(|figure| figure.value.number().is_some())
            .filter_map(|figure| figure.fraction)
            .map(|fraction| fraction.denominator)
            .filter(|people| *people > 0.0)
            .min_by(f64::total_cmp);
        let limit = f64::from(self.few.people_from);
        let because = match people {
            Some(people) if people < limit => {
                format!("the figure of a year rests on {people} people, fewer than {limit}")
            }
            Some(_) => return None,
            None => {
                let few = self.few.areas.iter().find(|few| few.area == area.get())?;
                format!(
                    "on how many people the figure rests is not published, and they may be fewer than {limit}: {}",
                    few.because
                )
            }
        };
        Some(SmallGroup { people, because })
    }

    /// The indicator in an area; none where the area has no value in any period.
    pub fn profile(&self, area: AreaNumber) -> Option<IndicatorProfile> {
        let place = Place::Area(area);
        let at = self.evidence.place(place)?;
        let series: Vec<Figure> = self.slots().filter_map(|slot| self.figure(slot, at)).collect();
        if series.iter().all(|figure| figure.value.number().is_none()) {
            return None;
        }
        let (indicator, comparison) = (self.indicator(), self.comparison);
        let latest = comparison.grid.latest;
        let own = self.figure(latest, at).unwrap_or_else(|| Figure {
            period: self.period(latest).clone(),
            value: self.value(latest, place),
            fraction: None,
            origin: Origin { source: comparison.source, row: 0 },
            status: self.status(latest, None),
        });
        let neighbours = self.neighbours(area);
        let region = comparison.region(self.evidence, self.convention, area);
        let here =
            Measured { value: own.value, uncertainty: uncertainty(indicator, own.value, own.fraction) };
        let stands = |other: Measured| {
            let other = Measured { value: comparison.beside(other.value), ..other };
            relation(self.convention, indicator.decimals, here, other)
        };
        let small_group = self.small_group(area, &series);
        let after_breaks = |figure: &&Figure| {
            figure.status.basis == comparison.grid.bases.of[latest] && !figure.status.provisional
        };
        let points = || series.iter().filter(after_breaks).map(|figure| (&figure.period, figure.value));
        let own_trend = if small_group.is_some() { None } else { trend(points(), indicator.decimals) };
        let england_trend = own_trend.as_ref().and_then(|_| self.england_trend(&series));
        Some(IndicatorProfile {
            indicator: indicator.id.clone(),
            name: indicator.name.clone(),
            code: indicator.code.clone(),
            topic: indicator.topic.clone(),
            polarity: indicator.polarity,
            unit: indicator.unit,
            unit_label: indicator.unit_label.clone(),
            decimals: indicator.decimals,
            group: self.evidence.groups[comparison.grid.group.index()].clone(),
            change: comparison.change(self.evidence, at),
            rank: comparison.rank(at).map(|rank| (rank, comparison.ranked)),
            band: comparison.band(at),
            against_neighbours: stands(Measured::bare(neighbours.used.value)),
            against_region: region.map_or_else(
                || stands(Measured::bare(Value::missing(Missing::NotPublished))),
                |region| stands(self.measured(latest, region)),
            ),
            against_england: stands(self.measured(latest, Place::England)),
            neighbours,
            region_used: region.map_or(String::new(), |region| self.evidence.areas.name(region).to_owned()),
            region_code: region.and_then(|region| match region {
                Place::Region(code) => Some(code),
                Place::England | Place::Area(_) => None,
            }),
            region: self.elsewhere(region),
            england: self.elsewhere(Some(Place::England)),
            elsewhere: comparison.beside(self.england_without(latest, place)),
            small_group,
            uncertainty: here.uncertainty,
            change_against_england: difference(own_trend.as_ref(), england_trend.as_ref()),
            trend: own_trend,
            england_trend,
            history: self.history(at),
            latest: own,
            series,
        })
    }
}

/// The area's change minus England's, where both trends span the same periods.
fn difference(own: Option<&Trend>, england: Option<&Trend>) -> Value {
    match (own, england) {
        (Some(own), Some(england)) if own.from == england.from && own.to == england.to => {
            Value::Number(own.change - england.change)
        }
        _ => Value::missing(Missing::NotPublished),
    }
}
