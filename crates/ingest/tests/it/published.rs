//! The real published files, counted independently: rows and grades as pandas counted them.

use crate::authored::import_paths;
use evidence::Evidence;
use ingest::screening::FileScreening;
use std::collections::BTreeMap;
use testkit::published::folder;

/// File, format, encoding, date, rows after the headings, rows rejected. Rows are counted by another program.
const FILES: [(&str, &str, &str, &str, u64, u64); 19] = [
    (
        "social-care/provider_at_march_2016.csv",
        "social-care-providers",
        "UTF-8 with byte order mark",
        "2016-03-31",
        2656,
        9,
    ),
    (
        "social-care/provider_at_march_2018.csv",
        "social-care-providers",
        "UTF-8 with byte order mark",
        "2018-03-31",
        2797,
        0,
    ),
    (
        "social-care/provider_at_march_2020.csv",
        "social-care-providers",
        "UTF-8 with byte order mark",
        "2020-03-31",
        2971,
        0,
    ),
    (
        "social-care/provider_at_march_2022.csv",
        "social-care-providers",
        "windows-1252",
        "2022-03-31",
        3576,
        0,
    ),
    ("social-care/provider_at_march_2023.csv", "social-care-providers", "UTF-8", "2023-03-31", 3557, 11),
    ("social-care/provider_at_march_2024.csv", "social-care-providers", "Mac Roman", "2024-03-31", 3876, 0),
    ("schools/gias_2023-11_slim.csv", "schools-register", "UTF-8", "2023-11-30", 50_515, 3024),
    ("schools/ofsted_ratings_2005-2020.csv", "schools-ratings", "UTF-8", "2020-02-29", 60_134, 0),
    ("schools/school-links.csv", "schools-links", "ISO-8859-1", "2023-01-31", 30_653, 360),
    (
        "schools/mi_west_midlands_2023-08-31.csv",
        "schools-management-information",
        "UTF-8",
        "2023-08-31",
        2417,
        0,
    ),
    ("schools/schools-open-2026-06.csv", "schools-open", "UTF-8", "2026-06-30", 20_121, 0),
    ("childcare/childcare_mi_2021-08-31_part01.csv", "childcare-providers", "UTF-8", "2021-08-31", 4999, 0),
    ("childcare/childcare_mi_2021-08-31_part15.csv", "childcare-providers", "UTF-8", "2021-08-31", 981, 0),
    ("further-education/ofsted.csv", "further-education-inspections", "UTF-8", "2021-08-31", 2053, 0),
    ("further-education/ofsted_scores.csv", "further-education-judgements", "UTF-8", "2021-08-31", 4037, 0),
    (
        "la-inspections/LA_Inspection_Outcomes_as_at_31_March_2025.ods",
        "authority-inspections",
        "",
        "2025-03-31",
        536,
        0,
    ),
    (
        "la-inspections/ilacs-overview_2026-06.xlsx",
        "authority-inspections-overview",
        "",
        "2026-06-30",
        153,
        0,
    ),
    ("la-inspections/area-send-overview_2026-06.xlsx", "area-send-overview", "", "2026-06-30", 72, 0),
    ("attainment/SFR01_2014_AT.xls", "expected-progress-by-area + gcse-by-area", "", "", 0, 0),
];

/// Files and folders of which no description in `sources/formats` knows all files: what is passed over names the
/// nearest formats. Everything else must be read.
const UNDESCRIBED: [&str; 3] =
    ["schools/edubase_2010-01.csv", "schools/school-census_2006-2017.zip/", "sources.csv"];

