//! Dates and periods as files write them.

use evidence::date::month_named;
use evidence::{Date, Period};

/// A way to write a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// `31/08/2011`.
    DaySlash,
    /// `31/08/11`: of this century.
    DaySlashShort,
    /// `31-08-2011`.
    DayDash,
    /// `2011-08-31`.
    Iso,
    /// `2011.08.31`.
    YearDot,
    /// `20110831`.
    Digits,
    /// `31 August 2011`, `31-Aug-2011`.
    Words,
}

impl DateForm {
    /// All forms with the names that descriptions call them.
    pub const ALL: [(&'static str, DateForm); 7] = [
        ("DD/MM/YYYY", DateForm::DaySlash),
        ("DD/MM/YY", DateForm::DaySlashShort),
        ("DD-MM-YYYY", DateForm::DayDash),
        ("YYYY-MM-DD", DateForm::Iso),
        ("YYYY.MM.DD", DateForm::YearDot),
        ("YYYYMMDD", DateForm::Digits),
        ("D Month YYYY", DateForm::Words),
    ];

    /// The form of a name.
    pub fn from_name(name: &str) -> Option<DateForm> {
        DateForm::ALL.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
    }

    /// Reads a date written so. A time of day after it is passed over.
    pub fn read(self, text: &str) -> Option<Date> {
        let text =
            text.split_once([' ', 'T']).filter(|_| self != DateForm::Words).map_or(text, |(day, _)| day);
        match self {
            DateForm::DaySlash => day_first(text, '/', 4),
            DateForm::DaySlashShort => day_first(text, '/', 2),
            DateForm::DayDash => day_first(text, '-', 4),
            DateForm::Iso => year_first(text, '-'),
            DateForm::YearDot => year_first(text, '.'),
            DateForm::Digits => {
                if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                of(&text[..4], &text[4..6], &text[6..])
            }
            DateForm::Words => in_words(text),
        }
    }
}

fn of(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year) || !digits(month) || !digits(day) || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    // Nothing here is older; a year outside is a slip of the keyboard.
    if !(1850..=2150).contains(&year) {
        return None;
    }
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn day_first(text: &str, between: char, year_digits: usize) -> Option<Date> {
    let mut parts = text.split(between);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != year_digits {
        return None;
    }
    if year_digits == 2 { of(&format!("20{year}"), month, day) } else { of(year, month, day) }
}

fn year_first(text: &str, between: char) -> Option<Date> {
    let mut parts = text.split(between);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 { None } else { of(year, month, day) }
}

fn in_words(text: &str) -> Option<Date> {
    let mut parts = text.split([' ', '-']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    of(year, &month_named(month)?.to_string(), day)
}

/// The date in a title or a file's name: the first whole date, else the last day of the first month with a year.
pub fn date_within(text: &str) -> Option<Date> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year_of = |word: &str| {
        (word.len() == 4)
            .then(|| word.parse::<i16>().ok())
            .flatten()
            .filter(|year| (1990..=2100).contains(year))
    };
    let short = |word: &&str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let whole = (0..words.len()).find_map(|at| {
        let word = words[at];
        // A name may be glued to its date: `edubasealldata20231124`.
        if let Some(date) = DateForm::Digits.read(word.trim_start_matches(|c: char| c.is_ascii_alphabetic()))
        {
            return Some(date);
        }
        let (next, after) = (words.get(at + 1)?, words.get(at + 2)?);
        let day = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let (Some(month), Some(_)) = (month_named(next), year_of(after)) {
            return of(after, &month.to_string(), day);
        }
        match (year_of(word), year_of(after)) {
            (Some(_), _) if short(next) && short(after) => of(word, next, after),
            (_, Some(_)) if short(&word) && short(next) => of(after, next, word),
            _ => None,
        }
    });
    whole.or_else(|| {
        (0..words.len()).find_map(|at| {
            let word = words[at];
            let next = words.get(at + 1)?;
            let month =
                |word: &str| month_named(word).or_else(|| word.parse().ok().filter(|_| word.len() == 2));
            match (year_of(word), year_of(next)) {
                (Some(year), _) => last_of_month(year, month(next)?),
                (_, Some(year)) => last_of_month(year, month_named(word)?),
                _ => None,
            }
        })
    })
}

/// The last day of a month.
pub fn last_of_month(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(Date::last_of_month)
}

/// What the text of a period means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodForm {
    /// `2010/11`, `201011` or `2010`: the academic year that begins in September 2010.
    AcademicYear,
    /// `2011`: the academic year that ends in August 2011.
    AcademicYearEnding,
    /// `2010-11` or `2010`: the financial year that begins in April 2010.
    FinancialYear,
    /// `2011`: the year that ends on 31 March 2011.
    YearToMarch,
    /// `2011`: January to December.
    CalendarYear,
    /// A day.
    Day,
    /// Known only by its label.
    Label,
}

