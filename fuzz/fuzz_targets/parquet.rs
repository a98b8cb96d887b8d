//! Any bytes as Parquet: read or refused, never a panic, within the limits.
#![no_main]
use ingest::document::{FileKind, open};
use std::ops::ControlFlow;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = open(bytes, FileKind::Parquet) {
        for sheet in &opened.sheets {
            let _ = sheet.each_row(|_| ControlFlow::Continue(()));
        }
    }
});
