//! The words of conditions: exact ones, and beginnings that end in `*`.
//!
//! Cells are compared without case, spaces and punctuation. A beginning that ends in punctuation, such as
//! `Successor - *`, is meant to be followed by something: it does not hold for `Successor` alone, nor for
//! `Successors`.

use super::Conditions;
use crate::heading::folded;

/// A word of a condition, ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As it is written, without the `*`.
    written: String,
    form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    Empty,
    Exactly(String),
    Beginning(String),
    /// A beginning that ends a word, and more after it.
    BeginningOfMore(String),
}

impl Pattern {
    /// Reads a word of a condition.
    pub fn new(word: &str) -> Pattern {
        let form = match word.strip_suffix('*') {
            _ if word.is_empty() => Form::Empty,
            Some(stem) if !folded(stem).is_empty() && ends_in_punctuation(stem) => {
                Form::BeginningOfMore(folded(stem))
            }
            Some(stem) => Form::Beginning(folded(stem)),
            None => Form::Exactly(folded(word)),
        };
        Pattern { written: word.strip_suffix('*').unwrap_or(word).to_owned(), form }
    }

    /// Whether a cell fits, given as it is and folded.
    pub fn fits(&self, cell: &str, cell_folded: &str) -> bool {
        match &self.form {
            Form::Empty => cell_folded.is_empty(),
            Form::Exactly(word) => cell_folded == word,
            Form::Beginning(stem) => cell_folded.starts_with(stem.as_str()),
            Form::BeginningOfMore(stem) => {
                cell_folded.len() > stem.len()
                    && cell_folded.starts_with(stem.as_str())
                    && ends_word(cell, stem)
            }
        }
    }

    /// Whether every cell that fits the other fits this one too.
    pub fn covers(&self, other: &Pattern) -> bool {
        let fits = || self.fits(&other.written, &folded(&other.written));
        match (&self.form, &other.form) {
            (_, Form::Empty | Form::Exactly(_)) | (Form::BeginningOfMore(_), Form::Beginning(_)) => fits(),
            (Form::Empty | Form::Exactly(_), _) => false,
            (Form::Beginning(stem), Form::Beginning(longer) | Form::BeginningOfMore(longer)) => {
                longer.starts_with(stem.as_str())
            }
            (Form::BeginningOfMore(stem), Form::BeginningOfMore(longer)) => stem == longer || fits(),
        }
    }

    /// Whether some cell fits both.
    pub fn meets(&self, other: &Pattern) -> bool {
        self.covers(other) || other.covers(self)
    }
}

fn ends_in_punctuation(stem: &str) -> bool {
    // A stem of one word may end in a space for the eye's sake only where punctuation stands before it.
    stem.trim_end().chars().next_back().is_some_and(|last| folded(last.encode_utf8(&mut [0; 4])).is_empty())
}

/// Whether a folded stem ends where a word of a cell ends.
fn ends_word(cell: &str, stem: &str) -> bool {
    let mut before = 0;
    for c in cell.chars() {
        let letters = folded(c.encode_utf8(&mut [0; 4])).len();
        if before == stem.len() {
            return letters == 0;
        }
        before += letters;
    }
    false
}

/// Whether every row that meets some conditions meets others too.
pub fn covers(wide: &Conditions, narrow: &Conditions) -> bool {
    wide.iter().all(|(column, words)| {
        let Some(narrower) = narrow.get(column) else { return false };
        let words: Vec<Pattern> = words.iter().map(|word| Pattern::new(word)).collect();
        narrower.iter().map(|word| Pattern::new(word)).all(|word| words.iter().any(|wide| wide.covers(&word)))
    })
}

/// Whether some row may meet both conditions.
pub fn meet(one: &Conditions, other: &Conditions) -> bool {
    one.iter().all(|(column, words)| {
        let Some(others) = other.get(column) else { return true };
        let words: Vec<Pattern> = words.iter().map(|word| Pattern::new(word)).collect();
        others.iter().map(|word| Pattern::new(word)).any(|word| words.iter().any(|own| own.meets(&word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, cell: &str) -> bool {
        Pattern::new(pattern).fits(cell, &folded(cell))
    }

    fn covers_word(wide: &str, narrow: &str) -> bool {
        Pattern::new(wide).covers(&Pattern::new(narrow))
    }

    #[test]
    fn a_beginning_that_ends_in_punctuation_needs_something_after_it() {
        for cell in
            ["Successor - merged", "SUCCESSOR – Split School", "Successor-amalgamated", "successor: x"]
        {
            assert!(fits("Successor - *", cell), "{cell}");
        }
        for cell in ["Successor", "Successor - ", "successor", "Successors", "Predecessor - merged", ""] {
            assert!(!fits("Successor - *", cell), "{cell}");
        }
        assert!(fits("Latest:*", "Latest: full"));
        assert!(!fits("Latest:*", "Latest"));
    }

    #[test]
    fn a_beginning_that_ends_in_a_letter_needs_nothing_after_it() {
        for cell in ["Sixth Form Centre", "sixth-form centre link", "Sixth Form Centres"] {
            assert!(fits("Sixth Form Centre*", cell), "{cell}");
        }
        assert!(fits("Academy 16*", "Academy 16-19 converter"));
        assert!(fits("*", "anything") && fits("*", ""));
        assert!(fits("", " ") && !fits("", "x"));
    }

    #[test]
    fn a_pattern_covers_what_all_its_cells_cover() {
        assert!(covers_word("Successor*", "Successor"));
        assert!(covers_word("Successor*", "Successor - *"));
        assert!(covers_word("Successor - *", "Successor - merged"));
        assert!(covers_word("Successor - *", "Successor - mer*"));
        assert!(covers_word("Successor - *", "Successor – *"));
        for (wide, narrow) in [
            ("Successor - *", "Successor"),
            ("Successor - *", "Successor*"),
            ("Successor", "Successor - *"),
            ("", "Successor"),
        ] {
            assert!(!covers_word(wide, narrow), "{wide} {narrow}");
        }
        assert!(Pattern::new("Successor - *").meets(&Pattern::new("Successor*")));
        assert!(!Pattern::new("Successor - *").meets(&Pattern::new("Successor")));
    }
}
