//! What the full inspections of a year changed. The year's inspections are those that became public in it, so that
//! they account for the difference between the judgements that stood a year before and those that stand now.

use super::{Held, OpenSetting, Register};
use crate::model::YearOfInspections;
use evidence::{AspectIndex, Date, date};

/// The full inspections of some settings in the year up to a date, against the judgement before each.
pub fn year_of_inspections(
    register: &Register<'_>,
    settings: &[(OpenSetting, Option<Held>)],
    overall: AspectIndex,
    as_at: Date,
) -> YearOfInspections {
    let from = date::add_days(date::year_before(as_at), 1);
    let mut year = YearOfInspections { from: Some(from), ..YearOfInspections::default() };
    for (open, _) in settings {
        let latest = register.latest_full(open.setting, date::to_days(as_at), Some(date::to_days(from)));
        if let Some(inspection) = latest {
            year.add(register, open, inspection, overall, as_at);
        }
    }
    year
}

impl YearOfInspections {
    fn add(
        &mut self,
        register: &Register<'_>,
        open: &OpenSetting,
        inspection: u32,
        overall: AspectIndex,
        as_at: Date,
    ) {
        let scales = &register.evidence().vocabulary.scales;
        let now = register.judgement(inspection, overall).filter(|judgement| judgement.value.is_ok());
        let before = register.before(open.setting, inspection, as_at, overall);
        let good = now.is_some_and(|now| {
            let value = now.value.ok().and_then(|code| scales[now.scale.at()].value(code));
            value.is_some_and(|value| value.good_or_better == Some(true))
        });
        self.inspected += 1;
        self.good_or_better += u32::from(good);
        let Some(now) = now else {
            // No headline now: there is nothing to count or compare, and it is no first judgement either.
            self.not_comparable += 1;
            return;
        };
        let Some(before) = before else {
            self.first += 1;
            self.first_good_or_better += u32::from(good);
            return;
        };
        let position = |judgement: evidence::Judgement| {
            judgement.value.ok().and_then(|code| scales[judgement.scale.at()].position(code))
        };
        match (position(now), position(before)) {
            (Some(now_at), Some(before_at)) if now.scale == before.scale => match now_at.cmp(&before_at) {
                std::cmp::Ordering::Less => self.improved += 1,
                std::cmp::Ordering::Equal => self.held += 1,
                std::cmp::Ordering::Greater => self.declined += 1,
            },
            _ => self.not_comparable += 1,
        }
    }
}
