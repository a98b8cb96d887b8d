use super::*;
use std::collections::{BTreeMap, BTreeSet};
use testkit::published;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn number(of: u16) -> AreaNumber {
    AreaNumber::new(of).unwrap()
}

#[test]
fn there_are_153_areas_today_and_seven_that_ended_since_2009() {
    let areas = builtin();
    assert_eq!(areas.list().len(), 160);
    assert_eq!(areas.list().iter().filter(|area| area.exists_on(date("2026-06-30"))).count(), 153);
    // 152 areas had an assessment in 2011; the Isles of Scilly had none.
    assert_eq!(areas.list().iter().filter(|area| area.exists_on(date("2011-08-31"))).count(), 153 - 1);
}

#[test]
fn every_area_stands_in_a_region_and_every_london_borough_in_inner_or_outer_london() {
    let areas = builtin();
    let london = "E12000007".parse().unwrap();
    for area in areas.list() {
        assert!(areas.region(area.region).is_some_and(|region| region.within.is_none()), "{}", area.name);
        assert_eq!(area.london.is_some(), area.region == london, "{}", area.name);
        if let Some(part) = area.london {
            assert_eq!(areas.region(part).and_then(|region| region.within), Some(london), "{}", area.name);
        }
    }
}

#[test]
fn an_area_that_ended_has_successors_that_began_the_day_after() {
    let areas = builtin();
    for area in areas.list() {
        assert_eq!(area.closed.is_some(), !area.successors.is_empty(), "{}", area.name);
        for successor in &area.successors {
            let successor = areas.get(*successor).unwrap();
            assert_eq!(successor.opened, area.closed.map(|day| day.tomorrow().unwrap()), "{}", area.name);
        }
    }
}

#[test]
fn codes_follow_one_another_without_gap_or_overlap_and_belong_to_one_area() {
    let areas = builtin();
    let mut seen = BTreeSet::new();
    for area in areas.list() {
        for dated in &area.gss {
            assert!(seen.insert(dated.code), "{} twice", dated.code);
        }
        for pair in area.gss.windows(2) {
            assert_eq!(pair[1].from, pair[0].until.map(|day| day.tomorrow().unwrap()), "{}", area.name);
        }
        let ends = area.gss.last().and_then(|dated| dated.until);
        assert_eq!(ends, area.closed, "{}", area.name);
    }
}

#[test]
fn a_code_of_any_time_leads_to_the_area() {
    let areas = builtin();
    for (code, area) in [
        ("E06000048", 929),
        ("E06000057", 929),
        ("E08000020", 390),
        ("E08000037", 390),
        ("E08000016", 370),
        ("E08000038", 370),
        ("E06000032", 821),
    ] {
        assert_eq!(areas.coded(code.parse().unwrap()), Some(Place::Area(number(area))), "{code}");
    }
    let northumberland = areas.get(number(929)).unwrap();
    assert_eq!(northumberland.gss_on(date("2011-08-31")).unwrap().as_str(), "E06000048");
    assert_eq!(northumberland.gss_on(date("2024-08-31")).unwrap().as_str(), "E06000057");
}

#[test]
fn a_name_borne_by_two_areas_means_the_one_of_the_files_date() {
    let areas = builtin();
    assert_eq!(named_on(&areas, "Dorset", date("2016-03-31")), Some(Place::Area(number(835))));
    assert_eq!(named_on(&areas, "Dorset", date("2020-03-31")), Some(Place::Area(number(838))));
    assert_eq!(named_on(&areas, "Cumbria", date("2024-03-31")), Some(Place::Area(number(909))));
    assert_eq!(named_on(&areas, "Luton Borough Council", date("2011-08-31")), Some(Place::Area(number(821))));
    assert_eq!(named_on(&areas, "Atlantis", date("2011-08-31")), None);
}

#[test]
fn numbers_are_read_as_publishers_write_them() {
    assert_eq!(numbered(" 821.0 "), Some(number(821)));
    assert_eq!(numbered("821"), Some(number(821)));
    assert_eq!(numbered("970"), None);
    assert_eq!(numbered("82l"), None);
}

/// Names that files write where no area or region of England stands, and why each rightly resolves to nothing.
const NOT_PLACES: [(&str, &str); 16] = [
    ("", "empty"),
    ("Not Recorded", "the publisher did not know"),
    ("Total", "a sum"),
    ("ALL", "a sum over all places"),
    ("North East, Yorkshire and the Humber", "a region of Ofsted's own, of two regions"),
    ("British Forces Post Office overseas establishments", "not in England"),
    ("NULL", "a row about England or a region, which has no authority"),
    (
        "Cornwall and Isles of Scilly",
        "the county that only statistics knew, until 2009; its code is Cornwall's",
    ),
    ("Outside of England", "not in England"),
    ("Outside of England and unknown", "not in England"),
    ("Outside of the United Kingdom", "not in England"),
    ("Outside of the United Kingdom and unknown", "not in England"),
    ("Unknown", "the publisher did not know"),
    ("North Northamptonshire / West Northamptonshire", "two areas in one row"),
    ("Cumberland / Westmorland and Furness", "two areas in one row"),
    ("Kingston upon Thames / Richmond upon Thames", "two areas in one row"),
];

