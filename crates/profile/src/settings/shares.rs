//! How many are good or better in every area, remit and aspect at once, for comparing one area with others.

use super::{InParts, SettingsIndex};
use crate::arithmetic::{mean, median};
use crate::model::{NeighbourSummary, ShareElsewhere};
use crate::share::Share;
use evidence::{AreaNumber, AspectIndex, Date, Evidence, GssCode, RemitIndex, Vocabulary};

/// Judged settings of an area (or of several together), by whether they are good or better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GoodOrBetter {
    /// Good or better.
    pub good: u32,
    /// Judged on a scale that draws the line.
    pub judged: u32,
    /// Judged on a scale that draws no such line.
    pub on_other_scales: u32,
}

impl GoodOrBetter {
    fn add(&mut self, line: Line) {
        match line {
            Line::Good => {
                self.good += 1;
                self.judged += 1;
            }
            Line::NotGood => self.judged += 1,
            Line::NotDrawn => self.on_other_scales += 1,
            Line::NoSuchValue => {}
        }
    }

    fn and(self, other: GoodOrBetter) -> GoodOrBetter {
        GoodOrBetter {
            good: self.good + other.good,
            judged: self.judged + other.judged,
            on_other_scales: self.on_other_scales + other.on_other_scales,
        }
    }

    fn without(self, other: GoodOrBetter) -> GoodOrBetter {
        GoodOrBetter {
            good: self.good - other.good,
            judged: self.judged - other.judged,
            on_other_scales: self.on_other_scales - other.on_other_scales,
        }
    }

    /// The share, unless scales without the line are among them.
    pub fn share(self) -> Option<Share> {
        (self.on_other_scales == 0).then(|| Share::new(self.good, self.judged)).flatten()
    }
}

/// On which side of the line of "good or better" a value of a scale is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Good,
    NotGood,
    NotDrawn,
    NoSuchValue,
}

/// The sides of all values of all scales, by scale and code.
fn lines(vocabulary: &Vocabulary) -> Vec<[Line; 256]> {
    let of_scale = |scale: &evidence::Scale| {
        let mut lines = [Line::NoSuchValue; 256];
        for value in &scale.values {
            lines[usize::from(value.code)] = match value.good_or_better {
                Some(true) => Line::Good,
                Some(false) => Line::NotGood,
                None => Line::NotDrawn,
            };
        }
        lines
    };
    vocabulary.scales.iter().map(of_scale).collect()
}

/// A region or the country is spoken of only where the evidence holds settings of at least this share of its areas,
/// in per cent: a file of one area's schools says nothing of England.
const COVERED_FROM: usize = 90;

/// The counts of all areas, remits and aspects.
#[derive(Debug)]
pub struct Shares {
    date: Date,
    areas: Vec<(Option<AreaNumber>, Option<GssCode>)>,
    remits: usize,
    aspects: usize,
    counts: Vec<GoodOrBetter>,
}

impl Shares {
    /// Counts all settings as at a date. They come in the order of their numbers, as inspections and judgements do,
    /// so that those are read from beginning to end.
    pub(crate) fn of(index: &SettingsIndex, date: Date, settings: &InParts) -> Shares {
        let evidence = index.evidence();
        let vocabulary = &evidence.vocabulary;
        let (remits, aspects) = (vocabulary.remits.len(), vocabulary.aspects.len());
        let lines = lines(vocabulary);
        let mut slots: Vec<Option<usize>> = Vec::new();
        let mut areas: Vec<Option<AreaNumber>> = Vec::new();
        let mut counts: Vec<GoodOrBetter> = Vec::new();
        for (open, held) in settings.iter().flatten() {
            let number = open.area.map_or(0, |area| usize::from(area.get()));
            if slots.len() <= number {
                slots.resize(number + 1, None);
            }
            let slot = *slots[number].get_or_insert_with(|| {
                areas.push(open.area);
                counts.resize(areas.len() * remits * aspects, GoodOrBetter::default());
                areas.len() - 1
            });
            // What was judged before an inspection without a grade no longer stands.
            let Some(held) = held.filter(|held| held.since.is_none()) else { continue };
            let from = (slot * remits + open.remit.index()) * aspects;
            for judgement in evidence.inspections.judgements_of(held.index()) {
                let Ok(code) = judgement.value else { continue };
                let count = &mut counts[from + judgement.aspect.index()];
                count.add(lines[judgement.scale.index()][usize::from(code)]);
            }
        }
        Shares { date, areas: Vec::new(), remits, aspects, counts: Vec::new() }
            .filled(evidence, &areas, &counts)
    }

