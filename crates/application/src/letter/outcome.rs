//! What the assessment comes to, as the letter shows it.

use super::appendix::Appendix;
use super::input::LetterInput;
use crate::error::Error;
use document::fill;
use framework::Framework;
use framework::assessment::{BlockResult, Derived, GradeNamed};
use letter::content::{GradeName, Outcome, Position, ScaleGrade, Statement};

/// The framework's scale.
pub fn scale(framework: &Framework) -> Vec<ScaleGrade> {
    framework
        .scale
        .grades
        .iter()
        .map(|grade| ScaleGrade {
            grade: grade.number.to_string(),
            name: grade.name.clone(),
            meaning: grade.meaning.clone(),
        })
        .collect()
}

/// The grade, the positions, or why neither is given.
pub fn outcome(input: &LetterInput<'_>, appendix: &mut Appendix<'_>) -> Result<Outcome, Error> {
    let assessment = input.assessment;
    match &assessment.derived {
        Derived::Withheld { because } if assessment.judged.is_none() => {
            let reason = match &assessment.range {
                None => because.clone(),
                Some(range) => {
                    let places = [("because", because.as_str()), ("range", &range.to_string())];
                    fill(&input.phrases.outcome.withheld_range, &places)?
                }
            };
            Ok(Outcome::Withheld { reason })
        }
        Derived::NoOverall { .. } => Ok(Outcome::Positions {
            positions: assessment
                .blocks
                .iter()
                .map(|block| position(block, appendix))
                .collect::<Result<_, _>>()?,
        }),
        _ => {
            let judged = assessment.judged.as_ref();
            Ok(Outcome::Grade {
                judged: judged.map(|judged| named(&judged.grade)),
                judged_by: judged.map(|judged| judged.by.clone()),
                derived: assessment.derived.grade().map(named),
                range: Some(assessment.beyond_grade().to_owned()).filter(|range| !range.is_empty()),
                grounds: judged.and_then(|judged| judged.grounds.clone()).into_iter().collect(),
                previous: None,
                notes: notes(input, appendix)?,
            })
        }
    }
}

fn named(grade: &GradeNamed) -> GradeName {
    GradeName { grade: grade.number.to_string(), name: grade.name.clone() }
}

/// Where a block stands and why.
fn position(block: &BlockResult, appendix: &mut Appendix<'_>) -> Result<Position, Error> {
    let deciding = block.placings.iter().filter(|rule| rule.fired).flat_map(|rule| &rule.facts);
    let mut evidence = Vec::new();
    for fact in deciding.chain(block.measures.iter().flat_map(|measure| &measure.facts)) {
        add_new(&mut evidence, appendix.entries(&fact.figures)?);
    }
    let position = block.position.as_ref().map_or_else(String::new, |position| position.name.clone());
    Ok(Position {
        block: block.title.clone(),
        position,
        reasons: vec![Statement { id: String::new(), text: block.because.clone(), evidence }],
    })
}

fn add_new(ids: &mut Vec<String>, more: Vec<String>) {
    for id in more {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
}

/// What limited the grade, sentence by sentence, with the events that it rests on.
fn notes(input: &LetterInput<'_>, appendix: &mut Appendix<'_>) -> Result<Vec<Statement>, Error> {
    let mut notes = Vec::new();
    for limit in input.assessment.limits.iter().filter(|limit| limit.lowered.is_some()) {
        let places = [("limit", limit.title.as_str()), ("effect", limit.effect.as_str())];
        let mut evidence = Vec::new();
        for fact in &limit.rule.facts {
            add_new(&mut evidence, appendix.entries(&fact.figures)?);
        }
        let text = fill(&input.phrases.outcome.limited, &places)?;
        notes.push(Statement { id: String::new(), text, evidence });
    }
    // How near the derived grade is to another is of no use to a reader of another grade, which a person judged.
    if let Some(margin) = input.assessment.margins.first().filter(|_| !input.assessment.departs()) {
        let text = fill(&input.phrases.outcome.margin, &[("said", margin.said.as_str())])?;
        notes.push(Statement { id: String::new(), text, evidence: Vec::new() });
    }
    Ok(notes)
}
