//! A column that few rows have: numerators and denominators, say. Only those that do take any room.

/// The values of some rows. A row is looked up in constant time: a bit says whether it has a value, and the bits
/// before it how many have.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparse<T> {
    bits: Vec<u64>,
    /// How many values stand before each 64 rows.
    before: Vec<u32>,
    list: Vec<T>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Sparse { bits: Vec::new(), before: Vec::new(), list: Vec::new() }
    }
}

impl<T: Copy> Sparse<T> {
    /// How many rows have one.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether no row has one.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The value of a row.
    pub fn get(&self, row: usize) -> Option<T> {
        let (word, bit) = (row / 64, row % 64);
        let bits = *self.bits.get(word)?;
        if bits >> bit & 1 == 0 {
            return None;
        }
        let earlier = (bits & ((1 << bit) - 1)).count_ones();
        self.list.get((self.before[word] + earlier) as usize).copied()
    }

    /// Adds the value of a row that stands after all rows that have one; of an earlier row nothing is added, and
    /// `false` is returned.
    pub fn push(&mut self, row: usize, value: T) -> bool {
        let (word, bit) = (row / 64, row % 64);
        let room = word.checked_sub(self.bits.len().saturating_sub(1));
        if room.is_none() || self.bits.get(word).is_some_and(|bits| bits >> bit != 0) {
            return false;
        }
        let many = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.bits.resize(word + 1, 0);
        self.before.resize(word + 1, many);
        self.bits[word] |= 1 << bit;
        self.list.push(value);
        true
    }

    /// Every row that has one, in their order, with it.
    pub fn iter(&self) -> impl Iterator<Item = (usize, T)> {
        let rows = self.bits.iter().enumerate().flat_map(|(word, bits)| {
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
        });
        rows.zip(self.list.iter().copied())
    }

    /// Changes every value.
    pub fn map(&mut self, change: impl Fn(&mut T)) {
        self.list.iter_mut().for_each(change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_row_has_its_own_value_or_none(rows in prop::collection::btree_set(0_usize..400, 0..60)) {
            let mut sparse = Sparse::default();
            for row in &rows {
                prop_assert!(sparse.push(*row, *row));
                prop_assert!(!sparse.push(*row, *row), "a row has one value");
            }
            for row in 0..500 {
                prop_assert_eq!(sparse.get(row), rows.contains(&row).then_some(row));
            }
            let listed: Vec<_> = sparse.iter().collect();
            prop_assert_eq!(listed, rows.into_iter().map(|row| (row, row)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_earlier_row_is_refused() {
        let mut sparse = Sparse::default();
        assert!(sparse.push(130, 'a'));
        assert!(!sparse.push(3, 'b') && !sparse.push(129, 'c'));
        assert_eq!(sparse.iter().count(), 1);
    }
}
