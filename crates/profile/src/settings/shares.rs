//! How many are good or better in every area, remit and aspect at once, for comparing one area with others.

use super::{Register, SettingsAsAt};
use crate::arithmetic::{mean, median};
use crate::model::ShareElsewhere;
use crate::share::Share;
use evidence::{AreaNumber, AspectIndex, Evidence, GssCode, RemitIndex};

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

/// A region or the country is spoken of only where the evidence holds settings of at least this share of its areas,
/// in per cent: a file of one area's schools says nothing of England.
const COVERED_FROM: usize = 90;

/// The counts of all areas, remits and aspects.
#[derive(Debug)]
pub struct Shares {
    date: evidence::Date,
    areas: Vec<(Option<AreaNumber>, Option<GssCode>)>,
    remits: usize,
    aspects: usize,
    counts: Vec<GoodOrBetter>,
}

impl Shares {
    /// Counts all settings as at a date.
    pub fn of(register: &Register<'_>, settings: &SettingsAsAt) -> Shares {
        let evidence = register.evidence();
        let (remits, aspects) = (evidence.vocabulary.remits.len(), evidence.vocabulary.aspects.len());
        let mut shares =
            Shares { date: settings.date, areas: Vec::new(), remits, aspects, counts: Vec::new() };
        for of_area in settings.open.chunk_by(|(a, _), (b, _)| a.area == b.area) {
            let area = of_area[0].0.area;
            let region = area.and_then(|number| evidence.areas.get(number)).map(|area| area.region);
            let from = shares.counts.len();
            shares.areas.push((area, region));
            shares.counts.resize(from + remits * aspects, GoodOrBetter::default());
            for (open, held) in of_area {
                if let Some(held) = held {
                    shares.count(evidence, from + open.remit.at() * aspects, held.inspection);
                }
            }
        }
        shares
    }

    fn count(&mut self, evidence: &Evidence, from: usize, inspection: usize) {
        let inspections = &evidence.inspections;
        for judgement in inspections.judgements_of(&inspections.list[inspection]) {
            let Ok(code) = judgement.value else { continue };
            let Some(value) = evidence.vocabulary.scales[judgement.scale.at()].value(code) else { continue };
            let count = &mut self.counts[from + judgement.aspect.at()];
            match value.good_or_better {
                Some(good) => {
                    count.judged += 1;
                    count.good += u32::from(good);
                }
                None => count.on_other_scales += 1,
            }
        }
    }

    fn at(&self, area: usize, remit: RemitIndex, aspect: AspectIndex) -> GoodOrBetter {
        self.counts[(area * self.remits + remit.at()) * self.aspects + aspect.at()]
    }

    /// The counts of one area.
    pub fn of_area(&self, area: AreaNumber, remit: RemitIndex, aspect: AspectIndex) -> GoodOrBetter {
        let at = self.areas.binary_search_by_key(&Some(area), |(area, _)| *area);
        at.map_or_else(|_| GoodOrBetter::default(), |at| self.at(at, remit, aspect))
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
    fn covers(&self, evidence: &Evidence, belongs: impl Fn(GssCode) -> bool) -> bool {
        let exist =
            evidence.areas.list().iter().filter(|area| area.exists_on(self.date) && belongs(area.region));
        let held = self.areas.iter().filter(|(area, region)| area.is_some() && region.is_some_and(&belongs));
        held.count() * 100 >= exist.count() * COVERED_FROM
    }

    /// What an area's share is to be read beside.
    pub fn elsewhere(
        &self,
        evidence: &Evidence,
        area: AreaNumber,
        neighbours: &[AreaNumber],
        remit: RemitIndex,
        aspect: AspectIndex,
    ) -> ShareElsewhere {
        let own = self.of_area(area, remit, aspect);
        let theirs: Vec<GoodOrBetter> =
            neighbours.iter().map(|neighbour| self.of_area(*neighbour, remit, aspect)).collect();
        let shares: Vec<f64> =
            theirs.iter().filter_map(|counts| counts.share()).map(Share::percent).collect();
        let many = u32::try_from(shares.len()).unwrap_or(u32::MAX);
        let pooled = theirs.into_iter().fold(GoodOrBetter::default(), GoodOrBetter::and);
        let region = evidence.areas.get(area).map(|area| area.region);
        let region = region.filter(|code| self.covers(evidence, |other| other == *code));
        let england = if self.covers(evidence, |_| true) {
            self.of_some(remit, aspect, |_| true)
        } else {
            GoodOrBetter::default()
        };
        ShareElsewhere {
            neighbours_pooled: pooled.share(),
            neighbours_mean: mean(&shares).map(|mean| (mean, many)),
            neighbours_median: median(&shares).map(|median| (median, many)),
            region: region.and_then(|code| self.of_some(remit, aspect, |other| other == Some(code)).share()),
            england: england.share(),
            elsewhere: if england.judged == 0 { None } else { england.without(own).share() },
        }
    }
}
