//! The frameworks that come with the program pass their own check.

use framework::{Framework, Names};
use std::path::PathBuf;

fn frameworks() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../frameworks");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter(|path| !path.file_stem().unwrap().to_string_lossy().starts_with("lexicon"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_framework_that_ships_is_without_mistakes() {
    let vocabulary: evidence::Vocabulary =
        toml::from_str(include_str!("../../../../sources/vocabulary.toml")).unwrap();
    let files = frameworks();
    assert!(!files.is_empty());
    for file in files {
        if let Err(error) = Framework::load(&file, &Names::of_vocabulary(&vocabulary)) {
            panic!("{error}");
        }
    }
}
