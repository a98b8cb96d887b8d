//! Files that nobody should make: each costs a message, in little time and memory.

use crate::authored::{archive, import_one, ods, ods_of, rows, xlsx};
use ingest::{document, limits, read_csv::DelimitedText};
use proptest::prelude::*;
use std::io::{Read, Write};
use std::ops::ControlFlow;

/// Why a file is not read.
fn why(name: &str, bytes: &[u8]) -> String {
    import_one(name, bytes).map(|_| ()).unwrap_err().without_path()
}

/// A zip entry of zeros.
fn bomb(name: &str, megabytes: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(
        name,
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated),
    )
    .unwrap();
    let zeros = vec![b'0'; 1024 * 1024];
    for _ in 0..megabytes {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_stopped_while_it_inflates() {
    let bytes = bomb("a.csv", 64);
    assert!(bytes.len() < 100_000, "a bomb is small: {}", bytes.len());
    assert!(why("bomb.zip", &bytes).contains("inflates to more than"), "{}", why("bomb.zip", &bytes));
}

#[test]
fn a_bomb_within_a_workbook_is_stopped_before_a_library_sees_it() {
    let bytes = bomb("xl/workbook.xml", 64);
    assert!(why("bomb.xlsx", &bytes).contains("inflates to more than"));
    assert!(why("bomb.ods", &bomb("content.xml", 64)).contains("inflates to more than"));
}

#[test]
fn a_workbook_that_claims_four_thousand_million_shared_texts_is_refused() {
    let strings = b"<sst uniqueCount=\"4000000000\"><si><t>a</t></si></sst>";
    let bytes = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", strings)]);
    assert_eq!(
        why("claims.xlsx", &bytes),
        "the workbook claims 4000000000 shared texts; the limit is 4000000"
    );
}

#[test]
fn two_cells_at_the_corners_of_a_sheet_cost_two_cells() {
    let far = |reference: &str| {
        let sheet = format!(
            "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"{reference}\"><v>2</v></c></row></sheetData></worksheet>"
        );
        archive(&[
            ("xl/workbook.xml", b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            ("_rels/.rels", b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    };
    let bytes = far("B1048576");
    let opened = document::open(&bytes, document::FileKind::Xlsx).unwrap().sheets[0].head(9).unwrap();
    assert_eq!(opened.len(), 2);
    assert_eq!(opened[1].0, 1_048_576);
    assert!(
        why("far.xlsx", &far("XFD1048576")).contains("the limits are"),
        "{}",
        why("far.xlsx", &far("XFD1048576"))
    );
}

#[test]
fn repeated_rows_and_cells_of_an_open_document_are_counted_before_they_are_made() {
    let table = |rows: usize, columns: usize| {
        ods_of(&format!(
            "<table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell table:number-columns-repeated=\"{columns}\" office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
        ))
    };
    assert!(why("rows.ods", &table(1_000_000_000, 10)).contains("cells in one workbook"));
    let columns = why("columns.ods", &table(1, 1_000_000_000));
    assert!(columns.contains("row 1 has values in 1000000000 columns: more than"), "{columns}");
}

#[test]
fn a_count_of_repetitions_that_is_no_whole_number_is_refused() {
    for (row, cell) in
        [("1e30", "1"), ("-1", "1"), ("1", "1e30"), ("1", "many"), ("99999999999999999999999", "1")]
    {
        let told = why(
            "repeats.ods",
            &ods_of(&format!(
                "<table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"{row}\"><table:table-cell table:number-columns-repeated=\"{cell}\" office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
            )),
        );
        assert!(
            told.contains("-repeated` is `") && told.contains("a whole number was expected"),
            "{row} {cell}: {told}"
        );
    }
}

#[test]
fn an_entity_that_is_nowhere_defined_is_refused_in_both_kinds_of_workbook() {
    let cell = "<text:p>a &lol9; b</text:p>";
    let table = format!(
        "<table:table table:name=\"S\"><table:table-row><table:table-cell office:value-type=\"string\">{cell}</table:table-cell></table:table-row></table:table>"
    );
    let open = why("entity.ods", &ods_of(&table));
    assert!(open.contains("unknown entity `&lol9;`"), "{open}");
    let bytes = xlsx("S", &rows(&[&["a ENTITY b", "c"]]));
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut altered = Vec::new();
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        altered.push((part.name().unwrap().into_owned(), text.replace("ENTITY", "&lol9;")));
    }
    let files: Vec<(&str, &[u8])> =
        altered.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let excel = why("entity.xlsx", &archive(&files));
    assert!(excel.contains("lol9") && excel.contains("cannot be read"), "{excel}");
}

#[test]
fn elements_nested_without_end_are_refused() {
    let deep = format!("{}{}", "<text:span>".repeat(200_000), "</text:span>".repeat(200_000));
    assert!(why("deep.ods", &ods_of(&deep)).contains("nested more than"));
}

#[test]
fn a_million_columns_are_refused() {
    assert!(why("wide.csv", ",a".repeat(1_000_000).as_bytes()).contains("cells; the limit is 4096"));
}

#[test]
fn files_cut_off_at_any_place_are_refused_or_read_and_never_half_read() {
    let whole = [
        (
            "t.xlsx",
            xlsx("Sheet1", &rows(&[&["URN", "Rating", "Inspection Date"], &["100000", "Good", "20130418"]])),
        ),
        (
            "t.ods",
            ods("Sheet1", &rows(&[&["URN", "Rating", "Inspection Date"], &["100000", "Good", "20130418"]])),
        ),
    ];
    for (name, bytes) in whole {
        assert_eq!(import_one(name, &bytes).unwrap().evidence.inspections.len(), 1);
        for at in (0..bytes.len()).step_by(37) {
            assert!(import_one(name, &bytes[..at]).is_err(), "{name} cut at {at}");
        }
    }
}

#[test]
fn a_parquet_file_cut_off_is_refused() {
    assert!(why("t.parquet", b"PAR1 and then nothing").contains("damaged or cut off"));
    assert!(why("t.parquet", b"PAR1\x00\x00\x00\x00\xff\xff\xff\x7fPAR1").contains("damaged or cut off"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_under_any_first_bytes_are_read_or_refused(
        start in proptest::sample::select(vec![b"PK\x03\x04".to_vec(), b"PAR1".to_vec(), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), Vec::new()]),
        rest in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let bytes = [start, rest].concat();
        if let Ok(kind) = document::kind(&bytes)
            && let Ok(opened) = document::open(&bytes, kind)
        {
            for sheet in &opened.sheets {
                let _ = sheet.head(limits::HEADING_ROWS);
            }
        }
    }

    #[test]
    fn a_workbook_with_bytes_changed_is_read_or_refused(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), open in any::<bool>()) {
        let table = rows(&[&["URN", "Rating", "Inspection Date"], &["100000", "Good", "20130418"]]);
        let mut bytes = if open { ods("S", &table) } else { xlsx("S", &table) };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = import_one(if open { "t.ods" } else { "t.xlsx" }, &bytes);
    }

    #[test]
    fn reading_text_stops_where_it_is_told(text in "[a,\n]{0,80}") {
        let mut rows = 0;
        DelimitedText::new(text.into()).each_row(&mut |_| { rows += 1; ControlFlow::Break(()) }).unwrap();
        prop_assert!(rows <= 1);
    }
}
