//! Checking a document: every sentence, what it claims, and whether the evidence bears it out.

mod about;
mod html;
mod json;
mod margin;

pub use margin::{MarginLine, Mark};

use crate::claim::Claim;
use crate::decide::{Decision, EvidenceEntry, NamedFigure, Ruling, decide};
use crate::facts::Facts;
use crate::read::{BlockKind, Document, Format};
use crate::realise::realise;
use crate::recognise::Recogniser;
use crate::text::plain_spaces;
use evidence::{Areas, Date, Source};
use serde::Serialize;
use std::ops::Range;

/// Documents with more sentences than this are read up to here, and the report says so: a letter has a hundred.
pub const SENTENCES_MAX: usize = 20_000;

/// What is said of a sentence or one of its claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The evidence shows it.
    Supported,
    /// The evidence shows something else.
    Contradicted,
    /// The evidence cannot tell.
    Undecidable,
    /// The sentence claims nothing that evidence could show.
    NotAClaim,
}

impl Verdict {
    /// In words, as readers see it.
    pub fn in_words(self) -> &'static str {
        match self {
            Verdict::Supported => "supported",
            Verdict::Contradicted => "contradicted",
            Verdict::Undecidable => "undecidable",
            Verdict::NotAClaim => "not a claim",
        }
    }

    fn of(ruling: Ruling) -> Verdict {
        match ruling {
            Ruling::Supported => Verdict::Supported,
            Ruling::Contradicted => Verdict::Contradicted,
            Ruling::Undecidable => Verdict::Undecidable,
        }
    }
}

/// What checking can use beside the profile.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// The register of areas, to see that a letter is about another area.
    pub areas: Option<&'a Areas>,
    /// The evidence's sources, to name the files of figures.
    pub sources: &'a [Source],
}

/// A sentence with one of its claims, or with none.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The sentence, as it stands.
    pub sentence: String,
    /// Its bytes in the document's text.
    pub span: Range<usize>,
    /// Its bytes in the source, where the format keeps places.
    pub source_span: Option<Range<usize>>,
    /// Its characters in the document's text.
    pub characters: Range<usize>,
    /// What kind of block it stands in.
    pub block: BlockKind,
    /// The claim, if it makes one.
    pub claim: Option<Claim>,
    /// What is said of it.
    pub verdict: Verdict,
    /// The true figures in a few words, or what is missing.
    pub because: String,
    /// Why a person should look although there is a verdict.
    pub borderline: Option<String>,
    /// The figures that decided.
    pub figures: Vec<NamedFigure>,
    /// Where they come from.
    pub evidence: Vec<EvidenceEntry>,
    /// The sentence that would be right in place of a contradicted claim.
    pub suggestion: Option<String>,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The area of the profile.
    pub area: String,
    /// The cut-off date of the profile.
    pub as_at: Date,
    /// The snapshot of the profile.
    pub snapshot: String,
    /// The format that was read.
    pub format: Format,
    /// Why the document does not belong to the profile, if it does not: another area, another year.
    pub mismatches: Vec<String>,
    /// What a reader of the report must know: the document was cut off, and the like.
    pub notices: Vec<String>,
    /// The sentences in order; one that makes several claims comes several times.
    pub sentences: Vec<Checked>,
    /// The evidence's sources that figures come from, as `(position, file, title)`.
    pub sources: Vec<(u32, String, String)>,
}

/// How many claims got which verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Claims that the evidence shows.
    pub supported: usize,
    /// Claims that it contradicts.
    pub contradicted: usize,
    /// Claims that it cannot decide.
    pub undecidable: usize,
    /// Sentences that claim nothing.
    pub not_claims: usize,
    /// Claims that a person should look at.
    pub borderline: usize,
}

impl Report {
    /// How many claims got which verdict.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for checked in &self.sentences {
            match checked.verdict {
                Verdict::Supported => counts.supported += 1,
                Verdict::Contradicted => counts.contradicted += 1,
                Verdict::Undecidable => counts.undecidable += 1,
                Verdict::NotAClaim => counts.not_claims += 1,
            }
            counts.borderline += usize::from(checked.borderline.is_some());
        }
        counts
    }

    /// The claims that the evidence contradicts.
    pub fn contradictions(&self) -> impl Iterator<Item = &Checked> {
        self.sentences.iter().filter(|checked| checked.verdict == Verdict::Contradicted)
    }
}

/// Checks a document against a profile.
pub fn check(document: &Document, facts: &Facts<'_>, surroundings: Surroundings<'_>) -> Report {
    check_with(document, &Recogniser::new(facts), facts, surroundings)
}

