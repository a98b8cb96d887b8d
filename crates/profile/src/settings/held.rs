//! The judgement that stands for a setting on a day: its own latest full inspection, or its predecessor's until then.

use super::open::Register;
use evidence::missing::Missing;
use evidence::{AspectIndex, Date, Inspection, Judgement, SettingIndex};

/// The kind of inspection that makes judgements which stand until the next of its kind.
pub const FULL: &str = "full";

/// Longest chain of predecessors that is followed: a maintained school, an academy, its re-brokered successors.
/// Published chains have at most six links; the limit keeps a circle in damaged data from being followed for ever.
const LONGEST_CHAIN: usize = 12;

/// The inspection whose judgements stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The inspection, as a position in the list of inspections.
    pub inspection: usize,
    /// The predecessor whose inspection it was.
    pub inherited_from: Option<SettingIndex>,
}

impl Register<'_> {
    /// The inspection whose judgements stand on a day.
    pub fn held(&self, setting: SettingIndex, date: Date) -> Option<Held> {
        self.latest_full(setting, date, None)
            .map(|inspection| Held { inspection, inherited_from: None })
            .or_else(|| self.inherited(setting, date, LONGEST_CHAIN))
    }

    /// The judgement of an aspect that stood before a setting's own inspection of a day: an earlier one of its own,
    /// else that of a predecessor.
    pub fn before(
        &self,
        setting: SettingIndex,
        inspection: usize,
        known: Date,
        aspect: AspectIndex,
    ) -> Option<Judgement> {
        let list = &self.evidence().inspections.list;
        let until = list[inspection].date;
        let judged = |at: &usize| self.judgement(*at, aspect).filter(|judgement| judgement.value.is_ok());
        let own = self
            .inspections(setting)
            .rev()
            .filter(|at| is_full_and_known(&list[*at], known) && list[*at].date < until)
            .find_map(|at| judged(&at));
        own.or_else(|| {
            let held = self.inherited(setting, known, LONGEST_CHAIN)?;
            judged(&held.inspection)
        })
    }

    /// What an inspection judged of an aspect.
    pub fn judgement(&self, inspection: usize, aspect: AspectIndex) -> Option<Judgement> {
        let inspections = &self.evidence().inspections;
        inspections.judgement(&inspections.list[inspection], aspect).copied()
    }

    /// The value that stands for an aspect, or why none does.
    pub fn value(&self, held: Option<Held>, aspect: AspectIndex) -> Result<Judgement, Missing> {
        let held = held.ok_or(Missing::NotPublished)?;
        let judgement = self.judgement(held.inspection, aspect).ok_or(Missing::NotJudged)?;
        judgement.value.map(|_| judgement)
    }

    /// A setting's latest full inspection that was public on a day; only if it became so from some day on, where one
    /// is given.
    pub fn latest_full(&self, setting: SettingIndex, date: Date, from: Option<Date>) -> Option<usize> {
        let list = &self.evidence().inspections.list;
        self.inspections(setting)
            .rev()
            .find(|at| is_full_and_known(&list[*at], date))
            .filter(|at| from.is_none_or(|from| list[*at].known_from >= from))
    }

    /// Of all predecessors that a setting simply carries on, the latest full inspection.
    fn inherited(&self, setting: SettingIndex, date: Date, steps: usize) -> Option<Held> {
        let steps = steps.checked_sub(1)?;
        let list = &self.evidence().inspections.list;
        self.predecessors(setting)
            .iter()
            .filter(|link| link.inherits && self.changed_on(link).is_none_or(|changed| changed <= date))
            .filter_map(|link| {
                let own = self.latest_full(link.predecessor, date, None);
                own.map(|inspection| Held { inspection, inherited_from: Some(link.predecessor) })
                    .or_else(|| self.inherited(link.predecessor, date, steps))
            })
            .max_by_key(|held| (list[held.inspection].date, held.inspection))
    }
}

fn is_full_and_known(inspection: &Inspection, date: Date) -> bool {
    inspection.kind == FULL && inspection.known_from <= date && inspection.date <= date
}
