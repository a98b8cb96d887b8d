//! What a profile says: the shapes that frameworks, statements and screens read. Nothing is computed here.

mod judgements;

pub use judgements::{CurrentJudgement, InspectedSince, NoJudgement, SettingJudged, YearOfInspections};

use crate::arithmetic::{mean, median};
use crate::convention::NeighbourValue;
pub use crate::model_series::{BreakKind, FigureStatus, SeriesBreak, SeriesHistory, SeriesUsed};
use crate::settings::Reach;
use crate::share::Share;
use evidence::{
    AreaNumber, AspectId, Date, Fraction, Group, GssCode, IndicatorId, Period, Polarity, RemitId, ScaleId,
    SourceIndex, Unit, Value,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the evidence says of one area as at a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    /// The area's number.
    pub area: AreaNumber,
    /// Its name.
    pub name: String,
    /// The name of its region.
    pub region: String,
    /// The region's code; none where the evidence knows of none.
    #[schemars(with = "Option<String>")]
    pub region_code: Option<GssCode>,
    /// The cut-off date: only what was public on this day counts.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// The snapshot it was made from, in full.
    pub snapshot: String,
    /// The convention by which figures were compared: `lait`, `csc` or `default`.
    pub convention: String,
    /// The neighbours it was compared with, or none where no set is in the evidence.
    pub neighbours: Option<NeighboursUsed>,
    /// A block for each remit with a setting in the area, in life-stage order.
    pub remits: Vec<RemitProfile>,
    /// The shares elsewhere of remits that the area has no setting of, and of aspects that were judged of none of its
    /// settings, in life-stage order: figures of England are of all of England, whatever an area has.
    #[serde(default)]
    pub elsewhere_only: Vec<RemitElsewhere>,
    /// Indicators with any value for the area, in the order of their names and groups.
    pub indicators: Vec<IndicatorProfile>,
    /// Indicators of which something was published and nothing for the area, with what people call them.
    #[serde(default)]
    pub without_value: Vec<(IndicatorId, String)>,
    /// Gaps between groups, in the order in which they are declared.
    pub gaps: Vec<GapProfile>,
    /// Events of the area that were public by then, earliest first.
    pub events: Vec<EventNoted>,
    /// What a reader must know before relying on it: stand-in neighbours, predecessors' histories, thin evidence.
    pub notices: Vec<String>,
}

impl Profile {
    /// The block of an indicator and group: also by the name of a publication of the same series that is not used.
    pub fn indicator(&self, indicator: &str, group: &str) -> Option<&IndicatorProfile> {
        let is = |block: &&IndicatorProfile| {
            block.indicator.as_str() == indicator && block.group.as_str() == group
        };
        let same_series = |block: &&IndicatorProfile| block.history.holds(indicator, group);
        self.indicators.iter().find(is).or_else(|| self.indicators.iter().find(same_series))
    }
}

/// The statistical neighbours that were used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NeighboursUsed {
    /// The set's name: `dfe-2021-04`, or `own-choice`.
    pub set: String,
    /// The set's version.
    #[schemars(with = "String")]
    pub version: Date,
    /// Whether the set is of another time than the profile and stands in for one that is lost or not yet made.
    #[serde(rename = "stands_in")]
    pub is_substitute: bool,
    /// How their figures are summed up, and how many must have one.
    #[serde(flatten)]
    pub summary: NeighbourSummary,
    /// The neighbours with their names, most alike first.
    pub areas: Vec<(AreaNumber, String)>,
    /// Why there are none, where there are none.
    #[serde(default)]
    pub none_because: Option<String>,
}

/// How the figures of neighbours are summed up: "similar areas" is this and nothing else, of indicators and of
/// settings alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NeighbourSummary {
    /// Mean or median of the neighbours' own figures.
    pub summed_up_by: NeighbourValue,
    /// How many neighbours must have a figure.
    pub minimum: u32,
}

