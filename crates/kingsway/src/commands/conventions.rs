//! `kingsway conventions`: how much the conventions of comparing differ on some evidence, and why.

use crate::arguments::{ConventionsArguments, Multiply, TextOnly};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::Error;
use application::import::evidence_of;
use evidence::snapshot;

/// Carries the command out.
pub fn run(arguments: &ConventionsArguments) -> Result<Outcome, Failure> {
    arguments.output.format::<TextOnly>(None)?;
    let given = &arguments.evidence;
    let sources = arguments.sources.sources.as_deref();
    let evidence = evidence_of(given.folder()?.as_deref(), &given.from, sources)?;
    output::write(arguments.output.output.as_deref(), profile::conventions_report(&evidence).as_bytes())?;
    Ok(Outcome::Done)
}

/// Carries `multiply` out.
pub fn run_multiply(arguments: &Multiply) -> Result<Outcome, Failure> {
    let evidence = evidence_of(Some(&arguments.evidence.folder()?), &[], None)?;
    let more = profile::multiply(&evidence, arguments.times);
    let written = snapshot::write(&more, &arguments.into).map_err(Error::from)?;
    let said = format!("Snapshot {} in {}\n", written.id, definitions::file::shown(&arguments.into));
    output::write(None, said.as_bytes())?;
    Ok(Outcome::Done)
}
