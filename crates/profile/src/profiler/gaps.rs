//! Gaps between groups, as declared in `sources/gaps.toml`.

use super::trend::trend;
use crate::arithmetic::mean;
use crate::convention::Convention;
use crate::figures::{Comparators, Comparison, Measured, relation};
use crate::model::{GapPoint, GapProfile, Origin, SeriesBreak};
use definitions::{Format, Loader, Mistakes};
use evidence::missing::Missing;
use evidence::{AreaNumber, Evidence, Group, IndicatorId, Period, PeriodIndex, Place, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file as it was when the program was built.
const BUILT_IN: &str = include_str!("../../../../sources/gaps.toml");

/// A gap: those compared with, minus the group that tends to be behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Gap {
    /// Its name: `level-2-low-income`.
    pub id: String,
    /// The indicator.
    pub indicator: String,
    /// The group that tends to be behind.
    #[schemars(with = "String")]
    pub group: Group,
    /// Those it is compared with.
    #[schemars(with = "String")]
    pub compared: Group,
    /// The indicator of those, where the publisher gives them one of their own.
    #[serde(default)]
    pub compared_indicator: Option<String>,
    /// What is compared, in a sentence.
    pub about: String,
}

/// The gaps of a file, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gaps {
    /// The gaps.
    pub gaps: Vec<Gap>,
}

impl Gaps {
    /// The gaps that come with the program.
    ///
    /// # Panics
    /// Never in a released program: the file is part of it, and the tests read it.
    pub fn builtin() -> Gaps {
        Gaps::parse("sources/gaps.toml", BUILT_IN)
            .expect("the built-in gaps are part of the program and read by its tests")
    }

    /// The gaps of a text in the form of `sources/gaps.toml`, which messages call `file`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(file: &str, text: &str) -> Result<Gaps, Mistakes> {
        Loader::new(Format::new("gaps", "a list of gaps")).read(file, text)
    }
}

/// A gap with the figures of both groups.
#[derive(Debug)]
pub struct GapFigures<'p> {
    /// What is compared.
    pub gap: &'p Gap,
    /// The group that tends to be behind.
    pub group: &'p Comparison,
    /// Those it is compared with.
    pub compared: &'p Comparison,
}

