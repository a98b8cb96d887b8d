//! Numbers with 64 binary digits, rounded to nearest even: the "extended" format in which R adds up a mean on the
//! machines that the published figures were made on. Written with integers, so that every machine gives the same bits.

/// A finite number: ± `digits` × 2^`exponent`, where the highest bit of `digits` is set unless the number is nought.
#[derive(Debug, Clone, Copy)]
pub struct Extended {
    negative: bool,
    exponent: i32,
    digits: u64,
}

impl Extended {
    /// Nought.
    pub const ZERO: Extended = Extended { negative: false, exponent: 0, digits: 0 };

    fn normal(negative: bool, exponent: i32, digits: u64) -> Extended {
        if digits == 0 {
            return Extended::ZERO;
        }
        let shift = digits.leading_zeros();
        Extended { negative, exponent: exponent - shift.cast_signed(), digits: digits << shift }
    }

    /// A finite double, exactly.
    pub fn from_f64(number: f64) -> Extended {
        let bits = number.to_bits();
        let fraction = bits & ((1 << 52) - 1);
        match i32::from(u16::try_from((bits >> 52) & 0x7ff).unwrap_or(0)) {
            0 => Extended::normal(number.is_sign_negative(), -1074, fraction),
            biased => Extended::normal(number.is_sign_negative(), biased - 1075, fraction | (1 << 52)),
        }
    }

    /// A count, exactly.
    pub fn from_count(count: u64) -> Extended {
        Extended::normal(false, 0, count)
    }

    /// `wide` × 2^`exponent`, rounded to 64 digits; `sticky` says that something non-zero lies below `wide`.
    fn rounded(negative: bool, exponent: i32, wide: u128, sticky: bool) -> Extended {
        if wide == 0 {
            return Extended::ZERO;
        }
        let surplus = 64 - wide.leading_zeros().cast_signed();
        if surplus <= 0 {
            // At most 64 digits: nothing to round. (Sums that cancel come here, and nothing was shifted out of them.)
            return Extended::normal(negative, exponent, low_half(wide));
        }
        let kept = low_half(wide >> surplus);
        let half = 1_u128 << (surplus - 1);
        let below = wide & ((half << 1) - 1);
        let up = below > half || (below == half && (sticky || kept & 1 == 1));
        match kept.checked_add(u64::from(up)) {
            Some(digits) => Extended { negative, exponent: exponent + surplus, digits },
            None => Extended { negative, exponent: exponent + surplus + 1, digits: 1 << 63 },
        }
    }

    /// The sum.
    pub fn plus(self, other: Extended) -> Extended {
        if self.digits == 0 {
            return other;
        }
        if other.digits == 0 {
            return self;
        }
        let self_is_larger = (self.exponent, self.digits) >= (other.exponent, other.digits);
        let (large, small) = if self_is_larger { (self, other) } else { (other, self) };
        // 62 more digits than needed: enough that what is shifted out can only decide a rounding, as `sticky`.
        let exponent = large.exponent - 62;
        let a = u128::from(large.digits) << 62;
        let whole = u128::from(small.digits) << 62;
        let distance = large.exponent.abs_diff(small.exponent);
        let b = whole.checked_shr(distance).unwrap_or(0);
        let sticky = b.checked_shl(distance).unwrap_or(0) != whole;
        if large.negative == small.negative {
            return Extended::rounded(large.negative, exponent, a + b, sticky);
        }
        // What was shifted out belongs to the number that is taken away: take one unit more, and something remains.
        let difference = a - b - u128::from(sticky);
        Extended::rounded(large.negative, exponent, difference, sticky)
    }

    /// The difference.
    pub fn minus(self, other: Extended) -> Extended {
        self.plus(Extended { negative: !other.negative, ..other })
    }

    /// The quotient by a number that is not nought.
    pub fn over(self, divisor: Extended) -> Extended {
        debug_assert!(divisor.digits != 0, "means are only taken of at least one value");
        if self.digits == 0 || divisor.digits == 0 {
            return Extended::ZERO;
        }
        let negative = self.negative != divisor.negative;
        let (wide, by) = (u128::from(self.digits) << 64, u128::from(divisor.digits));
        // 64 or 65 digits, two more from the remainder, and whatever is left as `sticky`.
        let (quotient, remainder) = (wide / by, wide % by);
        let (more, left) = ((remainder << 2) / by, (remainder << 2) % by);
        let exponent = self.exponent - divisor.exponent - 64;
        Extended::rounded(negative, exponent - 2, (quotient << 2) | more, left != 0)
    }

    /// The nearest double, ties to even.
    pub fn to_f64(self) -> f64 {
        if self.digits == 0 {
            return 0.0;
        }
        // A double keeps 53 digits, fewer where it is subnormal.
        let surplus = (-1074 - self.exponent).max(11);
        if surplus > 64 {
            return if self.negative { -0.0 } else { 0.0 };
        }
        let wide = u128::from(self.digits);
        let kept = low_half(wide >> surplus);
        let half = 1_u128 << (surplus - 1);
        let below = wide & ((half << 1) - 1);
        let rounded = kept + u64::from(below > half || (below == half && kept & 1 == 1));
        let exponent = self.exponent + surplus;
        // Adding the digits to the exponent's bits lets a carry run into the exponent, as it should.
        let magnitude = if rounded >> 52 == 0 {
            rounded
        } else {
            let biased = u64::try_from(exponent + 1075).unwrap_or(0);
            ((biased - 1) << 52) + rounded
        };
        let magnitude = f64::from_bits(magnitude.min(f64::INFINITY.to_bits()));
        if self.negative { -magnitude } else { magnitude }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the callers shift until no more than 64 digits are left"
)]
fn low_half(wide: u128) -> u64 {
    wide as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finite() -> impl Strategy<Value = f64> {
        prop_oneof![
            any::<f64>().prop_filter("finite", |x| x.is_finite()),
            -1e6..1e6_f64,
            Just(0.0),
            Just(5e-324)
        ]
    }

    proptest! {
        #[test]
        fn a_double_survives_the_way_there_and_back(x in finite()) {
            prop_assert_eq!(Extended::from_f64(x).to_f64(), x);
        }

        #[test]
        fn a_sum_of_two_is_within_a_double_rounding_of_the_double_sum(x in finite(), y in finite()) {
            let sum = Extended::from_f64(x).plus(Extended::from_f64(y)).to_f64();
            let double = x + y;
            prop_assume!(double.is_finite());
            prop_assert!(sum == double || sum == double.next_up() || sum == double.next_down());
        }

        #[test]
        fn small_whole_numbers_add_and_divide_exactly(x in -1_000_000_i32..1_000_000, n in 1_u64..1000) {
            let n_doubled = Extended::from_f64(f64::from(x)).plus(Extended::from_f64(f64::from(x)));
            prop_assert_eq!(n_doubled.to_f64(), f64::from(x) * 2.0);
            let product = f64::from(x) * n as f64;
            prop_assert_eq!(Extended::from_f64(product).over(Extended::from_count(n)).to_f64(), f64::from(x));
        }

        #[test]
        fn taking_away_is_adding_the_opposite(x in finite(), y in finite()) {
            let a = Extended::from_f64(x).minus(Extended::from_f64(y)).to_f64();
            let b = Extended::from_f64(x).plus(Extended::from_f64(-y)).to_f64();
            prop_assert_eq!(a, b);
        }
    }

    #[test]
    fn a_third_has_sixty_four_digits() {
        let third = Extended::from_count(1).over(Extended::from_count(3));
        assert_eq!((third.digits, third.exponent), (0xAAAA_AAAA_AAAA_AAAB, -65));
    }
}
