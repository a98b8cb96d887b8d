//! Markdown, by pulldown-cmark, with the place of each piece of text.

use super::{Block, BlockKind, Document, Format};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Reads Markdown.
pub(super) fn read(source: &str) -> Document {
    let mut document = Document::new(Format::Markdown);
    let mut open: Option<(BlockKind, usize)> = None;
    for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                let kind = match tag {
                    Tag::Heading { .. } => Some(BlockKind::Heading),
                    Tag::Item => Some(BlockKind::Item),
                    Tag::TableCell => Some(BlockKind::Cell),
                    // A paragraph within an item is the item's.
                    Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock if open.is_none() => {
                        Some(BlockKind::Paragraph)
                    }
                    _ => None,
                };
                if let Some(kind) = kind {
                    close(&mut document, &mut open);
                    open = Some((kind, document.text.len()));
                }
            }
            Event::End(
                TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock,
            ) => close(&mut document, &mut open),
            Event::Text(text) | Event::Code(text) => {
                if open.is_none() {
                    open = Some((BlockKind::Paragraph, document.text.len()));
                }
                document.places.push((document.text.len(), range.start));
                document.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => {
                document.places.push((document.text.len(), range.start));
                document.text.push(' ');
            }
            _ => {}
        }
    }
    close(&mut document, &mut open);
    document
}

fn close(document: &mut Document, open: &mut Option<(BlockKind, usize)>) {
    let Some((kind, start)) = open.take() else { return };
    if !document.text[start..].trim().is_empty() {
        document.blocks.push(Block { kind, range: start..document.text.len() });
    }
    document.text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_left_out_and_places_lead_back() {
        let source = "# Title\n\n- **Most** schools\n  are good.\n\n| a | b |\n|---|---|\n| one | two |\n";
        let document = read(source);
        let texts: Vec<&str> = document.blocks.iter().map(|block| document.block_text(block)).collect();
        assert_eq!(texts, ["Title", "Most schools are good.", "a", "b", "one", "two"]);
        let at = document.text.find("schools").unwrap();
        let span = document.source_span(&(at..at + 7)).unwrap();
        assert_eq!(&source[span], "schools");
    }
}
