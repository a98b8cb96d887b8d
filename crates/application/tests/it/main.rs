//! The use cases on the example that comes with the program.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod judgements;
mod own_figures;
mod schemas;
mod tables;
mod traces;
mod workspaces;

use application::import::import;
use application::{ImportRequest, Workspace};
use std::path::{Path, PathBuf};

/// The checkout's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The example's evidence, imported into a folder.
fn example(into: &Path) -> PathBuf {
    let place = into.join("evidence");
    let request =
        ImportRequest { paths: vec![root().join("examples/luton-2011")], into: place.clone(), sources: None };
    import(&request, &|_| ()).unwrap();
    place
}

/// A workspace over the example.
fn workspace() -> Workspace {
    let folder = tempfile::tempdir().unwrap();
    Workspace::open(&example(folder.path()), &[]).unwrap()
}
