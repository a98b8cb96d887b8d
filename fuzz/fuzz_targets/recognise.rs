//! Any document of any format is read, recognised and judged without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statements::read::Format;
use statements::{Facts, Lexicon, Surroundings, check, read};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().expect("the shipped words can be read"));

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = [Format::Text, Format::Markdown, Format::Html, Format::Docx][usize::from(*first) % 4];
    let profile = profile::Profile {
        area: evidence::AreaNumber::new(821).expect("Luton's number is one of an area"),
        name: "Luton".to_owned(),
        region: "East of England".to_owned(),
        as_at: "2011-08-31".parse().expect("a date"),
        snapshot: String::new(),
        convention: "default".to_owned(),
        neighbours: None,
        remits: vec![],
        indicators: vec![],
        gaps: vec![],
        events: vec![],
        notices: vec![],
    };
    let facts = Facts::new(&profile, &LEXICON);
    if let Ok(document) = read::read(rest, format) {
        let report = check(&document, &facts, Surroundings::default());
        for checked in &report.sentences {
            assert!(document.text.get(checked.span.clone()).is_some());
        }
        let _ = report.json();
        let _ = report.html();
    }
});
