//! `kingsway draft`: the statements that the evidence supports, for a person to edit.

use crate::arguments::{Draft, TextJson};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::StatementsRequest;
use application::export::json;

/// Carries the command out.
pub fn run(arguments: &Draft) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let as_at = arguments.as_at.as_at;
    let workspace = super::open(&arguments.evidence, &arguments.events.events, Some(as_at))?;
    let drafted = workspace.draft(&StatementsRequest {
        area: arguments.area.clone(),
        as_at,
        comparing: arguments.comparing.request(),
        framework: arguments.framework.choice(),
    })?;
    let content = match format {
        TextJson::Text => drafted.result.markdown.into_bytes(),
        TextJson::Json => json(&drafted)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}
