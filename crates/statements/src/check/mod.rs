//! Checking a document: every sentence, what it claims, and whether the evidence bears it out.

mod about;
mod margin;

pub use margin::{MarginLine, Mark};

use crate::claim::Claim;
use crate::decide::{Decision, Ruling, decide};
use crate::facts::Facts;
use crate::read::{BlockKind, Document, Format};
use crate::realise::realise;
use crate::recognise::Recogniser;
use crate::text::plain_spaces;
use evidence::{Areas, Date};
use profile::FigureUsed;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Documents with more sentences than this are read up to here, and the report says so: a letter has a hundred.
pub const SENTENCES_MAX: usize = 20_000;

/// What is said of a sentence or one of its claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
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
pub struct CheckContext<'a> {
    /// The register of areas, to see that a letter is about another area.
    pub areas: Option<&'a Areas>,
}

/// Where a sentence stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// Its first byte in the document's text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The same in characters.
    pub characters: [usize; 2],
    /// The same in bytes of the source, where the format keeps places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<[usize; 2]>,
}

impl Span {
    /// Its bytes in the document's text.
    pub fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A sentence with one of its claims, or with none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Checked {
    /// The sentence, with runs of white space as single spaces.
    pub sentence: String,
    /// Where it stands.
    pub span: Span,
    /// What kind of block it stands in.
    pub block: BlockKind,
    /// What it claims, with the claim's id; none where it claims nothing.
    #[serde(with = "identified")]
    #[schemars(with = "Option<identified::Identified>")]
    pub claim: Option<Claim>,
    /// What is said of it.
    pub verdict: Verdict,
    /// The true figures in a few words, or what is missing.
    pub because: String,
    /// Why a person should look although there is a verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borderline: Option<String>,
    /// Every figure that the claim names or that decided it, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<FigureUsed>,
    /// What a reader must know of the figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
    /// The sentence that would be right in place of a contradicted claim.
    pub suggestion: Option<String>,
}

/// A claim is written with its id, which is made of the claim itself.
mod identified {
    use crate::claim::{Claim, ClaimId};
    use schemars::JsonSchema;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize, JsonSchema)]
    #[schemars(rename = "IdentifiedClaim")]
    pub(super) struct Identified {
        /// The same for equal claims.
        id: ClaimId,
        #[serde(flatten)]
        claim: Claim,
    }

    #[expect(clippy::ref_option, reason = "serde hands the field over by reference")]
    pub(super) fn serialize<S: Serializer>(claim: &Option<Claim>, serializer: S) -> Result<S::Ok, S::Error> {
        let identified = claim.as_ref().map(|claim| Identified { id: claim.id(), claim: claim.clone() });
        identified.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Claim>, D::Error> {
        Ok(Option::<Identified>::deserialize(deserializer)?.map(|identified| identified.claim))
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The area of the profile.
    pub area: String,
    /// The cut-off date of the profile.
    #[schemars(with = "String")]
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
}

/// How many claims got which verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
pub fn check(document: &Document, facts: &Facts<'_>, context: CheckContext<'_>) -> Report {
    check_with(document, &Recogniser::new(facts), facts, context)
}

/// The same with a recogniser that is ready: for many documents of one profile.
pub fn check_with(
    document: &Document,
    recogniser: &Recogniser<'_>,
    facts: &Facts<'_>,
    context: CheckContext<'_>,
) -> Report {
    let names = about::Names::of(context.areas, facts);
    let mismatches = about::mismatches(document, &names, facts);
    let mut report = Report {
        area: facts.profile.name.clone(),
        as_at: facts.profile.as_at,
        snapshot: facts.profile.snapshot.clone(),
        format: document.format,
        mismatches,
        notices: Vec::new(),
        sentences: Vec::new(),
    };
    let mut reading = recogniser.reading();
    let mut characters = Characters::default();
    for block in &document.blocks {
        // One more than fits, to see that there is more.
        let left = SENTENCES_MAX.saturating_sub(report.sentences.len()) + 1;
        for read in reading.block(document.block_text(block), left) {
            if report.sentences.len() >= SENTENCES_MAX {
                report.notices.push(format!(
                    "The document is longer than a letter: only its first {SENTENCES_MAX} sentences were checked."
                ));
                return report;
            }
            let span = block.range.start + read.span.start..block.range.start + read.span.end;
            let at = characters.of(&document.text, &span);
            let base = Checked {
                sentence: plain_spaces(&document.text[span.clone()]),
                span: Span {
                    start: span.start,
                    end: span.end,
                    characters: [at.start, at.end],
                    source: document.source_span(&span).map(|source| [source.start, source.end]),
                },
                block: block.kind,
                claim: None,
                verdict: Verdict::NotAClaim,
                because: String::new(),
                borderline: None,
                figures: Vec::new(),
                notices: Vec::new(),
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
    report
}

/// A decision, unless the words are about another area or year: then the profile cannot decide anything.
fn decided(claim: &Claim, elsewhere: Option<&str>, facts: &Facts<'_>) -> Decision {
    match elsewhere {
        Some(reason) => Decision::undecidable(reason),
        None => decide(claim, facts),
    }
}

fn with_decision(base: Checked, claim: Claim, decision: Decision, facts: &Facts<'_>) -> Checked {
    Checked {
        verdict: Verdict::of(decision.ruling),
        because: decision.because,
        borderline: decision.borderline,
        suggestion: decision.instead.map(|instead| realise(&instead, facts)),
        figures: decision.figures,
        notices: decision.notices,
        claim: Some(claim),
        ..base
    }
}

/// Checks one statement by itself. A statement need not name its area; that a whole letter does is not asked here.
pub fn check_statement(text: &str, facts: &Facts<'_>) -> Vec<Checked> {
    check_statement_with(text, &Recogniser::new(facts), facts)
}

/// The same with a recogniser that is ready: for many statements of one profile.
pub fn check_statement_with(text: &str, recogniser: &Recogniser<'_>, facts: &Facts<'_>) -> Vec<Checked> {
    let document = Document::of_statement(text);
    check_with(&document, recogniser, facts, CheckContext::default()).sentences
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
