#![doc = include_str!("../README.md")]

mod coverage;
mod paint;
mod renderer;
mod threads;

use std::sync::LazyLock;

use document::Document;

pub use paint::paint;
pub use renderer::{PdfError, PdfRenderer};

/// The renderer that [`render`] uses: fonts and template are read once for the whole program.
static RENDERER: LazyLock<PdfRenderer> = LazyLock::new(PdfRenderer::new);

/// The document as PDF/UA-1 and PDF/A-2a. May be called from any number of threads.
pub fn render(document: &Document) -> Result<Vec<u8>, PdfError> {
    RENDERER.render(document)
}

/// The characters of the document that no font here can draw; the PDF shows U+FFFD in their place.
pub fn uncovered(document: &Document) -> Vec<char> {
    RENDERER.uncovered(document)
}
