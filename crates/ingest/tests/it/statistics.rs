//! The published statistics, read by their descriptions and checked by hand against what the files say.

use evidence::{Evidence, Fraction, Group, Missing, Place, Value};
use ingest::{FileScreening, Imported, Options, import};
use std::path::PathBuf;
use testkit::published;

fn read(files: &[&str]) -> Option<Imported> {
    let data = published::folder()?;
    let paths: Vec<PathBuf> = files.iter().map(|file| data.join(file)).collect();
    let options = Options::builtin().unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    Some(import(&paths, &options).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error))))
}

fn screening<'i>(imported: &'i Imported, file: &str) -> &'i FileScreening {
    imported.screening.files.iter().find(|screening| screening.path.ends_with(file)).unwrap()
}

fn place(code: &str) -> Place {
    Place::from_code(code).unwrap()
}

/// Luton's number in every file.
const LUTON: &str = "821";
const ENGLAND: &str = "E92000001";

fn observations<'e>(
    evidence: &'e Evidence,
    indicator: &str,
    at: &str,
    group: &Group,
) -> impl Iterator<Item = (&'e str, evidence::Observation)> {
    let indicator = evidence.indicator(indicator).unwrap_or_else(|| panic!("no indicator {indicator}"));
    let place = evidence.place(place(at)).unwrap_or_else(|| panic!("no place {at}"));
    let group = evidence.group(group).unwrap_or_else(|| panic!("no group {}", group.as_str()));
    (0..evidence.observations.len())
        .map(|at| evidence.observations.get(at))
        .filter(move |o| o.indicator == indicator && o.place == place && o.group == group)
        .map(|o| (evidence.periods[o.period.index()].label.as_str(), o))
}

fn values(evidence: &Evidence, indicator: &str, at: &str, group: &Group) -> Vec<(String, f64)> {
    observations(evidence, indicator, at, group)
        .filter_map(|(label, o)| Some((label.to_owned(), o.value.number()?)))
        .collect()
}

fn value(evidence: &Evidence, indicator: &str, at: &str, group: &Group, label: &str) -> f64 {
    let values = values(evidence, indicator, at, group);
    values.iter().find(|(known, _)| known == label).unwrap_or_else(|| panic!("{label} not in {values:?}")).1
}

#[test]
fn gcse_results_of_luton_and_england_are_those_of_table_17() {
    let Some(imported) = read(&["attainment/SFR01_2014_AT.xls"]) else { return };
    let evidence = &imported.evidence;
    let all = Group::all();
    let with_english_maths = "gcse-5-ac-english-maths";
    assert_eq!(value(evidence, with_english_maths, LUTON, &all, "2005/06"), 36.5);
    assert_eq!(value(evidence, with_english_maths, LUTON, &all, "2010/11"), 56.7);
    // England as its areas are counted: state-funded schools. The row "England" (45.6 and 59.0) has independent schools too.
    assert_eq!(value(evidence, with_english_maths, ENGLAND, &all, "2005/06"), 44.1);
    assert_eq!(value(evidence, with_english_maths, ENGLAND, &all, "2010/11"), 58.4);
    let without = [57.5, 60.1, 64.6, 70.0, 76.3, 80.7, 83.2, 83.1];
    assert!(values(evidence, "gcse-5-ac", ENGLAND, &all).iter().map(|(_, value)| *value).eq(without));
    assert_eq!(value(evidence, "expected-progress-maths", ENGLAND, &all, "2010/11"), 64.9);
    assert_eq!(values(evidence, "gcse-5-ac", LUTON, &all).len(), 8);
    // North East, and Cheshire, which has a footnote's mark glued to its name and ended in 2009.
    assert_eq!(value(evidence, "gcse-5-ac", "E12000001", &all, "2005/06"), 57.4);
    let cheshire: Vec<_> = observations(evidence, with_english_maths, "875", &all).collect();
    assert_eq!(cheshire.iter().filter(|(_, o)| o.value == Value::missing(Missing::NotApplicable)).count(), 5);
    let (_, last) = observations(evidence, with_english_maths, LUTON, &all).nth(5).unwrap();
    assert_eq!(last.known_from, jiff::civil::date(2011, 8, 31));
    let period = &evidence.periods[last.period.index()];
    assert_eq!(
        (period.start, period.end),
        (Some(jiff::civil::date(2010, 9, 1)), Some(jiff::civil::date(2011, 8, 31)))
    );
}