impl GapFigures<'_> {
    pub(super) fn points(&self, evidence: &Evidence, place: Place) -> Vec<GapPoint> {
        (0..self.group.grid.periods.len())
            .filter_map(|slot| {
                let point = self.point(evidence, slot, place);
                let none = |value: Value| value.reason() == Some(Missing::NotPublished);
                (!(none(point.group) && none(point.compared))).then_some(point)
            })
            .collect()
    }

    pub(super) fn point(&self, evidence: &Evidence, slot: usize, place: Place) -> GapPoint {
        let at = self.group.grid.periods[slot];
        let group = self.group.value_of(evidence, slot, place);
        let theirs = self.their_slot(evidence, slot);
        let compared = theirs.map_or(Value::missing(Missing::NotPublished), |slot| {
            self.compared.value_of(evidence, slot, place)
        });
        let gap = match (group, compared) {
            (Value::Number(group), Value::Number(compared)) => Value::Number(compared - group),
            (missing @ Value::Missing { .. }, _) | (_, missing) => missing,
        };
        GapPoint { period: evidence.periods[at.index()].clone(), gap, group, compared }
    }

    /// Where a period of the group stands among those of the people compared with: a publication of its own may call it
    /// otherwise.
    fn their_slot(&self, evidence: &Evidence, slot: usize) -> Option<usize> {
        let (at, theirs) = (self.group.grid.periods[slot], &self.compared.grid.periods);
        let of = |at: PeriodIndex| &evidence.periods[at.index()];
        let days = |period: &Period| period.end.map(|end| (period.start, end));
        let same = |other: &PeriodIndex| {
            *other == at || (days(of(at)).is_some() && days(of(*other)) == days(of(at)))
        };
        theirs.iter().position(same)
    }

    /// Whether the gap of a period may be compared with the latest one.
    fn is_comparable(&self, evidence: &Evidence, slot: usize) -> bool {
        let theirs = self.their_slot(evidence, slot);
        self.group.grid.is_comparable(slot)
            && theirs.is_none_or(|slot| self.compared.grid.is_comparable(slot))
    }

    fn origins(&self, evidence: &Evidence, slot: usize, place: Place) -> Vec<Origin> {
        let Some(place) = evidence.place(place) else { return Vec::new() };
        let theirs = self.their_slot(evidence, slot);
        let rows = [
            self.group.grid.observation(slot, place),
            theirs.and_then(|slot| self.compared.grid.observation(slot, place)),
        ];
        let o = &evidence.observations;
        rows.into_iter().flatten().map(|at| Origin { source: o.sources()[at], row: o.rows()[at] }).collect()
    }

    /// The gap in an area; none where the area has no figure of either group.
    pub fn profile(
        &self,
        evidence: &Evidence,
        convention: &Convention,
        comparators: &Comparators,
        area: AreaNumber,
    ) -> Option<GapProfile> {
        let place = Place::Area(area);
        let series = self.points(evidence, place);
        if series.iter().all(|point| point.gap.number().is_none()) {
            return None;
        }
        // A gap is called by the names that it is declared with, whichever publication is used.
        let declared = evidence.indicator(&self.gap.indicator).unwrap_or(self.group.grid.indicator);
        let indicator = &evidence.indicators[declared.index()];
        let decimals = indicator.decimals;
        let latest = self.group.grid.latest;
        let neighbours: Vec<f64> = comparators
            .neighbours_of(evidence, area)
            .into_iter()
            .filter_map(|neighbour| self.point(evidence, latest, Place::Area(neighbour)).gap.number())
            .collect();
        let many = u32::try_from(neighbours.len()).unwrap_or(u32::MAX);
        let england = self.points(evidence, Place::England);
        let after_breaks = |point: &&GapPoint| {
            let slot = self.group.grid.slot(evidence, &point.period.label);
            slot.is_some_and(|slot| self.is_comparable(evidence, slot))
        };
        let trend_of = |points: &[GapPoint]| {
            trend(points.iter().filter(after_breaks).map(|point| (&point.period, point.gap)), decimals)
        };
        let breaks: Vec<SeriesBreak> = self
            .group
            .grid
            .bases
            .breaks
            .iter()
            .chain(self.compared.grid.bases.breaks.iter().filter(|known| {
                !self.group.grid.bases.breaks.iter().any(|own| own.id == known.id && own.from == known.from)
            }))
            .cloned()
            .collect();
        let here = self.point(evidence, latest, place).gap;
        let there = self.point(evidence, latest, Place::England).gap;
        Some(GapProfile {
            id: self.gap.id.clone(),
            indicator: indicator.id.clone(),
            name: indicator.name.clone(),
            decimals,
            group: self.gap.group.clone(),
            compared: self.gap.compared.clone(),
            compared_indicator: IndicatorId(
                self.gap.compared_indicator.clone().unwrap_or_else(|| self.gap.indicator.clone()),
            ),
            trend: trend_of(&series),
            england_trend: trend_of(&england),
            series,
            england,
            neighbours_mean: mean(&neighbours)
                .filter(|_| many >= comparators.summary().minimum)
                .map(|mean| (mean, many)),
            change: self.group.change_of(|slot| {
                if self.is_comparable(evidence, slot) {
                    self.point(evidence, slot, place).gap
                } else {
                    Value::missing(Missing::NotComparable)
                }
            }),
            breaks,
            against_england: relation(convention, decimals, Measured::bare(here), Measured::bare(there)),
            origins: self.origins(evidence, latest, place),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declared_gap_has_its_own_name_and_two_different_sides() {
        let mut names = Vec::new();
        for gap in Gaps::builtin().gaps {
            assert!(!names.contains(&gap.id), "{}", gap.id);
            assert!(gap.group != gap.compared || gap.compared_indicator.is_some(), "{}", gap.id);
            names.push(gap.id);
        }
        assert!(names.iter().any(|id| id == "level-2-low-income"));
        assert!(names.iter().any(|id| id == "level-3-low-income"));
    }
}
