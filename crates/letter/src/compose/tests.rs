use super::{ComposeError, compose};
use crate::content::{GradeName, LetterContent, Outcome, Sender, Signatory, Signature, Statement};
use crate::sample;
use document::text;
use document::{Block, Document, Inline};

fn said(content: &LetterContent) -> String {
    text::render(&compose(content).unwrap(), 10_000)
}

fn notices(document: &Document) -> usize {
    document.parts().opening.iter().filter(|block| matches!(block, Block::Notice(_))).count()
}

fn sender() -> Sender {
    Sender {
        name: "Office of Invented Standards".to_owned(),
        lines: vec!["1 Example Street".to_owned(), String::new(), "Sampleton".to_owned()],
        email: Some("letters@example.org".to_owned()),
        website: Some("https://www.example.org/".to_owned()),
        reference: Some("EX-2011-1".to_owned()),
    }
}

#[test]
fn a_letter_is_a_reconstruction_unless_a_sender_issues_one_that_a_person_judged() {
    let mut content = sample::content();
    assert_eq!(notices(&compose(&content).unwrap()), 1);
    content.issued_by_sender = true;
    assert_eq!(notices(&compose(&content).unwrap()), 1, "nobody cannot issue a letter");
    content.sender = Some(sender());
    if let Outcome::Grade { judged, derived, .. } = &mut content.outcome {
        *judged = None;
        assert!(derived.is_some());
    }
    assert_eq!(notices(&compose(&content).unwrap()), 1, "a derived letter says that it was derived");
    assert!(said(&content).contains("Derived by rule"));
    if let Outcome::Grade { judged, judged_by, derived, .. } = &mut content.outcome {
        judged.clone_from(derived);
        *judged_by = Some("A. Person".to_owned());
    }
    assert!(said(&content).contains("A. Person"), "who judged stands in the letter");
    let issued = compose(&content).unwrap();
    assert_eq!(notices(&issued), 0);
    assert_eq!(issued.parts().author.as_ref().unwrap().as_str(), "Office of Invented Standards");
    content.issued_by_sender = false;
    assert_eq!(notices(&compose(&content).unwrap()), 1, "a sender has to say that it issues the letter");
}

#[test]
fn the_letterhead_leaves_out_blank_lines_and_links_its_addresses() {
    let mut content = sample::content();
    content.sender = Some(sender());
    let letter = said(&content);
    let head =
        "Office of Invented Standards\n1 Example Street\nSampleton\nletters@example.org\nwww.example.org\n";
    assert!(letter.starts_with(head), "{letter}");
    assert!(letter.contains("Our reference: EX-2011-1"));
}

#[test]
fn a_signatory_closes_the_letter_and_a_signature_is_described() {
    let mut content = sample::content();
    assert!(!said(&content).contains("Yours sincerely"), "nobody signs a reconstruction");
    let signature = Signature {
        bytes: b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x5a\0\0\0\x1e".to_vec(),
        alternative: "Signature of A. Example".to_owned(),
    };
    let (name, role) = ("A. Example".to_owned(), "Head of Examples".to_owned());
    content.signatory = Some(Signatory { name, role, signature: Some(signature) });
    assert!(
        said(&content)
            .contains("Yours sincerely\n\n[Signature of A. Example]\n\nA. Example\nHead of Examples")
    );
}

#[test]
fn a_judged_grade_stands_beside_the_derived_one_with_its_grounds() {
    let grade = |grade: &str, name: &str| Some(GradeName { grade: grade.to_owned(), name: name.to_owned() });
    let outcome = |grounds: Vec<String>| Outcome::Grade {
        judged_by: None,
        judged: grade("2", "Performs adequately"),
        derived: grade("3", "Performs well"),
        range: Some("on the evidence held; 2 to 4 with what is missing".to_owned()),
        grounds,
        previous: None,
        notes: Vec::new(),
    };
    let mut content = sample::content();
    content.outcome = outcome(vec!["Two schools closed.".to_owned()]);
    let letter = said(&content);
    assert!(
        letter.contains(
            "Children's services: Performs adequately (2)\nGrade by rule: Performs well (3) on the evidence held; \
             2 to 4 with what is missing\n"
        )
    );
    assert!(letter.contains("Why the judgement differs: Two schools closed."));
}