#[test]
fn rows_of_the_gcse_workbook_that_are_not_read_say_why() {
    let Some(imported) = read(&["attainment/SFR01_2014_AT.xls"]) else { return };
    let screening = screening(&imported, "SFR01_2014_AT.xls");
    assert_eq!(screening.rows_read + screening.rows_rejected, screening.rows_in_file);
    let otherwise =
        screening.rejections.iter().filter(|one| one.reason.contains("England counted otherwise"));
    assert_eq!(otherwise.count(), 2);
    let unplaced: Vec<_> =
        screening.rejections.iter().filter(|one| one.reason.contains("not a place")).collect();
    assert!(unplaced.is_empty(), "{unplaced:?}");
}

#[test]
fn the_gaps_at_19_between_young_people_with_and_without_free_meals_are_those_of_the_letter() {
    let Some(imported) = read(&["attainment/l2-l3-at-19_2005-2022.csv"]) else { return };
    let evidence = &imported.evidence;
    let eligible = Group::of([("fsm", "eligible")]);
    let others = Group::of([("fsm", "not-eligible")]);
    let gap = |indicator: &str, at: &str, label: &str| {
        let gap =
            value(evidence, indicator, at, &others, label) - value(evidence, indicator, at, &eligible, label);
        (gap * 10.0).round() / 10.0
    };
    assert_eq!(gap("level-2-at-19", LUTON, "2008/09"), 13.9);
    assert_eq!(gap("level-2-at-19", LUTON, "2009/10"), 14.8);
    assert_eq!(gap("level-2-at-19", ENGLAND, "2009/10"), 20.1);
    assert_eq!(gap("level-3-at-19", LUTON, "2005/06"), 16.4);
    assert_eq!(gap("level-3-at-19", LUTON, "2009/10"), 12.2);
    let (_, cohort) = observations(evidence, "level-3-at-19", LUTON, &eligible)
        .find(|(label, _)| *label == "2009/10")
        .unwrap();
    assert_eq!(cohort.known_from, jiff::civil::date(2011, 3, 31));
    assert_eq!(cohort.fraction, Some(Fraction { numerator: 207.0, denominator: 517.0 }));
}

#[test]
fn cohorts_that_have_not_turned_19_are_not_read_as_zero() {
    let Some(imported) = read(&["attainment/l2-l3-at-19_2005-2022.csv"]) else { return };
    let screening = screening(&imported, "l2-l3-at-19_2005-2022.csv");
    // 1,280 rows for each of the cohorts of 2023, 2024 and 2025.
    assert_eq!((screening.rows_in_file, screening.rows_rejected), (26_384, 3 * 1_280));
    assert!(
        screening.rejections.iter().all(|one| one.reason.contains("had not turned 19")),
        "{screening:#?}"
    );
    let evidence = &imported.evidence;
    assert_eq!(values(evidence, "level-2-at-19", ENGLAND, &Group::all()).last().unwrap().0, "2021/22");
    // A level that nobody of a small group reached is a value.
    assert!((0..evidence.observations.len()).any(|at| evidence.observations.value(at) == Value::Number(0.0)));
}

#[test]
fn englands_figures_at_19_are_the_sum_of_the_regions() {
    let Some(imported) = read(&["attainment/l2-l3-at-19_2005-2022.csv"]) else { return };
    let evidence = &imported.evidence;
    let sum = |codes: &[String]| {
        codes.iter().fold((0.0, 0.0), |sum, code| {
            let (_, o) = observations(evidence, "level-2-at-19", code, &Group::all())
                .find(|(label, _)| *label == "2009/10")
                .unwrap();
            let fraction = o.fraction.unwrap();
            (sum.0 + fraction.numerator, sum.1 + fraction.denominator)
        })
    };
    let regions: Vec<String> = (1..=9).map(|region| format!("E1200000{region}")).collect();
    assert_eq!(sum(&regions), sum(&[ENGLAND.to_owned()]));
}

#[test]
fn exclusions_are_read_by_type_of_school_with_their_levels_and_suppressions() {
    let Some(imported) = read(&["attainment/exclusions_2006-2016.csv"]) else { return };
    let screening = screening(&imported, "exclusions_2006-2016.csv");
    assert_eq!(screening.rows_in_file, 7_122);
    assert!(screening.rejections.iter().all(|one| one.reason.contains("which authority")), "{screening:#?}");
    let evidence = &imported.evidence;
    let all = Group::all();
    assert_eq!(value(evidence, "permanent-exclusions", ENGLAND, &all, "2016/17"), 0.1);
    let (_, o) =
        observations(evidence, "permanent-exclusions", ENGLAND, &Group::of([("school-type", "primary")]))
            .find(|(label, _)| *label == "2016/17")
            .unwrap();
    assert_eq!(o.fraction, Some(Fraction { numerator: 1_255.0, denominator: 4_689_660.0 }));
    let confidential = (0..evidence.observations.len())
        .filter(|at| evidence.observations.value(*at) == Value::missing(Missing::Confidential))
        .count();
    // Permanent, fixed-period and pupils' rates that are `x`; those of rows without an authority are not read.
    assert!((1_000..=855 + 70 + 114).contains(&confidential), "{confidential}");
}

