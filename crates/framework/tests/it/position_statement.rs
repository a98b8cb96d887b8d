//! 2026: several scales side by side, none converted, no overall grade, a position with reasons for each block.

use crate::example_profile::{area, framework};
use framework::assessment::{Assessment, Derived};

fn position<'a>(assessment: &'a Assessment, block: &str) -> &'a str {
    let block = assessment.blocks.iter().find(|one| one.id == block).unwrap();
    &block.position.as_ref().unwrap().id
}

fn example() -> profile::Profile {
    area(301, "Example", "2026-06-30")
        .remit("local-authority-childrens-services", "four-point-requires-improvement", &[0, 0, 0, 0], 1)
        .aspect("impact-of-leaders", "four-point-requires-improvement", 1)
        .aspect("help-and-protection", "four-point-requires-improvement", 2)
        .aspect("in-care", "four-point-requires-improvement", 3)
        .remit("area-send-partnership", "area-send-outcome", &[0, 0, 0], 1)
        .aspect("area-send", "area-send-outcome", 3)
        .remit("primary-school", "four-point-requires-improvement", &[5, 70, 10, 0], 15)
        .remit("childrens-home", "four-point-requires-improvement", &[2, 9, 1, 1], 0)
        .done()
}

#[test]
fn each_block_takes_its_position_from_its_own_scale_and_there_is_no_grade() {
    let framework = framework("england-2026.toml");
    let assessment = framework::derive_with_robustness(&framework, &example());
    assert!(
        matches!(&assessment.derived, Derived::NoOverall { because } if because.contains("not convertible"))
    );
    assert_eq!(assessment.robustness, None);
    let positions: Vec<String> = assessment
        .blocks
        .iter()
        .map(|block| format!("{}: {}", block.id, position(&assessment, &block.id)))
        .collect();
    insta::assert_snapshot!(positions.join("\n"));
}

#[test]
fn a_position_says_which_rule_gave_it_and_what_the_others_found() {
    let framework = framework("england-2026.toml");
    let assessment = framework::derive(&framework, &example());
    let block = assessment.blocks.iter().find(|block| block.id == "social-care-settings").unwrap();
    let told: Vec<String> = block.placings.iter().map(|one| format!("{}: {}", one.id, one.because)).collect();
    insta::assert_snapshot!(format!("{}\n{}", block.because, told.join("\n")));
    assert_eq!(block.placings.iter().filter(|one| one.fired).count(), 1);
}

#[test]
fn judgements_on_a_scale_that_does_not_count_are_left_out_and_named() {
    let framework = framework("england-2026.toml");
    let old =
        area(301, "Example", "2026-06-30").remit("childrens-home", "four-point-adequate", &[1, 1, 1, 1], 0);
    let assessment = framework::derive(&framework, &old.done());
    assert_eq!(position(&assessment, "social-care-settings"), "not-known");
    let block = assessment.blocks.iter().find(|block| block.id == "social-care-settings").unwrap();
    assert!(
        block.placings[0].because.contains("4 judged on a scale that does not count here"),
        "{}",
        block.placings[0].because
    );
}
