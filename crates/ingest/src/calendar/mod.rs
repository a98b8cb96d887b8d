//! The release calendar: when figures became public, by what is measured, from `sources/calendar.toml`.

mod file;
#[cfg(test)]
mod tests;

use crate::dates::last_of_month;
use crate::description::LoadError;
use definitions::file::{TEXT_LIMIT, read_text};
use definitions::{Format, Loader, Mistakes};
use evidence::{Date, Indicator, KnownBy, Period, Release, Told};
use file::{CalendarFile, ReleaseRule};
use std::path::Path;

/// The file as it was when the program was built.
const BUILT_IN: &str = include_str!("../../../../sources/calendar.toml");

/// The name of the file, in `sources/` and in a folder of the user's.
pub const FILE: &str = "calendar.toml";

/// When figures of each kind became public.
#[derive(Debug, Clone)]
pub struct Calendar {
    rules: Vec<ReleaseRule>,
    /// Months after the end of a period by which nearly everything is out.
    otherwise_months: i32,
    otherwise_reason: String,
}

/// When a figure became public, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// The day.
    pub day: Date,
    /// How it is known.
    pub release: Release,
}

impl Calendar {
    /// The calendar that comes with the program.
    ///
    /// # Panics
    /// Never in a released program: the file is part of it, and the tests read it.
    pub fn builtin() -> Calendar {
        Calendar::parse("sources/calendar.toml", BUILT_IN)
            .expect("the built-in calendar is part of the program and read by its tests")
    }

    /// The calendar of a text in the form of `sources/calendar.toml`, which messages call `file`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(file: &str, text: &str) -> Result<Calendar, Mistakes> {
        let loader = Loader::<CalendarFile>::new(Format::new("calendar", "a release calendar"));
        loader.read_checked(file, text, |read, mistakes| {
            mistakes.extend(read.mistakes());
            Some(Calendar {
                rules: read.releases,
                otherwise_months: i32::from(read.otherwise.months),
                otherwise_reason: read.otherwise.reason,
            })
        })
    }

    /// When a figure of an indicator and a period became public; none where the period has no last day.
    pub fn of(&self, indicator: &Indicator, period: &Period) -> Option<Released> {
        self.rules_of(indicator).day(period).or_else(|| self.otherwise(period))
    }

    /// The rules for an indicator, in their order.
    pub fn rules_of(&self, indicator: &Indicator) -> Rules<'_> {
        let told = Told::of(indicator);
        Rules(self.rules.iter().filter(|rule| rule.of.means(&told)).collect())
    }

    /// What holds where no rule does.
    pub fn otherwise(&self, period: &Period) -> Option<Released> {
        let day = months_after(period.end?, self.otherwise_months)?;
        let release = Release { known_by: KnownBy::Inferred, reason: self.otherwise_reason.clone() };
        Some(Released { day, release })
    }
}

/// The rules for one indicator.
#[derive(Debug, Clone)]
pub struct Rules<'c>(Vec<&'c ReleaseRule>);

impl Rules<'_> {
    /// When its figure of a period became public, by the first rule that holds for it.
    pub fn day(&self, period: &Period) -> Option<Released> {
        let end = period.end?;
        let rule = self.0.iter().find(|rule| rule.holds_in(end.year()))?;
        let reason = rule.reason.clone();
        if let Some(day) = rule.dates.get(&end.year().to_string()) {
            let release = Release { known_by: KnownBy::Published, reason };
            return Some(Released { day: day.get_ref().parse().ok()?, release });
        }
        let release = Release { known_by: KnownBy::Calendar, reason };
        Some(Released { day: rule.day(period)?, release })
    }
}

impl Released {
    /// The same, but no later than a day on which the figure was known to be public.
    #[must_use]
    pub fn no_later_than(self, day: Option<Date>, why: &str) -> Released {
        match day {
            Some(day) if day < self.day => {
                let release = Release { known_by: KnownBy::Published, reason: why.to_owned() };
                Released { day, release }
            }
            _ => self,
        }
    }
}

impl Calendar {
    /// The calendar of a folder of the user's, where it holds one; else that of the program.
    ///
    /// # Errors
    /// Where the file cannot be read, or every mistake in it.
    pub fn of_folder(folder: &Path) -> Result<Calendar, LoadError> {
        let path = folder.join(FILE);
        if !path.is_file() {
            return Ok(Calendar::builtin());
        }
        let text = read_text(&path, TEXT_LIMIT)?;
        Ok(Calendar::parse(&path.display().to_string(), &text).map_err(Box::new)?)
    }
}

/// The last day of the month that is so many months after a day's.
pub fn months_after(day: Date, months: i32) -> Option<Date> {
    let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    last_of_month(year, i8::try_from(months.rem_euclid(12) + 1).ok()?)
}

/// How many months a day's month is after another's.
pub fn months_between(earlier: Date, later: Date) -> i32 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    months(later) - months(earlier)
}
