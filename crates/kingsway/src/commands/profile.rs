//! `kingsway profile`: what the evidence says of an area as at a date.

use super::profile_text;
use crate::arguments::{ProfileArguments, TextJsonTable};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::export::{compact_json, csv};
use application::profile::profile_rows;
use application::workbook::TableOf;

/// Carries the command out.
pub fn run(arguments: &ProfileArguments) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let as_at = arguments.as_at.as_at;
    let workspace = super::open(&arguments.evidence, &arguments.events.events, Some(as_at))?;
    let comparing = arguments.comparing.request();
    let profile = workspace.profile(&arguments.area, as_at, &comparing)?;
    let rows = || profile_rows(&profile, &workspace.evidence().sources);
    let content = match format {
        TextJsonTable::Text => profile_text::render(&profile, arguments.output.width()).into_bytes(),
        TextJsonTable::Json => compact_json(&workspace.profile_result(&profile, &comparing)?)?,
        TextJsonTable::Csv => csv(&rows())?,
        TextJsonTable::Xlsx => {
            let of = TableOf { title: "profile", sheet: "profile", area: &profile.name, indicator: "" };
            workspace.workbook(of, csv(&rows())?, Some(as_at), &comparing)?
        }
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}
