//! `kingsway conventions`: how much the conventions of comparing differ on some evidence, and why.

use crate::arguments::{ConventionsArguments, Multiply};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::Error;
use application::import::evidence_of;
use evidence::snapshot;
use std::path::Path;

/// Carries the command out.
pub fn run(arguments: &ConventionsArguments, sources: Option<&Path>) -> Result<Outcome, Failure> {
    let given = &arguments.evidence;
    let evidence = evidence_of(given.evidence.as_deref(), &given.from, sources)?;
    output::write(arguments.output.output.as_deref(), profile::conventions_report(&evidence).as_bytes())?;
    Ok(Outcome::Done)
}

/// Carries `multiply` out.
pub fn run_multiply(arguments: &Multiply) -> Result<Outcome, Failure> {
    let evidence = evidence_of(Some(&arguments.evidence.evidence), &[], None)?;
    let more = profile::multiply(&evidence, arguments.times);
    let written = snapshot::write(&more, &arguments.into).map_err(Error::from)?;
    let said = format!("Snapshot {} in {}\n", written.id, arguments.into.display());
    output::write(None, said.as_bytes())?;
    Ok(Outcome::Done)
}
