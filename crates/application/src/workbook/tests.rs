use super::*;
use evidence::Date;

fn cover() -> Cover {
    let line = CoverLine { term: "Licence".to_owned(), detail: "Open Government Licence v3.0".to_owned() };
    Cover {
        sheet: "About".to_owned(),
        title: "A table".to_owned(),
        lines: vec![line],
        date: Date::constant(2026, 6, 30),
    }
}

fn table(csv: &str) -> TableSheet {
    TableSheet { name: "Table".to_owned(), csv: csv.as_bytes().to_vec() }
}

#[test]
fn numbers_are_numbers_codes_stay_words_and_what_is_missing_says_why() {
    let csv = "area,area_code,period,value,missing_reason,change\nLuton,821,2011,45.73,,-0.1\nKent,886,2011,,confidential,\nYork,816,2011,,change: blank,\n";
    let rows = Rows::read(csv.as_bytes(), table_words()).unwrap();
    let text = |text: &str| Cell::Text(text.to_owned());
    assert_eq!(
        rows.records[0],
        [text("Luton"), text("821"), text("2011"), Cell::Number(45.73), Cell::Empty, Cell::Number(-0.1)]
    );
    assert_eq!(rows.records[1][3], text(Missing::from_name("confidential").unwrap().in_words()));
    assert_eq!(rows.records[2][3], Cell::Empty, "the reason is another column's");
}

#[test]
fn a_workbook_is_the_same_each_time_also_without_rows() {
    for csv in ["area,value\nLuton,1\n=1+1,2\n", "area,value\n"] {
        let written = write(&cover(), &[table(csv)]).unwrap();
        assert_eq!(written, write(&cover(), &[table(csv)]).unwrap());
        assert!(written.starts_with(b"PK"));
    }
}

#[test]
fn notes_explain_each_column_once() {
    let rows = || Rows::read(b"area,value\n", table_words()).unwrap();
    let notes = notes(&[("One", rows()), ("Two", rows())], table_words());
    assert_eq!(notes.records.len(), 2);
}
