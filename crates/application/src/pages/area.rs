//! How an area's grade or positions came about, in a page for a person.

use super::builder::PageBuilder;
use crate::error::Error;
use crate::judgement::JudgedAssessment;
use document::Document;
use evidence::date;
use framework::assessment::{BlockResult, Derived, RuleResult};
use framework::language::Truth;
use framework::text::number;

/// The assessment of an area: its result, each block, what limited it, how near another grade is, what is missing.
///
/// # Errors
/// Where the page would be larger than a document may be.
pub fn assessment_page(assessment: &JudgedAssessment) -> Result<Document, Error> {
    let title = format!("{}: {}", assessment.name, assessment.framework.name);
    let mut page = PageBuilder::new(title, "How an area's result came about");
    page.date(assessment.as_at);
    page.paragraph(format!(
        "As at {}. Snapshot {}.",
        date::in_words(assessment.as_at),
        shortened(&assessment.snapshot)
    ));
    page.heading("Result");
    result(&mut page, assessment);
    page.heading("Blocks");
    let rows = assessment.blocks.iter().map(|block| {
        let result = match (&block.position, block.points) {
            (Some(position), _) => position.name.clone(),
            (None, Some(points)) => framework::text::points(points, 2),
            (None, None) => "not known".to_owned(),
        };
        vec![format!("{} {}", block.id, block.title), result]
    });
    page.table("Each block's result", &["Block", "Result"], &[], rows);
    for block in &assessment.blocks {
        self::block(&mut page, block);
    }
    let requirements = assessment.requirements.iter();
    rules(&mut page, "What the grade needs", requirements.map(|one| (one.id.clone(), one)).collect());
    let limits = assessment.limits.iter();
    rules(
        &mut page,
        "Limiting judgements",
        limits.map(|one| (format!("{} ({})", one.title, one.effect), &one.rule)).collect(),
    );
    let named = assessment.rules.iter();
    rules(&mut page, "Named conditions", named.map(|one| (one.id.clone(), one)).collect());
    nearness(&mut page, assessment);
    if let Some(range) = assessment.range.as_ref().filter(|range| !range.because.is_empty()) {
        page.heading("What the grade could be with what is missing");
        page.paragraph(format!("{range}."));
        page.list(range.because.iter().map(|one| format!("{one}.")));
    }
    if let Some(limited) = &assessment.if_limited {
        page.heading("What would limit it, and cannot be decided");
        page.list(limited.because.iter().map(|one| format!("{one}.")));
    }
    if !assessment.missing.is_empty() {
        page.heading("What the evidence lacks");
        let missing = assessment.missing.iter();
        page.list(missing.map(|note| format!("{}: {}. Effect: {}.", note.where_, note.what, note.effect)));
    }
    if !assessment.not_by_rule.is_empty() {
        page.heading("Left to people");
        let open = assessment.not_by_rule.iter();
        page.list(open.map(|one| format!("{}. {}", one.what, one.reason)));
    }
    if !assessment.notices.is_empty() {
        page.heading("To bear in mind");
        page.list(&assessment.notices);
    }
    Ok(page.finish()?)
}

fn shortened(snapshot: &str) -> String {
    snapshot.chars().take(16).collect()
}

fn result(page: &mut PageBuilder, assessment: &JudgedAssessment) {
    match &assessment.derived {
        Derived::Grade { grade, because, .. } => {
            page.paragraph(format!("Derived: {}.", assessment.headline));
            page.paragraph(format!("{}: {}.", grade.name, grade.meaning.trim_end_matches('.')));
            page.paragraph(format!("{because}."));
        }
        Derived::Withheld { because } => {
            page.paragraph(format!("{}.", assessment.headline));
            page.paragraph(format!("{because}."));
        }
        Derived::NoOverall { because } => page.paragraph(format!("No overall grade. {because}")),
    }
    if let Some(judged) = &assessment.judged {
        page.paragraph(format!("Judged by {}: {}.", judged.by, judged.grade));
        if let Some(grounds) = &judged.grounds {
            page.paragraph(format!("Grounds: {grounds}"));
        }
    }
    if let Some(robustness) = &assessment.robustness {
        page.paragraph(format!("{}.", robustness.said));
    }
}

fn block(page: &mut PageBuilder, block: &BlockResult) {
    page.subheading(format!("{}: {}", block.id, block.title));
    page.paragraph(format!("{}.", block.because.trim_end_matches('.')));
    let measures = block.measures.iter().map(|measure| {
        let weight =
            measure.weight.map_or("shown only".to_owned(), |weight| format!("{} %", number(weight, 2)));
        (format!("{} ({weight})", measure.title), measure.because.clone())
    });
    page.terms(measures);
    page.terms(block.placings.iter().map(|placing| (placing.id.clone(), answer(placing))));
}

fn answer(rule: &RuleResult) -> String {
    let mark = match rule.truth {
        Truth::True => "Yes",
        Truth::False => "No",
        Truth::NotKnown => "Not known",
    };
    format!("{mark}: {}", rule.because)
}

fn rules(page: &mut PageBuilder, title: &str, rules: Vec<(String, &RuleResult)>) {
    if rules.is_empty() {
        return;
    }
    page.heading(title);
    page.terms(rules.into_iter().map(|(title, rule)| (title, answer(rule))));
}

/// Margins, single changes, and what robustness rests on.
fn nearness(page: &mut PageBuilder, assessment: &JudgedAssessment) {
    if assessment.margins.is_empty() && assessment.robustness.is_none() {
        return;
    }
    page.heading("How near to another grade");
    page.list(assessment.margins.iter().map(|margin| format!("{}.", margin.said)));
    if !assessment.single_changes.is_empty() {
        page.paragraph("One of these alone would move the grade:");
        let changes = assessment.single_changes.iter();
        page.list(changes.map(|change| format!("{}: {}", change.what, change.grade)));
    }
    let Some(robustness) = &assessment.robustness else { return };
    let drawn =
        robustness.resampled_grades.iter().map(|(grade, count)| vec![grade.to_string(), count.to_string()]);
    if robustness.draws > 0 {
        page.table("Grades when the settings are resampled", &["Grade", "Resamples"], &[1], drawn);
    }
    let what_ifs = robustness
        .threshold_changes
        .iter()
        .chain(&robustness.without_block)
        .chain(&robustness.missing_at_extremes);
    let what_ifs: Vec<String> = what_ifs
        .map(|one| {
            format!("{}: {}", one.what, one.grade.as_ref().map_or("no grade".to_owned(), ToString::to_string))
        })
        .collect();
    if !what_ifs.is_empty() {
        page.paragraph("Other thresholds, blocks or missing evidence that would change it:");
        page.list(what_ifs);
    }
}
