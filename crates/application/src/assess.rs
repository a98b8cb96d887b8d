//! The use cases of grades: derived with every reason, judged by a person, compared with known grades.

use crate::error::Error;
use crate::frameworks::{self, FrameworkChoice};
use crate::judgement::{JudgedAssessment, Judgement};
use crate::made::{Made, Shape};
use crate::made_from::{Definition, MadeFrom};
use crate::workspace::{Comparing, Workspace};
use definitions::file::must_be_regular;
use evidence::Date;
use framework::Framework;
use framework::diff::Difference;
use framework::validate::{Validation, known};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be assessed, and how.
#[derive(Debug, Clone)]
pub struct AssessRequest {
    /// The framework.
    pub framework: FrameworkChoice,
    /// The cut-off date.
    pub as_at: Date,
    /// How areas are compared.
    pub comparing: Comparing,
    /// Whether to try how robust each grade is.
    pub robustness: bool,
    /// How often the settings are resampled for that; without it, as often as the framework says.
    pub draws: Option<u32>,
}

/// The assessments of every area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assessments {
    /// The cut-off date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// One for each area that existed on the date, by number.
    pub assessments: Vec<JudgedAssessment>,
}

impl Workspace {
    /// The assessment of one area, with what a person judged.
    ///
    /// # Errors
    /// Where the framework, the area or the judgement is refused.
    pub fn assess(
        &self,
        area: &str,
        request: &AssessRequest,
        judgement: Option<&Judgement>,
    ) -> Result<Made<JudgedAssessment>, Error> {
        let framework = self.framework_of(request)?;
        let profile = self.profile(area, request.as_at, &request.comparing)?;
        let derived = framework::derive_all(&framework, std::slice::from_ref(&profile), request.robustness);
        let derived =
            derived.into_iter().next().unwrap_or_else(|| unreachable!("one profile gives one assessment"));
        let made_from = self.assessed_from(request, &framework)?.by_judgement(judgement);
        Ok(Made::new(made_from, JudgedAssessment::new(derived, &framework, judgement)?))
    }

    /// The framework, with the number of resamplings that was asked for.
    fn framework_of(&self, request: &AssessRequest) -> Result<Arc<Framework>, Error> {
        let mut framework = self.framework(&request.framework, request.as_at)?;
        if let Some(draws) = request.draws {
            Arc::make_mut(&mut framework).robustness.draws = draws;
        }
        Ok(framework)
    }

    fn assessed_from(&self, request: &AssessRequest, framework: &Framework) -> Result<MadeFrom, Error> {
        let made_from = self.made_from(Some(request.as_at), &request.comparing)?.by_framework(framework);
        Ok(made_from.with(|made| made.resamples = request.draws.filter(|_| request.robustness)))
    }

    /// The assessments of every area that existed on the date, and the framework that they were made by.
    ///
    /// # Errors
    /// Where the framework or the date is refused.
    pub fn assess_all(&self, request: &AssessRequest) -> Result<(Made<Assessments>, Arc<Framework>), Error> {
        let framework = self.framework_of(request)?;
        let profiles = self.profiles(request.as_at, &request.comparing)?;
        let assessments = Assessments {
            as_at: request.as_at,
            assessments: framework::derive_all(&framework, &profiles, request.robustness)
                .into_iter()
                .map(JudgedAssessment::from)
                .collect(),
        };
        let made_from = self.assessed_from(request, &framework)?;
        Ok((Made::new(made_from, assessments), framework))
    }

    /// The assessment of one area with how robust it is, which an explanation always says.
    ///
    /// # Errors
    /// As [`Workspace::assess`].
    pub fn explain(
        &self,
        area: &str,
        request: &AssessRequest,
        judgement: Option<&Judgement>,
    ) -> Result<Made<JudgedAssessment>, Error> {
        self.assess(area, &AssessRequest { robustness: true, ..request.clone() }, judgement)
    }

    /// Derived grades beside known ones.
    ///
    /// # Errors
    /// Where the framework or the table is refused, or no date is known.
    pub fn validate(&self, request: &ValidateRequest) -> Result<Made<Validation>, Error> {
        let (framework, as_at) = self.framework_and_date(request)?;
        must_be_regular(&request.known)?;
        let known: Vec<_> = known::load(&request.known, &self.evidence().areas)?
            .into_iter()
            .filter(|one| is_of_the_year(one.year, &framework.years, as_at))
            .collect();
        let profiles = self.profiles(as_at, &request.comparing)?;
        let assessments = framework::derive_all(&framework, &profiles, false);
        let made_from = self.made_from(Some(as_at), &request.comparing)?.by_framework(&framework);
        Ok(Made::new(made_from, framework::validate::validate(&framework, &assessments, &known)))
    }
}

/// What is to be compared with known grades.
#[derive(Debug, Clone)]
pub struct ValidateRequest {
    /// The framework.
    pub framework: FrameworkChoice,
    /// The cut-off date; without it, the framework's own.
    pub as_at: Option<Date>,
    /// How areas are compared.
    pub comparing: Comparing,
    /// The table of known grades.
    pub known: PathBuf,
}

impl Workspace {
    /// The framework and the date: each says the other where it is not given.
    fn framework_and_date(&self, request: &ValidateRequest) -> Result<(Arc<Framework>, Date), Error> {
        if let Some(as_at) = request.as_at {
            return Ok((self.framework(&request.framework, as_at)?, as_at));
        }
        let Some(asked) = &request.framework.framework else {
            return Err(Error::NoDate { framework: "the request".to_owned() });
        };
        let framework = self.framework_named(asked)?;
        let as_at = framework.as_at.ok_or_else(|| Error::NoDate { framework: framework.name.clone() })?;
        Ok((framework, as_at))
    }
}

/// A file of known grades may hold several years; those of the framework's years count.
fn is_of_the_year(year: i16, years: &[i16], as_at: Date) -> bool {
    if years.is_empty() { year == as_at.year() } else { years.contains(&year) }
}

/// What changed between two frameworks and, on given evidence, which grades.
///
/// # Errors
/// Where a framework has mistakes, or the evidence holds nothing on the date.
pub fn framework_difference(
    before: &str,
    after: &str,
    tried_on: Option<(&Path, Date, &[PathBuf])>,
) -> Result<Made<Difference>, Error> {
    let (made_from, profiles) = match tried_on {
        Some((folder, as_at, events)) => {
            let (workspace, comparing) = (Workspace::open(folder, events)?, Comparing::default());
            (workspace.made_from(Some(as_at), &comparing)?, workspace.profiles(as_at, &comparing)?)
        }
        None => (MadeFrom::program(), Vec::new()),
    };
    let (before, after) = (frameworks::load(before, None)?, frameworks::load(after, None)?);
    let made_from = made_from.by_framework(&after).with(|made| {
        made.framework_before = Some(Definition { id: before.id.clone(), sha256: before.sha256.clone() });
    });
    Ok(Made::new(made_from, framework::diff::diff(&before, &after, &profiles)))
}

impl Shape for JudgedAssessment {
    const FORMAT: &'static str = "kingsway-assessment";
    const VERSION: u32 = 2;
}

impl Shape for Assessments {
    const FORMAT: &'static str = "kingsway-assessments";
    const VERSION: u32 = 2;
}

impl Shape for Validation {
    const FORMAT: &'static str = "kingsway-validation";
    const VERSION: u32 = 2;
}

impl Shape for Difference {
    const FORMAT: &'static str = "kingsway-framework-diff";
    const VERSION: u32 = 2;
}
