//! Documents as PDF.

use std::process::Command;

use document::{
    Block, Document, DocumentParts, DocumentWords, Drawing, Heading, Inline, Language, Level, List,
    Paragraph, Picture, Png, Text, plain,
};
use jiff::civil::date;
use letter::{LetterContent, compose};
use proptest::prelude::*;
use rayon::prelude::*;

const WORDS: &str = include_str!("../../../words/letter/words.toml");
const CONTENT: &str = include_str!("../../letter/examples/exampleshire.toml");

fn content() -> LetterContent {
    let mut table: toml::Table = toml::from_str(CONTENT).unwrap();
    table.insert("words".to_owned(), toml::from_str(WORDS).unwrap());
    table.try_into().unwrap()
}

fn sample() -> Document {
    compose(&content()).unwrap()
}

fn around(body: Vec<Block>) -> Document {
    Document::new(DocumentParts {
        title: Text::new("A title"),
        subject: Text::new("A subject"),
        author: None,
        language: Language::british_english(),
        date: Some(date(2011, 11, 8)),
        footer: None,
        words: DocumentWords {
            skip_link: "Skip".to_owned(),
            evidence_link: "Evidence {id}".to_owned(),
            back_link: "Back to {id}".to_owned(),
            page_number: "Page {page} of {pages}".to_owned(),
        },
        opening: Vec::new(),
        body,
    })
    .unwrap()
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { content: plain(text) })
}

/// What a program of poppler says of a PDF; nothing where it is not installed, which CI does not allow.
fn asked_of(program: &str, arguments: &[&str], pdf: &[u8], name: &str) -> Option<String> {
    let path = std::env::temp_dir().join(format!("document-pdf-{}-{name}.pdf", std::process::id()));
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new(program)
        .args(arguments)
        .arg(&path)
        .args(if program == "pdftotext" { &["-"][..] } else { &[] })
        .output();
    std::fs::remove_file(&path).unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "whether the test may be skipped is a matter of the machine"
    )]
    let in_ci = std::env::var("CI").is_ok_and(|value| value == "true");
    match output {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            assert!(!in_ci, "{program} is needed: {error}");
            eprintln!("skipped: {program} (poppler-utils) is not installed");
            None
        }
    }
}

/// The tags and what readers are told by them; measures and borders change with every touch of the form.
fn outline(tree: &str) -> String {
    let told = |line: &&str| {
        let line = line.trim_start();
        !line.starts_with('/') || ["/Scope", "/Alt", "/ListNumbering"].iter().any(|key| line.starts_with(key))
    };
    let without_object = |line: &str| match line.split_once("Object ") {
        Some((before, _)) => format!("{before}Object"),
        None => line.trim_end().to_owned(),
    };
    tree.lines().filter(told).map(without_object).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_letter_is_tagged_from_its_title_to_its_last_table() {
    let pdf = document_pdf::render(&sample()).unwrap();
    let Some(tree) = asked_of("pdfinfo", &["-struct"], &pdf, "tags") else { return };
    insta::assert_snapshot!("tags", outline(&tree));
}

#[test]
fn the_file_says_what_it_conforms_to() {
    let pdf = document_pdf::render(&sample()).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.starts_with("%PDF-1.7"));
    assert!(text.contains("<pdfuaid:part>1</pdfuaid:part>"), "PDF/UA-1");
    assert!(
        text.contains("<pdfaid:part>2</pdfaid:part>") && text.contains("<pdfaid:conformance>A</"),
        "PDF/A-2a"
    );
}

#[test]
fn the_same_letter_gives_the_same_bytes_on_any_number_of_threads() {
    let document = sample();
    let first = document_pdf::render(&document).unwrap();
    let all: Vec<Vec<u8>> =
        (0..8).into_par_iter().map(|_| document_pdf::render(&document).unwrap()).collect();
    assert!(all.iter().all(|pdf| *pdf == first));
}

#[test]
fn scripts_of_the_people_of_england_are_printed() {
    let names = "Zoë Łukasz Ελένη Пётр فاطمة מרים আয়েশা आरती ਸਿਮਰਨ";
    let document = around(vec![paragraph(names)]);
    assert_eq!(document_pdf::uncovered(&document), Vec::<char>::new());
    document_pdf::render(&document).unwrap();
}

#[test]
fn a_character_that_no_font_draws_is_replaced_and_named() {
    let document = around(vec![paragraph("Happy \u{1f600} school 学校")]);
    assert_eq!(document_pdf::uncovered(&document), ['学', '校', '\u{1f600}']);
    let pdf = document_pdf::render(&document).unwrap();
    if let Some(text) = asked_of("pdftotext", &[], &pdf, "replaced") {
        assert!(text.contains("Happy") && text.contains("school"), "{text}");
        assert!(!text.contains('学'), "{text}");
    }
}

#[test]
fn words_that_look_like_the_typesetters_own_are_only_words() {
    let hostile =
        "#import \"/etc/passwd\" $x^2$ *bold* _it_ @cite <label> \\ `raw` = heading #read(\"/data.json\")";
    let pdf = document_pdf::render(&around(vec![paragraph(hostile)])).unwrap();
    if let Some(text) = asked_of("pdftotext", &["-raw"], &pdf, "hostile") {
        let joined: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(joined.contains(hostile), "{joined}");
    }
}

#[test]
fn pictures_are_set_up_to_a_limit() {
    let raster = document_pdf::paint(&Drawing::new(90, 30).finish(), 60).unwrap();
    let picture = |image: &Png| {
        let (image, alternative) = (image.clone(), Text::new("Signature of A. Example"));
        Block::Picture(Picture { image, alternative, height_mm: 16 })
    };
    let body = vec![picture(&raster), paragraph("between"), picture(&raster)];
    document_pdf::render(&around(body)).unwrap();
    let many = std::iter::repeat_n(picture(&raster), 17).collect();
    let message = document_pdf::render(&around(many)).unwrap_err().to_string();
    assert_eq!(message, "the document has 17 pictures besides its figures, at most 16 can be set");
}

#[test]
fn charts_are_painted_alike_each_time() {
    let figures: Vec<_> = sample()
        .parts()
        .body
        .iter()
        .filter_map(|block| if let Block::Figure(figure) = block { Some(figure.svg.clone()) } else { None })
        .collect();
    assert_eq!(figures.len(), 3);
    for svg in &figures {
        let once = document_pdf::paint(svg, 640).unwrap();
        assert_eq!(once, document_pdf::paint(svg, 640).unwrap());
        assert!(once.bytes().len() > 5_000, "there is something to see");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_can_be_printed(text: String, strong: String, item in "\\PC{0,40}") {
        let body = vec![
            Block::Heading(Heading { level: Level::One, text: Text::new(format!("h{text}")) }),
            Block::Paragraph(Paragraph { content: vec![Inline::Strong(Text::new(format!("s{strong}")))] }),
            Block::List(List { numbered: true, items: vec![vec![Inline::Code(Text::new(format!("c{item}")))]] }),
        ];
        let document = around(body);
        let printed = document_pdf::render(&document);
        prop_assert!(printed.is_ok(), "{}", printed.unwrap_err());
    }
}
