//! The few values of a kind that were asked for last, each made once and shared.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The last values by their keys. A value that two threads ask for at once is made by one of them.
#[derive(Debug)]
pub struct Recent<K, V> {
    most: usize,
    kept: Mutex<Vec<(K, Arc<OnceLock<V>>)>>,
}

impl<K: PartialEq + Clone, V: Clone> Recent<K, V> {
    /// Keeps at most so many values.
    pub fn keeping(most: usize) -> Recent<K, V> {
        Recent { most, kept: Mutex::new(Vec::new()) }
    }

    /// The value of a key, made where it is not kept.
    pub fn get(&self, key: &K, make: impl FnOnce() -> V) -> V {
        self.cell(key).get_or_init(make).clone()
    }

    /// The value of a key, made where it is not kept; what could not be made is tried again the next time.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn get_or_try<E>(&self, key: &K, make: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let cell = self.cell(key);
        match cell.get() {
            Some(kept) => Ok(kept.clone()),
            None => {
                let made = make()?;
                Ok(cell.get_or_init(|| made).clone())
            }
        }
    }

    /// The place of a key's value, which is now the first.
    fn cell(&self, key: &K) -> Arc<OnceLock<V>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let cell = match kept.iter().position(|(known, _)| known == key) {
            Some(at) => kept.remove(at).1,
            None => Arc::default(),
        };
        kept.insert(0, (key.clone(), Arc::clone(&cell)));
        kept.truncate(self.most);
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_value_is_made_once_while_it_is_among_the_last() {
        let made = Cell::new(0);
        let recent: Recent<u8, u8> = Recent::keeping(2);
        let ask = |key: u8| {
            recent.get(&key, || {
                made.set(made.get() + 1);
                key * 2
            })
        };
        assert_eq!((ask(1), ask(1), ask(2), ask(1)), (2, 2, 4, 2));
        assert_eq!(made.get(), 2);
        ask(3);
        ask(2);
        assert_eq!(made.get(), 4, "2 was the one not asked for longest");
    }

    #[test]
    fn what_failed_is_tried_again() {
        let recent: Recent<u8, u8> = Recent::keeping(2);
        assert_eq!(recent.get_or_try(&1, || Err("no")), Err("no"));
        assert_eq!(recent.get_or_try(&1, || Ok::<u8, &str>(7)), Ok(7));
        assert_eq!(recent.get_or_try(&1, || Err("no")), Ok(7));
    }
}
