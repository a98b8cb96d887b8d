//! `kingsway explain`: an area's grade in a page. `kingsway validate`: derived beside known grades.

use crate::arguments::{ExplainArguments, TextJsonHtml, Validate};
use crate::failure::{Failure, Outcome};
use crate::load::{self, Study};
use crate::output;
use evidence::Date;
use framework::explain::explain_area;
use framework::validate::known;

/// Carries `explain` out. How firm the grade is belongs to the explanation, so it is always worked out.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let framework = load::framework(&arguments.framework.framework, None)?;
    let study =
        Study::open(&arguments.evidence.evidence, &arguments.comparing.convention, &arguments.events)?;
    let profile = study.profile(&arguments.area, arguments.as_at.as_at, &arguments.comparing)?;
    let derived = framework::derive_with_firmness(&framework, &profile);
    let assessment = super::assess::judged(derived, &framework, &arguments.judgement)?;
    let content = match arguments.format {
        TextJsonHtml::Text => explain_area(&assessment).text().into_bytes(),
        TextJsonHtml::Html => explain_area(&assessment).html().into_bytes(),
        TextJsonHtml::Json => super::json(&assessment)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// Carries `validate` out.
pub fn run_validate(arguments: &Validate) -> Result<Outcome, Failure> {
    let framework = load::framework(&arguments.framework.framework, None)?;
    let as_at = arguments.as_at.or(framework.as_at).ok_or_else(|| {
        Failure::new(format!("{} says no date of its own", framework.name))
            .help("give one: --as-at 2011-08-31")
    })?;
    let study =
        Study::open(&arguments.evidence.evidence, &arguments.comparing.convention, &arguments.events)?;
    let known = known::load(&arguments.known, &study.evidence.areas)
        .map_err(|error| Failure::new(error.to_string()))?;
    let known: Vec<_> =
        known.into_iter().filter(|one| is_of_the_year(one.year, &framework.years, as_at)).collect();
    let profiles = study.profiles(as_at, &arguments.comparing)?;
    let assessments = framework::derive_all(&framework, &profiles, false);
    let validation = framework::validate::validate(&framework, &assessments, &known);
    let content = match arguments.format {
        TextJsonHtml::Text => validation.page().text().into_bytes(),
        TextJsonHtml::Html => validation.page().html().into_bytes(),
        TextJsonHtml::Json => {
            let mut json = validation.json();
            json.push('\n');
            json.into_bytes()
        }
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// A file of known grades may hold several years; those of the framework's years count.
fn is_of_the_year(year: i16, years: &[i16], as_at: Date) -> bool {
    if years.is_empty() { year == as_at.year() } else { years.contains(&year) }
}