impl PeriodForm {
    /// All forms with the names that descriptions call them.
    pub const ALL: [(&'static str, PeriodForm); 7] = [
        ("academic-year", PeriodForm::AcademicYear),
        ("academic-year-ending", PeriodForm::AcademicYearEnding),
        ("financial-year", PeriodForm::FinancialYear),
        ("year-to-31-march", PeriodForm::YearToMarch),
        ("calendar-year", PeriodForm::CalendarYear),
        ("day", PeriodForm::Day),
        ("label", PeriodForm::Label),
    ];

    /// The form of a name.
    pub fn from_name(name: &str) -> Option<PeriodForm> {
        PeriodForm::ALL.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
    }

    /// Reads a period. Years that span two are labelled `2010/11`.
    pub fn read(self, text: &str) -> Option<Period> {
        let text = text.trim();
        let years = || years_of(text);
        let spanning = |from: i16, month: i8| {
            let until = from.checked_add(1)?;
            let start = Date::new(from, month, 1).ok()?;
            let end = last_of_month(until, month - 1)?;
            let label = format!("{from}/{:02}", until.rem_euclid(100));
            Some(Period { label, start: Some(start), end: Some(end) })
        };
        match self {
            PeriodForm::AcademicYear => spanning(years()?.0, 9),
            PeriodForm::FinancialYear => spanning(years()?.0, 4),
            PeriodForm::AcademicYearEnding => spanning(years()?.1.checked_sub(1)?, 9),
            PeriodForm::YearToMarch => {
                let period = spanning(years()?.1.checked_sub(1)?, 4)?;
                Some(Period { label: text.to_owned(), ..period })
            }
            PeriodForm::CalendarYear => {
                let year = years()?.0;
                let (start, end) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
                Some(Period { label: year.to_string(), start: Some(start), end: Some(end) })
            }
            PeriodForm::Day => {
                let date = DateForm::ALL
                    .iter()
                    .find_map(|(_, form)| form.read(text))
                    .or_else(|| date_within(text))?;
                Some(Period { label: text.to_owned(), start: Some(date), end: Some(date) })
            }
            PeriodForm::Label => Some(Period::labelled(text)),
        }
    }
}

/// The year that a text begins with, and the one it ends with where it names two: `2010`, `201011`, `2010/11`,
/// `2010-2011`, `2010_11`.
fn years_of(text: &str) -> Option<(i16, i16)> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let other = text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    if !matches!(other.as_str(), "" | "/" | "-" | "_" | "–")
        || !text.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let first: i16 = digits.get(..4)?.parse().ok()?;
    if !(1900..=2150).contains(&first) {
        return None;
    }
    let second = match digits.len() {
        4 => first,
        6 | 8 => {
            let next = first + 1;
            let ending: i16 = digits[4..].parse().ok()?;
            let fits = if digits.len() == 6 { next % 100 == ending } else { next == ending };
            fits.then_some(next)?
        }
        _ => return None,
    };
    Some((first, second))
}

/// The month and day of a day of the year such as `01-20`.
pub fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2000, month, day).is_ok().then_some((month, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn every_form_reads_its_own_writing_and_no_impossible_day() {
        let day = Some(date(2011, 8, 31));
        for (form, text) in [
            ("DD/MM/YYYY", "31/08/2011"),
            ("DD/MM/YYYY", "31/8/2011 00:00:00"),
            ("DD/MM/YY", "31/08/11"),
            ("DD-MM-YYYY", "31-08-2011"),
            ("YYYY-MM-DD", "2011-08-31T00:00:00"),
            ("YYYY.MM.DD", "2011.08.31"),
            ("YYYYMMDD", "20110831"),
            ("D Month YYYY", "31 August 2011"),
            ("D Month YYYY", "31st Aug 2011"),
        ] {
            assert_eq!(DateForm::from_name(form).unwrap().read(text), day, "{form} {text}");
        }
        for text in ["31/09/2011", "2011-08-31", "31/08/20111", "08/31/2011", "31/08/1066", "+1/08/2011", ""]
        {
            assert_eq!(DateForm::DaySlash.read(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_found_in_titles_and_file_names() {
        for (text, expected) in [
            ("Provider level as at 31 March 2023", date(2023, 3, 31)),
            (
                "Children's social care data in England 2022 - Provider level as at March 2022",
                date(2022, 3, 31),
            ),
            ("provider_at_march_2016.csv", date(2016, 3, 31)),
            ("childcare_mi_2021-08-31_part01.csv", date(2021, 8, 31)),
            ("LA_Inspection_Outcomes_as_at_31_March_2025.ods", date(2025, 3, 31)),
            ("gias_2023-11_slim.csv", date(2023, 11, 30)),
            ("edubasealldata20231124.csv", date(2023, 11, 24)),
            ("Providers 31st Aug 2014.xlsx", date(2014, 8, 31)),
            ("data at 29 02 2024", date(2024, 2, 29)),
        ] {
            assert_eq!(date_within(text), Some(expected), "{text}");
        }
        for text in ["ofsted_ratings_2005-2020.csv", "school-links.csv", "ofsted.csv", "part 12 of 2020", ""]
        {
            assert_eq!(date_within(text), None, "{text}");
        }
    }

    #[test]
    fn periods_are_read_by_their_form() {
        let academic = PeriodForm::AcademicYear.read("201011").unwrap();
        assert_eq!((academic.label.as_str(), academic.end), ("2010/11", Some(date(2011, 8, 31))));
        assert_eq!(PeriodForm::AcademicYear.read("2010/11"), Some(academic.clone()));
        assert_eq!(PeriodForm::AcademicYearEnding.read("2011"), Some(academic));
        assert_eq!(PeriodForm::YearToMarch.read("2011").unwrap().start, Some(date(2010, 4, 1)));
        for text in ["2010-12", "", "10/11", "2010/11 (prov)"] {
            assert_eq!(PeriodForm::AcademicYear.read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_panic(text in ".{0,24}") {
            for (_, form) in DateForm::ALL {
                let _ = form.read(&text);
            }
            for (_, form) in PeriodForm::ALL {
                let _ = form.read(&text);
            }
            let _ = date_within(&text);
        }

        #[test]
        fn a_written_date_reads_back(days in -20_000i32..60_000) {
            let day = evidence::date::from_days(days).unwrap();
            let text = format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
            prop_assert_eq!(DateForm::DaySlash.read(&text), Some(day));
        }
    }
}
