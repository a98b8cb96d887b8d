//! Fetching from a server on this machine that behaves like real ones, their faults included.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod catalogue;
mod faults;
mod services;
mod setup;
mod whole;
