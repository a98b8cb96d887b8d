//! A page put together part by part.

use document::{
    Block, Cell, Column, ColumnKind, Document, DocumentError, DocumentParts, DocumentWords, Fact, Facts,
    Figure, Heading, Inline, Language, Level, List, Notice, Paragraph, Table, Text, plain,
};

/// What stands in a cell or after a term for which there is nothing to say: blank cells are not read aloud.
const NOTHING: &str = "–";

/// A page being put together.
#[derive(Debug)]
pub(super) struct PageBuilder {
    title: String,
    subject: String,
    date: Option<evidence::Date>,
    body: Vec<Block>,
}

impl PageBuilder {
    /// An empty page with its title and, for the file's properties, what it is about.
    pub(super) fn new(title: impl Into<String>, subject: impl Into<String>) -> Self {
        Self { title: title.into(), subject: subject.into(), date: None, body: Vec::new() }
    }

    /// The date that the page speaks of.
    pub(super) fn date(&mut self, date: evidence::Date) {
        self.date = Some(date);
    }

    /// A heading below the title.
    pub(super) fn heading(&mut self, text: impl AsRef<str>) {
        self.body.push(Block::Heading(Heading { level: Level::One, text: Text::new(text) }));
    }

    /// A heading below another.
    pub(super) fn subheading(&mut self, text: impl AsRef<str>) {
        self.body.push(Block::Heading(Heading { level: Level::Two, text: Text::new(text) }));
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, text: impl AsRef<str>) {
        self.body.push(Block::Paragraph(Paragraph { content: filled(text) }));
    }

    /// Something that readers must know before they go on.
    pub(super) fn notice(&mut self, title: &str, paragraphs: &[String]) {
        if !paragraphs.is_empty() {
            let paragraphs = paragraphs.iter().map(filled).collect();
            self.body.push(Block::Notice(Notice { title: Text::new(title), paragraphs }));
        }
    }

    /// A list, if it has items.
    pub(super) fn list<T: AsRef<str>>(&mut self, items: impl IntoIterator<Item = T>) {
        self.items(items.into_iter().map(filled).collect());
    }

    /// A list of items with links, emphasis or details, if there are any.
    pub(super) fn items(&mut self, items: Vec<Vec<Inline>>) {
        if !items.is_empty() {
            self.body.push(Block::List(List { numbered: false, items }));
        }
    }

    /// Terms with what they are, if there are any.
    pub(super) fn terms(&mut self, terms: impl IntoIterator<Item = (String, String)>) {
        let fact = |(term, detail): (String, String)| Fact { term: text(&term), detail: filled(detail) };
        let facts: Vec<Fact> = terms.into_iter().map(fact).collect();
        if !facts.is_empty() {
            self.body.push(Block::Facts(Facts { facts }));
        }
    }

    /// A table whose first column heads its rows, if it has rows. `numbers` are the columns of numbers.
    pub(super) fn table<T: AsRef<str>>(
        &mut self,
        caption: &str,
        head: &[T],
        numbers: &[usize],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) {
        let rows: Vec<Vec<Cell>> = rows.into_iter().map(|row| row.iter().map(filled).collect()).collect();
        if rows.is_empty() {
            return;
        }
        let column = |(at, header): (usize, &T)| Column {
            header: text(header.as_ref()),
            kind: if numbers.contains(&at) { ColumnKind::Numbers } else { ColumnKind::Words },
            share: if numbers.contains(&at) { 1 } else { 3 },
        };
        let columns = head.iter().enumerate().map(column).collect();
        self.body.push(Block::Table(Table { caption: text(caption), columns, row_headers: true, rows }));
    }

    /// A drawing with its table.
    pub(super) fn figure(&mut self, figure: Figure) {
        self.body.push(Block::Figure(figure));
    }

    /// The page as a document.
    ///
    /// # Errors
    /// Where it would be larger than a document may be.
    pub(super) fn finish(self) -> Result<Document, DocumentError> {
        Document::new(DocumentParts {
            title: text(&self.title),
            subject: text(&self.subject),
            author: None,
            language: Language::british_english(),
            date: self.date,
            footer: Some(text(&self.title)),
            words: DocumentWords {
                skip_link: "Skip to the text".to_owned(),
                evidence_link: "Sentence {id}".to_owned(),
                back_link: "Back to the list that names {id}".to_owned(),
                page_number: "Page {page} of {pages}".to_owned(),
            },
            opening: Vec::new(),
            body: self.body,
        })
    }
}

fn text(text: &str) -> Text {
    let text = Text::new(text.trim());
    if text.is_blank() { Text::new(NOTHING) } else { text }
}

fn filled(words: impl AsRef<str>) -> Vec<Inline> {
    plain(text(words.as_ref()).as_str())
}
