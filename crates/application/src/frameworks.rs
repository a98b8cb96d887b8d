//! The frameworks: those that come with the program, and those in files of the user's.

use crate::error::Error;
use definitions::file::must_be_regular;
use evidence::{Date, Evidence};
use framework::{Framework, Names};
use include_dir::{Dir, include_dir};
use profile::Gaps;
use std::path::Path;

/// The frameworks that come with the program.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../frameworks");

/// Which framework is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrameworkChoice {
    /// A file, or the name of a built-in one; without it, the built-in one of the date's year.
    pub framework: Option<String>,
    /// Whether a framework that is for other years may be used.
    pub any_year: bool,
}

impl FrameworkChoice {
    /// The framework of that name, or of the date's year.
    ///
    /// # Errors
    /// Where there is none, it has mistakes, or it is for other years than the date's.
    pub fn load(&self, as_at: Date) -> Result<Framework, Error> {
        let Some(asked) = &self.framework else {
            return self
                .load_if_any(as_at)?
                .ok_or_else(|| Error::NoFrameworkOfYear { year: as_at.year(), known: built_in_names() });
        };
        let framework = load(asked, None)?;
        if !self.any_year && !framework.is_for(as_at) {
            return Err(Error::FrameworkOfOtherYears {
                framework: asked.clone(),
                years: framework.years.clone(),
                as_at,
            });
        }
        Ok(framework)
    }

    /// Like [`FrameworkChoice::load`], but none where none is named and there is none of the date's year.
    ///
    /// # Errors
    /// Where the framework has mistakes or is for other years than the date's.
    pub fn load_if_any(&self, as_at: Date) -> Result<Option<Framework>, Error> {
        if self.framework.is_some() {
            return self.load(as_at).map(Some);
        }
        let shipped = built_in_names().iter().map(|name| load(name, None)).collect::<Result<Vec<_>, _>>()?;
        Ok(framework::catalogue::for_date(&shipped, as_at).ok().cloned())
    }
}

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
        must_be_regular(path)?;
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
