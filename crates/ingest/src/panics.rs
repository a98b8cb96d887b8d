//! Libraries that panic on damaged files: the one place where such a panic becomes a message.

use crate::table::Unreadable;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    /// How many guarded calls this thread is in.
    static GUARDED: Cell<u32> = const { Cell::new(0) };
}

/// Runs what may panic in a library. A panic becomes the error `damaged`, and nothing is printed: the user learns what
/// is wrong with the file, and no program stopped. Panics anywhere else are reported as before.
///
/// Work that is handed to other threads must be guarded there, too.
pub fn guarded<T>(damaged: &str, read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if GUARDED.get() == 0 {
                report(panic);
            }
        }));
    });
    GUARDED.set(GUARDED.get() + 1);
    let outcome = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(GUARDED.get() - 1);
    outcome.unwrap_or_else(|_| Err(Unreadable(damaged.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message_at_any_depth() {
        let inner = || guarded("inner", || -> Result<(), Unreadable> { panic!("a library gave up") });
        assert_eq!(guarded("outer", inner), Err(Unreadable("inner".to_owned())));
        assert_eq!(GUARDED.get(), 0);
        assert_eq!(guarded("damaged", || Ok(1)), Ok(1));
    }
}