impl NeighbourSummary {
    /// The summary of some neighbours' own figures; none where too few have one.
    pub fn of(self, figures: &[f64]) -> Option<f64> {
        let many = u32::try_from(figures.len()).unwrap_or(u32::MAX);
        if many < self.minimum {
            return None;
        }
        match self.summed_up_by {
            NeighbourValue::Mean => mean(figures),
            NeighbourValue::Median => median(figures),
        }
    }
}

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedRow")]
pub struct Origin {
    /// The file, as a position in the evidence's sources.
    pub source: SourceIndex,
    /// The row of that file.
    pub row: u32,
}

/// How many settings hold each value of one scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScaleTally {
    /// The scale.
    pub scale: ScaleId,
    /// One entry for each value of the scale, best first, zeros included.
    pub counts: Vec<ValueCount>,
}

/// How many settings hold one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ValueCount {
    /// The scale's code.
    pub code: u8,
    /// The scale's label.
    pub label: String,
    /// Whether it counts as good or better; a scale that draws no such line says nothing.
    pub good_or_better: Option<bool>,
    /// Whether it is the value of provision that fails.
    pub inadequate: bool,
    /// How many settings.
    pub count: u32,
}

/// The latest judgements of one aspect in some settings, kept apart by scale.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    /// Open settings.
    pub settings: u32,
    /// Of these, settings without a judgement of the aspect (never inspected, or not judged).
    pub not_judged: u32,
    /// Of these, settings whose latest inspection gave no such judgement, so that what was judged before, if anything,
    /// no longer stands: inspected since their last grade, without a single-word grade.
    #[serde(default)]
    pub inspected_since: u32,
    /// The judgements, a tally for each scale that occurs, in the order of the vocabulary.
    pub scales: Vec<ScaleTally>,
}

/// Shares of good or better elsewhere, to be read beside an area's own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareElsewhere {
    /// "Similar areas": the convention's summary of the neighbours' own shares, in per cent, and of how many
    /// neighbours; none where too few have a share.
    pub neighbours_used: Option<(f64, u32)>,
    /// Each neighbour's own share, most alike first; those of which nothing is judged are left out.
    pub neighbours: Vec<(AreaNumber, Share)>,
    /// All settings of all neighbours together.
    pub neighbours_pooled: Option<Share>,
    /// The plain mean of the neighbours' own shares, in per cent, and of how many neighbours.
    pub neighbours_mean: Option<(f64, u32)>,
    /// The median of the neighbours' own shares, in per cent, and of how many neighbours.
    pub neighbours_median: Option<(f64, u32)>,
    /// The region.
    pub region: Option<Share>,
    /// England, the area included.
    pub england: Option<Share>,
    /// England without the area ("elsewhere").
    pub elsewhere: Option<Share>,
}

/// A remit that the area has no setting of, or of which aspects were not judged here, elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RemitElsewhere {
    /// The remit.
    pub remit: RemitId,
    /// Several, in words.
    pub plural: String,
    /// The aspects judged of such settings elsewhere and not here.
    pub aspects: Vec<AspectElsewhere>,
}

/// One aspect of a remit elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AspectElsewhere {
    /// The aspect.
    pub aspect: AspectId,
    /// As at the date.
    pub elsewhere: ShareElsewhere,
    /// A year before.
    pub elsewhere_year_before: ShareElsewhere,
}

/// One aspect of one remit in the area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AspectProfile {
    /// The aspect.
    pub aspect: AspectId,
    /// As at the date.
    pub now: Tally,
    /// A year before.
    pub year_before: Tally,
    /// The share of good or better as at the date; none where nothing is judged, or where some are judged on a scale
    /// that draws no such line.
    pub good_or_better: Option<Share>,
    /// The share a year before.
    pub good_or_better_year_before: Option<Share>,
    /// The same elsewhere, as at the date.
    pub elsewhere: ShareElsewhere,
    /// The same elsewhere, a year before.
    pub elsewhere_year_before: ShareElsewhere,
}

