//! Sets the letter about Exampleshire as PDF, and as a Word file with its charts painted.
//!
//!     cargo run -p kingsway-document-pdf --example print_sample -- DIRECTORY [CONTENT.toml]

#[path = "../../letter/examples/sample/mod.rs"]
#[allow(dead_code, reason = "each example takes what it needs")]
mod sample;

use document::{docx, html};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (folder, content) = sample::asked("usage: print_sample DIRECTORY [CONTENT.toml]")?;
    let document = letter::compose(&content)?;
    std::fs::write(folder.join("letter.html"), html::render(&document))?;
    std::fs::write(folder.join("letter.docx"), docx::render(&document, Some(&document_pdf::paint))?)?;
    std::fs::write(folder.join("letter.pdf"), document_pdf::render(&document)?)?;
    Ok(())
}
