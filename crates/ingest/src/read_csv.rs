//! Text with delimiters: comma, tab, semicolon or vertical bar.

use crate::limits;
use crate::table::{Row, Unreadable};
use std::borrow::Cow;
use std::ops::ControlFlow;

/// A text file whose rows are read as it goes.
#[derive(Debug)]
pub struct DelimitedText<'a> {
    text: Cow<'a, str>,
    delimiter: u8,
}

impl<'a> DelimitedText<'a> {
    /// A decoded text. The delimiter is the one that the first lines have most of.
    pub fn new(text: Cow<'a, str>) -> DelimitedText<'a> {
        let delimiter = delimiter_of(&text);
        DelimitedText { text, delimiter }
    }

    /// Reads the rows in order until told to stop.
    pub fn each_row(&self, with: &mut dyn FnMut(&Row<'_>) -> ControlFlow<()>) -> Result<(), Unreadable> {
        let bytes = self.text.as_bytes();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            // Titles and notes have fewer cells than the table; the mapping checks the rows of the table itself.
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(bytes);
        let mut record = csv::StringRecord::new();
        let mut number = 0u32;
        loop {
            let from = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {}
                Err(error) => return Err(Unreadable(format!("row {}: {error}", number + 1))),
            }
            // The reader passes over empty lines without counting them; a spreadsheet program counts them.
            number = number.saturating_add(1).saturating_add(empty_lines(bytes, from));
            check_row(number, &record)?;
            if with(&Row::of_record(number, &record)).is_break() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Why the file seems to end in the middle of a row, if it does: the last line has no end, and either fewer
    /// cells than its headings or a quotation mark that is never closed.
    pub fn torn(&self, headings: usize, last_row_cells: usize) -> Option<String> {
        let ended = self.text.ends_with(['\n', '\r']);
        if memchr::memchr_iter(b'"', self.text.as_bytes()).count() % 2 == 1 && last_row_cells < headings {
            return Some("a quotation mark is opened and never closed, and the last row is short".to_owned());
        }
        (!ended && last_row_cells > 0 && last_row_cells < headings)
            .then(|| format!("the last row has {last_row_cells} of {headings} cells and no end of line"))
    }
}

fn check_row(number: u32, record: &csv::StringRecord) -> Result<(), Unreadable> {
    if number > limits::ROWS {
        return Err(Unreadable(format!("more than {} rows, which is the limit", limits::ROWS)));
    }
    if record.len() > limits::COLUMNS {
        return Err(Unreadable(format!(
            "row {number} has {} cells; the limit is {}",
            record.len(),
            limits::COLUMNS
        )));
    }
    // The whole record's length is known without looking at each cell; few records are longer than one cell may be.
    if record.as_slice().len() > limits::CELL_BYTES
        && let Some((column, cell)) =
            record.iter().enumerate().find(|(_, cell)| cell.len() > limits::CELL_BYTES)
    {
        return Err(Unreadable(format!(
            "row {number}, column {}: a cell of {} bytes; the limit is {}. A quotation mark that is never closed has this effect",
            column + 1,
            cell.len(),
            limits::CELL_BYTES
        )));
    }
    Ok(())
}

/// How many lines with nothing at all on them lie between the end of one row and the next.
fn empty_lines(bytes: &[u8], mut from: usize) -> u32 {
    // The second half of a line's end, which the reader takes with the next row.
    if from > 0 && bytes.get(from - 1) == Some(&b'\r') && bytes.get(from) == Some(&b'\n') {
        from += 1;
    }
    let mut lines = 0;
    loop {
        match (bytes.get(from), bytes.get(from + 1)) {
            (Some(b'\r'), Some(b'\n')) => from += 2,
            (Some(b'\r' | b'\n'), _) => from += 1,
            _ => return lines,
        }
        lines += 1;
    }
}

/// The delimiter that occurs most in the first lines, outside quotation marks; a comma where none does.
fn delimiter_of(text: &str) -> u8 {
    const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];
    let mut counts = [0usize; 4];
    let mut quoted = false;
    for byte in text.bytes().take(16 * 1024) {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted && let Some(at) = CANDIDATES.iter().position(|candidate| *candidate == byte) {
            counts[at] += 1;
        }
    }
    // Equal counts: the earlier of the list.
    let best = (0..CANDIDATES.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    CANDIDATES[best]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut rows = Vec::new();
        DelimitedText::new(Cow::Borrowed(text))
            .each_row(&mut |row| {
                rows.push((row.number, row.cells().map(|cell| cell.text().into_owned()).collect()));
                ControlFlow::Continue(())
            })
            .unwrap();
        rows
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_program_numbers_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "\"c", "d\",e", "", "", "f,g"].join(end);
            let numbers: Vec<u32> = rows(&text).iter().map(|(number, _)| *number).collect();
            assert_eq!(numbers, [1, 3, 6], "{end:?}");
        }
    }

    #[test]
    fn tabs_semicolons_and_bars_are_found_by_the_first_lines() {
        for delimiter in [",", "\t", ";", "|"] {
            let text = [["a", "b"].join(delimiter), ["1", "\"2,2,2;;\""].join(delimiter)].join("\n");
            assert_eq!(rows(&text)[0].1, ["a", "b"], "{delimiter:?}");
        }
    }

    #[test]
    fn a_million_columns_are_refused_with_the_limit() {
        let text = ",".repeat(1_000_000);
        let error =
            DelimitedText::new(Cow::Owned(text)).each_row(&mut |_| ControlFlow::Continue(())).unwrap_err();
        assert_eq!(error.0, "row 1 has 1000001 cells; the limit is 4096");
    }

    #[test]
    fn a_cell_without_end_is_refused_and_the_likely_cause_said() {
        let text = format!("a,b\n1,\"{}", "x".repeat(limits::CELL_BYTES + 1));
        let error =
            DelimitedText::new(Cow::Owned(text)).each_row(&mut |_| ControlFlow::Continue(())).unwrap_err();
        assert!(error.0.starts_with("row 2, column 2: a cell of 262145 bytes"), "{error}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_rows_are_numbered_upwards(text in "[a,;\"\t\r\n|é ]{0,200}") {
            let mut last = 0;
            DelimitedText::new(Cow::Owned(text)).each_row(&mut |row| {
                assert!(row.number > last);
                last = row.number;
                ControlFlow::Continue(())
            }).unwrap();
        }
    }
}
