//! The blocks of a document as HTML elements.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::markup::Markup;
use crate::model::{
    Address, Block, Column, ColumnKind, Disclosure, DocumentParts, DocumentWords, EvidenceId, Facts, Figure,
    Heading, Inline, LabelSide, Level, List, Notice, Party, Picture, Table, Text, rules,
};
use crate::phrase::fill;

/// Tables of so many columns become cards in a narrow window, a row each.
const WIDE: usize = 4;

/// What is to be known of the whole page while writing its parts.
pub(super) struct Page<'a> {
    words: &'a DocumentWords,
    /// Entries that the text refers to: the others have no way back.
    referred: BTreeSet<&'a EvidenceId>,
    /// References already written: the first is where the way back leads.
    written: RefCell<BTreeSet<EvidenceId>>,
    /// Tables and figures already written, for the ids of their captions.
    captions: RefCell<usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(parts: &'a DocumentParts) -> Self {
        let mut referred = BTreeSet::new();
        for block in parts.opening.iter().chain(&parts.body) {
            rules::each_inline(block, &mut |inline| {
                if let Inline::References(ids) = inline {
                    referred.extend(ids);
                }
            });
        }
        Self { words: &parts.words, referred, written: RefCell::default(), captions: RefCell::new(0) }
    }

    pub(super) fn block(&self, out: &mut Markup, block: &Block) {
        match block {
            Block::Heading(heading) => self::heading(out, heading),
            Block::Paragraph(paragraph) => self.wrapped(out, "p", &paragraph.content),
            Block::List(list) => self.list(out, list),
            Block::Table(table) => self.table(out, table),
            Block::Figure(figure) => self.figure(out, figure),
            Block::Address(address) => self.address(out, address),
            Block::Facts(facts) => self.facts(out, facts),
            Block::Notice(notice) => self.notice(out, notice),
            Block::Picture(picture) => self::picture(out, picture),
        }
        out.raw("\n");
    }

    fn wrapped(&self, out: &mut Markup, element: &str, content: &[Inline]) {
        out.open(element, &[]);
        self.inlines(out, content);
        out.close(element);
    }

    fn inlines(&self, out: &mut Markup, content: &[Inline]) {
        for (at, inline) in content.iter().enumerate() {
            match inline {
                Inline::Text(text) if is_separator(text) && stands_by_a_disclosure(content, at) => {}
                Inline::Text(text) => out.text(text.as_str()),
                Inline::Strong(text) => out.element("strong", &[], text.as_str()),
                Inline::Emphasis(text) => out.element("em", &[], text.as_str()),
                Inline::Code(text) => out.element("code", &[], text.as_str()),
                Inline::Link { text, url } => out.element("a", &[("href", url.as_str())], text.as_str()),
                Inline::References(ids) => self.references(out, ids),
                Inline::Entry(id) => self.entry(out, id),
                Inline::Disclosure(disclosure) => self::disclosure(out, disclosure),
            }
        }
    }

    /// `[E1, E12]`, each a link to its entry.
    fn references(&self, out: &mut Markup, ids: &[EvidenceId]) {
        out.open("span", &[("class", "refs")]);
        out.raw("[");
        for (index, id) in ids.iter().enumerate() {
            if index > 0 {
                out.raw(", ");
            }
            let (href, label) = (format!("#evidence-{id}"), phrase(&self.words.evidence_link, id));
            let place = format!("use-{id}");
            let mut attributes = vec![("href", href.as_str()), ("aria-label", label.as_str())];
            if self.written.borrow_mut().insert(id.clone()) {
                attributes.push(("id", &place));
            }
            out.element("a", &attributes, id.as_str());
        }
        out.raw("]");
        out.close("span");
    }

    /// The id of an entry, where references lead, and the way back.
    fn entry(&self, out: &mut Markup, id: &EvidenceId) {
        out.element("span", &[("id", &format!("evidence-{id}")), ("class", "entry")], id.as_str());
        if self.referred.contains(id) {
            let (href, label) = (format!("#use-{id}"), phrase(&self.words.back_link, id));
            out.raw(" ");
            out.element("a", &[("class", "back"), ("href", &href), ("aria-label", &label)], "\u{2191}");
        }
    }

    fn list(&self, out: &mut Markup, list: &List) {
        let element = if list.numbered { "ol" } else { "ul" };
        out.open(element, &[]);
        out.raw("\n");
        for item in &list.items {
            self.wrapped(out, "li", item);
            out.raw("\n");
        }
        out.close(element);
    }

    /// A table in a region of its own, which can be scrolled by keyboard where it is wider than the window.
    fn table(&self, out: &mut Markup, table: &Table) {
        let id = self.next_caption_id();
        let region =
            [("class", "scroll"), ("role", "region"), ("aria-labelledby", id.as_str()), ("tabindex", "0")];
        out.open("div", &region);
        out.raw("\n");
        // A narrow window shows each row of a wide table as a card; the roles keep it a table for those who listen.
        let wide = table.columns.len() >= WIDE;
        let role = |role: &'static str| wide.then_some(("role", role));
        let table_attributes = [wide.then_some(("class", "wide")), role("table")];
        out.open("table", &attributes(&table_attributes));
        out.raw("\n");
        out.element("caption", &[("id", &id)], table.caption.as_str());
        out.raw("\n");
        out.open("thead", &attributes(&[role("rowgroup")]));
        out.raw("\n");
        out.open("tr", &attributes(&[role("row")]));
        for column in &table.columns {
            let header = [Some(("scope", "col")), class(column), role("columnheader")];
            out.element("th", &attributes(&header), column.header.as_str());
        }
        out.raw("</tr>\n</thead>\n");
        out.open("tbody", &attributes(&[role("rowgroup")]));
        out.raw("\n");
        for row in &table.rows {
            out.open("tr", &attributes(&[role("row")]));
            for (index, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                let label = wide.then_some(("data-label", column.header.as_str()));
                if index == 0 && table.row_headers {
                    let header = [Some(("scope", "row")), class(column), role("rowheader"), label];
                    out.open("th", &attributes(&header));
                    self.inlines(out, cell);
                    out.close("th");
                } else {
                    out.open("td", &attributes(&[class(column), role("cell"), label]));
                    self.inlines(out, cell);
                    out.close("td");
                }
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody>\n");
        out.close("table");
        out.raw("\n");
        out.close("div");
    }

    /// A drawing in a region that scrolls where the window is narrow, and the table that says the same.
    fn figure(&self, out: &mut Markup, figure: &Figure) {
        let id = self.next_caption_id();
        out.open("figure", &[("aria-labelledby", &id)]);
        out.raw("\n");
        out.element("figcaption", &[("id", &id)], figure.caption.as_str());
        out.raw("\n");
        let region = [
            ("class", if figure.labels == LabelSide::End { "scroll chart" } else { "scroll" }),
            ("role", "region"),
            ("aria-labelledby", id.as_str()),
            ("tabindex", "0"),
        ];
        out.open("div", &region);
        out.open(
            "div",
            &[("class", "drawing"), ("role", "img"), ("aria-label", figure.alternative.as_str())],
        );
        out.raw(figure.svg.markup());
        out.close("div");
        out.close("div");
        out.raw("\n");
        if let Some(table) = &figure.table {
            self.table(out, table);
            out.raw("\n");
        }
        out.close("figure");
    }

    fn address(&self, out: &mut Markup, address: &Address) {
        let class = match address.party {
            Party::Sender => "address sender",
            Party::Recipient => "address recipient",
            Party::Signatory => "address signatory",
        };
        out.open("p", &[("class", class), ("dir", "auto")]);
        for (index, line) in address.lines.iter().enumerate() {
            if index > 0 {
                out.raw("<br/>\n");
            }
            self.inlines(out, line);
        }
        out.close("p");
    }

    fn facts(&self, out: &mut Markup, facts: &Facts) {
        out.open("dl", &[("class", "facts")]);
        out.raw("\n");
        for fact in &facts.facts {
            out.open("div", &[]);
            out.element("dt", &[], fact.term.as_str());
            self.wrapped(out, "dd", &fact.detail);
            out.close("div");
            out.raw("\n");
        }
        out.close("dl");
    }

    fn notice(&self, out: &mut Markup, notice: &Notice) {
        out.open("div", &[("class", "notice"), ("role", "note")]);
        out.raw("\n<p>");
        out.element("strong", &[], notice.title.as_str());
        out.raw("</p>\n");
        for paragraph in &notice.paragraphs {
            self.wrapped(out, "p", paragraph);
            out.raw("\n");
        }
        out.close("div");
    }

    fn next_caption_id(&self) -> String {
        let mut captions = self.captions.borrow_mut();
        *captions += 1;
        format!("caption-{captions}")
    }
}

/// The title is the page's first heading, so the levels below it begin with the second.
fn heading(out: &mut Markup, heading: &Heading) {
    let element = match heading.level {
        Level::One => "h2",
        Level::Two => "h3",
        Level::Three => "h4",
    };
    out.element(element, &[], heading.text.as_str());
}

/// Whether a text only sets what stands before it apart from what follows.
fn is_separator(text: &Text) -> bool {
    text.as_str().chars().all(|c| matches!(c, ';' | ',') || c.is_whitespace())
}

/// A page shows a disclosure as a block of its own, which no sign sets apart from its neighbours.
fn stands_by_a_disclosure(content: &[Inline], at: usize) -> bool {
    let is_one = |at: usize| matches!(content.get(at), Some(Inline::Disclosure(_)));
    is_one(at + 1) || at.checked_sub(1).is_some_and(is_one)
}

/// A summary that opens to a list, without a script.
fn disclosure(out: &mut Markup, disclosure: &Disclosure) {
    out.open("details", &[]);
    out.element("summary", &[], disclosure.summary.as_str());
    out.open("ul", &[]);
    for item in &disclosure.items {
        out.element("li", &[], item.as_str());
    }
    out.close("ul");
    out.close("details");
}

fn picture(out: &mut Markup, picture: &Picture) {
    let (width, height) = picture.image.size();
    let (width, height) = (width.to_string(), height.to_string());
    out.raw("<p>");
    out.empty(
        "img",
        &[
            ("class", "signature"),
            ("src", &picture.image.data_url()),
            ("alt", picture.alternative.as_str()),
            ("width", &width),
            ("height", &height),
            ("style", &format!("height: {}mm; width: auto", picture.height_mm)),
        ],
    );
    out.raw("</p>");
}

/// Those of some attributes that an element has.
fn attributes<'a>(of: &[Option<(&'a str, &'a str)>]) -> Vec<(&'a str, &'a str)> {
    of.iter().flatten().copied().collect()
}

fn class(column: &Column) -> Option<(&'static str, &'static str)> {
    match column.kind {
        ColumnKind::Words => None,
        ColumnKind::Numbers => Some(("class", "number")),
    }
}

/// A word of the page with an id in it; one whose places are unknown is read as it stands.
fn phrase(words: &str, id: &EvidenceId) -> String {
    fill(words, &[("id", id.as_str())]).unwrap_or_else(|_| words.to_owned())
}
