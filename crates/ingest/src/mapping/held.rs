//! What the cells of a column hold: figures, or words.

use super::cells::CellReader;
use crate::table::Cell;
use evidence::Missing;

/// A group of which not one cell in so many is a word has numbers for names, and a column of figures with fewer words is
/// one with rubbish in it.
const WORDS_OF_A_GROUP: usize = 50;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    numbers: usize,
    symbols: usize,
    words: usize,
    beyond_100: usize,
    /// Whether all numbers are whole.
    pub whole: bool,
}

impl Default for Held {
    fn default() -> Held {
        Held { numbers: 0, symbols: 0, words: 0, beyond_100: 0, whole: true }
    }
}

impl Held {
    /// Adds a cell.
    pub fn add(&mut self, cell: Cell<'_>, reader: &CellReader) {
        if let Some(reason) = reader.missing(cell, None) {
            self.symbols += usize::from(reason != Missing::Blank);
            return;
        }
        let number = match cell {
            Cell::Number(number) => Some(number),
            Cell::Text(text) => crate::number::read(text).ok().map(|written| written.number),
            _ => None,
        };
        match number {
            Some(number) => {
                self.numbers += 1;
                self.beyond_100 += usize::from(number > 100.0);
                self.whole &= number.fract() == 0.0;
            }
            None => self.words += 1,
        }
    }

    /// Whether most of its numbers exceed 100: whatever its heading says, it holds no percentages.
    pub fn exceeds_100(self) -> bool {
        self.beyond_100 * 2 > self.numbers
    }

    /// Numbers, or nothing but symbols for missing ones. Words among more numbers are rubbish in a column of figures.
    pub fn is_figure(self) -> bool {
        if self.numbers == 0 { self.symbols > 0 && self.words == 0 } else { self.numbers >= self.words }
    }

    /// Words, of a table where columns of groups stand among those of figures: groups may have numbers for names.
    pub fn is_group(self) -> bool {
        self.words > 0 && self.words * WORDS_OF_A_GROUP >= self.numbers
    }

    /// Numbers, with so few words among them that those are rubbish.
    pub fn is_figure_among_groups(self) -> bool {
        self.numbers > 0 && !self.is_group()
    }
}
