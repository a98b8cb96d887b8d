//! Inspections and the judgements they made; events of whole areas.

use crate::{AreaNumber, AspectIndex, Date, ScaleIndex, SettingIndex, SourceIndex, missing::Missing};
use serde::{Deserialize, Serialize};

/// An inspection of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The setting, as a position in [`crate::Evidence::setting_ids`].
    pub setting: SettingIndex,
    /// The publisher's number of the event; empty where it has none (then the date tells it apart).
    pub number: String,
    /// The kind of event in the field's words: `full`, `ungraded`, `monitoring`, `focused-visit`…
    pub kind: String,
    /// The first day of the inspection.
    pub date: Date,
    /// The day the report was published, where known.
    pub published: Option<Date>,
    /// The day from which it counts as public (the source says how that was worked out).
    pub known_from: Date,
    /// The file.
    pub source: SourceIndex,
    /// The row of that file.
    pub row: u32,
    /// Where its judgements begin and end in [`Inspections::judgements`].
    pub judged: std::ops::Range<u32>,
}

/// A judgement: a value of one scale about one aspect, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Judgement {
    /// What it is about.
    pub aspect: AspectIndex,
    /// The scale it was made on. Judgements of different scales are never compared.
    pub scale: ScaleIndex,
    /// The scale's code, or the reason why there is none.
    pub value: Result<u8, Missing>,
}

/// All inspections, sorted by setting, date, number; and their judgements in the same order, by aspect.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inspections {
    /// The inspections.
    pub list: Vec<Inspection>,
    /// Their judgements.
    pub judgements: Vec<Judgement>,
}

impl Inspections {
    /// What an inspection judged, sorted by aspect.
    pub fn judgements_of(&self, inspection: &Inspection) -> &[Judgement] {
        &self.judgements[inspection.judged.start as usize..inspection.judged.end as usize]
    }

    /// What an inspection judged of one aspect.
    pub fn judgement(&self, inspection: &Inspection, aspect: AspectIndex) -> Option<&Judgement> {
        self.judgements_of(inspection).iter().find(|judgement| judgement.aspect == aspect)
    }

    /// The inspections of one setting, earliest first.
    pub fn of_setting(&self, setting: SettingIndex) -> &[Inspection] {
        let from = self.list.partition_point(|inspection| inspection.setting < setting);
        let until = self.list.partition_point(|inspection| inspection.setting <= setting);
        &self.list[from..until]
    }

    /// Adds an inspection with its judgements at the end.
    pub fn push(&mut self, mut inspection: Inspection, judgements: &[Judgement]) {
        let from = u32::try_from(self.judgements.len()).unwrap_or(u32::MAX);
        self.judgements.extend_from_slice(judgements);
        let until = u32::try_from(self.judgements.len()).unwrap_or(u32::MAX);
        self.judgements[from as usize..until as usize].sort_unstable();
        inspection.judged = from..until;
        self.list.push(inspection);
    }
}

/// Something that happened to an area as a whole and that no national file records any more, such as an
/// unannounced inspection's priority action. Enters through a small documented CSV or TOML.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AreaEvent {
    /// The area.
    pub area: AreaNumber,
    /// The day it happened.
    pub date: Date,
    /// The day from which it was public.
    pub known_from: Date,
    /// The kind, as the framework names it: `unannounced-inspection`, `safeguarding-inspection`…
    pub kind: String,
    /// What came of it, as the framework names it: `priority-action`, `inadequate`…
    pub outcome: String,
    /// Where this is known from, in words.
    pub note: String,
    /// The file.
    pub source: SourceIndex,
    /// The row of that file.
    pub row: u32,
}
