//! An authority's own figures: beside the published ones, marked, never ranked, and refused where they are not its own.

use crate::example;
use application::frameworks::FrameworkChoice;
use application::{Code, Comparing, Error, IndicatorRequest, StatementsRequest, Workspace};
use evidence::{Date, Group, Value};
use statements::Verdict;
use std::path::Path;

const AS_AT: Date = Date::constant(2011, 8, 31);

const HEAD: &str = "area,period,indicator,value,title,unit,polarity,group,numerator,denominator,published\n";

/// Three years of one series, the last of which was published after the date.
const SERIES: &str = "Luton,2008-09,visits,40.0,Children visited within ten days,percent,high,,40,100,2009-06-01\n\
                      821,2009-10,visits,55.0,,,,all,55,100,2010-06-01\n\
                      E06000032,2010-11,visits,72.0,,,,,72,100,2011-06-01\n\
                      Luton,2011-12,visits,12.0,,,,,12,100,2012-06-01\n\
                      Luton,2009-10,visits,44.0,,,,sex=girls,22,50,2010-06-01\n\
                      Luton,2010-11,visits,c,,,,sex=girls,,,2011-06-01\n";

fn opened(folder: &Path, table: &str) -> Result<Workspace, Error> {
    let file = folder.join("own.csv");
    std::fs::write(&file, table).unwrap();
    let snapshot = folder.join("evidence");
    if !snapshot.exists() {
        example(folder);
    }
    Workspace::open(&snapshot, &[file])
}

/// What is said of a table that cannot be used.
fn problems(rows: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let error = opened(folder.path(), &format!("{HEAD}{rows}")).unwrap_err();
    assert_eq!(error.code(), Code::EventsMistakes, "{error}");
    error.to_string()
}

#[test]
fn own_figures_stand_in_the_profile_beside_the_published_ones_as_far_as_they_were_public() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = opened(folder.path(), &format!("{HEAD}{SERIES}")).unwrap();
    let plain = Workspace::open(&folder.path().join("evidence"), &[]).unwrap();
    assert_ne!(workspace.evidence_id(), plain.evidence_id());
    assert_eq!(workspace.overlays()[0].figures, 6);
    let comparing = Comparing::default();
    let profile = workspace.profile("Luton", AS_AT, &comparing).unwrap();
    let before = plain.profile("Luton", AS_AT, &comparing).unwrap();
    let own: Vec<_> = profile.indicators.iter().filter(|one| one.indicator.is_local()).collect();
    let everybody = own.iter().find(|one| one.group == Group::all()).unwrap();
    assert_eq!(everybody.name, "Children visited within ten days (local)");
    assert_eq!(everybody.latest.value, Value::Number(72.0), "the later figure was not public");
    assert_eq!(everybody.latest.fraction.map(|parts| parts.denominator), Some(100.0));
    assert_eq!((everybody.rank, everybody.band), (None, None));
    assert!(everybody.england.value.number().is_none() && everybody.neighbours.used.value.number().is_none());
    let girls = own.iter().find(|one| one.group.as_str() == "sex=girls").unwrap();
    assert_eq!(
        (girls.rank, girls.latest.value.number().is_some()),
        (None, girls.latest.period.label == "2009/10")
    );
    // Nothing published changed.
    let published: Vec<_> = profile.indicators.iter().filter(|one| !one.indicator.is_local()).collect();
    assert_eq!(published, before.indicators.iter().collect::<Vec<_>>());
    assert_eq!(profile.remits, before.remits);
    // And each figure leads to its cell.
    let made_from = workspace.made_from(Some(AS_AT), &comparing).unwrap();
    assert_eq!(made_from.overlays, [workspace.overlays()[0].id.clone()]);
}

#[test]
fn own_figures_are_compared_over_time_alone() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = opened(folder.path(), &format!("{HEAD}{SERIES}")).unwrap();
    let request = IndicatorRequest {
        indicator: "local:visits".to_owned(),
        group: "all".to_owned(),
        as_at: Some(AS_AT),
        comparing: Comparing::default(),
    };
    let trend = workspace.trend("Luton", &request).unwrap();
    let values: Vec<_> = trend.trend.points.iter().filter_map(|point| point.value.number()).collect();
    assert_eq!(values, [40.0, 55.0, 72.0]);
    let compared = workspace.compare(&["Luton".to_owned(), "Slough".to_owned()], &request).unwrap();
    let figures = compared.compared.areas[0].figures.as_ref().unwrap();
    assert_eq!((figures.rank, figures.band), (None, None));
    assert!(compared.compared.areas[1].figures.is_none());
    // By the words of its title.
    let by_title = IndicatorRequest { indicator: "children visited".to_owned(), ..request };
    assert_eq!(workspace.trend("Luton", &by_title).unwrap().trend.indicator.as_str(), "local:visits");
}

