use std::io::{Cursor, Read as _};

use proptest::prelude::*;

use super::render;
use crate::sample::{self, paragraph, parts, texts_in};
use crate::{Block, Document, EvidenceId, Inline, List, Paragraph, Png, Svg, Text, plain};

fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn names(file: &[u8]) -> Vec<String> {
    let zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    zip.file_names().map(|name| name.unwrap().into_owned()).collect()
}

fn is_kind(name: &str, kind: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == kind)
}

/// A painter that paints one transparent point.
fn one_point(_: &Svg, _: u32) -> Option<Png> {
    Some(sample::one_point())
}

#[test]
fn every_part_is_well_formed_and_named_in_order() {
    let file = render(&sample::document(), Some(&one_point)).unwrap();
    let names = names(&file);
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(names, sorted);
    for name in names.iter().filter(|name| !is_kind(name, "png")) {
        texts_in(&part(&file, name), "w:t");
    }
}

#[test]
fn the_file_names_its_title_and_language() {
    let file = render(&sample::document(), None).unwrap();
    let core = part(&file, "docProps/core.xml");
    assert_eq!(texts_in(&core, "dc:title"), ["Children's services: Exampleshire"]);
    assert_eq!(texts_in(&core, "dc:language"), ["en-GB"]);
    assert!(part(&file, "word/styles.xml").contains(r#"<w:lang w:val="en-GB""#));
    assert!(!part(&file, "word/settings.xml").contains("LANGUAGE"));
}

#[test]
fn every_table_marks_one_header_row() {
    let file = render(&sample::document(), None).unwrap();
    let body = part(&file, "word/document.xml");
    let tables = body.matches("<w:tbl>").count();
    assert_eq!(tables, 2);
    assert_eq!(body.matches("<w:tblHeader/>").count(), tables);
    assert_eq!(body.matches("<w:tblCaption").count(), tables);
}

#[test]
fn painted_figures_carry_their_text_alternative_and_the_drawing_itself() {
    let file = render(&sample::document(), Some(&one_point)).unwrap();
    let body = part(&file, "word/document.xml");
    assert_eq!(body.matches("<w:drawing>").count(), 2, "the figure and the signature");
    assert_eq!(body.matches("descr=\"").count(), 4, "on the frame and on the picture");
    assert_eq!(names(&file).iter().filter(|name| is_kind(name, "svg")).count(), 1);
}

#[test]
fn without_a_painter_a_figure_is_described_in_words() {
    let file = render(&sample::document(), None).unwrap();
    let body = part(&file, "word/document.xml");
    assert_eq!(body.matches("<w:drawing>").count(), 1, "the signature is a picture already");
    assert!(texts_in(&body, "w:t").iter().any(|text| text.starts_with("Line chart: good or better")));
}

#[test]
fn references_and_entries_are_bookmarked_links() {
    let file = render(&sample::document(), None).unwrap();
    let body = part(&file, "word/document.xml");
    for name in ["use_1", "evidence_1", "use_2", "evidence_2", "evidence_3"] {
        assert_eq!(body.matches(&format!("w:name=\"{name}\"")).count(), 1, "{name}");
    }
    let anchors = body.matches("w:anchor=\"evidence_").count();
    assert_eq!(anchors, 3, "each reference is a link");
}

#[test]
fn each_numbered_list_begins_at_one() {
    let list = || Block::List(List { numbered: true, items: vec![plain("a"), plain("b")] });
    let document = Document::new(parts(vec![list(), paragraph("between"), list()])).unwrap();
    let file = render(&document, None).unwrap();
    assert_eq!(part(&file, "word/numbering.xml").matches("<w:startOverride").count(), 2);
    let body = part(&file, "word/document.xml");
    assert_eq!(body.matches(r#"<w:numId w:val="2"/>"#).count(), 2);
    assert_eq!(body.matches(r#"<w:numId w:val="3"/>"#).count(), 2);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let once = || render(&sample::document(), Some(&one_point)).unwrap();
    assert_eq!(once(), once());
}

#[test]
fn bookmarks_stand_for_any_id() {
    let id = EvidenceId::new("a.very-long.id-with.marks-12345").unwrap();
    let content = vec![Inline::References(vec![id.clone()]), Inline::Entry(id)];
    let document = Document::new(parts(vec![Block::Paragraph(Paragraph { content })])).unwrap();
    let body = part(&render(&document, None).unwrap(), "word/document.xml");
    assert!(body.contains(r#"w:anchor="evidence_1""#) && body.contains(r#"w:name="evidence_1""#));
}

proptest! {
    #[test]
    fn any_text_comes_back_from_the_file_as_it_is(
        title in "\\PC*[a-z]\\PC*", texts in proptest::collection::vec(any::<String>(), 1..6), page_number: String,
    ) {
        let texts: Vec<String> = texts.iter().map(|text| format!("x{text}")).collect();
        let mut anything = parts(texts.iter().map(|text| paragraph(text)).collect());
        anything.title = title.as_str().into();
        anything.words.page_number = format!("n{page_number}");
        let file = render(&Document::new(anything).unwrap(), None).unwrap();
        let mut expected = vec![Text::new(&title).as_str().to_owned()];
        expected.extend(texts.iter().map(|text| Text::new(text).as_str().to_owned()));
        prop_assert_eq!(texts_in(&part(&file, "word/document.xml"), "w:t"), expected);
        texts_in(&part(&file, "docProps/core.xml"), "dc:title");
        texts_in(&part(&file, "word/footer.xml"), "w:t");
    }
}
