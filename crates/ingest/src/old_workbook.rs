//! Old workbooks of Excel (`.xls`) made safe to hand to a library.
//!
//! The library reserves memory for the dimensions that a sheet claims, and lays each sheet out as a rectangle from
//! its first cell to its last. So the workbook's stream is taken out of its container, its records are walked as the
//! library will walk them, rectangles are added up, claims of dimensions are struck out, and the stream is packed
//! into a new container: what was checked is what will be read.

use crate::limits;
use crate::table::Unreadable;
use std::io::{Cursor, Read, Write};

/// Record types, by their numbers in the file format.
const BOUND_SHEET: u16 = 0x0085;
const END_OF_FILE: u16 = 0x000A;
const BEGIN_OF_FILE: u16 = 0x0809;
const DIMENSIONS: u16 = 0x0200;
/// A type that no reader knows: what is struck out becomes this.
const STRUCK_OUT: u16 = 0xFFFF;
/// Several numbers in one record: the first column follows the row, the last column ends the record.
const MULTIPLE_NUMBERS: u16 = 0x00BD;
/// Records of one cell: formula, number, label, formatted label, truth or error, number (short), shared label.
const CELLS: [u16; 7] = [0x0006, 0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD];

/// The workbook's stream, checked and packed anew.
pub fn rebuilt(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let (name, mut stream) = workbook_stream(bytes)?;
    let sheets = sheets(&stream)?;
    let mut budget = Budget { cells: 0, records: 0 };
    let mut struck = Vec::new();
    for at in sheets {
        budget.walk(&stream, at, &mut struck)?;
    }
    for at in struck {
        stream[at..at + 2].copy_from_slice(&STRUCK_OUT.to_le_bytes());
    }
    packed(&name, &stream)
}

fn damaged(error: impl std::fmt::Display) -> Unreadable {
    Unreadable(format!("the old workbook is damaged or cut off: {error}"))
}

fn workbook_stream(bytes: &[u8]) -> Result<(String, Vec<u8>), Unreadable> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    // `Book` is what Excel 5 and 95 called it.
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| container.is_stream(name))
        .ok_or_else(|| Unreadable("a container of Office without a workbook in it".to_owned()))?;
    let mut stream = Vec::new();
    container
        .open_stream(name)
        .map_err(damaged)?
        .take(limits::OLD_WORKBOOK_BYTES + 1)
        .read_to_end(&mut stream)
        .map_err(damaged)?;
    if stream.len() as u64 > limits::OLD_WORKBOOK_BYTES {
        return Err(Unreadable(format!(
            "the old workbook is larger than {} bytes; save it as .xlsx",
            limits::OLD_WORKBOOK_BYTES
        )));
    }
    Ok((name.to_owned(), stream))
}

fn packed(name: &str, stream: &[u8]) -> Result<Vec<u8>, Unreadable> {
    // Version 3, as Excel writes it: the library takes a container of version 4 without small streams for empty.
    let mut container =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).map_err(damaged)?;
    container.create_stream(name).and_then(|mut to| to.write_all(stream)).map_err(damaged)?;
    container.flush().map_err(damaged)?;
    Ok(container.into_inner().into_inner())
}

/// A record: its type, where its data is, where the next record begins.
struct Record<'a> {
    kind: u16,
    at: usize,
    data: &'a [u8],
    next: usize,
}

fn two(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let kind = two(stream, at)?;
    let length = usize::from(two(stream, at + 2)?);
    let data = stream.get(at + 4..at + 4 + length)?;
    Some(Record { kind, at, data, next: at + 4 + length })
}

/// Where the sheets begin.
fn sheets(stream: &[u8]) -> Result<Vec<usize>, Unreadable> {
    let mut sheets = Vec::new();
    let mut at = 0;
    while let Some(record) = record(stream, at) {
        match record.kind {
            END_OF_FILE => break,
            BOUND_SHEET => {
                if let [a, b, c, d, ..] = *record.data {
                    sheets.push(u32::from_le_bytes([a, b, c, d]) as usize);
                }
            }
            _ => {}
        }
        at = record.next;
    }
    crate::read_spreadsheet::check_sheets(sheets.len())?;
    Ok(sheets)
}

/// What the sheets of a workbook have cost so far.
struct Budget {
    cells: u64,
    records: u64,
}

