//! The real evidence, imported once for all tests.

use evidence::{Date, Evidence};
use profile::{Conventions, Gaps, NeighbourChoice, PreparedDate, Profile, Profiler};
use std::sync::Arc;

pub use testkit::published::shared;
pub use testkit::snapshot::{evidence, profiles};

/// The profiles of all areas that existed on a day, with what leads their figures to the rows.
pub fn prepared(evidence: &Arc<Evidence>, as_at: &str) -> (PreparedDate, Vec<Profile>) {
    let date: Date = as_at.parse().unwrap();
    let conventions = Conventions::builtin();
    let gaps = Arc::new(Gaps::builtin());
    let convention = Arc::new(conventions.get("default").unwrap().clone());
    let choice = NeighbourChoice::ByConvention;
    let profiler = Profiler::new(evidence.clone(), "test", convention, &choice, gaps).unwrap();
    let areas: Vec<_> =
        evidence.areas.list().iter().filter(|area| area.exists_on(date)).map(|area| area.number).collect();
    let prepared = profiler.as_at(date);
    let profiles = prepared.profiles(&areas);
    (prepared, profiles)
}
