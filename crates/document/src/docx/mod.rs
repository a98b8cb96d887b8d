//! The document as a Word file: real styles, marked header rows, text alternatives, the language.
//!
//! A Word file is a zip of XML parts. Parts are sorted by name and dated alike, so the same document gives the
//! same bytes. `docx-rs` can mark neither header rows nor text alternatives, hence a writer of our own.

mod blocks;
mod parts;
mod picture;
mod xml;

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::model::{Document, Png, Svg};
use blocks::Body;

/// Paints a drawing as a raster `width` points wide, for programs that show no SVG.
pub type Painter<'a> = &'a (dyn Fn(&Svg, u32) -> Option<Png> + Sync);

/// A Word file that could not be packed.
#[derive(Debug, thiserror::Error)]
#[error("the Word file could not be packed: {0}")]
pub struct DocxError(#[from] zip::result::ZipError);

impl From<std::io::Error> for DocxError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// The document as DOCX. With a painter, figures stand in it as pictures (SVG, with PNG for older programs);
/// without one, a figure's place is taken by its text alternative. Its table follows either way.
pub fn render(document: &Document, painter: Option<Painter<'_>>) -> Result<Vec<u8>, DocxError> {
    let content = document.parts();
    let body = Body::write(content, painter);
    let language = content.language.tag();
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut add = |name: &str, content: Vec<u8>| parts.insert(name.to_owned(), content);
    add("[Content_Types].xml", include_bytes!("parts/content-types.xml").to_vec());
    add("_rels/.rels", include_bytes!("parts/package-rels.xml").to_vec());
    add("docProps/app.xml", include_bytes!("parts/app.xml").to_vec());
    add("docProps/core.xml", parts::core(content));
    add("word/document.xml", body.document);
    add("word/_rels/document.xml.rels", parts::relations(&body.relations));
    add("word/numbering.xml", parts::numbering(body.numbered_lists));
    add("word/settings.xml", in_language(include_str!("parts/settings.xml"), &language));
    add("word/styles.xml", in_language(include_str!("parts/styles.xml"), &language));
    add("word/footer.xml", parts::footer(content));
    for (name, bytes) in body.media {
        add(&format!("word/media/{name}"), bytes);
    }
    pack(&parts)
}

/// A language tag is letters and a hyphen, so it can stand in XML as it is.
fn in_language(part: &str, tag: &str) -> Vec<u8> {
    part.replace("LANGUAGE", tag).into_bytes()
}

fn pack(parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, DocxError> {
    // The oldest date a zip can hold: no clock is asked.
    let options =
        SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // A PNG is packed already.
        let packed = std::path::Path::new(name).extension().is_some_and(|extension| extension == "png");
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(name.as_str(), options.compression_method(method))?;
        zip.write_all(content)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
