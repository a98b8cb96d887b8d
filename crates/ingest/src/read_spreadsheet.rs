//! Workbooks of Excel, new (`.xlsx`) and old (`.xls`), through `calamine`.
//!
//! Before `calamine` sees a file it has passed [`crate::archive::check_workbook`] or [`crate::old_workbook::rebuilt`]:
//! the library reserves memory for what a file merely claims, and a failed reservation ends the program. Cells are
//! then taken one by one, never as a dense range, so two cells at the corners of a sheet cost two cells.

use crate::limits;
use crate::table::{OwnedCell, Rows, Sheet, Unreadable};
use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsx};
use evidence::Date;
use std::collections::BTreeMap;
use std::io::Cursor;

/// Cells gathered by row, within the limits of one workbook.
pub struct Gathered {
    rows: BTreeMap<u32, Vec<OwnedCell>>,
    cells: usize,
}

impl Gathered {
    /// Nothing yet; `cells` is how many other sheets of the workbook hold.
    pub fn new(cells: usize) -> Gathered {
        Gathered { rows: BTreeMap::new(), cells }
    }

    /// Puts a cell in its place, both counted from 0.
    pub fn put(&mut self, row: u32, column: usize, cell: OwnedCell) -> Result<(), Unreadable> {
        if cell == OwnedCell::Empty {
            return Ok(());
        }
        if row >= limits::ROWS || column >= limits::COLUMNS {
            return Err(Unreadable(format!(
                "a value in row {}, column {}; the limits are {} rows and {} columns",
                u64::from(row) + 1,
                column + 1,
                limits::ROWS,
                limits::COLUMNS
            )));
        }
        if let OwnedCell::Text(text) = &cell
            && text.len() > limits::CELL_BYTES
        {
            return Err(Unreadable(format!("row {}: a cell of {} bytes", row + 1, text.len())));
        }
        let cells = self.rows.entry(row).or_default();
        if column >= cells.len() {
            self.cells += column + 1 - cells.len();
            if self.cells > limits::WORKBOOK_CELLS {
                return Err(Unreadable(format!(
                    "more than {} cells in one workbook, which is the limit",
                    limits::WORKBOOK_CELLS
                )));
            }
            cells.resize(column + 1, OwnedCell::Empty);
        }
        cells[column] = cell;
        Ok(())
    }

    /// The rows in order, numbered from 1, and how many cells the workbook holds by now.
    pub fn finish(self) -> (Vec<(u32, Vec<OwnedCell>)>, usize) {
        let cells = self.cells;
        (self.rows.into_iter().map(|(row, cells)| (row + 1, cells)).collect(), cells)
    }
}

/// Reads every sheet of an `.xlsx` workbook.
pub fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet<'static>>, Unreadable> {
    crate::archive::check_workbook(bytes)?;
    guarded(|| {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        let names = workbook.sheet_names();
        check_sheets(names.len())?;
        let mut sheets = Vec::new();
        let mut held = 0;
        for name in names {
            let mut reader = match workbook.worksheet_cells_reader(&name) {
                Ok(reader) => reader,
                // A chart sheet is listed with the others and holds no cells.
                Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
                Err(error) => return Err(broken(&error)),
            };
            let mut gathered = Gathered::new(held);
            while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
                let (row, column) = cell.get_position();
                gathered.put(row, column as usize, owned_ref(cell.get_value()))?;
            }
            let (rows, cells) = gathered.finish();
            held = cells;
            sheets.push(Sheet { name, rows: Rows::Cells(rows) });
        }
        Ok(sheets)
    })
}

/// Reads every sheet of an `.xls` workbook.
pub fn read_xls(bytes: &[u8]) -> Result<Vec<Sheet<'static>>, Unreadable> {
    let rebuilt = crate::old_workbook::rebuilt(bytes)?;
    guarded(|| {
        let mut workbook: Xls<_> = Xls::new(Cursor::new(rebuilt)).map_err(|error| broken(&error))?;
        let mut sheets = Vec::new();
        let mut held = 0;
        for (name, range) in workbook.worksheets() {
            let mut gathered = Gathered::new(held);
            let (top, left) = range.start().unwrap_or((0, 0));
            for (row, column, value) in range.used_cells() {
                let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(top);
                gathered.put(row, column.saturating_add(left as usize), owned(value))?;
            }
            let (rows, cells) = gathered.finish();
            held = cells;
            sheets.push(Sheet { name, rows: Rows::Cells(rows) });
        }
        Ok(sheets)
    })
}

/// Refuses a workbook with too many sheets.
pub fn check_sheets(sheets: usize) -> Result<(), Unreadable> {
    if sheets > limits::SHEETS {
        return Err(Unreadable(format!("{sheets} sheets; the limit is {}", limits::SHEETS)));
    }
    Ok(())
}

/// `calamine` slices records of old workbooks by lengths that the file claims, and panics where a broken file claims too
/// much.
fn guarded<T>(read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    crate::panics::guarded("the workbook is damaged: its parts contradict one another", read)
}

fn broken(error: &dyn std::fmt::Display) -> Unreadable {
    Unreadable(format!("the workbook cannot be read: {error}"))
}

fn owned_ref(value: &DataRef<'_>) -> OwnedCell {
    match value {
        DataRef::Int(number) => OwnedCell::Number(*number as f64),
        DataRef::Float(number) => OwnedCell::Number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(truth) => truth_cell(*truth),
        DataRef::DateTime(moment) => date_cell(moment),
        DataRef::DateTimeIso(text) => iso_cell(text),
        DataRef::Error(error) => text_cell(&error.to_string()),
        DataRef::Empty => OwnedCell::Empty,
    }
}

fn owned(value: &Data) -> OwnedCell {
    match value {
        Data::Int(number) => OwnedCell::Number(*number as f64),
        Data::Float(number) => OwnedCell::Number(*number),
        Data::String(text) | Data::DurationIso(text) => text_cell(text),
        Data::Bool(truth) => truth_cell(*truth),
        Data::DateTime(moment) => date_cell(moment),
        Data::DateTimeIso(text) => iso_cell(text),
        Data::Error(error) => text_cell(&error.to_string()),
        _ => OwnedCell::Empty,
    }
}

/// A text, or nothing where it is blank.
pub fn text_cell(text: &str) -> OwnedCell {
    if text.trim().is_empty() { OwnedCell::Empty } else { OwnedCell::Text(text.into()) }
}

/// A truth value as text, as a spreadsheet program shows it.
pub fn truth_cell(truth: bool) -> OwnedCell {
    OwnedCell::Text(if truth { "TRUE" } else { "FALSE" }.into())
}

/// The day of a moment written as ISO 8601.
pub fn iso_cell(text: &str) -> OwnedCell {
    match text.get(..10).and_then(|day| day.parse::<Date>().ok()) {
        Some(date) => OwnedCell::Date(date),
        None => text_cell(text),
    }
}

fn date_cell(moment: &ExcelDateTime) -> OwnedCell {
    if moment.is_duration() || !(0.0..2_958_466.0).contains(&moment.as_f64()) {
        return OwnedCell::Number(moment.as_f64());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year)
        .ok()
        .and_then(|year| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok());
    date.map_or(OwnedCell::Number(moment.as_f64()), OwnedCell::Date)
}
