//! Families of files: tables of variables, explained by a text or by themselves, of years and subjects that no description
//! names; and the published ones, counted by other code.

use evidence::{Date, Evidence, Fraction, Group, Missing, Observation, Origins, Place, Unit, Value};
use ingest::{FileScreening, ImportError, Imported, Options, import};
use std::path::{Path, PathBuf};
use testkit::published;

const LUTON: &str = "821";
const ENGLAND: &str = "E92000001";

fn read(paths: &[PathBuf]) -> Result<Imported, ImportError> {
    import(paths, &Options::builtin().unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error))))
}

fn published_files(files: &[&str]) -> Option<Imported> {
    let data = published::folder()?;
    let paths: Vec<PathBuf> = files.iter().map(|file| data.join(file)).collect();
    Some(read(&paths).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error))))
}

/// Files of a folder, read together.
fn authored(files: &[(&str, &str)]) -> Result<Imported, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let tables = files.iter().filter(|(name, _)| !name.ends_with(".txt"));
    let paths: Vec<PathBuf> = tables.map(|(name, _)| folder.path().join(name)).collect();
    read(&paths)
}

fn all_of<'e>(
    evidence: &'e Evidence,
    indicator: &str,
    at: &str,
    group: &Group,
) -> Vec<(&'e str, Observation)> {
    let indicator = evidence.indicator(indicator).unwrap_or_else(|| {
        panic!(
            "no indicator {indicator} in {:?}",
            evidence.indicators.iter().map(|one| &one.id.0).collect::<Vec<_>>()
        )
    });
    let place = evidence.place(Place::from_code(at).unwrap()).unwrap_or_else(|| panic!("no place {at}"));
    let Some(group) = evidence.group(group) else { return Vec::new() };
    (0..evidence.observations.len())
        .map(|at| evidence.observations.get(at))
        .filter(|o| o.indicator == indicator && o.place == place && o.group == group)
        .map(|o| (evidence.periods[o.period.index()].label.as_str(), o))
        .collect()
}

fn one(evidence: &Evidence, indicator: &str, at: &str, group: &Group, label: &str) -> Observation {
    let all = all_of(evidence, indicator, at, group);
    let labels: Vec<&str> = all.iter().map(|(label, _)| *label).collect();
    // The last of a period is the one that became known last.
    all.iter().rfind(|(known, _)| *known == label).unwrap_or_else(|| panic!("{label} not in {labels:?}")).1
}

fn rounded(value: Value, decimals: i32) -> f64 {
    let factor = 10f64.powi(decimals);
    (value.number().unwrap() * factor).round() / factor
}

fn accounted(imported: &Imported) -> impl Iterator<Item = &FileScreening> {
    imported.screening.files.iter().inspect(|file| {
        assert_eq!(file.rows_read + file.rows_rejected, file.rows_in_file, "{}", file.path);
    })
}

const METADATA: &str = "Meta Data Document\nAnnex A\ngeog_l:  Geography Level\n\
    LAC_Mar2031:\tNumber of widgets in care at 31 March 2031\nWID2031_girls: Number of girls with widgets in 2031\n\
    %WIDOpen3031: Percentage of widgets open in 2030-31\nWIDRatePer10K:  Rate per 10,000 of widgets\n\
    WIDDCI: Data Confidence\n";

#[test]
fn an_unknown_table_of_underlying_data_is_read_by_the_text_beside_it() {
    let table = "geog_l,geog_c,new_la_code,geog_n,LAC_Mar2031,WID2031_girls,%WIDOpen3031,WIDRatePer10K\n\
        National,921,E06000046,England,\"1,234\",600,45.5,12.5\n\
        LA,821,E06000032,Luton,12,x,..,7.5\nLA,999,E06000055,Bedford,13,5,50,8\n";
    let imported = authored(&[("SFR99-2031ud.csv", table), ("SFR99-2031_metadata.txt", METADATA)]).unwrap();
    let evidence = &imported.evidence;
    let file = accounted(&imported).next().unwrap();
    assert_eq!((file.format.as_deref(), file.rows_read), (Some("underlying-data"), 3), "{file:?}");
    assert!(file.notes.iter().any(|note| note.contains("SFR99-2031_metadata.txt")), "{:?}", file.notes);
    let told: Vec<(&str, Unit)> =
        evidence.indicators.iter().map(|one| (one.name.as_str(), one.unit)).collect();
    for expected in [
        ("Number of widgets in care at 31 March", Unit::Number),
        ("Number of girls with widgets", Unit::Number),
        ("Percentage of widgets open", Unit::Percent),
        ("Rate per 10,000 of widgets", Unit::Rate),
    ] {
        assert!(told.contains(&expected), "{expected:?} not in {told:?}");
    }
    let all = Group::all();
    // The level says England, whatever code stands beside it; an area is found by either of its codes.
    let england = one(evidence, "underlying-data:lac-mar", ENGLAND, &all, "2030/31");
    assert_eq!(england.value, Value::Number(1_234.0));
    let girls = one(evidence, "underlying-data:wid-girls", LUTON, &all, "2030/31");
    assert_eq!(girls.value, Value::missing(Missing::Confidential));
    let open = one(evidence, "underlying-data:percent-widopen", LUTON, &all, "2030/31");
    assert_eq!(open.value, Value::missing(Missing::NotAvailable));
    let bedford = one(evidence, "underlying-data:widrateper10k", "822", &all, "2030/31");
    assert_eq!(bedford.value, Value::Number(8.0));
}