#[test]
fn own_figures_are_drafted_and_checked_as_local_ones() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = opened(folder.path(), &format!("{HEAD}{SERIES}")).unwrap();
    let request = StatementsRequest {
        area: "Luton".to_owned(),
        as_at: AS_AT,
        comparing: Comparing::default(),
        framework: FrameworkChoice::default(),
    };
    let drafted = workspace.draft(&request).unwrap();
    let texts: Vec<&str> = drafted.statements.iter().map(|one| one.text.as_str()).collect();
    let own: Vec<&&str> =
        texts.iter().filter(|text| text.to_lowercase().contains("visited within ten days")).collect();
    assert!(!own.is_empty(), "{texts:?}");
    assert!(own.iter().all(|text| text.to_lowercase().contains("local figure")), "{own:?}");
    let verdict = |text: &str| workspace.check_statement(text, None, &request).unwrap().verdict;
    assert_eq!(
        verdict("The local figure for children visited within ten days has risen."),
        Verdict::Supported
    );
    assert_eq!(
        verdict("The local figure for children visited within ten days has fallen."),
        Verdict::Contradicted
    );
}

#[test]
fn rows_that_cannot_be_used_are_named() {
    let unknown = problems("Lutton,2009-10,visits,55.0,,,,,,,\n");
    assert!(unknown.contains("own.csv, row 2") && unknown.contains("Luton"), "{unknown}");
    assert!(problems("England,2009-10,visits,55.0,,,,,,,\n").contains("not a local authority"));
    let repeated = problems("Luton,2009-10,visits,55.0,,,,,,,\nLuton,2009-10,Visits,56.0,,,,,,,\n");
    assert!(repeated.contains("row 3") && repeated.contains("earlier row"), "{repeated}");
    assert!(problems("Luton,last year,visits,55.0,,,,,,,\n").contains("no period"));
    assert!(problems("Luton,2009-10,visits,155.0,,percent,,,,,\n").contains("a percentage outside 0 to 100"));
    assert!(
        problems("Luton,2009-10,visits,55.0,,percent,,,30,20,\n")
            .contains("the part is greater than the whole")
    );
    assert!(problems("Luton,2009-10,visits,55.0,,percent,,,30,100,\n").contains("30 of 100 make 30"));
    assert!(problems("Luton,2009-10,visits,55.0,,per week,,,,,\n").contains("unit"));
    let other =
        problems("Luton,2009-10,visits,5.0,Visits,number,,,,,\nLuton,2010-11,visits,5.0,Calls,,,,,,\n");
    assert!(other.contains("row 3") && other.contains("row 2 says `Visits`"), "{other}");
}

#[test]
fn a_published_series_is_not_taken_for_ones_own() {
    let by_id = problems("Luton,2009-10,gcse-5-ac-english-maths,55.0,,,,,,,\n");
    assert!(by_id.contains("row 2") && by_id.contains("published already"), "{by_id}");
    let by_name = problems("Luton,2009-10,own,55.0,Level 2 by the age of 19,,,,,,\n");
    assert!(by_name.contains("level-2-at-19"), "{by_name}");
}

#[test]
fn files_of_another_kind_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = example(folder.path());
    let published = crate::root().join("examples/luton-2011/gcse-2006-to-2011.csv");
    let error = Workspace::open(&snapshot, &[published]).unwrap_err();
    assert_eq!(error.code(), Code::EventsNone);
    assert!(error.to_string().contains("published figures"), "{error}");
}

#[test]
fn the_templates_can_be_used_as_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = example(folder.path());
    let files = ["local-figures.csv", "events.csv"].map(|name| crate::root().join("examples").join(name));
    let workspace = Workspace::open(&snapshot, &files).unwrap();
    assert_eq!((workspace.overlays()[0].figures, workspace.overlays()[0].events), (6, 1));
}
