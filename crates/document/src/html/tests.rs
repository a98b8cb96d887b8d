use proptest::prelude::*;

use crate::sample::{self, paragraph, parts, texts_in};
use crate::{Block, Disclosure, Document, Inline, LabelSide, List};

#[test]
fn the_page_names_its_language_title_and_landmarks() {
    let page = super::render(&sample::document());
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    assert_eq!(texts_in(&page, "title"), ["Children's services: Exampleshire"]);
    assert_eq!(texts_in(&page, "h1").len(), 1);
    assert_eq!(texts_in(&page, "main").len(), 1);
    assert!(page.contains(r##"<a class="skip" href="#content">"##));
}

#[test]
fn a_fragment_is_what_stands_in_the_main_part_of_the_page() {
    let (page, fragment) = (super::render(&sample::document()), super::fragment(&sample::document()));
    assert!(fragment.contains("<h1>") && !fragment.contains("<main"));
    assert!(page.contains(&format!("tabindex=\"-1\">\n{fragment}</main>")));
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let page = super::render(&sample::document());
    for forbidden in ["<script", "<link", "<iframe", "src=\"http", "@import", "url(", " onclick"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn every_reference_leads_to_an_entry_and_back() {
    let page = super::render(&sample::document());
    for id in ["E1", "E2"] {
        for part in [
            format!("href=\"#evidence-{id}\" aria-label=\"Evidence {id}\" id=\"use-{id}\""),
            format!("<span id=\"evidence-{id}\" class=\"entry\">{id}</span>"),
            format!("href=\"#use-{id}\" aria-label=\"Back to {id}\""),
        ] {
            assert_eq!(page.matches(&part).count(), 1, "{part}");
        }
    }
    assert!(!page.contains("#use-E10"), "an entry that nothing refers to has no way back");
}

#[test]
fn no_sign_stands_by_a_disclosure_which_is_a_block_of_its_own() {
    let rows = |summary: &str| {
        Inline::Disclosure(Disclosure { summary: summary.into(), items: vec!["row 3".into()] })
    };
    let text = |text: &str| Inline::Text(text.into());
    let item = vec![text("S1: row 2"), text("; "), rows("S2"), text("; "), rows("S3"), text(" seen")];
    let list = Block::List(List { numbered: false, items: vec![item] });
    let page = super::fragment(&Document::new(parts(vec![list])).unwrap());
    assert!(page.contains("S1: row 2<details>"), "{page}");
    assert!(page.contains("</details><details>"), "{page}");
    assert!(page.contains("</details> seen"), "{page}");
}

#[test]
fn a_window_opens_where_the_labels_of_a_drawing_stand() {
    let mut document = sample::document().parts().clone();
    assert!(super::render(&sample::document()).contains("class=\"scroll chart\""));
    for block in &mut document.body {
        if let Block::Figure(figure) = block {
            figure.labels = LabelSide::Start;
        }
    }
    assert!(!super::render(&Document::new(document).unwrap()).contains("class=\"scroll chart\""));
}

#[test]
fn every_table_has_a_caption_and_headers_with_scopes() {
    let page = super::render(&sample::document());
    let tables = page.matches("</table>").count();
    assert_eq!(tables, 2);
    assert_eq!(page.matches("<caption ").count(), tables);
    assert_eq!(page.matches("<thead>").count(), tables);
    assert!(!page.contains("<th>"), "no header without a scope");
}

#[test]
fn the_same_document_gives_the_same_page() {
    assert_eq!(super::render(&sample::document()), super::render(&sample::document()));
}

proptest! {
    #[test]
    fn any_text_comes_back_from_the_page_as_it_is(
        title in "\\PC*[a-z]\\PC*", text: String, subject: String, page_number: String,
    ) {
        let text = format!("x{text}");
        let mut anything = parts(vec![paragraph(&text)]);
        anything.title = title.as_str().into();
        anything.subject = format!("s{subject}").into();
        anything.words.page_number = format!("n{page_number}");
        let document = Document::new(anything).unwrap();
        let page = super::render(&document);
        prop_assert_eq!(texts_in(&page, "h1"), [document.parts().title.as_str()]);
        let expected = crate::Text::new(&text);
        prop_assert!(texts_in(&page, "p").contains(&expected.as_str().to_owned()));
    }
}
