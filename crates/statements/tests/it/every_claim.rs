//! The law of the grammar on real data: every claim that can be made of any area is read back from its own words, and
//! what is read back is supported.

use rayon::prelude::*;
use rstest::rstest;
use statements::{Facts, Lexicon, Recogniser, Ruling, Selection, decide, findings, realise, statements};

#[rstest]
#[case("2011-08-31", 40_000)]
#[case("2026-06-30", 60_000)]
fn every_claim_of_every_area_is_read_back_and_supported(#[case] as_at: &str, #[case] at_least: usize) {
    let Some(evidence) = crate::real::evidence() else { return };
    let profiles = crate::real::profiles(evidence, as_at);
    let lexicon = Lexicon::built_in().unwrap();
    let counted: usize = profiles
        .par_iter()
        .map(|profile| {
            let facts = Facts::new(profile, &lexicon);
            let recogniser = Recogniser::new(&facts);
            let all = findings(&facts);
            for finding in &all {
                let text = realise(&finding.claim, &facts);
                let back = recogniser.recognise(&text);
                assert_eq!(back, std::slice::from_ref(&finding.claim), "{}: {text}", profile.name);
                assert_eq!(decide(&back[0], &facts).ruling, Ruling::Supported, "{}: {text}", profile.name);
            }
            all.len()
        })
        .sum();
    eprintln!("{counted} claims of {} areas as at {as_at}", profiles.len());
    assert!(counted > at_least, "only {counted} claims");
}

#[rstest]
#[case("2011-08-31")]
#[case("2026-06-30")]
fn every_statement_of_every_area_makes_the_claims_it_was_made_of(#[case] as_at: &str) {
    let Some(evidence) = crate::real::evidence() else { return };
    let profiles = crate::real::profiles(evidence, as_at);
    let lexicon = Lexicon::built_in().unwrap();
    let counted: usize = profiles
        .par_iter()
        .map(|profile| {
            let facts = Facts::new(profile, &lexicon);
            let recogniser = Recogniser::new(&facts);
            let all = statements(&facts, Selection::default());
            for statement in &all {
                assert_eq!(recogniser.recognise(&statement.text), statement.claims, "{}", statement.text);
            }
            all.len()
        })
        .sum();
    assert!(counted > profiles.len() * 5, "only {counted} statements");
}
