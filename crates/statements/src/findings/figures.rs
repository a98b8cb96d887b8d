//! What can be claimed of figures: values, comparisons, movements, pace, gaps.

use crate::claim::{Assertion, Claim, Comparator, Pace, Relation, Size, Subject, Way, When};
use crate::decide::{change, change_beside, is_steady, pace_for, relation_for, value_beside, way_for};
use crate::facts::{Facts, Measured, Point};
use crate::number::Number;
use evidence::{Group, IndicatorId};
use profile::GapProfile;

/// Movements over many years name the first and last of at least this many figures.
const POINTS_FOR_A_TREND: usize = 3;

/// Every claim that might be made of indicators and gaps.
pub(super) fn candidates(facts: &Facts<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    // Of few people nothing is said: a step of one of them would be a movement, and somebody may be recognised.
    let small = |indicator: &IndicatorId, group: &Group| {
        facts.indicator(indicator, group).is_some_and(|block| block.small_group.is_some())
    };
    for block in facts.profile.indicators.iter().filter(|block| block.small_group.is_none()) {
        let subject = Subject::Measure { indicator: block.indicator.clone(), group: block.group.clone() };
        claims.extend(of_figure(&subject, facts));
    }
    let large = |gap: &&GapProfile| {
        !small(&gap.indicator, &gap.group) && !small(&gap.compared_indicator, &gap.compared)
    };
    for gap in facts.profile.gaps.iter().filter(large) {
        let subject = Subject::Gap {
            indicator: gap.indicator.clone(),
            group: gap.group.clone(),
            compared: gap.compared.clone(),
        };
        claims.extend(of_figure(&subject, facts));
    }
    claims
}

fn of_figure(subject: &Subject, facts: &Facts<'_>) -> Vec<Claim> {
    let Some(measured) = facts.measured(subject) else { return Vec::new() };
    let mut claims: Vec<Claim> = Vec::new();
    claims.extend(value(subject, &measured));
    claims.extend(comparisons(subject, &measured, facts));
    claims.extend(over_the_year(subject, &measured, facts));
    claims.extend(into_the_latest(subject, &measured, facts));
    claims.extend(trend(subject, &measured, facts));
    claims.extend(trend_in_figures(subject, &measured, None, facts));
    claims.extend(trend_in_figures(subject, &measured, Some(Comparator::England), facts));
    claims.extend(paces(subject, &measured, facts));
    claims
}

fn value(subject: &Subject, measured: &Measured) -> Option<Claim> {
    let latest = measured.latest()?;
    let number = Number::shown(latest.value, measured.decimals)?;
    let when = latest.name.clone().map_or(When::Unsaid, When::In);
    Some(Claim::new(subject.clone(), Assertion::Value { number, bound: None }).at(when))
}

/// In which way a figure stands to another, and by how much.
type How = (Relation, Option<Size>);

/// A comparison for each way in which the figure stands to others, naming together all to which it stands so.
pub(super) fn comparisons(subject: &Subject, measured: &Measured, facts: &Facts<'_>) -> Vec<Claim> {
    let Some(latest) = measured.latest() else { return Vec::new() };
    let mut sets: Vec<(How, Vec<Comparator>)> = Vec::new();
    let all = [Comparator::Neighbours, Comparator::Region, Comparator::England, Comparator::Elsewhere];
    for comparator in all {
        let Some(beside) = value_beside(&comparator, None, latest, measured) else { continue };
        let near = measured.too_near.contains(&comparator);
        let stands = relation_for(latest.value, beside, near, measured, facts);
        // "Elsewhere" says the same as "nationally" unless it is said alone.
        if comparator == Comparator::Elsewhere {
            sets.push((stands, vec![comparator]));
            continue;
        }
        match sets.iter_mut().find(|(known, _)| *known == stands) {
            Some((_, list)) => list.push(comparator),
            None => sets.push((stands, vec![comparator])),
        }
    }
    let peers = Comparator::Group(Group::all());
    if let Some(beside) = value_beside(&peers, None, latest, measured) {
        sets.push((relation_for(latest.value, beside, false, measured, facts), vec![peers]));
    }
    sets.into_iter()
        .map(|((relation, size), with)| {
            Claim::new(subject.clone(), Assertion::Compared { relation, size, with })
        })
        .collect()
}

