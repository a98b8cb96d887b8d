//! The indicators of all areas in one table: one row for each measure and area, for the latest period.

mod export;

pub use export::{COLUMNS, IndicatorRowForm, IndicatorTableForm};

use crate::convention::Convention;
use crate::figures::{Comparators, Comparison, Grid, Layout, Measured, relation};
use crate::model::Relation;
use crate::series::{Line, SeriesRules, lines};
use evidence::missing::Missing;
use evidence::{
    AreaNumber, Date, Evidence, Indicator, NeighbourSet, Period, Place, PlaceIndex, Polarity, Value,
};
use rayon::prelude::*;

/// All measures of all areas, compared by one convention.
#[derive(Debug)]
pub struct IndicatorTable<'e> {
    /// What it was made from.
    pub evidence: &'e Evidence,
    /// The convention that it was made by.
    pub convention: Convention,
    /// The date that it speaks of, where one was given.
    pub as_at: Option<Date>,
    /// The measures, in the order of the publisher's list.
    pub measures: Vec<Measure<'e>>,
}

/// One measure of all areas.
#[derive(Debug)]
pub struct Measure<'e> {
    /// The measure.
    pub indicator: &'e Indicator,
    /// The latest period.
    pub period: &'e Period,
    /// Least, lower quartile, median, upper quartile and greatest value of the ranked areas.
    pub cut_points: Option<[f64; 5]>,
    /// How many areas are ranked.
    pub ranked: u32,
    /// Whether it has bands.
    pub banded: bool,
    /// A row for each area that the publisher lists, in the publisher's order.
    pub rows: Vec<AreaRow>,
}

/// One measure of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaRow {
    /// The area.
    pub area: AreaNumber,
    /// Its value in the latest period.
    pub value: Value,
    /// The change, by the convention.
    pub change: Value,
    /// The rank, or why there is none; no rank where the measure has no polarity.
    pub rank: Result<u32, Missing>,
    /// The band, likewise.
    pub band: Result<char, Missing>,
    /// The mean of the neighbours.
    pub neighbours_mean: Value,
    /// Their median.
    pub neighbours_median: Value,
    /// How many have a value.
    pub neighbours_with_value: u32,
    /// The change of the neighbours' value that the convention uses.
    pub neighbours_change: Value,
    /// The region that was used.
    pub region: Option<Place>,
    /// Its value.
    pub region_value: Value,
    /// England's value.
    pub england_value: Value,
    /// How the value stands to the neighbours' value that the convention uses.
    pub against_neighbours: Relation,
}

impl<'e> IndicatorTable<'e> {
    /// Compares every current measure of everybody (not of groups) for all areas.
    pub fn of(evidence: &'e Evidence, convention: &Convention, as_at: Option<Date>) -> IndicatorTable<'e> {
        IndicatorTable::beside(evidence, convention, as_at, None)
    }

    /// The same beside a set of neighbours of one's choice; none is the convention's.
    pub fn beside(
        evidence: &'e Evidence,
        convention: &Convention,
        as_at: Option<Date>,
        neighbours: Option<&NeighbourSet>,
    ) -> IndicatorTable<'e> {
        let rules = SeriesRules::builtin();
        let (comparators, lines) = rayon::join(
            || Comparators::of(evidence, convention, as_at, neighbours),
            || lines(evidence, convention, &rules),
        );
        let mut chosen: Vec<Line> = lines
            .into_iter()
            .filter(|line| evidence.groups[line.runs[0].group.index()].as_str() == "all")
            .filter(|line| evidence.indicators[line.runs[0].indicator.index()].current)
            .collect();
        chosen.sort_by_key(|line| {
            let indicator = &evidence.indicators[line.runs[0].indicator.index()];
            (indicator.order, indicator.id.clone())
        });
        let by = Layout { evidence, convention, rules: &rules, as_at };
        let measures = chosen
            .into_par_iter()
            .filter_map(|line| {
                let grid = Grid::of(&by, &line)?;
                let comparison = Comparison::of(evidence, convention, &comparators, grid);
                Some(measure(evidence, convention, &comparators, &comparison))
            })
            .collect();
        IndicatorTable { evidence, convention: convention.clone(), as_at, measures }
    }
}

fn measure<'e>(
    evidence: &'e Evidence,
    convention: &Convention,
    comparators: &Comparators,
    comparison: &Comparison,
) -> Measure<'e> {
    let grid = &comparison.grid;
    let mut listed: Vec<(AreaNumber, PlaceIndex)> =
        comparators.areas.iter().copied().filter(|(_, place)| grid.mentions(*place)).collect();
    listed.sort_by_key(|(area, place)| (comparators.first_row(comparison.source, *place), *area));
    let rows = listed
        .into_iter()
        .map(|(area, place)| row(evidence, convention, comparators, comparison, area, place))
        .collect();
    Measure {
        indicator: &evidence.indicators[grid.indicator.index()],
        period: &evidence.periods[grid.periods[grid.latest].index()],
        cut_points: comparison.cut_points,
        ranked: comparison.ranked,
        banded: comparison.banded,
        rows,
    }
}

fn row(
    evidence: &Evidence,
    convention: &Convention,
    comparators: &Comparators,
    comparison: &Comparison,
    area: AreaNumber,
    place: PlaceIndex,
) -> AreaRow {
    let grid = &comparison.grid;
    let latest = grid.latest;
    let value = grid.value(evidence, latest, place);
    let now = comparison.neighbours(evidence, comparators, area, latest);
    let region = comparison.region(evidence, convention, area);
    let why_not = value.reason().unwrap_or(if comparators.is_ranked(place) {
        Missing::NotApplicable
    } else {
        Missing::AreaDidNotExist
    });
    let indicator = &evidence.indicators[grid.indicator.index()];
    let fraction = grid.observation(latest, place).and_then(|at| evidence.observations.fraction(at));
    let own = Measured::of(indicator, value, fraction);
    let has_polarity = indicator.polarity != Polarity::Neither;
    let without = |applies: bool| if applies { why_not } else { Missing::NotApplicable };
    AreaRow {
        area,
        value,
        change: comparison.change(evidence, place),
        rank: comparison.rank(place).ok_or(without(has_polarity && comparison.compared)),
        band: comparison.band(place).ok_or(without(comparison.banded)),
        neighbours_mean: now.mean,
        neighbours_median: now.median,
        neighbours_with_value: now.with_value,
        neighbours_change: comparison.change_of(|slot| {
            if slot == latest {
                now.used(convention)
            } else {
                comparison.neighbours_used(evidence, comparators, area, slot)
            }
        }),
        region,
        region_value: comparison.beside(region.map_or(Value::missing(Missing::NotPublished), |region| {
            comparison.value_of(evidence, latest, region)
        })),
        england_value: comparison.beside(comparison.value_of(evidence, latest, Place::England)),
        against_neighbours: relation(
            convention,
            indicator.decimals,
            own,
            Measured::bare(now.used(convention)),
        ),
    }
}
