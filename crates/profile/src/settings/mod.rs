//! Settings as at a date: which were open, what judgement stands for each, and how many hold each value.

mod bearing;
mod current;
mod lifetime;
mod open;
mod reach;
mod shares;
mod table;
mod tally;
mod year;

pub use current::{CurrentInspection, FULL};
pub use open::{OpenSetting, SettingsIndex, UnknownChanges};
pub use shares::{GoodOrBetter, Shares};
pub use table::{SettingsRowForm, SettingsTable, SettingsTableForm};
pub use tally::{OVERALL, tally};
pub use year::{InspectedSetting, Movement, inspected_in_year, year_of_inspections};

use evidence::date::to_days;
use evidence::{AreaNumber, Date, RemitIndex, SettingIndex};
use rayon::prelude::*;

/// All open settings of England as at a date, each with what stands for it.
#[derive(Debug)]
pub struct SettingsAsAt {
    /// The date.
    pub date: Date,
    /// In the order of area, remit and number.
    pub open: Vec<(OpenSetting, Option<CurrentInspection>)>,
}

/// More than the greatest number of an area.
const MOST_AREAS: usize = 1000;

/// How many settings are worked out at once on one thread.
const AT_ONCE: usize = 4096;

/// Open settings in the order of their numbers, in parts; each with what stands for it.
pub(crate) type InParts = Vec<Vec<(OpenSetting, Option<CurrentInspection>)>>;

/// Works out all settings as at a date, in the order in which listings and inspections stand in the evidence.
pub(crate) fn open_on(index: &SettingsIndex, date: Date) -> InParts {
    let (settings, day) = (index.evidence().settings.len(), to_days(date));
    let one = |setting: usize| {
        let setting = SettingIndex(u32::try_from(setting).unwrap_or(u32::MAX));
        let open = index.open_on(setting, day)?;
        Some((open, index.current_on(setting, day)))
    };
    (0..settings.div_ceil(AT_ONCE))
        .into_par_iter()
        .map(|part| (part * AT_ONCE..settings.min((part + 1) * AT_ONCE)).filter_map(one).collect())
        .collect()
}

impl SettingsAsAt {
    /// Works out all settings as at a date.
    pub fn of(index: &SettingsIndex, date: Date) -> SettingsAsAt {
        SettingsAsAt::sorted(index, date, &open_on(index, date))
    }

    /// Deals settings out to their areas and remits; within these they stay in the order of their numbers.
    pub(crate) fn sorted(index: &SettingsIndex, date: Date, parts: &InParts) -> SettingsAsAt {
        let remits = index.evidence().vocabulary.remits.len();
        let pile = |open: &OpenSetting| {
            open.area.map_or(0, |area| usize::from(area.get())) * remits + open.remit.index()
        };
        let all = || parts.iter().flatten();
        let Some(first) = all().next() else { return SettingsAsAt { date, open: Vec::new() } };
        let mut next = vec![0_usize; MOST_AREAS * remits];
        all().for_each(|(open, _)| next[pile(open)] += 1);
        let mut sum = 0;
        for count in &mut next {
            sum += std::mem::replace(count, sum);
        }
        let mut open = vec![*first; sum];
        for one in all() {
            let place = &mut next[pile(&one.0)];
            open[*place] = *one;
            *place += 1;
        }
        SettingsAsAt { date, open }
    }

    /// The settings of an area.
    pub fn of_area(&self, area: AreaNumber) -> &[(OpenSetting, Option<CurrentInspection>)] {
        let from = self.open.partition_point(|(open, _)| open.area < Some(area));
        let many = self.open[from..].partition_point(|(open, _)| open.area == Some(area));
        &self.open[from..from + many]
    }

    /// The settings of an area and remit.
    pub fn of_remit(
        &self,
        area: AreaNumber,
        remit: RemitIndex,
    ) -> &[(OpenSetting, Option<CurrentInspection>)] {
        let all = self.of_area(area);
        let from = all.partition_point(|(open, _)| open.remit < remit);
        let many = all[from..].partition_point(|(open, _)| open.remit == remit);
        &all[from..from + many]
    }
}
