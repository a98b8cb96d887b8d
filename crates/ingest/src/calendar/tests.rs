use super::*;
use crate::dates::PeriodForm;
use evidence::{IndicatorId, Polarity, Unit};
use jiff::civil::date;

fn indicator(id: &str, name: &str, topic: &str) -> Indicator {
    Indicator {
        id: IndicatorId(id.to_owned()),
        name: name.to_owned(),
        code: String::new(),
        topic: topic.to_owned(),
        polarity: Polarity::Neither,
        unit: Unit::Percent,
        unit_label: String::new(),
        decimals: 1,
        banded: true,
        current: true,
        order: 0,
    }
}

fn period(form: &str, text: &str) -> Period {
    PeriodForm::from_name(form).unwrap().read(text).unwrap()
}

#[test]
fn figures_become_public_in_the_month_in_which_their_publisher_brings_them_out() {
    let calendar = Calendar::builtin();
    for (id, name, topic, form, text, day) in [
        (
            "lait:AVG_Attain8_Score",
            "Average Attainment 8 score",
            "Key Stage 4",
            "academic-year",
            "2023/24",
            date(2024, 10, 31),
        ),
        ("x", "Attainment 8", "", "academic-year", "2012/13", date(2013, 10, 31)),
        (
            "lait:KS2RWM_Expected_STD",
            "KS2 % reading",
            "Key Stage 2",
            "academic-year",
            "2024/25",
            date(2025, 12, 31),
        ),
        ("x", "Good level of development", "", "academic-year", "2017/18", date(2018, 10, 31)),
        ("x", "Good level of development", "", "academic-year", "2023/24", date(2024, 11, 30)),
        ("absence", "Overall absence", "", "academic-year", "2023/24", date(2025, 3, 31)),
        ("permanent-exclusions", "Permanent exclusions", "", "academic-year", "2009/10", date(2011, 7, 31)),
        ("level-2-at-19", "Level 2 by the age of 19", "", "academic-year", "2009/10", date(2011, 3, 31)),
        ("children-in-need-rate", "Children in need", "", "year-to-31-march", "2010", date(2010, 11, 30)),
        ("children-in-need-rate", "Children in need", "", "year-to-31-march", "2011", date(2011, 9, 28)),
        (
            "lait:CIN",
            "Children in Need rate per 10,000",
            "Children in Need",
            "year-to-31-march",
            "2024",
            date(2024, 10, 31),
        ),
        (
            "lait:LAC",
            "Children looked after rate",
            "Children Looked After",
            "year-to-31-march",
            "2020",
            date(2020, 12, 31),
        ),
        (
            "lait:CareLeaverEET",
            "Care Leavers - EET",
            "Children Looked After",
            "year-to-31-march",
            "2025",
            date(2025, 11, 30),
        ),
        (
            "lait:LAC_KS4_AVG_Attain8",
            "CLA Key Stage 4",
            "Children Looked After",
            "academic-year",
            "2023/24",
            date(2025, 4, 30),
        ),
        (
            "lait:SEN_TotStat",
            "% of Pupils with EHC Plans (All Schools)",
            "Children with SEN",
            "academic-year",
            "2024/25",
            date(2025, 6, 30),
        ),
        (
            "lait:SEN_EHC_All_20wks",
            "New EHC plans issued within 20 weeks",
            "Children with SEN",
            "calendar-year",
            "2024",
            date(2025, 6, 30),
        ),
        ("lait:16-17 NEET", "16-17 NEET", "Economic Factors", "year-to-31-march", "2025", date(2025, 7, 31)),
        ("swf", "Number of teachers", "school workforce", "academic-year", "2023/24", date(2024, 6, 30)),
        (
            "lait:SWFinance",
            "Social Work - S251 unit costs",
            "Children's Service Finance",
            "year-to-31-march",
            "2025",
            date(2025, 12, 31),
        ),
        ("poverty", "Children in low-income families", "", "day", "31 August 2011", date(2013, 9, 30)),
    ] {
        let released = calendar.of(&indicator(id, name, topic), &period(form, text)).unwrap();
        assert_eq!(released.day, day, "{name} {text}: {}", released.release.reason);
        assert_ne!(released.release.known_by, KnownBy::Inferred);
    }
}

#[test]
fn what_no_rule_speaks_of_is_public_a_year_after_and_said_to_be_inferred() {
    let released =
        Calendar::builtin().of(&indicator("x", "Widgets", ""), &period("academic-year", "2010/11"));
    let released = released.unwrap();
    assert_eq!((released.day, released.release.known_by), (date(2012, 8, 31), KnownBy::Inferred));
    assert_eq!(Calendar::builtin().of(&indicator("x", "Widgets", ""), &Period::labelled("0")), None);
}

#[test]
fn nothing_is_later_than_the_day_on_which_it_was_seen() {
    let released =
        Calendar::builtin().of(&indicator("x", "Widgets", ""), &period("academic-year", "2010/11"));
    let capped = released.unwrap().no_later_than(Some(date(2012, 1, 1)), "the file is of that day");
    assert_eq!((capped.day, capped.release.known_by), (date(2012, 1, 1), KnownBy::Published));
}

#[test]
fn every_mistake_of_a_calendar_is_found_at_its_place() {
    let text = r#"
[otherwise]
months = 12
reason = "unknown"

[[releases]]
id = "a"
of = { }
reason = "never"

[[releases]]
id = "a"
of = { words = ["x"] }
published-in = "Octember"
months = 3
dates = { 2011 = "1999-01-01" }
from = 2012
until = 2011
reason = "wrong"
"#;
    let lines = Calendar::parse("mine.toml", text).unwrap_err().lines().join("\n");
    assert!(lines.contains("Octember"), "{lines}");
    let lines =
        Calendar::parse("mine.toml", &text.replace("Octember", "October")).unwrap_err().lines().join("\n");
    for expected in [
        "`a` says of no figures",
        "either `published-in` or `months`",
        "two rules",
        "ends before",
        "1999-01-01",
    ] {
        assert!(lines.contains(expected), "{expected}: {lines}");
    }
}
