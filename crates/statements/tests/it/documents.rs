//! Hostile and odd documents: read in bounded time, without a panic or a wrong verdict.

use statements::check::SENTENCES_MAX;
use statements::draft::{accept, draft};
use statements::read::{Format, ReadError};
use statements::{CheckContext, Facts, Lexicon, Selection, Statement, Verdict, check, read, statements};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().unwrap());

fn report(bytes: &[u8], format: Format) -> statements::Report {
    let profile = crate::made::luton();
    let facts = Facts::new(&profile, &LEXICON);
    check(&read::read(bytes, format).unwrap(), &facts, CheckContext::default())
}

#[test]
fn a_letter_of_fifty_megabytes_is_read_in_bounded_time() {
    let sentence = "Two of the three special schools are outstanding and the gap at level 2 widened. ";
    let long = sentence.repeat(50 * 1024 * 1024 / sentence.len());
    let begun = Instant::now();
    let found = report(long.as_bytes(), Format::Text);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    assert!(found.sentences.len() >= SENTENCES_MAX);
    assert!(found.notices[0].contains("longer than a letter"), "{:?}", found.notices);
    let one_line = "x".repeat(50 * 1024 * 1024);
    assert_eq!(report(one_line.as_bytes(), Format::Text).sentences[0].verdict, Verdict::NotAClaim);
}

#[test]
fn what_is_no_letter_is_refused_with_its_reason() {
    assert!(matches!(read::read(b"", Format::Text), Err(ReadError::Empty)));
    assert!(matches!(read::read(b" \n\t ", Format::Markdown), Err(ReadError::Empty)));
    assert!(matches!(read::read(b"a\xff\xfeb", Format::Text), Err(ReadError::NotUtf8 { at: 1 })));
    let cut =
        read::read(b"PK\x03\x04cut", Format::of_file("a.docx", b"PK\x03\x04cut")).unwrap_err().to_string();
    assert!(cut.contains("not a Word file"), "{cut}");
}

#[test]
fn what_nobody_sees_makes_no_difference() {
    let plain = "Two of the three special schools are outstanding.";
    let odd = "Two\u{200f} of\u{a0}the th\u{ad}ree \u{202e}special\u{202c} schools\u{0}\u{7} are out\u{200b}standing.";
    for text in [plain, odd] {
        let found = report(text.as_bytes(), Format::Text);
        assert_eq!(found.sentences[0].verdict, Verdict::Contradicted, "{text:?}");
    }
}

#[test]
fn text_from_right_to_left_is_no_claim() {
    let found = report("כל בתי הספר היסודיים טובים. جميع المدارس جيدة 56.7%.".as_bytes(), Format::Text);
    assert!(found.sentences.iter().all(|checked| checked.verdict == Verdict::NotAClaim));
}

#[test]
fn the_same_letter_gets_the_same_verdicts_in_every_format() {
    let sentences = [
        "Two of the three special schools are outstanding.",
        "Both further education colleges are outstanding.",
    ];
    let text = sentences.join("\n\n");
    let markdown = format!("- {}\n- **{}**\n", sentences[0], sentences[1]);
    let html = format!("<html><body><ul><li>{}</li></ul><p>{}</p></body></html>", sentences[0], sentences[1]);
    let verdicts = |bytes: &[u8], format| -> Vec<Verdict> {
        report(bytes, format).sentences.iter().map(|checked| checked.verdict).collect()
    };
    let expected = [Verdict::Contradicted, Verdict::Supported];
    assert_eq!(verdicts(text.as_bytes(), Format::Text), expected);
    assert_eq!(verdicts(markdown.as_bytes(), Format::Markdown), expected);
    assert_eq!(verdicts(html.as_bytes(), Format::Html), expected);
}

#[test]
fn spans_lead_back_to_the_source() {
    let source = "# Title\n\n- *Two* of the three special schools are outstanding.\n";
    let found = report(source.as_bytes(), Format::Markdown);
    let checked = found.sentences.iter().find(|checked| checked.claim.is_some()).unwrap();
    let [start, end] = checked.span.source.unwrap();
    assert!(source[start..end].ends_with("special schools are outstanding."));
    let [first, last] = checked.span.characters;
    assert_eq!(last - first, checked.sentence.chars().count());
}