impl Budget {
    /// Adds up one sheet and notes where it claims dimensions.
    fn walk(&mut self, stream: &[u8], from: usize, struck: &mut Vec<usize>) -> Result<(), Unreadable> {
        let mut rows: Option<(u16, u16)> = None;
        let mut columns: Option<(u16, u16)> = None;
        let mut depth = 0usize;
        let mut at = from;
        while let Some(record) = record(stream, at) {
            self.records += 1;
            if self.records > limits::OLD_WORKBOOK_RECORDS {
                return Err(Unreadable(format!("more than {} records", limits::OLD_WORKBOOK_RECORDS)));
            }
            match record.kind {
                BEGIN_OF_FILE => depth += 1,
                END_OF_FILE if depth <= 1 => break,
                END_OF_FILE => depth -= 1,
                DIMENSIONS => struck.push(record.at),
                kind if CELLS.contains(&kind) || kind == MULTIPLE_NUMBERS => {
                    if let (Some(row), Some(first)) = (two(record.data, 0), two(record.data, 2)) {
                        let last = if kind == MULTIPLE_NUMBERS {
                            record
                                .data
                                .len()
                                .checked_sub(2)
                                .and_then(|end| two(record.data, end))
                                .unwrap_or(first)
                        } else {
                            first
                        };
                        rows = Some(widened(rows, row));
                        columns = Some(widened(Some(widened(columns, first)), last));
                    }
                }
                _ => {}
            }
            at = record.next;
        }
        if let (Some((top, bottom)), Some((left, right))) = (rows, columns) {
            self.cells += (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1);
        }
        if self.cells > limits::OLD_WORKBOOK_CELLS {
            return Err(Unreadable(format!(
                "its sheets span more than {} cells, counted as rectangles; save it as .xlsx",
                limits::OLD_WORKBOOK_CELLS
            )));
        }
        Ok(())
    }
}

fn widened(span: Option<(u16, u16)>, with: u16) -> (u16, u16) {
    span.map_or((with, with), |(from, until)| (from.min(with), until.max(with)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A record as the file has it.
    fn bytes(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes()[..], data].concat()
    }

    /// A workbook of one sheet with numbers in some cells, and dimensions that it claims.
    pub(crate) fn workbook(cells: &[(u16, u16)], claimed: Option<(u32, u32)>) -> Vec<u8> {
        let begin = bytes(BEGIN_OF_FILE, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0]);
        let name = [&[0u8, 0, 1, 0][..], b"S"].concat();
        let bound_length = 4 + 4 + name.len();
        let sheet_at = u32::try_from(begin.len() + bound_length + 4).unwrap();
        let bound = bytes(BOUND_SHEET, &[&sheet_at.to_le_bytes()[..], &name].concat());
        let mut stream = [begin.clone(), bound, bytes(END_OF_FILE, &[])].concat();
        stream.extend(bytes(BEGIN_OF_FILE, &[0, 6, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0]));
        if let Some((first, last)) = claimed {
            let data = [&first.to_le_bytes()[..], &last.to_le_bytes()[..], &[0, 0, 255, 255, 0, 0]].concat();
            stream.extend(bytes(DIMENSIONS, &data));
        }
        for (row, column) in cells {
            let number =
                [&row.to_le_bytes()[..], &column.to_le_bytes()[..], &[0, 0], &1f64.to_le_bytes()[..]]
                    .concat();
            stream.extend(bytes(0x0203, &number));
        }
        stream.extend(bytes(END_OF_FILE, &[]));
        packed("/Workbook", &stream).unwrap()
    }

    #[test]
    fn a_small_old_workbook_is_read_whatever_dimensions_it_claims() {
        let sheets =
            crate::read_spreadsheet::read_xls(&workbook(&[(0, 0), (2, 1)], Some((5, 4_000_000_000))))
                .unwrap();
        let head = sheets[0].head(9).unwrap();
        assert_eq!(head, [(1, vec!["1".to_owned()]), (3, vec![String::new(), "1".to_owned()])]);
    }

    #[test]
    fn two_cells_in_opposite_corners_are_refused() {
        let error = rebuilt(&workbook(&[(0, 0), (65_535, 255)], None)).unwrap_err();
        assert_eq!(
            error.0,
            "its sheets span more than 2000000 cells, counted as rectangles; save it as .xlsx"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_workbook_with_any_bytes_changed_is_read_or_refused(changes in proptest::collection::vec((0usize..4096, any::<u8>()), 1..40)) {
            let mut bytes = workbook(&[(0, 0), (2, 1)], Some((0, 3)));
            for (at, byte) in changes {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            let _ = crate::read_spreadsheet::read_xls(&bytes);
        }
    }
}
