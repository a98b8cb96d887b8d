//! Small files made for the tests: text in any encoding, and workbooks with nothing in them but cells.

use evidence::{Evidence, Judgement};
use ingest::{ImportError, Imported, Options, import};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Rows of cells.
pub type Rows = Vec<Vec<String>>;

/// Rows from literals.
pub fn rows(rows: &[&[&str]]) -> Rows {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

/// The rows as CSV, quoted where need be.
pub fn csv(rows: &Rows) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    rows.iter()
        .map(|row| {
            let mut cells: Vec<String> = row.iter().map(quoted).collect();
            cells.resize(width, String::new());
            cells.join(",") + "\r\n"
        })
        .collect()
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The rows as an `.xlsx` workbook of one sheet.
pub fn xlsx(sheet: &str, rows: &Rows) -> Vec<u8> {
    let cell = |row: usize, column: usize, text: &str| {
        let mut letters = String::new();
        let mut left = column + 1;
        while left > 0 {
            letters.insert(0, char::from(b'A' + u8::try_from((left - 1) % 26).unwrap()));
            left = (left - 1) / 26;
        }
        format!("<c r=\"{letters}{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", row + 1, escaped(text))
    };
    let data: String = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let cells: String = row
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| cell(at, column, text))
                .collect();
            format!("<row r=\"{}\">{cells}</row>", at + 1)
        })
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    zipped(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                escaped(sheet)
            ),
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData></worksheet>"),
        ),
    ])
}

/// The rows as an `.ods` workbook of one sheet, with the empty rest of the sheet written as programs write it.
pub fn ods(sheet: &str, rows: &Rows) -> Vec<u8> {
    let row = |row: &Vec<String>| {
        let cells: String = row
            .iter()
            .map(|text| match text.is_empty() {
                true => "<table:table-cell/>".to_owned(),
                false => format!(
                    "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                    escaped(text)
                ),
            })
            .collect();
        format!(
            "<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"
        )
    };
    let data: String = rows.iter().map(row).collect();
    ods_of(&format!(
        "<table:table table:name=\"{}\">{data}<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>",
        escaped(sheet)
    ))
}

/// An `.ods` workbook around some tables.
pub fn ods_of(tables: &str) -> Vec<u8> {
    let space = |name: &str| format!("urn:oasis:names:tc:opendocument:xmlns:{name}:1.0");
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        (
            "content.xml",
            format!(
                "<office:document-content xmlns:office=\"{}\" xmlns:table=\"{}\" xmlns:text=\"{}\"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
                space("office"),
                space("table"),
                space("text")
            ),
        ),
    ])
}

/// A zip archive of files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A folder that goes when the test ends, with some files in it.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Imports one file made for the test.
pub fn import_one(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    let folder = folder(&[(name, bytes)]);
    import(&[folder.path().join(name)], &Options::builtin().unwrap())
}

/// Imports paths.
pub fn import_paths(paths: &[&Path]) -> Result<Imported, ImportError> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| (*path).to_owned()).collect();
    import(&paths, &Options::builtin().unwrap())
}

/// What an import says of one setting's inspections, a line each: date, kind, and judgements by aspect.
pub fn told(evidence: &Evidence, id: &str) -> Vec<String> {
    let Some(setting) = evidence.setting(&id.into()) else { return Vec::new() };
    evidence
        .inspections
        .of_setting(setting)
        .map(|at| {
            let inspection = evidence.inspections.get(at);
            let judgements: Vec<String> = evidence
                .inspections
                .judgements_of(at)
                .iter()
                .map(|judgement| {
                    format!(
                        "{}={}",
                        evidence.vocabulary.aspects[judgement.aspect.index()].id,
                        value(evidence, judgement)
                    )
                })
                .collect();
            format!("{} {} {}", inspection.date, inspection.kind, judgements.join(", "))
        })
        .collect()
}

/// A judgement's value with its scale, or why there is none.
pub fn value(evidence: &Evidence, judgement: &Judgement) -> String {
    let scale = &evidence.vocabulary.scales[judgement.scale.index()];
    match judgement.value {
        Ok(code) => format!("{} ({})", scale.value(code).map_or("?", |value| &value.label), scale.id),
        Err(reason) => reason.name().to_owned(),
    }
}
