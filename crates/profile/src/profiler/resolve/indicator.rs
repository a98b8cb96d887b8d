//! Figures of indicators and gaps.

use super::{CellFigure, FigureError, difference, other_place, shown};
use crate::convention::NeighbourValue;
use crate::figure::{Arithmetic, Figure, FigureKey, FigurePlace, FigureSubject, MadeOf};
use crate::figures::Comparison;
use crate::profiler::PreparedDate;
use crate::profiler::indicator::Context;
use evidence::{
    AreaNumber, CellRef, Group, IndicatorId, Missing, Place, PlaceIndex, Polarity, Unit, Value, ValueCells,
};

/// An indicator of a group, with the period that is asked for.
struct Asked<'p> {
    prepared: &'p PreparedDate,
    comparison: &'p Comparison,
    slot: usize,
    decimals: usize,
}

impl PreparedDate {
    pub(super) fn figure_of_indicator(
        &self,
        key: &FigureKey,
        id: &IndicatorId,
    ) -> Result<CellFigure, FigureError> {
        let asked = self.asked(key, id)?;
        match &key.subject {
            FigureSubject::Rank(_) => asked.rank(key),
            FigureSubject::Ranked(_) => asked.ranked(key),
            FigureSubject::Quartile(_) => asked.quartile(key),
            FigureSubject::Numerator(_) | FigureSubject::Denominator(_) => {
                let place = key.place.published().ok_or_else(|| other_place(key))?;
                Ok(asked.part(key, place))
            }
            _ => match key.place {
                FigurePlace::NeighboursOf(area) => Ok(asked.neighbours(key, area)),
                FigurePlace::EnglandWithout(area) => Ok(asked.england_without(key, id, area)),
                place => {
                    let place = place.published().ok_or_else(|| other_place(key))?;
                    Ok(asked.own(key, id, place))
                }
            },
        }
    }

    fn asked(&self, key: &FigureKey, id: &IndicatorId) -> Result<Asked<'_>, FigureError> {
        let comparison = self.comparison_of(id.as_str(), &key.group)?;
        let slot = self.slot(comparison, key)?;
        let decimals = usize::from(self.evidence().indicators[comparison.grid.indicator.index()].decimals);
        Ok(Asked { prepared: self, comparison, slot, decimals })
    }

    fn comparison_of(&self, id: &str, group: &Group) -> Result<&Comparison, FigureError> {
        let found = self.run(id, group).and_then(|run| self.comparison(run));
        found.ok_or_else(|| FigureError::NotPublic {
            indicator: id.to_owned(),
            group: group.as_str().to_owned(),
            date: self.date,
        })
    }

    /// The slot of the key's period. Two periods of one label: the later.
    fn slot(&self, comparison: &Comparison, key: &FigureKey) -> Result<usize, FigureError> {
        let periods = &comparison.grid.periods;
        let label = |slot: usize| self.evidence().periods[periods[slot].index()].label.as_str();
        let found = (0..periods.len()).rev().find(|slot| label(*slot) == key.period);
        found.ok_or_else(|| FigureError::NoSuchPeriod {
            subject: key.subject.to_string(),
            period: key.period.clone(),
            last: label(comparison.grid.latest).to_owned(),
        })
    }

    pub(super) fn figure_of_gap(&self, key: &FigureKey, id: &str) -> Result<CellFigure, FigureError> {
        let declared = self.profiler.0.gaps.gaps.iter().find(|gap| gap.id == id);
        let gap = declared.ok_or_else(|| FigureError::Unknown { what: "gap", name: id.to_owned() })?;
        let FigurePlace::NeighboursOf(area) = key.place else {
            let side = |indicator: &str, group: &Group| {
                let subject = FigureSubject::Indicator(IndicatorId(indicator.to_owned()));
                let side = FigureKey { subject, group: group.clone(), ..key.clone() };
                match self.figure(&side) {
                    // One side may lack a period that the other has.
                    Err(FigureError::NoSuchPeriod { .. }) => Ok(missing(&side, Missing::NotPublished)),
                    other => other,
                }
            };
            let other = gap.compared_indicator.as_ref().unwrap_or(&gap.indicator);
            // The reason of the group's own value comes first, as in the profile.
            let (group, compared) = (side(&gap.indicator, &gap.group)?, side(other, &gap.compared)?);
            let reason = group.value.reason();
            let mut figure = difference(key, compared, group);
            if let Some(reason) = reason {
                figure.value = Value::missing(reason);
            }
            return Ok(figure);
        };
        self.comparison_of(&gap.indicator, &gap.group)?;
        let neighbours = self.comparators.neighbours_of(self.evidence(), area);
        let of: Result<Vec<CellFigure>, FigureError> = neighbours
            .into_iter()
            .map(|neighbour| self.figure(&key.in_place(FigurePlace::Area(neighbour))))
            .collect();
        let of = of?;
        let gaps: Vec<f64> = of.iter().filter_map(|figure| figure.value.number()).collect();
        let many = u32::try_from(gaps.len()).unwrap_or(u32::MAX);
        let mean = crate::arithmetic::mean(&gaps).filter(|_| many >= self.comparators.summary().minimum);
        let value = mean.map_or(Value::missing(Missing::NotAvailable), Value::Number);
        let decimals = of.iter().map(|figure| super::decimals_of(&figure.shown)).max().unwrap_or(1);
        Ok(Figure {
            key: key.clone(),
            value,
            shown: shown(value, decimals),
            arithmetic: Arithmetic::Mean,
            made_of: MadeOf::Of(of),
        })
    }
}