#[test]
fn every_name_of_an_area_in_the_published_files_leads_to_it() {
    let Some(data) = published::folder() else { return };
    let areas = builtin();
    let expected: BTreeSet<&str> = NOT_PLACES.iter().map(|(name, _)| *name).collect();
    let mut unknown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut names = 0;
    for (file, column) in [
        ("areas/las.csv", "la_name"),
        ("areas/region_la_hierarchy.csv", "la_name"),
        ("areas/region_la_hierarchy.csv", "region_name"),
        ("schools/mi_west_midlands_2023-08-31.csv", "Local authority"),
        ("childcare/childcare_mi_2021-08-31_part01.csv", "Local authority"),
        ("childcare/childcare_mi_2021-08-31_part15.csv", "Local authority"),
        ("childcare/childcare_mi_2021-08-31_part15.csv", "Region"),
        ("social-care/provider_at_march_2016.csv", "Local authority"),
        ("social-care/provider_at_march_2016.csv", "Government Office Region"),
        ("social-care/provider_at_march_2018.csv", "Local authority"),
        ("social-care/provider_at_march_2020.csv", "Local authority"),
        ("social-care/provider_at_march_2022.csv", "Local authority"),
        ("social-care/provider_at_march_2023.csv", "Local authority"),
        ("social-care/provider_at_march_2024.csv", "Local authority"),
        ("social-care/provider_at_march_2024.csv", "Ofsted region"),
        ("attainment/exclusions_2006-2016.csv", "la_name"),
        ("attainment/l2-l3-at-19_2005-2022.csv", "la_name"),
        ("attainment/l2-l3-at-19_2005-2022.csv", "region"),
    ] {
        for name in published::column(&data.join(file), column) {
            names += 1;
            if areas.named(&name).is_none() && !expected.contains(name.trim()) {
                unknown.entry(name).or_default().insert(format!("{file}: {column}"));
            }
        }
    }
    assert!(names > 10_000, "only {names} names were looked at");
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn the_published_list_of_authorities_agrees_with_the_register() {
    let Some(data) = published::folder() else { return };
    let areas = builtin();
    let mut agreed = 0;
    for row in published::rows(&data.join("areas/las.csv")) {
        let (Ok(code), Some(number)) = (row["new_la_code"].parse(), numbered(&row["old_la_code"])) else {
            continue;
        };
        let Some(area) = areas.get(number) else {
            assert_eq!(&row["old_la_code"], "702", "only establishments overseas are not in the register");
            continue;
        };
        assert_eq!(areas.coded(code), Some(Place::Area(number)), "{row:?}");
        assert_eq!(area.region.as_str(), row["parent_geography_code"], "{row:?}");
        let ended = Some(row["date_of_termination"].as_str()).filter(|day| !day.is_empty());
        let ended = ended.map(|day| format!("{}-{}-{}", &day[6..], &day[3..5], &day[..2]));
        let dated = area.gss.iter().find(|dated| dated.code == code).unwrap();
        assert_eq!(dated.until.map(|day| day.to_string()), ended, "{row:?}");
        if row["la_name"] == "Cornwall and Isles of Scilly" {
            agreed += 1;
            continue;
        }
        let meant = named_on(&areas, &row["la_name"], dated.until.unwrap_or(date("2026-01-01")));
        assert_eq!(meant, Some(Place::Area(number)), "{row:?}");
        agreed += 1;
    }
    assert_eq!(agreed, 167);
}

#[test]
fn the_benchmarking_tools_own_labels_are_those_of_the_register() {
    let Some(data) = published::folder() else { return };
    let areas = builtin();
    let bytes = std::fs::read(data.join("lait/la_code_list.xlsx")).unwrap();
    let sheets = crate::read_spreadsheet::read_xlsx(&bytes).unwrap();
    let mut compared = 0;
    sheets[0]
        .each_row(|row| {
            let label = row.cell(1).text();
            if let Some(area) = numbered(&row.cell(0).text()).and_then(|number| areas.get(number)) {
                assert_eq!(area.label(), label);
                assert_eq!(areas.named(&label), Some(Place::Area(area.number)));
                compared += 1;
            } else if let Some(Place::Region(region)) = areas.named(&label) {
                assert_eq!(areas.region(region).unwrap().name, label);
                compared += 1;
            }
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    // 158 areas, nine regions, Inner and Outer London.
    assert_eq!(compared, 169);
}
