//! Tables as workbooks (XLSX) that anybody can read: a cover sheet, notes on the columns, then one table a sheet under a header
//! that stays in view. The one way from a table to a workbook: what is written as CSV is what stands in the sheets.

mod cover;
mod words;

pub use cover::TableOf;
pub use words::{TableWords, table_words};

use crate::error::Error;
use crate::export::rounded;
use evidence::{Date, Missing};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

/// What stands on the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The name of the sheet: “About”.
    pub sheet: String,
    /// What the workbook is.
    pub title: String,
    /// Terms with what they are: area, date, licences.
    pub lines: Vec<CoverLine>,
    /// The date that is also the file's: no clock is asked.
    pub date: Date,
}

/// A term and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverLine {
    /// The term: “Licence”.
    pub term: String,
    /// What it is.
    pub detail: String,
}

/// A table on a sheet of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSheet {
    /// The name of the sheet.
    pub name: String,
    /// The table as CSV, its header in the first row.
    pub csv: Vec<u8>,
}

/// A sheet of a workbook holds so many rows; its header is one of them.
const SHEET_ROWS: usize = 1_048_575;

/// A cell of a workbook holds so many characters.
const CELL_CHARACTERS: usize = 32_767;

/// The widest that a column is made, in characters.
const WIDEST: f64 = 60.0;

/// Rows that are looked at to see how wide a column is.
const MEASURED_ROWS: usize = 200;

/// A workbook of a cover and tables; rows beyond one sheet go on in a further one.
///
/// # Errors
/// Where a table is no CSV, or a sheet's name is not one that workbooks allow.
pub fn write(cover: &Cover, tables: &[TableSheet]) -> Result<Vec<u8>, Error> {
    let unwritable = |reason: String| Error::Unwritable { format: "XLSX", reason };
    let words = table_words();
    let read = tables.iter().map(|table| Ok((table.name.as_str(), Rows::read(&table.csv, words)?)));
    let read: Vec<(&str, Rows)> =
        read.collect::<Result<_, csv::Error>>().map_err(|error| unwritable(error.to_string()))?;
    workbook(cover, &read, words).map_err(|error| unwritable(error.to_string()))
}

fn workbook(cover: &Cover, tables: &[(&str, Rows)], words: &TableWords) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(
        cover.date.year().unsigned_abs(),
        cover.date.month().unsigned_abs(),
        cover.date.day().unsigned_abs(),
    )?;
    workbook.set_properties(&DocProperties::new().set_title(&cover.title).set_creation_datetime(&made));
    write_cover(workbook.add_worksheet(), cover)?;
    let notes = notes(tables, words);
    if !notes.records.is_empty() {
        write_table(&mut workbook, &words.about.notes, &notes)?;
    }
    for (name, rows) in tables {
        write_table(&mut workbook, name, rows)?;
    }
    workbook.save_to_buffer()
}

/// What each column means, once for all tables.
fn notes(tables: &[(&str, Rows)], words: &TableWords) -> Rows {
    let mut records: Vec<Vec<Cell>> = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for column in tables.iter().flat_map(|(_, rows)| &rows.header) {
        if let Some(meaning) = words.columns.get(column).filter(|_| !named.contains(&column.as_str())) {
            named.push(column);
            records.push(vec![Cell::Text(column.clone()), Cell::Text(meaning.clone())]);
        }
    }
    let columns = &words.notes_columns;
    Rows { header: vec![columns.term.clone(), columns.meaning.clone()], records }
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Empty,
    Text(String),
    Number(f64),
}

/// A table, each cell as a number or as words.
struct Rows {
    header: Vec<String>,
    records: Vec<Vec<Cell>>,
}

/// The column of figures, and that which says why there is none.
const VALUE: &str = "value";
const REASON: &str = "missing_reason";

impl Rows {
    fn read(csv: &[u8], words: &TableWords) -> Result<Rows, csv::Error> {
        let mut reader = csv::Reader::from_reader(csv);
        let header: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let text: Vec<bool> = header.iter().map(|name| words.text.columns.contains(name)).collect();
        let at = |name: &str| header.iter().position(|column| column == name);
        let (value, reason) = (at(VALUE), at(REASON));
        let mut records = Vec::new();
        for record in reader.records() {
            let record = record?;
            let mut cells: Vec<Cell> =
                record.iter().zip(&text).map(|(cell, is_text)| Cell::of(cell, *is_text)).collect();
            // A figure that is missing says why in its own place: an empty cell would be read as zero.
            if let (Some(value), Some(reason)) = (value, reason)
                && cells[value] == Cell::Empty
            {
                cells[value] = in_words(&record[reason]);
            }
            records.push(cells);
        }
        Ok(Rows { header, records })
    }

