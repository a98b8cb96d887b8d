//! What a framework supposes of evidence that is not held, in plain English.

use crate::describe::{Described, backed, said};
use crate::model::Framework;
use crate::text::{number, points};

/// The part of a framework that gives each grade its range; none where there is no overall grade.
pub(crate) fn describe(framework: &Framework) -> Option<Described> {
    framework.grade_rule.as_ref()?;
    let says = match &framework.range {
        None => vec![said("What is not held", "may be anything: no distance from what is held is supposed")],
        Some(range) => backed(
            vec![
                said(
                    "Settings whose judgement is not known",
                    format!(
                        "on average within {} of those known; shares of them within {} percentage points",
                        points(range.settings_points, 3),
                        number(range.settings_percent, 3)
                    ),
                ),
                said(
                    "A missing measure",
                    format!(
                        "within {} of the mean of the measures held in its block",
                        points(range.measure_points, 3)
                    ),
                ),
                said(
                    "A measure of a block of which nothing is held",
                    format!("within {} of the mean of the blocks held", points(range.block_points, 3)),
                ),
                said(
                    "What no rule decides",
                    match range.not_by_rule_points {
                        0.0 => "nothing is supposed of it".to_owned(),
                        by => format!("{} more or fewer for the whole", points(by, 3)),
                    },
                ),
            ],
            &range.backing,
        ),
    };
    let title = "What is supposed of what is not held".to_owned();
    Some(Described { family: "The range of a grade", id: "range".to_owned(), title, says })
}
