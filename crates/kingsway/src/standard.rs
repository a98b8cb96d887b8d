//! Standard output and standard error, which may be closed or full.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether standard output was closed when the program started.
static OUTPUT_CLOSED: AtomicBool = AtomicBool::new(false);

/// Rust's start-up opens `/dev/null` where a standard stream is closed (so that no file takes its number by accident),
/// and the result would be lost without a word. So this looks before that: a function that runs before `main`.
#[cfg(unix)]
#[ctor::ctor]
fn look_before_start() {
    let closed = rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err();
    OUTPUT_CLOSED.store(closed, Ordering::Relaxed);
}

/// Whether standard output was closed when the program started (`kingsway … >&-`).
pub fn output_is_closed() -> bool {
    OUTPUT_CLOSED.load(Ordering::Relaxed)
}

/// Writes a line to standard error. Where that is closed or full nobody can be told, and the exit code says it alone.
pub fn report(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}
