//! What a number or a condition can come to when evidence is filled in: between two values, one of three truths.

use crate::language::Truth;
use crate::language::ast::How;

/// What a number can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Span {
    /// The least and the greatest value that it can have; none where it is missing whatever is filled in.
    pub between: Option<(f64, f64)>,
    /// Whether it can be, or stay, missing.
    pub can_be_missing: bool,
}

impl Span {
    pub const MISSING: Span = Span { between: None, can_be_missing: true };
    pub const ANYTHING: Span =
        Span { between: Some((f64::NEG_INFINITY, f64::INFINITY)), can_be_missing: true };

    pub fn exactly(value: f64) -> Span {
        Span::between(value, value)
    }

    pub fn between(least: f64, most: f64) -> Span {
        Span { between: Some((least, most)), can_be_missing: false }
    }

    /// The same, or missing.
    pub fn or_missing(self, missing: bool) -> Span {
        Span { can_be_missing: self.can_be_missing || missing, ..self }
    }

    /// Either of two.
    pub fn or(self, other: Span) -> Span {
        let between = match (self.between, other.between) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (one, other) => one.or(other),
        };
        Span { between, can_be_missing: self.can_be_missing || other.can_be_missing }
    }

    /// With a function that keeps the order of values applied to it.
    pub fn map(self, rising: impl Fn(f64) -> f64) -> Span {
        Span { between: self.between.map(|(least, most)| (rising(least), rising(most))), ..self }
    }

    /// Added, after being multiplied: what is missing makes the sum missing.
    pub fn plus(self, factor: f64, term: Span) -> Span {
        let scaled = |value: f64| if factor == 0.0 { 0.0 } else { factor * value };
        let between = self.between.zip(term.between).map(|((least, most), (from, to))| {
            let (from, to) = if factor < 0.0 { (to, from) } else { (from, to) };
            (least + scaled(from), most + scaled(to))
        });
        Span { between, can_be_missing: self.can_be_missing || term.can_be_missing }
    }

    /// What comparing it with another can give.
    pub fn compared(self, how: How, other: Span) -> Truths {
        let unknown = self.can_be_missing || other.can_be_missing;
        let Some(((a, b), (c, d))) = self.between.zip(other.between) else {
            return Truths { yes: false, no: false, unknown };
        };
        let (yes, no) = match how {
            How::AtLeast => (b >= c, a < d),
            How::AtMost => (a <= d, b > c),
            How::MoreThan => (b > c, a <= d),
            How::LessThan => (a < d, b >= c),
            How::Equal => {
                let same = |one: f64, other: f64| crate::derive::exact(one - other) == 0.0;
                let apart = crate::derive::exact(a - d) > 0.0 || crate::derive::exact(c - b) > 0.0;
                (!apart, !(same(a, b) && same(c, d) && same(a, c)))
            }
        };
        Truths { yes, no, unknown }
    }
}

/// The least and the greatest mean by weight, when each part lies in its span and those that can be missing are there
/// or not. Missing where every part can be.
pub(crate) fn mean(parts: &[(f64, Span)]) -> Span {
    let there: Vec<(f64, (f64, f64), bool)> = parts
        .iter()
        .filter_map(|(weight, span)| Some((*weight, span.between?, span.can_be_missing)))
        .collect();
    let can_be_missing = there.iter().all(|(.., can_be_missing)| *can_be_missing);
    let upwards =
        extreme(there.iter().map(|(weight, (_, most), left_out)| (*weight, *most, *left_out)).collect());
    let downwards =
        extreme(there.iter().map(|(weight, (least, _), left_out)| (*weight, -least, *left_out)).collect());
    Span { between: downwards.map(|least| -least).zip(upwards), can_be_missing }
}

/// The greatest mean: what may be left out is taken in from the greatest downwards, as long as that raises the mean.
fn extreme(mut parts: Vec<(f64, f64, bool)>) -> Option<f64> {
    parts.sort_by(|(_, a, a_out), (_, b, b_out)| a_out.cmp(b_out).then(b.total_cmp(a)));
    let (mut weights, mut sum) = (0.0, 0.0);
    for (weight, value, can_be_left_out) in parts {
        if !can_be_left_out || weights == 0.0 || value > sum / weights {
            weights += weight;
            sum += weight * value;
        }
    }
    (weights > 0.0).then(|| sum / weights)
}

/// Which of the three truths a condition can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Truths {
    pub yes: bool,
    pub no: bool,
    pub unknown: bool,
}