fn movement(way: Way, size: Option<Size>, steadily: bool) -> Assertion {
    Assertion::Moved { way, size, steadily, from: None, to: None }
}

/// The last two figures, where they may be compared.
fn last_step(measured: &Measured) -> Option<(&Point, &Point)> {
    let [.., before, last] = measured.series.as_slice() else { return None };
    measured.parted(before, last).is_none().then_some((before, last))
}

/// The last step, "over the last year".
pub(super) fn over_the_year(subject: &Subject, measured: &Measured, facts: &Facts<'_>) -> Option<Claim> {
    let (before, last) = last_step(measured)?;
    let (way, size) = way_for(before, last, measured, facts);
    Some(Claim::new(subject.clone(), movement(way, size, false)).at(When::LastYear))
}

/// The last step, "in 2010".
fn into_the_latest(subject: &Subject, measured: &Measured, facts: &Facts<'_>) -> Option<Claim> {
    let (before, last) = last_step(measured)?;
    let name = last.name.clone()?;
    let (way, size) = way_for(before, last, measured, facts);
    Some(Claim::new(subject.clone(), movement(way, size, false)).at(When::In(name)))
}

/// The whole series, with whether it went steadily.
fn trend(subject: &Subject, measured: &Measured, facts: &Facts<'_>) -> Option<Claim> {
    let series = measured.since_break();
    let (first, last) = ends(series)?;
    let (way, _) = way_for(first, last, measured, facts);
    let steadily = way != Way::Level && is_steady(way, series, measured, facts);
    Some(Claim::new(subject.clone(), movement(way, None, steadily)))
}

/// First and last figure of a series long enough to speak of a trend.
fn ends(series: &[Point]) -> Option<(&Point, &Point)> {
    if series.len() < POINTS_FOR_A_TREND {
        return None;
    }
    Some((series.first()?, series.last()?))
}

/// The whole series with its first and last figure, here or elsewhere.
fn trend_in_figures(
    subject: &Subject,
    measured: &Measured,
    place: Option<Comparator>,
    facts: &Facts<'_>,
) -> Option<Claim> {
    let (own_first, own_last) = ends(measured.since_break())?;
    let series = measured.series_of(place.as_ref())?;
    let at = |own: &Point| series.iter().find(|point| point.label == own.label);
    let (first, last) = (at(own_first)?, at(own_last)?);
    let (way, _) = way_for(first, last, measured, facts);
    let when = When::Between { from: first.name.clone()?, to: last.name.clone()? };
    let number = |point: &Point| Number::shown(point.value, measured.decimals);
    let assertion =
        Assertion::Moved { way, size: None, steadily: false, from: number(first), to: number(last) };
    let claim = Claim::new(subject.clone(), assertion).at(when);
    Some(match place {
        Some(place) => claim.of(place),
        None => claim,
    })
}

fn paces(subject: &Subject, measured: &Measured, facts: &Facts<'_>) -> Vec<Claim> {
    let since = measured.since_break();
    let Some((first, last)) = ends(since) else { return Vec::new() };
    let (way, _) = way_for(first, last, measured, facts);
    if way == Way::Level {
        return Vec::new();
    }
    let (own, _) = change(first, last, measured);
    let level = measured.tolerances(facts).unchanged_within;
    let mut sets: Vec<(Pace, Vec<Comparator>)> = Vec::new();
    for comparator in [Comparator::Neighbours, Comparator::England, Comparator::Elsewhere] {
        let Some(theirs) = change_beside(&comparator, since, measured) else { continue };
        // "Rising more quickly than elsewhere" is not said where it is not rising elsewhere.
        let same_way = (theirs > 0.0) == (own > 0.0) && measured.magnitude(theirs, first.value) > level;
        if !same_way {
            continue;
        }
        let pace = pace_for(way, own, theirs, level, measured.magnitude(own - theirs, first.value));
        if comparator == Comparator::Elsewhere {
            sets.push((pace, vec![comparator]));
            continue;
        }
        match sets.iter_mut().find(|(known, _)| *known == pace) {
            Some((_, list)) => list.push(comparator),
            None => sets.push((pace, vec![comparator])),
        }
    }
    sets.into_iter()
        .map(|(pace, than)| Claim::new(subject.clone(), Assertion::Paced { way, pace, than }))
        .collect()
}
