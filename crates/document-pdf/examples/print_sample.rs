//! Sets the letter about Exampleshire as PDF, and as a Word file with its charts painted.
//!
//!     cargo run -p kingsway-document-pdf --example print_sample -- DIRECTORY [CONTENT.toml]

#![expect(clippy::print_stderr, reason = "it is a program")]

use std::path::PathBuf;
use std::process::ExitCode;

use document::{docx, html};
use letter::{LetterContent, compose};

const WORDS: &str = include_str!("../../letter/examples/letter-words.toml");
const CONTENT: &str = include_str!("../../letter/examples/exampleshire.toml");

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
    let directory = PathBuf::from(arguments.next().ok_or("usage: print_sample DIRECTORY [CONTENT.toml]")?);
    let content = match arguments.next() {
        Some(path) => std::fs::read_to_string(path)?,
        None => CONTENT.to_owned(),
    };
    let mut table: toml::Table = toml::from_str(&content)?;
    table.insert("words".to_owned(), toml::from_str(WORDS)?);
    let document = compose(&table.try_into::<LetterContent>()?)?;
    std::fs::create_dir_all(&directory)?;
    std::fs::write(directory.join("letter.html"), html::render(&document))?;
    std::fs::write(directory.join("letter.docx"), docx::render(&document, Some(&document_pdf::paint))?)?;
    std::fs::write(directory.join("letter.pdf"), document_pdf::render(&document)?)?;
    Ok(())
}