    /// Takes counts over in the order of areas.
    fn filled(
        mut self,
        evidence: &Evidence,
        areas: &[Option<AreaNumber>],
        counts: &[GoodOrBetter],
    ) -> Shares {
        let mut order: Vec<usize> = (0..areas.len()).collect();
        order.sort_unstable_by_key(|slot| areas[*slot]);
        let each = self.remits * self.aspects;
        for slot in order {
            let region = areas[slot].and_then(|number| evidence.areas.get(number)).map(|area| area.region);
            self.areas.push((areas[slot], region));
            self.counts.extend_from_slice(&counts[slot * each..(slot + 1) * each]);
        }
        self
    }

    fn at(&self, area: usize, remit: RemitIndex, aspect: AspectIndex) -> GoodOrBetter {
        self.counts[(area * self.remits + remit.index()) * self.aspects + aspect.index()]
    }

    /// The counts of one area.
    pub fn of_area(&self, area: AreaNumber, remit: RemitIndex, aspect: AspectIndex) -> GoodOrBetter {
        let at = self.areas.binary_search_by_key(&Some(area), |(area, _)| *area);
        at.map_or_else(|_| GoodOrBetter::default(), |at| self.at(at, remit, aspect))
    }

    /// The areas with a share, by number.
    pub(crate) fn of_areas(
        &self,
        remit: RemitIndex,
        aspect: AspectIndex,
    ) -> impl Iterator<Item = (AreaNumber, Share)> + '_ {
        (0..self.areas.len())
            .filter_map(move |at| Some((self.areas[at].0?, self.at(at, remit, aspect).share()?)))
    }

    /// The counts of all England; nothing where the evidence does not cover it.
    pub(crate) fn england(
        &self,
        evidence: &Evidence,
        remit: RemitIndex,
        aspect: AspectIndex,
    ) -> GoodOrBetter {
        if self.covers(evidence, |_| true) {
            self.of_some(remit, aspect, |_| true)
        } else {
            GoodOrBetter::default()
        }
    }

    fn of_some(
        &self,
        remit: RemitIndex,
        aspect: AspectIndex,
        belongs: impl Fn(Option<GssCode>) -> bool,
    ) -> GoodOrBetter {
        (0..self.areas.len())
            .filter(|at| belongs(self.areas[*at].1))
            .fold(GoodOrBetter::default(), |sum, at| sum.and(self.at(at, remit, aspect)))
    }

    /// Whether the evidence holds settings of nearly all areas that belong together on the date.
    pub(crate) fn covers(&self, evidence: &Evidence, belongs: impl Fn(GssCode) -> bool) -> bool {
        let exist =
            evidence.areas.list().iter().filter(|area| area.exists_on(self.date) && belongs(area.region));
        let held = self.areas.iter().filter(|(area, region)| area.is_some() && region.is_some_and(&belongs));
        held.count() * 100 >= exist.count() * COVERED_FROM
    }

    /// What an area's share is to be read beside.
    pub fn elsewhere(
        &self,
        evidence: &Evidence,
        summary: NeighbourSummary,
        area: AreaNumber,
        neighbours: &[AreaNumber],
        remit: RemitIndex,
        aspect: AspectIndex,
    ) -> ShareElsewhere {
        let own = self.of_area(area, remit, aspect);
        let theirs = || neighbours.iter().map(|other| (*other, self.of_area(*other, remit, aspect)));
        let own_shares: Vec<(AreaNumber, Share)> =
            theirs().filter_map(|(other, counts)| Some((other, counts.share()?))).collect();
        let shares: Vec<f64> = own_shares.iter().map(|(_, share)| share.percent()).collect();
        let many = u32::try_from(shares.len()).unwrap_or(u32::MAX);
        let pooled = theirs().map(|(_, counts)| counts).fold(GoodOrBetter::default(), GoodOrBetter::and);
        let region = evidence.areas.get(area).map(|area| area.region);
        let region = region.filter(|code| self.covers(evidence, |other| other == *code));
        let england = self.england(evidence, remit, aspect);
        ShareElsewhere {
            neighbours_used: summary.of(&shares).map(|used| (used, many)),
            neighbours: own_shares,
            neighbours_pooled: pooled.share(),
            neighbours_mean: mean(&shares).map(|mean| (mean, many)),
            neighbours_median: median(&shares).map(|median| (median, many)),
            region: region.and_then(|code| self.of_some(remit, aspect, |other| other == Some(code)).share()),
            england: england.share(),
            elsewhere: if england.judged == 0 { None } else { england.without(own).share() },
        }
    }
}
