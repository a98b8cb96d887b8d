//! What a letter states: statements that were drafted from the evidence, or those of a draft that a person edited.

use super::phrases::LetterPhrases;
use crate::error::Error;
use document::fill;
use statements::claim::Subject;
use statements::decide::EvidenceEntry;
use statements::draft::{Accepted, AcceptedItem};
use statements::findings::stage_of;
use statements::{Facts, Section, Statement, Verdict};

/// The statements of a letter.
#[derive(Debug, Default)]
pub struct LetterStatements {
    /// Statements of the letter's own parts.
    pub statements: Vec<LetterStatement>,
    /// Parts that a person added: their titles and statements.
    pub further: Vec<(String, Vec<LetterStatement>)>,
    /// Whether a person put them in this order.
    pub by_a_person: bool,
    /// What rests on a person's word, and whose, sentence by sentence.
    pub by_writer: Vec<String>,
}

/// A statement with the evidence it rests on.
#[derive(Debug, Clone)]
pub struct LetterStatement {
    /// The part of the letter.
    pub section: Section,
    /// The stage of life.
    pub stage: String,
    /// What it speaks of.
    pub subjects: Vec<Subject>,
    /// The sentence.
    pub text: String,
    /// Its evidence; a person's statement may have none.
    pub evidence: Vec<EvidenceEntry>,
}

impl LetterStatements {
    /// Statements drafted from the evidence. One that cannot be followed back to the rows that made it is not made.
    pub fn drafted(statements: &[Statement]) -> LetterStatements {
        let followed_back = |statement: &&Statement| {
            !statement.evidence.is_empty()
                && statement.evidence.iter().all(|figure| !figure.origins.is_empty())
        };
        let said = |statement: &Statement| LetterStatement {
            section: statement.section,
            stage: statement.stage.clone(),
            subjects: statement.claims.iter().map(|claim| claim.subject.clone()).collect(),
            text: statement.text.clone(),
            evidence: statement.evidence.clone(),
        };
        LetterStatements {
            statements: statements.iter().filter(followed_back).map(said).collect(),
            ..LetterStatements::default()
        }
    }

    /// The statements of an edited draft, in the order that the person gave them.
    pub fn accepted(
        draft: &Accepted,
        facts: &Facts<'_>,
        phrases: &LetterPhrases,
    ) -> Result<LetterStatements, Error> {
        let mut said = LetterStatements { by_a_person: true, ..LetterStatements::default() };
        for part in &draft.sections {
            let mut stage = String::new();
            let mut statements = Vec::new();
            for item in &part.items {
                // A statement that claims nothing belongs to the one before it.
                let claims = item.checked.iter().filter_map(|checked| checked.claim.as_ref());
                let subjects: Vec<Subject> = claims.map(|claim| claim.subject.clone()).collect();
                stage = subjects.first().map_or(stage, |subject| stage_of(subject, facts));
                statements.push(LetterStatement {
                    section: part.section.unwrap_or(Section::Strengths),
                    stage: stage.clone(),
                    subjects,
                    text: item.text.clone(),
                    evidence: evidence(item),
                });
                said.by_writer.extend(by_writer(item, phrases)?);
            }
            match part.section {
                Some(_) => said.statements.extend(statements),
                None => said.further.push((part.title.clone(), statements)),
            }
        }
        Ok(said)
    }
}

/// The evidence of everything that a statement claims, each entry once.
fn evidence(item: &AcceptedItem) -> Vec<EvidenceEntry> {
    let mut entries: Vec<EvidenceEntry> = Vec::new();
    for entry in item.checked.iter().flat_map(|checked| &checked.evidence) {
        if !entry.origins.is_empty() && !entries.contains(entry) {
            entries.push(entry.clone());
        }
    }
    entries
}

/// What a statement says that the evidence does not show.
fn by_writer(item: &AcceptedItem, phrases: &LetterPhrases) -> Result<Vec<String>, Error> {
    let phrases = &phrases.by_writer;
    let mut said = Vec::new();
    for checked in &item.checked {
        let sentence = checked.sentence.as_str();
        let because = checked.because.trim_end_matches('.');
        let text = match (checked.verdict, &item.acknowledged) {
            (Verdict::Supported, _) => continue,
            (Verdict::NotAClaim, _) => fill(&phrases.no_claim, &[("sentence", sentence)])?,
            (Verdict::Contradicted, Some(acknowledged)) => fill(
                &phrases.contradicted,
                &[
                    ("sentence", sentence),
                    ("because", because),
                    ("by", &acknowledged.by),
                    ("grounds", &acknowledged.grounds),
                ],
            )?,
            (Verdict::Undecidable | Verdict::Contradicted, _) => {
                fill(&phrases.undecidable, &[("sentence", sentence), ("because", because)])?
            }
        };
        if !said.contains(&text) {
            said.push(text);
        }
    }
    Ok(said)
}
