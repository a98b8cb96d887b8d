//! Dates are civil dates without time or zone; nothing here asks the clock.

pub use jiff::civil::Date;

/// What a column of days holds where there is no date: a day that no date has.
pub const NO_DAY: i32 = i32::MIN;

/// Days from 1 March of the year 0, where the count of days in months begins, to 1 January 1970.
const EPOCH: i32 = 719_468;
/// Days of 400 years, after which the calendar repeats itself.
const CYCLE: i32 = 146_097;

/// Days since 1 January 1970, as Arrow's `Date32` stores a date.
///
/// Years are counted from March, so that a leap day is the last of its year and the lengths of months follow one
/// formula. A snapshot converts a million dates, which is why this is not left to differences of spans of time.
pub fn to_days(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let (cycle, year_of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    cycle * CYCLE + year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year - EPOCH
}

/// The date that many days after 1 January 1970, or `None` outside the years −9999 to 9999.
pub fn from_days(days: i32) -> Option<Date> {
    let days = days.checked_add(EPOCH)?;
    let (cycle, day) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = cycle * 400 + year + i32::from(month <= 2);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A date that may be missing as a column of days holds it.
pub fn optional_days(date: Option<Date>) -> i32 {
    date.map_or(NO_DAY, to_days)
}

/// The same day a year earlier; 29 February becomes 28 February.
pub fn year_before(date: Date) -> Date {
    date.checked_sub(jiff::Span::new().years(1)).unwrap_or(Date::MIN)
}

/// That many days later, or the last date there is.
pub fn add_days(date: Date, days: i32) -> Date {
    from_days(to_days(date).saturating_add(days)).unwrap_or(Date::MAX)
}

/// The months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The number of the month that a word names, in whole or by its first three or four letters (`Aug`, `sept`).
pub fn month_named(word: &str) -> Option<i8> {
    let is_short = (3..=4).contains(&word.len());
    let at = MONTHS.iter().position(|month| {
        month.eq_ignore_ascii_case(word)
            || (is_short && month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
    })?;
    i8::try_from(at + 1).ok()
}

/// "31 August 2011", as letters and tables write a date.
pub fn in_words(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    format!("{} {} {}", date.day(), MONTHS[month], date.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        for days in [-200_000, -1, 0, 1, 15_217, 20_780] {
            assert_eq!(to_days(from_days(days).unwrap()), days);
        }
        assert_eq!(to_days(jiff::civil::date(2011, 8, 31)), 15_217);
    }

    proptest! {
        #[test]
        fn days_are_those_of_the_calendar(year in -9999_i16..=9999, month in 1_i8..=12, day in 1_i8..=28, later in 0_i32..9) {
            let date = add_days(Date::new(year, month, day).unwrap(), later);
            let epoch = jiff::civil::date(1970, 1, 1);
            prop_assert_eq!(to_days(date), date.since(epoch).unwrap().get_days());
            prop_assert_eq!(from_days(to_days(date)), Some(date));
        }
    }

    #[test]
    fn the_first_and_the_last_day_are_dates_and_the_days_beyond_are_none() {
        for date in [Date::MIN, Date::MAX] {
            assert_eq!(from_days(to_days(date)), Some(date));
        }
        for days in [to_days(Date::MIN) - 1, to_days(Date::MAX) + 1, NO_DAY, i32::MAX] {
            assert_eq!(from_days(days), None);
        }
    }

    #[test]
    fn a_year_before_a_leap_day_is_the_28th_of_february() {
        assert_eq!(year_before(jiff::civil::date(2012, 2, 29)), jiff::civil::date(2011, 2, 28));
    }

    #[test]
    fn a_date_is_written_day_month_year() {
        assert_eq!(in_words(jiff::civil::date(2011, 8, 31)), "31 August 2011");
    }
    #[test]
    fn a_month_is_named_in_whole_or_by_its_first_letters() {
        for (word, month) in [("March", 3), ("mar", 3), ("AUG", 8), ("Sept", 9), ("december", 12)] {
            assert_eq!(month_named(word), Some(month), "{word}");
        }
        for word in ["", "ma", "Mars", "augus", "septembre", "Mär"] {
            assert_eq!(month_named(word), None, "{word}");
        }
    }
}
