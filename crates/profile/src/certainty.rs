//! How sure a figure is, and where it stands as far as chance lets it be told: the shapes that a profile carries.

use crate::statistics::funnel::{Dispersion, Position};
use crate::statistics::movement::Movement;
use crate::statistics::{Interval, RankInterval};
use evidence::Polarity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How sure a figure is: its 95 % interval, and by which method.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "method")]
pub enum Uncertainty {
    /// The exact interval of a proportion of a small group (fewer than 30), with the mid-p correction, in per cent.
    MidP {
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
    },
    /// Wilson's interval of a proportion, in per cent.
    Wilson {
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
    },
    /// The exact interval of a rate of fewer than ten events, in the rate's unit.
    Exact {
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
    },
    /// Newcombe's interval of a difference of two proportions, in percentage points.
    Newcombe {
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
    },
    /// Byar's interval of a rate of ten events and more, in the rate's unit.
    Byar {
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
    },
    /// Numerator and denominator are not published, so none can be given.
    #[default]
    NonePublished,
}

impl Uncertainty {
    /// The interval, where there is one.
    pub fn interval(self) -> Option<Interval> {
        match self {
            Uncertainty::MidP { low, high }
            | Uncertainty::Wilson { low, high }
            | Uncertainty::Exact { low, high }
            | Uncertainty::Newcombe { low, high }
            | Uncertainty::Byar { low, high } => Some(Interval { low, high }),
            Uncertainty::NonePublished => None,
        }
    }

    /// The method's name in files.
    pub fn method(self) -> &'static str {
        match self {
            Uncertainty::MidP { .. } => "mid-p",
            Uncertainty::Wilson { .. } => "wilson",
            Uncertainty::Exact { .. } => "exact",
            Uncertainty::Newcombe { .. } => "newcombe",
            Uncertainty::Byar { .. } => "byar",
            Uncertainty::NonePublished => "none-published",
        }
    }
}

/// How an area stands to England, as far as chance lets it be told: a band beside those of quartiles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BesideEngland {
    /// The band.
    pub band: EnglandBand,
    /// What told it; none where it is not known.
    pub by: Option<EnglandBasis>,
}

/// Whether an area can be told from England.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum EnglandBand {
    /// It is better.
    Better,
    /// It is worse.
    Worse,
    /// It is higher, and neither direction is good.
    Higher,
    /// It is lower, and neither direction is good.
    Lower,
    /// It cannot be told from England.
    CannotBeTold,
    /// England's figure or the uncertainty of the area's is missing.
    #[default]
    NotKnown,
}

impl EnglandBand {
    /// The band of a side of England.
    pub fn of_side(higher: bool, polarity: Polarity) -> EnglandBand {
        match (polarity, higher) {
            (Polarity::High, true) | (Polarity::Low, false) => EnglandBand::Better,
            (Polarity::High, false) | (Polarity::Low, true) => EnglandBand::Worse,
            (Polarity::Neither, true) => EnglandBand::Higher,
            (Polarity::Neither, false) => EnglandBand::Lower,
        }
    }

    /// The band's name in files.
    pub fn name(self) -> &'static str {
        match self {
            EnglandBand::Better => "better",
            EnglandBand::Worse => "worse",
            EnglandBand::Higher => "higher",
            EnglandBand::Lower => "lower",
            EnglandBand::CannotBeTold => "cannot-be-told",
            EnglandBand::NotKnown => "not-known",
        }
    }
}

/// What tells an area from England.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EnglandBasis {
    /// The 95 % interval of the area's figure.
    Interval,
    /// How far the area's distance from England moves from one period to the next, over twelve comparable periods or more.
    MovingRange,
    /// The same over six to eleven periods, which do not settle it: a trial.
    TrialMovingRange,
}

/// A comparator that is not used, because it lies outside the range of the areas it stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RefusedComparator {
    /// Whose: England or a region.
    pub place: String,
    /// The period's label.
    pub period: String,
    /// What is published there.
    pub published: f64,
    /// Between what it would have to lie.
    pub lowest: f64,
    /// See `lowest`.
    pub highest: f64,
    /// Why it is not used, in a sentence.
    pub because: String,
}

/// How sure a share of good or better is, and where it stands among areas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareStatistics {
    /// The 95 % interval of the share, in per cent.
    pub uncertainty: Uncertainty,
    /// That of the share a year before.
    pub uncertainty_year_before: Uncertainty,
    /// Whether the change over the year is more than noise; none where there was no share a year before.
    pub movement: Option<Movement>,
    /// Rank among areas with a share, 1 the best, and of how many.
    pub rank: Option<(u32, u32)>,
    /// The 95 % interval of the rank.
    pub rank_interval: Option<RankInterval>,
    /// Quartile band, `A` the best.
    pub band: Option<char>,
    /// Whether the area can be told from England.
    pub beside_england: BesideEngland,
    /// Where the area stands in the funnel of all areas; none where the evidence does not cover England.
    pub funnel: Option<FunnelPosition>,
}

/// Where an area stands in a funnel plot about England's share.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FunnelPosition {
    /// Where it stands.
    pub position: Position,
    /// The exact limits of 95 % for as many settings as the area's, in per cent.
    pub inner_low: f64,
    /// See `inner_low`.
    pub inner_high: f64,
    /// The exact limits of 99.8 %, in per cent.
    pub outer_low: f64,
    /// See `outer_low`.
    pub outer_high: f64,
    /// How far areas differ beyond chance.
    pub dispersion: Option<Dispersion>,
}
