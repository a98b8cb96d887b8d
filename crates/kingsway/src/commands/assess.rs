//! `kingsway assess`: the derived grade of one area or of all, with every reason.

use crate::arguments::{AssessArguments, TextJsonCsv};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::terminal::{Align, Table, fitted};
use application::assessed_csv;
use application::export::json;
use application::{AssessRequest, Error, JudgedAssessment};
use evidence::date::in_words;
use framework::Framework;
use framework::assessment::{Derived, RobustnessResult};
use std::fmt::Write;

/// Carries the command out.
pub fn run(arguments: &AssessArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let judgement = arguments.judgement.judgement()?;
    if arguments.which.all && judgement.is_some() {
        return Err(Error::JudgementOfAll.into());
    }
    let needs = &arguments.needs;
    let request = AssessRequest {
        framework: needs.framework.choice(),
        as_at: needs.as_at(),
        comparing: needs.comparing.request(),
        robustness: arguments.sensitivity,
        draws: arguments.draws,
    };
    let workspace = needs.open()?;
    let content = match (&arguments.which.area, format) {
        (Some(area), format) => {
            let assessment = workspace.assess(area, &request, judgement.as_ref())?;
            match format {
                TextJsonCsv::Json => json(&assessment)?,
                TextJsonCsv::Text => fitted(&one(&assessment), arguments.output.width()).into_bytes(),
                TextJsonCsv::Csv => assessed_csv(std::slice::from_ref(&assessment.result))?,
            }
        }
        (None, format) => {
            let (result, framework) = workspace.assess_all(&request)?;
            match format {
                TextJsonCsv::Json => json(&result)?,
                TextJsonCsv::Text => {
                    all(&framework, &result.assessments, arguments.output.width()).into_bytes()
                }
                TextJsonCsv::Csv => assessed_csv(&result.assessments)?,
            }
        }
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// One area: the grade, why, what limited it, what is missing.
fn one(assessment: &JudgedAssessment) -> String {
    let mut text = format!(
        "{}, {} as at {}\n\n",
        assessment.name,
        assessment.framework.name,
        in_words(assessment.as_at)
    );
    match &assessment.derived {
        Derived::Grade { because, .. } | Derived::Withheld { because } => {
            let _ = writeln!(text, "  {}\n  {because}", assessment.headline);
        }
        Derived::NoOverall { because } => {
            let _ = writeln!(text, "  No overall grade: {because}");
        }
    }
    if let Some(judged) = &assessment.judged {
        let _ = writeln!(text, "\n  Judged by {}: {}", judged.by, judged.grade);
        if let Some(grounds) = &judged.grounds {
            let _ = writeln!(text, "  Grounds: {grounds}");
        }
    }
    for block in &assessment.blocks {
        let position =
            block.position.as_ref().map_or_else(String::new, |position| format!(": {}", position.name));
        let _ = writeln!(text, "\n{}{position}\n  {}", block.title, block.because);
        for measure in &block.measures {
            let _ = writeln!(text, "  - {}: {}", measure.title, measure.because);
        }
    }
    let fired: Vec<_> = assessment.limits.iter().filter(|limit| limit.rule.fired).collect();
    if !fired.is_empty() {
        text.push_str("\nLimits\n");
        for limit in fired {
            let _ = writeln!(text, "  - {}: {}", limit.title, limit.rule.because);
        }
    }
    let near = if assessment.judged.is_some() {
        "How near the derived grade is to another"
    } else {
        "How near the next grade"
    };
    listed(&mut text, near, assessment.margins.iter().map(|margin| margin.said.clone()));
    let missing =
        assessment.missing.iter().map(|note| format!("{}: {} ({})", note.where_, note.what, note.effect));
    listed(&mut text, "How robust it is", assessment.robustness.iter().flat_map(robustness));
    let range = assessment.range.iter().flat_map(|range| &range.because);
    listed(&mut text, "What the range rests on", range.cloned());
    let limits = assessment.if_limited.iter().flat_map(|limited| &limited.because);
    listed(&mut text, "What would limit it, and cannot be decided", limits.cloned());
    listed(&mut text, "What is missing", missing);
    listed(&mut text, "Before relying on this", assessment.notices.iter().cloned());
    text
}

/// The verdict, and each single change that would move the grade.
fn robustness(result: &RobustnessResult) -> Vec<String> {
    let changes = [&result.threshold_changes, &result.without_block, &result.missing_at_extremes];
    let moved = changes.into_iter().flatten().map(|change| {
        let grade = change.grade.as_ref().map_or_else(|| "no grade".to_owned(), ToString::to_string);
        format!("{}: {grade}", change.what)
    });
    std::iter::once(result.said.clone()).chain(moved).collect()
}

fn listed(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let _ = writeln!(text, "\n{title}");
    }
    for line in lines {
        let _ = writeln!(text, "  - {line}");
    }
}

/// Every area in a row, then how many have each grade.
fn all(framework: &Framework, assessments: &[JudgedAssessment], width: Option<usize>) -> String {
    // How robust a grade is is shown where it was tried.
    let tried = assessments.iter().any(|assessment| assessment.robustness.is_some());
    let mut headings = vec![("Area", Align::Left), ("Result", Align::Left)];
    if framework.scale.overall {
        headings.extend([("With what is missing", Align::Left), ("If limited", Align::Left)]);
    }
    headings.extend(tried.then_some(("Robustness", Align::Left)));
    headings.push(("Why", Align::Left));
    let mut table = Table::new(&headings);
    for assessment in assessments {
        let result = match &assessment.derived {
            Derived::Grade { grade, .. } => grade.to_string(),
            Derived::Withheld { .. } => "no grade".to_owned(),
            Derived::NoOverall { .. } => "positions by block".to_owned(),
        };
        let mut row = vec![assessment.name.clone(), result];
        if framework.scale.overall {
            row.push(assessment.range.as_ref().map_or_else(String::new, ToString::to_string));
            let limited = assessment.if_limited.as_ref();
            row.push(limited.map_or_else(String::new, |limited| limited.grade.to_string()));
        }
        if tried {
            row.push(
                assessment.robustness.as_ref().map_or_else(String::new, |tried| robustness(tried).join("; ")),
            );
        }
        row.push(if framework.scale.overall {
            assessment.derived.because().to_owned()
        } else {
            positions(assessment)
        });
        table.row(row);
    }
    let mut text = format!("{}\n\n{}\n", framework.name, table.render(width));
    for grade in &framework.scale.grades {
        let count =
            assessments.iter().filter(|a| a.grade().is_some_and(|held| held.number == grade.number)).count();
        let _ = writeln!(text, "  {:>4}  {} ({})", count, grade.name, grade.number);
    }
    if framework.scale.overall {
        let none = assessments.iter().filter(|assessment| assessment.grade().is_none()).count();
        let _ = writeln!(text, "  {none:>4}  no grade");
    }
    text
}

fn positions(assessment: &JudgedAssessment) -> String {
    let placed: Vec<String> = assessment
        .blocks
        .iter()
        .filter_map(|block| Some(format!("{}: {}", block.title, block.position.as_ref()?.name)))
        .collect();
    placed.join("; ")
}
