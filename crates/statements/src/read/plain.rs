//! Plain text: blocks are parted by blank lines; a list's items by their bullets.

use super::{Block, BlockKind, Document, Format};
use std::ops::Range;

/// Reads plain text; its places are its own.
pub(super) fn read(text: &str) -> Document {
    let mut document =
        Document { text: text.to_owned(), places: vec![(0, 0)], ..Document::new(Format::Text) };
    let mut open: Option<Block> = None;
    let mut blank = false;
    for line in lines(text) {
        let content = text[line.clone()].trim();
        if content.is_empty() {
            blank = true;
            continue;
        }
        let kind = kind(content);
        // A sentence broken by a page: the block before has no end and this one no beginning.
        let goes_on = open.as_ref().is_some_and(|block| !ended(&text[block.range.clone()]))
            && content.chars().next().is_some_and(char::is_lowercase);
        match open.as_mut() {
            Some(block)
                if (kind == BlockKind::Paragraph && !blank && block.kind != BlockKind::Heading)
                    || goes_on =>
            {
                block.range.end = line.end;
            }
            _ => {
                document.blocks.extend(open.take());
                open = Some(Block { kind, range: line });
            }
        }
        blank = false;
    }
    document.blocks.extend(open);
    document
}

/// The lines of a text without their ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        range
    })
}

fn kind(line: &str) -> BlockKind {
    let bullet = ["- ", "* ", "• ", "– ", "\u{2022}"].iter().any(|mark| line.starts_with(mark));
    let number = line.split_once(['.', ')']).is_some_and(|(before, after)| {
        !before.is_empty()
            && before.len() <= 3
            && before.bytes().all(|b| b.is_ascii_digit())
            && after.starts_with(' ')
    });
    if line.starts_with('#') {
        BlockKind::Heading
    } else if bullet || number {
        BlockKind::Item
    } else {
        BlockKind::Paragraph
    }
}

fn ended(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ':', ';', '”', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let document = read(text);
        document
            .blocks
            .iter()
            .map(|block| (block.kind, crate::text::plain_spaces(document.block_text(block))))
            .collect()
    }

    #[test]
    fn blank_lines_and_bullets_part_blocks() {
        let text = "# Title\nFirst line\nsecond line.\n\n- one\n- two\n";
        let found = blocks(text);
        assert_eq!(found.len(), 4);
        assert_eq!(found[1], (BlockKind::Paragraph, "First line second line.".to_owned()));
        assert_eq!(found[3].0, BlockKind::Item);
    }

    #[test]
    fn a_sentence_broken_by_a_page_is_one() {
        assert_eq!(blocks("Some students\n\nattain more. Others do not.\n\nnew words").len(), 2);
    }
}
