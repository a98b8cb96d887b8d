//! The real program, from end to end: one binary for all of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod dependencies;
mod example;
mod fetching;
mod files;
mod frameworks;
mod habits;
mod letters;
mod program;
mod published;
