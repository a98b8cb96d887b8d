//! The rules that make a document readable by anyone, each broken one reported with its place.

use std::collections::BTreeSet;

use super::{Block, DocumentParts, EvidenceId, Figure, Inline, Level, Table, Text};

/// More blocks than this are no letter, and would take a reader and a renderer for ever.
const BLOCK_LIMIT: usize = 5_000;

/// More rows than this belong into a data file.
const ROW_LIMIT: usize = 5_000;

/// More columns than this fit neither a page nor a mind.
const COLUMN_LIMIT: usize = 20;

/// All the text of a document; the 2011 letter has 8,000 characters.
const TEXT_LIMIT: usize = 4_000_000;

/// Problems reported at once; the rest are only counted.
const REPORT_LIMIT: usize = 50;

/// Why a document was not made: every problem, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentError {
    /// What was found, in the document's order.
    pub problems: Vec<Problem>,
}

impl std::fmt::Display for DocumentError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the document would not be readable by everyone:")?;
        for problem in self.problems.iter().take(REPORT_LIMIT) {
            write!(f, "\n  {problem}")?;
        }
        if self.problems.len() > REPORT_LIMIT {
            write!(f, "\n  and {} more", self.problems.len() - REPORT_LIMIT)?;
        }
        Ok(())
    }
}

impl std::error::Error for DocumentError {}

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {rule}")]
pub struct Problem {
    /// Where, in the words of the document: `body, block 4 (table “Evidence”), row 2`.
    pub place: String,
    /// What.
    pub rule: Rule,
}

/// A rule as it was broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// Words are missing where someone would look or listen for them.
    #[error("{0} is missing")]
    Blank(&'static str),
    /// Headings count up one by one.
    #[error("a heading of level {found} follows one of level {before}; levels may not be skipped")]
    SkippedHeading {
        /// The level above (0 is the title).
        before: u8,
        /// The level found.
        found: u8,
    },
    /// The title is the first heading.
    #[error("a heading stands before the title")]
    HeadingBeforeTitle,
    /// Rows and columns agree.
    #[error("the row has {found} cells, the table has {expected} columns")]
    RaggedRow {
        /// Columns.
        expected: usize,
        /// Cells.
        found: usize,
    },
    /// A reference that leads nowhere.
    #[error("{0} is referred to, but no entry of the evidence has this id")]
    UnknownReference(EvidenceId),
    /// Two targets for one reference.
    #[error("{0} stands for two entries of the evidence")]
    DuplicateEntry(EvidenceId),
    /// A web page cannot open a list within a line of running text.
    #[error("a disclosure stands in running text; it may stand in a cell or a list item only")]
    MisplacedDisclosure,
    /// Larger than anyone would read.
    #[error("more than {limit} {of}")]
    TooMany {
        /// The limit.
        limit: usize,
        /// Of what.
        of: &'static str,
    },
}

/// Checks every rule.
pub(super) fn check(parts: &DocumentParts) -> Result<(), DocumentError> {
    let mut checker = Checker::default();
    checker.words(parts);
    checker.note_entries(parts);
    for (room, blocks) in [("opening", &parts.opening), ("body", &parts.body)] {
        if blocks.len() > BLOCK_LIMIT {
            checker.report(room, Rule::TooMany { limit: BLOCK_LIMIT, of: "blocks" });
        }
        let mut above = 0;
        for (index, block) in blocks.iter().enumerate() {
            let place = format!("{room}, block {}{}", index + 1, name_of(block));
            if let Block::Heading(heading) = block {
                checker.heading(&place, room, &mut above, heading.level);
            }
            checker.block(&place, block);
            if may_not_disclose(block) {
                checker.report(&place, Rule::MisplacedDisclosure);
            }
        }
    }
    if checker.text_length > TEXT_LIMIT {
        checker.report("document", Rule::TooMany { limit: TEXT_LIMIT, of: "characters of text" });
    }
    if checker.problems.is_empty() { Ok(()) } else { Err(DocumentError { problems: checker.problems }) }
}

