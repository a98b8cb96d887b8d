//! The catalogue: which files are published where, in which groups, and which services are asked for others.

use crate::address::Address;
use crate::name::Name;
use crate::recipe::Recipe;
use definitions::{At, Format, LoadError, Loader, Mistake, Mistakes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// The catalogue that comes with the program.
const BUILT_IN: &str = include_str!("../../../sources/catalogue.toml");

/// How messages call it.
const BUILT_IN_NAME: &str = "sources/catalogue.toml";

const FORMAT: Format = Format::new("catalogue", "a catalogue of published files");

/// What is published where.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// What is borne with servers and lines.
    pub limits: Limits,
    /// The services that are asked for data sets and attachments.
    pub services: Services,
    /// Groups of files.
    pub groups: Vec<Group>,
    /// The files.
    pub files: Vec<File>,
}

/// A catalogue as it is written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct Written {
    /// What is borne with servers and lines; without it, what the program's own catalogue says.
    limits: Option<Limits>,
    /// The services; without them, those of the program's own catalogue.
    services: Option<Services>,
    /// Groups of files.
    #[serde(default)]
    groups: Vec<Group>,
    /// The files.
    #[serde(default)]
    files: Vec<File>,
}

/// What is borne with servers and lines. Times are in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Limits {
    /// The longest wait for a connection.
    pub connect: f64,
    /// The longest silence of a server.
    pub silence: f64,
    /// Bytes in a second, below which a file comes too slowly.
    pub slowest_bytes_a_second: u64,
    /// Failures one after another without progress before a file is given up.
    pub attempts: u32,
    /// The pause before the second attempt.
    pub first_pause: f64,
    /// The longest pause, also where a server asks for one.
    pub longest_pause: f64,
    /// Redirections that are followed one after another.
    pub redirects: u32,
    /// The largest file whose size nobody tells beforehand.
    pub largest_bytes: u64,
    /// The largest answer of a service that lists what there is.
    pub largest_answer: u64,
}

/// The services that are asked for what has names of their own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Services {
    /// Explore education statistics.
    pub explore_education_statistics: ExploreEducationStatistics,
    /// GOV.UK.
    pub gov_uk: GovUk,
}

/// Explore education statistics, whose public API gives data sets by their ids.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ExploreEducationStatistics {
    /// What people call it.
    pub title: String,
    /// Who publishes there.
    pub publisher: String,
    /// Under which licence.
    pub licence: String,
    /// The API.
    pub address: At<Address>,
    /// How many results are asked for at once.
    pub page_size: u32,
}

/// GOV.UK, whose content API says what is attached to a page.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct GovUk {
    /// What people call it.
    pub title: String,
    /// Who publishes there, where a page does not say.
    pub publisher: String,
    /// Under which licence.
    pub licence: String,
    /// The site.
    pub address: At<Address>,
    /// The content API.
    pub content: At<Address>,
    /// Where attachments are kept.
    pub attachments: Vec<At<Address>>,
    /// Endings of the files that are fetched of a page.
    pub endings: Vec<String>,
}

/// Files that belong together.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Group {
    /// Its name on the command line.
    pub id: At<String>,
    /// What the files are, in words.
    pub title: String,
    /// Other groups that it is made of.
    #[serde(default)]
    pub of: Vec<At<String>>,
}

/// A published file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct File {
    /// Where it is stored, below the folder that files are fetched into.
    pub name: At<Name>,
    /// The groups that it is of.
    #[serde(default)]
    pub groups: Vec<At<String>>,
    /// What it is.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Under which licence.
    pub licence: String,
    /// The licence of the repository that keeps it, for what that adds.
    pub repository_licence: Option<String>,
    /// The day that it speaks of or up to, where that is known.
    pub as_at: Option<String>,
    /// The page on which its publisher offers it.
    pub page: Option<At<Address>>,
    /// Where its bytes are; a file without an address is only told of.
    pub address: Option<At<Address>>,
    /// How many bytes are there.
    pub bytes: Option<u64>,
    /// Their SHA-256.
    pub sha256: Option<At<String>>,
    /// What is done with them before they are stored.
    pub recipe: Option<At<Recipe>>,
    /// What that gives.
    pub made: Option<Content>,
    /// What else there is to know.
    pub note: Option<String>,
}

