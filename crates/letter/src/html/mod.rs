//! The document as one self-contained web page: no script, nothing fetched from elsewhere.

mod blocks;
mod markup;

use crate::document::{Block, Document, DocumentParts, Level};
use crate::words::fill;
use blocks::Page;
use markup::Markup;

/// The look on screen and paper.
const STYLE: &str = include_str!("style.css");

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
    out.open("a", &[("class", "skip"), ("href", "#letter")]);
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
    let date = parts.date.to_string();
    let author = parts.author.as_ref().map(|author| ("author", author.as_str()));
    let named = [("description", parts.subject.as_str()), ("dcterms.date", date.as_str())];
    for (name, content) in named.into_iter().chain(author) {
        out.empty("meta", &[("name", name), ("content", content)]);
        out.raw("\n");
    }
    out.open("style", &[]);
    out.raw("\n");
    out.raw(STYLE);
    // The page number's words, set by the browser at the foot of each sheet.
    let number = fill(&parts.words.page_number, &[("page", "\u{1}"), ("pages", "\u{2}")]).unwrap_or_default();
    out.raw(&format!("@page {{ @bottom-center {{ content: {}; }} }}\n", css_content(&number)));
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
    let is_letterhead = |block: &&Block| matches!(block, Block::Address(address) if address.party == crate::document::Party::Sender);
    let letterhead: Vec<&Block> = parts.opening.iter().filter(is_letterhead).collect();
    if !letterhead.is_empty() {
        out.open("header", &[("class", "letterhead")]);
        out.raw("\n");
        for block in letterhead {
            page.block(out, block);
        }
        out.close("header");
        out.raw("\n");
    }
    out.open("main", &[("id", "letter"), ("tabindex", "-1")]);
    out.raw("\n");
    for block in parts.opening.iter().filter(|block| !is_letterhead(block)) {
        page.block(out, block);
    }
    out.open("h1", &[]);
    out.text(parts.title.as_str());
    out.close("h1");
    out.raw("\n");
    body(out, &parts.body, page);
    out.close("main");
    out.raw("\n");
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
