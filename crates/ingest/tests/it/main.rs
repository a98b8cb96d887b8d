//! What the crate promises, tried on files as they are published, as they may be, and as nobody should make them.

mod authored;
mod descriptions;
mod hostile;
mod origins;
mod published;
mod refusals;
mod statistics;
mod successions;
mod unseen_years;
