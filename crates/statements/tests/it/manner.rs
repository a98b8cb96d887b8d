//! Sentences in the manner of the letters of 2009 to 2011, each read by itself, against the published files.

use serde::Deserialize;
use statements::{Facts, Lexicon, Recogniser, Ruling, decide};

#[derive(Deserialize)]
struct Sentences {
    sentences: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    verdicts: String,
}

#[test]
fn sentences_in_the_manner_of_the_letters_get_the_verdicts_that_the_published_files_give() {
    let Some(evidence) = crate::real::evidence() else { return };
    let luton = crate::real::profiles(evidence, "2011-08-31")
        .into_iter()
        .find(|profile| profile.name == "Luton")
        .unwrap();
    let lexicon = Lexicon::built_in().unwrap();
    let facts = Facts::new(&luton, &lexicon);
    let recogniser = Recogniser::new(&facts);
    let listed: Sentences = toml::from_str(include_str!("../seed/sentences.toml")).unwrap();
    assert!(listed.sentences.len() >= 100);
    let mut wrong = Vec::new();
    for sentence in &listed.sentences {
        let decisions: Vec<_> =
            recogniser.recognise(&sentence.text).iter().map(|claim| decide(claim, &facts)).collect();
        let verdicts: String = decisions
            .iter()
            .map(|decision| match decision.ruling {
                Ruling::Supported => 's',
                Ruling::Contradicted => 'c',
                Ruling::Undecidable => 'u',
            })
            .collect();
        if verdicts != sentence.verdicts {
            let why: Vec<&str> = decisions.iter().map(|decision| decision.because.as_str()).collect();
            wrong.push(format!("{}: {verdicts} instead of {} {why:?}", sentence.text, sentence.verdicts));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
