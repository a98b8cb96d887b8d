//! Claims in free text. One pass finds every phrase that the lexicon and the profile make understood; each predicate
//! among them then takes its subject, comparators and times from its own clause, or from the clauses before.
//! The work grows in proportion to the text.

mod assemble;
mod clauses;
mod concepts;
mod figures;
mod links;
mod mentions;
mod parts;
mod phrases;
mod sentences;
mod subjects;
mod tokens;
mod values;

use crate::claim::Claim;
use crate::facts::Facts;
use concepts::Concept;
use mentions::{QuotedNames, parse};
use phrases::Phrases;
use std::ops::Range;
use subjects::Context;

pub(crate) use phrases::Phrases as Names;
pub use tokens::is_invisible;
pub(crate) use tokens::{Token as Word, tokens as words};

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
        self.reading().block(text, usize::MAX)
    }

    /// Begins to read a document block by block.
    pub fn reading(&self) -> Reading<'_> {
        Reading { recogniser: self, context: Context::default() }
    }
}

/// A document being read: what one block leaves out may be named in the block before.
#[derive(Debug, Clone)]
pub struct Reading<'r> {
    recogniser: &'r Recogniser<'r>,
    context: Context,
}

impl Reading<'_> {
    /// The sentences of the next block, at most a given number.
    pub fn block(&mut self, text: &str, at_most: usize) -> Vec<Read> {
        self.context.general = None;
        // A block that begins in the middle of a sentence goes on with the one before it.
        if !text.trim_start().starts_with(char::is_lowercase) {
            self.context.age = None;
            self.context.measure = None;
            self.context.group = None;
            self.context.subjects.clear();
        }
        let Recogniser { facts, phrases, names } = self.recogniser;
        sentences::sentences(text, &facts.lexicon.grammar.abbreviations)
            .into_iter()
            .take(at_most)
            .map(|span| {
                let claims = if span.len() > SENTENCE_BYTES_MAX {
                    Vec::new()
                } else {
                    let parsed = parse(&text[span.clone()], phrases, names, facts.lexicon);
                    assemble::claims(&parsed, &mut self.context, facts)
                };
                Read { span, claims }
            })
            .collect()
    }
}
