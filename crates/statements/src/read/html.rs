//! HTML, by html5ever's tokenizer: the text of what readers see. Its places in the source are not kept.

use super::{BlockKind, Document, Format};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// Reads HTML.
pub(super) fn read(source: &str) -> Document {
    let sink = Sink { state: RefCell::new(State::new()) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(source));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut state = tokenizer.sink.state.into_inner();
    state.close();
    state.document
}

struct Sink {
    state: RefCell<State>,
}

struct State {
    document: Document,
    kind: BlockKind,
    text: String,
    /// How many open elements hide their text (script, style, head's title is kept).
    hidden: u32,
}

impl State {
    fn new() -> State {
        State {
            document: Document::new(Format::Html),
            kind: BlockKind::Paragraph,
            text: String::new(),
            hidden: 0,
        }
    }

    fn close(&mut self) {
        let text = crate::text::plain_spaces(&self.text);
        self.document.push(self.kind, &text);
        self.text.clear();
        self.kind = BlockKind::Paragraph;
    }

    fn tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        if matches!(name, "script" | "style" | "template" | "noscript" | "svg") {
            self.hidden =
                if opens && !tag.self_closing { self.hidden + 1 } else { self.hidden.saturating_sub(1) };
            return;
        }
        let kind = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" => Some(BlockKind::Heading),
            "li" | "dt" | "dd" => Some(BlockKind::Item),
            "td" | "th" => Some(BlockKind::Cell),
            "p" | "div" | "section" | "article" | "header" | "footer" | "ul" | "ol" | "table" | "tr"
            | "body" | "address" | "blockquote" | "dl" | "main" | "figure" | "figcaption" | "caption"
            | "hr" | "pre" | "nav" => Some(BlockKind::Paragraph),
            "br" => {
                self.text.push(' ');
                None
            }
            _ => None,
        };
        let Some(kind) = kind else { return };
        // A paragraph within an item is the item's, until it ends.
        let within =
            kind == BlockKind::Paragraph && self.kind == BlockKind::Item && self.text.trim().is_empty();
        if within && opens {
            return;
        }
        self.close();
        if opens {
            self.kind = kind;
        }
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) => state.tag(&tag),
            Token::CharacterTokens(text) if state.hidden == 0 => state.text.push_str(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_readers_see_is_read() {
        let source = "<html><head><title>T</title><style>p{}</style></head><body><h1>A &amp; B</h1><ul><li><p>Most \
                      <b>schools</b> are good.</p></li></ul><script>no</script><table><tr><td>x</td></tr></table>";
        let document = read(source);
        let texts: Vec<&str> = document.blocks.iter().map(|block| document.block_text(block)).collect();
        assert_eq!(texts, ["T", "A & B", "Most schools are good.", "x"]);
        assert_eq!(document.blocks[2].kind, BlockKind::Item);
    }
}
