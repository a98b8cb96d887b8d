//! Reading descriptions: those that come with the program, and those of a folder of the user's, which stand in
//! for those of the same name and add to them.

use super::Description;
use super::check::Checker;
use definitions::file::{FileError, TEXT_LIMIT, read_text};
use definitions::{Format, Loader, Mistakes};
use evidence::Vocabulary;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../sources/formats");

/// What reads descriptions.
static LOADER: LazyLock<Loader<Description>> = LazyLock::new(|| Loader::new(FORMAT));

/// The limits of a description, whose keys were once written with `_`.
const FORMAT: Format =
    Format { underscores: true, ..Format::new("description", "a description of a format") };

/// Why descriptions could not be loaded.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum LoadError {
    /// A description with mistakes.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Mistakes(#[from] Box<Mistakes>),
    /// A folder or file that cannot be read.
    #[error("the descriptions of formats cannot be read: {0}")]
    File(#[from] FileError),
    /// Two descriptions of one name.
    #[error("two descriptions are called `{id}`: {first} and {second}")]
    Twice {
        /// The name.
        id: String,
        /// One file.
        first: String,
        /// The other.
        second: String,
    },
}

/// All descriptions, by name.
#[derive(Debug, Clone)]
pub struct Descriptions {
    by_id: BTreeMap<String, Description>,
}

impl Descriptions {
    /// Those that come with the program.
    pub fn builtin(vocabulary: &Vocabulary) -> Result<Descriptions, LoadError> {
        let files = BUILT_IN.files().filter_map(|file| {
            let name = file.path().file_name()?.to_str()?;
            (file.path().extension()? == "toml")
                .then(|| (name.to_owned(), file.contents_utf8().unwrap_or_default().to_owned()))
        });
        Descriptions::of(files, vocabulary)
    }

    /// Some of those that come with the program, by their names.
    pub fn some(ids: &[&str], vocabulary: &Vocabulary) -> Result<Descriptions, LoadError> {
        let files = ids.iter().filter_map(|id| {
            let name = format!("{id}.toml");
            let text = BUILT_IN.get_file(&name)?.contents_utf8()?.to_owned();
            Some((name, text))
        });
        Descriptions::of(files, vocabulary)
    }

    /// Those that come with the program, with those of a folder in their place or beside them.
    pub fn with_folder(folder: &Path, vocabulary: &Vocabulary) -> Result<Descriptions, LoadError> {
        let mut all = Descriptions::builtin(vocabulary)?;
        let unreadable = |error| FileError::of(folder, error);
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let calendar = path.file_name().is_some_and(|name| name == crate::calendar::FILE);
            if path.extension().is_some_and(|extension| extension == "toml") && !calendar {
                let text = read_text(&path, TEXT_LIMIT)?;
                files.push((path.display().to_string(), text));
            }
        }
        all.by_id.extend(Descriptions::of(files.into_iter(), vocabulary)?.by_id);
        Ok(all)
    }

    /// Those of some texts, each with the name to show in messages.
    pub fn of(
        files: impl Iterator<Item = (String, String)>,
        vocabulary: &Vocabulary,
    ) -> Result<Descriptions, LoadError> {
        let mut files: Vec<(String, String)> = files.collect();
        files.sort();
        let mut by_id: BTreeMap<String, Description> = BTreeMap::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (file, text) in files {
            let description = parse(&file, &text, vocabulary).map_err(Box::new)?;
            let id = description.id.get_ref().clone();
            if let Some(first) = names.insert(id.clone(), file.clone()) {
                return Err(LoadError::Twice { id, first, second: file });
            }
            by_id.insert(id, description);
        }
        Ok(Descriptions { by_id })
    }

    /// In the order of their names.
    pub fn all(&self) -> impl Iterator<Item = &Description> {
        self.by_id.values()
    }

    /// The one of a name.
    pub fn get(&self, id: &str) -> Option<&Description> {
        self.by_id.get(id)
    }
}

/// Reads one description and finds every mistake in it.
///
/// # Errors
/// Its mistakes.
pub fn parse(file: &str, text: &str, vocabulary: &Vocabulary) -> Result<Description, Mistakes> {
    LOADER.read_checked(file, text, |description, mistakes| {
        mistakes.append(&mut Checker::check(&description, vocabulary));
        Some(description)
    })
}
