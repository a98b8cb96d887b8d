//! Figures laid upon those of a snapshot: the lists of both merged, and every position brought to the merged ones.

use super::OverlayError;
use crate::builder::Repeated;
use crate::observation::Renumbering;
use crate::sorting::sorted_observations;
use crate::{
    AreaNumber, Evidence, FormIndex, Group, GroupIndex, Indicator, IndicatorIndex, Observation, Observations,
    Period, PeriodIndex, Place, PlaceIndex, Release, ReleaseIndex, SourceIndex,
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::ops::Range;

/// An authority's own figures, with the lists that their positions are of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figures {
    pub(super) indicators: Vec<Indicator>,
    pub(super) areas: Vec<AreaNumber>,
    pub(super) periods: Vec<Period>,
    pub(super) groups: Vec<Group>,
    pub(super) releases: Vec<Release>,
    pub(super) observations: Vec<Observation>,
}

/// Numbers of figures are finite, so equality is whole.
impl Eq for Figures {}

impl Figures {
    /// The figures of some evidence.
    pub(super) fn of(evidence: &Evidence) -> Figures {
        if evidence.observations.is_empty() {
            return Figures::default();
        }
        Figures {
            indicators: evidence.indicators.clone(),
            areas: evidence.places.iter().filter_map(|place| place.area()).collect(),
            periods: evidence.periods.clone(),
            groups: evidence.groups.clone(),
            releases: evidence.releases.clone(),
            observations: (0..evidence.observations.len()).map(|at| evidence.observations.get(at)).collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.observations.is_empty()
    }

    /// Whether every position leads somewhere.
    pub(super) fn are_consistent(&self, sources: usize, forms: usize) -> bool {
        let listed = |one: &Observation| {
            one.indicator.index() < self.indicators.len()
                && one.place.index() < self.areas.len()
                && one.period.index() < self.periods.len()
                && one.group.index() < self.groups.len()
                && one.release.index() < self.releases.len()
                && one.source.index() < sources
        };
        let mut all = Observations::default();
        self.observations.iter().for_each(|one| all.push(one));
        self.observations.iter().all(listed) && all.is_consistent(forms)
    }
}

/// Some evidence with figures laid upon it, whose files and cells begin at these positions.
pub(super) fn joined(
    mut base: Evidence,
    figures: &Figures,
    (first_source, first_form): (usize, usize),
) -> Result<Evidence, OverlayError> {
    if figures.is_empty() {
        return Ok(base);
    }
    if let Some(known) = figures.indicators.iter().find(|one| base.indicator(one.id.as_str()).is_some()) {
        return Err(OverlayError::Published(known.id.clone()));
    }
    let new_places: Vec<Place> = figures.areas.iter().map(|area| Place::Area(*area)).collect();
    let indicators = Merged::of(&base.indicators, &figures.indicators, |one| &one.id);
    let places = Merged::of(&base.places, &new_places, |one| one);
    let periods = Merged::of(&base.periods, &figures.periods, |one| one);
    let groups = Merged::of(&base.groups, &figures.groups, |one| one);
    let releases = Merged::of(&base.releases, &figures.releases, |one| one);
    let (sources, forms) = (base.sources.len(), base.cell_forms.len());
    base.observations.renumber(&renumbering(
        [&indicators.base, &places.base, &periods.base, &groups.base, &releases.base],
        0..sources,
        0..forms,
    )?);
    let mut added = Observations::default();
    figures.observations.iter().for_each(|one| added.push(one));
    added.renumber(&renumbering(
        [&indicators.added, &places.added, &periods.added, &groups.added, &releases.added],
        first_source..sources,
        first_form..forms,
    )?);
    base.observations.append(added);
    let many = indicators.list.len();
    base.observations = sorted_observations(base.observations, many, &base.sources, &mut Repeated::default());
    base.indicators = indicators.list;
    base.places = places.list;
    base.periods = periods.list;
    base.groups = groups.list;
    base.releases = releases.list;
    Ok(base)
}

/// Two sorted lists as one, and where what stood in each of them stands now.
struct Merged<T> {
    list: Vec<T>,
    base: Vec<usize>,
    added: Vec<usize>,
}

impl<T: Clone> Merged<T> {
    fn of<K: Ord>(base: &[T], added: &[T], key: impl Fn(&T) -> &K) -> Merged<T> {
        let mut merged = Merged {
            list: Vec::with_capacity(base.len() + added.len()),
            base: Vec::new(),
            added: Vec::new(),
        };
        let (mut old, mut new) = (base.iter().peekable(), added.iter().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return merged,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(other)) => key(one).cmp(key(other)),
            };
            let at = merged.list.len();
            // What both have is kept once, as the snapshot has it.
            if order != Ordering::Less {
                merged.added.push(at);
            }
            if order != Ordering::Greater {
                merged.base.push(at);
            }
            let from_new = if order == Ordering::Less { None } else { new.next() };
            let from_old = if order == Ordering::Greater { None } else { old.next() };
            merged.list.extend(from_old.or(from_new).cloned());
        }
    }
}

/// New positions of indicators, places, periods, groups and releases, and of files and cells that stand at these places now.
fn renumbering(
    [indicators, places, periods, groups, releases]: [&[usize]; 5],
    sources: Range<usize>,
    forms: Range<usize>,
) -> Result<Renumbering, OverlayError> {
    let small =
        |what| move |at: usize| u16::try_from(at).map_err(|_| OverlayError::TooMany { what, limit: 1 << 16 });
    let large = |what| {
        move |at: usize| u32::try_from(at).map_err(|_| OverlayError::TooMany { what, limit: u32::MAX })
    };
    Ok(Renumbering {
        indicators: all(indicators.iter().copied(), |at| large("indicators")(at).map(IndicatorIndex))?,
        places: all(places.iter().copied(), |at| small("places")(at).map(PlaceIndex))?,
        periods: all(periods.iter().copied(), |at| small("periods")(at).map(PeriodIndex))?,
        groups: all(groups.iter().copied(), |at| small("groups")(at).map(GroupIndex))?,
        releases: all(releases.iter().copied(), |at| small("ways of knowing a day")(at).map(ReleaseIndex))?,
        sources: all(sources, |at| small("files")(at).map(SourceIndex))?,
        forms: all(forms, |at| large("ways of writing a cell")(at).map(FormIndex))?,
    })
}

/// Each position as an index of its kind, or the first that there is no room for.
fn all<T>(
    at: impl Iterator<Item = usize>,
    to: impl Fn(usize) -> Result<T, OverlayError>,
) -> Result<Vec<T>, OverlayError> {
    at.map(to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn merged_lists_are_sorted_hold_each_thing_once_and_lead_back(
            base in prop::collection::btree_set(0u8..40, 0..20),
            added in prop::collection::btree_set(0u8..40, 0..20),
        ) {
            let (base, added): (Vec<u8>, Vec<u8>) = (base.into_iter().collect(), added.into_iter().collect());
            let merged = Merged::of(&base, &added, |one| one);
            let wanted: BTreeSet<u8> = base.iter().chain(&added).copied().collect();
            prop_assert_eq!(&merged.list, &wanted.into_iter().collect::<Vec<_>>());
            for (list, positions) in [(&base, &merged.base), (&added, &merged.added)] {
                let back: Vec<u8> = positions.iter().map(|at| merged.list[*at]).collect();
                prop_assert_eq!(list, &back);
            }
        }
    }
}
