//! Profiles: everything that the evidence says of an area as at a date.

mod currency;
mod gaps;
mod indicator;
mod notices;
mod remit;
mod resolve;
mod trend;

pub use gaps::{Gap, Gaps};
pub use resolve::{CellFigure, FigureError};
pub use trend::trend;

use crate::convention::Convention;
use crate::figures::{Comparators, Comparison, Grid, Layout, OWN_CHOICE};
use crate::model::{EventNoted, GapProfile, IndicatorProfile, Origin, Profile};
use crate::proportions::Proportions;
use crate::series::{Line, SeriesRules, lines};
use crate::settings::{Reaches, SettingsAsAt, SettingsIndex, Shares, open_on};
use evidence::{
    AreaNumber, Date, Evidence, Group, GroupIndex, IndicatorId, IndicatorIndex, Neighbour, NeighbourSet,
    Place, date,
};
use gaps::GapFigures;
use indicator::Context;
use rayon::prelude::*;
use resolve::Nationwide;
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// With which areas an area is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum NeighbourChoice {
    /// The set that the convention says.
    #[default]
    ByConvention,
    /// The published set of a name, such as `dfe-2021-04`.
    Set(String),
    /// Areas of one's own choice.
    Own(Vec<AreaNumber>),
}

/// The set of neighbours that was asked for is not in the evidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no set of neighbours is called `{asked}`; the evidence holds: {}", if .known.is_empty() { "none".to_owned() } else { .known.join(", ") })]
pub struct UnknownNeighbourSet {
    /// What was asked for.
    pub asked: String,
    /// The sets there are.
    pub known: Vec<String>,
}

/// Makes profiles from some evidence by one convention. It owns what it reads, so it can be kept and shared between
/// threads; a copy is the same profiler.
#[derive(Debug, Clone)]
pub struct Profiler(Arc<Shared>);

/// What a profiler reads, and what it works out of it once.
#[derive(Debug)]
struct Shared {
    index: SettingsIndex,
    convention: Arc<Convention>,
    own_set: Option<NeighbourSet>,
    gaps: Arc<Gaps>,
    snapshot: String,
    proportions: Proportions,
    rules: Arc<SeriesRules>,
    lines: Vec<Line>,
    /// The line of each indicator and group.
    line_of: FxHashMap<(IndicatorIndex, GroupIndex), usize>,
}

/// All that profiles as at one date share: made once, read by every area. Comparisons of indicators are worked out
/// when they are first asked for and kept, so that a second profile of the date, or a single figure, costs little.
#[derive(Debug)]
pub struct PreparedDate {
    profiler: Profiler,
    date: Date,
    comparators: Comparators,
    now: SettingsAsAt,
    before: SettingsAsAt,
    shares_now: Shares,
    shares_before: Shares,
    reaches: Reaches,
    /// For each line its comparison; none where nothing of it was public.
    comparisons: Vec<OnceLock<Option<Comparison>>>,
    nationwide: Nationwide,
}

impl Profiler {
    /// A profiler of some evidence; `snapshot` is the evidence's name, which profiles carry.
    pub fn new(
        evidence: Arc<Evidence>,
        snapshot: &str,
        convention: Arc<Convention>,
        choice: &NeighbourChoice,
        gaps: Arc<Gaps>,
    ) -> Result<Profiler, UnknownNeighbourSet> {
        let rules = Arc::new(SeriesRules::builtin());
        Profiler::with_series(evidence, snapshot, convention, choice, gaps, rules)
    }

