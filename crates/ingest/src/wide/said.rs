//! Periods in headings, titles and names of files.

use crate::dates::{PeriodForm, last_of_month};
use evidence::{Date, Period};

/// What a text says of a period, before it is known what kind of year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// One year: `2011`.
    Year(i16),
    /// The first of two years: `2010-11`, `1011`.
    Span(i16),
    /// A day: `310311`.
    Day(Date),
    /// Some months of a year: the first and the last.
    Months(Date, Date),
}

impl Said {
    /// The year in which it ends.
    pub fn ends(self) -> i16 {
        match self {
            Said::Year(year) => year,
            Said::Span(first) => first.saturating_add(1),
            Said::Day(day) | Said::Months(_, day) => day.year(),
        }
    }

    /// The period, where a year is of this kind. `day` is the day of the year that figures of a day are of.
    pub fn period(self, form: PeriodForm, day: Option<(i8, i8)>) -> Option<Period> {
        if let Said::Months(start, end) = self {
            let month =
                |date: Date| &MONTHS[usize::from(date.month().unsigned_abs()).saturating_sub(1).min(11)].1;
            let label = format!("{} to {} {}", month(start), month(end), end.year());
            return Some(Period { label, start: Some(start), end: Some(end) });
        }
        let year = match (self, form) {
            // 31 March 2011 lies in the year that ends then, 1 April 2011 in the next.
            (Said::Day(day), PeriodForm::FinancialYear | PeriodForm::YearToMarch) => {
                day.year() + i16::from(day.month() > 3)
            }
            (Said::Day(day), PeriodForm::AcademicYear | PeriodForm::AcademicYearEnding) => {
                day.year() + i16::from(day.month() > 8)
            }
            (said, _) => said.ends(),
        };
        let spanning = || format!("{}{:02}", year.saturating_sub(1), year.rem_euclid(100));
        match form {
            PeriodForm::FinancialYear | PeriodForm::AcademicYear => form.read(&spanning()),
            PeriodForm::Day => {
                let date = match (self, day) {
                    (Said::Day(date), _) => date,
                    (_, Some((month, day))) => Date::new(year, month, day).ok()?,
                    _ => return None,
                };
                let label = evidence::date::in_words(date);
                Some(Period { label, start: Some(date), end: Some(date) })
            }
            _ => form.read(&year.to_string()),
        }
    }
}

/// Months by their first three letters, in full.
const MONTHS: [(&str, &str); 12] = [
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
];

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|(short, long)| word == *short || word == long.to_lowercase())?;
    i8::try_from(at + 1).ok()
}

/// Years of statistics of children that are or will be published.
fn is_year(year: i16) -> bool {
    (1990..=2099).contains(&year)
}

/// What a run of digits says, and how many of its last digits do: all of `310311` and `2011`, the last four of `471112`.
fn digits_said(digits: &str) -> Option<(Said, usize)> {
    let number = |text: &str| text.parse::<i16>().ok();
    let pair = |at: usize| number(digits.get(at..at + 2)?);
    if digits.len() == 6
        && let (Some(day), Some(month), Some(year)) = (pair(0), pair(2), pair(4))
        && let (Ok(day), Ok(month)) = (i8::try_from(day), i8::try_from(month))
        && let Ok(date) = Date::new(2000 + year, month, day)
    {
        return Some((Said::Day(date), 6));
    }
    if digits.len() == 8
        && let (Some(first), Some(last)) = (number(&digits[..4]), number(&digits[4..]))
        && is_year(first)
        && last == first + 1
    {
        return Some((Said::Span(first), 8));
    }
    if digits.len() == 6
        && let (Some(first), Some(last)) = (number(&digits[..4]), pair(4))
        && is_year(first)
        && last == (first + 1) % 100
    {
        return Some((Said::Span(first), 6));
    }
    let from = digits.len().checked_sub(4)?;
    let four = &digits[from..];
    let (first, last) = (number(&four[..2])?, number(&four[2..])?);
    match number(four) {
        Some(year) if is_year(year) => Some((Said::Year(year), 4)),
        // 0910, 1011 … 4950: two years of this century.
        _ if first < 50 && last == first + 1 => Some((Said::Span(2000 + first), 4)),
        _ => None,
    }
}

/// The first period in a heading, and the heading without it.
pub fn split(heading: &str, short_years: bool) -> (String, Option<Said>) {
    let runs = runs_of_digits(heading);
    for (at, (from, until)) in runs.iter().copied().enumerate() {
        // `1920&21` are ages.
        if heading[until..].trim_start().starts_with('&') || heading[..from].trim_end().ends_with('&') {
            continue;
        }
        let Some((said, used)) = digits_said(&heading[from..until]) else { continue };
        let (mut said, mut until, from) = (said, until, until - used);
        // `2010-11`, `2010/2011`.
        if let (Said::Year(year), Some((next, end))) = (said, runs.get(at + 1).copied())
            && matches!(&heading[until..next], "-" | "/" | "_" | "–" | "-20" | "/20")
            && follows(year, &heading[next..end])
        {
            (said, until) = (Said::Span(year), end);
        }
        return (format!("{}{}", &heading[..from], &heading[until..]), Some(said));
    }
    if short_years && let Some((stem, digits)) = heading.trim_end().rsplit_once('_') {
        let year = digits.parse::<i16>().ok().filter(|_| digits.len() == 2);
        if let Some(year) = year {
            return (stem.to_owned(), Some(Said::Year(2000 + year)));
        }
    }
    (heading.to_owned(), None)
}

