//! From a file to the types that it is read into, or to all its mistakes at once.

use crate::file::{FileProblem, read_text};
use crate::mistake::{Mistake, Mistakes, SYNTAX};
use crate::walk::{BLANK, structural_mistakes};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use std::marker::PhantomData;
use std::ops::Range;
use std::path::Path;

/// What kind of file is read, and how large it may be: every later step may be quadratic in its entries.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// The first part of the codes of its mistakes: `framework`.
    pub code: &'static str,
    /// What people call such a file, with its article: `a framework`.
    pub name: &'static str,
    /// The largest file that is read, in bytes.
    pub largest: u64,
    /// The most entries of one list.
    pub most_entries: usize,
    /// The longest text, in bytes.
    pub longest_text: usize,
    /// Whether texts may be empty.
    pub blank_texts: bool,
    /// Whether keys may be written with `_` where the schema has `-`, as they once were.
    pub underscores: bool,
}

impl Format {
    /// A kind of file with the limits that suit what people write: a megabyte, no list of more than 10,000 entries,
    /// no text of more than 8,000 bytes; empty texts are allowed.
    pub const fn new(code: &'static str, name: &'static str) -> Format {
        Format {
            code,
            name,
            largest: 1_000_000,
            most_entries: 10_000,
            longest_text: 8_000,
            blank_texts: true,
            underscores: false,
        }
    }
}

/// Why a file could not be loaded.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum LoadError {
    /// The file cannot be read at all.
    #[error("{file}: cannot be read: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        reason: String,
    },
    /// It is not UTF-8 text.
    #[error("{file}:{line}:{column}: this is not UTF-8 text; save the file as UTF-8")]
    NotText {
        /// The file.
        file: String,
        /// The line of the first byte that is not.
        line: usize,
        /// Its column.
        column: usize,
    },
    /// It is larger than any such file is.
    #[error("{file}: larger than {largest} bytes; {name} is a short text that people read")]
    TooLarge {
        /// The file.
        file: String,
        /// What people call such a file.
        name: &'static str,
        /// The most bytes that are read.
        largest: u64,
    },
    /// It has mistakes.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Mistakes(#[from] Mistakes),
}

