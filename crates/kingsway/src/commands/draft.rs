//! `kingsway draft`: the statements that the evidence supports, for a person to edit.

use crate::arguments::{DraftArguments, TextJson};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::export::compact_json;

/// Carries the command out.
pub fn run(arguments: &DraftArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let drafted = arguments.needs.open()?.draft(&arguments.needs.statements_request(&arguments.area))?;
    let content = match format {
        TextJson::Text => drafted.result.markdown.into_bytes(),
        TextJson::Json => compact_json(&drafted)?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}
