//! The tests of this crate that use it from outside.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod quick;
mod snapshots;
