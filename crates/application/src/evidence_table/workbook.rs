//! The table as a workbook: a cover sheet, then the rows under a header that stays in view.

use document::{WordsError, fill};
use letter::LetterContent;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{COLUMNS, Row};

/// What stands on the first sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The name of the first sheet: “About”.
    pub sheet: String,
    /// The name of the sheet with the rows: “Evidence”.
    pub rows_sheet: String,
    /// What the workbook is: “Evidence for the letter about Exampleshire”.
    pub title: String,
    /// Terms with what they are: area, date, evidence up to, licences.
    pub lines: Vec<CoverLine>,
    /// The date of the letter, which is also the file's: no clock is asked.
    pub date: evidence::Date,
}

/// A term of the cover and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverLine {
    /// The term: “Licence”.
    pub term: String,
    /// What it is.
    pub detail: String,
}

impl Cover {
    /// The cover of a letter's evidence, in the letter's words.
    ///
    /// # Errors
    /// Where a phrase has a place that is not known.
    pub fn of_letter(content: &LetterContent) -> Result<Cover, WordsError> {
        let words = &content.words.evidence_table;
        let title = fill(&words.title, &[("title", content.title.trim())])?;
        let line = |term: &str, detail: String| CoverLine { term: term.to_owned(), detail };
        let mut lines = vec![
            line(&words.area, content.area.clone()),
            line(&words.date, evidence::date::in_words(content.date)),
            line(&words.as_at, evidence::date::in_words(content.as_at)),
            line(&words.explained.term, words.explained.detail.clone()),
        ];
        for source in &content.sources {
            let attribution =
                source.attribution.as_deref().map_or_else(String::new, |text| format!(". {text}"));
            let licence = line(&words.licence, format!("{}{attribution}", source.licence));
            if !lines.contains(&licence) {
                lines.push(licence);
            }
        }
        Ok(Cover {
            sheet: words.about.clone(),
            rows_sheet: words.rows.clone(),
            title,
            lines,
            date: content.date,
        })
    }
}

/// A sheet of a workbook holds so many rows; its header is one of them.
const SHEET_ROWS: usize = 1_048_575;

/// A cell of a workbook holds so many characters.
const CELL_CHARACTERS: usize = 32_767;

/// Widths of the columns, in characters.
const WIDTHS: [f64; 16] =
    [16.0, 8.0, 34.0, 18.0, 18.0, 14.0, 12.0, 14.0, 16.0, 16.0, 36.0, 20.0, 16.0, 10.0, 28.0, 28.0];

/// The rows as a workbook (XLSX). Rows beyond one sheet go on in a further one.
///
/// # Errors
/// Where a sheet's name is not one that workbooks allow.
pub fn write_workbook(cover: &Cover, rows: &[Row]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(
        cover.date.year().unsigned_abs(),
        cover.date.month().unsigned_abs(),
        cover.date.day().unsigned_abs(),
    )?;
    workbook.set_properties(&DocProperties::new().set_title(&cover.title).set_creation_datetime(&made));
    write_cover(workbook.add_worksheet(), cover)?;
    let mut parts: Vec<&[Row]> = rows.chunks(SHEET_ROWS).collect();
    if parts.is_empty() {
        parts.push(&[]);
    }
    for (index, part) in parts.into_iter().enumerate() {
        let name =
            if index == 0 { cover.rows_sheet.clone() } else { format!("{} {}", cover.rows_sheet, index + 1) };
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        write_rows(sheet, part)?;
    }
    workbook.save_to_buffer()
}

fn write_cover(sheet: &mut Worksheet, cover: &Cover) -> Result<(), XlsxError> {
    let strong = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    sheet.set_name(&cover.sheet)?;
    sheet.set_column_width(0, 24.0)?;
    sheet.set_column_width(1, 90.0)?;
    sheet.write_string_with_format(
        0,
        0,
        clipped(&cover.title),
        &Format::new().set_bold().set_font_size(14.0),
    )?;
    for (line, row) in cover.lines.iter().zip(2..) {
        sheet.write_string_with_format(row, 0, clipped(&line.term), &strong)?;
        sheet.write_string_with_format(row, 1, clipped(&line.detail), &wrapped)?;
    }
    Ok(())
}

fn write_rows(sheet: &mut Worksheet, rows: &[Row]) -> Result<(), XlsxError> {
    let strong = Format::new().set_bold();
    for ((column, name), width) in (0..).zip(COLUMNS).zip(WIDTHS) {
        sheet.write_string_with_format(0, column, name, &strong)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, at) in rows.iter().zip(1..) {
        let texts = [
            (0, &row.statement),
            (1, &row.entry),
            (2, &row.subject),
            (3, &row.group),
            (4, &row.place),
            (5, &row.period),
            (7, &row.missing),
            (8, &row.shown),
            (9, &row.arithmetic),
            (10, &row.file),
            (11, &row.sha256),
            (12, &row.sheet),
            (14, &row.column),
            (15, &row.text),
        ];
        for (column, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            // Always a string: published text that looks like a formula or a number stays text.
            sheet.write_string(at, column, clipped(text))?;
        }
        if let Some(value) = row.value {
            sheet.write_number(at, 6, value)?;
        }
        // Rows of a file are far below 2^53.
        sheet.write_number(at, 13, f64::from(row.row))?;
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, 15)?;
    Ok(())
}

/// Text as long as a cell may be.
fn clipped(text: &str) -> String {
    text.chars().take(CELL_CHARACTERS).collect()
}