    /// A profiler with rules of one's own on what is one series and where series break.
    pub fn with_series(
        evidence: Arc<Evidence>,
        snapshot: &str,
        convention: Arc<Convention>,
        choice: &NeighbourChoice,
        gaps: Arc<Gaps>,
        rules: Arc<SeriesRules>,
    ) -> Result<Profiler, UnknownNeighbourSet> {
        let own_set = match choice {
            NeighbourChoice::ByConvention => None,
            NeighbourChoice::Set(id) => Some(published_set(&evidence, id)?.clone()),
            NeighbourChoice::Own(areas) => Some(own_choice(&evidence, areas)),
        };
        let lines = lines(&evidence, &convention, &rules);
        let of_line = |(at, line): (usize, &Line)| {
            line.runs.iter().map(move |run| ((run.indicator, run.group), at)).collect::<Vec<_>>()
        };
        let line_of = lines.iter().enumerate().flat_map(of_line).collect();
        let index = SettingsIndex::of(evidence);
        let snapshot = snapshot.to_owned();
        let proportions = Proportions::builtin();
        let shared =
            Shared { index, convention, own_set, gaps, snapshot, proportions, rules, lines, line_of };
        Ok(Profiler(Arc::new(shared)))
    }

    /// The evidence.
    pub fn evidence(&self) -> &Arc<Evidence> {
        self.0.index.evidence()
    }

    /// The convention.
    pub fn convention(&self) -> &Convention {
        &self.0.convention
    }

    /// The index of settings, for tables of settings.
    pub fn index(&self) -> &SettingsIndex {
        &self.0.index
    }

    /// Prepares what all areas share as at a date.
    pub fn as_at(&self, date: Date) -> PreparedDate {
        let mut own_set = self.0.own_set.clone();
        if let Some(set) = &mut own_set
            && set.id == OWN_CHOICE
        {
            // One's own choice has no version of another time.
            set.version = date;
        }
        let index = self.index();
        let settings = |date: Date| {
            let open = open_on(index, date);
            rayon::join(|| SettingsAsAt::sorted(index, date, &open), || Shares::of(index, date, &open))
        };
        let (((now, shares_now), (before, shares_before)), (comparators, reaches)) = rayon::join(
            || rayon::join(|| settings(date), || settings(date::year_before(date))),
            || {
                let comparators =
                    Comparators::of(self.evidence(), self.convention(), Some(date), own_set.as_ref());
                (comparators, Reaches::of(index, date, &self.0.proportions.limits))
            },
        );
        let comparisons = self.0.lines.iter().map(|_| OnceLock::new()).collect();
        let profiler = self.clone();
        PreparedDate {
            profiler,
            date,
            comparators,
            now,
            before,
            shares_now,
            shares_before,
            reaches,
            comparisons,
            nationwide: Nationwide::default(),
        }
    }

    /// The profile of one area.
    pub fn area(&self, area: AreaNumber, as_at: Date) -> Profile {
        let mut profiles = self.as_at(as_at).profiles(&[area]);
        profiles.pop().unwrap_or_else(|| unreachable!("one profile is made for one area"))
    }

    /// The profiles of all areas that exist at the date, by number.
    pub fn all(&self, as_at: Date) -> Vec<Profile> {
        let areas: Vec<AreaNumber> = self
            .evidence()
            .areas
            .list()
            .iter()
            .filter(|area| area.exists_on(as_at))
            .map(|area| area.number)
            .collect();
        self.as_at(as_at).profiles(&areas)
    }
}

/// The published set of neighbours of a name.
pub fn published_set<'e>(evidence: &'e Evidence, id: &str) -> Result<&'e NeighbourSet, UnknownNeighbourSet> {
    evidence.neighbour_sets.iter().find(|set| set.id == id).ok_or_else(|| UnknownNeighbourSet {
        asked: id.to_owned(),
        known: evidence.neighbour_sets.iter().map(|set| set.id.clone()).collect(),
    })
}

fn own_choice(evidence: &Evidence, chosen: &[AreaNumber]) -> NeighbourSet {
    let neighbours = evidence
        .areas
        .list()
        .iter()
        .flat_map(|area| {
            (1..=u8::MAX).zip(chosen.iter().filter(|other| **other != area.number)).map(
                |(rank, neighbour)| Neighbour {
                    area: area.number,
                    rank,
                    neighbour: *neighbour,
                    closeness: String::new(),
                },
            )
        })
        .collect();
    NeighbourSet { id: OWN_CHOICE.to_owned(), version: Date::MIN, neighbours }
}

