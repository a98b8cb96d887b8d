//! Dates are civil dates without time or zone; nothing here asks the clock.

pub use jiff::civil::Date;

/// 1 January 1970, from which Arrow's `Date32` counts days.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Days since 1 January 1970, as Arrow's `Date32` stores a date.
pub fn to_days(date: Date) -> i32 {
    date.since(EPOCH).map_or(0, |span| span.get_days())
}

/// The date that many days after 1 January 1970, or `None` outside the years −9999 to 9999.
pub fn from_days(days: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The same day a year earlier; 29 February becomes 28 February.
pub fn year_before(date: Date) -> Date {
    date.checked_sub(jiff::Span::new().years(1)).unwrap_or(Date::MIN)
}

/// That many days later, or the last date there is.
pub fn add_days(date: Date, days: i32) -> Date {
    from_days(to_days(date).saturating_add(days)).unwrap_or(Date::MAX)
}

/// "31 August 2011", as letters and tables write a date.
pub fn in_words(date: Date) -> String {
    const MONTHS: [&str; 12] = [
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
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    format!("{} {} {}", date.day(), MONTHS[month], date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        for days in [-200_000, -1, 0, 1, 15_217, 20_780] {
            assert_eq!(to_days(from_days(days).unwrap()), days);
        }
        assert_eq!(to_days(jiff::civil::date(2011, 8, 31)), 15_217);
    }

    #[test]
    fn a_year_before_a_leap_day_is_the_28th_of_february() {
        assert_eq!(year_before(jiff::civil::date(2012, 2, 29)), jiff::civil::date(2011, 2, 28));
    }

    #[test]
    fn a_date_is_written_day_month_year() {
        assert_eq!(in_words(jiff::civil::date(2011, 8, 31)), "31 August 2011");
    }
}
