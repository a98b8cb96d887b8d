//! Where the share of good or better of each area stands among all, for one remit and aspect: rank with its interval,
//! quartile band, whether it can be told from England, funnel.

use super::Shares;
use crate::arithmetic::{cut_points, ranks};
use crate::convention::CutPoint;
use crate::figures::{band, of_share};
use crate::model::{BesideEngland, EnglandBand, EnglandBasis, FunnelPosition, ShareStatistics, Uncertainty};
use crate::share::Share;
use crate::statistics::RankInterval;
use crate::statistics::funnel::{Dispersion, dispersion, limits, position};
use crate::statistics::movement::{End, movement};
use crate::statistics::rank_intervals::{Known, rank_intervals};
use evidence::{AreaNumber, AspectIndex, Evidence, Polarity, RemitIndex};

/// The shares of all ranked areas, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Standings {
    /// All settings of England together; none where the evidence does not cover it.
    pub england: Option<Share>,
    /// How far areas differ beyond chance.
    pub dispersion: Option<Dispersion>,
    /// The ranked areas, by number.
    pub areas: Vec<AreaStanding>,
}

/// An area's share and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaStanding {
    /// The area.
    pub area: AreaNumber,
    /// Its share.
    pub share: Share,
    /// Its rank, 1 for the greatest share.
    pub rank: u32,
    /// The interval of the rank.
    pub interval: RankInterval,
    /// Its quartile band.
    pub band: Option<char>,
}

impl Standings {
    /// Compares the shares of the areas that take part; nobody is ranked where the evidence does not cover England.
    pub(crate) fn of(
        shares: &Shares,
        evidence: &Evidence,
        (remit, aspect): (RemitIndex, AspectIndex),
        ties: CutPoint,
        takes_part: impl Fn(AreaNumber) -> bool,
    ) -> Standings {
        let england = shares.england(evidence, remit, aspect).share();
        let known: Vec<(AreaNumber, Share)> = match england {
            Some(_) => shares.of_areas(remit, aspect).filter(|(area, _)| takes_part(*area)).collect(),
            None => Vec::new(),
        };
        let counts: Vec<(u32, u32)> = known.iter().map(|(_, share)| (share.part(), share.whole())).collect();
        let percents: Vec<f64> = known.iter().map(|(_, share)| share.percent()).collect();
        let own = ranks(&percents, true);
        let figures: Vec<Known> = counts
            .iter()
            .map(|(part, whole)| Known::Proportion { part: f64::from(*part), whole: f64::from(*whole) })
            .collect();
        let mut sorted = percents.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let cuts = cut_points(&sorted);
        let areas = known
            .iter()
            .zip(own.iter().zip(rank_intervals(&figures, &own, true)))
            .map(|((area, share), (rank, interval))| AreaStanding {
                area: *area,
                share: *share,
                rank: *rank,
                interval,
                band: cuts.map(|cuts| band(share.percent(), cuts, true, ties)),
            })
            .collect();
        let target = england.map(|england| england.percent() / 100.0);
        Standings { england, dispersion: target.and_then(|target| dispersion(&counts, target)), areas }
    }

    /// Where an area stands; none of one that is not ranked.
    pub fn of_area(&self, area: AreaNumber) -> Option<&AreaStanding> {
        let at = self.areas.binary_search_by_key(&area, |standing| standing.area).ok()?;
        self.areas.get(at)
    }

    /// Where a share stands in the funnel about England's.
    pub fn funnel(&self, share: Share) -> Option<FunnelPosition> {
        let target = self.england?.percent() / 100.0;
        let of = limits(share.whole(), target);
        Some(FunnelPosition {
            position: position(share.part(), share.whole(), target),
            inner_low: of.inner.low * 100.0,
            inner_high: of.inner.high * 100.0,
            outer_low: of.outer.low * 100.0,
            outer_high: of.outer.high * 100.0,
            dispersion: self.dispersion,
        })
    }

    /// How sure an area's share is and where it stands; the share a year before, for how it moved.
    pub fn statistics(&self, area: AreaNumber, share: Share, before: Option<Share>) -> ShareStatistics {
        let of = |share: Share| of_share(f64::from(share.part()), f64::from(share.whole()));
        let end = |share: Share| End { value: share.percent(), interval: of(share).interval() };
        let standing = self.of_area(area);
        ShareStatistics {
            uncertainty: of(share),
            uncertainty_year_before: before.map_or(Uncertainty::NonePublished, of),
            movement: before
                .map(|before| movement(&[before.percent(), share.percent()], end(before), end(share))),
            rank: standing.map(|one| (one.rank, one.interval.of)),
            rank_interval: standing.map(|one| one.interval),
            band: standing.and_then(|one| one.band),
            beside_england: beside_england(share, of(share), self.england),
            funnel: self.funnel(share),
        }
    }
}

/// Whether a share can be told from England's.
fn beside_england(share: Share, uncertainty: Uncertainty, england: Option<Share>) -> BesideEngland {
    let (Some(interval), Some(england)) = (uncertainty.interval(), england) else {
        return BesideEngland::default();
    };
    let band = if interval.holds(england.percent()) {
        EnglandBand::CannotBeTold
    } else {
        EnglandBand::of_side(share.percent() > england.percent(), Polarity::High)
    };
    BesideEngland { band, by: Some(EnglandBasis::Interval) }
}
