//! What `sources/calendar.toml` may say, and mistakes in it.

use crate::dates::last_of_month;
use definitions::{At, Mistake, shortened};
use evidence::{Date, Period, Which};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CalendarFile {
    /// What holds where no rule does.
    pub otherwise: Otherwise,
    /// The rules, of which the first that fits is taken.
    pub releases: Vec<ReleaseRule>,
}

/// What holds where no rule does.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Otherwise {
    /// Figures count as public from the end of the month that is so many months after the period's last.
    pub months: u8,
    /// Why so many.
    pub reason: String,
}

/// When figures of one kind come out.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReleaseRule {
    /// A short name, for messages and for whoever edits the file.
    pub id: At<String>,
    /// Of which indicators.
    pub of: At<Which>,
    /// In which month they are published: the first such month after the one in which the period ends.
    pub published_in: Option<Month>,
    /// Or how many months after the period's last month; a number below zero is before it.
    pub months: Option<i16>,
    /// The month in which is counted, where that is not the period's last: pupils are counted in January, so that
    /// figures of a school year may be out before it ends.
    pub counted_in: Option<Month>,
    /// Years more to wait.
    #[serde(default)]
    pub years_later: u8,
    /// The first and the last year in which a period ends for which this holds.
    pub from: Option<i16>,
    /// See `from`.
    pub until: Option<i16>,
    /// Days that are known, by the year in which the period ends.
    #[serde(default)]
    pub dates: BTreeMap<String, At<String>>,
    /// Who publishes what, and when, in a sentence that is shown beside figures.
    pub reason: String,
}

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Month {
    January = 1,
    February = 2,
    March = 3,
    April = 4,
    May = 5,
    June = 6,
    July = 7,
    August = 8,
    September = 9,
    October = 10,
    November = 11,
    December = 12,
}

impl CalendarFile {
    /// What is wrong with what the file says.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut known: Vec<&str> = Vec::new();
        for rule in &self.releases {
            let id = rule.id.get_ref().as_str();
            if known.contains(&id) {
                let message = format!("two rules are called `{}`", shortened(id));
                mistakes.push(Mistake::new("twice", rule.id.span(), message, "the name of another rule"));
            }
            known.push(id);
            mistakes.extend(rule.mistakes());
        }
        mistakes
    }
}

impl ReleaseRule {
    fn mistakes(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let id = self.id.get_ref();
        let mut wrong = |span, message: String, label: &str| {
            mistakes.push(Mistake::new("incomplete", span, message, label));
        };
        if self.of.is_empty() {
            let message = format!("`{}` says of no figures when they come out", shortened(id));
            wrong(self.of.span(), message, "`ids`, `topics` or `words` were expected");
        }
        if self.published_in.is_some() == self.months.is_some() {
            let message = format!("`{}` needs either `published-in` or `months`", shortened(id));
            wrong(self.id.span(), message, "one of the two was expected");
        }
        if self.from.zip(self.until).is_some_and(|(from, until)| from > until) {
            let message = format!("`{}` ends before it begins", shortened(id));
            wrong(self.id.span(), message, "`from` is later than `until`");
        }
        for (year, day) in &self.dates {
            let named: Option<i16> = year.parse().ok();
            let read: Option<Date> = day.get_ref().parse().ok();
            if !matches!((named, read), (Some(year), Some(day)) if (year - 1..=year + 3).contains(&day.year()))
            {
                let message = format!(
                    "`{}` is not a day on which figures of {} came out",
                    shortened(day.get_ref()),
                    shortened(year)
                );
                wrong(
                    day.span(),
                    message,
                    "a date such as 2024-10-17 was expected, of that year or soon after",
                );
            }
        }
        mistakes
    }

    /// Whether the rule is for periods that end in a year.
    pub fn holds_in(&self, year: i16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }

    /// From which day figures of a period were public: the last of the month.
    pub fn day(&self, period: &Period) -> Option<Date> {
        let counted = self.counted(period)?;
        let day = match (self.published_in, self.months) {
            (Some(month), _) => {
                let month = month as i8;
                let same_year = counted.month() < month;
                last_of_month(counted.year().checked_add(i16::from(!same_year))?, month)?
            }
            (None, months) => super::months_after(counted, i32::from(months?))?,
        };
        last_of_month(day.year().checked_add(i16::from(self.years_later))?, day.month())
    }

    /// The last day of the month in which is counted.
    fn counted(&self, period: &Period) -> Option<Date> {
        let end = period.end?;
        let Some(month) = self.counted_in.map(|month| month as i8) else { return Some(end) };
        let year = if month <= end.month() { end.year() } else { end.year().checked_sub(1)? };
        let counted = last_of_month(year, month)?;
        // A period that does not hold the month is counted at its end.
        Some(if period.start.is_some_and(|start| start <= counted) { counted } else { end })
    }
}
