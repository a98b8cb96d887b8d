//! `kingsway indicators`: one row for each measure and area.

use crate::arguments::{IndicatorsArguments, IndicatorsFormat};
use crate::failure::{Failure, Outcome};
use crate::{load, output};
use evidence::Evidence;
use profile::IndicatorTable;
use std::path::Path;

/// Carries the command out.
pub fn run(arguments: &IndicatorsArguments, sources: Option<&Path>) -> Result<Outcome, Failure> {
    let evidence = evidence(arguments.evidence.evidence.as_deref(), &arguments.evidence.from, sources)?;
    let convention = load::convention(&arguments.convention)?;
    let table = IndicatorTable::of(&evidence, &convention, arguments.as_at);
    let content = match arguments.format {
        IndicatorsFormat::Parquet => table.parquet()?,
        IndicatorsFormat::Csv => {
            let mut content = Vec::new();
            table.write_csv(&mut content)?;
            content
        }
        IndicatorsFormat::Json => {
            let mut content = Vec::new();
            table.write_json(&mut content)?;
            content
        }
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

/// The evidence of a snapshot, or of published files read directly.
pub fn evidence(
    snapshot: Option<&Path>,
    from: &[std::path::PathBuf],
    sources: Option<&Path>,
) -> Result<Evidence, Failure> {
    match snapshot {
        Some(folder) => Ok(load::evidence(folder)?.0),
        None => {
            let options = super::import::options(sources)?;
            Ok(ingest::import::import(from, &options).map_err(super::import::told)?.evidence)
        }
    }
}
