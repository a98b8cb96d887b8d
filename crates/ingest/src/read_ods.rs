//! Workbooks in the OpenDocument format (`.ods`).
//!
//! Read here and not through `calamine`, which expands every repeated cell of every sheet before it looks at a
//! limit, and gives a cell whose cached value is an error as empty text. A row that repeats a million times and a
//! cell that repeats to the sheet's edge are normal in these files: programs write the empty rest of a sheet so.

use crate::limits;
use crate::read_spreadsheet::{Gathered, check_sheets, iso_cell, text_cell, truth_cell};
use crate::table::{OwnedCell, Rows, Sheet, Unreadable};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A cell as its opening tag describes it.
struct Opened {
    repeated: usize,
    kind: String,
    value: String,
    text: String,
    paragraphs: usize,
}

/// Where in the document the reading is.
#[derive(Default)]
struct State {
    sheets: Vec<Sheet<'static>>,
    held: usize,
    sheet: Option<(String, Gathered)>,
    row: u32,
    rows_repeated: u32,
    cells: Vec<(usize, OwnedCell, usize)>,
    column: usize,
    cell: Option<Opened>,
    in_note: usize,
    tables_open: usize,
}

/// Reads every sheet.
pub fn read_ods(bytes: &[u8]) -> Result<Vec<Sheet<'static>>, Unreadable> {
    let content = crate::archive::part(bytes, "content.xml")?;
    let broken = |error: &dyn std::fmt::Display| Unreadable(format!("the workbook cannot be read: {error}"));
    let text = std::str::from_utf8(&content).map_err(|error| broken(&error))?;
    let mut reader = Reader::from_str(text);
    let mut state = State::default();
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Start(tag) => {
                depth += 1;
                if depth > limits::XML_DEPTH {
                    return Err(Unreadable(format!("elements nested more than {} deep", limits::XML_DEPTH)));
                }
                state.open(&tag)?;
            }
            Event::Empty(tag) => {
                state.open(&tag)?;
                state.close(tag.name().as_ref())?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                state.close(tag.name().as_ref())?;
            }
            Event::Text(piece) => {
                state.add_text(piece.xml_content(quick_xml::XmlVersion::Implicit1_0).as_ref());
            }
            Event::CData(piece) => state.add_text(&piece),
            Event::GeneralRef(name) => {
                let character = match name.resolve_char_ref() {
                    Ok(Some(character)) => Some(character.to_string()),
                    _ => quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned),
                };
                // As the reader of `.xlsx` does: an entity that is nowhere defined stands for no text.
                let unknown =
                    || Unreadable(format!("the workbook cannot be read: unknown entity `&{};`", &*name));
                state.add_text(&character.ok_or_else(unknown)?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if depth != 0 {
        return Err(Unreadable("the workbook is cut off: its content does not end".to_owned()));
    }
    Ok(state.sheets)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    Some(
        quick_xml::escape::unescape(&attribute.value)
            .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned),
    )
}

