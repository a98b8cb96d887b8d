//! Building evidence from parts: each file becomes a part, parts are absorbed into one, and finishing sorts
//! everything, so that neither the order of files nor the number of threads shows in the result.

use crate::inspection::Inspections;
use crate::numbers::OtherNumbers;
use crate::observation::Renumbering;
use crate::sorting::sorted_observations;
use crate::succession::{self, LinkBasis};
use crate::{
    AreaEvent, Areas, CellForm, CellPlace, Evidence, FormIndex, Group, GroupIndex, Indicator, IndicatorIndex,
    Inspection, Judged, Listing, Listings, NeighbourSet, Observation, Observations, Period, PeriodIndex,
    Place, PlaceIndex, SettingId, SettingIndex, SettingLink, Source, SourceIndex, Vocabulary,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::hash::Hash;
use std::ops::Range;

/// A list of distinct things in the order they were first met, with their positions.
#[derive(Debug, Clone)]
struct Interned<T> {
    list: Vec<T>,
    positions: FxHashMap<T, usize>,
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Interned { list: Vec::new(), positions: FxHashMap::default() }
    }
}

impl<T: Clone + Eq + Hash + Ord> Interned<T> {
    fn position(&mut self, thing: T) -> usize {
        if let Some(at) = self.positions.get(&thing) {
            return *at;
        }
        self.list.push(thing.clone());
        self.positions.insert(thing, self.list.len() - 1);
        self.list.len() - 1
    }

    /// The list sorted, and for each old position its new one.
    fn sorted(self) -> (Vec<T>, Vec<usize>) {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by(|a, b| self.list[*a].cmp(&self.list[*b]));
        let mut renumbered = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            renumbered[*old] = new;
        }
        (order.into_iter().map(|old| self.list[old].clone()).collect(), renumbered)
    }
}

/// More distinct things than a position can number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("more than {limit} different {what} in one snapshot; import fewer files at a time")]
pub struct TooMany {
    /// What there are too many of.
    pub what: &'static str,
    /// The greatest number there may be.
    pub limit: u64,
}

/// What finishing found to be said twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Repeated {
    /// Observations of the same indicator, group, place and period that were known from the same day: the one
    /// from the file with the later date was kept.
    pub observations: u64,
    /// Inspections that several files, or several rows, report: kept once.
    pub inspections: u64,
}

/// Inspections as they were reported, each with where its judgements begin and end.
#[derive(Debug, Default)]
struct Reports {
    list: Vec<(Inspection, Range<u32>)>,
    judged: Vec<Judged>,
}

/// Evidence that is being put together.
#[derive(Debug, Default)]
pub struct EvidenceBuilder {
    sources: Interned<Source>,
    indicators: FxHashMap<String, usize>,
    indicator_list: Vec<Indicator>,
    places: Interned<Place>,
    periods: Interned<Period>,
    groups: Interned<Group>,
    cell_forms: Interned<CellForm>,
    settings: Interned<SettingId>,
    observations: Observations,
    listings: Vec<Listing>,
    links: Vec<(SettingLink, LinkBasis)>,
    numbers: OtherNumbers,
    inspections: Reports,
    neighbour_sets: Vec<NeighbourSet>,
    area_events: Vec<AreaEvent>,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "checked against the limits in `finish`, before anything relies on it"
)]
impl EvidenceBuilder {
    /// An empty part.
    pub fn new() -> EvidenceBuilder {
        EvidenceBuilder::default()
    }

    /// Registers a file.
    pub fn source(&mut self, source: Source) -> SourceIndex {
        SourceIndex(self.sources.position(source) as u16)
    }

    /// Changes what is said of a file once its rows are counted.
    pub fn amend_source(&mut self, at: SourceIndex, amend: impl FnOnce(&mut Source)) {
        let mut source = self.sources.list[at.index()].clone();
        self.sources.positions.remove(&source);
        amend(&mut source);
        self.sources.positions.insert(source.clone(), at.index());
        self.sources.list[at.index()] = source;
    }

    /// A file that was registered.
    pub fn source_at(&self, at: SourceIndex) -> &Source {
        &self.sources.list[at.index()]
    }

    /// Registers an indicator; the first description of a name stands.
    pub fn indicator(&mut self, indicator: Indicator) -> IndicatorIndex {
        if let Some(at) = self.indicators.get(indicator.id.as_str()) {
            return IndicatorIndex(*at as u32);
        }
        self.indicators.insert(indicator.id.0.clone(), self.indicator_list.len());
        self.indicator_list.push(indicator);
        IndicatorIndex((self.indicator_list.len() - 1) as u32)
    }

