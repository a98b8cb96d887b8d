use super::*;
use crate::import::Imported;
use evidence::{Evidence, Missing, Place, Value};
use proptest::prelude::*;
use std::path::PathBuf;
use std::sync::OnceLock;
use testkit::published as files;

/// The published files, read once for all tests of this process.
fn published() -> Option<&'static Imported> {
    static READ: OnceLock<Option<Imported>> = OnceLock::new();
    READ.get_or_init(|| {
        let data = files::folder()?;
        let paths: Vec<PathBuf> = ["lait", "neighbours"].iter().map(|folder| data.join(folder)).collect();
        Some(read(&paths).unwrap())
    })
    .as_ref()
}

/// The observations of an indicator at a place, as label, value and row.
fn series<'e>(evidence: &'e Evidence, id: &str, place: &str) -> Vec<(&'e str, Value, u32)> {
    let indicator = evidence.indicator(id).unwrap();
    let place = evidence.place(Place::from_code(place).unwrap()).unwrap();
    let o = &evidence.observations;
    (0..o.len())
        .filter(|at| o.indicators()[*at] == indicator && o.places()[*at] == place)
        .map(|at| (evidence.periods[o.periods()[at].index()].label.as_str(), o.value(at), o.rows()[at]))
        .collect()
}

#[test]
fn every_value_of_the_published_file_is_read_and_none_is_rejected() {
    let Some(imported) = published() else { return };
    let evidence = &imported.evidence;
    // 448 rows of the dictionary with 446 names and 434 short names; 641,070 values.
    assert_eq!(evidence.indicators.len(), 446);
    assert_eq!(evidence.places.len(), 170);
    assert_eq!(imported.repeated.observations, 0);
    let files = &imported.screening.files;
    let rows: Vec<(&str, u64, u64)> = files
        .iter()
        .map(|file| (file.format.as_deref().unwrap_or(""), file.rows_in_file, file.rows_rejected))
        .collect();
    assert_eq!(
        rows,
        [
            ("lait-values", 641_070, 0),
            ("lait-code-list", 171, 0),
            ("lait-dictionary", 448, 0),
            // The heading of the old list.
            ("neighbours", 159, 1),
            ("neighbours", 159, 1),
        ]
    );
    // Twelve short names have two names: their values stand under both.
    let twice: Vec<&str> =
        evidence.indicators.iter().filter_map(|indicator| indicator.id.as_str().strip_suffix(".2")).collect();
    assert_eq!(twice.len(), 12);
    let extra: usize = twice
        .iter()
        .map(|id| {
            let index = evidence.indicator(id).unwrap();
            evidence.observations.indicators().iter().filter(|other| **other == index).count()
        })
        .sum();
    assert_eq!(evidence.observations.len(), 641_070 + extra);
}

#[test]
fn a_value_is_read_to_the_last_bit_with_its_row_and_reason() {
    let Some(imported) = published() else { return };
    let bexley = series(&imported.evidence, "lait:RTA", "303");
    // The sixth record.
    assert_eq!(bexley[0], ("2014-16", Value::Number("9.3699999999999992".parse().unwrap()), 6));
    let city = series(&imported.evidence, "lait:RTA", "201");
    assert_eq!(city[0].1, Value::missing(Missing::NotAvailable));
}

#[test]
fn both_names_of_a_measure_have_the_same_values() {
    let Some(imported) = published() else { return };
    let evidence = &imported.evidence;
    let one = series(evidence, "lait:CINAuthAb_3Term", "821");
    assert!(!one.is_empty());
    assert_eq!(one, series(evidence, "lait:CINAuthAb_3Term.2", "821"));
    let name = |id: &str| evidence.indicators[evidence.indicator(id).unwrap().index()].name.as_str();
    assert_eq!(name("lait:CINAuthAb_3Term"), "% sessions missed through authorised absence");
    assert_eq!(name("lait:CINAuthAb_3Term.2"), "CIN - % sessions missed through authorised absence");
}

#[test]
fn the_dictionary_says_what_a_measure_is() {
    let Some(imported) = published() else { return };
    let evidence = &imported.evidence;
    let rta = &evidence.indicators[evidence.indicator("lait:RTA").unwrap().index()];
    assert_eq!(
        (rta.code.as_str(), rta.polarity, rta.unit, rta.decimals),
        ("7", Polarity::Low, Unit::Rate, 2)
    );
    // "Discontinued" is not the word that takes a measure out of the tool.
    assert!(rta.current && rta.banded);
    assert_eq!(evidence.indicators.iter().filter(|indicator| !indicator.banded).count(), 21);
    assert!(evidence.indicators.iter().all(|indicator| indicator.order > 0));
}

#[test]
fn a_symbol_that_nobody_explained_is_counted_and_is_no_number() {
    let Some(data) = files::folder() else { return };
    let areas = crate::register::builtin();
    let path = data.join("lait/bds_long_0.parquet");
    let bytes = bytes::Bytes::from(std::fs::read(path).unwrap());
    let columns = [("measure", 0), ("period", 2), ("place", 3), ("value", 4), ("number", 5)];
    let columns = columns.iter().map(|(name, at)| ((*name).to_owned(), *at)).collect();
    let meanings = values::Meanings { areas: &areas, symbols: std::collections::BTreeMap::new() };
    let parts = values::read(&bytes, &columns, &meanings).unwrap();
    assert_eq!(parts.iter().map(|part| part.rows.len()).sum::<usize>(), 641_070);
    // With no symbols known, `-` is odd and still no number.
    assert_eq!(parts.iter().map(|part| part.odd["-"]).sum::<u64>(), 93_883);
}

