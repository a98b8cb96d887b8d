//! The check of a letter: what is wrong first, then each sentence with its verdict in words.

use super::builder::PageBuilder;
use crate::error::Error;
use document::{Disclosure, Document, EvidenceId, Inline, Text};
use profile::FigureKey;
use statements::check::{Checked, Report, Verdict};
use std::collections::BTreeMap;

/// The report of a check; `names` says what its figures are called. The list of what the evidence contradicts leads to the sentences, and each leads back.
///
/// # Errors
/// Where the page would be larger than a document may be.
pub fn check_page(report: &Report, names: &BTreeMap<FigureKey, String>) -> Result<Document, Error> {
    let as_at = evidence::date::in_words(report.as_at);
    let title = format!("Check of a letter: {} as at {as_at}", report.area);
    let mut page =
        PageBuilder::new(title, "Which sentences of a letter the evidence shows, and which it contradicts");
    page.date(report.as_at);
    page.notice("This letter may not belong to this evidence", &report.mismatches);
    page.paragraph(report.summary());
    report.notices.iter().for_each(|notice| page.paragraph(notice));
    let sentences: Vec<&[Checked]> = report.sentences.chunk_by(|one, next| one.span == next.span).collect();
    let with = |verdict| {
        let numbered = sentences.iter().enumerate();
        numbered.filter(move |(_, claims)| claims.iter().any(|claim| claim.verdict == verdict))
    };
    page.heading("What the evidence contradicts");
    let wrong: Vec<Vec<Inline>> =
        with(Verdict::Contradicted).filter_map(|(at, claims)| contradiction(at, claims)).collect();
    if wrong.is_empty() {
        page.paragraph("Nothing.");
    }
    page.items(wrong);
    let open: Vec<EvidenceId> = with(Verdict::Undecidable).filter_map(|(at, _)| id(at)).collect();
    if !open.is_empty() {
        page.heading("What the evidence cannot decide");
        page.items(vec![vec![Inline::Text(Text::new("Sentences ")), Inline::References(open)]]);
    }
    page.heading("Every sentence");
    page.items(sentences.iter().enumerate().map(|(at, claims)| sentence(at, claims, names)).collect());
    Ok(page.finish()?)
}

/// Sentences are numbered as they stand: `N12`.
fn id(at: usize) -> Option<EvidenceId> {
    EvidenceId::new(&format!("N{}", at + 1)).ok()
}

/// A contradicted sentence with what is wrong and what would be right.
fn contradiction(at: usize, claims: &[Checked]) -> Option<Vec<Inline>> {
    let mut item = vec![Inline::References(vec![id(at)?]), Inline::Text(Text::new(" "))];
    item.push(Inline::Text(visible(&claims.first()?.sentence)));
    for claim in claims.iter().filter(|claim| claim.verdict == Verdict::Contradicted) {
        item.push(Inline::Text(Text::new(" ")));
        item.extend(verdict(claim));
    }
    Some(item)
}

/// A sentence with its number, and for each of its claims the verdict and the figures.
fn sentence(at: usize, claims: &[Checked], names: &BTreeMap<FigureKey, String>) -> Vec<Inline> {
    let mut item: Vec<Inline> = id(at).map(Inline::Entry).into_iter().collect();
    let words = claims.first().map(|claim| visible(&claim.sentence)).unwrap_or_default();
    item.extend([Inline::Text(Text::new(" ")), Inline::Text(words)]);
    for claim in claims.iter().filter(|claim| claim.verdict != Verdict::NotAClaim) {
        item.push(Inline::Text(Text::new(" ")));
        item.extend(verdict(claim));
        let figures: Vec<Text> = claim
            .figures
            .iter()
            .map(|used| {
                let name = names.get(&used.key).cloned().unwrap_or_else(|| used.key.subject.to_string());
                Text::new(format!("{name}: {}", used.shown))
            })
            .collect();
        // The first figure is the one that decided: it stands where nothing can be opened.
        if let Some(first) = figures.first() {
            let summary = Text::new(format!("Figures: {first}"));
            item.push(Inline::Text(Text::new(" ")));
            item.push(Inline::Disclosure(Disclosure { summary, items: figures }));
        }
    }
    item
}

/// “Contradicted: 0 of 2 are outstanding. Right would be: …”
fn verdict(claim: &Checked) -> Vec<Inline> {
    let mut because = ended(&claim.because);
    if let Some(why) = &claim.borderline {
        because.push_str(&format!(" Borderline: {}", ended(why)));
    }
    if let Some(suggestion) = &claim.suggestion {
        because.push_str(&format!(" Right would be: {}", ended(suggestion)));
    }
    let word = statements::text::capitalised(claim.verdict.in_words());
    vec![Inline::Strong(Text::new(format!("{word}:"))), Inline::Text(Text::new(format!(" {because}")))]
}

/// A sentence ends once.
fn ended(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// Text without the characters that nobody sees.
fn visible(text: &str) -> Text {
    Text::new(text.chars().filter(|letter| !statements::recognise::is_invisible(*letter)).collect::<String>())
}
