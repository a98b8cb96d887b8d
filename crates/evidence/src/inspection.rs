//! Inspections and the judgements they made; events of whole areas.

use crate::date::{from_days, optional_days, to_days};
use crate::{
    AreaNumber, AspectIndex, CellPlace, CellRef, Date, DictionaryColumn, FormIndex, ScaleIndex, SettingIndex,
    SourceIndex, StringColumn, missing::Missing,
};
use serde::{Deserialize, Serialize};

/// An inspection of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The setting, as a position in [`crate::Evidence::settings`].
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

/// A judgement and the cell that it was read from, which may be of another file than the inspection: some publishers
/// keep judgements in a file of their own, and what one file leaves out another may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Judged {
    /// The judgement.
    pub judgement: Judgement,
    /// Its cell.
    pub cell: CellPlace,
}

/// All inspections, a column for each part of [`Inspection`], sorted by setting, date, number; and their judgements in
/// the same order, by aspect. Dates are days since 1 January 1970, or [`crate::date::NO_DAY`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inspections {
    /// The setting.
    pub setting: Vec<SettingIndex>,
    /// The publishers' numbers, or empty.
    pub number: StringColumn,
    /// Kinds of event.
    pub kind: DictionaryColumn,
    /// First days.
    pub date: Vec<i32>,
    /// Days of publication, where known.
    pub published: Vec<i32>,
    /// Days from which they count as public.
    pub known_from: Vec<i32>,
    /// The files.
    pub source: Vec<SourceIndex>,
    /// The rows of those files.
    pub row: Vec<u32>,
    /// Where the judgements of each end in `judgements`.
    pub judged_until: Vec<u32>,
    /// Their judgements.
    pub judgements: Vec<Judgement>,
    /// The cells of those.
    pub(crate) judgement_cells: Vec<CellPlace>,
}

impl Inspections {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.setting.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.setting.is_empty()
    }

    /// The inspection at a position.
    pub fn get(&self, at: usize) -> Inspection {
        Inspection {
            setting: self.setting[at],
            number: self.number.get(at).to_owned(),
            kind: self.kind.get(at).to_owned(),
            date: self.date(at),
            published: from_days(self.published[at]),
            known_from: from_days(self.known_from[at]).unwrap_or(Date::MAX),
            source: self.source[at],
            row: self.row[at],
        }
    }

    /// The first day of an inspection.
    pub fn date(&self, at: usize) -> Date {
        from_days(self.date[at]).unwrap_or(Date::MIN)
    }

    /// All inspections in their order.
    pub fn iter(&self) -> impl Iterator<Item = Inspection> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// What an inspection judged, sorted by aspect.
    pub fn judgements_of(&self, at: usize) -> &[Judgement] {
        &self.judgements[self.judged(at)]
    }

    /// What an inspection judged, with the cells, sorted by aspect.
    pub fn judged_of(&self, at: usize) -> impl Iterator<Item = Judged> {
        self.judged(at).map(|at| Judged { judgement: self.judgements[at], cell: self.judgement_cells[at] })
    }

    /// The cell of what an inspection judged of one aspect.
    pub fn judgement_cell(&self, at: usize, aspect: AspectIndex) -> Option<CellRef> {
        let judged = self.judged_of(at).find(|judged| judged.judgement.aspect == aspect)?;
        Some(CellRef::of_words(judged.cell))
    }

    fn judged(&self, at: usize) -> std::ops::Range<usize> {
        let from = at.checked_sub(1).map_or(0, |before| self.judged_until[before]);
        from as usize..self.judged_until[at] as usize
    }

    /// What an inspection judged of one aspect.
    pub fn judgement(&self, at: usize, aspect: AspectIndex) -> Option<&Judgement> {
        self.judgements_of(at).iter().find(|judgement| judgement.aspect == aspect)
    }

    /// The positions of one setting's inspections, earliest first.
    pub fn of_setting(&self, setting: SettingIndex) -> std::ops::Range<usize> {
        let from = self.setting.partition_point(|other| *other < setting);
        from..from + self.setting[from..].partition_point(|other| *other == setting)
    }

    /// Adds an inspection with its judgements at the end.
    pub fn push(&mut self, inspection: &Inspection, judged: impl IntoIterator<Item = Judged>) {
        let mut judged: Vec<Judged> = judged.into_iter().collect();
        judged.sort_unstable();
        self.judgements.extend(judged.iter().map(|judged| judged.judgement));
        self.judgement_cells.extend(judged.iter().map(|judged| judged.cell));
        self.judged_until.push(u32::try_from(self.judgements.len()).unwrap_or(u32::MAX));
        self.setting.push(inspection.setting);
        self.number.push(&inspection.number);
        self.kind.push(&inspection.kind);
        self.date.push(to_days(inspection.date));
        self.published.push(optional_days(inspection.published));
        self.known_from.push(to_days(inspection.known_from));
        self.source.push(inspection.source);
        self.row.push(inspection.row);
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
    /// The cell of its outcome, as a position in [`crate::Evidence::cell_forms`].
    pub form: FormIndex,
}

impl AreaEvent {
    /// The cell of its outcome.
    pub fn cell(&self) -> CellRef {
        CellRef::of_words(CellPlace { source: self.source, row: self.row, form: self.form })
    }
}
