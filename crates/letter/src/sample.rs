//! The letter about Exampleshire, for tests.

use document::Document;

use crate::content::LetterContent;

/// The content of the example, with every part that a letter can have.
pub(crate) fn content() -> LetterContent {
    let mut table: toml::Table = toml::from_str(include_str!("../examples/exampleshire.toml")).unwrap();
    table.insert(
        "words".to_owned(),
        toml::from_str(include_str!("../../../words/letter/words.toml")).unwrap(),
    );
    table.try_into().unwrap()
}

/// The example composed.
pub(crate) fn document() -> Document {
    crate::compose(&content()).unwrap()
}
