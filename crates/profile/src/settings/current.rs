//! The judgement that stands for a setting on a day: its own latest full inspection, or its predecessor's until then.

use super::open::SettingsIndex;
use evidence::date::to_days;
use evidence::missing::Missing;
use evidence::{AspectIndex, Date, Judgement, SettingIndex};

/// The kind of inspection that makes judgements which stand until the next of its kind.
pub const FULL: &str = "full";

/// Longest chain of predecessors that is followed: a maintained school, an academy, its re-brokered successors.
/// Published chains have at most six links; the limit keeps a circle in damaged data from being followed for ever.
const LONGEST_CHAIN: usize = 12;

/// The inspection whose judgements stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrentInspection {
    /// The inspection, as a position in the list of inspections.
    pub inspection: u32,
    /// The predecessor whose inspection it was.
    pub inherited_from: Option<SettingIndex>,
}

impl CurrentInspection {
    /// The position of the inspection.
    pub fn index(self) -> usize {
        self.inspection as usize
    }
}

impl SettingsIndex {
    /// The inspection whose judgements stand on a day.
    pub fn current(&self, setting: SettingIndex, date: Date) -> Option<CurrentInspection> {
        self.current_on(setting, to_days(date))
    }

    pub(super) fn current_on(&self, setting: SettingIndex, day: i32) -> Option<CurrentInspection> {
        self.latest_full(setting, day, None)
            .map(|inspection| CurrentInspection { inspection, inherited_from: None })
            .or_else(|| self.inherited(setting, day, LONGEST_CHAIN))
    }

    /// The inspection and its judgement of an aspect that stood before a setting's own inspection of a day: an
    /// earlier one of its own, else that of a predecessor.
    pub fn before(
        &self,
        setting: SettingIndex,
        inspection: u32,
        known: Date,
        aspect: AspectIndex,
    ) -> Option<(u32, Judgement)> {
        let date = &self.evidence().inspections.date;
        let (until, known) = (date[inspection as usize], to_days(known));
        let judged = |at: u32| {
            let judgement = self.judgement(at, aspect).filter(|judgement| judgement.value.is_ok())?;
            Some((at, judgement))
        };
        let own = self
            .inspections(setting)
            .rev()
            .filter(|at| self.is_full_and_known(*at, known) && date[*at as usize] < until)
            .find_map(judged);
        own.or_else(|| {
            let held = self.inherited(setting, known, LONGEST_CHAIN)?;
            judged(held.inspection)
        })
    }

    /// What an inspection judged of an aspect.
    pub fn judgement(&self, inspection: u32, aspect: AspectIndex) -> Option<Judgement> {
        self.evidence().inspections.judgement(inspection as usize, aspect).copied()
    }

    /// The value that stands for an aspect, or why none does.
    pub fn value(&self, held: Option<CurrentInspection>, aspect: AspectIndex) -> Result<Judgement, Missing> {
        let held = held.ok_or(Missing::NotPublished)?;
        let judgement = self.judgement(held.inspection, aspect).ok_or(Missing::NotJudged)?;
        judgement.value.map(|_| judgement)
    }

    /// A setting's latest full inspection that was public on a day; only if it became so from some day on, where one
    /// is given.
    pub(super) fn latest_full(&self, setting: SettingIndex, day: i32, from: Option<i32>) -> Option<u32> {
        let known_from = &self.evidence().inspections.known_from;
        self.inspections(setting)
            .rev()
            .find(|at| self.is_full_and_known(*at, day))
            .filter(|at| from.is_none_or(|from| known_from[*at as usize] >= from))
    }

    /// Of all predecessors that a setting simply carries on, the latest full inspection.
    fn inherited(&self, setting: SettingIndex, day: i32, steps: usize) -> Option<CurrentInspection> {
        let steps = steps.checked_sub(1)?;
        let date = &self.evidence().inspections.date;
        self.predecessors(setting)
            .iter()
            .filter(|link| link.inherits && self.changed_on(link).is_none_or(|changed| changed <= day))
            .filter_map(|link| {
                let own = self.latest_full(link.predecessor, day, None);
                own.map(|inspection| CurrentInspection { inspection, inherited_from: Some(link.predecessor) })
                    .or_else(|| self.inherited(link.predecessor, day, steps))
            })
            .max_by_key(|held| (date[held.index()], held.inspection))
    }

    fn is_full_and_known(&self, at: u32, day: i32) -> bool {
        let (at, all) = (at as usize, &self.evidence().inspections);
        all.known_from[at] <= day && all.date[at] <= day && self.is_full(at)
    }
}
