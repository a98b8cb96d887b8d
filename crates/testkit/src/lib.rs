#![doc = include_str!("../README.md")]
#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "a test that cannot go on has failed"
)]

mod multiply;
pub mod parts;
pub mod published;
pub mod schema;
pub mod server;
pub mod snapshot;
pub mod world;

pub use multiply::multiply;

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A variable of the environment: where Python is, whether this is CI. Tests ask here and nowhere else.
#[expect(clippy::disallowed_methods, reason = "the one place where tests ask the environment")]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Whether this runs in CI, where nothing that a test needs may be absent.
pub fn in_ci() -> bool {
    environment("CI").as_deref() == Some("true")
}

/// Says that a test is skipped because something is absent.
///
/// # Panics
/// In CI: there it must be present.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub fn skipped(what_is_absent: &str) {
    assert!(!in_ci(), "{what_is_absent}; with CI=true that is a failure");
    eprintln!("skipped: {what_is_absent}");
}
