//! Numbers as files write them, and whether one can be what it says it is.
//!
//! A comma stands between groups of three digits and nowhere else, so `78,316` is 78 316 and never 78.316; whether that
//! many per cent are possible is for [`Possible`] to say. A mark of a unit (`%`, `£`) must be that of the figure.

use evidence::{Fraction, Unit};

/// A number with the marks that stood with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Written {
    /// The number.
    pub number: f64,
    /// The unit that a mark names: `%` or `£`.
    pub marked: Option<Unit>,
    /// How many decimals are written.
    pub decimals: u8,
}

/// Reads a number: commas between thousands, a pound sign before, a per cent sign after.
///
/// # Errors
/// Why it is none.
pub fn read(text: &str) -> Result<Written, &'static str> {
    const NEITHER: &str = "neither a number nor a known symbol for a missing value";
    let text = text.trim();
    let (text, percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let (text, pounds) = match text.strip_prefix('£') {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !unsigned.bytes().next().is_some_and(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Err(NEITHER);
    }
    let number = if unsigned.contains(',') {
        grouped(unsigned)?;
        fast_float2::parse::<f64, _>(text.replace(',', ""))
    } else {
        fast_float2::parse::<f64, _>(text)
    };
    let number = number.ok().filter(|number| number.is_finite()).ok_or(NEITHER)?;
    let decimals = unsigned.split_once('.').map_or(0, |(_, decimals)| {
        u8::try_from(decimals.bytes().take_while(u8::is_ascii_digit).count()).unwrap_or(u8::MAX)
    });
    let marked = match (percent, pounds) {
        (true, _) => Some(Unit::Percent),
        (_, true) => Some(Unit::Pounds),
        _ => None,
    };
    Ok(Written { number, marked, decimals })
}

/// Whether commas stand between thousands: one to three digits that do not begin with 0, then groups of three.
fn grouped(unsigned: &str) -> Result<(), &'static str> {
    let whole = unsigned.split_once('.').map_or(unsigned, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first_fits = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    if first_fits && groups.all(|group| group.len() == 3 && digits(group)) && !after_point(unsigned) {
        return Ok(());
    }
    Err("a comma that does not stand between groups of three digits; decimals are written with a point")
}

fn after_point(unsigned: &str) -> bool {
    unsigned.split_once('.').is_some_and(|(_, decimals)| decimals.contains(','))
}

/// Which numbers an indicator can have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Possible {
    /// Its unit.
    pub unit: Unit,
    /// The smallest.
    pub from: f64,
    /// The greatest.
    pub until: f64,
}

impl Possible {
    /// Greater than any figure that is published of England: its pupils could attend some 2.5 × 10⁹ sessions in a
    /// year, and its schools spend some 10¹¹ pounds.
    pub const GREATEST: f64 = 1e12;

    /// The numbers that a unit allows: a share is 0 to 100 %, a count or a rate is not negative.
    pub fn of(unit: Unit) -> Possible {
        let (from, until) = match unit {
            Unit::Percent => (0.0, 100.0),
            Unit::Rate | Unit::Number => (0.0, Possible::GREATEST),
            Unit::Pounds | Unit::Score => (-Possible::GREATEST, Possible::GREATEST),
        };
        Possible { unit, from, until }
    }

    /// The same between other limits.
    #[must_use]
    pub fn within(self, from: Option<f64>, until: Option<f64>) -> Possible {
        Possible { from: from.unwrap_or(self.from), until: until.unwrap_or(self.until), ..self }
    }

    /// The number, where the indicator can have it.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn check(&self, written: Written) -> Result<f64, String> {
        // A figure of which only "a score or anything else" is known may have any mark.
        if let Some(marked) = written.marked.filter(|marked| *marked != self.unit && self.unit != Unit::Score)
        {
            return Err(format!("a figure in {}, where {} are given", in_words(marked), in_words(self.unit)));
        }
        self.check_number(written.number)
    }

    /// The same for a number without marks.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn check_number(&self, number: f64) -> Result<f64, String> {
        if (self.from..=self.until).contains(&number) {
            return Ok(number);
        }
        let what = in_words(self.unit);
        Err(match self.unit {
            Unit::Percent => format!("a percentage outside {} to {}", self.from, self.until),
            _ if number < self.from && self.from == 0.0 => format!("{what} are not negative here"),
            _ => format!("{what} outside {} to {}", self.from, self.until),
        })
    }
}

fn in_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "percentages",
        Unit::Rate => "rates",
        Unit::Number => "numbers",
        Unit::Pounds => "pounds",
        Unit::Score => "scores",
    }
}

/// What a figure is checked against: its own parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// The parts.
    pub fraction: Fraction,
    /// Per how many of the denominator the figure counts: 100 for a share.
    pub per: f64,
    /// Whether the numerator is a part of the denominator.
    pub share: bool,
    /// Whether the publisher rounds counts to the nearest 5, 10 or 100, some more than others.
    pub rounded: bool,
}

