//! Running the real program, and the places that tests read from.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The checkout's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The program with some words, run in the checkout's root.
pub fn kingsway(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kingsway"))
        .args(words)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// What it printed, after it ended with this exit code.
pub fn printed(words: &[&str], code: i32) -> String {
    let output = kingsway(words);
    assert_eq!(
        output.status.code(),
        Some(code),
        "kingsway {words:?}\nprinted {}\nsaid {}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// What it said on standard error, after it ended with this exit code.
pub fn said(words: &[&str], code: i32) -> String {
    let output = kingsway(words);
    assert_eq!(
        output.status.code(),
        Some(code),
        "kingsway {words:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    // Reports are wrapped to the width of the terminal; a test reads them as one line.
    String::from_utf8(output.stderr).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A snapshot of the example, made once for all tests that only read it.
pub fn example() -> &'static str {
    static EXAMPLE: LazyLock<(tempfile::TempDir, String)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let place = example_snapshot(folder.path());
        (folder, place)
    });
    &EXAMPLE.1
}

/// A snapshot of the example in a folder of its own.
pub fn example_snapshot(folder: &Path) -> String {
    let place = folder.join("evidence").display().to_string();
    printed(&["import", "examples/luton-2011", "--into", &place], 0);
    place
}

/// A variable of the environment: tests may ask whether they run in CI and where Python is.
#[expect(clippy::disallowed_methods, reason = "tests may ask whether they run in CI")]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The published data beside the checkout; its absence is a failure in CI and a reason to skip elsewhere.
pub fn published_data() -> Option<PathBuf> {
    let data = root().join("../shared/data");
    if data.is_dir() {
        return Some(data);
    }
    assert!(
        environment("CI").as_deref() != Some("true"),
        "in CI the published data must be in {}",
        data.display()
    );
    eprintln!("skipped: there is no published data in {}", data.display());
    None
}
