//! `kingsway assess`: the derived grade of one area or of all, with every reason.

use crate::arguments::{Assess, TextJson};
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::table::{Align, Table};
use application::export::json;
use application::{AssessRequest, Error, Workspace};
use evidence::date::in_words;
use framework::assessment::Derived;
use framework::{Assessment, Framework};
use std::fmt::Write;

/// Carries the command out.
pub fn run(arguments: &Assess) -> Result<Outcome, Failure> {
    let judgement = arguments.judgement.judgement();
    if arguments.which.all && judgement.is_some() {
        return Err(Error::JudgementOfAll.into());
    }
    let request = AssessRequest {
        framework: arguments.framework.framework.clone(),
        as_at: arguments.as_at.as_at,
        comparing: arguments.comparing.request(),
        robustness: arguments.sensitivity,
        draws: arguments.draws,
    };
    let workspace = Workspace::open(&arguments.evidence.evidence, &arguments.events)?;
    let content = match (&arguments.which.area, arguments.format) {
        (Some(area), format) => {
            let assessment = workspace.assess(area, &request, judgement.as_ref())?;
            match format {
                TextJson::Json => json(&assessment)?,
                TextJson::Text => one(&assessment).into_bytes(),
            }
        }
        (None, format) => {
            let (result, framework) = workspace.assess_all(&request)?;
            match format {
                TextJson::Json => json(&result)?,
                TextJson::Text => all(&framework, &result.assessments).into_bytes(),
            }
        }
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// One area: the grade, why, what limited it, what is missing.
fn one(assessment: &Assessment) -> String {
    let mut text = format!(
        "{}, {} as at {}\n\n",
        assessment.name,
        assessment.framework.name,
        in_words(assessment.as_at)
    );
    match &assessment.derived {
        Derived::Grade { grade, because, .. } => {
            let _ = writeln!(text, "  {grade}\n  {because}");
        }
        Derived::Withheld { because } => {
            let _ = writeln!(text, "  No grade: {because}");
        }
        Derived::NoOverall { because } => {
            let _ = writeln!(text, "  No overall grade: {because}");
        }
    }
    if let Some(judged) = &assessment.judged {
        let _ = writeln!(text, "\n  Judged by {}: {}", judged.by(), judged.grade());
        if let Some(grounds) = judged.grounds() {
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
    listed(&mut text, "How near the next grade", assessment.margins.iter().map(|margin| margin.said.clone()));
    let missing =
        assessment.missing.iter().map(|note| format!("{}: {} ({})", note.where_, note.what, note.effect));
    listed(&mut text, "How firm it is", assessment.firmness.iter().map(|firmness| firmness.said.clone()));
    listed(&mut text, "What is missing", missing);
    listed(&mut text, "Before relying on this", assessment.notices.iter().cloned());
    text
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
fn all(framework: &Framework, assessments: &[Assessment]) -> String {
    let mut table = Table::new(&[("Area", Align::Left), ("Result", Align::Left), ("Why", Align::Left)]);
    for assessment in assessments {
        let result = match &assessment.derived {
            Derived::Grade { grade, .. } => grade.to_string(),
            Derived::Withheld { .. } => "no grade".to_owned(),
            Derived::NoOverall { .. } => "positions by block".to_owned(),
        };
        let why = if framework.scale.overall {
            assessment.derived.because().to_owned()
        } else {
            positions(assessment)
        };
        table.row(vec![assessment.name.clone(), result, why]);
    }
    let mut text = format!("{}\n\n{}\n", framework.name, table.render());
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

fn positions(assessment: &Assessment) -> String {
    let placed: Vec<String> = assessment
        .blocks
        .iter()
        .filter_map(|block| Some(format!("{}: {}", block.title, block.position.as_ref()?.name)))
        .collect();
    placed.join("; ")
}
