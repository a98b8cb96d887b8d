//! The threads on which documents are laid out: each lays out one document at a time.
//!
//! Typst divides its work by rayon. If a document were laid out on a thread of the caller's own pool, that thread would, while
//! waiting for a part, begin another document on top of the first: 150 documents then lie unfinished on one
//! stack (measured: 950 MB, and an overflow with one thread). So each document has a pool of one thread to
//! itself, and the caller waits without taking other work.

use std::sync::{Mutex, PoisonError, mpsc};

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Stack for the nested calls of layout; deep documents need more than a thread's usual two megabytes.
const STACK: usize = 16 * 1024 * 1024;

/// Idle threads; as many as there were documents at one time.
#[derive(Default)]
pub(crate) struct RenderThreads(Mutex<Vec<ThreadPool>>);

impl RenderThreads {
    /// Runs the work on a thread that does nothing else, and waits for it.
    pub(crate) fn run_alone<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, String> {
        let idle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let thread = match idle {
            Some(thread) => thread,
            None => ThreadPoolBuilder::new()
                .num_threads(1)
                .stack_size(STACK)
                // A panic would otherwise end the whole program; the closed channel reports it instead.
                .panic_handler(|_| {})
                .build()
                .map_err(|error| format!("no thread could be started: {error}"))?,
        };
        let (done, result) = mpsc::sync_channel(1);
        // Nobody listens only if the caller is gone, and then nobody misses the result.
        thread.spawn(move || drop(done.send(work())));
        let result = result
            .recv()
            .map_err(|_| "the typesetter stopped unexpectedly; please report this document".to_owned());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::RenderThreads;

    #[test]
    fn a_panic_is_reported_and_the_thread_works_on() {
        let threads = RenderThreads::default();
        assert!(threads.run_alone(|| -> u8 { panic!("as if the typesetter failed") }).is_err());
        assert_eq!(threads.run_alone(|| 7), Ok(7));
    }
}