    /// Registers a place.
    pub fn place(&mut self, place: Place) -> PlaceIndex {
        PlaceIndex(self.places.position(place) as u16)
    }

    /// Registers a period.
    pub fn period(&mut self, period: Period) -> PeriodIndex {
        PeriodIndex(self.periods.position(period) as u16)
    }

    /// Registers a group.
    pub fn group(&mut self, group: Group) -> GroupIndex {
        GroupIndex(self.groups.position(group) as u16)
    }

    /// Registers a setting's number.
    pub fn setting(&mut self, id: SettingId) -> SettingIndex {
        SettingIndex(self.settings.position(id) as u32)
    }

    /// Registers a column with how its cells are written.
    pub fn cell_form(&mut self, form: CellForm) -> FormIndex {
        FormIndex(self.cell_forms.position(form) as u32)
    }

    /// Adds an observation.
    pub fn observe(&mut self, observation: &Observation) {
        self.observations.push(observation);
    }

    /// Adds many observations at once. Their positions must be this part's own.
    pub fn observe_all(&mut self, observations: Observations) {
        self.observations.append(observations);
    }

    /// Adds a listing of a setting.
    pub fn add_listing(&mut self, setting: Listing) {
        self.listings.push(setting);
    }

    /// Says that a register knows a setting by another number too. Over time several settings may hold one number.
    pub fn known_as(&mut self, setting: SettingIndex, number: SettingId) {
        self.numbers.known_as(setting, number);
    }

    /// Adds a listing of the setting that held a number on the day of the listing. Whose it was is settled when all
    /// registers are read.
    pub fn add_listing_of_number(&mut self, number: SettingId, listing: Listing) {
        self.numbers.listed(number, listing);
    }

    /// Adds a succession as one row knows it.
    pub fn link(&mut self, link: SettingLink, basis: LinkBasis) {
        self.links.push((link, basis));
    }

    /// Adds an inspection with its judgements.
    pub fn inspect(&mut self, inspection: Inspection, judged: &[Judged]) {
        let from = self.inspections.judged.len() as u32;
        self.inspections.judged.extend_from_slice(judged);
        let judged = from..self.inspections.judged.len() as u32;
        self.inspections.list.push((inspection, judged));
    }

    /// Adds a set of neighbours.
    pub fn neighbour_set(&mut self, set: NeighbourSet) {
        self.neighbour_sets.push(set);
    }

    /// Adds an event of an area.
    pub fn area_event(&mut self, event: AreaEvent) {
        self.area_events.push(event);
    }

    /// Takes over everything of another part.
    pub fn absorb(&mut self, mut other: EvidenceBuilder) {
        let settings: Vec<_> = other.settings.list.into_iter().map(|s| self.setting(s)).collect();
        let to = Renumbering {
            indicators: other.indicator_list.into_iter().map(|i| self.indicator(i)).collect(),
            places: other.places.list.into_iter().map(|p| self.place(p)).collect(),
            periods: other.periods.list.into_iter().map(|p| self.period(p)).collect(),
            groups: other.groups.list.into_iter().map(|g| self.group(g)).collect(),
            sources: other.sources.list.into_iter().map(|s| self.source(s)).collect(),
            forms: other.cell_forms.list.into_iter().map(|f| self.cell_form(f)).collect(),
        };
        other.observations.renumber(&to);
        self.observations.append(other.observations);
        self.listings.extend(other.listings.into_iter().map(|s| Listing {
            setting: settings[s.setting.index()],
            source: to.sources[s.source.index()],
            form: to.forms[s.form.index()],
            ..s
        }));
        self.numbers.absorb(other.numbers, &settings, &to);
        self.links.extend(other.links.into_iter().map(|(l, basis)| {
            let (successor, predecessor) = (settings[l.successor.index()], settings[l.predecessor.index()]);
            (SettingLink { successor, predecessor, ..l }, basis)
        }));
        let shift = self.inspections.judged.len() as u32;
        let moved = |judged: Judged| Judged { cell: to.cell(judged.cell), ..judged };
        self.inspections.judged.extend(other.inspections.judged.into_iter().map(moved));
        self.inspections.list.extend(other.inspections.list.into_iter().map(|(i, judged)| {
            let (setting, source) = (settings[i.setting.index()], to.sources[i.source.index()]);
            (Inspection { setting, source, ..i }, judged.start + shift..judged.end + shift)
        }));
        self.neighbour_sets.extend(other.neighbour_sets);
        self.area_events.extend(other.area_events.into_iter().map(|event| to.event(event)));
    }

