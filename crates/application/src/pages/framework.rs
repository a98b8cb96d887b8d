//! The whole framework in plain English. Whoever reads it must be able to foresee what a changed number does.

use super::builder::PageBuilder;
use super::phrases::{FrameworkPhrases, PagePhrases};
use crate::error::Error;
use document::{Document, WordsError, fill};
use framework::describe::describe;
use framework::model::{BlockKind, Framework};
use framework::text::number;

/// The whole framework in plain English.
///
/// # Errors
/// Where the page would be larger than a document may be.
pub fn framework_page(framework: &Framework) -> Result<Document, Error> {
    let phrases = PagePhrases::built_in()?.framework;
    let mut page = PageBuilder::new(&framework.name, &phrases.subject);
    page.heading(&phrases.steps);
    page.list(steps(framework, &phrases)?);
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
    let places = [("id", framework.id.as_str()), ("sha256", &framework.sha256)];
    page.paragraph(fill(&phrases.identity, &places)?);
    Ok(page.finish()?)
}

fn steps(framework: &Framework, phrases: &FrameworkPhrases) -> Result<Vec<String>, WordsError> {
    let mut blocks = Vec::new();
    for block in &framework.blocks {
        if let BlockKind::ByPoints { weight, .. } = block.made {
            let weight = number(weight / 100.0, 4);
            blocks.push(fill(&phrases.block, &[("block", &block.id), ("weight", &weight)])?);
        }
    }
    let (least, most) = framework.scale.points();
    let (least, most, blocks) = (number(least, 2), number(most, 2), blocks.join(" + "));
    let places = [("least", least.as_str()), ("most", &most), ("blocks", &blocks)];
    let further = if framework.grade_rule.is_some() { &phrases.by_points } else { &phrases.by_rules };
    phrases.always.iter().chain(further).map(|step| fill(step, &places)).collect()
}