/// How a block is named in messages.
fn name_of(block: &Block) -> String {
    let short = |text: &Text| text.as_str().chars().take(60).collect::<String>();
    match block {
        Block::Heading(heading) => format!(" (heading “{}”)", short(&heading.text)),
        Block::Paragraph(_) => " (paragraph)".to_owned(),
        Block::List(_) => " (list)".to_owned(),
        Block::Table(table) => format!(" (table “{}”)", short(&table.caption)),
        Block::Figure(figure) => format!(" (figure “{}”)", short(&figure.caption)),
        Block::Address(_) => " (address)".to_owned(),
        Block::Facts(_) => " (facts)".to_owned(),
        Block::Notice(notice) => format!(" (notice “{}”)", short(&notice.title)),
        Block::Picture(_) => " (picture)".to_owned(),
    }
}

/// What has been found so far.
#[derive(Default)]
struct Checker {
    entries: BTreeSet<EvidenceId>,
    problems: Vec<Problem>,
    text_length: usize,
}

impl Checker {
    fn report(&mut self, place: &str, rule: Rule) {
        self.problems.push(Problem { place: place.to_owned(), rule });
    }

    /// Reports `text` if there is nothing to read in it.
    fn some(&mut self, place: &str, what: &'static str, text: &Text) {
        self.text_length += text.as_str().len();
        if text.is_blank() {
            self.report(place, Rule::Blank(what));
        }
    }

    fn words(&mut self, parts: &DocumentParts) {
        self.some("document", "the title", &parts.title);
        self.some("document", "the subject", &parts.subject);
        if let Some(footer) = &parts.footer {
            self.some("document", "the text of the footer", footer);
        }
        for (what, words) in [
            ("the word for skipping to the letter", &parts.words.skip_link),
            ("the word for a link to evidence", &parts.words.evidence_link),
            ("the word for the way back from evidence", &parts.words.back_link),
            ("the word for the page number", &parts.words.page_number),
        ] {
            self.some("document", what, &Text::new(words));
        }
    }

    /// Entries stand after the references to them, so they are collected first.
    fn note_entries(&mut self, parts: &DocumentParts) {
        let mut entries = Vec::new();
        for block in parts.opening.iter().chain(&parts.body) {
            each_inline(block, &mut |inline| {
                if let Inline::Entry(id) = inline {
                    entries.push(id.clone());
                }
            });
        }
        for id in entries {
            if !self.entries.insert(id.clone()) {
                self.report("evidence", Rule::DuplicateEntry(id));
            }
        }
    }

    fn heading(&mut self, place: &str, room: &str, above: &mut u8, level: Level) {
        let found = u8::from(level);
        if room == "opening" {
            self.report(place, Rule::HeadingBeforeTitle);
        } else if found > *above + 1 {
            self.report(place, Rule::SkippedHeading { before: *above, found });
        }
        *above = found;
    }

    fn block(&mut self, place: &str, block: &Block) {
        match block {
            Block::Heading(heading) => self.some(place, "the text of the heading", &heading.text),
            Block::Paragraph(paragraph) => {
                self.inlines(place, "the text of the paragraph", &paragraph.content);
            }
            Block::List(list) => self.lines(place, "an item of the list", &list.items),
            Block::Table(table) => self.table(place, table),
            Block::Figure(figure) => self.figure(place, figure),
            Block::Address(address) => self.lines(place, "a line of the address", &address.lines),
            Block::Facts(facts) => {
                if facts.facts.is_empty() {
                    self.report(place, Rule::Blank("every fact"));
                }
                for fact in &facts.facts {
                    self.some(place, "the term of a fact", &fact.term);
                    self.inlines(place, "the detail of a fact", &fact.detail);
                }
            }
            Block::Notice(notice) => {
                self.some(place, "the title of the notice", &notice.title);
                self.lines(place, "the text of the notice", &notice.paragraphs);
            }
            Block::Picture(picture) => {
                self.some(place, "the text alternative of the picture", &picture.alternative);
            }
        }
    }

    fn lines(&mut self, place: &str, what: &'static str, lines: &[Vec<Inline>]) {
        if lines.is_empty() {
            self.report(place, Rule::Blank(what));
        }
        for (index, line) in lines.iter().enumerate() {
            self.inlines(&format!("{place}, {}", index + 1), what, line);
        }
    }

