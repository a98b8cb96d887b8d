//! Periods of the benchmarking tool: `2016`, `2016-17`, `2016/17`, `2014-16`, `2016/17-18/19`, `2025 (prov)`, `0`.

use crate::dates::last_of_month;
use evidence::{Date, Period};
use schemars::JsonSchema;
use serde::Deserialize;

/// What kind of year a measure is published for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct YearType {
    /// The month in which it begins.
    pub begins: i8,
    /// How many months the figures cover: 12, or fewer for a count taken on a day.
    pub months: i8,
    /// What a single year names.
    pub single_year: SingleYear,
}

/// Which year a label with one year names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SingleYear {
    /// The one in which the period begins.
    Begins,
    /// The one in which it ends.
    Ends,
}

/// The years of a label, before what kind of year it is decides on the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Years {
    /// `2016`.
    One(i16),
    /// `2016-17`, `2014-16`: the first and the last year named.
    Two(i16, i16),
    /// `2016/17-18/19`: the first and the last calendar year of several split years.
    Several(i16, i16),
}

/// The period of a label. The label is kept as published; the days are worked out where the label says a year.
pub fn read(label: &str, year_type: Option<YearType>) -> Period {
    let days = year_type.and_then(|year_type| days(years(label)?, year_type));
    match days {
        Some((start, end)) => Period { label: label.to_owned(), start: Some(start), end: Some(end) },
        None => Period::labelled(label),
    }
}

fn days(years: Years, of: YearType) -> Option<(Date, Date)> {
    let splits = of.begins > 1;
    let (from, until) = match years {
        Years::One(year) if splits && of.single_year == SingleYear::Ends => (year.checked_sub(1)?, year),
        Years::One(year) if splits => (year, year.checked_add(1)?),
        Years::One(year) => (year, year),
        Years::Two(first, last) | Years::Several(first, last) => (first, last),
    };
    let start = Date::new(from, of.begins, 1).ok()?;
    let end = if of.months < 12 {
        last_of_month(until, of.begins.checked_add(of.months)?.checked_sub(1)?)?
    } else if splits {
        last_of_month(until, of.begins - 1)?
    } else {
        last_of_month(until, 12)?
    };
    (start <= end).then_some((start, end))
}

/// The years that a label names; what stands in brackets after them ("prov", "Rev", "OT") does not change them.
fn years(label: &str) -> Option<Years> {
    let label = label.trim();
    let bare = match label.split_once('(') {
        Some((bare, rest)) if rest.ends_with(')') => bare.trim_end(),
        Some(_) => return None,
        None => label,
    };
    let parts: Vec<&str> = bare.split(['-', '/']).collect();
    match parts.as_slice() {
        [first] => Some(Years::One(year(first)?)),
        [first, last] => {
            let first = year(first)?;
            Some(Years::Two(first, after(first, last)?))
        }
        [first, second, third, last] if bare.matches('/').count() == 2 => {
            let first = year(first)?;
            let second = after(first, second)?;
            let third = after(first, third)?;
            let last = after(third, last)?;
            let split = |begins: i16, ends: i16| ends == begins + 1;
            (split(first, second) && split(third, last) && third >= second)
                .then_some(Years::Several(first, last))
        }
        _ => None,
    }
}

/// A year written in full.
fn year(text: &str) -> Option<i16> {
    let written = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| written && (1900..=2150).contains(year))
}

/// A later year written with two digits or four, less than ten years on.
fn after(first: i16, text: &str) -> Option<i16> {
    let last = if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits: i16 = text.parse().ok()?;
        first + (digits - first).rem_euclid(100)
    } else {
        year(text)?
    };
    (first < last && last - first < 10).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const ACADEMIC: YearType = YearType { begins: 9, months: 12, single_year: SingleYear::Ends };
    const FINANCIAL: YearType = YearType { begins: 4, months: 12, single_year: SingleYear::Ends };
    const CALENDAR: YearType = YearType { begins: 1, months: 12, single_year: SingleYear::Ends };
    const SEPTEMBER: YearType = YearType { begins: 10, months: 12, single_year: SingleYear::Ends };
    const JANUARY: YearType = YearType { begins: 1, months: 1, single_year: SingleYear::Ends };

    #[test]
    fn every_shape_published_is_read_as_the_days_it_means() {
        for (label, year_type, start, end) in [
            ("2016", ACADEMIC, date(2015, 9, 1), date(2016, 8, 31)),
            ("2016-17", ACADEMIC, date(2016, 9, 1), date(2017, 8, 31)),
            ("2016/17", ACADEMIC, date(2016, 9, 1), date(2017, 8, 31)),
            ("2016/17", FINANCIAL, date(2016, 4, 1), date(2017, 3, 31)),
            ("2016-17 (OT)", FINANCIAL, date(2016, 4, 1), date(2017, 3, 31)),
            ("2016/17-18/19", FINANCIAL, date(2016, 4, 1), date(2019, 3, 31)),
            ("2014-16", CALENDAR, date(2014, 1, 1), date(2016, 12, 31)),
            ("2019", CALENDAR, date(2019, 1, 1), date(2019, 12, 31)),
            ("2025 (prov)", ACADEMIC, date(2024, 9, 1), date(2025, 8, 31)),
            ("2017", SEPTEMBER, date(2016, 10, 1), date(2017, 9, 30)),
            ("2017", JANUARY, date(2017, 1, 1), date(2017, 1, 31)),
            ("1999/00", ACADEMIC, date(1999, 9, 1), date(2000, 8, 31)),
        ] {
            let expected = Period { label: label.to_owned(), start: Some(start), end: Some(end) };
            assert_eq!(read(label, Some(year_type)), expected);
        }
    }

    #[test]
    fn a_label_that_names_no_year_is_kept_without_days() {
        for label in [
            "0",
            "",
            "16",
            "2016-",
            "2016-15",
            "2016-2099",
            "2016/17-18",
            "2016/18-19/20",
            "2016 (prov",
            "n/a",
        ] {
            assert_eq!(read(label, Some(ACADEMIC)), Period::labelled(label));
        }
        assert_eq!(read("2016", None), Period::labelled("2016"));
    }

    proptest! {
        #[test]
        fn any_label_is_read_without_panic_and_kept(label in ".{0,20}", begins in 1i8..=12, months in 1i8..=12) {
            let period = read(&label, Some(YearType { begins, months, single_year: SingleYear::Ends }));
            prop_assert_eq!(&period.label, &label);
            prop_assert_eq!(period.start.is_some(), period.end.is_some());
        }

        #[test]
        fn a_split_year_lasts_a_year_however_it_is_written(from in 1950i16..2090) {
            let short = (from + 1).rem_euclid(100);
            let expected = read(&(from + 1).to_string(), Some(ACADEMIC));
            for label in [format!("{from}-{short:02}"), format!("{from}/{short:02}"), format!("{from}/{}", from + 1)] {
                let period = read(&label, Some(ACADEMIC));
                prop_assert_eq!((period.start, period.end), (expected.start, expected.end));
            }
        }
    }
}
