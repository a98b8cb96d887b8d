//! Any bytes as text with delimiters: decoded and read or refused, rows numbered upwards.
#![no_main]
use ingest::document::{FileKind, open};
use std::ops::ControlFlow;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = open(bytes, FileKind::Text) {
        for sheet in &opened.sheets {
            let mut last = 0;
            let _ = sheet.each_row(|row| {
                assert!(row.number > last);
                last = row.number;
                ControlFlow::Continue(())
            });
        }
    }
});