impl Truths {
    pub const ANY: Truths = Truths { yes: true, no: true, unknown: true };
    const NONE: Truths = Truths { yes: false, no: false, unknown: false };

    /// Whether it can be this one.
    pub fn can_be(self, truth: Truth) -> bool {
        match truth {
            Truth::True => self.yes,
            Truth::False => self.no,
            Truth::NotKnown => self.unknown,
        }
    }

    fn with(self, truth: Truth) -> Truths {
        match truth {
            Truth::True => Truths { yes: true, ..self },
            Truth::False => Truths { no: true, ..self },
            Truth::NotKnown => Truths { unknown: true, ..self },
        }
    }

    fn each(self) -> impl Iterator<Item = Truth> {
        [Truth::True, Truth::False, Truth::NotKnown].into_iter().filter(move |truth| self.can_be(*truth))
    }

    /// Either of two.
    pub fn or_else(self, other: Truths) -> Truths {
        other.each().fold(self, Truths::with)
    }

    /// Both, for every pair that can occur.
    pub fn and(self, other: Truths) -> Truths {
        self.each().flat_map(|a| other.each().map(move |b| a.and(b))).fold(Truths::NONE, Truths::with)
    }

    /// At least one, for every pair that can occur.
    pub fn or(self, other: Truths) -> Truths {
        self.each().flat_map(|a| other.each().map(move |b| a.or(b))).fold(Truths::NONE, Truths::with)
    }
}

impl From<Truth> for Truths {
    fn from(truth: Truth) -> Truths {
        Truths::NONE.with(truth)
    }
}

impl std::ops::Not for Truths {
    type Output = Truths;

    fn not(self) -> Truths {
        Truths { yes: self.no, no: self.yes, unknown: self.unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_takes_in_what_can_be_missing_only_where_that_moves_it_outwards() {
        let known = (1.0, Span::exactly(2.0));
        let open = (1.0, Span::between(1.0, 4.0).or_missing(true));
        assert_eq!(mean(&[known, open]), Span::between(1.5, 3.0));
        // Points between 3 and 4 cannot lower the mean, because they can also stay missing.
        let better = (1.0, Span::between(3.0, 4.0).or_missing(true));
        assert_eq!(mean(&[known, better]), Span::between(2.0, 3.0));
        assert_eq!(mean(&[better]), Span::between(3.0, 4.0).or_missing(true));
        assert_eq!(mean(&[(1.0, Span::MISSING)]), Span::MISSING);
        assert_eq!(mean(&[known, (3.0, Span::MISSING)]), Span::exactly(2.0));
    }

    #[test]
    fn a_comparison_can_be_both_where_the_spans_overlap() {
        let (low, high) = (Span::between(1.0, 2.0), Span::between(2.0, 3.0));
        let can = |truths: Truths| (truths.yes, truths.no, truths.unknown);
        assert_eq!(can(high.compared(How::AtLeast, low)), (true, false, false));
        assert_eq!(can(low.compared(How::AtLeast, high)), (true, true, false));
        assert_eq!(can(low.compared(How::MoreThan, high)), (false, true, false));
        assert_eq!(can(low.compared(How::Equal, high)), (true, true, false));
        assert_eq!(can(Span::exactly(2.0).compared(How::Equal, Span::exactly(2.0))), (true, false, false));
        assert_eq!(can(Span::ANYTHING.compared(How::LessThan, low)), (true, true, true));
        assert_eq!(can(Span::MISSING.compared(How::LessThan, low)), (false, false, true));
    }

    #[test]
    fn sums_turn_round_with_the_sign_and_a_factor_of_zero_forgets_the_term() {
        let sum = Span::exactly(1.0).plus(-2.0, Span::between(1.0, 3.0));
        assert_eq!(sum, Span::between(-5.0, -1.0));
        assert_eq!(Span::exactly(1.0).plus(0.0, Span::ANYTHING), Span::exactly(1.0).or_missing(true));
    }

    #[test]
    fn conditions_combine_as_their_parts_can() {
        let open = Truths::ANY;
        assert_eq!(Truths::from(Truth::False).and(open), Truth::False.into());
        assert_eq!(Truths::from(Truth::True).or(open), Truth::True.into());
        assert_eq!(Truths::from(Truth::True).and(open), Truths::ANY);
        assert_eq!(!Truths::from(Truth::True), Truths::from(Truth::False));
    }
}
