//! The statistics behind figures: how sure a proportion, rate, rank or movement is. `docs/statistics.md` says in plain
//! words what each means. Nothing here knows of areas, indicators or settings.
//!
//! What Kingsway itself does stands in [`interval`], [`funnel`], [`rank_intervals`] and [`movement`]. What other people's
//! tools do, where it differs, stands in modules of their names: [`phe`] (Public Health England's methods, today those
//! of the UK Health Security Agency and OHID), [`fingertips`] (the public health profiles) and [`xmr`] (the NHS's
//! "plot the dots" charts).

pub mod fingertips;
pub mod funnel;
pub mod interval;
pub mod movement;
pub mod phe;
pub mod rank_intervals;
pub mod special;
pub mod xmr;

pub use interval::{Confidence, Interval};
pub use rank_intervals::RankInterval;
