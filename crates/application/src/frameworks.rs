//! The frameworks: those that come with the program, and those in files of the user's.

use crate::error::Error;
use crate::made_from::sha256;
use crate::workspace::Workspace;
use evidence::{Date, Evidence};
use framework::{Framework, Names};
use include_dir::{Dir, include_dir};
use profile::Gaps;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

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

impl Workspace {
    /// The framework of that name, or of the date's year. Those asked for last are kept; a file that has changed since is
    /// read again.
    ///
    /// # Errors
    /// Where there is none, it has mistakes, or it is for other years than the date's.
    pub fn framework(&self, choice: &FrameworkChoice, as_at: Date) -> Result<Arc<Framework>, Error> {
        let Some(asked) = &choice.framework else {
            return self
                .framework_if_any(choice, as_at)?
                .ok_or_else(|| Error::NoFrameworkOfYear { year: as_at.year(), known: built_in_names() });
        };
        let framework = self.framework_named(asked)?;
        if !choice.any_year && !framework.is_for(as_at) {
            return Err(Error::FrameworkOfOtherYears {
                framework: asked.clone(),
                years: framework.years.clone(),
                as_at,
            });
        }
        Ok(framework)
    }

    /// Like [`Workspace::framework`], but none where none is named and there is none of the date's year.
    ///
    /// # Errors
    /// Where the framework has mistakes or is for other years than the date's.
    pub fn framework_if_any(
        &self,
        choice: &FrameworkChoice,
        as_at: Date,
    ) -> Result<Option<Arc<Framework>>, Error> {
        if choice.framework.is_some() {
            return self.framework(choice, as_at).map(Some);
        }
        let names = built_in_names();
        let shipped = names.iter().map(|name| self.framework_named(name)).collect::<Result<Vec<_>, _>>()?;
        Ok(framework::catalogue::for_date(&shipped, as_at).ok().cloned())
    }

    /// The framework of that name, whatever years it is for.
    pub(crate) fn framework_named(&self, asked: &str) -> Result<Arc<Framework>, Error> {
        let definition = FrameworkText::find(asked)?;
        let key = (definition.place.clone(), sha256(definition.text.as_bytes()));
        self.kept_frameworks().get_or_try(&key, || definition.checked(None).map(Arc::new))
    }
}

/// The text of a framework with the name of its place, not yet checked.
struct FrameworkText {
    place: String,
    text: Cow<'static, str>,
}

impl FrameworkText {
    /// A file, or the one of that name that comes with the program.
    fn find(asked: &str) -> Result<FrameworkText, Error> {
        let path = Path::new(asked);
        if !path.exists() {
            let text = Cow::Borrowed(built_in(asked)?);
            return Ok(FrameworkText { place: format!("{asked}.toml (built in)"), text });
        }
        Ok(FrameworkText { place: asked.to_owned(), text: Cow::Owned(Framework::text_of(path)?) })
    }

    fn checked(&self, evidence: Option<&Evidence>) -> Result<Framework, Error> {
        let vocabulary = ingest::vocabulary::builtin();
        let names = match evidence {
            Some(evidence) => Names::of_evidence(evidence),
            None => Names::of_vocabulary(&vocabulary),
        };
        let names = names.with_gaps(Gaps::builtin().gaps.into_iter().map(|gap| gap.id));
        Framework::check(&self.place, &self.text, &names)
            .map_err(|mistakes| Error::Framework(mistakes.into()))
    }
}

/// A framework: a file, or the name of one that comes with the program. Names of indicators are checked only
/// against evidence that is given, because a framework may name indicators that this evidence lacks.
///
/// # Errors
/// Where there is no such framework, or it has mistakes.
pub fn load(asked: &str, evidence: Option<&Evidence>) -> Result<Framework, Error> {
    FrameworkText::find(asked)?.checked(evidence)
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
