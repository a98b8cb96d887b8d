//! Composes the letter about Exampleshire and writes it as HTML, DOCX and text.
//!
//!     cargo run -p kingsway-letter --example compose_sample -- DIRECTORY [CONTENT.toml]

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program")]

use std::path::PathBuf;
use std::process::ExitCode;

use document::{docx, html, text};
use letter::{LetterContent, compose};

/// The framework's words, and the content that goes with them.
const WORDS: &str = include_str!("letter-words.toml");
const CONTENT: &str = include_str!("exampleshire.toml");

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let directory = PathBuf::from(arguments.next().ok_or("usage: compose_sample DIRECTORY [CONTENT.toml]")?);
    let content = match arguments.next() {
        Some(path) => std::fs::read_to_string(path)?,
        None => CONTENT.to_owned(),
    };
    let mut table: toml::Table = toml::from_str(&content)?;
    table.insert("words".to_owned(), toml::from_str(WORDS)?);
    let document = compose(&table.try_into::<LetterContent>()?)?;
    std::fs::create_dir_all(&directory)?;
    std::fs::write(directory.join("letter.html"), html::render(&document))?;
    std::fs::write(directory.join("letter.docx"), docx::render(&document, None)?)?;
    let plain = text::render(&document, 80);
    std::fs::write(directory.join("letter.txt"), &plain)?;
    println!("{plain}");
    Ok(())
}