fn follows(year: i16, digits: &str) -> bool {
    let next = year + 1;
    digits == format!("{:02}", next % 100) || digits == next.to_string()
}

fn runs_of_digits(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_digit() {
            match runs.last_mut() {
                Some((_, until)) if *until == at => *until += 1,
                _ => runs.push((at, at + 1)),
            }
        }
    }
    runs
}

/// The months that a meaning ends with: `Oct-Dec 2008`.
pub fn months(meaning: &str) -> Option<(String, Said)> {
    let mut words = meaning.trim_end().rsplitn(3, ' ');
    let (year, span) = (words.next()?, words.next()?);
    let rest = words.next().unwrap_or_default();
    let year = year.parse::<i16>().ok().filter(|year| is_year(*year))?;
    let (first, last) = span.split_once('-')?;
    let start = Date::new(year, month(first)?, 1).ok()?;
    let end = last_of_month(year, month(last)?)?;
    (start < end).then(|| (rest.trim_end().to_owned(), Said::Months(start, end)))
}

/// The latest year in a file's name, or the name of a folder.
pub fn of_name(name: &str) -> Option<Said> {
    let runs = runs_of_digits(name);
    let said = runs.iter().enumerate().filter_map(|(at, (from, until))| {
        let (said, _) = digits_said(&name[*from..*until])?;
        let year = match said {
            Said::Year(year) => year,
            Said::Span(first) => first + 1,
            // Digits of a name that look like a day are the number of an edition.
            Said::Day(_) | Said::Months(..) => return None,
        };
        let spans = runs.get(at + 1).is_some_and(|(next, end)| {
            matches!(&name[*until..*next], "-" | "_") && follows(year, &name[*next..*end])
        });
        Some(Said::Year(year + i16::from(spans)))
    });
    said.max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn headings_of_the_known_years_split_into_stem_and_period() {
        let day = |y, m, d| Some(Said::Day(date(y, m, d)));
        for (heading, stem, said) in [
            ("CINAt310311", "CINAt", day(2011, 3, 31)),
            ("CINAt310311Male1-4yrs", "CINAtMale1-4yrs", day(2011, 3, 31)),
            ("%IAsWithin10wd0910", "%IAsWithin10wd", Some(Said::Span(2009))),
            ("S471112", "S47", Some(Said::Span(2011))),
            ("CLA_Mar2019", "CLA_Mar", Some(Said::Year(2019))),
            ("CLA_12_months_2012_10plus", "CLA_12_months__10plus", Some(Said::Year(2012))),
            ("CLA_cea1015", "CLA_cea1015", None),
            ("All_aged1920&21", "All_aged1920&21", None),
            ("CL_Act_EET17&18", "CL_Act_EET17&18", None),
            ("2010/11", "", Some(Said::Span(2010))),
            ("2010-2011 revised", " revised", Some(Said::Span(2010))),
            ("Absence 2010-12", "Absence -12", Some(Said::Year(2010))),
            ("ReferralsNFA112", "ReferralsNFA112", None),
        ] {
            assert_eq!(split(heading, false), (stem.to_owned(), said), "{heading}");
        }
        assert_eq!(split("Laden_all_FSM_13", true), ("Laden_all_FSM".to_owned(), Some(Said::Year(2013))));
        assert_eq!(split("Laden_all_FSM_13", false).1, None);
    }

    #[test]
    fn a_year_becomes_the_period_that_its_publisher_means() {
        let label = |said: Said, form| said.period(form, Some((8, 31))).map(|period| period.label);
        let march = Said::Day(date(2011, 3, 31));
        assert_eq!(label(march, PeriodForm::FinancialYear).as_deref(), Some("2010/11"));
        assert_eq!(label(Said::Span(2010), PeriodForm::FinancialYear).as_deref(), Some("2010/11"));
        assert_eq!(label(Said::Year(2011), PeriodForm::FinancialYear).as_deref(), Some("2010/11"));
        assert_eq!(label(Said::Year(2011), PeriodForm::YearToMarch).as_deref(), Some("2011"));
        assert_eq!(label(Said::Year(2013), PeriodForm::AcademicYear).as_deref(), Some("2012/13"));
        assert_eq!(label(Said::Year(2011), PeriodForm::Day).as_deref(), Some("31 August 2011"));
        let (rest, months) = months("Overall score Oct-Dec 2008").unwrap();
        assert_eq!((rest.as_str(), months.ends()), ("Overall score", 2008));
        assert_eq!(label(months, PeriodForm::YearToMarch).as_deref(), Some("October to December 2008"));
    }

    #[test]
    fn the_year_of_a_files_name_is_the_latest_in_it() {
        for (name, year) in [
            ("SFR36_CLA2014.csv", Some(2014)),
            ("OC22019.csv", Some(2019)),
            ("CareLeavers19to212017.csv", Some(2017)),
            ("2010_Absence2009_10.csv", Some(2010)),
            ("low-income-2011.xls", Some(2011)),
            ("SFR21_CEA.csv", None),
            ("SFR34_OC22015", Some(2015)),
        ] {
            assert_eq!(of_name(name).map(Said::ends), year, "{name}");
        }
    }
}
