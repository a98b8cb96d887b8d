//! A tree of phrases: the longest phrase that begins at a word is found in as many steps as it has words.

use super::tokens::{Token, tokens};
use rustc_hash::FxHashMap;

/// Phrases longer than this, in words, are not kept: published names of indicators are at most half as long.
const WORDS_MAX: usize = 60;

/// Phrases and what they mean.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<T> {
    words: FxHashMap<String, u32>,
    next: FxHashMap<(u32, u32), u32>,
    meanings: Vec<Vec<T>>,
}

impl<T: PartialEq + Clone> Phrases<T> {
    pub fn new() -> Phrases<T> {
        Phrases { words: FxHashMap::default(), next: FxHashMap::default(), meanings: vec![Vec::new()] }
    }

    /// Adds a meaning to a phrase; commas in it may be left out by writers only if another phrase says so.
    pub fn add(&mut self, phrase: &str, meaning: T) {
        let words = tokens(phrase);
        if words.is_empty() || words.len() > WORDS_MAX {
            return;
        }
        let mut node = 0;
        for word in words {
            let fresh = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let word = *self.words.entry(word.text).or_insert(fresh);
            let fresh = u32::try_from(self.meanings.len()).unwrap_or(u32::MAX);
            let found = *self.next.entry((node, word)).or_insert(fresh);
            if found == fresh {
                self.meanings.push(Vec::new());
            }
            node = found;
        }
        let meanings = &mut self.meanings[node as usize];
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
        }
    }

    /// The longest phrase that begins at a token: how many tokens, and its meanings.
    pub fn longest(&self, tokens: &[Token]) -> Option<(usize, &[T])> {
        let mut node = 0;
        let mut best = None;
        for (at, token) in tokens.iter().enumerate() {
            let Some(next) = self.words.get(&token.text).and_then(|word| self.next.get(&(node, *word)))
            else {
                break;
            };
            node = *next;
            let meanings = self.meanings[node as usize].as_slice();
            if !meanings.is_empty() {
                best = Some((at + 1, meanings));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::new();
        phrases.add("majority of", 1);
        phrases.add("large majority of", 2);
        phrases.add("large", 3);
        let words = tokens("large majority of schools");
        assert_eq!(phrases.longest(&words), Some((3, [2].as_slice())));
        assert_eq!(phrases.longest(&words[1..]), Some((2, [1].as_slice())));
        assert_eq!(phrases.longest(&words[3..]), None);
        assert_eq!(phrases.longest(&tokens("large minority")), Some((1, [3].as_slice())));
    }
}
