//! Running the real program, and the places that tests read from.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

pub use testkit::{environment, root};

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
