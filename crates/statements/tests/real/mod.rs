//! The real evidence, read once for all tests of a binary.

use evidence::{Date, Evidence};
use profile::{Conventions, Gaps, NeighbourChoice, Profile, Profiler};
use std::path::PathBuf;
use std::sync::OnceLock;

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
pub fn evidence() -> Option<&'static Evidence> {
    static EVIDENCE: OnceLock<Option<Evidence>> = OnceLock::new();
    EVIDENCE
        .get_or_init(|| {
            let data = shared("data")?;
            let options = ingest::import::Options::builtin().unwrap();
            Some(ingest::import::import(&[data], &options).unwrap_or_else(|error| panic!("{error}")).evidence)
        })
        .as_ref()
}

/// The profiles of all areas that existed on a day.
pub fn profiles(evidence: &Evidence, as_at: &str) -> Vec<Profile> {
    let date: Date = as_at.parse().unwrap();
    let conventions = Conventions::builtin();
    let gaps = Gaps::builtin();
    let convention = conventions.get("default").unwrap();
    let profiler =
        Profiler::new(evidence, "test", convention, &NeighbourChoice::ByConvention, &gaps).unwrap();
    let areas: Vec<_> =
        evidence.areas.list().iter().filter(|area| area.exists_on(date)).map(|area| area.number).collect();
    profiler.as_at(date).profiles(&areas)
}
