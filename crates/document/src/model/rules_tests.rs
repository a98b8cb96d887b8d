use super::super::{
    Block, Column, ColumnKind, Disclosure, Document, Drawing, EvidenceId, Figure, Heading, Inline, LabelSide,
    Level, List, Table, Text, plain,
};
use crate::sample::{paragraph, parts};

fn heading(level: Level) -> Block {
    Block::Heading(Heading { level, text: Text::new("A heading") })
}

fn table() -> Table {
    let column = |header: &str| Column { header: Text::new(header), kind: ColumnKind::Words, share: 1 };
    Table {
        caption: Text::new("A table"),
        columns: vec![column("One"), column("Two")],
        row_headers: true,
        rows: vec![vec![plain("a"), plain("b")]],
    }
}

fn problems(body: Vec<Block>) -> Vec<String> {
    match Document::new(parts(body)) {
        Ok(_) => Vec::new(),
        Err(error) => error.problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn headings_may_not_skip_a_level() {
    assert!(problems(vec![heading(Level::One), heading(Level::Two), heading(Level::Three)]).is_empty());
    assert_eq!(
        problems(vec![heading(Level::One), heading(Level::Three)]),
        [
            "body, block 2 (heading “A heading”): a heading of level 3 follows one of level 1; levels may not be skipped"
        ]
    );
    assert_eq!(problems(vec![heading(Level::Two)]).len(), 1, "the title counts as level nought");
}

#[test]
fn no_heading_stands_before_the_title() {
    let mut before = parts(vec![paragraph("text")]);
    before.opening = vec![heading(Level::One)];
    let message = Document::new(before).unwrap_err().to_string();
    assert!(
        message.contains("opening, block 1 (heading “A heading”): a heading stands before the title"),
        "{message}"
    );
}

#[test]
fn a_document_without_a_title_is_refused() {
    let mut untitled = parts(vec![paragraph("text")]);
    untitled.title = Text::new(" \u{a0}");
    let message = Document::new(untitled).unwrap_err().to_string();
    assert!(message.ends_with("document: the title is missing"), "{message}");
}

#[test]
fn a_figure_without_a_text_alternative_is_refused() {
    let svg = Drawing::new(1, 1).finish();
    let figure = Figure {
        caption: Text::new("A chart"),
        svg,
        alternative: Text::new(""),
        table: Some(table()),
        labels: LabelSide::Start,
    };
    assert_eq!(
        problems(vec![Block::Figure(figure)]),
        ["body, block 1 (figure “A chart”): the text alternative of the figure is missing"]
    );
}

#[test]
fn a_table_needs_caption_headers_and_even_rows() {
    let mut bare = table();
    bare.caption = Text::default();
    bare.columns[1].header = Text::new("");
    bare.rows.push(vec![plain("c")]);
    bare.rows.push(vec![plain(""), plain("d")]);
    assert_eq!(
        problems(vec![Block::Table(bare)]),
        [
            "body, block 1 (table “”): the caption of the table is missing",
            "body, block 1 (table “”), column 2: the header of the column is missing",
            "body, block 1 (table “”), row 2: the row has 1 cells, the table has 2 columns",
            "body, block 1 (table “”), row 3: the header of the row is missing",
        ]
    );
    let empty = Table { columns: Vec::new(), rows: Vec::new(), ..table() };
    assert_eq!(problems(vec![Block::Table(empty)]).len(), 2);
}

#[test]
fn a_reference_leads_to_exactly_one_entry() {
    let id = |id: &str| EvidenceId::new(id).unwrap();
    let refers =
        |to: &str| Block::List(List { numbered: false, items: vec![vec![Inline::References(vec![id(to)])]] });
    let entries = |ids: &[&str]| {
        let rows = ids.iter().map(|entry| vec![vec![Inline::Entry(id(entry))], plain("x")]).collect();
        Block::Table(Table { rows, ..table() })
    };
    assert!(problems(vec![refers("E1"), entries(&["E1", "E2"])]).is_empty());
    assert_eq!(
        problems(vec![refers("E3"), entries(&["E1", "E1"])]),
        [
            "evidence: E1 stands for two entries of the evidence",
            "body, block 1 (list), 1: E3 is referred to, but no entry of the evidence has this id",
        ]
    );
}

#[test]
fn blank_paragraphs_items_and_links_are_refused() {
    let empty_list = Block::List(List { numbered: true, items: Vec::new() });
    assert_eq!(problems(vec![paragraph("  "), empty_list]).len(), 2);
}

#[test]
fn no_letter_is_as_long_as_a_hostile_one() {
    let body = vec![paragraph("x"); 5_001];
    assert_eq!(problems(body), ["body: more than 5000 blocks"]);
    assert_eq!(
        problems(vec![paragraph(&"x".repeat(4_000_001))]),
        ["document: more than 4000000 characters of text"]
    );
}

#[test]
fn a_disclosure_stands_in_cells_and_items_and_says_something() {
    let disclosure =
        |items: Vec<Text>| vec![Inline::Disclosure(Disclosure { summary: Text::new("2 rows"), items })];
    let list = |content| Block::List(List { numbered: false, items: vec![content] });
    assert!(problems(vec![list(disclosure(vec![Text::new("row 1")]))]).is_empty());
    assert_eq!(problems(vec![list(disclosure(Vec::new()))]).len(), 1);
    let paragraph = Block::Paragraph(crate::Paragraph { content: disclosure(vec![Text::new("row 1")]) });
    assert_eq!(
        problems(vec![paragraph]),
        [
            "body, block 1 (paragraph): a disclosure stands in running text; it may stand in a cell or a list item only"
        ]
    );
}