/// One remit in the area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RemitProfile {
    /// The remit.
    pub remit: RemitId,
    /// One of them, in words.
    pub singular: String,
    /// Several, in words.
    pub plural: String,
    /// The stage of life it serves.
    pub life_stage: String,
    /// Whether so few people run the settings alone that a statement on them would single one out.
    #[serde(default)]
    pub singles_out: bool,
    /// Overall effectiveness (for social care: overall experiences and progress) first, then other aspects judged.
    pub aspects: Vec<AspectProfile>,
    /// The inspections of the year up to the date.
    pub inspected: YearOfInspections,
    /// Up to when the evidence tells of this remit, nationally, and what it can therefore tell of the year.
    pub reach: Reach,
    /// Every open setting with its latest judgement of overall effectiveness, by name then number.
    pub settings: Vec<SettingJudged>,
}

impl RemitProfile {
    /// The block of overall effectiveness.
    pub fn overall(&self) -> Option<&AspectProfile> {
        self.aspects.first().filter(|aspect| aspect.aspect.as_str() == "overall-effectiveness")
    }
}

/// A value with its period and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PublishedValue")]
pub struct Figure {
    /// The period.
    pub period: Period,
    /// The value, or why there is none.
    pub value: Value,
    /// What it was made of, where published.
    pub fraction: Option<Fraction>,
    /// Where it is recorded.
    pub origin: Origin,
    /// What it may be compared with, and since when it was public.
    #[serde(flatten)]
    pub status: FigureStatus,
}

/// A value elsewhere, for the same indicator and group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Elsewhere {
    /// For the period of the area's latest figure.
    pub value: Value,
    /// The change since the period before, in the indicator's unit.
    pub change: Value,
    /// All periods, earliest first.
    pub series: Vec<(Period, Value)>,
}

/// The neighbours' values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NeighbourFigures {
    /// Plain mean of those with a value.
    pub mean: Value,
    /// Median of those with a value.
    pub median: Value,
    /// How many have a value.
    pub with_value: u32,
    /// The convention's choice of mean or median, and its change and series.
    pub used: Elsewhere,
}

/// How an area stands to a comparator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The number is higher.
    Higher,
    /// The numbers are equal as far as their decimals or their uncertainty tell.
    Similar,
    /// The number is lower.
    Lower,
    /// It cannot be said.
    NotKnown,
}

/// How sure a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "method")]
pub enum Uncertainty {
    /// Wilson's 95 % interval of a proportion, in per cent.
    Wilson {
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
    },
    /// Byar's 95 % interval of a rate (exact below ten events), in the rate's unit.
    Byar {
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
    },
    /// Numerator and denominator are not published, so none can be given.
    NonePublished,
}

/// Which way a series has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Up over all by more than the indicator's last shown decimal, in most of the steps that moved, the last included
    /// or level.
    Rising,
    /// Over all, no further than the last shown decimal.
    Level,
    /// Down, likewise.
    Falling,
    /// Over all in one direction, but against it in the last step or in as many steps as with it.
    Mixed,
}

/// A series over the years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trend {
    /// Which way.
    pub direction: Direction,
    /// First and last period with a value.
    pub from: Period,
    /// See `from`.
    pub to: Period,
    /// Last minus first, in the indicator's unit.
    pub change: f64,
    /// How many periods have a value.
    pub points: u32,
    /// Direction of the very last step.
    pub last_step: Direction,
}

/// Why a figure of few people has no trend, and why drafts do not speak of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SmallGroup {
    /// The fewest people on whom it rests in any period, where published.
    pub people: Option<f64>,
    /// In words.
    pub because: String,
}