    /// How wide a column is, by its header and its first rows.
    fn width(&self, column: usize) -> f64 {
        let of = |cell: &Cell| match cell {
            Cell::Empty => 0,
            Cell::Text(text) => text.chars().count(),
            Cell::Number(_) => 12,
        };
        let widest =
            self.records.iter().take(MEASURED_ROWS).map(|record| record.get(column).map_or(0, of)).max();
        // The mark of the filter stands beside the header.
        let header = self.header[column].chars().count() + 4;
        f64::from(u32::try_from(widest.unwrap_or(0).max(header)).unwrap_or(u32::MAX)).min(WIDEST) + 1.0
    }
}

impl Cell {
    fn of(text: &str, is_text: bool) -> Cell {
        if text.is_empty() {
            return Cell::Empty;
        }
        match text.parse::<f64>() {
            Ok(number) if !is_text && number.is_finite() => Cell::Number(rounded(number)),
            _ => Cell::Text(text.to_owned()),
        }
    }
}

/// The reason of a missing figure as people say it; the first of several is the figure's own, if it has no column's name.
fn in_words(reasons: &str) -> Cell {
    let own = reasons.split("; ").next().unwrap_or_default();
    if own.is_empty() || own.contains(": ") {
        return Cell::Empty;
    }
    Cell::Text(Missing::from_name(own).map_or_else(|| own.to_owned(), |reason| reason.in_words().to_owned()))
}

fn write_cover(sheet: &mut Worksheet, cover: &Cover) -> Result<(), XlsxError> {
    let strong = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    sheet.set_name(&cover.sheet)?;
    sheet.set_column_width(0, 30.0)?;
    sheet.set_column_width(1, 90.0)?;
    let heading = Format::new().set_bold().set_font_size(14.0);
    sheet.write_string_with_format(0, 0, clipped(&cover.title), &heading)?;
    for (line, row) in cover.lines.iter().zip(2..) {
        sheet.write_string_with_format(row, 0, clipped(&line.term), &strong)?;
        sheet.write_string_with_format(row, 1, clipped(&line.detail), &wrapped)?;
    }
    Ok(())
}

fn write_table(workbook: &mut Workbook, name: &str, rows: &Rows) -> Result<(), XlsxError> {
    let mut parts: Vec<&[Vec<Cell>]> = rows.records.chunks(SHEET_ROWS).collect();
    if parts.is_empty() {
        parts.push(&[]);
    }
    for (index, part) in parts.into_iter().enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(if index == 0 { name.to_owned() } else { format!("{name} {}", index + 1) })?;
        write_rows(sheet, rows, part)?;
    }
    Ok(())
}

fn write_rows(sheet: &mut Worksheet, rows: &Rows, part: &[Vec<Cell>]) -> Result<(), XlsxError> {
    for (column, at) in (0..).zip(0..rows.header.len()) {
        sheet.set_column_width(column, rows.width(at))?;
    }
    let last_column = u16::try_from(rows.header.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = u32::try_from(part.len()).unwrap_or(u32::MAX);
    // Marked as a table, so that readers of screens name its header with each cell. One without rows cannot be.
    if part.is_empty() {
        let strong = Format::new().set_bold();
        for (column, name) in (0..).zip(&rows.header) {
            sheet.write_string_with_format(0, column, clipped(name), &strong)?;
        }
    } else {
        let columns: Vec<TableColumn> =
            rows.header.iter().map(|name| TableColumn::new().set_header(clipped(name))).collect();
        let table = Table::new().set_columns(&columns).set_style(TableStyle::Light1);
        sheet.add_table(0, 0, last_row, last_column, &table)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (record, row) in part.iter().zip(1..) {
        for (cell, column) in record.iter().zip(0..) {
            match cell {
                Cell::Empty => {}
                // Always a string: text that looks like a formula stays text.
                Cell::Text(text) => drop(sheet.write_string(row, column, clipped(text))?),
                Cell::Number(number) => drop(sheet.write_number(row, column, *number)?),
            }
        }
    }
    Ok(())
}

/// Text as long as a cell may be.
fn clipped(text: &str) -> String {
    text.chars().take(CELL_CHARACTERS).collect()
}

#[cfg(test)]
mod tests;
