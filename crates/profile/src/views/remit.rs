//! Some areas beside each other on one remit, in the funnel of all areas.

use crate::model::ShareStatistics;
use crate::profiler::PreparedDate;
use crate::settings::{AreaStanding, OVERALL};
use crate::share::Share;
use crate::statistics::RankInterval;
use crate::statistics::funnel::{Dispersion, Position};
use definitions::suggestion;
use evidence::{AreaNumber, AspectId, AspectIndex, Date, RemitId, RemitIndex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// No remit or aspect has the name that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no {what} is called `{asked}`{}", .suggested.as_deref().map_or(String::new(), |advice| format!("; {advice}")))]
pub struct UnknownRemit {
    /// What kind of thing.
    pub what: &'static str,
    /// What was asked for.
    pub asked: String,
    /// What was perhaps meant, in words.
    pub suggested: Option<String>,
}

/// Areas on one remit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparedOnRemit {
    /// The remit.
    pub remit: RemitId,
    /// Several of its settings, in words.
    pub plural: String,
    /// The aspect that was judged.
    pub aspect: AspectId,
    /// The date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// Good or better of all judged settings of England; none where the evidence does not cover it.
    pub england: Option<Share>,
    /// How far areas differ beyond chance.
    pub dispersion: Option<Dispersion>,
    /// The areas that were asked for, in that order.
    pub areas: Vec<RemitOfArea>,
    /// The funnel: every area with a share, by number.
    pub funnel: Vec<FunnelArea>,
}

/// One of the areas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RemitOfArea {
    /// Its number.
    pub area: AreaNumber,
    /// Its name.
    pub name: String,
    /// Good or better of its judged settings; none where nothing is judged, or on a scale without the line.
    pub share: Option<Share>,
    /// How sure that is, and where it stands.
    pub statistics: Option<ShareStatistics>,
}

/// An area in the funnel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FunnelArea {
    /// Its number.
    pub area: AreaNumber,
    /// Its name.
    pub name: String,
    /// Its share.
    pub share: Share,
    /// Where it stands in the funnel.
    pub position: Position,
    /// Its rank, 1 for the greatest share.
    pub rank: u32,
    /// The 95 % interval of the rank.
    pub rank_interval: RankInterval,
}

/// Puts some areas beside each other on a remit, by the judgements of an aspect (overall effectiveness where none is said).
///
/// # Errors
/// Where the remit or the aspect is unknown.
pub fn compare_on_remit(
    as_at: &PreparedDate,
    areas: &[AreaNumber],
    remit: &str,
    aspect: Option<&str>,
) -> Result<ComparedOnRemit, UnknownRemit> {
    let vocabulary = &as_at.evidence().vocabulary;
    let aspect = aspect.unwrap_or(OVERALL);
    let (remit, known) = vocabulary
        .remit(remit)
        .ok_or_else(|| unknown("remit", remit, vocabulary.remits.iter().map(|known| known.id.as_str())))?;
    let (aspect, aspect_known) = vocabulary
        .aspect(aspect)
        .ok_or_else(|| unknown("aspect", aspect, vocabulary.aspects.iter().map(|known| known.id.as_str())))?;
    let standings = as_at.standings(remit, aspect);
    let name =
        |area: AreaNumber| as_at.evidence().areas.get(area).map_or(String::new(), |area| area.name.clone());
    let in_funnel = |standing: &AreaStanding| {
        Some(FunnelArea {
            area: standing.area,
            name: name(standing.area),
            share: standing.share,
            position: standings.funnel(standing.share)?.position,
            rank: standing.rank,
            rank_interval: standing.interval,
        })
    };
    Ok(ComparedOnRemit {
        remit: known.id.clone(),
        plural: known.plural.clone(),
        aspect: aspect_known.id.clone(),
        as_at: as_at.date(),
        england: standings.england,
        dispersion: standings.dispersion,
        areas: areas.iter().map(|area| of_area(as_at, *area, name(*area), (remit, aspect))).collect(),
        funnel: standings.areas.iter().filter_map(in_funnel).collect(),
    })
}

fn of_area(
    as_at: &PreparedDate,
    area: AreaNumber,
    name: String,
    (remit, aspect): (RemitIndex, AspectIndex),
) -> RemitOfArea {
    let (now, before) = as_at.shares_of(area, remit, aspect);
    let statistics = now.map(|share| as_at.standings(remit, aspect).statistics(area, share, before));
    RemitOfArea { area, name, share: now, statistics }
}

fn unknown<'v>(what: &'static str, asked: &str, known: impl Iterator<Item = &'v str>) -> UnknownRemit {
    UnknownRemit { what, asked: asked.to_owned(), suggested: suggestion(asked, known) }
}
