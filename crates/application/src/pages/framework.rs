//! The whole framework in plain English. Whoever reads it must be able to foresee what a changed number does.

use super::builder::PageBuilder;
use crate::error::Error;
use document::Document;
use framework::describe::describe;
use framework::model::{BlockKind, Framework};
use framework::text::number;

/// The whole framework in plain English.
///
/// # Errors
/// Where the page would be larger than a document may be.
pub fn framework_page(framework: &Framework) -> Result<Document, Error> {
    let mut page = PageBuilder::new(&framework.name, "What the rules of a framework say");
    page.heading("How a result is reached");
    page.list(steps(framework));
    let mut family = "";
    for part in describe(framework) {
        if part.family != family {
            page.heading(part.family);
            family = part.family;
        }
        if part.family != "Framework" {
            page.subheading(part.title);
        }
        page.terms(part.says);
    }
    page.paragraph(format!("Framework {}, file with SHA-256 {}.", framework.id, framework.sha256));
    Ok(page.finish()?)
}

fn steps(framework: &Framework) -> Vec<String> {
    let mut steps = vec![
        "Only what was public on the cut-off date counts.".to_owned(),
        "A condition is true, false, or not known because evidence is missing. “Not known” stays so through “and”, \
         “or” and “not” unless the rest decides anyway. What it then does is said at each rule."
            .to_owned(),
    ];
    if framework.grade_rule.is_some() {
        let blocks = framework.blocks.iter().filter_map(|block| match block.made {
            BlockKind::ByPoints { weight, .. } => {
                Some(format!("{} × {}", block.id, number(weight / 100.0, 4)))
            }
            BlockKind::ByRules { .. } => None,
        });
        let (least, most) = framework.scale.points();
        steps.push(format!(
            "Each measure's value is found in its bands and earns points from {} to {}. A value on the edge of two \
             bands belongs to the upper one.",
            number(least, 2),
            number(most, 2)
        ));
        steps.push(
            "A block's points are the sum of its measures' points, each times its weight, divided by the \
                    weights of the measures that are known."
                .to_owned(),
        );
        steps.push(format!(
            "The grade's points are {}, divided by the weights of the blocks that are known. Their band gives the grade.",
            blocks.collect::<Vec<_>>().join(" + ")
        ));
        steps.push(
            "If the grade needs something that is not met, the grade below is given; this is repeated downwards."
                .to_owned(),
        );
        steps.push(
            "Limits are then applied in the order below, each to the result of the one before.".to_owned(),
        );
        steps.push("A person may depart from the result, with written grounds.".to_owned());
    } else {
        steps.push(
            "Each block is placed by the first of its rules that is true. Judgements on different scales stand side \
             by side; none is converted, and nothing is added up."
                .to_owned(),
        );
    }
    steps
}
