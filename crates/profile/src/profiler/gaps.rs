//! Gaps between groups, as declared in `sources/gaps.toml`.

use super::trend::{movement_between, trend};
use crate::arithmetic::mean;
use crate::convention::Convention;
use crate::figures::{Comparators, Comparison, Measured, relation};
use crate::model::{GapPoint, GapProfile, Origin, Uncertainty};
use crate::statistics::Interval;
use crate::statistics::interval::difference;
use crate::statistics::movement::Movement;
use definitions::{Format, Loader, Mistakes};
use evidence::missing::Missing;
use evidence::{AreaNumber, Evidence, Group, IndicatorId, Place, Unit, Value};
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
        let group = self.group.measured(evidence, slot, place);
        let theirs = self.compared.grid.periods.iter().position(|period| *period == at);
        let compared = theirs.map_or(Measured::bare(Value::missing(Missing::NotPublished)), |slot| {
            self.compared.measured(evidence, slot, place)
        });
        let gap = match (group.value, compared.value) {
            (Value::Number(group), Value::Number(compared)) => Value::Number(compared - group),
            (missing @ Value::Missing { .. }, _) | (_, missing) => missing,
        };
        let uncertainty = match (group.uncertainty.interval(), compared.uncertainty.interval()) {
            (Some(of_group), Some(of_compared)) if self.of_proportions(evidence) => {
                let (group, compared) = (group.value.number(), compared.value.number());
                group.zip(compared).map_or(Uncertainty::NonePublished, |(group, compared)| {
                    let Interval { low, high } = difference((compared, of_compared), (group, of_group));
                    Uncertainty::Newcombe { low, high }
                })
            }
            _ => Uncertainty::NonePublished,
        };
        GapPoint {
            period: evidence.periods[at.index()].clone(),
            gap,
            group: group.value,
            compared: compared.value,
            uncertainty,
        }
    }

    /// Whether both sides are proportions: only their difference has an interval of its own.
    fn of_proportions(&self, evidence: &Evidence) -> bool {
        let unit = |side: &Comparison| evidence.indicators[side.grid.indicator.index()].unit;
        unit(self.group) == Unit::Percent && unit(self.compared) == Unit::Percent
    }

    /// The gap of a period with how sure it is.
    fn measured(&self, evidence: &Evidence, slot: usize, place: Place) -> Measured {
        let point = self.point(evidence, slot, place);
        Measured { value: point.gap, uncertainty: point.uncertainty }
    }

    /// Whether the change between the two periods that the convention compares is more than noise.
    fn movement(&self, evidence: &Evidence, place: Place) -> Option<Movement> {
        let (earlier, later) = self.group.grid.change?;
        let points: Vec<Measured> = (0..=later).map(|slot| self.measured(evidence, slot, place)).collect();
        movement_between(&points, points[earlier], points[later])
    }

    fn origins(&self, evidence: &Evidence, slot: usize, place: Place) -> Vec<Origin> {
        let Some(place) = evidence.place(place) else { return Vec::new() };
        let at = self.group.grid.periods[slot];
        let theirs = self.compared.grid.periods.iter().position(|period| *period == at);
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
        let indicator = &evidence.indicators[self.group.grid.indicator.index()];
        let decimals = indicator.decimals;
        let latest = self.group.grid.latest;
        let neighbours: Vec<f64> = comparators
            .neighbours_of(evidence, area)
            .into_iter()
            .filter_map(|neighbour| self.point(evidence, latest, Place::Area(neighbour)).gap.number())
            .collect();
        let many = u32::try_from(neighbours.len()).unwrap_or(u32::MAX);
        let england = self.points(evidence, Place::England);
        let trend_of = |points: &[GapPoint]| {
            let measured = |point: &GapPoint| Measured { value: point.gap, uncertainty: point.uncertainty };
            trend(points.iter().map(|point| (&point.period, measured(point))), decimals)
        };
        let here = self.measured(evidence, latest, place);
        let there = self.measured(evidence, latest, Place::England);
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
            change: self.group.change_of(|slot| self.point(evidence, slot, place).gap),
            movement: self.movement(evidence, place),
            against_england: relation(convention, decimals, here, there),
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