#[test]
fn an_unknown_table_without_a_text_is_refused_and_told_what_it_needs() {
    let table = "geog_l,geog_c,geog_n,WID2031\nNational,921,England,1\nLA,821,Luton,2\n";
    let told = authored(&[("SFR99.csv", table)]).map(|_| ()).unwrap_err().to_string();
    assert!(told.contains("no text beside the file explains its variables"), "{told}");
}

#[test]
fn a_year_that_is_wrong_in_a_heading_is_put_right_by_the_text() {
    let table = "geog_l,geog_c,geog_n,CINThro1617,CINAt310316\nNational,921,England,777850,389430\nLA,821,Luton,20,10\n";
    let text = "CINThro1617:\tNumber throughout\nCINAt310317\t\tNumber of children in need at 31 March\n\
        geog_l: Level\ngeog_c: Code\ngeog_n: Name\n";
    let imported = authored(&[("SFR61-2017_UD.CSV", table), ("SFR61-2017_UD_metadata.txt", text)]).unwrap();
    let found = one(&imported.evidence, "children-in-need", LUTON, &Group::all(), "2016/17");
    assert_eq!(found.value, Value::Number(10.0));
    let notes = &imported.screening.files[0].notes;
    assert!(notes.iter().any(|note| note.contains("`CINAt310316` is read as `CINAt310317`")), "{notes:?}");
}

#[test]
fn gcse_results_by_a_group_that_no_published_file_here_has_are_read_by_the_pattern() {
    let table = "Region_code_9_digit,Region_code,Region_name,LA_code_9_digit,LA_code,LA_name,Laden_girls_chinese_14,\
        KS4_LEVEL2_EM_girls_chinese_14,Laden_all_14,KS4_LEVEL2_EM_all_14\n\
        ,,,,,,2000,1500,500000,300000\nE12000006,G,East,E06000032,821,Luton,10,8,2500,.\n";
    let imported = authored(&[("SFR06_2015_UD_LA_1.csv", table)]).unwrap();
    let evidence = &imported.evidence;
    let chinese = Group::of([("gender", "female"), ("ethnicity", "chinese")]);
    let found = one(evidence, "gcse-5-ac-english-maths", LUTON, &chinese, "2013/14");
    assert_eq!(found.value, Value::Number(80.0));
    assert_eq!(found.fraction, Some(Fraction { numerator: 8.0, denominator: 10.0 }));
    let everybody = one(evidence, "gcse-5-ac-english-maths", LUTON, &Group::all(), "2013/14");
    assert_eq!(everybody.value, Value::missing(Missing::NotApplicable));
    assert_eq!(
        one(evidence, "gcse-5-ac-english-maths", ENGLAND, &Group::all(), "2013/14").value,
        Value::Number(60.0)
    );
}

fn origin_text(evidence: &Evidence, o: &Observation) -> (String, String) {
    let at = (0..evidence.observations.len()).find(|at| evidence.observations.get(*at) == *o).unwrap();
    let cell = match evidence.observations.cells(at) {
        evidence::ValueCells::Published(cell) => cell,
        evidence::ValueCells::Computed { numerator, .. } => numerator,
    };
    let origin = Origins::of(evidence).origin(cell);
    (origin.column.as_str().to_owned(), origin.text.as_str().to_owned())
}

