//! Claims in free text. One pass finds every phrase that the lexicon and the profile make understood; each predicate
//! among them then takes its subject, comparators and times from its own clause, or from the clauses before.
//! The work grows in proportion to the text.

mod assemble;
mod clauses;
mod concepts;
mod mentions;
mod phrases;
mod sentences;
mod subjects;
mod tokens;

use crate::claim::Claim;
use crate::facts::Facts;
use concepts::Concept;
use mentions::{QuotedNames, parse};
use phrases::Phrases;
use std::ops::Range;
use subjects::Context;

pub(crate) use phrases::Phrases as Names;
pub(crate) use tokens::{Token as Word, is_invisible, tokens as words};

/// A sentence longer than this is not read for claims: nobody writes one, and what comes that long is not prose.
pub const SENTENCE_BYTES_MAX: usize = 8 * 1024;

/// Reads claims of one area out of text.
#[derive(Debug, Clone)]
pub struct Recogniser<'a> {
    facts: &'a Facts<'a>,
    phrases: Phrases<Concept>,
    names: QuotedNames,
}

/// A sentence with its claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// What it claims; nothing where it is no claim.
    pub claims: Vec<Claim>,
}

impl<'a> Recogniser<'a> {
    /// Makes ready for one profile; the phrases are those of the lexicon and the names in the profile.
    pub fn new(facts: &'a Facts<'a>) -> Recogniser<'a> {
        Recogniser { facts, phrases: concepts::phrases(facts), names: QuotedNames::of(facts) }
    }

    /// The claims of one text of one or more sentences.
    pub fn recognise(&self, text: &str) -> Vec<Claim> {
        self.read(text).into_iter().flat_map(|read| read.claims).collect()
    }

    /// The sentences of a text with their claims; each may leave out what those before it named.
    pub fn read(&self, text: &str) -> Vec<Read> {
        let mut context = Context::default();
        self.read_on(text, &mut context)
    }

    fn read_on(&self, text: &str, context: &mut Context) -> Vec<Read> {
        sentences::sentences(text)
            .into_iter()
            .map(|span| {
                let claims = if span.len() > SENTENCE_BYTES_MAX {
                    Vec::new()
                } else {
                    let parsed = parse(&text[span.clone()], &self.phrases, &self.names, self.facts.lexicon);
                    assemble::claims(&parsed.mentions, context, self.facts)
                };
                Read { span, claims }
            })
            .collect()
    }

    /// Reads the blocks of a document in order; what is left out in one may be named in the block before.
    pub fn read_blocks<'t>(&self, blocks: impl Iterator<Item = &'t str>) -> Vec<Vec<Read>> {
        let mut context = Context::default();
        blocks
            .map(|block| {
                context.general = None;
                self.read_on(block, &mut context)
            })
            .collect()
    }
}
