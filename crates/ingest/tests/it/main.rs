//! What the crate promises, tried on files as they are published, as they may be, and as nobody should make them.

mod authored;
mod descriptions;
mod families;
mod hostile;
mod origins;
mod published;
mod refusals;
mod rubbish;
mod statistics;
mod successions;
mod unseen_years;