#[test]
fn outcomes_of_looked_after_children_are_worked_out_from_their_counts() {
    let folder = "looked-after/";
    let files = [
        "Absence_LA",
        "Exclusions_LA",
        "KS1_Attainment_2011_LA",
        "KS2_Attainment_2007-2011_LA",
        "KS4_Attainment_2007-2011_LA",
        "OC2",
        "SEN_2011_LA",
    ];
    let paths: Vec<String> = files.iter().map(|file| format!("{folder}{file}.csv")).collect();
    let Some(imported) = read(&paths.iter().map(String::as_str).collect::<Vec<_>>()) else { return };
    let evidence = &imported.evidence;
    let all = Group::all();
    let of = |indicator: &str, at: &str, label: &str| {
        observations(evidence, indicator, at, &all).find(|(known, _)| *known == label).unwrap().1
    };
    let english = of("looked-after-ks2-english", ENGLAND, "2010/11");
    assert_eq!(english.fraction, Some(Fraction { numerator: 1_116.0, denominator: 2_244.0 }));
    assert_eq!(english.value, Value::Number(1_116.0 / 2_244.0 * 100.0));
    assert_eq!(
        of("looked-after-gcse-5-ac-english-maths", LUTON, "2008/09").value,
        Value::missing(Missing::Confidential)
    );
    assert_eq!(
        of("looked-after-absence", LUTON, "2009/10").fraction.unwrap(),
        Fraction { numerator: 2_571.0, denominator: 48_809.0 }
    );
    // The columns of 2011 hold nothing but zeros.
    assert_eq!(of("looked-after-absence", LUTON, "2010/11").value, Value::missing(Missing::NotCollected));
    // Commas in numbers, and places named in capitals with numbers of the table's own.
    assert_eq!(of("looked-after-dental-checks", ENGLAND, "2011").fraction.unwrap().denominator, 46_090.0);
    assert_eq!(of("looked-after-dental-checks", "E13000001", "2011").fraction.unwrap().denominator, 3_314.0);
    assert_eq!(
        of("looked-after-dental-checks", LUTON, "2011").fraction.unwrap(),
        Fraction { numerator: 258.0, denominator: 278.0 }
    );
    for file in &imported.screening.files {
        assert_eq!(file.rows_read + file.rows_rejected, file.rows_in_file, "{}", file.path);
        for rejection in &file.rejections {
            assert!(rejection.reason.contains("blank"), "{}: {rejection:?}", file.path);
        }
    }
}

#[test]
fn a_tidy_file_that_nobody_has_seen_becomes_indicators_and_groups() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pupil-absence_2019.csv");
    let text = "\u{feff}time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,school_type,sess_overall_percent\n\
        201819,Academic year,National,E92000001,England,,,,,,Total,4.7\n\
        201819,Academic year,Local authority,E92000001,England,E12000006,East of England,821,E06000032,Luton,Special,c\n\
        201819,Academic year,Local authority,E92000001,England,E12000006,East of England,821,E06000032,Luton,Total,4.9\n";
    std::fs::write(&file, text).unwrap();
    let imported = import(&[file], &Options::builtin().unwrap()).unwrap();
    let evidence = &imported.evidence;
    let [indicator] = evidence.indicators.as_slice() else { panic!("{:?}", evidence.indicators) };
    let id = indicator.id.as_str();
    assert_eq!(indicator.unit, evidence::Unit::Percent);
    assert_eq!(value(evidence, id, LUTON, &Group::all(), "2018/19"), 4.9);
    assert_eq!(value(evidence, id, ENGLAND, &Group::all(), "2018/19"), 4.7);
    let special = Group::of([("school-type", "special")]);
    assert_eq!(
        observations(evidence, id, LUTON, &special).next().unwrap().1.value,
        Value::missing(Missing::Confidential)
    );
}

#[test]
fn lists_of_areas_are_recognised_and_leave_no_evidence() {
    let files = [
        "areas/las.csv",
        "areas/region_la_hierarchy.csv",
        "areas/name-variants.tsv",
        "areas/maps_gss.tsv",
        "areas/maps_snac.tsv",
        "areas/maps_edubase.tsv",
        "geography/changes.csv",
        "lait/la_code_list.xlsx",
    ];
    let Some(imported) = read(&files) else { return };
    assert_eq!(imported.screening.files.len(), files.len());
    for file in &imported.screening.files {
        assert!(file.format.is_some(), "{file:#?}");
        assert!(
            file.rows_in_file > 0 && file.rows_read + file.rows_rejected == file.rows_in_file,
            "{file:#?}"
        );
    }
    assert!(imported.evidence.sources.is_empty());
}