#[test]
fn a_draft_comes_back_as_it_went() {
    let profile = crate::made::luton();
    let facts = Facts::new(&profile, &LEXICON);
    let made = statements(&facts, Selection::default());
    let text = draft(&made, &facts);
    let accepted = accept(&text, &facts).unwrap();
    let items: Vec<_> = accepted.sections.iter().flat_map(|section| &section.items).collect();
    assert_eq!(items.len(), made.len());
    for (item, statement) in items.iter().zip(&made) {
        assert_eq!(item.drafted_as, Some(statement.id));
        assert!(item.unchanged, "{}", item.statement.text);
        let weight = statement.weight;
        assert_eq!(
            Statement { weight, ..item.statement.clone() },
            *statement,
            "what is read back is the same"
        );
    }
    let moved = text.replace("## Strengths", "## Also good");
    let accepted = accept(&moved, &facts).unwrap();
    let moved = accepted.sections.iter().find(|section| section.title == "Also good").unwrap();
    for item in &moved.items {
        assert!(item.unchanged && item.statement.section.is_none());
        assert!(made.iter().all(|statement| statement.id != item.statement.id));
    }
    insta::assert_snapshot!("draft", text);
}

#[test]
fn a_contradicted_statement_is_refused_unless_someone_lets_it_stand() {
    let profile = crate::made::luton();
    let facts = Facts::new(&profile, &LEXICON);
    let wrong = "## Strengths\n\n- Two of the three special schools are outstanding.\n";
    let error = accept(wrong, &facts).unwrap_err();
    insta::assert_snapshot!("refused", error.to_string());
    let short = format!("{wrong}  > Acknowledged by A. Example: because\n");
    assert!(accept(&short, &facts).unwrap_err().to_string().contains("too short"));
    let nobody = format!("{wrong}  > Acknowledged by : the report of 3 October was seen\n");
    assert!(accept(&nobody, &facts).unwrap_err().to_string().contains("names nobody"));
    for (by, grounds) in [
        (".", "...................."),
        ("A. Example", "...................."),
        (
            "A. Example",
            "\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}\u{200b}",
        ),
        (
            "A. Example",
            "\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}\u{3164}",
        ),
        ("\u{200b}\u{feff}", "the report of 3 October was seen"),
        ("\u{3164}", "the report of 3 October was seen"),
    ] {
        let nothing = format!("{wrong}  > Acknowledged by {by}: {grounds}\n");
        let told = accept(&nothing, &facts).unwrap_err().to_string();
        assert!(told.contains("names nobody") || told.contains("too short"), "{by:?} {grounds:?}: {told}");
    }
    let stands = format!("{wrong}  > Acknowledged by A. Example: the report of 3 October\n  > was seen\n");
    let accepted = accept(&stands, &facts).unwrap();
    let acknowledged = accepted.sections[0].items[0].acknowledged.as_ref().unwrap();
    assert_eq!(acknowledged.grounds.as_str(), "the report of 3 October was seen", "a quotation may go on");
    let stands = format!("{wrong}  > Acknowledged by A. Example: the report of 3 October was seen\n");
    let accepted = accept(&stands, &facts).unwrap();
    assert_eq!(accepted.sections[0].items[0].acknowledged.as_ref().unwrap().by, "A. Example");
}

#[test]
fn a_draft_of_another_area_is_refused() {
    let profile = crate::made::luton();
    let facts = Facts::new(&profile, &LEXICON);
    let text = draft(&statements(&facts, Selection::default()), &facts).replace("area 821", "area 871");
    let error = accept(&text, &facts).unwrap_err();
    assert!(error.to_string().contains("another area or date"), "{error}");
    assert!(accept("", &facts).unwrap_err().to_string().contains("no statement"));
}
