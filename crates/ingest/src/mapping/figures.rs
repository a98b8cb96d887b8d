//! The number of a cell, and whether it can be what it says it is.

use super::cells::{CellReader, Column, Problem};
use crate::number::{self, Possible};
use crate::table::{Cell, Row};
use evidence::Value;

/// A number of a cell with how many decimals it was published, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The number or the reason.
    pub value: Value,
    /// The decimals as published; of a typed cell those of its shortest decimal form.
    pub decimals: u8,
}

/// Reads a cell as a figure, which must be possible for its indicator.
pub fn figure(
    row: &Row<'_>,
    column: &Column,
    reader: &CellReader,
    possible: Possible,
) -> Result<Figure, Problem> {
    let cell = row.cell(column.at);
    if let Some(reason) = reader.missing(cell, Some(column)) {
        return Ok(Figure { value: Value::missing(reason), decimals: 0 });
    }
    let written = match cell {
        Cell::Text(text) => number::read(text).map_err(str::to_owned),
        Cell::Number(number) if number.is_finite() => {
            let shortest = crate::table::number_as_text(number);
            let decimals = shortest.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            // More decimals than a double keeps are the arithmetic's and not the publisher's.
            let decimals = u8::try_from(decimals).unwrap_or(u8::MAX);
            Ok(number::Written { number, marked: None, decimals })
        }
        _ => Err("neither a number nor a known symbol for a missing value".to_owned()),
    };
    let written = written.map_err(|reason| Problem::at(column.at, cell, reason))?;
    match possible.check(written) {
        Ok(number) => Ok(Figure { value: Value::Number(number), decimals: written.decimals }),
        Err(reason) => Err(Problem::at(column.at, cell, reason)),
    }
}
