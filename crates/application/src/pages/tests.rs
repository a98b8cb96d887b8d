use evidence::Date;
use framework::diff::{Change, Difference};
use ingest::screening::{FileScreening, Rejection, RejectionKind, Screening};
use profile::{FigureKey, FigurePlace, FigureUsed};
use statements::check::{Checked, Report, Span, Verdict};
use statements::read::{BlockKind, Format};

use std::collections::BTreeMap;

use super::{check_page, difference_page, screening_page};

fn claim(at: usize, sentence: &str, verdict: Verdict, because: &str, suggestion: Option<&str>) -> Checked {
    let figures = if verdict == Verdict::NotAClaim { Vec::new() } else { vec![figure()] };
    Checked {
        sentence: sentence.to_owned(),
        span: Span { start: at, end: at + 1, characters: [at, at + 1], source: None },
        block: BlockKind::Paragraph,
        claim: None,
        verdict,
        because: because.to_owned(),
        borderline: None,
        figures,
        notices: Vec::new(),
        suggestion: suggestion.map(str::to_owned),
    }
}

fn figure() -> FigureUsed {
    FigureUsed::number(FigureKey::indicator("outstanding", "all", "2011", FigurePlace::England), 1.0, "1")
}

fn names() -> BTreeMap<FigureKey, String> {
    BTreeMap::from([(figure().key, "Outstanding".to_owned())])
}

fn report() -> Report {
    Report {
        area: "Luton".to_owned(),
        as_at: Date::constant(2011, 8, 31),
        snapshot: "f74d".to_owned(),
        format: Format::Text,
        mismatches: vec!["The letter is about Slough.".to_owned()],
        notices: Vec::new(),
        sentences: vec![
            claim(0, "Dear reader", Verdict::NotAClaim, "", None),
            claim(1, "Most schools are good.", Verdict::Supported, "9 of 12 are good or better", None),
            claim(
                2,
                "Two of the three are \u{202e}outstanding.",
                Verdict::Contradicted,
                "1 of 3 is outstanding (33.3%)",
                Some("One of the three is outstanding."),
            ),
            claim(3, "Attendance will rise.", Verdict::Undecidable, "no figures of that year", None),
        ],
    }
}

#[test]
fn the_check_page_begins_with_what_is_wrong_and_leads_to_it() {
    let document = check_page(&report(), &names()).unwrap();
    insta::assert_snapshot!("check", document::text::render(&document, 80));
    let page = document::html::render(&document);
    let list = page.find("href=\"#evidence-N3\"").unwrap();
    let sentence = page.find("id=\"evidence-N3\"").unwrap();
    assert!(list < sentence, "the list of what is wrong stands first");
    assert!(page.contains("href=\"#use-N3\""), "and the sentence leads back to it");
    assert!(!page.contains('\u{202e}'), "marks of direction reach no page");
    assert!(page.contains("<details><summary>Figures: Outstanding: 1</summary>"));
}

#[test]
fn a_screening_shows_files_with_rejected_rows_first() {
    let file = |path: &str, rejections: Vec<Rejection>| FileScreening {
        path: path.to_owned(),
        rows_in_file: 2,
        rows_read: 2 - rejections.len() as u64,
        rows_rejected: rejections.len() as u64,
        rejections,
        notes: vec!["a <note>".to_owned()],
        ..FileScreening::default()
    };
    let rejection = Rejection {
        row: 7,
        column: String::new(),
        value: "abc".to_owned(),
        reason: "not a number".to_owned(),
        kind: RejectionKind::Wrong,
    };
    let screening = Screening { files: vec![file("a.csv", Vec::new()), file("b.csv", vec![rejection])] };
    let document = screening_page(&screening).unwrap();
    insta::assert_snapshot!("screening", document::text::render(&document, 100));
    assert!(document::html::render(&document).contains("a &lt;note&gt;"));
}

#[test]
fn a_difference_says_what_was_changed() {
    let change = Change {
        family: "Measures".to_owned(),
        part: "primary-schools".to_owned(),
        what: "3 points".to_owned(),
        before: Some("64.5".to_owned()),
        after: Some("70".to_owned()),
    };
    let difference = Difference {
        from: "one".to_owned(),
        to: "two".to_owned(),
        changes: vec![change],
        areas: Vec::new(),
        areas_compared: 0,
    };
    let text = document::text::render(&difference_page(&difference).unwrap(), 100);
    assert!(text.contains("- Measures, primary-schools, 3 points: was “64.5”, is “70”"), "{text}");
}
