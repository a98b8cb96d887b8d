//! The check of a letter: what is wrong first, then each sentence with its verdict in words.

use super::builder::PageBuilder;
use super::phrases::{CheckPhrases, PagePhrases};
use crate::error::Error;
use document::{Disclosure, Document, EvidenceId, Inline, Text, fill};
use profile::FigureKey;
use statements::check::{Checked, Report, Verdict};
use std::collections::BTreeMap;

/// The report of a check; `names` says what its figures are called. The list of what the evidence contradicts leads to the sentences, and each leads back.
///
/// # Errors
/// Where the page would be larger than a document may be.
pub fn check_page(report: &Report, names: &BTreeMap<FigureKey, String>) -> Result<Document, Error> {
    let as_at = evidence::date::in_words(report.as_at);
    let phrases = PagePhrases::built_in()?.check;
    let title = fill(&phrases.title, &[("area", &report.area), ("as_at", &as_at)])?;
    let mut page = PageBuilder::new(title, &phrases.subject);
    page.date(report.as_at);
    page.notice(&phrases.mismatch, &report.mismatches);
    page.paragraph(report.summary());
    report.notices.iter().for_each(|notice| page.paragraph(notice));
    let sentences: Vec<&[Checked]> = report.sentences.chunk_by(|one, next| one.span == next.span).collect();
    let with = |verdict| {
        let numbered = sentences.iter().enumerate();
        numbered.filter(move |(_, claims)| claims.iter().any(|claim| claim.verdict == verdict))
    };
    page.heading(&phrases.contradicted);
    let wrong: Vec<Vec<Inline>> = with(Verdict::Contradicted)
        .map(|(at, claims)| contradiction(at, claims, &phrases))
        .collect::<Result<_, _>>()?;
    if wrong.is_empty() {
        page.paragraph(&phrases.nothing);
    }
    page.items(wrong);
    let open: Vec<EvidenceId> = with(Verdict::Undecidable).filter_map(|(at, _)| id(at)).collect();
    if !open.is_empty() {
        page.heading(&phrases.undecidable);
        page.items(vec![vec![
            Inline::Text(Text::new(format!("{} ", phrases.sentences))),
            Inline::References(open),
        ]]);
    }
    page.heading(&phrases.every_sentence);
    let every = sentences.iter().enumerate().map(|(at, claims)| sentence(at, claims, names, &phrases));
    page.items(every.collect::<Result<_, _>>()?);
    Ok(page.finish()?)
}

/// Sentences are numbered as they stand: `N12`.
fn id(at: usize) -> Option<EvidenceId> {
    EvidenceId::new(&format!("N{}", at + 1)).ok()
}

/// A contradicted sentence with what is wrong and what would be right.
fn contradiction(at: usize, claims: &[Checked], phrases: &CheckPhrases) -> Result<Vec<Inline>, Error> {
    let mut item: Vec<Inline> = id(at).map(|id| Inline::References(vec![id])).into_iter().collect();
    item.extend([Inline::Text(Text::new(" ")), Inline::Text(words(claims))]);
    for claim in claims.iter().filter(|claim| claim.verdict == Verdict::Contradicted) {
        item.push(Inline::Text(Text::new(" ")));
        item.extend(verdict(claim, phrases)?);
    }
    Ok(item)
}

/// The sentence that some claims are of.
fn words(claims: &[Checked]) -> Text {
    claims.first().map(|claim| visible(&claim.sentence)).unwrap_or_default()
}

/// A sentence with its number, and for each of its claims the verdict and the figures.
fn sentence(
    at: usize,
    claims: &[Checked],
    names: &BTreeMap<FigureKey, String>,
    phrases: &CheckPhrases,
) -> Result<Vec<Inline>, Error> {
    let mut item: Vec<Inline> = id(at).map(Inline::Entry).into_iter().collect();
    item.extend([Inline::Text(Text::new(" ")), Inline::Text(words(claims))]);
    for claim in claims.iter().filter(|claim| claim.verdict != Verdict::NotAClaim) {
        item.push(Inline::Text(Text::new(" ")));
        item.extend(verdict(claim, phrases)?);
        let mut figures: Vec<Text> = Vec::new();
        for used in &claim.figures {
            let name = names.get(&used.key).cloned().unwrap_or_else(|| used.key.subject.to_string());
            let places = [("name", name.as_str()), ("figure", &used.shown)];
            figures.push(Text::new(fill(&phrases.figure, &places)?));
        }
        // The first figure is the one that decided: it stands where nothing can be opened.
        if let Some(first) = figures.first() {
            let summary = Text::new(fill(&phrases.figures, &[("figure", first.as_str())])?);
            item.push(Inline::Text(Text::new(" ")));
            item.push(Inline::Disclosure(Disclosure { summary, items: figures }));
        }
    }
    Ok(item)
}

/// “Contradicted: 0 of 2 are outstanding. Right would be: …”
fn verdict(claim: &Checked, phrases: &CheckPhrases) -> Result<Vec<Inline>, Error> {
    let mut because = ended(&claim.because);
    if let Some(why) = &claim.borderline {
        because.push(' ');
        because.push_str(&fill(&phrases.borderline, &[("why", &ended(why))])?);
    }
    if let Some(suggestion) = &claim.suggestion {
        because.push(' ');
        because.push_str(&fill(&phrases.right, &[("suggestion", &ended(suggestion))])?);
    }
    let word = statements::text::capitalised(claim.verdict.in_words());
    Ok(vec![Inline::Strong(Text::new(format!("{word}:"))), Inline::Text(Text::new(format!(" {because}")))])
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
