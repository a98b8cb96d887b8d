//! Any text as a description of a format: understood, or its mistakes reported.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let vocabulary = ingest::vocabulary::builtin();
    let files = std::iter::once(("fuzzed.toml".to_owned(), text.to_owned()));
    let _ = ingest::Descriptions::of(files, &vocabulary);
});
