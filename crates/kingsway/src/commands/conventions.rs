//! `kingsway conventions`: how much the conventions of comparing differ on some evidence, and why.

use crate::arguments::{ConventionsArguments, TextOnly};
use crate::failure::{Failure, Outcome};
use crate::output;
use application::import::evidence_of;

/// Carries the command out.
pub fn run(arguments: &ConventionsArguments) -> Result<Outcome, Failure> {
    arguments.output.format::<TextOnly>(None)?;
    let given = &arguments.evidence;
    let sources = arguments.sources.sources.as_deref();
    let evidence = evidence_of(given.folder()?.as_deref(), &given.from, sources)?;
    output::write(arguments.output.output.as_deref(), profile::conventions_report(&evidence).as_bytes())?;
    Ok(Outcome::Done)
}