/// Why the parts of a figure deny one another or the figure, published with so many decimals; `None` where they agree.
pub fn contradiction(parts: Parts, value: Option<(f64, u8)>) -> Option<String> {
    let Parts { fraction: Fraction { numerator, denominator }, per, share, rounded } = parts;
    if share && numerator > denominator {
        return Some(format!("{numerator} of {denominator}: the part is greater than the whole"));
    }
    let (value, decimals) = value?;
    let step = |count: f64| if rounded { half_a_step(count) } else { 0.0 };
    let (of_part, of_whole) = (step(numerator), step(denominator));
    let lowest = (numerator - of_part).max(0.0) / (denominator + of_whole) * per;
    let highest = if denominator > of_whole {
        (numerator + of_part) / (denominator - of_whole) * per
    } else {
        f64::INFINITY
    };
    // One of the last decimal: some publishers cut off where others round.
    let last_decimal = 10f64.powi(-i32::from(decimals));
    let near = (lowest - last_decimal)..=(highest + last_decimal);
    let made = numerator / denominator * per;
    (!near.contains(&value)).then(|| format!("{numerator} of {denominator} make {made:.2} and not {value}"))
}

/// Half of the step that a count seems to be rounded to.
fn half_a_step(count: f64) -> f64 {
    let ends = |step: f64| count % step == 0.0;
    [100.0, 10.0, 5.0].into_iter().find(|step| ends(*step)).map_or(0.0, |step| step / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Option<f64> {
        read(text).ok().map(|written| written.number)
    }

    #[test]
    fn commas_stand_between_thousands_and_nowhere_else() {
        for (text, expected) in [
            ("78,316", 78_316.0),
            ("1,234,567.5", 1_234_567.5),
            ("-12,000", -12_000.0),
            ("£1,200", 1200.0),
            ("45.5 %", 45.5),
            (".5", 0.5),
            ("1e-3", 0.001),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
        for text in [
            "7,83",
            "1,2,3",
            "4,5",
            ",5",
            "1,",
            "1,2345",
            "1234,567",
            "0,123",
            "1.234,567",
            "1,234,56",
            "1,23.4",
            "0x10",
            "1_0",
            "Infinity",
            "inf",
            "NaN",
            "1e999",
            "--5",
            "",
            "%",
            "£",
            "12 months",
            "5-9",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_number_must_be_possible_for_its_unit() {
        let check = |unit, text: &str| Possible::of(unit).check(read(text).unwrap());
        assert_eq!(check(Unit::Percent, "78.316"), Ok(78.316));
        assert_eq!(check(Unit::Percent, "78,316").unwrap_err(), "a percentage outside 0 to 100");
        assert_eq!(check(Unit::Percent, "-0.1").unwrap_err(), "a percentage outside 0 to 100");
        assert_eq!(
            check(Unit::Number, "45%").unwrap_err(),
            "a figure in percentages, where numbers are given"
        );
        assert_eq!(check(Unit::Number, "-3").unwrap_err(), "numbers are not negative here");
        assert!(check(Unit::Score, "1e308").is_err());
        assert_eq!(check(Unit::Score, "-0.96"), Ok(-0.96));
        assert_eq!(check(Unit::Pounds, "£1,200"), Ok(1200.0));
        let change = Possible::of(Unit::Percent).within(Some(-100.0), Some(1000.0));
        assert_eq!(change.check_number(-12.5), Ok(-12.5));
    }

    #[test]
    fn a_rate_agrees_with_its_parts_up_to_their_rounding() {
        let of = |numerator, denominator, value, decimals, rounded| {
            let fraction = Fraction { numerator, denominator };
            contradiction(Parts { fraction, per: 100.0, share: true, rounded }, Some((value, decimals)))
        };
        assert_eq!(of(1.0, 3.0, 33.3, 1, false), None);
        assert_eq!(of(1.0, 3.0, 33.0, 0, false), None);
        assert_eq!(of(1.0, 3.0, 38.3, 1, false).unwrap(), "1 of 3 make 33.33 and not 38.3");
        assert_eq!(of(1240.0, 5000.0, 24.7, 1, true), None, "1,235 of 5,000 would be 24.7");
        assert!(of(1240.0, 5000.0, 24.0, 1, false).is_some());
        assert!(of(1240.0, 5000.0, 34.9, 1, true).is_some());
        assert_eq!(of(41.0, 40.0, 100.0, 0, true).unwrap(), "41 of 40: the part is greater than the whole");
        let fraction = Fraction { numerator: 41.0, denominator: 40.0 };
        assert_eq!(contradiction(Parts { fraction, per: 1.0, share: false, rounded: false }, None), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_what_is_read_is_finite(text in "[-+£0-9,.e% ]{0,14}") {
            if let Ok(written) = read(&text) {
                prop_assert!(written.number.is_finite());
            }
        }

        #[test]
        fn thousands_are_read_back(number in 0u64..10_000_000_000) {
            let digits = number.to_string();
            let mut grouped = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            prop_assert_eq!(read(&grouped).unwrap().number, number as f64);
        }
    }
}
