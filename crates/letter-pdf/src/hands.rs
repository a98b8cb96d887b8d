//! The hands that work the press: each does one letter at a time, alone.
//!
//! Typst divides its work by rayon. Were a letter set on a thread of the caller's own pool, that thread would, while
//! waiting for a part, begin another letter on top of the first: 150 letters then lie unfinished on one
//! stack (measured: 950 MB, and an overflow with one thread). So each letter has a pool of one thread to
//! itself, and the caller waits without taking other work.

use std::sync::{Mutex, PoisonError, mpsc};

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Room for the nested calls of layout; deep documents need more than a thread's usual two megabytes.
const STACK: usize = 16 * 1024 * 1024;

/// Idle hands; as many as there were letters at one time.
#[derive(Default)]
pub(crate) struct Hands(Mutex<Vec<ThreadPool>>);

impl Hands {
    /// Does the work on a thread where nothing else is done, and waits for it.
    pub(crate) fn do_alone<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, String> {
        let idle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let hand = match idle {
            Some(hand) => hand,
            None => ThreadPoolBuilder::new()
                .num_threads(1)
                .stack_size(STACK)
                // A panic would otherwise end the whole program; the closed channel tells of it instead.
                .panic_handler(|_| {})
                .build()
                .map_err(|error| format!("no thread could be started: {error}"))?,
        };
        let (done, result) = mpsc::sync_channel(1);
        // Nobody listens only if the caller is gone, and then nobody misses the result.
        hand.spawn(move || drop(done.send(work())));
        let result = result
            .recv()
            .map_err(|_| "the typesetter stopped unexpectedly; please report this letter".to_owned());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(hand);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::Hands;

    #[test]
    fn a_panic_is_told_and_the_hand_works_on() {
        let hands = Hands::default();
        assert!(hands.do_alone(|| -> u8 { panic!("as if the typesetter failed") }).is_err());
        assert_eq!(hands.do_alone(|| 7), Ok(7));
    }
}
