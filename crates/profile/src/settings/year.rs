//! What the inspections of a year changed, graded or not. The year's inspections are those that became public in it, so
//! that they account for the difference between the judgements that stood a year before and those that stand now.

use super::bearing::Effect;
use super::{CurrentInspection, OpenSetting, SettingsIndex};
use crate::model::YearOfInspections;
use evidence::{AspectIndex, Date, Judgement, SettingIndex, date};
use std::cmp::Ordering;

/// A setting inspected in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InspectedSetting {
    /// The setting.
    pub setting: SettingIndex,
    /// Its latest inspection of the year, as a position in the list of inspections.
    pub inspection: u32,
    /// The inspection whose judgement stood before: its own, or that of a predecessor.
    pub before: Option<u32>,
    /// What became of the judgement.
    pub movement: Movement,
    /// Whether it is good or better now.
    pub good_or_better: bool,
}

/// What became of the judgement of a setting when it was inspected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// Better than before, on the same scale.
    Improved,
    /// The same as before, on the same scale.
    Held,
    /// Worse than before, on the same scale.
    Declined,
    /// There was no judgement before.
    First,
    /// The judgement before was on another scale, and scales are not compared.
    NotComparable,
    /// The inspection gave no grade to the setting as a whole.
    NotGraded,
}

/// The settings among some that were inspected in the year up to a date, in their order.
pub fn inspected_in_year<'s>(
    index: &'s SettingsIndex,
    settings: &'s [(OpenSetting, Option<CurrentInspection>)],
    overall: AspectIndex,
    as_at: Date,
) -> impl Iterator<Item = InspectedSetting> + 's {
    let (from, until) = (date::to_days(first_day(as_at)), date::to_days(as_at));
    settings.iter().filter_map(move |(open, _)| {
        let inspection = index.latest_public(open.setting, from, until)?;
        Some(index.inspected(open.setting, inspection, overall, as_at))
    })
}

/// The first day of the year up to a date.
pub(super) fn first_day(as_at: Date) -> Date {
    date::add_days(date::year_before(as_at), 1)
}

/// The inspections of some settings in the year up to a date, against the judgement before each.
pub fn year_of_inspections(
    index: &SettingsIndex,
    settings: &[(OpenSetting, Option<CurrentInspection>)],
    overall: AspectIndex,
    as_at: Date,
) -> YearOfInspections {
    let mut year = YearOfInspections { from: Some(first_day(as_at)), ..YearOfInspections::default() };
    for one in inspected_in_year(index, settings, overall, as_at) {
        year.inspected += 1;
        year.good_or_better += u32::from(one.good_or_better);
        match one.movement {
            Movement::Improved => year.improved += 1,
            Movement::Held => year.held += 1,
            Movement::Declined => year.declined += 1,
            Movement::NotComparable => year.not_comparable += 1,
            Movement::NotGraded => year.not_graded += 1,
            Movement::First => {
                year.first += 1;
                year.first_good_or_better += u32::from(one.good_or_better);
            }
        }
    }
    year
}

impl SettingsIndex {
    /// A setting's latest inspection of itself as a whole that became public between two days.
    fn latest_public(&self, setting: SettingIndex, from: i32, until: i32) -> Option<u32> {
        let known_from = &self.evidence().inspections.known_from;
        let known = |at: &u32| self.is_known(*at, until) && self.is_of_the_whole(*at);
        let latest = self.inspections(setting).rev().find(known)?;
        (known_from[latest as usize] >= from).then_some(latest)
    }

    fn inspected(
        &self,
        setting: SettingIndex,
        inspection: u32,
        overall: AspectIndex,
        as_at: Date,
    ) -> InspectedSetting {
        let judges = self.effect(inspection, date::to_days(as_at)) == Effect::Judges;
        let now = self.judgement(inspection, overall).filter(|judgement| judges && judgement.value.is_ok());
        let before = self.before(setting, inspection, as_at, overall);
        let movement = match (now, before) {
            (None, _) => Movement::NotGraded,
            (Some(_), None) => Movement::First,
            (Some(now), Some((_, before))) => self.movement(now, before),
        };
        InspectedSetting {
            setting,
            inspection,
            before: before.map(|(at, _)| at),
            movement,
            good_or_better: now.is_some_and(|now| self.is_good(now)),
        }
    }

    fn is_good(&self, judgement: Judgement) -> bool {
        let scale = &self.evidence().vocabulary.scales[judgement.scale.index()];
        let value = judgement.value.ok().and_then(|code| scale.value(code));
        value.is_some_and(|value| value.good_or_better == Some(true))
    }

    fn movement(&self, now: Judgement, before: Judgement) -> Movement {
        let scales = &self.evidence().vocabulary.scales;
        let position = |judgement: Judgement| {
            judgement.value.ok().and_then(|code| scales[judgement.scale.index()].position(code))
        };
        match (position(now), position(before)) {
            (Some(now_at), Some(before_at)) if now.scale == before.scale => match now_at.cmp(&before_at) {
                Ordering::Less => Movement::Improved,
                Ordering::Equal => Movement::Held,
                Ordering::Greater => Movement::Declined,
            },
            _ => Movement::NotComparable,
        }
    }
}
