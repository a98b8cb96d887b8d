//! Any bytes as a workbook (`.ods`): read or refused, never a panic, within the limits.
#![no_main]
use ingest::document::{FileKind, open};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = open(bytes, FileKind::Ods) {
        for sheet in &opened.sheets {
            let _ = sheet.head(60);
        }
    }
});