/// How often something repeats: once where the tag does not say it.
fn count(tag: &BytesStart<'_>, name: &str) -> Result<usize, Unreadable> {
    let Some(text) = attribute(tag, name) else { return Ok(1) };
    let shown: String = text.chars().take(40).collect();
    text.trim().parse().map_err(|_| Unreadable(format!("`{name}` is `{shown}`; a whole number was expected")))
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Unreadable> {
        match tag.name().as_ref() {
            "table:table" => {
                self.tables_open += 1;
                if self.tables_open == 1 {
                    check_sheets(self.sheets.len() + 1)?;
                    let name = attribute(tag, "table:name").unwrap_or_default();
                    self.sheet = Some((name, Gathered::new(self.held)));
                    self.row = 0;
                }
            }
            "table:table-row" if self.tables_open == 1 => {
                let repeated = count(tag, "table:number-rows-repeated")?;
                self.rows_repeated = u32::try_from(repeated).unwrap_or(u32::MAX);
                self.cells.clear();
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" if self.tables_open == 1 => {
                let kind = attribute(tag, "office:value-type").unwrap_or_default();
                let value =
                    ["office:date-value", "office:value", "office:boolean-value", "office:string-value"]
                        .iter()
                        .find_map(|name| attribute(tag, name))
                        .unwrap_or_default();
                self.cell = Some(Opened {
                    repeated: count(tag, "table:number-columns-repeated")?.max(1),
                    kind,
                    value,
                    text: String::new(),
                    paragraphs: 0,
                });
            }
            "office:annotation" | "draw:frame" => self.in_note += 1,
            "text:p" => {
                if let Some(cell) = self.cell.as_mut().filter(|_| self.in_note == 0) {
                    cell.paragraphs += 1;
                    if cell.paragraphs > 1 {
                        cell.text.push('\n');
                    }
                }
            }
            "text:s" => {
                let spaces = count(tag, "text:c")?.min(1024);
                self.add_text(&" ".repeat(spaces));
            }
            "text:tab" => self.add_text("\t"),
            "text:line-break" => self.add_text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn add_text(&mut self, piece: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| {
            // What lies between the tags of a cell is layout; its text is in paragraphs.
            self.in_note == 0 && cell.paragraphs > 0 && cell.text.len() <= limits::CELL_BYTES
        }) {
            cell.text.push_str(piece);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    let at = self.column;
                    self.column = self.column.saturating_add(cell.repeated);
                    let repeated = cell.repeated;
                    let value = cell.into_value();
                    if value != OwnedCell::Empty {
                        self.cells.push((at, value, repeated));
                    }
                }
            }
            "table:table-row" if self.tables_open == 1 => self.close_row()?,
            "table:table" => {
                self.tables_open = self.tables_open.saturating_sub(1);
                if self.tables_open == 0
                    && let Some((name, gathered)) = self.sheet.take()
                {
                    let (rows, cells) = gathered.finish();
                    self.held = cells;
                    self.sheets.push(Sheet { name, rows: Rows::Cells(rows) });
                }
            }
            "office:annotation" | "draw:frame" => self.in_note = self.in_note.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    /// Puts the row's values as often as it repeats; a row without values only moves the count on.
    fn close_row(&mut self) -> Result<(), Unreadable> {
        let repeated = std::mem::replace(&mut self.rows_repeated, 1);
        if let Some((_, gathered)) = self.sheet.as_mut().filter(|_| !self.cells.is_empty()) {
            let width = self.cells.iter().map(|(column, _, times)| column.saturating_add(*times)).max();
            let wanted = width.unwrap_or(0).saturating_mul(repeated as usize);
            if wanted > limits::WORKBOOK_CELLS {
                let (row, width) = (u64::from(self.row) + 1, width.unwrap_or(0));
                let rows = if repeated > 1 { format!(", {repeated} times") } else { String::new() };
                return Err(Unreadable(format!(
                    "row {row} has values in {width} columns{rows}: more than {} cells in one workbook, which is the limit",
                    limits::WORKBOOK_CELLS
                )));
            }
            for row in self.row..self.row.saturating_add(repeated) {
                for (column, value, times) in &self.cells {
                    for at in *column..column.saturating_add(*times) {
                        gathered.put(row, at, value.clone())?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(repeated);
        Ok(())
    }
}

impl Opened {
    fn into_value(self) -> OwnedCell {
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => match self.value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => OwnedCell::Number(number),
                _ => text_cell(&self.text),
            },
            "date" => iso_cell(if self.value.is_empty() { &self.text } else { &self.value }),
            "boolean" => truth_cell(self.value == "true"),
            // An error is stored as text that only the paragraph shows.
            _ if self.paragraphs > 0 => text_cell(&self.text),
            _ => text_cell(&self.value),
        }
    }
}
