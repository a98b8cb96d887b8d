//! The results of all areas as a table: one row an area, for a spreadsheet.

use crate::error::Error;
use crate::export::{csv_of_texts, number_without_noise};
use crate::judgement::JudgedAssessment;
use framework::assessment::Derived;

/// Columns of a grade, between the area's and those of the blocks.
const OF_A_GRADE: [&str; 9] =
    ["grade", "grade_name", "worst", "best", "if_limited", "points", "to_better", "to_worse", "robustness"];

/// Results of one framework as CSV: the grade with its range and margins, and each block's points or position.
///
/// # Errors
/// Where a row cannot be written as CSV; none of these is such a row.
pub fn assessed_csv(assessments: &[JudgedAssessment]) -> Result<Vec<u8>, Error> {
    let graded = !assessments.iter().any(|one| matches!(one.derived, Derived::NoOverall { .. }));
    let mut headings: Vec<String> = ["area_number", "area", "region", "headline"].map(str::to_owned).to_vec();
    if graded {
        headings.extend(OF_A_GRADE.map(str::to_owned));
    }
    let blocks = assessments.first().map(|one| one.blocks.as_slice()).unwrap_or_default();
    headings.extend(blocks.iter().map(|block| {
        format!("{}_{}", if block.position.is_some() { "position" } else { "points" }, block.id)
    }));
    headings.push("because".to_owned());
    csv_of_texts(&headings, assessments.iter().map(|one| row(one, graded)))
}

fn row(one: &JudgedAssessment, graded: bool) -> Vec<String> {
    let mut cells = vec![one.area.to_string(), one.name.clone(), one.region.clone(), one.headline.clone()];
    let whole = |number: Option<u8>| number.map_or_else(String::new, |number| number.to_string());
    let decimal = |number: Option<f64>| number.map_or_else(String::new, number_without_noise);
    if graded {
        let grade = one.derived.grade();
        let margin =
            |better: bool| one.margins.iter().map(|margin| margin.by).find(|by| (*by >= 0.0) == better);
        cells.extend([
            whole(grade.map(|grade| grade.number)),
            grade.map_or_else(String::new, |grade| grade.name.clone()),
            whole(one.range.as_ref().map(|range| range.worst)),
            whole(one.range.as_ref().map(|range| range.best)),
            whole(one.if_limited.as_ref().map(|limited| limited.grade)),
            decimal(one.derived.worked()),
            decimal(margin(true)),
            decimal(margin(false)),
            one.robustness.as_ref().map_or_else(String::new, |tried| tried.level.words().to_owned()),
        ]);
    }
    cells.extend(one.blocks.iter().map(|block| match &block.position {
        Some(position) => position.name.clone(),
        None => decimal(block.points),
    }));
    cells.push(one.derived.because().to_owned());
    cells
}
