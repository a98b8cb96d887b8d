//! Any bytes as text in an encoding to be found out.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = ingest::encoding::decode(bytes);
});
