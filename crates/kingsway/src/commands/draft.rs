//! `kingsway draft`: the statements that the evidence supports, for a person to edit.

use crate::arguments::{Draft, TextJson};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::export::json;
use application::{StatementsRequest, Workspace};

/// Carries the command out.
pub fn run(arguments: &Draft) -> Result<Outcome, Failure> {
    let workspace = Workspace::open(&arguments.evidence.evidence, &arguments.events)?;
    let drafted = workspace.draft(&StatementsRequest {
        area: arguments.area.clone(),
        as_at: arguments.as_at.as_at,
        comparing: arguments.comparing.request(),
        framework: arguments.framework.clone(),
    })?;
    let content = match arguments.format {
        TextJson::Text => drafted.markdown.into_bytes(),
        TextJson::Json => json(&drafted)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}
