//! Derived grades beside those that were given, said honestly: agreement, differences with their reasons, and how
//! much of the evidence there was.

pub mod known;
pub mod ranges;

use crate::assessment::{Assessment, Derived};
use crate::model::{Basis, Framework};
use known::{Given, KnownGrade};
use ranges::RangesCompared;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What comparing derived with known grades shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Validation {
    /// The framework's short name.
    pub framework: String,
    /// SHA-256 of its file.
    pub sha256: String,
    /// How the framework comes to its grades and how well that is founded; none where it gives no overall grade.
    pub grade_rule: Option<GradeRule>,
    /// The grades' numbers, the best first.
    pub grades: Vec<u8>,
    /// Known grades of areas that were assessed.
    pub compared: usize,
    /// Of these, areas with a derived and a known grade.
    pub graded: usize,
    /// Of these, the same grade.
    pub exact: usize,
    /// Of these, the same or a neighbouring grade.
    pub within_one: usize,
    /// Of these, how many would agree if every area were given the grade that is commonest among the known ones.
    pub by_guessing: usize,
    /// For each known grade, the best first, how often each was derived: the grades, then none.
    pub confusion: Vec<ConfusionRow>,
    /// Known grades of areas that were not assessed.
    pub not_assessed: Vec<String>,
    /// Areas known to have been limited, and whether the framework limits them so.
    pub limited: Vec<LimitedArea>,
    /// Areas whose derived grade differs from the known one, and why.
    pub differing: Vec<DifferingArea>,
    /// Whether the known grades lie in their ranges, and how wide those are.
    pub ranges: RangesCompared,
    /// For each measure, in how many of the compared areas it is known.
    pub coverage: Vec<Coverage>,
    /// How often each grade is derived over all assessed areas: the grades, then none.
    pub derived_of_all: Vec<usize>,
    /// How many areas were assessed.
    pub assessed: usize,
}

/// How a framework comes to its grades: edges that were set with the known grades in view prove nothing by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GradeRule {
    /// Why its edges stand where they stand.
    pub reason: String,
    /// How well that is founded.
    pub standing: Basis,
    /// Where that is known from.
    pub source: String,
}

/// A known grade and what was derived for the areas that had it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConfusionRow {
    /// The known grade's number; none is withheld.
    pub known: Option<u8>,
    /// How often each grade was derived: the best first, then none.
    pub derived: Vec<usize>,
}

/// An area known to have been limited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LimitedArea {
    /// The area.
    pub name: String,
    /// The grade it was limited from, as known.
    pub known_from: u8,
    /// The grade it was given.
    pub known_to: Given,
    /// The derived grade before limits.
    pub derived_from: Option<u8>,
    /// The derived grade.
    pub derived_to: Option<u8>,
    /// The limits that lowered it.
    pub by: Vec<String>,
    /// Whether both agree.
    pub agrees: bool,
}

/// An area whose derived grade differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DifferingArea {
    /// The area.
    pub name: String,
    /// The known grade.
    pub known: Given,
    /// The derived grade; none is withheld.
    pub derived: Option<u8>,
    /// Why the framework derives what it derives.
    pub because: String,
    /// How far it is from the grades next to it.
    pub margins: Vec<String>,
    /// What the evidence lacks.
    pub missing: Vec<String>,
    /// Where the known grade is known from.
    pub source: String,
}

/// How often a measure is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// The measure.
    pub measure: String,
    /// In how many of the compared areas.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

