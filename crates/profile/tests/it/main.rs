//! The room as a whole, on a small England made by hand and on the real data.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod conformance;
mod currency;
mod figures;
mod profiles;
mod schemas;
mod series;
mod settings;