/// A figure of which there is nothing.
pub(super) fn missing(key: &FigureKey, reason: Missing) -> CellFigure {
    Figure {
        key: key.clone(),
        value: Value::missing(reason),
        shown: String::new(),
        arithmetic: Arithmetic::Value,
        made_of: MadeOf::Origins(Vec::new()),
    }
}

impl Asked<'_> {
    fn figure(
        &self,
        key: &FigureKey,
        value: Value,
        arithmetic: Arithmetic,
        made_of: MadeOf<CellRef>,
    ) -> CellFigure {
        Figure { key: key.clone(), value, shown: shown(value, self.decimals), arithmetic, made_of }
    }

    fn observation(&self, place: Place) -> Option<usize> {
        self.comparison.grid.observation(self.slot, self.prepared.evidence().place(place)?)
    }

    /// What a file says of a place: the cell, or the two that it was worked out from.
    fn own(&self, key: &FigureKey, id: &IndicatorId, place: Place) -> CellFigure {
        let evidence = self.prepared.evidence();
        let value = self.comparison.value_of(evidence, self.slot, place);
        let Some(at) = self.observation(place) else {
            return self.figure(key, value, Arithmetic::Value, MadeOf::Origins(Vec::new()));
        };
        match evidence.observations.cells(at) {
            ValueCells::Published(cell) => {
                self.figure(key, value, Arithmetic::Value, MadeOf::Origins(vec![cell]))
            }
            ValueCells::Computed { .. } => {
                let part = |subject: fn(IndicatorId) -> FigureSubject| {
                    self.part(&FigureKey { subject: subject(id.clone()), ..key.clone() }, place)
                };
                let of = vec![part(FigureSubject::Numerator), part(FigureSubject::Denominator)];
                let unit = evidence.indicators[self.comparison.grid.indicator.index()].unit;
                let arithmetic = if unit == Unit::Percent { Arithmetic::Share } else { Arithmetic::Pooled };
                self.figure(key, value, arithmetic, MadeOf::Of(of))
            }
        }
    }

    /// The numerator or the denominator of a place's value.
    fn part(&self, key: &FigureKey, place: Place) -> CellFigure {
        let observations = &self.prepared.evidence().observations;
        let at = self.observation(place);
        let fraction = at.and_then(|at| observations.fraction(at));
        let cells = at.and_then(|at| observations.fraction_cells(at));
        let (Some(fraction), Some((numerator, denominator))) = (fraction, cells) else {
            return missing(key, Missing::NotPublished);
        };
        let (number, cell) = match key.subject {
            FigureSubject::Numerator(_) => (fraction.numerator, numerator),
            _ => (fraction.denominator, denominator),
        };
        let value = Value::Number(number);
        let decimals = usize::from(number.fract() != 0.0);
        Figure {
            key: key.clone(),
            value,
            shown: shown(value, decimals),
            arithmetic: Arithmetic::Value,
            made_of: MadeOf::Origins(vec![cell]),
        }
    }

    fn neighbours(&self, key: &FigureKey, area: AreaNumber) -> CellFigure {
        let (evidence, comparators) = (self.prepared.evidence(), &self.prepared.comparators);
        let of: Vec<CellFigure> = comparators
            .neighbour_places(self.comparison.source, area)
            .iter()
            .filter_map(|place| Some((FigurePlace::Area(evidence.places[place.index()].area()?), *place)))
            .filter_map(|(place, at)| {
                let FigureSubject::Indicator(id) = &key.subject else { return None };
                Some(self.own(&key.in_place(place), id, evidence.places[at.index()]))
            })
            .collect();
        let value = self.comparison.neighbours_used(evidence, comparators, area, self.slot);
        let arithmetic = match comparators.summary().summed_up_by {
            NeighbourValue::Mean => Arithmetic::Mean,
            NeighbourValue::Median => Arithmetic::Median,
        };
        self.figure(key, value, arithmetic, MadeOf::Of(of))
    }

    /// England's numerator and denominator less the area's, per as many as England's own value says.
    fn england_without(&self, key: &FigureKey, id: &IndicatorId, area: AreaNumber) -> CellFigure {
        let context = Context {
            evidence: self.prepared.evidence(),
            convention: self.prepared.convention(),
            comparators: &self.prepared.comparators,
            comparison: self.comparison,
        };
        let value = context.england_without(self.slot, Place::Area(area));
        let part = |subject: fn(IndicatorId) -> FigureSubject, place: FigurePlace, of: Place| {
            let key = FigureKey { subject: subject(id.clone()), place, ..key.clone() };
            self.part(&key, of)
        };
        let (england, own) = (FigurePlace::England, FigurePlace::Area(area));
        let of = vec![
            self.own(&key.in_place(england), id, Place::England),
            part(FigureSubject::Numerator, england, Place::England),
            part(FigureSubject::Denominator, england, Place::England),
            part(FigureSubject::Numerator, own, Place::Area(area)),
            part(FigureSubject::Denominator, own, Place::Area(area)),
        ];
        self.figure(key, value, Arithmetic::Pooled, MadeOf::Of(of))
    }

    /// The ranked areas, each with its value.
    fn ranked_places(&self) -> impl Iterator<Item = (PlaceIndex, f64)> {
        let (evidence, comparators) = (self.prepared.evidence(), &self.prepared.comparators);
        let places = comparators.areas.iter().map(|(_, place)| *place);
        let ranked = places.filter(|place| comparators.is_ranked(*place));
        ranked
            .filter_map(move |place| Some((place, self.comparison.grid.number(evidence, self.slot, place)?)))
    }

    fn cells(&self, place: PlaceIndex) -> Vec<CellRef> {
        let at = self.comparison.grid.observation(self.slot, place);
        match at.map(|at| self.prepared.evidence().observations.cells(at)) {
            Some(ValueCells::Published(cell)) => vec![cell],
            Some(ValueCells::Computed { numerator, denominator }) => vec![numerator, denominator],
            None => Vec::new(),
        }
    }

    /// Ranks are made of the latest period.
    fn area_ranked(&self, key: &FigureKey) -> Result<Option<PlaceIndex>, FigureError> {
        match key.place {
            FigurePlace::Area(area) if self.slot == self.comparison.grid.latest => {
                Ok(self.prepared.evidence().place(Place::Area(area)))
            }
            _ => Err(other_place(key)),
        }
    }

    /// The better areas and the area itself: their number is its rank.
    fn rank(&self, key: &FigureKey) -> Result<CellFigure, FigureError> {
        let place = self.area_ranked(key)?;
        let found = place.and_then(|place| Some((place, self.comparison.rank(place)?)));
        let Some((place, rank)) = found else { return Ok(missing(key, Missing::NotApplicable)) };
        let evidence = self.prepared.evidence();
        let high = evidence.indicators[self.comparison.grid.indicator.index()].polarity == Polarity::High;
        let own = self.comparison.grid.number(evidence, self.slot, place);
        let better = |value: f64| own.is_some_and(|own| if high { value > own } else { value < own });
        let others = self.ranked_places().filter(|(_, value)| better(*value)).map(|(other, _)| other);
        Ok(self.number_of(key, rank, std::iter::once(place).chain(others)))
    }

    fn ranked(&self, key: &FigureKey) -> Result<CellFigure, FigureError> {
        self.area_ranked(key)?;
        Ok(self.number_of(key, self.comparison.ranked, self.ranked_places().map(|(place, _)| place)))
    }

    /// A number of areas, each with its own figure.
    fn number_of(
        &self,
        key: &FigureKey,
        number: u32,
        places: impl Iterator<Item = PlaceIndex>,
    ) -> CellFigure {
        let evidence = self.prepared.evidence();
        let id = &evidence.indicators[self.comparison.grid.indicator.index()].id;
        let of = places.filter_map(|place| {
            let place = evidence.places[place.index()];
            let subject = FigureSubject::Indicator(id.clone());
            let key = FigureKey { subject, place: FigurePlace::Area(place.area()?), ..key.clone() };
            Some(self.own(&key, id, place))
        });
        Figure {
            key: key.clone(),
            value: Value::Number(f64::from(number)),
            shown: number.to_string(),
            arithmetic: Arithmetic::Count,
            made_of: MadeOf::Of(of.collect()),
        }
    }

    /// The quartile: it follows from the values of all ranked areas.
    fn quartile(&self, key: &FigureKey) -> Result<CellFigure, FigureError> {
        let place = self.area_ranked(key)?;
        let band = place.and_then(|place| self.comparison.band(place));
        let Some(at) = band.and_then(|band| "ABCD".find(band)) else {
            return Ok(missing(key, Missing::NotApplicable));
        };
        let cells = self.ranked_places().flat_map(|(place, _)| self.cells(place)).collect();
        Ok(Figure {
            key: key.clone(),
            value: Value::Number((at + 1) as f64),
            shown: (at + 1).to_string(),
            arithmetic: Arithmetic::Pooled,
            made_of: MadeOf::Origins(cells),
        })
    }
}