#[test]
fn children_in_need_of_luton_and_england_are_as_published() {
    let files = ["osr28-2010ud.csv", "osr26-2011ud.csv", "SFR27-2012ud.csv"];
    let paths: Vec<String> = files.iter().map(|file| format!("children-in-need/{file}")).collect();
    let Some(imported) = published_files(&paths.iter().map(String::as_str).collect::<Vec<_>>()) else {
        return;
    };
    for file in accounted(&imported) {
        assert_eq!((file.rows_in_file, file.rows_rejected), (153, 0), "{}", file.path);
    }
    let evidence = &imported.evidence;
    let all = Group::all();
    let in_time = |at: &str, label: &str| {
        rounded(one(evidence, "initial-assessments-in-time", at, &all, label).value, 1)
    };
    assert_eq!(["2009/10", "2010/11", "2011/12"].map(|label| in_time(LUTON, label)), [63.5, 60.2, 79.9]);
    assert_eq!(["2009/10", "2010/11", "2011/12"].map(|label| in_time(ENGLAND, label)), [76.0, 77.2, 77.4]);
    // Worked out from three counts, which are all named.
    let summed = one(evidence, "initial-assessments-in-time", LUTON, &all, "2011/12");
    let (column, text) = origin_text(evidence, &summed);
    assert_eq!(column, "IAsStartEndSameDay1112 + IAs1-5days1112 + IAs6-10days1112");
    assert_eq!(text.split(" + ").count(), 3, "{text}");
    // On 31 August 2011 only the first year was out.
    let known = |label: &str| one(evidence, "initial-assessments-in-time", LUTON, &all, label).known_from;
    let day: Date = "2011-08-31".parse().unwrap();
    assert!(known("2009/10") <= day && known("2010/11") > day && known("2011/12") > day);
    let young = Group::of([("gender", "male"), ("age", "1-4")]);
    assert_eq!(one(evidence, "children-in-need", ENGLAND, &young, "2009/10").value, Value::Number(41_300.0));
    // The City of London's are suppressed.
    let city = one(evidence, "children-in-need", "201", &young, "2010/11");
    assert_eq!(city.value, Value::missing(Missing::Confidential));
    assert!(evidence.indicators.iter().all(|one| !one.id.0.ends_with("dci")), "confidence is no figure");
}

#[test]
fn persistent_absence_of_both_layouts_is_one_series() {
    let files =
        ["attendance/persistent-absences-for-all-pupils.csv", "attendance/persistent-absences_2023_IDS.csv"];
    let Some(imported) = published_files(&files) else { return };
    let counts: Vec<(u64, u64)> =
        accounted(&imported).map(|file| (file.rows_in_file, file.rows_wrong)).collect();
    assert_eq!(counts, [(2_746, 0), (2_118, 0)]);
    let evidence = &imported.evidence;
    assert_eq!(evidence.indicators.len(), 1);
    let of = |at: &str, label: &str| {
        rounded(one(evidence, "persistent-absence", at, &Group::all(), label).value, 1)
    };
    assert_eq!(["2008/09", "2009/10", "2010/11"].map(|label| of(LUTON, label)), [19.8, 17.2, 18.0]);
    assert_eq!(["2008/09", "2009/10", "2010/11"].map(|label| of(ENGLAND, label)), [18.5, 17.4, 16.3]);
}

#[test]
fn children_in_low_income_families_are_shares_out_of_a_hundred() {
    let Some(imported) = published_files(&["poverty/low-income-2011.xls", "poverty/low-income-2012.xls"])
    else {
        return;
    };
    assert!(accounted(&imported).all(|file| !file.is_wrong()));
    let evidence = &imported.evidence;
    let all = Group::all();
    let luton = one(evidence, "low-income-families", LUTON, &all, "31 August 2011");
    assert_eq!(rounded(luton.value, 1), 25.1);
    assert_eq!(rounded(one(evidence, "low-income-families", ENGLAND, &all, "31 August 2011").value, 1), 20.1);
    assert!(luton.known_from > "2013-01-01".parse().unwrap());
    one(evidence, "low-income-families", LUTON, &all, "31 August 2012");
}

#[test]
fn overweight_is_read_of_authorities_and_why_there_is_none() {
    let Some(imported) = published_files(&["health/overweight_reception_2023_IDS.csv"]) else { return };
    let file = accounted(&imported).next().unwrap();
    assert_eq!((file.rows_in_file, file.rows_wrong), (6_025, 0), "{:?}", file.first_wrong().next());
    let evidence = &imported.evidence;
    let of = |at: &str, label: &str| one(evidence, "overweight-reception", at, &Group::all(), label).value;
    assert_eq!(of(LUTON, "2010/11"), Value::Number(22.8471));
    assert_eq!(of(LUTON, "2020/21"), Value::missing(Missing::Unreliable));
    let districts = file.rejections.iter().filter(|one| one.reason.starts_with("a district")).count();
    assert!(districts > 3_000, "{districts}");
}

