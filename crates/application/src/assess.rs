//! The use cases of grades: derived with every reason, judged by a person, compared with known grades.

use crate::error::Error;
use crate::frameworks::{self, FrameworkChoice};
use crate::made::{Made, Shape};
use crate::made_from::{Definition, MadeFrom};
use crate::workspace::{Comparing, Workspace};
use definitions::file::must_be_regular;
use evidence::Date;
use framework::diff::Difference;
use framework::validate::{Validation, known};
use framework::{Assessment, Framework};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What a person judged, with the grounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Judgement {
    /// The number of the grade.
    pub grade: u8,
    /// Who judged.
    pub by: String,
    /// The written grounds; needed where the grade departs from the derived one.
    pub grounds: Option<String>,
}

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
#[derive(Debug, Serialize, JsonSchema)]
pub struct Assessments {
    /// The cut-off date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// One for each area that existed on the date, by number.
    pub assessments: Vec<Assessment>,
}

impl AssessRequest {
    /// The framework, with the number of resamplings that was asked for.
    ///
    /// # Errors
    /// Where there is no such framework, or it has mistakes.
    pub fn framework(&self) -> Result<Framework, Error> {
        let mut framework = self.framework.load(self.as_at)?;
        framework.robustness.draws = self.draws.unwrap_or(framework.robustness.draws);
        Ok(framework)
    }
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
    ) -> Result<Made<Assessment>, Error> {
        let framework = request.framework()?;
        let profile = self.profile(area, request.as_at, &request.comparing)?;
        let derived = framework::derive_all(&framework, std::slice::from_ref(&profile), request.robustness);
        let derived =
            derived.into_iter().next().unwrap_or_else(|| unreachable!("one profile gives one assessment"));
        let made_from = self.assessed_from(request, &framework)?.by_judgement(judgement);
        Ok(Made::new(made_from, judged(derived, &framework, judgement)?))
    }

    fn assessed_from(&self, request: &AssessRequest, framework: &Framework) -> Result<MadeFrom, Error> {
        let made_from = self.made_from(Some(request.as_at), &request.comparing)?.by_framework(framework);
        Ok(made_from.with(|made| made.resamples = request.draws.filter(|_| request.robustness)))
    }

    /// The assessments of every area that existed on the date, and the framework that they were made by.
    ///
    /// # Errors
    /// Where the framework or the date is refused.
    pub fn assess_all(&self, request: &AssessRequest) -> Result<(Made<Assessments>, Framework), Error> {
        let framework = request.framework()?;
        let profiles = self.profiles(request.as_at, &request.comparing)?;
        let assessments = Assessments {
            as_at: request.as_at,
            assessments: framework::derive_all(&framework, &profiles, request.robustness),
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
    ) -> Result<Made<Assessment>, Error> {
        self.assess(area, &AssessRequest { robustness: true, ..request.clone() }, judgement)
    }

    /// Derived grades beside known ones.
    ///
    /// # Errors
    /// Where the framework or the table is refused, or no date is known.
    pub fn validate(&self, request: &ValidateRequest) -> Result<Made<Validation>, Error> {
        let (framework, as_at) = request.framework_and_date()?;
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

impl ValidateRequest {
    /// The framework and the date: each says the other where it is not given.
    fn framework_and_date(&self) -> Result<(Framework, Date), Error> {
        if let Some(as_at) = self.as_at {
            return Ok((self.framework.load(as_at)?, as_at));
        }
        let Some(asked) = &self.framework.framework else {
            return Err(Error::NoDate { framework: "the request".to_owned() });
        };
        let framework = frameworks::load(asked, None)?;
        let as_at = framework.as_at.ok_or_else(|| Error::NoDate { framework: framework.name.clone() })?;
        Ok((framework, as_at))
    }
}

/// The assessment with what a person judged.
///
/// # Errors
/// Where the judgement departs from the derived grade without grounds, or names no grade of the framework.
pub fn judged(
    derived: Assessment,
    framework: &Framework,
    judgement: Option<&Judgement>,
) -> Result<Assessment, Error> {
    let Some(judgement) = judgement else { return Ok(derived) };
    let Judgement { grade, by, grounds } = judgement;
    Ok(derived.with_judgement(framework, *grade, by, grounds.as_deref())?)
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

impl Shape for Assessment {
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
