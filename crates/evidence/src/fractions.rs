//! Numerators and denominators: few observations have them, so only those that do take any room.

use crate::Fraction;

/// The fractions of some rows. A row is looked up in constant time: a bit says whether it has one, and the bits
/// before it how many have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fractions {
    bits: Vec<u64>,
    /// How many fractions stand before each 64 rows.
    before: Vec<u32>,
    list: Vec<Fraction>,
}

impl Fractions {
    /// How many rows have one.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether no row has one.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The fraction of a row.
    pub fn get(&self, row: usize) -> Option<Fraction> {
        let (word, bit) = (row / 64, row % 64);
        let bits = *self.bits.get(word)?;
        if bits >> bit & 1 == 0 {
            return None;
        }
        let earlier = (bits & ((1 << bit) - 1)).count_ones();
        self.list.get((self.before[word] + earlier) as usize).copied()
    }

    /// Adds the fraction of a row that stands after all rows that have one; of an earlier row nothing is added, and
    /// `false` is returned.
    pub fn push(&mut self, row: usize, fraction: Fraction) -> bool {
        let (word, bit) = (row / 64, row % 64);
        let room = word.checked_sub(self.bits.len().saturating_sub(1));
        if room.is_none() || self.bits.get(word).is_some_and(|bits| bits >> bit != 0) {
            return false;
        }
        let many = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.bits.resize(word + 1, 0);
        self.before.resize(word + 1, many);
        self.bits[word] |= 1 << bit;
        self.list.push(fraction);
        true
    }

    /// Every row that has one, in their order, with it.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Fraction)> {
        let rows = self.bits.iter().enumerate().flat_map(|(word, bits)| {
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
        });
        rows.zip(self.list.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_row_has_its_own_fraction_or_none(rows in prop::collection::btree_set(0_usize..400, 0..60)) {
            let of = |row: usize| Fraction { numerator: row as f64, denominator: 400.0 };
            let mut fractions = Fractions::default();
            for row in &rows {
                prop_assert!(fractions.push(*row, of(*row)));
                prop_assert!(!fractions.push(*row, of(*row)), "a row has one fraction");
            }
            for row in 0..500 {
                prop_assert_eq!(fractions.get(row), rows.contains(&row).then(|| of(row)));
            }
            let listed: Vec<_> = fractions.iter().collect();
            prop_assert_eq!(listed, rows.into_iter().map(|row| (row, of(row))).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_earlier_row_is_refused() {
        let one = Fraction { numerator: 1.0, denominator: 3.0 };
        let mut fractions = Fractions::default();
        assert!(fractions.push(130, one));
        assert!(!fractions.push(3, one) && !fractions.push(129, one));
        assert_eq!(fractions.iter().count(), 1);
    }
}
