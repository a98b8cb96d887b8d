//! What a sentence calls a period: "2011", "2010/11", "2014–16", "2013/14–15/16".

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of a period, by its years. Two spellings of one period have the same name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct PeriodName {
    /// First year, and its second half where it is a pair such as 2010/11.
    first: (i16, Option<i16>),
    /// Last year likewise, where the period runs over several.
    last: Option<(i16, Option<i16>)>,
}

/// A label that names no years.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no year")]
pub struct NoYear(String);

impl PeriodName {
    /// A plain year.
    pub fn year(year: i16) -> PeriodName {
        PeriodName { first: (year, None), last: None }
    }

    /// The name of a published label, without what is in brackets ("2025 (prov)").
    pub fn of_label(label: &str) -> Option<PeriodName> {
        let label = label.split('(').next().unwrap_or_default().trim();
        match PeriodName::read(label) {
            Some((name, used)) if used == label.len() => Some(name),
            _ => None,
        }
    }

    /// Reads a name at the beginning of a text, with how many bytes it takes.
    pub fn read(text: &str) -> Option<(PeriodName, usize)> {
        let (year, mut used) = digits(text)?;
        if used != 4 || !(1900..2100).contains(&year) {
            return None;
        }
        let mut pieces = vec![year];
        while pieces.len() < 4 {
            let rest = &text[used..];
            let Some(separator) = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '\u{2013}')) else {
                break;
            };
            let after = &rest[separator.len_utf8()..];
            let Some((piece, length)) = digits(after).filter(|(_, length)| *length == 2 || *length == 4)
            else {
                break;
            };
            let previous = pieces[pieces.len() - 1];
            let full = if length == 4 { piece } else { expanded(piece, previous) };
            if full < previous || full > previous + 20 {
                break;
            }
            pieces.push(full);
            used += separator.len_utf8() + length;
        }
        // A digit or letter glued on means that this was something else.
        if text[used..].chars().next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let name = match pieces.as_slice() {
            [a] => PeriodName::year(*a),
            [a, b] if *b == a + 1 => PeriodName { first: (*a, Some(*b)), last: None },
            [a, b] => PeriodName { first: (*a, None), last: Some((*b, None)) },
            [a, b, c, d] if *b == a + 1 && *d == c + 1 => {
                PeriodName { first: (*a, Some(*b)), last: Some((*c, Some(*d))) }
            }
            _ => return None,
        };
        Some((name, used))
    }

    /// The year in which it ends.
    pub fn end_year(&self) -> i16 {
        let (year, pair) = self.last.unwrap_or(self.first);
        pair.unwrap_or(year)
    }

    /// Whether another name may mean the same period: equal, or one of them a plain year in which the other ends.
    pub fn may_be(&self, other: &PeriodName) -> bool {
        let plain = |name: &PeriodName| name.last.is_none() && name.first.1.is_none();
        self == other || ((plain(self) || plain(other)) && self.end_year() == other.end_year())
    }
}

/// Leading digits as a number, and how many there are.
fn digits(text: &str) -> Option<(i16, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..length).filter(|_| length > 0 && length <= 4)?.parse().ok()?;
    Some((number, length))
}

/// "17" after 2016 is 2017; "00" after 1999 is 2000.
fn expanded(two: i16, previous: i16) -> i16 {
    let century = previous - previous % 100;
    if century + two < previous { century + 100 + two } else { century + two }
}

impl fmt::Display for PeriodName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, pair) = self.first;
        write!(f, "{year}")?;
        if let Some(pair) = pair {
            write!(f, "/{:02}", pair % 100)?;
        }
        if let Some((year, pair)) = self.last {
            write!(f, "\u{2013}{:02}", year % 100)?;
            if let Some(pair) = pair {
                write!(f, "/{:02}", pair % 100)?;
            }
        }
        Ok(())
    }
}

impl From<PeriodName> for String {
    fn from(name: PeriodName) -> String {
        name.to_string()
    }
}

impl TryFrom<String> for PeriodName {
    type Error = NoYear;

    fn try_from(text: String) -> Result<PeriodName, NoYear> {
        PeriodName::of_label(&text).ok_or(NoYear(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2016", "2016", 2016)]
    #[case("2016-17", "2016/17", 2017)]
    #[case("2010/11", "2010/11", 2011)]
    #[case("2010/2011", "2010/11", 2011)]
    #[case("2014-16", "2014\u{2013}16", 2016)]
    #[case("2013/14-15/16", "2013/14\u{2013}15/16", 2016)]
    #[case("2025 (prov)", "2025", 2025)]
    #[case("2023-24 (OT)", "2023/24", 2024)]
    #[case("1999-00", "1999/00", 2000)]
    fn published_labels_have_names(#[case] label: &str, #[case] written: &str, #[case] ends: i16) {
        let name = PeriodName::of_label(label).unwrap();
        assert_eq!(name.to_string(), written);
        assert_eq!(name.end_year(), ends);
        assert_eq!(PeriodName::of_label(written), Some(name), "read back");
    }

    #[test]
    fn what_names_no_year_has_no_name() {
        for label in ["0", "", "123", "20111", "2011a", "31 March"] {
            assert_eq!(PeriodName::of_label(label), None, "{label}");
        }
    }

    #[test]
    fn a_plain_year_may_mean_the_school_year_that_ends_in_it() {
        let school_year = PeriodName::of_label("2010/11").unwrap();
        assert!(PeriodName::year(2011).may_be(&school_year));
        assert!(!PeriodName::year(2010).may_be(&school_year));
        assert!(!PeriodName::of_label("2009-11").unwrap().may_be(&school_year));
    }
}
