//! Any bytes as an archive of files: inflated within the limits or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = ingest::archive::kind(bytes);
    let _ = ingest::archive::each_file(bytes, |_, _| Ok(()));
});
