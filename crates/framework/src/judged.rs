//! A person's judgement beside the derived grade. A rule proposes; a person decides, with written grounds where
//! they depart from it.

use crate::assessment::{Assessment, GradeNamed};
use crate::model::Framework;
use schemars::JsonSchema;
use serde::Serialize;

/// The least that counts as grounds: a word or two are none.
pub const LEAST_GROUNDS: usize = 20;

/// A grade that a person judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Judged {
    /// The grade.
    grade: GradeNamed,
    /// Who judged.
    by: String,
    /// The written grounds; there always are some where the grade departs from the derived one.
    grounds: Option<String>,
    /// Whether it differs from what is derived.
    departs: bool,
}

impl Judged {
    /// The grade.
    pub fn grade(&self) -> &GradeNamed {
        &self.grade
    }

    /// Who judged.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// The written grounds; there always are some where the grade departs from the derived one.
    pub fn grounds(&self) -> Option<&str> {
        self.grounds.as_deref()
    }

    /// Whether it differs from what is derived.
    pub fn departs(&self) -> bool {
        self.departs
    }
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
    #[error(
        "{judged} departs from the derived {derived}: write the grounds, in at least {LEAST_GROUNDS} characters"
    )]
    NoGrounds {
        /// The judged grade.
        judged: String,
        /// The derived grade, or that there is none.
        derived: String,
    },
}

impl Assessment {
    /// The assessment with a person's judgement, or why it cannot be recorded.
    pub fn with_judgement(
        mut self,
        framework: &Framework,
        number: u8,
        by: &str,
        grounds: Option<&str>,
    ) -> Result<Assessment, JudgementRefused> {
        if !framework.scale.overall {
            return Err(JudgementRefused::NoOverallGrade(framework.id.clone()));
        }
        let Some(at) = framework.scale.grade_numbered(number) else {
            let numbers: Vec<String> =
                framework.scale.grades.iter().map(|one| one.number.to_string()).collect();
            return Err(JudgementRefused::NoSuchGrade { number, grades: numbers.join(", ") });
        };
        if by.trim().is_empty() {
            return Err(JudgementRefused::Nobody);
        }
        let grade = crate::derive::named(framework, at);
        let departs = self.derived.grade() != Some(&grade);
        let grounds = grounds.map(str::trim).filter(|grounds| !grounds.is_empty());
        if departs && grounds.is_none_or(|grounds| grounds.chars().count() < LEAST_GROUNDS) {
            let derived =
                self.derived.grade().map_or("result without a grade".to_owned(), ToString::to_string);
            return Err(JudgementRefused::NoGrounds { judged: grade.to_string(), derived });
        }
        self.judged =
            Some(Judged { grade, by: by.trim().to_owned(), grounds: grounds.map(str::to_owned), departs });
        Ok(self)
    }
}
