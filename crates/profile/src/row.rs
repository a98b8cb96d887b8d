//! Rows of tables, made once and written in CSV, JSON and Parquet. Numbers stand in the shortest form that reads back
//! to the same bits: `4.1`, `5`, `-0.25`; a whole number has no `.0`.

use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;
use std::io::{self, Write};

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'r> {
    /// Words.
    Text(Cow<'r, str>),
    /// A number, or nothing.
    Number(Option<f64>),
    /// A count.
    Count(u32),
    /// A rank, or why there is none.
    Rank(Result<u32, Without>),
    /// A band, or why there is none.
    Band(Result<char, Without>),
}

/// Why a row has no rank or band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Without {
    /// It is missing in this row.
    Missing,
    /// No row of the measure has one.
    NoneToBeHad,
}

/// What CSV and Parquet write where no row has a rank or band; JSON writes null.
pub(crate) const NONE_TO_BE_HAD: &str = "-";

impl<'r> Cell<'r> {
    /// Words that are at hand.
    pub(crate) fn text(text: impl Into<Cow<'r, str>>) -> Cell<'r> {
        Cell::Text(text.into())
    }

    /// The cell as CSV writes it; `buffer` takes what has to be written first.
    fn csv<'b>(&'b self, buffer: &'b mut String) -> &'b str {
        buffer.clear();
        match self {
            Cell::Text(text) => return text,
            Cell::Rank(Err(Without::NoneToBeHad)) | Cell::Band(Err(Without::NoneToBeHad)) => {
                return NONE_TO_BE_HAD;
            }
            Cell::Number(Some(number)) => push_number(buffer, *number),
            Cell::Count(count) | Cell::Rank(Ok(count)) => push_number(buffer, f64::from(*count)),
            Cell::Band(Ok(band)) => buffer.push(*band),
            Cell::Number(None) | Cell::Rank(Err(Without::Missing)) | Cell::Band(Err(Without::Missing)) => {}
        }
        buffer
    }
}

/// A number in its shortest form; nothing of one that is none.
fn push_number(to: &mut String, number: f64) {
    if number.is_finite() {
        let mut buffer = zmij::Buffer::new();
        let text = buffer.format_finite(number);
        to.push_str(text.strip_suffix(".0").unwrap_or(text));
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Beyond this a double holds no unit, and its shortest form has an exponent.
        const WHOLE_BELOW: f64 = 1e15;
        match self {
            Cell::Text(text) => serializer.serialize_str(text),
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 1e15")]
            Cell::Number(Some(number))
                if number.fract() == 0.0 && number.abs() < WHOLE_BELOW && !is_minus_zero(*number) =>
            {
                serializer.serialize_i64(*number as i64)
            }
            Cell::Number(Some(number)) if number.is_finite() => serializer.serialize_f64(*number),
            Cell::Count(count) | Cell::Rank(Ok(count)) => serializer.serialize_u32(*count),
            Cell::Band(Ok(band)) => serializer.serialize_char(*band),
            Cell::Number(_) | Cell::Rank(Err(_)) | Cell::Band(Err(_)) => serializer.serialize_none(),
        }
    }
}

fn is_minus_zero(number: f64) -> bool {
    number == 0.0 && number.is_sign_negative()
}

/// A row with the names of its columns, as a JSON object in their order.
pub(crate) struct Named<'r>(pub(crate) &'r [&'r str], pub(crate) &'r [Cell<'r>]);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, cell) in self.0.iter().zip(self.1) {
            map.serialize_entry(name, cell)?;
        }
        map.end()
    }
}

/// Writes rows as CSV.
pub(crate) fn write_csv<'r>(
    to: impl Write,
    rows: impl IntoIterator<Item = impl AsRef<[Cell<'r>]>>,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    let mut buffer = String::new();
    for row in rows {
        for cell in row.as_ref() {
            writer.write_field(cell.csv(&mut buffer))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Writes rows as the elements of a JSON list, a line each.
pub(crate) fn write_json<'r>(
    mut to: impl Write,
    names: &[&str],
    rows: impl IntoIterator<Item = impl AsRef<[Cell<'r>]>>,
) -> io::Result<()> {
    for (at, row) in rows.into_iter().enumerate() {
        to.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut to, &Named(names, row.as_ref()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn csv(cells: &[Cell<'_>]) -> String {
        let mut bytes = Vec::new();
        write_csv(&mut bytes, [cells]).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn whole_numbers_have_no_decimals_and_fields_are_quoted_where_they_must_be() {
        let cells = [
            Cell::text("Bristol, City of"),
            Cell::text("the \"large\" majority"),
            Cell::Number(Some(5.0)),
            Cell::Number(Some(-0.010_000_000_000_000_53)),
            Cell::Number(None),
            Cell::Rank(Err(Without::NoneToBeHad)),
            Cell::Band(Ok('A')),
            Cell::Count(7),
        ];
        assert_eq!(
            csv(&cells),
            "\"Bristol, City of\",\"the \"\"large\"\" majority\",5,-0.01000000000000053,,-,A,7\n"
        );
        let names = ["area", "share", "whole", "small", "none", "rank", "band", "count"];
        assert_eq!(
            serde_json::to_string(&Named(&names, &cells)).unwrap(),
            r#"{"area":"Bristol, City of","share":"the \"large\" majority","whole":5,"small":-0.01000000000000053,"none":null,"rank":null,"band":"A","count":7}"#
        );
    }

    proptest! {
        #[test]
        fn every_number_reads_back_to_the_same_bits(number in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
            let cells = [Cell::Number(Some(number))];
            prop_assert_eq!(csv(&cells).trim().parse::<f64>().unwrap().to_bits(), number.to_bits());
            let json = serde_json::to_string(&cells[0]).unwrap();
            prop_assert_eq!(json.parse::<f64>().unwrap().to_bits(), number.to_bits());
        }
    }
}
