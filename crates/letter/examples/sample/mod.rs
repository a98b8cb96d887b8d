//! The letter about Exampleshire, which the examples write: its content with the framework's words.

use letter::LetterContent;
use std::error::Error;
use std::path::PathBuf;

/// The framework's words, and the content that goes with them.
const WORDS: &str = include_str!("../../../../words/letter/words.toml");
const CONTENT: &str = include_str!("../exampleshire.toml");

/// What an example is asked for: a folder, which is made, and the content of a file or, without one, of the sample.
pub fn asked(usage: &str) -> Result<(PathBuf, LetterContent), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or(usage)?);
    let content = match arguments.next() {
        Some(path) => content(&std::fs::read_to_string(path)?)?,
        None => content(CONTENT)?,
    };
    std::fs::create_dir_all(&folder)?;
    Ok((folder, content))
}

/// The sample's content.
pub fn sample() -> Result<LetterContent, Box<dyn Error>> {
    content(CONTENT)
}

fn content(text: &str) -> Result<LetterContent, Box<dyn Error>> {
    let mut table: toml::Table = toml::from_str(text)?;
    table.insert("words".to_owned(), toml::from_str(WORDS)?);
    Ok(table.try_into()?)
}
