//! Which framework a date calls for.

use crate::example_profile::framework;
use framework::Framework;
use framework::catalogue::{NotChosen, for_date};

fn shipped() -> Vec<Framework> {
    ["cqc-local-authority-2024", "england-2009", "england-2010", "england-2011", "england-2026", "example"]
        .map(|name| framework(&format!("{name}.toml")))
        .into()
}

#[test]
fn each_date_is_given_the_framework_of_its_year() {
    let shipped = shipped();
    for (date, id) in [
        ("2009-08-31", "england-2009"),
        ("2010-01-01", "england-2010"),
        ("2011-11-08", "england-2011"),
        ("2026-06-30", "england-2026"),
    ] {
        assert_eq!(for_date(&shipped, date.parse().unwrap()).unwrap().id, id, "{date}");
    }
}

#[test]
fn a_date_without_a_framework_is_answered_with_the_years_there_are() {
    let refused = for_date(&shipped(), "2020-06-30".parse().unwrap()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "no framework is for 30 June 2020; there are frameworks for 2009, 2010, 2011 and 2026"
    );
}

#[test]
fn two_frameworks_that_are_chosen_for_the_same_date_are_both_named() {
    let mut shipped = shipped();
    shipped[5].chosen_by_date = true;
    let refused = for_date(&shipped, "2011-08-31".parse().unwrap()).unwrap_err();
    assert!(matches!(refused, NotChosen::Several { ids, .. } if ids == ["england-2011", "example"]));
}

#[test]
fn a_framework_may_be_used_in_its_years_and_in_the_year_up_to_its_cut_off_date() {
    let framework = framework("england-2011.toml");
    let is_for = |date: &str| framework.is_for(date.parse().unwrap());
    assert!(is_for("2011-11-08") && is_for("2010-09-01"));
    assert!(!is_for("2010-08-31") && !is_for("2012-01-01"));
    let for_any_year = Framework { years: Vec::new(), ..framework.clone() };
    assert!(for_any_year.is_for("2023-06-30".parse().unwrap()));
}