/// An indicator of a group in the area, beside others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorProfile {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What people call it.
    pub name: String,
    /// The publisher's code.
    pub code: String,
    /// Its family.
    pub topic: String,
    /// Which direction is good.
    pub polarity: Polarity,
    /// What its numbers count.
    pub unit: Unit,
    /// The unit in the publisher's words.
    pub unit_label: String,
    /// Decimal places shown.
    pub decimals: u8,
    /// Of whom.
    pub group: Group,
    /// The latest period of that indicator known as at the date; its value may be missing for this area.
    pub latest: Figure,
    /// All periods, earliest first.
    pub series: Vec<Figure>,
    /// The change since the period before, in the indicator's unit; gap years are respected by the convention.
    pub change: Value,
    /// Rank among areas with a value, 1 the best by polarity, and of how many; none without polarity or value.
    pub rank: Option<(u32, u32)>,
    /// Quartile band, `A` the best; none where the indicator has no bands.
    pub band: Option<char>,
    /// The neighbours.
    pub neighbours: NeighbourFigures,
    /// The region that was used (London boroughs: Inner or Outer London where published).
    pub region_used: String,
    /// The code of that region.
    #[schemars(with = "Option<String>")]
    pub region_code: Option<GssCode>,
    /// Its values.
    pub region: Elsewhere,
    /// England.
    pub england: Elsewhere,
    /// England without the area, where numerators and denominators allow.
    pub elsewhere: Value,
    /// How sure the latest figure is.
    pub uncertainty: Uncertainty,
    /// Why there is no trend where it rests on few people.
    #[serde(default)]
    pub small_group: Option<SmallGroup>,
    /// The area's trend over all its periods.
    pub trend: Option<Trend>,
    /// England's trend over the same periods.
    pub england_trend: Option<Trend>,
    /// Against the neighbours.
    pub against_neighbours: Relation,
    /// Against the region.
    pub against_region: Relation,
    /// Against England.
    pub against_england: Relation,
    /// The area's change over its trend minus England's over the same periods, in the indicator's unit.
    pub change_against_england: Value,
    /// Which publication was used, and where the series breaks.
    pub history: SeriesHistory,
}

/// A gap at one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GapPoint {
    /// The period.
    pub period: Period,
    /// `compared` minus `group`, in the indicator's unit: positive when the group is behind on a high-polarity measure.
    pub gap: Value,
    /// The group's value.
    pub group: Value,
    /// The value of those it is compared with.
    pub compared: Value,
}

/// The gap between two groups, in the area and elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GapProfile {
    /// The declared name of the gap, such as `level-2-low-income`.
    pub id: String,
    /// The indicator.
    pub indicator: IndicatorId,
    /// What people call the indicator.
    pub name: String,
    /// Decimal places shown.
    pub decimals: u8,
    /// The group that tends to be behind.
    pub group: Group,
    /// Those it is compared with.
    pub compared: Group,
    /// The indicator of those: the publisher may give them one of their own.
    pub compared_indicator: IndicatorId,
    /// The area, earliest period first.
    pub series: Vec<GapPoint>,
    /// England.
    pub england: Vec<GapPoint>,
    /// The mean of the neighbours' gaps at the area's latest period, and of how many.
    pub neighbours_mean: Option<(f64, u32)>,
    /// The change of the area's gap since the period before.
    pub change: Value,
    /// Where the series breaks: nothing is compared across.
    #[serde(default)]
    pub breaks: Vec<SeriesBreak>,
    /// Its trend.
    pub trend: Option<Trend>,
    /// England's trend.
    pub england_trend: Option<Trend>,
    /// Against England's gap: `Lower` is a smaller gap.
    pub against_england: Relation,
    /// Where the latest two values are recorded.
    pub origins: Vec<Origin>,
}

/// An event of the area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventNoted {
    /// The kind.
    pub kind: String,
    /// What came of it.
    pub outcome: String,
    /// The day.
    #[schemars(with = "String")]
    pub date: Date,
    /// Where this is known from.
    pub note: String,
    /// Where it is recorded.
    pub origin: Origin,
}
