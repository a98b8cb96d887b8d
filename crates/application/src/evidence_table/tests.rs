use super::*;

fn content() -> LetterContent {
    let read = |text: &str| -> toml::Table { toml::from_str(text).unwrap() };
    let mut table = read(include_str!("../../../letter/examples/exampleshire.toml"));
    let words = read(include_str!("../../../../words/letter/words.toml"));
    table.insert("words".to_owned(), words.into());
    table.try_into().unwrap()
}

#[test]
fn there_is_a_row_for_each_cell_of_each_figure_of_each_statement() {
    let content = content();
    let rows = rows(&content);
    let of = |entry: &str| rows.iter().filter(|row| row.entry == entry).collect::<Vec<_>>();
    // Two shares of two cells each, ten similar areas and England: 15 cells behind each of two sentences.
    assert_eq!(of("E1").len(), 30);
    let homes = of("E9");
    assert_eq!(homes.len(), 2, "a count has a row for each setting");
    assert!(homes.iter().all(|row| row.arithmetic == "count" && row.value == Some(2.0)));
    let similar = of("E6").into_iter().filter(|row| row.arithmetic == "mean/value").count();
    assert_eq!(similar, 10, "each area of a mean with its own value");
    assert_eq!(of("E10").len(), 2, "an entry that no statement names is not lost");
}

#[test]
fn the_csv_reads_back_to_the_same_rows() {
    let rows = rows(&content());
    let written = write(&content(), TableFormat::Csv).unwrap();
    let mut reader = ::csv::Reader::from_reader(written.as_slice());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), COLUMNS);
    assert_eq!(reader.records().count(), rows.len());
}

#[test]
fn the_workbook_is_the_same_each_time_and_its_cover_says_what_it_is() {
    let content = content();
    let cover = cover(&content).unwrap();
    assert_eq!(cover.title, "The evidence for: Children's services assessment 2011: Exampleshire");
    assert_eq!(cover.lines.len(), 6, "area, two dates, what a row is, two forms of the licence");
    let written = write(&content, TableFormat::Workbook).unwrap();
    assert_eq!(written, write(&content, TableFormat::Workbook).unwrap());
    assert!(written.starts_with(b"PK"));
}
