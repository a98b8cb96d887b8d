//! The report as JSON: a list with one entry for each claim, and one for each sentence that claims nothing.
//! Its schema is `docs/schemas/check.schema.json`.

use super::{Checked, Report};
use crate::decide::NamedFigure;
use serde::Serialize;

/// At most so many rows of the sources are named for a figure; how many there are is always said.
const ROWS_MAX: usize = 20;

#[derive(Serialize)]
struct Entry<'a> {
    sentence: &'a str,
    span: Span,
    claim: Option<ClaimEntry<'a>>,
    verdict: super::Verdict,
    because: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    borderline: Option<&'a str>,
    figures: &'a [NamedFigure],
    evidence: Vec<EvidenceOut<'a>>,
    suggestion: Option<&'a str>,
}

#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
    characters: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct ClaimEntry<'a> {
    id: String,
    #[serde(flatten)]
    claim: &'a crate::claim::Claim,
}

#[derive(Serialize)]
struct EvidenceOut<'a> {
    what: &'a str,
    figure: &'a str,
    rows: usize,
    origins: Vec<OriginOut<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notices: &'a [String],
}

#[derive(Serialize)]
struct OriginOut<'a> {
    source: u32,
    file: &'a str,
    row: u32,
}

impl Report {
    /// The report as JSON.
    pub fn json(&self) -> String {
        let entries: Vec<Entry<'_>> = self.sentences.iter().map(|checked| self.entry(checked)).collect();
        serde_json::to_string_pretty(&entries).unwrap_or_default()
    }

    fn entry<'a>(&'a self, checked: &'a Checked) -> Entry<'a> {
        Entry {
            sentence: &checked.sentence,
            span: Span {
                start: checked.span.start,
                end: checked.span.end,
                characters: [checked.characters.start, checked.characters.end],
                source: checked.source_span.as_ref().map(|span| [span.start, span.end]),
            },
            claim: checked.claim.as_ref().map(|claim| ClaimEntry { id: claim.id().to_string(), claim }),
            verdict: checked.verdict,
            because: &checked.because,
            borderline: checked.borderline.as_deref(),
            figures: &checked.figures,
            evidence: checked.evidence.iter().map(|entry| self.evidence(entry)).collect(),
            suggestion: checked.suggestion.as_deref(),
        }
    }

    fn evidence<'a>(&'a self, entry: &'a crate::decide::EvidenceEntry) -> EvidenceOut<'a> {
        EvidenceOut {
            what: &entry.what,
            figure: &entry.figure,
            rows: entry.origins.len(),
            origins: entry
                .origins
                .iter()
                .take(ROWS_MAX)
                .map(|origin| {
                    let source = u32::from(origin.source.0);
                    let known = self.sources.iter().find(|(at, _, _)| *at == source);
                    OriginOut { source, file: known.map_or("", |(_, file, _)| file), row: origin.row }
                })
                .collect(),
            notices: &entry.notices,
        }
    }
}