    /// Sorts everything and numbers it by its place in the sorted lists.
    pub fn finish(mut self, vocabulary: Vocabulary, areas: Areas) -> Result<(Evidence, Repeated), TooMany> {
        self.settle_numbers();
        self.check_limits()?;
        let mut repeated = Repeated::default();
        let (settings, setting_to) = self.settings.sorted();
        let setting_to = |setting: SettingIndex| SettingIndex(setting_to[setting.index()] as u32);
        let (sources, source_to) = self.sources.sorted();
        let (places, place_to) = self.places.sorted();
        let (periods, period_to) = self.periods.sorted();
        let (groups, group_to) = self.groups.sorted();
        let (cell_forms, form_to) = self.cell_forms.sorted();
        let (indicators, indicator_to) = sorted_indicators(self.indicator_list);
        let to = Renumbering {
            indicators: indicator_to.into_iter().map(|at| IndicatorIndex(at as u32)).collect(),
            places: place_to.into_iter().map(|at| PlaceIndex(at as u16)).collect(),
            periods: period_to.into_iter().map(|at| PeriodIndex(at as u16)).collect(),
            groups: group_to.into_iter().map(|at| GroupIndex(at as u16)).collect(),
            sources: source_to.into_iter().map(|at| SourceIndex(at as u16)).collect(),
            forms: form_to.into_iter().map(|at| FormIndex(at as u32)).collect(),
        };

        let mut observations = self.observations;
        observations.renumber(&to);
        let observations = sorted_observations(observations, indicators.len(), &sources, &mut repeated);

        let mut listings = self.listings;
        for setting in &mut listings {
            setting.setting = setting_to(setting.setting);
            setting.source = to.sources[setting.source.index()];
            setting.form = to.forms[setting.form.index()];
        }
        listings.par_sort_by_key(|s| (s.setting, s.listed_as_at, s.source, s.row));
        listings.dedup();
        let listings = as_columns(listings)?;

        let mut links = self.links;
        for (link, _) in &mut links {
            link.successor = setting_to(link.successor);
            link.predecessor = setting_to(link.predecessor);
        }
        let links = succession::joined(links);

        let mut inspections = self.inspections;
        for (inspection, _) in &mut inspections.list {
            inspection.setting = setting_to(inspection.setting);
            inspection.source = to.sources[inspection.source.index()];
        }
        for judged in &mut inspections.judged {
            judged.cell = to.cell(judged.cell);
        }
        let inspections = sorted_inspections(inspections, &sources, &mut repeated);
        within("kinds of inspection", inspections.kind.distinct().len(), 1 << 16)?;

        let mut area_events: Vec<AreaEvent> =
            self.area_events.into_iter().map(|event| to.event(event)).collect();
        area_events.sort();
        area_events.dedup();

        let evidence = Evidence {
            vocabulary,
            areas,
            neighbour_sets: sorted_neighbour_sets(self.neighbour_sets),
            sources,
            cell_forms,
            indicators,
            places,
            periods,
            groups,
            observations,
            settings: settings.iter().map(SettingId::as_str).collect(),
            listings,
            links,
            inspections,
            area_events,
        };
        Ok((evidence, repeated))
    }

    /// Finds the setting that each listing by number means; one that no register knows keeps the number.
    fn settle_numbers(&mut self) {
        let numbers = std::mem::take(&mut self.numbers);
        let holders = numbers.holders(&self.listings, &self.links);
        for (number, listing) in numbers.into_listings() {
            let holder = holders.on(&number, listing.listed_as_at);
            let setting = holder.unwrap_or_else(|| self.setting(number));
            self.listings.push(Listing { setting, ..listing });
        }
    }

    fn check_limits(&self) -> Result<(), TooMany> {
        within("files", self.sources.list.len(), 1 << 16)?;
        within("places", self.places.list.len(), 1 << 16)?;
        within("periods", self.periods.list.len(), 1 << 16)?;
        within("groups", self.groups.list.len(), 1 << 16)?;
        let numbers = self.inspections.list.iter().map(|(i, _)| i.number.len()).sum();
        within("characters in numbers of inspections", numbers, u64::from(u32::MAX))?;
        let ids = self.settings.list.iter().map(|id| id.as_str().len()).sum();
        within("characters in numbers of settings", ids, u64::from(u32::MAX))?;
        within("observations", self.observations.len(), u64::from(u32::MAX))?;
        within("judgements", self.inspections.judged.len(), u64::from(u32::MAX))?;
        // One position is kept for "worked out".
        within("ways of writing a cell", self.cell_forms.list.len(), u64::from(u32::MAX - 1))
    }
}