/// Reads files of one kind into `T`. The schema that structure is checked against is derived from `T`, so that one
/// definition serves the check, the reading and the editors that people use.
#[derive(Debug)]
pub struct Loader<T> {
    format: Format,
    schema: Json,
    into: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + JsonSchema> Loader<T> {
    /// A loader for a kind of file.
    pub fn new(format: Format) -> Loader<T> {
        Loader { format, schema: schemars::schema_for!(T).to_value(), into: PhantomData }
    }

    /// The schema.
    pub fn schema(&self) -> &Json {
        &self.schema
    }

    /// Reads the text of a file, which messages call `file`.
    ///
    /// # Errors
    /// Every mistake of its structure.
    pub fn read(&self, file: &str, text: &str) -> Result<T, Mistakes> {
        self.read_checked(file, text, |read, _| Some(read))
    }

    /// Reads a text and checks what it means: `check` makes the result, as far as it can be made, and adds the
    /// mistakes that it finds to the list.
    ///
    /// # Errors
    /// Every mistake of its structure and, where it could be read in spite of them, of its meaning.
    pub fn read_checked<R>(
        &self,
        file: &str,
        text: &str,
        check: impl FnOnce(T, &mut Vec<Mistake>) -> Option<R>,
    ) -> Result<R, Mistakes> {
        let mistakes_are = |mistakes| Mistakes::new(self.format.code, file, text, mistakes);
        let (mut parsed, errors) = toml::de::DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            let syntax = errors.iter().map(|error| {
                Mistake::new(SYNTAX, error.span().unwrap_or(0..0), error.message(), "this is not TOML")
            });
            return Err(mistakes_are(syntax.collect()));
        }
        let mut mistakes = structural_mistakes(&self.format, &self.schema, &mut parsed);
        let made = match T::deserialize(toml::de::Deserializer::from(parsed)) {
            Ok(read) => check(read, &mut mistakes),
            Err(error) => {
                // What the schema already found is not reported twice.
                if mistakes.is_empty() {
                    let span = error.span().unwrap_or(0..0);
                    mistakes.push(Mistake::new("wrong-kind", span, error.message(), "cannot be read"));
                }
                None
            }
        };
        report_blank_texts_once(&mut mistakes);
        match made {
            Some(made) if mistakes.is_empty() => Ok(made),
            _ => Err(mistakes_are(mistakes)),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Where it cannot be read, is too large, is no text or has mistakes.
    pub fn load(&self, path: &Path) -> Result<T, LoadError> {
        let text = self.format.text_of(path)?;
        Ok(self.read(&path.display().to_string(), &text)?)
    }
}

impl Format {
    /// The text of a file of this kind.
    ///
    /// # Errors
    /// Where it is no regular file, cannot be read, is too large or is not UTF-8.
    pub fn text_of(&self, path: &Path) -> Result<String, LoadError> {
        read_text(path, self.largest).map_err(|error| {
            let file = path.display().to_string();
            match error.problem {
                FileProblem::TooLarge { limit } => {
                    LoadError::TooLarge { file, name: self.name, largest: limit }
                }
                FileProblem::NotText { line, column } => LoadError::NotText { file, line, column },
                other => LoadError::Unreadable { file, reason: other.to_string() },
            }
        })
    }
}

/// Of an empty text only that is reported, and not also what its reader expected to find.
fn report_blank_texts_once(mistakes: &mut Vec<Mistake>) {
    let blank: Vec<Range<usize>> =
        mistakes.iter().filter(|one| one.code == BLANK).map(|one| one.span.clone()).collect();
    mistakes.retain(|one| {
        let within = |blank: &Range<usize>| blank.start <= one.span.start && one.span.end <= blank.end;
        one.code == BLANK || !blank.iter().any(within)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::At;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    struct Recipe {
        /// What people call it.
        name: At<String>,
        #[schemars(extend("x-formerly" = "feeds"))]
        serves: u8,
        #[serde(default)]
        steps: Vec<Step>,
        #[serde(default)]
        amounts: BTreeMap<String, f64>,
        season: Option<Season>,
        heat: Option<Heat>,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case", tag = "do")]
    enum Step {
        Wait { minutes: u32 },
        Stir { tool: Option<String> },
    }

    #[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    enum Season {
        Spring,
        Autumn,
    }

    #[derive(Debug, PartialEq, Deserialize, JsonSchema)]
    #[serde(untagged)]
    enum Heat {
        Degrees(u32),
        Words(String),
    }

    fn lines(text: &str) -> Vec<String> {
        let loader =
            Loader::<Recipe>::new(Format { blank_texts: false, ..Format::new("recipe", "a recipe") });
        loader.read("r.toml", text).err().map_or_else(Vec::new, |mistakes| mistakes.lines())
    }

    const SOUND: &str = r#"
name = "soup"
serves = 4
season = "spring"
heat = 90
amounts = { water = 2, salt = 0.5 }
[[steps]]
do = "wait"
minutes = 5
[[steps]]
do = "stir"
"#;

    #[test]
    fn a_file_without_mistakes_is_read_with_the_places_of_its_values() {
        let recipe = Loader::<Recipe>::new(Format::new("recipe", "a recipe")).read("r.toml", SOUND).unwrap();
        assert_eq!((recipe.name.as_str(), recipe.name.span()), ("soup", 8..14));
        assert_eq!((recipe.serves, recipe.season, recipe.amounts["salt"]), (4, Some(Season::Spring), 0.5));
        assert!(matches!(recipe.steps[..], [Step::Wait { minutes: 5 }, Step::Stir { tool: None }]));
        assert_eq!(recipe.heat, Some(Heat::Degrees(90)));
    }

    #[test]
    fn mistakes_of_every_kind_are_reported_at_once_at_their_places() {
        let text = SOUND
            .replace("name = \"soup\"\n", "nam = \"soup\"\n")
            .replace("serves = 4", "serves = 400")
            .replace("\"spring\"", "\"sprin\"")
            .replace("salt = 0.5", "salt = \"some\"")
            .replace("minutes = 5", "minuts = 5");
        assert_eq!(
            lines(&text),
            [
                "r.toml:1:1: `name` is missing from the file (`name`: What people call it.)",
                "r.toml:2:1: unknown key `nam` in the file (did you mean `name`?)",
                "r.toml:3:10: `serves` must be a whole number from 0 to 255",
                "r.toml:4:10: `sprin` is not a value of `season` (did you mean `spring`?)",
                "r.toml:6:31: `salt` must be a number, not a text",
                "r.toml:7:1: `minutes` is missing from `steps`",
                "r.toml:9:1: unknown key `minuts` in `steps` (did you mean `minutes`?)",
            ]
        );
    }

    #[test]
    fn a_value_that_may_be_of_several_kinds_is_checked_by_the_kind_it_has() {
        let loader = Loader::<Recipe>::new(Format::new("recipe", "a recipe"));
        let low = loader.read("r.toml", &SOUND.replace("heat = 90", "heat = \"low\"")).unwrap();
        assert_eq!(low.heat, Some(Heat::Words("low".to_owned())));
        let lines = lines(&SOUND.replace("heat = 90", "heat = 99999999999"));
        assert_eq!(lines, ["r.toml:5:8: `heat` must be a whole number from 0 to 4294967295"]);
    }

    #[test]
    fn a_key_that_once_had_another_name_is_still_read() {
        assert!(lines(&SOUND.replace("serves", "feeds")).is_empty());
        let both = lines(&SOUND.replace("serves = 4", "serves = 4\nfeeds = 4"));
        assert_eq!(both.len(), 1, "{both:?}");
        assert!(both[0].starts_with("r.toml:4:1: unknown key `feeds` in the file"), "{both:?}");
    }

    #[test]
    fn underscores_stand_for_hyphens_only_where_the_format_allows_them() {
        #[derive(Debug, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        struct Shelf {
            how_many: u8,
        }
        let format = Format::new("shelf", "a shelf");
        let strict = Loader::<Shelf>::new(format).read("s.toml", "how_many = 2").unwrap_err();
        assert_eq!(strict.list().len(), 2, "{:?}", strict.lines());
        let lenient = Loader::<Shelf>::new(Format { underscores: true, ..format });
        assert_eq!(lenient.read("s.toml", "how_many = 2").unwrap().how_many, 2);
        assert_eq!(lenient.read("s.toml", "how-many = 3").unwrap().how_many, 3);
    }

    #[test]
    fn an_empty_text_and_text_that_is_not_toml_are_reported() {
        assert_eq!(lines(&SOUND.replace("\"soup\"", "\" \"")), ["r.toml:2:8: `name` is empty"]);
        let syntax = lines("name = \n");
        assert!(syntax.len() == 1 && syntax[0].starts_with("r.toml:1:"), "{syntax:?}");
    }

    #[test]
    fn what_the_check_of_the_meaning_finds_is_reported_with_the_rest() {
        let loader = Loader::<Recipe>::new(Format::new("recipe", "a recipe"));
        let checked = |text: &str| {
            loader.read_checked("r.toml", text, |recipe, mistakes| {
                mistakes.push(Mistake::new("bland", recipe.name.span(), "no salt", "soup"));
                Some(())
            })
        };
        let mistakes = checked(&SOUND.replace("serves = 4", "serves = 4\nsalty = 1")).unwrap_err();
        let codes: Vec<&str> = mistakes.list().iter().map(|mistake| mistake.code).collect();
        assert_eq!(codes, ["bland", "unknown-key"]);
    }

    #[test]
    fn what_is_no_file_of_text_is_refused_with_its_reason() {
        let format = Format { largest: 3, ..Format::new("recipe", "a recipe") };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(
            format
                .text_of(folder)
                .unwrap_err()
                .to_string()
                .ends_with("this is a folder, a file was expected")
        );
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let refused = format.text_of(&manifest).unwrap_err().to_string();
        assert!(
            refused.ends_with("larger than 3 bytes; a recipe is a short text that people read"),
            "{refused}"
        );
    }
}
