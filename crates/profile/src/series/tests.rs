use super::*;
use evidence::{IndicatorId, Polarity, Unit};

fn indicator(id: &str, name: &str, topic: &str) -> Indicator {
    Indicator {
        id: IndicatorId(id.to_owned()),
        name: name.to_owned(),
        code: String::new(),
        topic: topic.to_owned(),
        polarity: Polarity::High,
        unit: Unit::Percent,
        unit_label: String::new(),
        decimals: 1,
        banded: true,
        current: true,
        order: 0,
    }
}

/// The years of which the built-in rules say that nothing is compared from the year before to them.
fn broken(id: &str, name: &str, topic: &str, years: std::ops::RangeInclusive<i32>) -> Vec<i32> {
    let breaks = SeriesRules::builtin().breaks_of(&indicator(id, name, topic));
    years.filter(|year| breaks.iter().any(|known| known.lies_between(year - 1, *year))).collect()
}

#[test]
fn series_break_where_what_is_measured_changed_also_under_names_that_nobody_has_seen() {
    for (id, name, topic, expected) in [
        (
            "lait:AVG_Attain8_Score",
            "Average Attainment 8 score per pupil",
            "Key Stage 4",
            vec![2014, 2017, 2018, 2020, 2022, 2023],
        ),
        ("tidy:ks4:avg-att8", "avg att8", "Tidy", vec![2014, 2017, 2018, 2020, 2022, 2023]),
        (
            "lait:EngMaths9-4",
            "% achieving 9-4 pass in English and Maths",
            "Key Stage 4",
            vec![2014, 2017, 2020, 2022, 2023],
        ),
        (
            "lait:KS2RWM_Expected_STD",
            "KS2 % reading, writing and mathematics - Expected standard",
            "Key Stage 2",
            vec![2016, 2018, 2020, 2022],
        ),
        (
            "lait:KS2M_Expected_STD",
            "KS2 - Expected standard Maths - All Pupils",
            "Key Stage 2",
            vec![2016, 2020, 2022],
        ),
        ("lait:KS1P_all", "Phonics Decoding - All pupils", "Key Stage 1 and Phonics", vec![2020, 2022]),
        (
            "lait:FSP_NEW_GOODDEV",
            "Foundation Stage - % achieving a good level of development",
            "Foundation Stage",
            vec![2013, 2020, 2022],
        ),
        (
            "lait:TotPerAbNew",
            "Total Persistent Absence (new definition)",
            "All Pupil Absence & Exclusions",
            vec![2011, 2013, 2016, 2020, 2021, 2022],
        ),
        (
            "persistent-absence-10",
            "Persistent absence (10 per cent or more)",
            "Absence",
            vec![2013, 2020, 2021, 2022],
        ),
        ("lait:TotPermEx", "Total Permanent Exclusions", "All Pupil Absence & Exclusions", vec![2020, 2022]),
        ("lait:16-17 NEET", "16-17 NEET (from 2016)", "Economic Factors", vec![2016]),
        ("lait:CareLeaversNEET", "Care Leavers - NEET (%)", "Children Looked After", vec![2014]),
        (
            "lait:SEN_TotSENSuP",
            "% of Pupils with Special Educational Needs (SEN) Support (All Schools)",
            "Children with SEN",
            vec![2015],
        ),
        (
            "lait:KS4_DES_Apprentice",
            "% KS4 going to or remaining in education/employment - Apprenticeships",
            "Key Stage 4",
            vec![],
        ),
        ("lait:LAC", "Children looked after rate per 10,000", "Children Looked After", vec![]),
        ("lait:Work_Force_SWAbsence", "Social Worker absence rate", "Children's Services Workforce", vec![]),
    ] {
        assert_eq!(broken(id, name, topic, 2009..=2026), expected, "{id}");
    }
}

#[test]
fn no_two_years_of_progress_8_are_compared() {
    let years =
        broken("lait:AVG_Prog8_Score", "Average Progress 8 score per pupil", "Key Stage 4", 2017..=2026);
    assert_eq!(years, (2017..=2026).collect::<Vec<_>>());
    let years = broken(
        "lait:KS2R_Prog_VA",
        "Progress between age 7 and age 11 - KS2 Reading",
        "Key Stage 2",
        2017..=2023,
    );
    assert_eq!(years, (2017..=2023).collect::<Vec<_>>());
}

#[test]
fn a_label_says_whether_figures_are_provisional() {
    let rules = SeriesRules::builtin();
    for (label, provisional) in [
        ("2025 (prov)", true),
        ("2024/25 provisional", true),
        ("2025 (Rev)", false),
        ("2025", false),
        ("Provence", false),
    ] {
        assert_eq!(rules.is_provisional(&Period::labelled(label)), provisional, "{label}");
    }
}

#[test]
fn every_mistake_of_the_file_is_found_at_its_place() {
    let text = r#"
provisional = []

[[series]]
id = "a"
title = "A"
members = [{ indicator = "x" }]
comparable = true
reason = "no"

[[breaks]]
id = "a"
of = { }
kind = "gap"
from = 2020
reason = "no"
source = "none"

[[breaks]]
id = "b"
of = { words = ["x"] }
kind = "gap"
from = 2020
reason = "no"
source = "none"

[[breaks]]
id = "c"
of = { words = ["x"] }
kind = "centred-each-year"
from = 2020
reason = "no"
source = "none"
"#;
    let lines = SeriesRules::parse("mine.toml", text).unwrap_err().lines().join("\n");
    for expected in [
        "two rules are called `a`",
        "fewer than two members",
        "`a` says of no figures",
        "how long the gap is",
        "holds for every year",
    ] {
        assert!(lines.contains(expected), "{expected}: {lines}");
    }
}

#[test]
fn the_year_of_a_period_is_that_of_its_end() {
    let period =
        Period { label: "2016/17".to_owned(), start: None, end: Some("2017-08-31".parse().unwrap()) };
    assert_eq!(year_of(&period), Some(2017));
    assert_eq!(year_of(&Period::labelled("2016")), Some(2016));
}
