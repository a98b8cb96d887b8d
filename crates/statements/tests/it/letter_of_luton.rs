//! The letter to Luton of 2011 against the published files: what it claims, what the evidence says of it, and what becomes of it when
//! its words are changed to their opposites. The letter is read from the shared folder; only facts about it are kept here.

use profile::Profile;
use serde::Deserialize;
use statements::read::{Document, Format, read};
use statements::{CheckContext, Checked, Claim, Facts, Lexicon, Verdict, check};
use std::sync::LazyLock;

/// At least this part of the letter's checkable claims is to be recognised.
const RECOGNISED_AT_LEAST: f64 = 0.95;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().unwrap());

#[derive(Deserialize)]
struct Claims {
    claims: Vec<Listed>,
    unread: Vec<Unread>,
}

/// A checkable claim, as listed by hand.
#[derive(Deserialize)]
struct Listed {
    begins: String,
    says: String,
    verdict: Verdicts,
    because: String,
    claim: Claim,
}

/// A checkable claim that is known not to be followed.
#[derive(Deserialize)]
struct Unread {
    begins: String,
    says: String,
}

#[derive(Deserialize)]
struct Mutations {
    mutations: Vec<Mutation>,
}

#[derive(Deserialize)]
struct Mutation {
    begins: String,
    replace: String,
    with: String,
    verdict: Verdicts,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Verdicts {
    Supported,
    Contradicted,
    Undecidable,
}

impl Verdicts {
    fn is(self, verdict: Verdict) -> bool {
        match self {
            Verdicts::Supported => verdict == Verdict::Supported,
            Verdicts::Contradicted => verdict == Verdict::Contradicted,
            Verdicts::Undecidable => verdict == Verdict::Undecidable,
        }
    }
}

/// The letter and the profile that it is about.
fn letter() -> Option<(String, Profile)> {
    let text =
        std::fs::read_to_string(crate::real::shared("reference")?.join("luton-2011-letter.txt")).unwrap();
    let evidence = crate::real::evidence()?;
    let luton = crate::real::profiles(evidence, "2011-08-31")
        .into_iter()
        .find(|profile| profile.name == "Luton")
        .unwrap();
    Some((text, luton))
}

fn document(text: &str) -> Document {
    read(text.as_bytes(), Format::Text).unwrap()
}

fn checked(text: &str, facts: &Facts<'_>) -> Vec<Checked> {
    check(&document(text), facts, CheckContext::default()).sentences
}

/// A sentence without the marks of its block.
fn plain(sentence: &str) -> String {
    let without = sentence.replace("<b>", "").replace("</b>", "");
    without.trim_start_matches(['-', '#', ' ']).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn its_checkable_claims_are_recognised_and_decided_as_the_published_files_have_it() {
    let Some((text, luton)) = letter() else { return };
    let listed: Claims = toml::from_str(include_str!("../seed/claims.toml")).unwrap();
    let facts = Facts::new(&luton, &LEXICON);
    let mut found: Vec<Checked> =
        checked(&text, &facts).into_iter().filter(|one| one.claim.is_some()).collect();
    let mut recognised = 0;
    for expected in &listed.claims {
        let at = found.iter().position(|one| {
            plain(&one.sentence).starts_with(&expected.begins) && one.claim.as_ref() == Some(&expected.claim)
        });
        let Some(at) = at else {
            eprintln!("not recognised: {} ({})", expected.says, expected.begins);
            continue;
        };
        let one = found.remove(at);
        assert!(expected.verdict.is(one.verdict), "{}: {:?}, {}", expected.says, one.verdict, one.because);
        assert!(one.because.contains(&expected.because), "{}: {}", expected.says, one.because);
        recognised += 1;
    }
    assert!(found.is_empty(), "claims that the letter does not make: {found:#?}");
    for unread in &listed.unread {
        let there = checked(&text, &facts).iter().any(|one| plain(&one.sentence).starts_with(&unread.begins));
        assert!(there, "{}", unread.says);
    }
    let all = listed.claims.len() + listed.unread.len();
    eprintln!("{recognised} of {all} checkable claims recognised");
    assert!(
        f64::from(recognised) >= f64::from(u32::try_from(all).unwrap()) * RECOGNISED_AT_LEAST,
        "{recognised} of {all}"
    );
}

#[test]
fn words_changed_to_their_opposites_are_contradicted_wherever_the_evidence_can_decide() {
    let Some((text, luton)) = letter() else { return };
    let listed: Mutations = toml::from_str(include_str!("../seed/mutations.toml")).unwrap();
    assert!(listed.mutations.len() >= 60);
    let facts = Facts::new(&luton, &LEXICON);
    let before: Vec<Option<Claim>> = checked(&text, &facts).into_iter().map(|one| one.claim).collect();
    let document = document(&text);
    let mut counts = [0, 0];
    let mut wrong: Vec<String> = Vec::new();
    for mutation in &listed.mutations {
        let name = format!("{} | {} → {}", mutation.begins, mutation.replace, mutation.with);
        let mut changed: Vec<Checked> = Vec::new();
        for one in checked(&text, &facts) {
            let sentence = &document.text[one.span.bytes()];
            if !plain(sentence).starts_with(&mutation.begins) || !sentence.contains(&mutation.replace) {
                continue;
            }
            let mut mutated = text.clone();
            mutated.replace_range(one.span.bytes(), &sentence.replacen(&mutation.replace, &mutation.with, 1));
            changed.extend(
                checked(&mutated, &facts)
                    .into_iter()
                    .filter(|one| one.claim.is_some() && !before.contains(&one.claim)),
            );
        }
        if changed.is_empty() {
            wrong.push(format!("{name}: no claim changed"));
        }
        for one in changed.iter().filter(|one| one.verdict == Verdict::Supported) {
            wrong.push(format!("{name}: supported, {} {:?}", one.because, one.claim));
        }
        let contradicted = changed.iter().any(|one| one.verdict == Verdict::Contradicted);
        if contradicted != (mutation.verdict == Verdicts::Contradicted) {
            let why: Vec<&str> = changed.iter().map(|one| one.because.as_str()).collect();
            wrong.push(format!(
                "{name}: {}, {why:?}",
                if contradicted { "contradicted" } else { "not contradicted" }
            ));
        }
        counts[usize::from(contradicted)] += 1;
    }
    eprintln!("{} changes: {} contradicted, {} undecidable", listed.mutations.len(), counts[1], counts[0]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_that_sets_the_draft_beside_the_letter_quotes_what_is_written() {
    let Some((_, luton)) = letter() else { return };
    let facts = Facts::new(&luton, &LEXICON);
    let written: Vec<String> = statements::statements(&facts, statements::Selection::default())
        .into_iter()
        .map(|statement| statement.text)
        .collect();
    let page = include_str!("../../../../docs/luton-2011.md");
    // Whole sentences in quotation marks are the draft's; a statement may have more than one.
    let quoted: Vec<&str> = page
        .split('“')
        .skip(1)
        .filter_map(|rest| rest.split('”').next())
        .filter(|quoted| quoted.ends_with('.'))
        .collect();
    assert!(quoted.len() > 10, "only {} sentences are quoted", quoted.len());
    for sentence in quoted {
        assert!(written.iter().any(|text| text.contains(sentence)), "not written: {sentence}");
    }
}
