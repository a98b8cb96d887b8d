//! The tests of frameworks, as one binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod catalogue;
mod cqc;
mod derivation;
mod differences;
mod evaluation;
mod every_key;
mod example_profile;
mod fuzzed;
mod keys_without_result;
mod language;
mod laws;
mod mistakes;
mod naive;
mod position_statement;
mod properties;
mod published_schema;
mod real_evidence;
mod shipped;
mod variations;
mod varied_profiles;
