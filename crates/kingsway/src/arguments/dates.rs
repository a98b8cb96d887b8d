//! Dates as people in Britain write them.

use evidence::Date;
use evidence::date::{MONTHS, month_named};

/// A date as people write it on a command line: `2011-08-31`, `31/08/2011`, `31 August 2011` or `31 Aug 2011`.
pub fn parse_date(text: &str) -> Result<Date, String> {
    let (day, month, year) = parts(text.trim()).ok_or_else(|| {
        "a day was expected, written as 2011-08-31, 31/08/2011 or 31 August 2011".to_owned()
    })?;
    if !(1..=12).contains(&month) {
        return Err(format!("there is no month {month}: the day comes first, as in 31/08/2011"));
    }
    let (Ok(year), Ok(month), Ok(day_of_month)) =
        (i16::try_from(year), i8::try_from(month), i8::try_from(day))
    else {
        return Err("there is no such day".to_owned());
    };
    Date::new(year, month, day_of_month).map_err(|_| {
        let name = MONTHS[usize::try_from(month - 1).unwrap_or(0)];
        let last = Date::new(year, month, 1).map_or(31, Date::days_in_month);
        format!("there is no such day: {name} {year} has {last} days")
    })
}

/// Day, month and year, whichever order the form has.
fn parts(text: &str) -> Option<(u32, u32, u32)> {
    let words: Vec<&str> = text
        .split(|one: char| matches!(one, '-' | '/' | '.' | ',') || one.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let [first, second, third] = words[..] else { return None };
    let number = |word: &str, digits: std::ops::RangeInclusive<usize>| -> Option<u32> {
        (digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| word.parse().ok())?
    };
    if let (Some(year), Some(month), Some(day)) =
        (number(first, 4..=4), number(second, 1..=2), number(third, 1..=2))
    {
        return Some((day, month, year));
    }
    let day = number(without_ordinal(first), 1..=2)?;
    let month = number(second, 1..=2).or_else(|| month_named(second)?.try_into().ok())?;
    Some((day, month, number(third, 4..=4)?))
}

/// `31` of `31st`.
fn without_ordinal(word: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_understood_however_it_is_written_here() {
        for text in [
            "2011-08-31",
            "31/08/2011",
            "31/8/2011",
            "31.08.2011",
            "31-08-2011",
            "31 August 2011",
            "31 Aug 2011",
            "31st august 2011",
            " 31-AUG-2011 ",
            "31 August, 2011",
        ] {
            assert_eq!(parse_date(text).unwrap().to_string(), "2011-08-31", "{text}");
        }
        assert_eq!(parse_date("9 Sept 2011").unwrap().to_string(), "2011-09-09");
    }

    #[test]
    fn a_day_that_there_is_not_is_refused_for_what_it_is() {
        for text in ["2011-08-32", "32/08/2011", "32 August 2011"] {
            let refused = parse_date(text).unwrap_err();
            assert_eq!(refused, "there is no such day: August 2011 has 31 days", "{text}");
        }
        assert!(parse_date("29/02/2011").unwrap_err().contains("February 2011 has 28 days"));
        assert!(parse_date("08/31/2011").unwrap_err().contains("no month 31"));
        for text in ["2011", "yesterday", "31/08/11", "", "1 2 3 4", "August 2011", "٣١/٠٨/٢٠١١"] {
            assert!(parse_date(text).unwrap_err().contains("a day was expected"), "{text}");
        }
    }
}