/// The same with a recogniser that is ready: for many documents of one profile.
pub fn check_with(
    document: &Document,
    recogniser: &Recogniser<'_>,
    facts: &Facts<'_>,
    surroundings: Surroundings<'_>,
) -> Report {
    let names = about::Names::of(surroundings.areas, facts);
    let mismatches = about::mismatches(document, &names, facts);
    let mut report = Report {
        area: facts.profile.name.clone(),
        as_at: facts.profile.as_at,
        snapshot: facts.profile.snapshot.clone(),
        format: document.format,
        mismatches,
        notices: Vec::new(),
        sentences: Vec::new(),
        sources: Vec::new(),
    };
    let mut reading = recogniser.reading();
    let mut characters = Characters::default();
    for block in &document.blocks {
        // One more than fits, to see that there is more.
        let room = SENTENCES_MAX.saturating_sub(report.sentences.len()) + 1;
        for read in reading.block(document.block_text(block), room) {
            if report.sentences.len() >= SENTENCES_MAX {
                report.notices.push(format!(
                    "The document is longer than a letter: only its first {SENTENCES_MAX} sentences were checked."
                ));
                return finished(report, surroundings.sources);
            }
            let span = block.range.start + read.span.start..block.range.start + read.span.end;
            let base = Checked {
                sentence: plain_spaces(&document.text[span.clone()]),
                source_span: document.source_span(&span),
                characters: characters.of(&document.text, &span),
                span,
                block: block.kind,
                claim: None,
                verdict: Verdict::NotAClaim,
                because: String::new(),
                borderline: None,
                figures: Vec::new(),
                evidence: Vec::new(),
                suggestion: None,
            };
            // Headings name what follows; they claim nothing.
            let claims = if block.kind == BlockKind::Heading { Vec::new() } else { read.claims };
            if claims.is_empty() {
                report.sentences.push(base);
                continue;
            }
            let elsewhere = report.mismatches.first().cloned().or_else(|| names.another(&base.sentence));
            for claim in claims {
                let decision = decided(&claim, elsewhere.as_deref(), facts);
                report.sentences.push(with_decision(base.clone(), claim, decision, facts));
            }
        }
    }
    finished(report, surroundings.sources)
}

/// A decision, unless the words are about another area or year: then the profile cannot decide anything.
fn decided(claim: &Claim, elsewhere: Option<&str>, facts: &Facts<'_>) -> Decision {
    match elsewhere {
        Some(reason) => Decision::undecidable(reason),
        None => decide(claim, facts),
    }
}

fn with_decision(base: Checked, claim: Claim, decision: Decision, facts: &Facts<'_>) -> Checked {
    let figures = decision
        .evidence
        .iter()
        .flat_map(|entry| {
            let own = NamedFigure { name: entry.what.clone(), figure: entry.figure.clone() };
            std::iter::once(own).chain(entry.comparators.iter().cloned())
        })
        .collect();
    Checked {
        verdict: Verdict::of(decision.ruling),
        because: decision.because,
        borderline: decision.borderline,
        suggestion: decision.instead.map(|instead| realise(&instead, facts)),
        figures,
        evidence: decision.evidence,
        claim: Some(claim),
        ..base
    }
}

/// Adds the sources that figures come from.
fn finished(mut report: Report, sources: &[Source]) -> Report {
    let mut used: Vec<u32> = report
        .sentences
        .iter()
        .flat_map(|checked| &checked.evidence)
        .flat_map(|entry| &entry.origins)
        .map(|origin| u32::from(origin.source.0))
        .collect();
    used.sort_unstable();
    used.dedup();
    report.sources = used
        .into_iter()
        .filter_map(|at| {
            let source = sources.get(usize::try_from(at).ok()?)?;
            Some((at, source.file.clone(), source.title.clone()))
        })
        .collect();
    report
}

/// Counts characters along a text, so that the whole takes time in proportion to it.
#[derive(Default)]
struct Characters {
    byte: usize,
    character: usize,
}

impl Characters {
    fn of(&mut self, text: &str, span: &Range<usize>) -> Range<usize> {
        let start = self.at(text, span.start);
        start..self.at(text, span.end)
    }

    fn at(&mut self, text: &str, byte: usize) -> usize {
        if byte < self.byte {
            *self = Characters::default();
        }
        self.character += text[self.byte..byte].chars().count();
        self.byte = byte;
        self.character
    }
}
