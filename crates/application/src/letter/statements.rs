//! What a letter states: statements that were drafted from the evidence, or those of a draft that a person edited.

use super::phrases::LetterPhrases;
use crate::error::Error;
use document::fill;
use statements::draft::{Accepted, AcceptedItem};
use statements::{Statement, Verdict};

/// The statements of a letter.
#[derive(Debug, Default)]
pub struct LetterStatements {
    /// Statements of the letter's own parts.
    pub statements: Vec<Statement>,
    /// Parts that a person added: their titles and statements.
    pub further: Vec<(String, Vec<Statement>)>,
    /// Whether a person put them in this order.
    pub by_a_person: bool,
    /// What rests on a person's word, and whose, sentence by sentence.
    pub by_writer: Vec<String>,
    /// SHA-256 of the edited draft that they come from; none where they were drafted from the evidence.
    pub sha256: Option<String>,
}

impl LetterStatements {
    /// Statements drafted from the evidence. One that names no figure cannot be followed back and is not made.
    pub fn drafted(statements: Vec<Statement>) -> LetterStatements {
        let followed_back = |statement: &Statement| !statement.figures.is_empty();
        LetterStatements {
            statements: statements.into_iter().filter(followed_back).collect(),
            ..LetterStatements::default()
        }
    }

    /// The statements of an edited draft, in the order that the person gave them.
    pub fn accepted(draft: &Accepted, phrases: &LetterPhrases) -> Result<LetterStatements, Error> {
        let mut said = LetterStatements { by_a_person: true, ..LetterStatements::default() };
        for part in &draft.sections {
            let statements = part.items.iter().map(|item| item.statement.clone());
            match part.section {
                Some(_) => said.statements.extend(statements),
                None => said.further.push((part.title.clone(), statements.collect())),
            }
            for item in &part.items {
                said.by_writer.extend(by_writer(item, phrases)?);
            }
        }
        Ok(said)
    }
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
                    ("grounds", acknowledged.grounds.as_str()),
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