#[test]
fn a_grade_that_nobody_judged_says_so_and_one_that_is_none_is_refused() {
    let mut content = sample::content();
    assert!(said(&content).contains("Derived by rule; no inspector has judged it"));
    content.outcome = Outcome::Grade {
        judged_by: None,
        judged: None,
        derived: None,
        range: None,
        grounds: Vec::new(),
        previous: None,
        notes: Vec::new(),
    };
    assert!(matches!(compose(&content), Err(ComposeError::NoGrade)));
    content.outcome = Outcome::Withheld { reason: "Half of the evidence is missing.".to_owned() };
    assert!(
        said(&content)
            .contains("Children's services: No grade is given\nWhy: Half of the evidence is missing.")
    );
}

#[test]
fn positions_stand_in_a_table_where_there_is_no_grade_for_the_whole() {
    let mut content = sample::content();
    let reasons = vec![Statement {
        id: String::new(),
        text: "Most are good.".to_owned(),
        evidence: vec!["E1".to_owned()],
    }];
    let (block, position) = ("Early years".to_owned(), "Strong".to_owned());
    content.outcome =
        Outcome::Positions { positions: vec![crate::content::Position { block, position, reasons }] };
    content.scale.clear();
    let letter = said(&content);
    assert!(
        letter.contains("Where each part of the assessment stands\nPart         Position  Why\n"),
        "{letter}"
    );
}

#[test]
fn a_section_without_items_says_so() {
    let mut content = sample::content();
    content.sections[1].items.clear();
    assert!(said(&content).contains("The evidence supports no statement under this heading."));
}

#[test]
fn an_empty_letter_is_still_a_letter() {
    let mut content = sample::content();
    content.evidence.clear();
    content.sources.clear();
    content.charts.clear();
    content.limits.clear();
    content.sections.clear();
    content.summary.clear();
    content.outcome = Outcome::Withheld { reason: "No evidence.".to_owned() };
    assert!(said(&content).contains("Nothing that the framework asks for was missing."));
}

#[test]
fn mistakes_in_the_content_are_named() {
    let refused = |change: &dyn Fn(&mut LetterContent)| {
        let mut content = sample::content();
        change(&mut content);
        compose(&content).unwrap_err().to_string()
    };
    assert_eq!(
        refused(&|content| drop(content.sources.remove(0))),
        "in the letter's evidence: E1 comes from the file “inspection_outcomes_2011.csv”, which is not among the sources"
    );
    assert_eq!(
        refused(&|content| content.sources[1].sha256 = "abc".to_owned()),
        "in the letter's sources: “register.csv” has the SHA-256 “abc”, expected 64 hexadecimal digits"
    );
    assert!(
        refused(&|content| content.words.outcome.title = "{aera}".to_owned()).starts_with(
            "in the letter's words: the phrase “{aera}” has a place {aera} that is not known here"
        )
    );
    let unknown = refused(&|content| content.summary[0].statements[1].evidence = vec!["E99".to_owned()]);
    assert!(unknown.contains("E99 is referred to, but no entry of the evidence has this id"), "{unknown}");
}

#[test]
fn hostile_text_stays_text() {
    let mut content = sample::content();
    content.area = "</title><script>alert(1)</script>\u{0}{year}".to_owned();
    let document = compose(&content).unwrap();
    let page = document::html::render(&document);
    assert!(!page.contains("<script"));
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt;\u{fffd}{year}"),
        "places in values are not filled"
    );
    let with_link = document.parts().body.iter().any(|block| {
        matches!(block, Block::Paragraph(paragraph) if paragraph.content.iter().any(|run| matches!(run, Inline::Link { .. })))
    });
    assert!(!with_link);
}
