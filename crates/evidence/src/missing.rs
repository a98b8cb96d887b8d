//! Missing is typed and never a number: every value that is not there says why.

use serde::{Deserialize, Serialize};

/// Why a value is not there. Which symbol of a published file means which reason is said in `sources/`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Missing {
    /// Suppressed so that nobody can be recognised (`c`; `x` in releases before 2018).
    Confidential = 1,
    /// The question does not arise for this place or setting (`z`, `.`).
    NotApplicable = 2,
    /// Not available (`x`, `:`, `..`).
    NotAvailable = 3,
    /// Too small to show after rounding, but not zero (`low`, `k`, `~`).
    Low = 4,
    /// Published as unreliable (`u`).
    Unreliable = 5,
    /// Nobody asked for it in that period.
    NotCollected = 6,
    /// The area did not exist in that period.
    AreaDidNotExist = 7,
    /// An empty cell, with no reason given.
    Blank = 8,
    /// Withheld by the publisher (`REDACTED`).
    Withheld = 9,
    /// An inspection that made no such judgement (`Not judged`).
    NotJudged = 10,
    /// No row of any file speaks of it.
    NotPublished = 11,
    /// Figures on both sides of a break in their series: they are not compared.
    NotComparable = 12,
    /// A provisional figure, which is not compared with final ones.
    Provisional = 13,
    /// No statistical neighbours are published for the area.
    NoNeighbours = 14,
}

impl Missing {
    /// All reasons, in the order of their codes.
    pub const ALL: [Missing; 14] = [
        Missing::Confidential,
        Missing::NotApplicable,
        Missing::NotAvailable,
        Missing::Low,
        Missing::Unreliable,
        Missing::NotCollected,
        Missing::AreaDidNotExist,
        Missing::Blank,
        Missing::Withheld,
        Missing::NotJudged,
        Missing::NotPublished,
        Missing::NotComparable,
        Missing::Provisional,
        Missing::NoNeighbours,
    ];

    /// The code under which tables store the reason; 0 is kept for "not missing".
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The reason of a stored code.
    pub fn from_code(code: u8) -> Option<Missing> {
        Missing::ALL.get(usize::from(code).checked_sub(1)?).copied()
    }

    /// The reason of a code that may be 0 for "not missing"; an error where it is the code of no reason.
    pub fn from_optional_code(code: u8) -> Result<Option<Missing>, UnknownReason> {
        match code {
            0 => Ok(None),
            code => Missing::from_code(code).map(Some).ok_or(UnknownReason(code)),
        }
    }

    /// The name used in files and exports, such as `not-applicable`.
    pub fn name(self) -> &'static str {
        match self {
            Missing::Confidential => "confidential",
            Missing::NotApplicable => "not-applicable",
            Missing::NotAvailable => "not-available",
            Missing::Low => "low",
            Missing::Unreliable => "unreliable",
            Missing::NotCollected => "not-collected",
            Missing::AreaDidNotExist => "area-did-not-exist",
            Missing::Blank => "blank",
            Missing::Withheld => "withheld",
            Missing::NotJudged => "not-judged",
            Missing::NotPublished => "not-published",
            Missing::NotComparable => "not-comparable",
            Missing::Provisional => "provisional",
            Missing::NoNeighbours => "no-neighbours",
        }
    }

    /// The reason of a name, as `sources/` and exports write it.
    pub fn from_name(name: &str) -> Option<Missing> {
        Missing::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// The reason as readers see it.
    pub fn in_words(self) -> &'static str {
        match self {
            Missing::Confidential => "suppressed to protect confidentiality",
            Missing::NotApplicable => "not applicable",
            Missing::NotAvailable => "not available",
            Missing::Low => "too small to show",
            Missing::Unreliable => "published as unreliable",
            Missing::NotCollected => "not collected",
            Missing::AreaDidNotExist => "the area did not exist",
            Missing::Blank => "left blank by the publisher",
            Missing::Withheld => "withheld by the publisher",
            Missing::NotJudged => "not judged",
            Missing::NotPublished => "not published",
            Missing::NotComparable => "not comparable, because the series breaks",
            Missing::Provisional => "provisional, and not compared with final figures",
            Missing::NoNeighbours => "no neighbours published for this area",
        }
    }
}

/// A stored code that is that of no reason. Nothing is known of such a value: it is never taken for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a value is missing for a reason with the unknown code {0}")]
pub struct UnknownReason(pub u8);

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.in_words())
    }
}

/// A number, or the reason why there is none. Zero is a number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A finite number, in the indicator's unit.
    Number(f64),
    /// Not there, and why.
    Missing {
        /// Why.
        missing: Missing,
    },
}

impl Value {
    /// A missing value with its reason.
    pub const fn missing(reason: Missing) -> Value {
        Value::Missing { missing: reason }
    }

    /// The number, where there is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(number),
            Value::Missing { .. } => None,
        }
    }

    /// The reason, where there is no number.
    pub fn reason(self) -> Option<Missing> {
        match self {
            Value::Number(_) => None,
            Value::Missing { missing } => Some(missing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_own_code_and_name_and_both_lead_back_to_it() {
        for reason in Missing::ALL {
            assert_ne!(reason.code(), 0);
            assert_eq!(Missing::from_code(reason.code()), Some(reason));
            assert_eq!(Missing::from_name(reason.name()), Some(reason));
        }
    }

    #[test]
    fn an_unknown_code_is_never_a_number() {
        assert_eq!(Missing::from_optional_code(0), Ok(None));
        for code in 1..=u8::MAX {
            let reason = Missing::from_code(code);
            assert_eq!(Missing::from_optional_code(code), reason.map(Some).ok_or(UnknownReason(code)));
            assert!(reason.is_none_or(|reason| reason.code() == code));
        }
    }

    #[test]
    fn zero_is_a_value_and_not_missing() {
        assert_eq!(Value::Number(0.0).number(), Some(0.0));
        assert_eq!(Value::missing(Missing::Low).number(), None);
    }
}
