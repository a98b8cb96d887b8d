//! `kingsway explain`: an area's grade in a page. `kingsway validate`: derived beside known grades.

use crate::arguments::{ExplainArguments, TextJsonHtml, ValidateArguments};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::export::json;
use application::pages::{assessment_page, validation_page};
use application::{AssessRequest, ValidateRequest};
use document::{html, text};

/// Carries `explain` out.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let needs = &arguments.needs;
    let workspace = needs.open()?;
    let request = AssessRequest {
        framework: needs.framework.choice(),
        as_at: needs.as_at(),
        comparing: needs.comparing.request(),
        robustness: true,
        draws: None,
    };
    let judgement = arguments.judgement.judgement()?;
    let assessment = workspace.explain(&arguments.area, &request, judgement.as_ref())?;
    let content = match format {
        TextJsonHtml::Text => text::render(&assessment_page(&assessment)?, super::PAGE_WIDTH).into_bytes(),
        TextJsonHtml::Html => html::render(&assessment_page(&assessment)?).into_bytes(),
        TextJsonHtml::Json => json(&assessment)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// Carries `validate` out.
pub fn run_validate(arguments: &ValidateArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let workspace = super::open(&arguments.evidence, &arguments.events.events, arguments.as_at)?;
    let validation = workspace.validate(&ValidateRequest {
        framework: arguments.framework.choice(),
        as_at: arguments.as_at,
        comparing: arguments.comparing.request(),
        known: arguments.known.clone(),
    })?;
    let content = match format {
        TextJsonHtml::Text => text::render(&validation_page(&validation)?, super::PAGE_WIDTH).into_bytes(),
        TextJsonHtml::Html => html::render(&validation_page(&validation)?).into_bytes(),
        TextJsonHtml::Json => json(&validation)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}
