//! Columns of texts. A million little texts each on its own take longer to make and to throw away than all that is
//! worked out from them, so a column keeps its texts in one, and texts that repeat only once.

use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Many texts, one after another in one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StringColumn {
    pub(crate) all: String,
    /// Where each ends.
    pub(crate) ends: Vec<u32>,
}

impl StringColumn {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text at a position; empty where there is none.
    pub fn get(&self, at: usize) -> &str {
        let Some(end) = self.ends.get(at) else { return "" };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.all.get(start as usize..*end as usize).unwrap_or_default()
    }

    /// Adds a text at the end. All together may be no longer than 4,294,967,295 bytes, which
    /// [`crate::EvidenceBuilder::finish`] checks.
    pub fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// The texts in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The position of a text, in a column that is sorted.
    pub fn position(&self, text: &str) -> Option<usize> {
        let (mut from, mut until) = (0, self.len());
        while from < until {
            let middle = from.midpoint(until);
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => until = middle,
            }
        }
        None
    }
}

impl<'a> FromIterator<&'a str> for StringColumn {
    fn from_iter<I: IntoIterator<Item = &'a str>>(from: I) -> StringColumn {
        let mut texts = StringColumn::default();
        from.into_iter().for_each(|text| texts.push(text));
        texts
    }
}

/// A column of texts that repeat: each distinct text once, in the order in which it first occurs, and for each row
/// which of them it is.
#[derive(Debug, Clone, Default)]
pub struct DictionaryColumn {
    pub(crate) distinct: Vec<Arc<str>>,
    pub(crate) codes: Vec<u16>,
    positions: FxHashMap<Arc<str>, u16>,
}

impl PartialEq for DictionaryColumn {
    fn eq(&self, other: &DictionaryColumn) -> bool {
        self.distinct == other.distinct && self.codes == other.codes
    }
}

impl DictionaryColumn {
    /// A column of distinct texts and which of them each row is.
    pub(crate) fn of(distinct: Vec<Arc<str>>, codes: Vec<u16>) -> DictionaryColumn {
        DictionaryColumn { distinct, codes, positions: FxHashMap::default() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The distinct texts.
    pub fn distinct(&self) -> &[Arc<str>] {
        &self.distinct
    }

    /// Which of the distinct texts a row is.
    pub fn code(&self, at: usize) -> u16 {
        self.codes[at]
    }

    /// Which of the distinct texts a text is; none where no row holds it.
    pub fn code_of(&self, text: &str) -> Option<u16> {
        u16::try_from(self.distinct.iter().position(|known| &**known == text)?).ok()
    }

    /// The text of a row; empty where there is no such row.
    pub fn get(&self, at: usize) -> &str {
        self.codes.get(at).and_then(|code| self.distinct.get(usize::from(*code))).map_or("", |text| text)
    }

    /// Adds a row at the end. There may be at most 65,536 distinct texts, which
    /// [`crate::EvidenceBuilder::finish`] checks.
    pub fn push(&mut self, text: &str) {
        if self.positions.len() < self.distinct.len() {
            self.positions =
                (0..=u16::MAX).zip(&self.distinct).map(|(at, text)| (text.clone(), at)).collect();
        }
        let code = self.positions.get(text).copied().unwrap_or_else(|| {
            let (code, text) = (u16::try_from(self.distinct.len()).unwrap_or(u16::MAX), Arc::from(text));
            self.distinct.push(Arc::clone(&text));
            self.positions.insert(text, code);
            code
        });
        self.codes.push(code);
    }

    /// The texts of all rows in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out_at_its_place(texts in prop::collection::vec("[a-cé€]{0,3}", 0..40)) {
            let together: StringColumn = texts.iter().map(String::as_str).collect();
            let mut repeating = DictionaryColumn::default();
            texts.iter().for_each(|text| repeating.push(text));
            prop_assert_eq!(together.iter().collect::<Vec<_>>(), texts.clone());
            prop_assert_eq!(repeating.iter().collect::<Vec<_>>(), texts.clone());
            for (at, text) in texts.iter().enumerate() {
                prop_assert_eq!(repeating.code_of(text), Some(repeating.code(at)));
            }
        }

        #[test]
        fn a_sorted_column_is_searched(texts in prop::collection::btree_set("[a-d]{0,3}", 0..30), asked in "[a-d]{0,3}") {
            let column: StringColumn = texts.iter().map(String::as_str).collect();
            prop_assert_eq!(column.position(&asked), texts.iter().position(|text| *text == asked));
        }
    }

    #[test]
    fn a_column_that_was_read_can_be_added_to() {
        let mut column = DictionaryColumn::of(vec![Arc::from("full"), Arc::from("visit")], vec![1, 0]);
        column.push("visit");
        column.push("other");
        assert_eq!(column.iter().collect::<Vec<_>>(), ["visit", "full", "visit", "other"]);
        assert_eq!(column.distinct().len(), 3);
    }
}
