#![doc = include_str!("../README.md")]

mod coverage;
mod hands;
mod paint;
mod press;

use std::sync::LazyLock;

use letter::Document;

pub use paint::paint;
pub use press::{PdfError, Press};

/// The press that [`render`] uses: fonts and template are read once for the whole program.
static PRESS: LazyLock<Press> = LazyLock::new(Press::new);

/// The document as PDF/UA-1 and PDF/A-2a. May be called from any number of threads.
pub fn render(document: &Document) -> Result<Vec<u8>, PdfError> {
    PRESS.render(document)
}

/// The characters of the document that no font here can draw; the PDF shows U+FFFD in their place.
pub fn uncovered(document: &Document) -> Vec<char> {
    PRESS.uncovered(document)
}
