//! The judgement that stands for a setting on a day: that of its own latest inspection, or its predecessor's until
//! then. One that an inspection without a grade has followed no longer stands.

use super::bearing::Effect;
use super::open::SettingsIndex;
use evidence::date::to_days;
use evidence::missing::Missing;
use evidence::{AspectIndex, Date, Judgement, SettingIndex};

/// Longest chain of predecessors that is followed: a maintained school, an academy, its re-brokered successors.
/// Published chains have at most six links; the limit keeps a circle in damaged data from being followed for ever.
const LONGEST_CHAIN: usize = 12;

/// The inspection whose judgements stand, or stood until one that made none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrentInspection {
    /// The inspection, as a position in the list of inspections.
    pub inspection: u32,
    /// The predecessor whose inspection it was.
    pub inherited_from: Option<SettingIndex>,
    /// A later inspection that had the last word and made no judgement; the same one where there was none before.
    pub since: Option<u32>,
}

impl CurrentInspection {
    /// The position of the inspection.
    pub fn index(self) -> usize {
        self.inspection as usize
    }
}

/// What stands for one aspect of a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A judgement.
    Judged(Judgement),
    /// The latest inspection gave no such judgement: what was judged before is history.
    InspectedSince {
        /// The latest inspection.
        by: u32,
        /// The judgement of before, with the inspection that made it.
        before: Option<(u32, Judgement)>,
    },
    /// Nothing, and why.
    NotJudged(Missing),
}

impl SettingsIndex {
    /// The inspection whose judgements stand on a day, or stood until one that made none.
    pub fn current(&self, setting: SettingIndex, date: Date) -> Option<CurrentInspection> {
        self.current_on(setting, to_days(date))
    }

    pub(super) fn current_on(&self, setting: SettingIndex, day: i32) -> Option<CurrentInspection> {
        self.held(setting, day, LONGEST_CHAIN)
    }

    /// A setting's own latest judgements, else those of its predecessors; `steps` of predecessors at most.
    fn held(&self, setting: SettingIndex, day: i32, steps: usize) -> Option<CurrentInspection> {
        let (mut judged, mut since) = (None, None);
        for at in self.inspections(setting).rev().filter(|at| self.is_known(*at, day)) {
            match self.effect(at, day) {
                Effect::Judges => {
                    judged = Some(at);
                    break;
                }
                Effect::Supersedes => since = since.or(Some(at)),
                Effect::Confirms | Effect::None => {}
            }
        }
        if let Some(inspection) = judged {
            return Some(CurrentInspection { inspection, inherited_from: None, since });
        }
        match (self.inherited(setting, day, steps), since) {
            (Some(held), since) => Some(CurrentInspection { since: since.or(held.since), ..held }),
            (None, Some(at)) => Some(CurrentInspection { inspection: at, inherited_from: None, since }),
            (None, None) => None,
        }
    }

    /// Of all predecessors that a setting simply carries on, the latest judgements.
    fn inherited(&self, setting: SettingIndex, day: i32, steps: usize) -> Option<CurrentInspection> {
        let steps = steps.checked_sub(1)?;
        let date = &self.evidence().inspections.date;
        self.predecessors(setting)
            .iter()
            .filter(|link| link.inherits && self.changed_on(link).is_none_or(|changed| changed <= day))
            .filter_map(|link| {
                let held = self.held(link.predecessor, day, steps)?;
                Some(CurrentInspection {
                    inherited_from: held.inherited_from.or(Some(link.predecessor)),
                    ..held
                })
            })
            .max_by_key(|held| (date[held.index()], held.inspection))
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
            .filter(|at| date[*at as usize] < until && self.is_known(*at, known))
            .filter(|at| self.effect(*at, known) == Effect::Judges)
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

    /// What stands for an aspect of a setting with these inspections.
    pub fn standing(&self, held: Option<CurrentInspection>, aspect: AspectIndex) -> Standing {
        let Some(held) = held else { return Standing::NotJudged(Missing::NotPublished) };
        let judgement = self.judgement(held.inspection, aspect);
        let judged = judgement.filter(|judgement| judgement.value.is_ok());
        if let Some(by) = held.since {
            let before = judged.map(|judged| (held.inspection, judged));
            // An aspect that was never judged of the setting is missing for no other reason than before.
            return match before {
                None if aspect != self.overall => Standing::NotJudged(Missing::NotJudged),
                before => Standing::InspectedSince { by, before },
            };
        }
        match judgement.map(|judgement| (judgement, judgement.value)) {
            Some((judgement, Ok(_))) => Standing::Judged(judgement),
            Some((_, Err(reason))) if reason != Missing::NotJudged => Standing::NotJudged(reason),
            said => self.without_judgement(held, aspect, said.is_some()),
        }
    }

    /// An inspection that judged other aspects than this one. Whether the setting as a whole had to be graded depends
    /// on the kind: a report card never does, a full inspection may say that it did not.
    fn without_judgement(&self, held: CurrentInspection, aspect: AspectIndex, said: bool) -> Standing {
        let by = held.inspection;
        if aspect != self.overall || (self.kind_of(by).grades && !said) {
            return Standing::NotJudged(Missing::NotJudged);
        }
        let setting = self.evidence().inspections.setting[held.index()];
        let known = self.evidence().inspections.date(held.index());
        Standing::InspectedSince { by, before: self.before(setting, by, known, aspect) }
    }

    /// The value that stands for an aspect, or why none does.
    pub fn value(&self, held: Option<CurrentInspection>, aspect: AspectIndex) -> Result<Judgement, Missing> {
        match self.standing(held, aspect) {
            Standing::Judged(judgement) => Ok(judgement),
            Standing::InspectedSince { .. } => Err(Missing::NotJudged),
            Standing::NotJudged(reason) => Err(reason),
        }
    }
}