impl PreparedDate {
    /// The evidence.
    pub fn evidence(&self) -> &Arc<Evidence> {
        self.profiler.evidence()
    }

    /// The convention.
    pub fn convention(&self) -> &Convention {
        self.profiler.convention()
    }

    /// The date.
    pub fn date(&self) -> Date {
        self.date
    }

    /// All open settings as at the date.
    pub fn settings(&self) -> &SettingsAsAt {
        &self.now
    }

    /// The profiles of some areas, in their order.
    pub fn profiles(&self, areas: &[AreaNumber]) -> Vec<Profile> {
        let (indicators, rest) = rayon::join(
            || self.indicators(areas),
            || {
                let gaps = self.gap_figures();
                areas.par_iter().map(|area| self.without_indicators(*area, &gaps)).collect::<Vec<Profile>>()
            },
        );
        rest.into_iter()
            .zip(indicators)
            .map(|(profile, indicators)| {
                let from = self.profiler.0.proportions.few.people_from;
                let mut notices = profile.notices;
                notices.extend(currency::small_groups(&indicators, from));
                let without_value = self.without_value(&indicators);
                Profile { indicators, without_value, notices, ..profile }
            })
            .collect()
    }

    /// One indicator of one group for some areas; none for an area without any value of it.
    pub fn indicator(
        &self,
        id: &IndicatorId,
        group: &Group,
        areas: &[AreaNumber],
    ) -> Vec<Option<IndicatorProfile>> {
        let line = self.line(id.as_str(), group);
        let mut profiles = line.map_or_else(Vec::new, |line| self.of_line(line, areas));
        profiles.resize(areas.len(), None);
        profiles
    }

    /// The groups that an indicator is published for, in the evidence's order.
    pub fn groups(&self, indicator: &IndicatorId) -> Vec<Group> {
        let Some(indicator) = self.evidence().indicator(indicator.as_str()) else { return Vec::new() };
        let runs = self.profiler.0.lines.iter().flat_map(|line| &line.runs);
        let mut groups: Vec<GroupIndex> =
            runs.filter(|run| run.indicator == indicator).map(|run| run.group).collect();
        groups.sort();
        groups.into_iter().map(|group| self.evidence().groups[group.index()].clone()).collect()
    }

    /// The position of the line of an indicator and group: also of a member of a series that is not used.
    fn line(&self, indicator: &str, group: &Group) -> Option<usize> {
        let key = (self.evidence().indicator(indicator)?, self.evidence().group(group)?);
        self.profiler.0.line_of.get(&key).copied()
    }

    fn of_line(&self, line: usize, areas: &[AreaNumber]) -> Vec<Option<IndicatorProfile>> {
        let Some(comparison) = self.comparison(line) else { return Vec::new() };
        let context = Context {
            evidence: self.evidence(),
            convention: self.convention(),
            comparators: &self.comparators,
            comparison,
            few: &self.profiler.0.proportions.few,
            line: &self.profiler.0.lines[line],
        };
        areas.iter().map(|area| context.profile(*area)).collect()
    }

    /// The indicators that were published and of which an area has no value.
    fn without_value(&self, indicators: &[IndicatorProfile]) -> Vec<(IndicatorId, String)> {
        let evidence = self.evidence();
        let runs = self.profiler.0.lines.iter().flat_map(|line| &line.runs);
        let mut published: Vec<IndicatorIndex> = runs.map(|run| run.indicator).collect();
        published.sort();
        published.dedup();
        let known = published.into_iter().map(|at| &evidence.indicators[at.index()]);
        let is = |own: &IndicatorProfile, id: &IndicatorId| {
            let members = own.history.series.iter().flat_map(|series| &series.members);
            own.indicator == *id || members.into_iter().any(|(member, _)| member == id)
        };
        known
            .filter(|one| indicators.iter().all(|own| !is(own, &one.id)))
            .map(|one| (one.id.clone(), one.name.clone()))
            .collect()
    }

