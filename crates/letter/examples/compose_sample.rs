//! Composes the letter about Exampleshire and writes it as HTML, DOCX and text.
//!
//!     cargo run -p kingsway-letter --example compose_sample -- DIRECTORY [CONTENT.toml]

#![expect(clippy::print_stdout, reason = "it is a program")]

#[allow(dead_code, reason = "each example takes what it needs")]
mod sample;

use document::{docx, html, text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (folder, content) = sample::asked("usage: compose_sample DIRECTORY [CONTENT.toml]")?;
    let document = letter::compose(&content)?;
    std::fs::write(folder.join("letter.html"), html::render(&document))?;
    std::fs::write(folder.join("letter.docx"), docx::render(&document, None)?)?;
    let plain = text::render(&document, 80);
    std::fs::write(folder.join("letter.txt"), &plain)?;
    println!("{plain}");
    Ok(())
}
