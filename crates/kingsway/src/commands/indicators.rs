//! `kingsway indicators`: one row for each measure and area.

use crate::arguments::{IndicatorsArguments, IndicatorsFormat};
use crate::failure::{Failure, Outcome};
use crate::{load, output};
use evidence::Evidence;
use profile::IndicatorTable;
use std::io::BufWriter;
use std::mem::ManuallyDrop;
use std::path::Path;

/// Carries the command out.
pub fn run(arguments: &IndicatorsArguments, sources: Option<&Path>) -> Result<Outcome, Failure> {
    let evidence = evidence(arguments.evidence.evidence.as_deref(), &arguments.evidence.from, sources)?;
    let convention = load::convention(&arguments.convention)?;
    // Freeing millions of small things one by one, just before the process ends, would take a tenth of its time.
    let evidence = ManuallyDrop::new(evidence);
    let chosen =
        arguments.neighbours.as_deref().map(|set| profile::published_set(&evidence, set)).transpose()?;
    let table = ManuallyDrop::new(IndicatorTable::beside(&evidence, &convention, arguments.as_at, chosen));
    let to = arguments.output.output.as_deref();
    match arguments.format {
        IndicatorsFormat::Parquet => output::write(to, &table.parquet()?)?,
        IndicatorsFormat::Csv => output::write_in_pieces(to, |to| table.write_csv(to))?,
        IndicatorsFormat::Json => {
            output::write_in_pieces(to, |to| table.write_json(BufWriter::with_capacity(1 << 16, to)))?;
        }
    }
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