#[test]
fn figures_count_as_known_after_their_period_and_not_after_the_last_update() {
    let Some(imported) = published() else { return };
    let evidence = &imported.evidence;
    let updated = jiff::civil::date(2026, 4, 1);
    let values = evidence.sources.iter().find(|source| source.format == "lait-values").unwrap();
    assert_eq!(values.as_at, Some(updated));
    let o = &evidence.observations;
    for at in 0..o.len() {
        let observation = o.get(at);
        let end = evidence.periods[observation.period.index()].end;
        // When within that, the calendar says; a year at the most.
        let (first, last) = end.map_or((updated, updated), |end| (end, evidence::date::add_days(end, 731)));
        let known = observation.known_from;
        assert!(first.min(updated) <= known && known <= last.min(updated), "{first} {known} {last}");
    }
}

#[test]
fn neighbours_are_read_with_their_rank_and_nearness_and_those_of_ended_areas_are_kept() {
    let Some(imported) = published() else { return };
    let sets = &imported.evidence.neighbour_sets;
    assert_eq!(sets.iter().map(|set| set.id.as_str()).collect::<Vec<_>>(), ["dfe-2021-04", "dfe-2025-05"]);
    let number = |of: u16| evidence::AreaNumber::new(of).unwrap();
    let luton: Vec<_> = sets[1].of(number(821)).collect();
    assert_eq!(luton.len(), 10);
    assert_eq!(luton[0].rank, 1);
    assert_eq!(sets[1].of(number(909)).count(), 10, "Cumbria's, from the old list");
    assert_eq!(sets[0].of(number(942)).count(), 0, "Cumberland had none in 2021");
    // All 158 areas have ten each.
    assert_eq!(sets[1].neighbours.len(), 1_580);
}

#[test]
fn the_published_tools_own_values_are_these_values() {
    let Some(imported) = published() else { return };
    let Some(data) = files::folder() else { return };
    let oracle = data.join("../oracle/lait/indicator_bands.csv");
    let evidence = &imported.evidence;
    let mut compared = 0;
    for row in files::rows(&oracle) {
        let at = evidence.indicators.iter().position(|indicator| indicator.name == row["Measure"]);
        let indicator =
            &evidence.indicators[at.unwrap_or_else(|| panic!("no indicator is called {}", row["Measure"]))];
        assert_eq!(indicator.code, row["Measure_code"]);
        assert_eq!(indicator.topic, row["Topic"]);
        assert_eq!(indicator.decimals.to_string(), row["dps"]);
        assert_eq!(!indicator.banded, row["no_quartile"] == "TRUE", "{}", row["Measure"]);
        let polarity = match row["Polarity"].as_str() {
            "High" => Polarity::High,
            "Low" => Polarity::Low,
            _ => Polarity::Neither,
        };
        assert_eq!(indicator.polarity, polarity);
        compared += 1;
    }
    assert_eq!(compared, 241);
}

proptest! {
    /// The standard library's parse is correctly rounded, as Python's and R's are.
    #[test]
    fn numbers_are_read_to_the_last_bit(bits in any::<u64>(), digits in 0usize..25) {
        let number = f64::from_bits(bits);
        for text in [format!("{number:e}"), format!("{number:.digits$}"), format!("{}", bits as f64 / 1e9)] {
            let expected = text.parse::<f64>().ok().filter(|number| number.is_finite());
            let read = match values::meaning(&text, &std::collections::BTreeMap::new()) {
                values::Meaning::Number(number) => Some(number.to_bits()),
                _ => None,
            };
            prop_assert_eq!(read, expected.map(f64::to_bits), "{}", text);
        }
    }

    #[test]
    fn any_text_means_something(text in ".{0,12}") {
        let _ = values::meaning(&text, &std::collections::BTreeMap::new());
    }
}

#[test]
fn bytes_that_are_no_parquet_are_refused_and_cost_nothing() {
    let Some(data) = files::folder() else { return };
    let whole = std::fs::read(data.join("lait/bds_long_0.parquet")).unwrap();
    let columns = [("measure", 0), ("period", 2), ("place", 3), ("value", 4), ("number", 5)];
    let columns = columns.iter().map(|(name, at)| ((*name).to_owned(), *at)).collect();
    let areas = crate::register::builtin();
    let meanings = values::Meanings { areas: &areas, symbols: std::collections::BTreeMap::new() };
    // Cut off, and with bytes of its pages turned.
    assert!(
        values::read(&bytes::Bytes::copy_from_slice(&whole[..whole.len() / 2]), &columns, &meanings).is_err()
    );
    for at in (100..whole.len()).step_by(whole.len() / 12) {
        let mut turned = whole.clone();
        turned[at] ^= 0x55;
        let _ = values::read(&bytes::Bytes::from(turned), &columns, &meanings);
    }
}
