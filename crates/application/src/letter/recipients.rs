//! Who the letters of many areas are written to: a table with a row for each area.

use crate::error::{Error, Related};
use definitions::file::{read_text, shown};
use evidence::{AreaNumber, Areas};
use letter::content::Recipient;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A table larger than this is none.
const LARGEST_TABLE: u64 = 4 * 1024 * 1024;

/// More mistakes than this are not listed.
const MISTAKES_MAX: usize = 50;

/// Who each area's letter is written to.
#[derive(Debug, Clone)]
pub struct Recipients {
    path: PathBuf,
    by_area: BTreeMap<AreaNumber, Recipient>,
}

/// What a column of the table holds.
enum Column {
    Area,
    Line,
    Salutation,
}

impl Recipients {
    /// Reads the table: CSV with the columns `area` (a name, a number or a code), one or more whose headings begin with
    /// `line` (name, office, address), and `salutation`.
    ///
    /// # Errors
    /// Every mistake of the table at once.
    pub fn read(path: &Path, areas: &Areas) -> Result<Recipients, Error> {
        let text = read_text(path, LARGEST_TABLE)?;
        Recipients::of(path, text.trim_start_matches('\u{feff}'), areas)
    }

    fn of(path: &Path, text: &str, areas: &Areas) -> Result<Recipients, Error> {
        let place = shown(path);
        let mut mistakes = Vec::new();
        let mut wrong = |row: usize, message: String| {
            mistakes.push(Related { place: format!("{place}: row {row}"), message, help: None });
        };
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut columns: Option<Vec<Column>> = None;
        let mut by_area = BTreeMap::new();
        for (record, row) in reader.records().zip(1..) {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    wrong(row, error.to_string());
                    continue;
                }
            };
            let Some(columns) = &columns else {
                match columns_of(&record) {
                    Ok(found) => columns = Some(found),
                    Err(messages) => {
                        messages.into_iter().for_each(|message| wrong(row, message));
                        break;
                    }
                }
                continue;
            };
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            match recipient_of(&record, columns, areas) {
                Ok((area, recipient)) => {
                    if by_area.insert(area, recipient).is_some() {
                        wrong(row, format!("the area {area} has a recipient already, in a row above"));
                    }
                }
                Err(messages) => messages.into_iter().for_each(|message| wrong(row, message)),
            }
        }
        if columns.is_none() && mistakes.is_empty() {
            mistakes.push(Related {
                place: place.clone(),
                message: "the table is empty".to_owned(),
                help: None,
            });
        }
        if mistakes.is_empty() {
            return Ok(Recipients { path: path.to_owned(), by_area });
        }
        mistakes.truncate(MISTAKES_MAX);
        Err(Error::Recipients { mistakes })
    }

    /// Who the letter of an area is written to.
    pub fn of_area(&self, area: AreaNumber) -> Option<&Recipient> {
        self.by_area.get(&area)
    }

    /// Refuses the table where areas that are written to have no row in it.
    ///
    /// # Errors
    /// Where that is so, naming each.
    pub fn refuse_missing<'a>(
        &self,
        areas: impl Iterator<Item = (AreaNumber, &'a str)>,
    ) -> Result<(), Error> {
        let missing: Vec<String> = areas
            .filter(|(number, _)| !self.by_area.contains_key(number))
            .map(|(number, name)| format!("{name} ({number})"))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let message = format!("no row for {}", missing.join(", "));
        let place = shown(&self.path);
        Err(Error::Recipients { mistakes: vec![Related { place, message, help: None }] })
    }
}

fn columns_of(heading: &csv::StringRecord) -> Result<Vec<Column>, Vec<String>> {
    let mut wrong = Vec::new();
    let mut columns = Vec::new();
    for cell in heading {
        match cell.trim().to_lowercase().as_str() {
            "area" => columns.push(Column::Area),
            "salutation" => columns.push(Column::Salutation),
            line if line.starts_with("line") => columns.push(Column::Line),
            other => {
                wrong.push(format!("the column `{other}` is not known; expected area, line…, salutation"));
            }
        }
    }
    for (column, name) in [("area", Column::Area), ("line", Column::Line)] {
        let same = |known: &Column| std::mem::discriminant(known) == std::mem::discriminant(&name);
        if wrong.is_empty() && !columns.iter().any(same) {
            wrong.push(format!("there is no column `{column}`; expected area, line…, salutation"));
        }
    }
    if wrong.is_empty() { Ok(columns) } else { Err(wrong) }
}

fn recipient_of(
    record: &csv::StringRecord,
    columns: &[Column],
    areas: &Areas,
) -> Result<(AreaNumber, Recipient), Vec<String>> {
    let mut wrong = Vec::new();
    let mut area = None;
    let mut recipient = Recipient { lines: Vec::new(), salutation: None };
    if record.len() > columns.len() {
        wrong.push(format!("{} cells, but {} headings", record.len(), columns.len()));
    }
    for (cell, column) in record.iter().zip(columns) {
        let cell = cell.trim();
        match column {
            Column::Area => match areas.find(cell) {
                Ok(found) => area = Some(found.number),
                Err(unknown) => wrong.push(unknown.to_string()),
            },
            Column::Line if cell.is_empty() => {}
            Column::Line => recipient.lines.push(cell.to_owned()),
            Column::Salutation => recipient.salutation = (!cell.is_empty()).then(|| cell.to_owned()),
        }
    }
    if recipient.lines.is_empty() {
        wrong.push("no line of a name or an address".to_owned());
    }
    match (area, wrong.is_empty()) {
        (Some(area), true) => Ok((area, recipient)),
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Result<Recipients, Error> {
        Recipients::of(Path::new("recipients.csv"), text, &ingest::register::builtin())
    }

    #[test]
    fn each_area_has_its_own_lines_and_salutation() {
        let text = "Area,Line 1,Line 2,Salutation\nLuton,Ms A,Town Hall,Ms A\n873,Mr B,,\n";
        let recipients = table(text).unwrap();
        let of = |number: u16| recipients.of_area(AreaNumber::new(number).unwrap()).unwrap();
        assert_eq!(of(821).lines, ["Ms A", "Town Hall"]);
        assert_eq!(of(821).salutation.as_deref(), Some("Ms A"));
        assert_eq!((of(873).lines.as_slice(), &of(873).salutation), (&["Mr B".to_owned()][..], &None));
    }

    #[test]
    fn every_mistake_of_the_table_is_reported_with_its_row() {
        let text = "area,line,salutation\nLutn,Ms A,\nLuton,,\nDerby,Ms C,\n831,Ms D,\nSlough,a,b,c\n";
        let Err(Error::Recipients { mistakes }) = table(text) else { panic!("accepted") };
        let told: Vec<String> =
            mistakes.iter().map(|one| format!("{}: {}", one.place, one.message)).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[0].contains("row 2") && told[0].contains("did you mean Luton"), "{told:?}");
        assert!(
            told[1].contains("row 3") && told[2].contains("row 5") && told[3].contains("row 6"),
            "{told:?}"
        );
        assert!(table("area,address\nLuton,x\n").is_err() && table("").is_err());
    }

    #[test]
    fn an_area_without_a_row_is_named() {
        let recipients = table("area,line\nLuton,Ms A\n").unwrap();
        let luton = (AreaNumber::new(821).unwrap(), "Luton");
        let derby = (AreaNumber::new(831).unwrap(), "Derby");
        assert!(recipients.refuse_missing([luton].into_iter()).is_ok());
        let refused = recipients.refuse_missing([luton, derby].into_iter()).unwrap_err();
        assert!(refused.to_string().contains("Derby (831)"), "{refused}");
    }
}
