//! A person's judgement beside the derived grade. A rule proposes; a person decides, with written grounds where they
//! depart from it.

use framework::assessment::GradeNamed;
use framework::{Assessment, Framework};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use statements::{Grounds, GroundsTooShort};
use std::ops::Deref;

/// What a person judged, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Judgement {
    /// The number of the grade.
    pub grade: u8,
    /// Who judged.
    pub by: String,
    /// The written grounds; needed where the grade departs from the derived one.
    pub grounds: Option<String>,
}

/// An assessment: what the framework derives, and what a person judged, if one has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JudgedAssessment {
    /// What the framework derives.
    #[serde(flatten)]
    pub assessment: Assessment,
    /// What a person judged, if one has.
    pub judged: Option<Judged>,
}

/// A grade that a person judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Judged {
    /// The grade.
    pub grade: GradeNamed,
    /// Who judged.
    pub by: String,
    /// The written grounds; there always are some where the grade departs from the derived one.
    pub grounds: Option<String>,
    /// Whether it differs from what is derived.
    pub departs: bool,
}

/// A judgement that cannot be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JudgementRefused {
    /// The framework has no overall grade.
    #[error("the framework {0} gives no overall grade, so none can be judged")]
    NoOverallGrade(String),
    /// The grade is not one of the framework's.
    #[error("there is no grade {number}; the grades are {grades}")]
    NoSuchGrade {
        /// What was asked for.
        number: u8,
        /// What there is.
        grades: String,
    },
    /// Nobody is named.
    #[error("a judgement names who made it")]
    Nobody,
    /// It departs from the derived grade without grounds.
    #[error("{judged} departs from the derived {derived}: {because}")]
    NoGrounds {
        /// The judged grade.
        judged: String,
        /// The derived grade, or that there is none.
        derived: String,
        /// What the grounds lack.
        because: GroundsTooShort,
    },
}

impl Deref for JudgedAssessment {
    type Target = Assessment;

    fn deref(&self) -> &Assessment {
        &self.assessment
    }
}

impl From<Assessment> for JudgedAssessment {
    fn from(assessment: Assessment) -> JudgedAssessment {
        JudgedAssessment { assessment, judged: None }
    }
}

impl JudgedAssessment {
    /// An assessment with what a person judged, if one has.
    ///
    /// # Errors
    /// Where the judgement names no grade of the framework or nobody, or departs from the derived grade without grounds.
    pub fn new(
        assessment: Assessment,
        framework: &Framework,
        judgement: Option<&Judgement>,
    ) -> Result<JudgedAssessment, JudgementRefused> {
        let judged = judgement.map(|judgement| judge(&assessment, framework, judgement)).transpose()?;
        Ok(JudgedAssessment { assessment, judged })
    }

    /// The grade that counts: what a person judged, or what is derived.
    pub fn grade(&self) -> Option<&GradeNamed> {
        self.judged.as_ref().map(|judged| &judged.grade).or(self.assessment.derived.grade())
    }

    /// Whether a person judged another grade than the derived one.
    pub fn departs(&self) -> bool {
        self.judged.as_ref().is_some_and(|judged| judged.departs)
    }
}

fn judge(
    assessment: &Assessment,
    framework: &Framework,
    judgement: &Judgement,
) -> Result<Judged, JudgementRefused> {
    if !framework.scale.overall {
        return Err(JudgementRefused::NoOverallGrade(framework.id.clone()));
    }
    let grade = framework.grade_named(judgement.grade).ok_or_else(|| {
        let numbers: Vec<String> =
            framework.scale.grades.iter().map(|grade| grade.number.to_string()).collect();
        JudgementRefused::NoSuchGrade { number: judgement.grade, grades: numbers.join(", ") }
    })?;
    let by = judgement.by.trim();
    if by.is_empty() {
        return Err(JudgementRefused::Nobody);
    }
    let departs = assessment.derived.grade() != Some(&grade);
    let written = judgement.grounds.as_deref().map_or("", str::trim);
    if departs {
        Grounds::new(written).map_err(|because| {
            let derived = assessment.derived.grade();
            let derived = derived.map_or("result without a grade".to_owned(), ToString::to_string);
            JudgementRefused::NoGrounds { judged: grade.to_string(), derived, because }
        })?;
    }
    let grounds = Some(written.to_owned()).filter(|grounds| !grounds.is_empty());
    Ok(Judged { grade, by: by.to_owned(), grounds, departs })
}
