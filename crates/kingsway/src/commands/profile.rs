//! `kingsway profile`: what the evidence says of an area as at a date.

use super::profile_text;
use crate::arguments::{ProfileArguments, TextJsonCsv};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::export::{compact_json, csv};
use application::profile::profile_rows;

/// Carries the command out.
pub fn run(arguments: &ProfileArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let as_at = arguments.as_at.as_at;
    let workspace = super::open(&arguments.evidence, &arguments.events.events, Some(as_at))?;
    let comparing = arguments.comparing.request();
    let profile = workspace.profile(&arguments.area, as_at, &comparing)?;
    let content = match format {
        TextJsonCsv::Text => profile_text::render(&profile, arguments.output.width()).into_bytes(),
        TextJsonCsv::Json => compact_json(&workspace.profile_result(&profile, &comparing)?)?,
        TextJsonCsv::Csv => csv(&profile_rows(&profile))?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}