    /// Every indicator of every group, compared once, for some areas.
    fn indicators(&self, areas: &[AreaNumber]) -> Vec<Vec<IndicatorProfile>> {
        let by_line: Vec<Vec<Option<IndicatorProfile>>> =
            (0..self.comparisons.len()).into_par_iter().map(|line| self.of_line(line, areas)).collect();
        let mut by_area: Vec<Vec<IndicatorProfile>> = areas.iter().map(|_| Vec::new()).collect();
        for profiles in by_line {
            for (of_area, profile) in by_area.iter_mut().zip(profiles) {
                of_area.extend(profile);
            }
        }
        by_area
    }

    /// The comparison of a line, worked out at the first time it is asked for.
    fn comparison(&self, line: usize) -> Option<&Comparison> {
        let compare = || {
            let (evidence, convention) = (self.evidence(), self.convention());
            let shared = &self.profiler.0;
            let by = Layout { evidence, convention, rules: &shared.rules, as_at: Some(self.date) };
            let grid = Grid::of(&by, &shared.lines[line])?;
            Some(Comparison::of(evidence, convention, &self.comparators, grid))
        };
        self.comparisons[line].get_or_init(compare).as_ref()
    }

    fn gap_figures(&self) -> Vec<GapFigures<'_>> {
        self.profiler.0.gaps.gaps.iter().filter_map(|gap| self.figures_of_gap(gap)).collect()
    }

    fn figures_of_gap<'p>(&'p self, gap: &'p Gap) -> Option<GapFigures<'p>> {
        let find = |indicator: &str, group: &Group| self.comparison(self.line(indicator, group)?);
        let other = gap.compared_indicator.as_ref().unwrap_or(&gap.indicator);
        Some(GapFigures {
            gap,
            group: find(&gap.indicator, &gap.group)?,
            compared: find(other, &gap.compared)?,
        })
    }

    fn without_indicators(&self, area: AreaNumber, gaps: &[GapFigures<'_>]) -> Profile {
        let evidence = self.evidence();
        let neighbours = self.comparators.neighbours_used(evidence, area);
        let remits = self.remits(area);
        let of_area =
            |gap: &GapFigures<'_>| gap.profile(evidence, self.convention(), &self.comparators, area);
        let region_code = evidence.areas.get(area).map(|area| area.region);
        let region = region_code.map_or("", |code| evidence.areas.name(Place::Region(code)));
        Profile {
            area,
            name: evidence.areas.name(Place::Area(area)).to_owned(),
            region: region.to_owned(),
            region_code,
            as_at: self.date,
            snapshot: self.profiler.0.snapshot.clone(),
            convention: self.convention().id.clone(),
            notices: self.notices(area, neighbours.as_ref(), &remits),
            neighbours,
            elsewhere_only: self.elsewhere_only(area, &remits),
            remits,
            indicators: Vec::new(),
            without_value: Vec::new(),
            gaps: gaps.iter().filter_map(of_area).collect::<Vec<GapProfile>>(),
            events: self.events(area),
        }
    }

    fn events(&self, area: AreaNumber) -> Vec<EventNoted> {
        let mut events: Vec<EventNoted> = self
            .evidence()
            .area_events
            .iter()
            .filter(|event| event.area == area && event.known_from <= self.date)
            .map(|event| EventNoted {
                kind: event.kind.clone(),
                outcome: event.outcome.clone(),
                date: event.date,
                note: event.note.clone(),
                origin: Origin { source: event.source, row: event.row },
            })
            .collect();
        events.sort_by_key(|event| event.date);
        events
    }
}
