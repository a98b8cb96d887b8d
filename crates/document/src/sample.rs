//! Documents for tests.

use crate::{
    Address, Block, Cell, Column, ColumnKind, Disclosure, Document, DocumentParts, DocumentWords, Drawing,
    EvidenceId, Fact, Facts, Figure, Heading, Inline, LabelSide, Language, Level, List, Notice, Paragraph,
    Party, Picture, Png, Table, Text, Url, plain,
};

/// A document with every kind of block and run.
pub(crate) fn document() -> Document {
    let id = |raw: &str| EvidenceId::new(raw).unwrap();
    let mut parts = parts(vec![
        heading(Level::One, "Assessment"),
        Block::Facts(Facts {
            facts: vec![Fact {
                term: "Assessment".into(),
                detail: vec![Inline::Strong("Performs well (3)".into())],
            }],
        }),
        paragraph("All figures are invented."),
        heading(Level::Two, "Strengths"),
        Block::List(List {
            numbered: false,
            items: vec![
                vec![
                    Inline::Strong("Schools:".into()),
                    Inline::Text(" most are good.\u{a0}".into()),
                    Inline::References(vec![id("E1"), id("E2")]),
                ],
                vec![
                    Inline::Emphasis("None".into()),
                    Inline::Text(" is inadequate ".into()),
                    references("E1"),
                ],
            ],
        }),
        heading(Level::Three, "Charts"),
        Block::Figure(figure()),
        Block::Table(entries(&["E1", "E2", "E10"])),
        Block::Paragraph(Paragraph {
            content: vec![Inline::Link {
                text: "the licence".into(),
                url: Url::new("https://www.example.org/licence").unwrap(),
            }],
        }),
    ]);
    parts.title = "Children's services: Exampleshire".into();
    parts.footer = Some("Exampleshire, 8 November 2011".into());
    parts.opening = vec![
        Block::Notice(Notice {
            title: "A reconstruction".into(),
            paragraphs: vec![plain("Nobody sent it.")],
        }),
        Block::Address(Address { party: Party::Sender, lines: vec![plain("Office of Invented Standards")] }),
        Block::Picture(Picture {
            image: one_point(),
            alternative: "Signature of A. Example".into(),
            height_mm: 15,
        }),
    ];
    Document::new(parts).unwrap()
}

fn heading(level: Level, text: &str) -> Block {
    Block::Heading(Heading { level, text: text.into() })
}

fn references(id: &str) -> Inline {
    Inline::References(vec![EvidenceId::new(id).unwrap()])
}

fn figure() -> Figure {
    Figure {
        caption: "Figure 1. Good or better".into(),
        svg: Drawing::new(90, 30).finish(),
        alternative: "Line chart: good or better, 2009 to 2011.".into(),
        table: Some(table("The figures", &[&["Exampleshire", "57.9"]])),
        labels: LabelSide::End,
    }
}

/// The table of some entries that references lead to.
fn entries(ids: &[&str]) -> Table {
    let mut table = table("The evidence", &[]);
    let entry = |id: &&str| vec![vec![Inline::Entry(EvidenceId::new(id).unwrap())], vec![rows()]];
    table.rows = ids.iter().map(entry).collect();
    table
}

fn rows() -> Inline {
    Inline::Disclosure(Disclosure {
        summary: "rows 3–4 (2 rows)".into(),
        items: vec!["row 3".into(), "row 4".into()],
    })
}

fn table(caption: &str, rows: &[&[&str]]) -> Table {
    let row = |row: &&[&str]| row.iter().map(plain).collect::<Vec<Cell>>();
    Table {
        caption: caption.into(),
        columns: vec![
            Column { header: "Where".into(), kind: ColumnKind::Words, share: 2 },
            Column { header: "2011".into(), kind: ColumnKind::Numbers, share: 1 },
        ],
        row_headers: true,
        rows: rows.iter().map(row).collect(),
    }
}

/// The head of a PNG of one point.
pub(crate) fn one_point() -> Png {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend([0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]);
    Png::new(bytes).unwrap()
}

/// A small document around some blocks.
pub(crate) fn parts(body: Vec<Block>) -> DocumentParts {
    DocumentParts {
        title: Text::new("A title"),
        subject: Text::new("A subject"),
        author: None,
        language: Language::british_english(),
        date: Some(jiff::civil::date(2011, 11, 8)),
        footer: None,
        words: DocumentWords {
            skip_link: "Skip".to_owned(),
            evidence_link: "Evidence {id}".to_owned(),
            back_link: "Back to {id}".to_owned(),
            page_number: "Page {page} of {pages}".to_owned(),
        },
        opening: Vec::new(),
        body,
    }
}

/// A paragraph.
pub(crate) fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { content: plain(text) })
}

/// Every run of text of an XML document that stands in an element of this name, and that the whole is well formed.
pub(crate) fn texts_in(xml: &str, element: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut depth, mut within, mut texts) = (0_usize, 0_usize, Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml}")) {
            Event::Eof => break,
            Event::Start(start) => {
                start.attributes().for_each(|attribute| drop(attribute.unwrap()));
                depth += 1;
                if start.name().as_ref() == element {
                    within += 1;
                    texts.push(String::new());
                }
            }
            Event::Empty(start) => start.attributes().for_each(|attribute| drop(attribute.unwrap())),
            Event::End(end) => {
                depth -= 1;
                within -= usize::from(end.name().as_ref() == element);
            }
            Event::Text(text) if within > 0 => texts.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(reference) if within > 0 => {
                let escaped = format!("&{};", &*reference);
                texts.last_mut().unwrap().push_str(&quick_xml::escape::unescape(&escaped).unwrap());
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    texts
}
