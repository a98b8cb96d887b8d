//! Word files: the paragraphs of `word/document.xml`, unpacked with limits.

use super::{BlockKind, DOCUMENT_BYTES_MAX, Document, Format, ReadError};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};

/// A Word file holds a dozen parts; one with thousands is not a letter.
const PARTS_MAX: usize = 4096;

/// The part that holds the text.
const MAIN_PART: &str = "word/document.xml";

/// Reads a Word file.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let not_docx = |error: &dyn std::fmt::Display| ReadError::NotDocx(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| not_docx(&error))?;
    if archive.len() > PARTS_MAX {
        return Err(ReadError::NotDocx(format!("it has {} parts", archive.len())));
    }
    let part =
        archive.by_name(MAIN_PART).map_err(|_| ReadError::NotDocx(format!("it has no part {MAIN_PART}")))?;
    // What an archive says of its size may be a lie: unpacking stops at the limit whatever it says.
    let mut xml = Vec::new();
    let limit = u64::try_from(DOCUMENT_BYTES_MAX).unwrap_or(u64::MAX);
    part.take(limit + 1).read_to_end(&mut xml).map_err(|error| not_docx(&error))?;
    if xml.len() > DOCUMENT_BYTES_MAX {
        return Err(ReadError::Bomb);
    }
    let document = paragraphs(&xml)?;
    if document.blocks.is_empty() { Err(ReadError::Empty) } else { Ok(document) }
}

/// A paragraph being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    heading: bool,
    item: bool,
}

fn paragraphs(xml: &[u8]) -> Result<Document, ReadError> {
    let mut document = Document::new(Format::Docx);
    let mut reader = Reader::from_reader(xml);
    let mut open = Paragraph::default();
    let (mut in_text, mut cells, mut deleted) = (false, 0_u32, 0_u32);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| ReadError::NotDocx(error.to_string()))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = deleted == 0,
                "tc" => cells += 1,
                "del" => deleted += 1,
                "p" => open = Paragraph::default(),
                "pStyle" => style(&tag, &mut open),
                "numPr" => open.item = true,
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" | "br" | "cr" => open.text.push(' '),
                "noBreakHyphen" => open.text.push('-'),
                "pStyle" => style(&tag, &mut open),
                _ => {}
            },
            Event::Text(text) if in_text => {
                open.text.push_str(&text);
            }
            Event::GeneralRef(name) if in_text => open.text.push_str(&reference(&name)),
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "tc" => cells = cells.saturating_sub(1),
                "del" => deleted = deleted.saturating_sub(1),
                "p" => {
                    let kind = match (cells > 0, open.heading, open.item) {
                        (true, _, _) => BlockKind::Cell,
                        (_, true, _) => BlockKind::Heading,
                        (_, _, true) => BlockKind::Item,
                        _ => BlockKind::Paragraph,
                    };
                    document.push(kind, &crate::text::plain_spaces(&open.text));
                    open = Paragraph::default();
                }
                _ => {}
            },
            Event::Eof => return Ok(document),
            _ => {}
        }
        buffer.clear();
    }
}

/// The five named characters of XML and numbered ones.
fn reference(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => {
            let number = match name.strip_prefix("#x") {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => name.strip_prefix('#').and_then(|digits| digits.parse().ok()),
            };
            number.and_then(char::from_u32).map(String::from).unwrap_or_default()
        }
    }
}

fn style(tag: &BytesStart<'_>, open: &mut Paragraph) {
    for attribute in tag.attributes().flatten() {
        if attribute.key.local_name().as_ref() == "val" {
            let value = attribute.value.to_ascii_lowercase();
            open.heading |= value.starts_with("heading") || value.starts_with("title");
            open.item |= value.starts_with("list");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zipped(part: &str, content: &[u8]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        archive.start_file(part, options).unwrap();
        archive.write_all(content).unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn paragraphs_headings_and_items_are_told_apart() {
        let xml = r#"<w:document xmlns:w="x"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>
            <w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r><w:t xml:space="preserve">Most </w:t></w:r><w:r><w:t>schools &amp; homes</w:t></w:r></w:p>
            <w:p><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:t>kept</w:t></w:r></w:p></w:body></w:document>"#;
        let document = read(&zipped(MAIN_PART, xml.as_bytes())).unwrap();
        let found: Vec<(BlockKind, &str)> =
            document.blocks.iter().map(|block| (block.kind, document.block_text(block))).collect();
        assert_eq!(
            found,
            [
                (BlockKind::Heading, "Title"),
                (BlockKind::Item, "Most schools & homes"),
                (BlockKind::Paragraph, "kept")
            ]
        );
    }

    #[test]
    fn a_zip_bomb_is_refused_without_being_unpacked() {
        let bomb = zipped(MAIN_PART, &vec![b' '; DOCUMENT_BYTES_MAX + 10]);
        assert!(bomb.len() < 200_000);
        assert!(matches!(read(&bomb), Err(ReadError::Bomb)));
    }

    #[test]
    fn what_is_not_a_word_file_says_so() {
        assert!(matches!(read(b"PK\x03\x04nonsense"), Err(ReadError::NotDocx(_))));
        let other = read(&zipped("other.xml", b"<a/>")).unwrap_err().to_string();
        assert!(other.contains("word/document.xml"), "{other}");
        // What is cut off in its first paragraph holds none.
        assert!(matches!(read(&zipped(MAIN_PART, b"<w:p><w:r><w:t>cut")), Err(ReadError::Empty)));
    }
}
