//! Any text is read as a condition or refused at a place within it; what is read prints and reads back as itself.
#![no_main]

use framework::language::{condition, quantity};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match condition(text) {
        Ok(read) => {
            let printed = read.to_string();
            // A canonical spelling may be longer than what was written (`>=` becomes `is at least`).
            if printed.len() <= framework::language::LONGEST {
                assert_eq!(condition(&printed).as_ref(), Ok(&read), "{printed}");
            }
        }
        Err(mistake) => assert!(mistake.span.end <= text.len()),
    }
    if let Err(mistake) = quantity(text) {
        assert!(mistake.span.end <= text.len());
    }
});
