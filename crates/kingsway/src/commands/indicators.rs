//! `kingsway indicators`: one row for each measure and area.

use crate::arguments::{IndicatorsArguments, IndicatorsFormat};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::import::evidence_of;
use application::settings::indicators;
use std::io::BufWriter;
use std::mem::ManuallyDrop;
use std::path::Path;

/// Carries the command out.
pub fn run(arguments: &IndicatorsArguments, sources: Option<&Path>) -> Result<Outcome, Failure> {
    let from = &arguments.evidence;
    let evidence = evidence_of(from.evidence.as_deref(), &from.from, sources)?;
    // Freeing millions of small things one by one, just before the process ends, would take a tenth of its time.
    let evidence = ManuallyDrop::new(evidence);
    let neighbours = arguments.neighbours.as_deref();
    let table = ManuallyDrop::new(indicators(&evidence, &arguments.convention, neighbours, arguments.as_at)?);
    let to = arguments.output.output.as_deref();
    match arguments.format {
        IndicatorsFormat::Parquet => {
            output::write(to, &table.parquet().map_err(|error| Failure::of(&error))?)?
        }
        IndicatorsFormat::Csv => output::write_in_pieces(to, |to| table.write_csv(to))?,
        IndicatorsFormat::Json => {
            output::write_in_pieces(to, |to| table.write_json(BufWriter::with_capacity(1 << 16, to)))?;
        }
    }
    Ok(Outcome::Done)
}
