//! Settings as at a date: which were open, what judgement stands for each, and how many hold each value.

mod held;
mod open;
mod shares;
mod table;
mod tally;
mod year;

pub use held::{FULL, Held};
pub use open::{OpenSetting, Register};
pub use shares::{GoodOrBetter, Shares};
pub use table::SettingsTable;
pub use tally::{OVERALL, tally};
pub use year::year_of_inspections;

use evidence::{AreaNumber, Date, RemitIndex};
use rayon::prelude::*;

/// All open settings of England as at a date, each with what stands for it.
#[derive(Debug)]
pub struct SettingsAsAt {
    /// The date.
    pub date: Date,
    /// In the order of area, remit and number.
    pub open: Vec<(OpenSetting, Option<Held>)>,
}

impl SettingsAsAt {
    /// Works out all settings as at a date.
    pub fn of(register: &Register<'_>, date: Date) -> SettingsAsAt {
        let open = register.open_on(date);
        let open = open.into_par_iter().map(|open| (open, register.held(open.setting, date))).collect();
        SettingsAsAt { date, open }
    }

    /// The settings of an area.
    pub fn of_area(&self, area: AreaNumber) -> &[(OpenSetting, Option<Held>)] {
        let from = self.open.partition_point(|(open, _)| open.area < Some(area));
        let many = self.open[from..].partition_point(|(open, _)| open.area == Some(area));
        &self.open[from..from + many]
    }

    /// The settings of an area and remit.
    pub fn of_remit(&self, area: AreaNumber, remit: RemitIndex) -> &[(OpenSetting, Option<Held>)] {
        let all = self.of_area(area);
        let from = all.partition_point(|(open, _)| open.remit < remit);
        let many = all[from..].partition_point(|(open, _)| open.remit == remit);
        &all[from..from + many]
    }
}
