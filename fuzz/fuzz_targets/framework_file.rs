//! Any text is a framework or a list of mistakes at places within it.
#![no_main]

use framework::{Framework, Names};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static VOCABULARY: LazyLock<evidence::Vocabulary> = LazyLock::new(ingest::vocabulary::builtin);

fuzz_target!(|text: &str| {
    match Framework::check("fuzzed.toml", text, &Names::of_vocabulary(&VOCABULARY)) {
        Ok(framework) => assert!(!framework::describe::describe(&framework).is_empty()),
        Err(mistakes) => {
            assert!(mistakes.list().iter().all(|mistake| mistake.span.end <= text.len()));
            assert!(!mistakes.rendered().is_empty());
        }
    }
});