#[test]
fn every_published_file_is_read_and_every_row_accounted_for() {
    let Some(folder) = folder() else { return };
    let imported = import_paths(&[&folder]).unwrap();
    let files: BTreeMap<String, &FileScreening> = imported
        .screening
        .files
        .iter()
        .map(|file| (file.path.replace(&format!("{}/", folder.display()), ""), file))
        .collect();
    for (path, file) in &files {
        assert_eq!(file.rows_read + file.rows_rejected, file.rows_in_file, "{path}");
        let listed = u64::try_from(file.rejections.len()).unwrap();
        assert!(listed == file.rows_rejected || listed >= 50, "{path}: {listed} of {}", file.rows_rejected);
        assert!(file.rejections.iter().all(|rejection| !rejection.reason.is_empty()), "{path}");
        let documentation = path.ends_with(".md") || path.ends_with(".txt") || path.ends_with(".json");
        let undescribed = UNDESCRIBED.iter().any(|prefix| path.starts_with(prefix));
        assert!(!documentation || file.format.is_none(), "{path}");
        assert!(file.format.is_some() || documentation || undescribed, "{path}: {:?}", file.notes);
        // A table whose variables are named by codes is refused for want of the text that explains them.
        let says_why = ["the nearest", "no text beside the file explains"];
        let nearest = file.notes.iter().any(|note| says_why.iter().any(|why| note.contains(why)));
        assert!(file.format.is_some() || documentation || nearest, "{path}: {:?}", file.notes);
    }
    for (path, format, encoding, as_at, rows, rejected) in FILES {
        let file = files[path];
        assert_eq!(file.encoding.as_deref().unwrap_or_default(), encoding, "{path}");
        if rows > 0 {
            assert_eq!(file.format.as_deref(), Some(format), "{path}");
            assert_eq!(file.as_at.map(|date| date.to_string()).unwrap_or_default(), as_at, "{path}");
            assert_eq!((file.rows_in_file, file.rows_rejected), (rows, rejected), "{path}");
        }
    }
    let childcare: u64 =
        files.iter().filter(|(path, _)| path.starts_with("childcare/")).map(|(_, file)| file.rows_read).sum();
    assert_eq!(childcare, 70_980);
    let complete = imported.evidence.sources.iter().filter(|source| !source.complete_for.is_empty());
    let complete: BTreeMap<&str, usize> = complete.fold(BTreeMap::new(), |mut counts, source| {
        *counts.entry(source.format.as_str()).or_default() += 1;
        counts
    });
    assert_eq!(complete["childcare-providers"], 15, "fifteen parts are complete together");
    assert_eq!(complete["social-care-providers"], 6);
    assert!(!complete.contains_key("schools-management-information"), "one region is not England");
}

/// How often each value of the overall judgement was given, by its label.
fn overall(evidence: &Evidence) -> BTreeMap<String, usize> {
    let (aspect, _) = evidence.vocabulary.aspect("overall-effectiveness").unwrap();
    let mut counts = BTreeMap::new();
    for at in 0..evidence.inspections.len() {
        if let Some(judgement) = evidence.inspections.judgement(at, aspect) {
            let scale = &evidence.vocabulary.scales[judgement.scale.index()];
            let label = match judgement.value {
                Ok(code) => scale.value(code).unwrap().label.clone(),
                Err(reason) => reason.name().to_owned(),
            };
            *counts.entry(label).or_default() += 1;
        }
    }
    counts
}

#[test]
fn grades_are_those_that_another_program_counted() {
    let Some(folder) = folder() else { return };
    let counted = |file: &str| {
        let evidence = import_paths(&[&folder.join(file)]).unwrap().evidence;
        overall(&evidence)
            .into_iter()
            .map(|(label, count)| format!("{label} {count}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(
        counted("social-care/provider_at_march_2016.csv"),
        "Adequate 20, Good 1606, Inadequate 33, Outstanding 520, Requires improvement 467, Satisfactory 1"
    );
    assert_eq!(
        counted("social-care/provider_at_march_2022.csv"),
        "Good 2116, Inadequate 89, Outstanding 514, Requires improvement 590"
    );
    // The latest inspection and the one before it: 2,756 + 2,172 good, and so on.
    assert_eq!(
        counted("social-care/provider_at_march_2024.csv"),
        "Good 4928, Inadequate 218, Outstanding 972, Requires improvement 1069"
    );
}

#[test]
fn further_education_takes_its_judgements_from_the_other_file() {
    let Some(folder) = folder() else { return };
    let evidence = import_paths(&[&folder.join("further-education")]).unwrap().evidence;
    let total: usize = overall(&evidence).values().sum();
    // 1,069 inspections have scores; the file of scores says 1,069 overall judgements.
    assert_eq!(total, 1069);
    assert_eq!(evidence.inspections.judgements.len(), 4037);
}

#[test]
fn the_order_of_paths_does_not_show_in_the_evidence() {
    let Some(folder) = folder() else { return };
    let paths = [
        folder.join("further-education"),
        folder.join("la-inspections"),
        folder.join("social-care/provider_at_march_2024.csv"),
    ];
    let one = import_paths(&[&paths[0], &paths[1], &paths[2]]).unwrap().evidence;
    let other = import_paths(&[&paths[2], &paths[1], &paths[0]]).unwrap().evidence;
    assert!(one == other);
}