impl Validation {
    /// As JSON.
    pub fn json(&self) -> String {
        // Text keys and whole numbers only: writing them cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Compares what is derived with what is known.
pub fn validate(framework: &Framework, assessments: &[Assessment], known: &[KnownGrade]) -> Validation {
    let mut pairs: Vec<(&KnownGrade, &Assessment)> = Vec::new();
    let mut not_assessed = Vec::new();
    for one in known {
        match assessments.iter().find(|assessment| assessment.area == one.area) {
            Some(assessment) => pairs.push((one, assessment)),
            None => not_assessed.push(one.name.clone()),
        }
    }
    let grades: Vec<u8> = framework.scale.grades.iter().map(|grade| grade.number).collect();
    let place = |number: Option<u8>| {
        number.and_then(|number| grades.iter().position(|grade| *grade == number)).unwrap_or(grades.len())
    };
    let mut confusion: Vec<ConfusionRow> = grades
        .iter()
        .map(|grade| Some(*grade))
        .chain([None])
        .map(|known| ConfusionRow { known, derived: vec![0; grades.len() + 1] })
        .collect();
    for (known, assessment) in &pairs {
        confusion[place(known.grade.number())].derived[place(number(assessment))] += 1;
    }
    let both: Vec<(u8, u8)> =
        pairs.iter().filter_map(|(known, derived)| Some((known.grade.number()?, number(derived)?))).collect();
    let count = |grade: u8| both.iter().filter(|(known, _)| *known == grade).count();
    let apart = |(known, derived): &(u8, u8)| place(Some(*known)).abs_diff(place(Some(*derived)));
    let mut derived_of_all = vec![0; grades.len() + 1];
    assessments.iter().for_each(|assessment| derived_of_all[place(number(assessment))] += 1);
    Validation {
        framework: framework.id.clone(),
        sha256: framework.sha256.clone(),
        grade_rule: framework.grade_rule.as_ref().map(|grade_rule| GradeRule {
            reason: grade_rule.backing.reason.clone(),
            standing: grade_rule.backing.standing,
            source: grade_rule.backing.source.clone(),
        }),
        compared: pairs.len(),
        graded: both.len(),
        exact: both.iter().filter(|pair| apart(pair) == 0).count(),
        within_one: both.iter().filter(|pair| apart(pair) <= 1).count(),
        by_guessing: grades.iter().map(|grade| count(*grade)).max().unwrap_or(0),
        confusion,
        not_assessed,
        limited: pairs.iter().filter_map(|(known, assessment)| limited(known, assessment)).collect(),
        differing: pairs
            .iter()
            .filter(|(known, assessment)| known.grade.number() != number(assessment))
            .map(|(known, assessment)| differing(known, assessment))
            .collect(),
        ranges: ranges::compare(&pairs, assessments),
        coverage: coverage(framework, &pairs),
        derived_of_all,
        assessed: assessments.len(),
        grades,
    }
}

fn number(assessment: &Assessment) -> Option<u8> {
    assessment.derived.grade().map(|grade| grade.number)
}

fn limited(known: &KnownGrade, assessment: &Assessment) -> Option<LimitedArea> {
    let known_from = known.limited_from?;
    let derived_from = match &assessment.derived {
        Derived::Grade { before_limits, .. } => Some(before_limits.number),
        _ => None,
    };
    let derived_to = number(assessment);
    let by =
        assessment.limits.iter().filter(|limit| limit.lowered.is_some()).map(|limit| limit.title.clone());
    Some(LimitedArea {
        name: known.name.clone(),
        known_from,
        known_to: known.grade,
        derived_from,
        derived_to,
        by: by.collect(),
        agrees: derived_from == Some(known_from) && derived_to == known.grade.number(),
    })
}

fn differing(known: &KnownGrade, assessment: &Assessment) -> DifferingArea {
    let missing = assessment.missing.iter().map(|note| note.where_.clone());
    DifferingArea {
        name: known.name.clone(),
        known: known.grade,
        derived: number(assessment),
        because: assessment.derived.because().to_owned(),
        margins: assessment.margins.iter().map(|margin| margin.said.clone()).collect(),
        missing: missing.collect(),
        source: known.source.clone(),
    }
}

fn coverage(framework: &Framework, pairs: &[(&KnownGrade, &Assessment)]) -> Vec<Coverage> {
    let known = |id: &str| {
        let measures =
            pairs.iter().flat_map(|(_, assessment)| assessment.blocks.iter().flat_map(|one| &one.measures));
        measures.filter(|measure| measure.id == id && measure.value.is_some()).count()
    };
    let each = framework.measures.iter();
    each.map(|measure| Coverage {
        measure: measure.title.clone(),
        known: known(&measure.id),
        of: pairs.len(),
    })
    .collect()
}
