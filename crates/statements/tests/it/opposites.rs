//! The statements of many areas with their words changed to their opposites: nothing that comes of it is supported.

use rayon::prelude::*;
use rstest::rstest;
use statements::{Claim, Facts, Lexicon, Recogniser, Ruling, Selection, decide, statements};

/// How many areas, evenly spread over the register.
const AREAS: usize = 30;

/// Words with their opposites, each to be put in the place of the other.
const OPPOSITES: [(&str, &str); 34] = [
    ("higher than", "lower than"),
    ("above that", "below that"),
    ("wider than", "smaller than"),
    ("larger than", "narrower than"),
    ("has risen", "has fallen"),
    ("has increased", "has decreased"),
    ("rose", "fell"),
    ("increased from", "decreased from"),
    ("widened", "narrowed"),
    ("continues to rise", "continues to fall"),
    ("continues to widen", "continues to narrow"),
    ("has grown", "has narrowed"),
    ("more quickly than", "more slowly than"),
    ("faster than", "less quickly than"),
    ("in line with that", "well above that"),
    ("similar to that", "much lower than"),
    ("is higher", "is not higher"),
    ("is lower", "is not lower"),
    ("is well", "is not"),
    ("is much", "is not"),
    ("has", "has not"),
    ("The very large majority", "A very small minority"),
    ("The large majority", "A small minority"),
    ("A large majority", "A very small minority"),
    ("The majority", "A minority"),
    ("Most", "None of the"),
    ("Almost all", "Almost none of the"),
    ("Nearly all", "None of the"),
    ("Both", "Neither of the two"),
    ("All", "None of the"),
    ("One of", "Two of"),
    ("Two of", "Three of"),
    ("are good or better", "are inadequate"),
    ("are outstanding", "are not outstanding"),
];

/// What became of a statement's changes: contradicted, undecidable, and wrongly supported in words.
#[derive(Default)]
struct Outcome {
    contradicted: usize,
    undecidable: usize,
    unread: usize,
    supported: Vec<String>,
}

impl Outcome {
    fn plus(mut self, other: Outcome) -> Outcome {
        self.contradicted += other.contradicted;
        self.undecidable += other.undecidable;
        self.unread += other.unread;
        self.supported.extend(other.supported);
        self
    }
}

/// A text with one word changed in each place where it stands.
fn changes(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (one, other) in OPPOSITES {
        let mut pairs = vec![(one, other)];
        // "Is not" may stand for many words; only opposites of the same build go both ways.
        if !other.contains("not") && !one.contains("Two") {
            pairs.push((other, one));
        }
        for (from, to) in pairs {
            for (at, _) in text.match_indices(from) {
                let whole = !text[..at].ends_with(char::is_alphabetic)
                    && !text[at + from.len()..].starts_with(char::is_alphabetic);
                // Names in quotation marks are the publishers'.
                let quoted = text[..at].matches('“').count() > text[..at].matches('”').count();
                if whole && !quoted {
                    all.push(format!("{}{to}{}", &text[..at], &text[at + from.len()..]));
                }
            }
        }
    }
    all
}

fn tried(text: &str, claims: &[Claim], recogniser: &Recogniser<'_>, facts: &Facts<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for changed in changes(text) {
        let new: Vec<Claim> =
            recogniser.recognise(&changed).into_iter().filter(|claim| !claims.contains(claim)).collect();
        outcome.unread += usize::from(new.is_empty());
        for claim in new {
            match decide(&claim, facts).ruling {
                Ruling::Contradicted => outcome.contradicted += 1,
                Ruling::Undecidable => outcome.undecidable += 1,
                Ruling::Supported => outcome.supported.push(format!("{}: {changed}", facts.profile.name)),
            }
        }
    }
    outcome
}

#[rstest]
#[case("2011-08-31")]
#[case("2026-06-30")]
fn no_statement_with_a_word_changed_to_its_opposite_is_supported(#[case] as_at: &str) {
    let Some(evidence) = crate::real::evidence() else { return };
    let profiles = crate::real::profiles(evidence, as_at);
    let lexicon = Lexicon::built_in().unwrap();
    let step = profiles.len().div_ceil(AREAS).max(1);
    let all = profiles
        .par_iter()
        .step_by(step)
        .map(|profile| {
            let facts = Facts::new(profile, &lexicon);
            let recogniser = Recogniser::new(&facts);
            let one = |statement: &statements::Statement| {
                tried(&statement.text, &statement.claims, &recogniser, &facts)
            };
            statements(&facts, Selection::default()).iter().map(one).fold(Outcome::default(), Outcome::plus)
        })
        .reduce(Outcome::default, Outcome::plus);
    eprintln!(
        "{as_at}: {} contradicted, {} undecidable, {} unread, {} supported",
        all.contradicted,
        all.undecidable,
        all.unread,
        all.supported.len()
    );
    assert!(all.supported.is_empty(), "{}", all.supported.join("\n"));
    assert!(all.contradicted > 500, "only {} were contradicted", all.contradicted);
    assert!(all.contradicted > 5 * all.undecidable, "{} were undecidable", all.undecidable);
}
