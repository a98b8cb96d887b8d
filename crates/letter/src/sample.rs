//! The letter about Exampleshire, for tests.

use crate::content::LetterContent;
use crate::document::{Block, Document, DocumentParts, DocumentWords, Language, Paragraph, Text, plain};

/// The content of the example, with every part that a letter can have.
pub(crate) fn content() -> LetterContent {
    let mut table: toml::Table = toml::from_str(include_str!("../examples/exampleshire.toml")).unwrap();
    table.insert("words".to_owned(), toml::from_str(include_str!("../examples/letter-words.toml")).unwrap());
    table.try_into().unwrap()
}

/// The example composed.
pub(crate) fn document() -> Document {
    crate::compose(&content()).unwrap()
}

/// A small document around some blocks.
pub(crate) fn parts(body: Vec<Block>) -> DocumentParts {
    DocumentParts {
        title: Text::new("A title"),
        subject: Text::new("A subject"),
        author: None,
        language: Language::british_english(),
        date: jiff::civil::date(2011, 11, 8),
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
