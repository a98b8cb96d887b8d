//! Documents as plain text in blocks, with the way back to the source where the format has one.

mod docx;
mod html;
mod markdown;
mod plain;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::str::FromStr;

/// The largest document that is read, 64 MiB. A letter has a few pages; a larger file is a mistake or an attack.
pub const DOCUMENT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark with tables).
    Markdown,
    /// HTML.
    Html,
    /// Word (Office Open XML).
    Docx,
}

/// A name that is none of a format's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a format that is read; expected text, markdown, html or docx")]
pub struct NotAFormat(pub String);

impl FromStr for Format {
    type Err = NotAFormat;

    fn from_str(text: &str) -> Result<Format, NotAFormat> {
        match text.to_ascii_lowercase().as_str() {
            "text" | "txt" => Ok(Format::Text),
            "markdown" | "md" => Ok(Format::Markdown),
            "html" | "htm" | "xhtml" => Ok(Format::Html),
            "docx" => Ok(Format::Docx),
            _ => Err(NotAFormat(text.to_owned())),
        }
    }
}

impl Format {
    /// The format of a file, by its name's ending and its first bytes.
    pub fn of_file(name: &str, bytes: &[u8]) -> Format {
        if bytes.starts_with(b"PK\x03\x04") {
            return Format::Docx;
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
        if let Ok(format) = ending.parse() {
            return format;
        }
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_ascii_lowercase();
        if head.contains("<html") || head.contains("<!doctype html") { Format::Html } else { Format::Text }
    }
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Too large.
    #[error("the document has {bytes} bytes; at most {DOCUMENT_BYTES_MAX} are read")]
    TooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// Nothing in it.
    #[error("the document is empty")]
    Empty,
    /// Not UTF-8.
    #[error("the document is not UTF-8 text: the first byte that is not stands at {at}; save it as UTF-8")]
    NotUtf8 {
        /// Where.
        at: usize,
    },
    /// Not a Word file.
    #[error("the document is not a Word file that can be read: {0}")]
    NotDocx(String),
    /// A Word file that unpacks to more than a letter can have.
    #[error("the Word file unpacks to more than {DOCUMENT_BYTES_MAX} bytes; no letter does")]
    Bomb,
}

/// What a block is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
}

/// A document as text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its format.
    pub format: Format,
    /// Its text; blocks follow one another with a line break between.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Places of the text in the source: each pair says that from this byte of the text on, the source's byte is that.
    /// Empty where the format keeps no such places.
    pub places: Vec<(usize, usize)>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the document's text.
    pub range: Range<usize>,
}

/// Reads a document.
pub fn read(bytes: &[u8], format: Format) -> Result<Document, ReadError> {
    if bytes.len() > DOCUMENT_BYTES_MAX {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    if format == Format::Docx {
        return docx::read(bytes);
    }
    let text = text_of(bytes)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(match format {
        Format::Markdown => markdown::read(&text),
        Format::Html => html::read(&text),
        Format::Text | Format::Docx => plain::read(&text),
    })
}

/// UTF-8, or UTF-16 with its mark, as editors on Windows save text.
fn text_of(bytes: &[u8]) -> Result<String, ReadError> {
    let wide = |swap: bool| {
        let units: Vec<u16> = bytes[2..]
            .chunks_exact(2)
            .map(|pair| {
                if swap {
                    u16::from_be_bytes([pair[0], pair[1]])
                } else {
                    u16::from_le_bytes([pair[0], pair[1]])
                }
            })
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => Ok(wide(false)),
        [0xfe, 0xff, ..] => Ok(wide(true)),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(ReadError::NotUtf8 { at: error.valid_up_to() }),
        },
    }
}

impl Document {
    fn new(format: Format) -> Document {
        Document { format, text: String::new(), blocks: Vec::new(), places: Vec::new() }
    }

    /// A statement by itself, as an item of a list.
    pub fn of_statement(text: &str) -> Document {
        let mut document = Document::new(Format::Text);
        document.push(BlockKind::Item, text);
        document
    }

    /// Adds a block, unless it is blank.
    fn push(&mut self, kind: BlockKind, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push(Block { kind, range: start..self.text.len() });
        self.text.push('\n');
    }

    /// The text of a block.
    pub fn block_text(&self, block: &Block) -> &str {
        &self.text[block.range.clone()]
    }

    /// Bytes of the source for bytes of the text, where the format keeps places.
    pub fn source_span(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let place = |at: usize| {
            let found = self.places.partition_point(|(text, _)| *text <= at).checked_sub(1)?;
            let (text, source) = self.places[found];
            Some(source + (at - text))
        };
        Some(place(span.start)?..place(span.end.checked_sub(1)?)? + 1)
    }
}