    fn figure(&mut self, place: &str, figure: &Figure) {
        self.some(place, "the caption of the figure", &figure.caption);
        self.some(place, "the text alternative of the figure", &figure.alternative);
        if let Some(table) = &figure.table {
            self.table(&format!("{place}, its table"), table);
        }
    }

    fn table(&mut self, place: &str, table: &Table) {
        self.some(place, "the caption of the table", &table.caption);
        if table.columns.is_empty() {
            self.report(place, Rule::Blank("the header row"));
        }
        if table.columns.len() > COLUMN_LIMIT {
            self.report(place, Rule::TooMany { limit: COLUMN_LIMIT, of: "columns" });
        }
        if table.rows.len() > ROW_LIMIT {
            self.report(place, Rule::TooMany { limit: ROW_LIMIT, of: "rows" });
        }
        for (index, column) in table.columns.iter().enumerate() {
            let place = format!("{place}, column {}", index + 1);
            self.some(&place, "the header of the column", &column.header);
            if !(1..=20).contains(&column.share) {
                self.report(&place, Rule::Blank("a share of the width from 1 to 20"));
            }
        }
        if table.rows.is_empty() {
            self.report(place, Rule::Blank("every row"));
        }
        for (index, row) in table.rows.iter().enumerate() {
            let place = format!("{place}, row {}", index + 1);
            if row.len() != table.columns.len() {
                let rule = Rule::RaggedRow { expected: table.columns.len(), found: row.len() };
                self.report(&place, rule);
            }
            for (column, cell) in row.iter().enumerate() {
                let header = column == 0 && table.row_headers;
                let what = if header { "the header of the row" } else { "the text of a cell" };
                self.inlines(&place, what, cell);
            }
        }
    }

    /// Reports content with nothing to read, blank links, and references that lead nowhere.
    fn inlines(&mut self, place: &str, what: &'static str, content: &[Inline]) {
        let mut something = false;
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) | Inline::Code(text) => {
                    self.text_length += text.as_str().len();
                    something |= !text.is_blank();
                }
                Inline::Link { text, .. } => {
                    self.some(place, "the text of a link", text);
                    something = true;
                }
                Inline::References(ids) => {
                    for id in ids {
                        if !self.entries.contains(id) {
                            self.report(place, Rule::UnknownReference(id.clone()));
                        }
                    }
                    something |= !ids.is_empty();
                }
                Inline::Entry(_) => something = true,
                Inline::Disclosure(disclosure) => {
                    self.some(place, "the summary of a disclosure", &disclosure.summary);
                    if disclosure.items.is_empty() {
                        self.report(place, Rule::Blank("every item of a disclosure"));
                    }
                    for item in &disclosure.items {
                        self.some(place, "an item of a disclosure", item);
                    }
                    something = true;
                }
            }
        }
        if !something {
            self.report(place, Rule::Blank(what));
        }
    }
}

/// Whether a block of running text holds a disclosure.
fn may_not_disclose(block: &Block) -> bool {
    let mut found = false;
    if !matches!(block, Block::List(_) | Block::Table(_) | Block::Figure(_)) {
        each_inline(block, &mut |inline| found |= matches!(inline, Inline::Disclosure(_)));
    }
    found
}

/// Calls `each` with every run of a block, in reading order.
pub(crate) fn each_inline<'a>(block: &'a Block, each: &mut dyn FnMut(&'a Inline)) {
    let lists: Vec<&'a [Inline]> = match block {
        Block::Heading(_) | Block::Picture(_) => Vec::new(),
        Block::Paragraph(paragraph) => vec![&paragraph.content],
        Block::List(list) => list.items.iter().map(Vec::as_slice).collect(),
        Block::Address(address) => address.lines.iter().map(Vec::as_slice).collect(),
        Block::Facts(facts) => facts.facts.iter().map(|fact| fact.detail.as_slice()).collect(),
        Block::Notice(notice) => notice.paragraphs.iter().map(Vec::as_slice).collect(),
        Block::Table(table) => table.rows.iter().flatten().map(Vec::as_slice).collect(),
        Block::Figure(figure) => {
            figure.table.iter().flat_map(|table| &table.rows).flatten().map(Vec::as_slice).collect()
        }
    };
    for inline in lists.into_iter().flatten() {
        each(inline);
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
