//! Tables as all readers give them: sheets of rows of cells, whatever the file was.

use crate::limits;
use crate::read_csv::DelimitedText;
use crate::read_parquet::ParquetTable;
use evidence::Date;
pub use evidence::cell::shortest as number_as_text;
use std::borrow::Cow;
use std::ops::ControlFlow;

/// A cell, typed where the file types it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing, or nothing but spaces.
    Empty,
    /// Text without surrounding spaces.
    Text(&'a str),
    /// A number of a workbook or a Parquet file.
    Number(f64),
    /// A date of a workbook or a Parquet file.
    Date(Date),
}

impl<'a> Cell<'a> {
    /// A cell of a text file.
    pub fn of_text(text: &'a str) -> Cell<'a> {
        match text.trim() {
            "" => Cell::Empty,
            text => Cell::Text(text),
        }
    }

    /// As text: whole numbers without decimals, dates as `2011-08-31`.
    pub fn text(self) -> Cow<'a, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number_as_text(number)),
            Cell::Date(date) => Cow::Owned(date.to_string()),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        matches!(self, Cell::Empty)
    }
}

/// A cell that owns its text.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum OwnedCell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(Box<str>),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
}

impl OwnedCell {
    /// The cell as readers of rows see it.
    pub fn cell(&self) -> Cell<'_> {
        match self {
            OwnedCell::Empty => Cell::Empty,
            OwnedCell::Text(text) => Cell::of_text(text),
            OwnedCell::Number(number) => Cell::Number(*number),
            OwnedCell::Date(date) => Cell::Date(*date),
        }
    }
}

/// One row, valid until the next is read.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Its number in the file, counted from 1 as a spreadsheet program counts; of a Parquet file the number of the
    /// record, counted from 1, with its columns' names as row 0.
    pub number: u32,
    cells: Cells<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Cells<'a> {
    Text(&'a csv::StringRecord),
    Owned(&'a [OwnedCell]),
}

impl<'a> Row<'a> {
    /// A row of a text file.
    pub fn of_record(number: u32, record: &'a csv::StringRecord) -> Row<'a> {
        Row { number, cells: Cells::Text(record) }
    }

    /// A row of typed cells.
    pub fn of_cells(number: u32, cells: &'a [OwnedCell]) -> Row<'a> {
        Row { number, cells: Cells::Owned(cells) }
    }

    /// The cell of a column, empty where the row is too short.
    pub fn cell(&self, column: usize) -> Cell<'a> {
        match self.cells {
            Cells::Text(record) => record.get(column).map_or(Cell::Empty, Cell::of_text),
            Cells::Owned(cells) => cells.get(column).map_or(Cell::Empty, OwnedCell::cell),
        }
    }

    /// How many cells it has, empty ones included.
    pub fn len(&self) -> usize {
        match self.cells {
            Cells::Text(record) => record.len(),
            Cells::Owned(cells) => cells.len(),
        }
    }

    /// Whether it has no cell at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether rows of this table have as many cells as the headings by their nature (text files) or simply end
    /// with their last value (workbooks).
    pub fn is_delimited(&self) -> bool {
        matches!(self.cells, Cells::Text(_))
    }

    /// Its cells in order.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'a>> {
        let row = *self;
        (0..self.len()).map(move |column| row.cell(column))
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.cells().filter(|cell| !cell.is_empty()).count()
    }
}

/// What cannot be read of a file, in words that name the place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// One table of a file: the file itself for text and Parquet, a sheet of a workbook.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The sheet's name; empty where the file has none.
    pub name: String,
    /// Its rows.
    pub rows: Rows<'a>,
}

/// The rows of a sheet.
#[derive(Debug)]
pub enum Rows<'a> {
    /// Text with delimiters, read as it goes.
    Delimited(DelimitedText<'a>),
    /// Cells of a workbook, with the number of each row; rows with nothing in them are left out.
    Cells(Vec<(u32, Vec<OwnedCell>)>),
    /// Parquet, read a batch at a time.
    Parquet(ParquetTable),
}

impl Sheet<'_> {
    /// Reads the rows in order until told to stop.
    pub fn each_row(&self, mut with: impl FnMut(&Row<'_>) -> ControlFlow<()>) -> Result<(), Unreadable> {
        match &self.rows {
            Rows::Delimited(text) => text.each_row(&mut with),
            Rows::Parquet(table) => table.each_row(&mut with),
            Rows::Cells(rows) => {
                for (number, cells) in rows {
                    if with(&Row::of_cells(*number, cells)).is_break() {
                        break;
                    }
                }
                Ok(())
            }
        }
    }

    /// The first rows, as texts with their numbers: where titles and headings are looked for.
    pub fn head(&self, how_many: usize) -> Result<Vec<(u32, Vec<String>)>, Unreadable> {
        let mut rows = Vec::new();
        self.each_row(|row| {
            rows.push((row.number, row.cells().map(|cell| cell.text().into_owned()).collect()));
            if rows.len() < how_many.min(limits::HEADING_ROWS) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        Ok(rows)
    }
}