impl Renumbering {
    fn cell(&self, cell: CellPlace) -> CellPlace {
        CellPlace { source: self.sources[cell.source.index()], form: self.forms[cell.form.index()], ..cell }
    }

    fn event(&self, event: AreaEvent) -> AreaEvent {
        AreaEvent {
            source: self.sources[event.source.index()],
            form: self.forms[event.form.index()],
            ..event
        }
    }
}

fn within(what: &'static str, many: usize, limit: u64) -> Result<(), TooMany> {
    if many as u64 > limit { Err(TooMany { what, limit }) } else { Ok(()) }
}

/// Listings as columns; refuses more texts than columns have room for.
fn as_columns(list: Vec<Listing>) -> Result<Listings, TooMany> {
    within("characters in names", list.iter().map(|s| s.name.len()).sum(), u64::from(u32::MAX))?;
    within("characters in postcodes", list.iter().map(|s| s.postcode.len()).sum(), u64::from(u32::MAX))?;
    let mut listings = Listings::default();
    // Each listing is thrown away once it is taken over, so that everything is never held twice.
    list.into_iter().for_each(|listing| listings.push(&listing));
    within("kinds of setting", listings.kind.distinct().len(), 1 << 16)?;
    within("sectors", listings.sector.distinct().len(), 1 << 16)?;
    Ok(listings)
}

fn sorted_indicators(list: Vec<Indicator>) -> (Vec<Indicator>, Vec<usize>) {
    let mut numbered: Vec<(usize, Indicator)> = list.into_iter().enumerate().collect();
    numbered.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    let mut renumbered = vec![0; numbered.len()];
    for (new, (old, _)) in numbered.iter().enumerate() {
        renumbered[*old] = new;
    }
    (numbered.into_iter().map(|(_, indicator)| indicator).collect(), renumbered)
}

/// Sorts inspections and joins the reports of one inspection by several files: same setting, same day, and the
/// same number or none. The file with the later date speaks first; what it does not say is taken from the others.
fn sorted_inspections(from: Reports, sources: &[Source], repeated: &mut Repeated) -> Inspections {
    let mut list = from.list;
    list.par_sort_by(|(a, _), (b, _)| {
        let key = |i: &Inspection| (i.setting, i.date);
        let later = |i: &Inspection| std::cmp::Reverse((sources[i.source.index()].as_at, i.source));
        key(a)
            .cmp(&key(b))
            .then_with(|| b.number.cmp(&a.number))
            .then_with(|| later(a).cmp(&later(b)))
            .then_with(|| a.row.cmp(&b.row))
            .then_with(|| a.kind.cmp(&b.kind))
    });
    let mut joined = Inspections::default();
    let mut current: Option<(Inspection, Vec<Judged>)> = None;
    for (inspection, judged) in list {
        let judgements = &from.judged[judged.start as usize..judged.end as usize];
        match &mut current {
            Some((first, own)) if same_event(first, &inspection) => {
                repeated.inspections += 1;
                first.published = first.published.or(inspection.published);
                first.known_from = first.known_from.min(inspection.known_from);
                for judged in judgements {
                    match own.iter_mut().find(|own| own.judgement.aspect == judged.judgement.aspect) {
                        None => own.push(*judged),
                        Some(known) if known.judgement.value.is_err() => *known = *judged,
                        Some(_) => {}
                    }
                }
            }
            _ => {
                if let Some((done, own)) = current.take() {
                    joined.push(&done, own);
                }
                current = Some((inspection, judgements.to_vec()));
            }
        }
    }
    if let Some((done, own)) = current {
        joined.push(&done, own);
    }
    joined
}

fn same_event(first: &Inspection, second: &Inspection) -> bool {
    first.setting == second.setting
        && first.date == second.date
        && (first.number == second.number || second.number.is_empty() || first.number.is_empty())
}

fn sorted_neighbour_sets(mut sets: Vec<NeighbourSet>) -> Vec<NeighbourSet> {
    for set in &mut sets {
        set.neighbours.sort_by_key(|n| (n.area, n.rank, n.neighbour));
        set.neighbours.dedup();
    }
    sets.sort_by(|a, b| (a.version, &a.id).cmp(&(b.version, &b.id)));
    sets.dedup_by(|a, b| a.id == b.id);
    sets
}
