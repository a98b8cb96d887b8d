//! The `lait` convention against what the Department's own tool computes from the same files: every row and column.

use evidence::{Evidence, Value};
use flate2::read::GzDecoder;
use profile::indicators::{AreaRow, Measure};
use profile::{Conventions, IndicatorTable};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use testkit::published;

/// The shared folder with the real data and what the Department's tool makes of it.
fn shared() -> Option<PathBuf> {
    published::shared("oracle/lait").and(published::shared(""))
}

fn read(shared: &Path) -> Evidence {
    ingest::lait::read(&[shared.join("data/lait"), shared.join("data/neighbours")]).unwrap().evidence
}

/// A row of a CSV file by its columns' names.
type Record = BTreeMap<String, String>;

fn records(reader: impl std::io::Read) -> Vec<Record> {
    csv::Reader::from_reader(reader).deserialize().map(Result::unwrap).collect()
}

/// Whether a cell holds a value: the same double to the last bit, or nothing where there is none.
fn same_number(cell: &str, value: Value) -> bool {
    match value {
        Value::Number(number) => cell.parse::<f64>().is_ok_and(|cell| cell.to_bits() == number.to_bits()),
        Value::Missing { .. } => cell.is_empty(),
    }
}

fn differences(expected: &Record, measure: &Measure<'_>, row: &AreaRow, evidence: &Evidence) -> Vec<String> {
    let label = evidence.areas.get(row.area).unwrap().label();
    let dashed = |exists: bool, text: Option<String>| {
        if exists { text.unwrap_or_default() } else { "-".to_owned() }
    };
    let has_polarity = measure.indicator.polarity != evidence::Polarity::Neither;
    let texts = [
        ("Measure_code", measure.indicator.code.clone()),
        ("LA", label.to_owned()),
        ("latest_year", measure.period.label.clone()),
        ("rank", dashed(has_polarity, row.rank.ok().map(|rank| rank.to_string()))),
        ("quartile_band", dashed(measure.banded, row.band.ok().map(String::from))),
        ("sn_n", row.neighbours_with_value.to_string()),
        ("region_used", row.region.map_or("", |region| evidence.areas.name(region)).to_owned()),
    ];
    let numbers = [
        ("value", row.value),
        ("change_from_previous_year", row.change),
        ("sn_average", row.neighbours_mean),
        ("sn_change", row.neighbours_change),
        ("region_value", row.region_value),
        ("england_value", row.england_value),
    ];
    let of_texts = texts.iter().filter(|(column, text)| expected[*column] != *text);
    let of_numbers = numbers.iter().filter(|(column, value)| !same_number(&expected[*column], *value));
    of_texts
        .map(|(column, text)| format!("{column}: {text} instead of {}", expected[*column]))
        .chain(
            of_numbers.map(|(column, value)| format!("{column}: {value:?} instead of {}", expected[*column])),
        )
        .map(|difference| format!("{}, {label}: {difference}", measure.indicator.name))
        .collect()
}

#[test]
fn the_lait_convention_equals_the_departments_tool_in_every_row_and_column() {
    let Some(shared) = shared() else { return };
    let evidence = read(&shared);
    let conventions = Conventions::builtin();
    let table = IndicatorTable::of(&evidence, conventions.get("lait").unwrap(), None);
    let file = std::fs::File::open(shared.join("oracle/lait/la_indicator.csv.gz")).unwrap();
    let expected = records(GzDecoder::new(file));
    assert_eq!(expected.len(), 38_078);

    let mut found = Vec::new();
    let mut rows = expected.iter();
    let mut compared = 0;
    // Measures and areas stand in the tool's own order, so the table is read beside it, measure after measure.
    let wanted: std::collections::BTreeSet<&str> =
        expected.iter().map(|row| row["Measure"].as_str()).collect();
    for measure in table.measures.iter().filter(|measure| wanted.contains(measure.indicator.name.as_str())) {
        for row in &measure.rows {
            let expected = rows.next().unwrap();
            assert_eq!(expected["Measure"], measure.indicator.name, "another order of measures");
            found.extend(differences(expected, measure, row, &evidence));
            compared += 1;
        }
    }
    assert!(found.is_empty(), "{} differences, the first: {:#?}", found.len(), &found[..found.len().min(20)]);
    assert_eq!((compared, wanted.len()), (expected.len(), 241));
    // The data hold more measures than the sample: each has its row for each of the 158 areas.
    assert_eq!(table.measures.len(), 446);
    assert!(table.measures.iter().all(|measure| measure.rows.len() == 158));
}

#[test]
fn the_cut_points_equal_the_departments_tools() {
    let Some(shared) = shared() else { return };
    let evidence = read(&shared);
    let conventions = Conventions::builtin();
    let table = IndicatorTable::of(&evidence, conventions.get("lait").unwrap(), None);
    let file = std::fs::File::open(shared.join("oracle/lait/indicator_bands.csv")).unwrap();
    let expected = records(file);
    assert_eq!(expected.len(), 241);
    for row in &expected {
        let measure = table.measures.iter().find(|measure| measure.indicator.name == row["Measure"]).unwrap();
        assert_eq!(measure.ranked.to_string(), row["n_las"], "{}", row["Measure"]);
        assert_eq!(measure.period.label, row["latest_year"]);
        assert_eq!(measure.indicator.decimals.to_string(), row["dps"]);
        assert_eq!(measure.indicator.topic, row["Topic"]);
        let cuts = measure.cut_points.unwrap();
        for (column, cut) in ["p0", "p25", "p50", "p75", "p100"].into_iter().zip(cuts) {
            // The tool printed its cut points to fifteen significant digits.
            let printed: f64 = row[column].parse().unwrap();
            let to_fifteen: f64 = format!("{cut:.14e}").parse().unwrap();
            assert_eq!(printed.to_bits(), to_fifteen.to_bits(), "{} {column}", row["Measure"]);
        }
    }
}