#[test]
fn looked_after_children_of_three_years_and_layouts_are_read() {
    let Some(data) = published::folder() else { return };
    let folders =
        ["looked-after/2010", "looked-after/2011", "looked-after/2012"].map(|folder| data.join(folder));
    let imported = read(&folders).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    for file in accounted(&imported) {
        let text = Path::new(&file.path).extension().is_some_and(|ending| ending == "txt");
        assert!(text || file.rows_read >= 120, "{}: {} rows, {:?}", file.path, file.rows_read, file.notes);
        assert!(!file.is_wrong(), "{}: {:?}", file.path, file.first_wrong().next());
    }
    let evidence = &imported.evidence;
    let all = Group::all();
    // SFR27/2010, SFR21/2011 and SFR20/2012, counted by hand.
    for (label, luton, england) in [("2010", 339.0, 64_400.0), ("2012", 383.0, 67_050.0)] {
        assert_eq!(one(evidence, "looked-after-children", LUTON, &all, label).value, Value::Number(luton));
        assert_eq!(
            one(evidence, "looked-after-children", ENGLAND, &all, label).value,
            Value::Number(england)
        );
    }
    // Inner and Outer London have London's code, and their own figures.
    assert_eq!(
        one(evidence, "looked-after-children", "E13000001", &all, "2012").value,
        Value::Number(4_560.0)
    );
    assert_eq!(
        one(evidence, "looked-after-children", "E12000007", &all, "2012").value,
        Value::Number(10_250.0)
    );
    let girls = Group::of([("gender", "female")]);
    let england = one(evidence, "looked-after-gcse-5-ac", ENGLAND, &girls, "2009/10");
    assert_eq!(england.fraction, Some(Fraction { numerator: 650.0, denominator: 2_070.0 }));
    // Runaways, by quarter.
    let overall = one(evidence, "runaways-overall", LUTON, &all, "October to December 2008");
    assert_eq!(overall.value, Value::Number(8.0));
    // The old workbook: numbers and rates of five years in one sheet.
    let darlington = |name: &str, label: &str| {
        let indicator =
            evidence.indicators.iter().find(|one| one.name == name).unwrap_or_else(|| panic!("{name}"));
        one(evidence, &indicator.id.0, "841", &all, label).value
    };
    let name = "Children looked after at 31 March: rates";
    assert_eq!(darlington(name, "2006"), Value::Number(67.0));
    assert_eq!(darlington(name, "2010"), Value::Number(65.0));
    assert_eq!(darlington("Children looked after at 31 March: numbers", "2010"), Value::Number(145.0));
}

#[test]
fn early_years_and_gcse_by_needs_are_read_with_their_groups() {
    let files = ["early-years/APS_GLD_ELG_EXP_2013_2019.csv", "attainment/SFR05_2014_UD_LA_2.csv"];
    let Some(imported) = published_files(&files) else { return };
    assert!(accounted(&imported).all(|file| file.rows_rejected == 0));
    let evidence = &imported.evidence;
    let development = one(evidence, "good-level-of-development", ENGLAND, &Group::all(), "2018/19");
    assert_eq!(development.value, Value::Number(71.8));
    assert_eq!(development.fraction, Some(Fraction { numerator: 458_847.0, denominator: 638_995.0 }));
    let girls = Group::of([("gender", "female")]);
    assert_eq!(
        one(evidence, "good-level-of-development", ENGLAND, &girls, "2018/19").value,
        Value::Number(78.4)
    );
    let fsm = Group::of([("fsm", "eligible")]);
    let england = one(evidence, "gcse-5-ac-english-maths", ENGLAND, &fsm, "2012/13");
    assert_eq!(england.fraction, Some(Fraction { numerator: 32_280.0, denominator: 84_747.0 }));
    let inner = one(evidence, "gcse-5-ac-english-maths", "E13000001", &fsm, "2012/13");
    assert!(inner.value.number().is_some());
}

#[test]
fn the_register_of_2014_lists_settings_and_judges_nothing() {
    let Some(imported) = published_files(&["social-care/providers_at_sept_14.csv"]) else { return };
    let file = accounted(&imported).next().unwrap();
    assert_eq!((file.rows_in_file, file.rows_read), (2_798, 2_798), "{:?}", file.rejections.first());
    assert_eq!(file.as_at, Some("2014-09-30".parse().unwrap()));
    assert_eq!((imported.evidence.listings.len(), imported.evidence.inspections.len()), (2_798, 0));
}
