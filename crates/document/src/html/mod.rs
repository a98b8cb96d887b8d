//! The document as one self-contained web page: no script, nothing fetched from elsewhere.

mod blocks;
mod markup;

use crate::model::{Block, Document, DocumentParts, FOOTER_GAP, Level, Party};
use crate::phrase::fill;
use blocks::Page;
use markup::Markup;

/// The look on screen and paper, for pages that hold fragments.
pub const STYLE: &str = include_str!("style.css");

/// The document as HTML.
pub fn render(document: &Document) -> String {
    let parts = document.parts();
    let mut out = Markup::default();
    out.raw("<!DOCTYPE html>\n");
    out.open("html", &[("lang", &parts.language.tag())]);
    out.raw("\n");
    head(&mut out, parts);
    out.open("body", &[]);
    out.raw("\n");
    out.open("a", &[("class", "skip"), ("href", "#content")]);
    out.text(&parts.words.skip_link);
    out.close("a");
    out.raw("\n");
    let page = Page::new(parts);
    sheet(&mut out, parts, &page);
    out.close("body");
    out.raw("\n");
    out.close("html");
    out.raw("\n");
    out.finish()
}

/// What stands in the main part of a page: opening, title and body, without a letterhead. For pages that bring their
/// own frame; [`STYLE`] is the look that goes with it. Ids are unique within one fragment.
pub fn fragment(document: &Document) -> String {
    let parts = document.parts();
    let mut out = Markup::default();
    main(&mut out, parts, &Page::new(parts));
    out.finish()
}

fn head(out: &mut Markup, parts: &DocumentParts) {
    out.open("head", &[]);
    out.raw("\n<meta charset=\"utf-8\"/>\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    // Nothing is fetched: the page's pictures are within it, so nothing else need be allowed.
    out.raw(
        "<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/>\n",
    );
    out.open("title", &[]);
    out.text(parts.title.as_str());
    out.close("title");
    out.raw("\n");
    let date = parts.date.map(|date| date.to_string());
    let author = parts.author.as_ref().map(|author| ("author", author.as_str()));
    let date = date.as_ref().map(|date| ("dcterms.date", date.as_str()));
    let subject = ("description", parts.subject.as_str());
    for (name, content) in std::iter::once(subject).chain(date).chain(author) {
        out.empty("meta", &[("name", name), ("content", content)]);
        out.raw("\n");
    }
    out.open("style", &[]);
    out.raw("\n");
    out.raw(STYLE);
    // The page number's words, set by the browser at the foot of each sheet.
    let number = fill(&parts.words.page_number, &[("page", "\u{1}"), ("pages", "\u{2}")]).unwrap_or_default();
    let foot = match &parts.footer {
        Some(footer) => format!("{footer}{FOOTER_GAP}{number}"),
        None => number,
    };
    out.raw(&format!("@page {{ @bottom-center {{ content: {}; }} }}\n", css_content(&foot)));
    out.close("style");
    out.raw("\n");
    out.close("head");
    out.raw("\n");
}

/// A phrase as a CSS `content` value, with counters where U+0001 and U+0002 stand.
fn css_content(phrase: &str) -> String {
    let mut value = String::from("\"");
    for character in phrase.chars() {
        match character {
            '\u{1}' => value.push_str("\" counter(page) \""),
            '\u{2}' => value.push_str("\" counter(pages) \""),
            // Escaped by number: neither the string nor the style element can be ended from within.
            '"' | '\\' | '<' | '&' | '\0'..='\u{1f}' => {
                value.extend([format!("\\{:x} ", u32::from(character))]);
            }
            other => value.push(other),
        }
    }
    value.push('"');
    value
}

/// Letterhead in the page's header, everything else in its main part.
fn sheet(out: &mut Markup, parts: &DocumentParts, page: &Page<'_>) {
    let mut letterhead = parts.opening.iter().filter(|block| is_letterhead(block)).peekable();
    if letterhead.peek().is_some() {
        out.open("header", &[("class", "letterhead")]);
        out.raw("\n");
        for block in letterhead {
            page.block(out, block);
        }
        out.close("header");
        out.raw("\n");
    }
    out.open("main", &[("id", "content"), ("tabindex", "-1")]);
    out.raw("\n");
    main(out, parts, page);
    out.close("main");
    out.raw("\n");
}

fn is_letterhead(block: &Block) -> bool {
    matches!(block, Block::Address(address) if address.party == Party::Sender)
}

/// Everything but the letterhead.
fn main(out: &mut Markup, parts: &DocumentParts, page: &Page<'_>) {
    for block in parts.opening.iter().filter(|block| !is_letterhead(block)) {
        page.block(out, block);
    }
    out.element("h1", &[], parts.title.as_str());
    out.raw("\n");
    body(out, &parts.body, page);
}

/// The body, each heading of level one in a section of its own, so that the appendix can begin a sheet.
fn body(out: &mut Markup, blocks: &[Block], page: &Page<'_>) {
    let mut within = false;
    for block in blocks {
        if matches!(block, Block::Heading(heading) if heading.level == Level::One) {
            if within {
                out.close("section");
                out.raw("\n");
            }
            out.open("section", &[]);
            out.raw("\n");
            within = true;
        }
        page.block(out, block);
    }
    if within {
        out.close("section");
        out.raw("\n");
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