/// Bytes, by how many there are and their hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Content {
    /// How many.
    pub bytes: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Catalogue {
    /// The catalogue that comes with the program.
    ///
    /// # Panics
    /// Never in a released program: the file is part of it, and the tests read it.
    pub fn builtin() -> Catalogue {
        let loader = Loader::<Written>::new(FORMAT);
        loader
            .read_checked(BUILT_IN_NAME, BUILT_IN, |written, mistakes| {
                check(&written, mistakes);
                let Written { limits, services, groups, files } = written;
                Some(Catalogue { limits: limits?, services: services?, groups, files })
            })
            .expect("the built-in catalogue is part of the program and read by its tests")
    }

    /// A catalogue of one's own: its files and groups stand in the place of the program's.
    ///
    /// # Errors
    /// Where the file cannot be read, or every mistake in it.
    pub fn load(path: &Path) -> Result<Catalogue, LoadError> {
        let text = FORMAT.text_of(path)?;
        Ok(Catalogue::read(&path.display().to_string(), &text)?)
    }

    /// The same of a text, which messages call `file`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn read(file: &str, text: &str) -> Result<Catalogue, Mistakes> {
        let builtin = Catalogue::builtin();
        Loader::<Written>::new(FORMAT).read_checked(file, text, |written, mistakes| {
            check(&written, mistakes);
            let Written { limits, services, groups, files } = written;
            Some(Catalogue {
                limits: limits.unwrap_or(builtin.limits),
                services: services.unwrap_or(builtin.services),
                groups,
                files,
            })
        })
    }

    /// The file of a name.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.name.as_str() == name)
    }

    /// The files of a group; none where no group has the name. The group `all` has every file.
    pub fn group(&self, id: &str) -> Option<Vec<&File>> {
        if id == ALL {
            return Some(self.files.iter().collect());
        }
        let group = self.groups.iter().find(|group| group.id.as_str() == id)?;
        let ids: Vec<&str> = match group.of.as_slice() {
            [] => vec![id],
            of => of.iter().map(|part| part.as_str()).collect(),
        };
        let in_it = |file: &&File| file.groups.iter().any(|group| ids.contains(&group.as_str()));
        Some(self.files.iter().filter(in_it).collect())
    }
}

/// The group of every file.
pub const ALL: &str = "all";

fn check(written: &Written, mistakes: &mut Vec<Mistake>) {
    let mut names = BTreeSet::new();
    let groups: BTreeSet<&str> = written.groups.iter().map(|group| group.id.as_str()).collect();
    for file in &written.files {
        let span = file.name.span();
        if !names.insert(file.name.as_str()) {
            mistakes.push(Mistake::new(
                "repeated",
                span.clone(),
                "two files have this name",
                "a name of its own",
            ));
        }
        for group in file.groups.iter().filter(|group| !groups.contains(group.as_str())) {
            mistakes.push(unknown_group(group, &groups));
        }
        if file.address.is_some() && (file.bytes.is_none() || file.sha256.is_none()) {
            let message = "a file with an address needs `bytes` and `sha256`, to be told from any other";
            mistakes.push(Mistake::new("no-hash", span.clone(), message, "without a hash"));
        }
        if file.recipe.is_some() != file.made.is_some() {
            let message = "`recipe` and `made` stand together: what is done, and what it gives";
            mistakes.push(Mistake::new("half-a-recipe", span, message, "only one of them"));
        }
        if let Some(hash) = file.sha256.as_ref().filter(|hash| !is_sha256(hash)) {
            mistakes.push(Mistake::new(
                "no-sha256",
                hash.span(),
                "64 hexadecimal digits were expected",
                "no SHA-256",
            ));
        }
        if let Some(recipe) = &file.recipe
            && let Some(problem) = recipe.problem()
        {
            mistakes.push(Mistake::new("recipe", recipe.span(), problem, "cannot be followed"));
        }
    }
    for part in
        written.groups.iter().flat_map(|group| &group.of).filter(|part| !groups.contains(part.as_str()))
    {
        mistakes.push(unknown_group(part, &groups));
    }
    let sane = |limits: &Limits| {
        let times = [limits.connect, limits.silence, limits.first_pause, limits.longest_pause];
        times.iter().all(|time| (0.0..=86_400.0).contains(time)) && limits.attempts > 0
    };
    if written.limits.is_some_and(|limits| !sane(&limits)) {
        let message = "times are from 0 to 86,400 seconds, and there is at least one attempt";
        mistakes.push(Mistake::new("limits", 0..0, message, "in `[limits]`"));
    }
}

fn unknown_group(group: &At<String>, known: &BTreeSet<&str>) -> Mistake {
    let message = format!("no group is called `{}`", group.as_str());
    Mistake::new("unknown-group", group.span(), message, "not a group").nearest(group, known.iter().copied())
}

/// Whether a text is a SHA-256 as it is written here.
pub(crate) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
