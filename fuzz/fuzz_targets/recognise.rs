//! Any document of any format is read, recognised and judged without a panic, beside a profile with figures: settings,
//! indicators, gaps and an event.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statements::read::Format;
use statements::{CheckContext, Facts, Lexicon, check, read};
use std::sync::LazyLock;

#[path = "../../crates/statements/tests/it/made/mod.rs"]
mod made;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::built_in().expect("the shipped words can be read"));
static PROFILE: LazyLock<profile::Profile> = LazyLock::new(made::luton);

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = [Format::Text, Format::Markdown, Format::Html, Format::Docx][usize::from(*first) % 4];
    let facts = Facts::new(&PROFILE, &LEXICON);
    if let Ok(document) = read::read(rest, format) {
        let report = check(&document, &facts, CheckContext::default());
        for checked in &report.sentences {
            assert!(document.text.get(checked.span.bytes()).is_some());
        }
        let _ = report.text(100);
    }
});
