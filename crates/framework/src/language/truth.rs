//! Three values of truth, after Kleene: what is not known stays not known unless the rest decides anyway.

use serde::{Deserialize, Serialize};

/// True, false, or not known because evidence is missing.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// The evidence does not say.
    NotKnown,
}

impl Truth {
    /// Both: false as soon as one is false.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            _ => Truth::NotKnown,
        }
    }

    /// At least one: true as soon as one is true.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        !((!self).and(!other))
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Truth::True => "true",
            Truth::False => "false",
            Truth::NotKnown => "not known",
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Truth {
        if holds { Truth::True } else { Truth::False }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::NotKnown => Truth::NotKnown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Truth; 3] = [Truth::True, Truth::False, Truth::NotKnown];

    #[test]
    fn the_laws_of_three_values_hold_for_every_combination() {
        for a in ALL {
            assert_eq!(!!a, a);
            assert_eq!(a.and(a), a);
            assert_eq!(a.and(Truth::True), a);
            assert_eq!(a.and(Truth::False), Truth::False);
            assert_eq!(a.or(Truth::True), Truth::True);
            assert_eq!(a.or(Truth::False), a);
            for b in ALL {
                assert_eq!(a.and(b), b.and(a));
                assert_eq!(a.or(b), b.or(a));
                assert_eq!(!(a.and(b)), (!a).or(!b));
                assert_eq!(a.and(a.or(b)), a);
                for c in ALL {
                    assert_eq!(a.and(b.and(c)), a.and(b).and(c));
                    assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
                }
            }
        }
    }

    #[test]
    fn learning_more_never_turns_a_decided_condition_round() {
        // If a combination is decided although one part is not known, it stays so whatever that part turns out to be.
        for a in ALL {
            for settled in [Truth::True, Truth::False] {
                let unsettled = a.and(Truth::NotKnown);
                assert!(unsettled == Truth::NotKnown || unsettled == a.and(settled));
                let unsettled = a.or(Truth::NotKnown);
                assert!(unsettled == Truth::NotKnown || unsettled == a.or(settled));
            }
        }
    }
}
