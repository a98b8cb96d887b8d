//! How far derived grades agree with known ones.

use super::builder::PageBuilder;
use crate::error::Error;
use document::Document;
use framework::text::{listed, number};
use framework::validate::Validation;
use framework::validate::ranges::RangeCoverage;

/// A validation: how far the derived grades agree with known ones, what they can prove, and why areas differ.
///
/// # Errors
/// Where the page would be larger than a document may be.
pub fn validation_page(validation: &Validation) -> Result<Document, Error> {
    let title = format!("Validation of {}", validation.framework);
    let mut page = PageBuilder::new(title, "Derived grades beside known ones");
    page.paragraph(format!("Framework file with SHA-256 {}.", validation.sha256));
    agreement(validation, &mut page);
    ranges(validation, &mut page);
    limits(validation, &mut page);
    let rows = validation
        .coverage
        .iter()
        .map(|one| vec![one.measure.clone(), format!("{} of {}", one.known, one.of)]);
    page.heading("Coverage of the evidence");
    page.table("Areas in which each measure is known", &["Measure", "Areas"], &[], rows);
    differences(validation, &mut page);
    Ok(page.finish()?)
}

fn agreement(validation: &Validation, page: &mut PageBuilder) {
    if let Some(rule) = &validation.grade_rule {
        page.heading("What the agreement can prove");
        page.paragraph(format!(
            "How the edges of the grades were set ({}): {}",
            rule.standing.word(),
            rule.reason
        ));
        page.paragraph(format!("Source: {}.", rule.source.trim_end_matches('.')));
    }
    page.heading("Agreement");
    let share = |part: usize| match validation.graded {
        0 => String::new(),
        whole => format!(" ({} %)", number(part as f64 * 100.0 / whole as f64, 1)),
    };
    page.list([
        format!("{} areas assessed; {} known grades compared.", validation.assessed, validation.compared),
        format!("{} of these areas have both a known and a derived grade.", validation.graded),
        format!("Same grade: {} of {}{}.", validation.exact, validation.graded, share(validation.exact)),
        format!(
            "Same or neighbouring grade: {} of {}{}.",
            validation.within_one,
            validation.graded,
            share(validation.within_one)
        ),
        format!(
            "Giving every area the commonest of the known grades would agree in {} of {}{}.",
            validation.by_guessing,
            validation.graded,
            share(validation.by_guessing)
        ),
    ]);
    if !validation.not_assessed.is_empty() {
        let names = listed(validation.not_assessed.iter().map(String::as_str));
        page.paragraph(format!("Known, but not among the areas assessed: {names}."));
    }
    let named = |grade: Option<u8>| grade.map_or("none".to_owned(), |grade| grade.to_string());
    let mut head = vec!["Known grade".to_owned()];
    head.extend(validation.grades.iter().map(|grade| format!("derived {grade}")));
    head.push("derived none".to_owned());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &validation.confusion {
        let mut cells = vec![named(row.known)];
        cells.extend(row.derived.iter().map(ToString::to_string));
        rows.push(cells);
    }
    let mut all = vec!["all assessed areas".to_owned()];
    all.extend(validation.derived_of_all.iter().map(ToString::to_string));
    rows.push(all);
    let numbers: Vec<usize> = (1..head.len()).collect();
    page.table("Known and derived grades", &head, &numbers, rows);
    page.paragraph(
        "The known grades are those for which a source was found. Where they are not all areas' they are no \
         fair sample, and the agreement says little about the rest.",
    );
}

/// Whether the known grades lie in their ranges, and how wide those are, together and year by year.
fn ranges(validation: &Validation, page: &mut PageBuilder) {
    let ranges = &validation.ranges;
    if ranges.width_of_all_areas.ranges == 0 {
        return;
    }
    page.heading("Ranges");
    page.paragraph(
        "A range says what the grade could be with the evidence that is missing; beside it stands the grade if a \
         limit that cannot be decided applied. A range that holds every grade says nothing, so its width counts \
         as much as what it holds.",
    );
    let mut rows: Vec<Vec<String>> =
        ranges.years.iter().map(|one| range_row(one.year.to_string(), &one.coverage)).collect();
    rows.push(range_row("All known grades".to_owned(), &ranges.all));
    let head = [
        "Year",
        "Known grades",
        "Held",
        "In the range",
        "The grade if limited",
        "Mean width (best less worst)",
        "Mean number of grades",
        "No range",
    ];
    page.table("Known grades and their ranges", &head, &[1, 3, 4, 5, 6, 7], rows);
    let all = &ranges.width_of_all_areas;
    page.paragraph(format!(
        "Over all {} assessed areas with a range: {} wide on average, {} grades.",
        all.ranges,
        decimal(all.mean_distance),
        decimal(all.mean_grades)
    ));
    if !ranges.outside.is_empty() {
        page.paragraph("Known grades that are neither in the range nor the one if limited:");
        page.list(
            ranges.outside.iter().map(|one| {
                format!("{}, {}: known {}; said: {}.", one.name, one.year, one.known, one.headline)
            }),
        );
    }
}

fn range_row(what: String, one: &RangeCoverage) -> Vec<String> {
    let held = match one.compared {
        0 => "–".to_owned(),
        whole => format!("{} ({} %)", one.covered(), number(one.covered() as f64 * 100.0 / whole as f64, 1)),
    };
    vec![
        what,
        one.compared.to_string(),
        held,
        one.in_range.to_string(),
        one.if_limited.to_string(),
        decimal(one.width.mean_distance),
        decimal(one.width.mean_grades),
        one.without_range.to_string(),
    ]
}

fn decimal(value: Option<f64>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| number(value, 2))
}

fn limits(validation: &Validation, page: &mut PageBuilder) {
    if validation.limited.is_empty() {
        return;
    }
    page.heading("Areas known to have been limited");
    let agreeing = validation.limited.iter().filter(|one| one.agrees).count();
    page.paragraph(format!("{agreeing} of {} come out limited in the same way.", validation.limited.len()));
    let named = |grade: Option<u8>| grade.map_or("none".to_owned(), |grade| grade.to_string());
    let rows = validation.limited.iter().map(|one| {
        vec![
            one.name.clone(),
            format!("{} to {}", one.known_from, one.known_to),
            format!("{} to {}", named(one.derived_from), named(one.derived_to)),
            if one.by.is_empty() { "no limit lowered it".to_owned() } else { one.by.join("; ") },
            if one.agrees { "yes" } else { "no" }.to_owned(),
        ]
    });
    let head = ["Area", "Known", "Derived", "By", "Agrees"];
    page.table("Limited grades, known and derived", &head, &[], rows);
}

fn differences(validation: &Validation, page: &mut PageBuilder) {
    page.heading("Areas that differ, and why");
    if validation.differing.is_empty() {
        page.paragraph("None.");
    }
    for one in &validation.differing {
        let derived = one.derived.map_or("none".to_owned(), |grade| grade.to_string());
        page.subheading(format!("{}: known {}, derived {derived}", one.name, one.known));
        let mut terms = vec![("Derived because".to_owned(), format!("{}.", one.because))];
        terms.push(("Nearest grades".to_owned(), one.margins.join("; ")));
        terms.push(("Not in the evidence".to_owned(), one.missing.join("; ")));
        terms.push(("The known grade".to_owned(), one.source.clone()));
        page.terms(terms.into_iter().filter(|(_, said)| !said.is_empty()));
    }
}
