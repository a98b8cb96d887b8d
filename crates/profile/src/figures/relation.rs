//! How a value stands to another: higher, lower, or similar as far as decimals and uncertainty tell.

use crate::convention::{Convention, Similar};
use crate::model::{Relation, Uncertainty};
use evidence::Value;

/// A value with what is known of its uncertainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The value.
    pub value: Value,
    /// How sure it is.
    pub uncertainty: Uncertainty,
}

impl Measured {
    /// A value of which no uncertainty can be given.
    pub fn bare(value: Value) -> Measured {
        Measured { value, uncertainty: Uncertainty::NonePublished }
    }
}

/// How the first value stands to the second. The opposite question always has the opposite answer.
pub fn relation(convention: &Convention, decimals: u8, first: Measured, second: Measured) -> Relation {
    let (Value::Number(a), Value::Number(b)) = (first.value, second.value) else { return Relation::NotKnown };
    let similar = match convention.similar.rule {
        Similar::EqualNumbers => a.total_cmp(&b).is_eq(),
        Similar::DecimalsOrInterval => {
            let holds = |one: Measured, other: f64| {
                one.uncertainty.interval().is_some_and(|interval| interval.holds(other))
            };
            shown(a, decimals).total_cmp(&shown(b, decimals)).is_eq() || holds(first, b) || holds(second, a)
        }
    };
    if similar || a.total_cmp(&b).is_eq() {
        Relation::Similar
    } else if a > b {
        Relation::Higher
    } else {
        Relation::Lower
    }
}

/// A number in units of its last shown decimal.
fn shown(number: f64, decimals: u8) -> f64 {
    let rounded = (number * 10_f64.powi(i32::from(decimals))).round();
    // Minus nought is nought.
    rounded + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convention::Conventions;
    use proptest::prelude::*;

    fn opposite(relation: Relation) -> Relation {
        match relation {
            Relation::Higher => Relation::Lower,
            Relation::Lower => Relation::Higher,
            same => same,
        }
    }

    proptest! {
        #[test]
        fn the_opposite_question_has_the_opposite_answer(
            parts in (0_u32..=400, 0_u32..=400), decimals in 0_u8..3, with_interval in any::<(bool, bool)>(),
        ) {
            let measured = |part: u32, with: bool| Measured {
                value: Value::Number(f64::from(part) / 4.0),
                uncertainty: if with {
                    crate::figures::of_share(f64::from(part), 400.0)
                } else {
                    Uncertainty::NonePublished
                },
            };
            let (first, second) = (measured(parts.0, with_interval.0), measured(parts.1, with_interval.1));
            for convention in &Conventions::builtin().conventions {
                let one = relation(convention, decimals, first, second);
                prop_assert_eq!(relation(convention, decimals, second, first), opposite(one));
            }
        }
    }

    #[test]
    fn what_reads_alike_is_similar_in_our_convention_and_not_in_the_published_tools() {
        let conventions = Conventions::builtin();
        let (a, b) = (Measured::bare(Value::Number(56.74)), Measured::bare(Value::Number(56.66)));
        assert_eq!(relation(conventions.get("default").unwrap(), 1, a, b), Relation::Similar);
        assert_eq!(relation(conventions.get("lait").unwrap(), 1, a, b), Relation::Higher);
    }

    #[test]
    fn against_what_is_missing_nothing_can_be_said() {
        let conventions = Conventions::builtin();
        let missing = Measured::bare(Value::missing(evidence::Missing::Confidential));
        let known = Measured::bare(Value::Number(1.0));
        assert_eq!(relation(conventions.get("default").unwrap(), 1, known, missing), Relation::NotKnown);
    }
}
