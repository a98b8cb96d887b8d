//! The frameworks: those that come with the program, and those in files of the user's.

use crate::error::Error;
use evidence::Evidence;
use framework::{Framework, Names};
use include_dir::{Dir, include_dir};
use profile::Gaps;
use std::path::Path;

/// The frameworks that come with the program.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../frameworks");

/// A framework: a file, or the name of one that comes with the program. Names of indicators are checked only
/// against evidence that is given, because a framework may name indicators that this evidence lacks.
///
/// # Errors
/// Where there is no such framework, or it has mistakes.
pub fn load(asked: &str, evidence: Option<&Evidence>) -> Result<Framework, Error> {
    let vocabulary = ingest::vocabulary::builtin();
    let names = match evidence {
        Some(evidence) => Names::of_evidence(evidence),
        None => Names::of_vocabulary(&vocabulary),
    };
    let names = names.with_gaps(Gaps::builtin().gaps.into_iter().map(|gap| gap.id));
    let path = Path::new(asked);
    if path.exists() {
        return Ok(Framework::load(path, &names)?);
    }
    let text = built_in(asked)?;
    Framework::check(&format!("{asked}.toml (built in)"), text, &names)
        .map_err(|mistakes| Error::Framework(mistakes.into()))
}

/// The text of a framework that comes with the program.
///
/// # Errors
/// Where none has the name.
pub fn built_in(name: &str) -> Result<&'static str, Error> {
    BUILT_IN
        .get_file(format!("{}.toml", name.trim_end_matches(".toml")))
        .and_then(|file| file.contents_utf8())
        .ok_or_else(|| unknown(name))
}

/// The names of the frameworks that come with the program, sorted.
pub fn built_in_names() -> Vec<String> {
    let mut names: Vec<String> =
        BUILT_IN.files().filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

fn unknown(asked: &str) -> Error {
    let known = built_in_names();
    let nearest = definitions::did_you_mean(asked, known.iter().map(String::as_str), 1)
        .first()
        .map(|name| (*name).to_owned());
    Error::UnknownFramework { asked: asked.to_owned(), nearest, known }
}
