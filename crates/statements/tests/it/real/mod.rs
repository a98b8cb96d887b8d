//! The real evidence, read once for all tests of a binary.

use evidence::{Date, Evidence};
use profile::{Conventions, Gaps, NeighbourChoice, PreparedDate, Profile, Profiler};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The folder shared with the workspace, or nothing where it is absent, which is a failure in CI.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    let in_ci = std::env::vars().any(|(name, value)| name == "CI" && value == "true");
    assert!(!in_ci, "{} is absent", path.display());
    eprintln!("skipped: {} is absent", path.display());
    None
}

/// All published files in the shared folder, as evidence.
pub fn evidence() -> Option<&'static Arc<Evidence>> {
    static EVIDENCE: OnceLock<Option<Arc<Evidence>>> = OnceLock::new();
    EVIDENCE
        .get_or_init(|| {
            let data = shared("data")?;
            let options = ingest::import::Options::builtin().unwrap();
            let imported =
                ingest::import::import(&[data], &options).unwrap_or_else(|error| panic!("{error}"));
            Some(Arc::new(imported.evidence))
        })
        .as_ref()
}

/// The profiles of all areas that existed on a day.
pub fn profiles(evidence: &Arc<Evidence>, as_at: &str) -> Vec<Profile> {
    prepared(evidence, as_at).1
}

/// The same with what leads their figures to the rows.
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
