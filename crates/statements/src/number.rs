//! Numbers as they are written: "56.7" is five hundred and sixty-seven tenths, and says how exact it means to be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most decimal places a written number may have; more than any published figure.
const DECIMALS_MAX: u8 = 6;

/// Digits before the decimal point that are still read as a figure and not as, say, a telephone number.
const DIGITS_MAX: usize = 12;

/// A number with as many decimal places as it was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Number {
    units: i64,
    decimals: u8,
}

/// A text that is not a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number such as 56.7")]
pub struct NotANumber(String);

impl Number {
    /// A whole number.
    pub fn whole(number: u32) -> Number {
        Number { units: i64::from(number), decimals: 0 }
    }

    /// A value as it is shown with some decimal places, halves rounded away from zero; none where it is too large.
    pub fn shown(value: f64, decimals: u8) -> Option<Number> {
        let decimals = decimals.min(DECIMALS_MAX);
        let text = format!("{:.*}", usize::from(decimals), rounded(value, decimals));
        Number::read(&text)
    }

    /// Reads "1,234.5", "-0.3" or "−0.3".
    pub fn read(text: &str) -> Option<Number> {
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
        let before: String = before.chars().filter(|c| *c != ',').collect();
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if before.is_empty() || before.len() > DIGITS_MAX || !all_digits(&before) || !all_digits(after) {
            return None;
        }
        let decimals = u8::try_from(after.len()).ok().filter(|n| *n <= DECIMALS_MAX)?;
        let units: i64 = format!("{before}{after}").parse().ok()?;
        Some(Number { units: if negative { -units } else { units }, decimals })
    }

    /// As a floating-point number.
    pub fn value(self) -> f64 {
        self.units as f64 / 10_i64.pow(u32::from(self.decimals)) as f64
    }

    /// How many decimal places it was written with.
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// How far a true value may be from this one and still be written like it: half its last place.
    pub fn half_a_place(self) -> f64 {
        0.5 / 10_i64.pow(u32::from(self.decimals)) as f64
    }
}

/// A value rounded to some decimal places, halves away from zero; sums of tenths such as 14.85 come out as
/// people expect because the value is first nudged by less than any published digit.
pub fn rounded(value: f64, decimals: u8) -> f64 {
    let scale = 10_i64.pow(u32::from(decimals.min(DECIMALS_MAX))) as f64;
    let scaled = value * scale;
    let nudged = scaled + scaled.signum() * 1e-9;
    let whole = nudged.round();
    // No minus sign before zero.
    if whole == 0.0 { 0.0 } else { whole / scale }
}

impl fmt::Display for Number {
    /// With thousands separated by commas from 1,000 on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(u32::from(self.decimals));
        let magnitude = self.units.unsigned_abs();
        let (whole, part) = ((magnitude / scale).to_string(), magnitude % scale);
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.units < 0 { "\u{2212}" } else { "" };
        if self.decimals == 0 {
            write!(f, "{sign}{grouped}")
        } else {
            write!(f, "{sign}{grouped}.{part:0width$}", width = usize::from(self.decimals))
        }
    }
}

impl From<Number> for String {
    fn from(number: Number) -> String {
        number.to_string()
    }
}

impl TryFrom<String> for Number {
    type Error = NotANumber;

    fn try_from(text: String) -> Result<Number, NotANumber> {
        Number::read(&text).ok_or(NotANumber(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_written_as_people_write_it() {
        assert_eq!(Number::shown(56.749, 1).unwrap().to_string(), "56.7");
        assert_eq!(Number::shown(14.85, 1).unwrap().to_string(), "14.9");
        assert_eq!(Number::shown(-0.04, 1).unwrap().to_string(), "0.0");
        assert_eq!(Number::shown(1_234_567.0, 0).unwrap().to_string(), "1,234,567");
        assert_eq!(Number::shown(-3.2, 1).unwrap().to_string(), "\u{2212}3.2");
    }

    #[test]
    fn what_is_not_a_figure_is_not_read_as_one() {
        for text in ["", ".", "12a", "1.2.3", "1234567890123", "1.1234567", "--1"] {
            assert_eq!(Number::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_written_number_is_read_back(units in -10_000_000_i64..10_000_000, decimals in 0_u8..4) {
            let number = Number { units, decimals };
            prop_assert_eq!(Number::read(&number.to_string()), Some(number));
        }
    }
}
