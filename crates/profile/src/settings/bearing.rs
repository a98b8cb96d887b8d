//! What an inspection does to the judgements that a setting holds from before it, by the vocabulary's kinds.

use super::open::SettingsIndex;
use evidence::date::to_days;
use evidence::missing::Missing;
use evidence::{Bearing, Evidence, ScaleIndex};

/// The kind of inspection that grades a setting as a whole.
const FULL: &str = "full";

/// What one inspection does, on a day on which it was public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Its judgements stand.
    Judges,
    /// It had the last word and made no judgement: those of before are history.
    Supersedes,
    /// It confirms the judgements of before.
    Confirms,
    /// The judgements of before stand beside it.
    None,
}

/// A kind of inspection, as its code in the list of inspections has it.
#[derive(Debug, Clone)]
pub(super) struct KindRule {
    bearing: Bearing,
    /// The day from which it has that bearing.
    from: Option<i32>,
    /// Whether it grades the setting as a whole.
    pub(super) grades: bool,
    confirmed_by: Vec<ScaleIndex>,
}

impl KindRule {
    /// The rules of all kinds that occur in some evidence, by their codes.
    pub(super) fn all(evidence: &Evidence) -> Vec<KindRule> {
        evidence.inspections.kind.distinct().iter().map(|kind| KindRule::of(evidence, kind)).collect()
    }

    fn of(evidence: &Evidence, kind: &str) -> KindRule {
        let vocabulary = &evidence.vocabulary;
        let Some(known) = vocabulary.inspection_kind(kind) else {
            let full = kind == FULL;
            let bearing = if full { Bearing::LastWord } else { Bearing::Beside };
            return KindRule { bearing, from: None, grades: full, confirmed_by: Vec::new() };
        };
        let scales = known.confirmed_by.iter().filter_map(|scale| vocabulary.scale(scale.as_str()));
        KindRule {
            bearing: known.bearing,
            from: known.from.map(to_days),
            grades: known.grades,
            confirmed_by: scales.map(|(at, _)| at).collect(),
        }
    }
}

impl SettingsIndex {
    pub(super) fn kind_of(&self, inspection: u32) -> &KindRule {
        &self.kinds[usize::from(self.evidence().inspections.kind.code(inspection as usize))]
    }

    /// Whether an inspection had taken place and was public on a day.
    pub(super) fn is_known(&self, inspection: u32, day: i32) -> bool {
        let (at, all) = (inspection as usize, &self.evidence().inspections);
        all.known_from[at] <= day && all.date[at] <= day
    }

    /// What an inspection does, as at a day.
    pub(super) fn effect(&self, inspection: u32, day: i32) -> Effect {
        let kind = self.kind_of(inspection);
        let judgements = self.evidence().inspections.judgements_of(inspection as usize);
        let confirms = |scale: &ScaleIndex| kind.confirmed_by.contains(scale);
        if judgements.iter().any(|one| one.value.is_ok() && confirms(&one.scale)) {
            return Effect::Confirms;
        }
        if kind.bearing != Bearing::LastWord || kind.from.is_some_and(|from| day < from) {
            return Effect::None;
        }
        // A judgement that was withheld or left blank was made, though its value is not known.
        let made = |value: &Result<u8, Missing>| *value != Err(Missing::NotJudged);
        if judgements.iter().any(|one| made(&one.value)) { Effect::Judges } else { Effect::Supersedes }
    }

    /// Whether an inspection graded the setting as a whole.
    pub(super) fn judges_overall(&self, inspection: u32) -> bool {
        self.judgement(inspection, self.overall).is_some_and(|judgement| judgement.value.is_ok())
    }

    /// Whether an inspection tells of the setting as a whole, graded or not.
    pub(super) fn is_of_the_whole(&self, inspection: u32) -> bool {
        let kind = self.kind_of(inspection);
        kind.bearing == Bearing::LastWord
    }
}
