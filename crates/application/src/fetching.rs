//! The use cases of published files on servers: what there is, bringing it into a folder, what is new.

use crate::error::Error as ApplicationError;
use crate::made::{Made, Shape};
use crate::made_from::MadeFrom;
use fetch::catalogue::File;
use serde::Serialize;
use std::path::Path;

pub use fetch::news::{News, Standing};
pub use fetch::select::Asked;
pub use fetch::{Catalogue, Error, Event, FetchRequest, FileState, LOCK_FILE, Problem, State};

/// The group that is fetched where none is named.
pub const USUAL_GROUP: &str = "start";

/// How data sets and publications of Explore education statistics are asked for.
pub const DATA_SET: &str = fetch::select::DATA_SET;

/// The catalogue that comes with the program, or one of the user's own.
///
/// # Errors
/// Every mistake in it, or why it cannot be read.
pub fn catalogue(own: Option<&Path>) -> Result<Catalogue, ApplicationError> {
    match own {
        None => Ok(Catalogue::builtin()),
        Some(path) => Ok(Catalogue::load(path).map_err(Error::Catalogue)?),
    }
}

/// A file of the catalogue, for people and spreadsheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileListing {
    /// Its name below the folder.
    pub file: String,
    /// The groups that it is of, separated by spaces.
    pub groups: String,
    /// What it is.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Under which licence.
    pub licence: String,
    /// The day that it speaks of or up to.
    pub as_at: String,
    /// How many bytes are fetched.
    pub bytes: Option<u64>,
    /// The SHA-256 of the file as it is stored.
    pub sha256: String,
    /// The page on which its publisher offers it.
    pub page: String,
    /// Where it is fetched from.
    pub address: String,
    /// What else there is to know.
    pub note: String,
}

/// A group of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupListing {
    /// Its name.
    pub group: String,
    /// What its files are.
    pub title: String,
    /// How many there are.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
}

/// What the catalogue lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CatalogueListing {
    /// Groups.
    pub groups: Vec<GroupListing>,
    /// Files.
    pub files: Vec<FileListing>,
}

impl Shape for CatalogueListing {
    const FORMAT: &'static str = "kingsway-catalogue";
    const VERSION: u32 = 1;
}

/// What the catalogue lists, or what is meant by some names of it.
///
/// # Errors
/// Where a name means nothing.
pub fn listing(catalogue: &Catalogue, names: &[String]) -> Result<Made<CatalogueListing>, ApplicationError> {
    let mut wanted: Vec<String> = Vec::new();
    for name in names {
        if let Asked::Files(files) = Asked::of(name, catalogue)? {
            wanted.extend(files.iter().map(ToString::to_string));
        }
    }
    let is_wanted = |file: &&File| names.is_empty() || wanted.iter().any(|name| name == file.name.as_str());
    let files = catalogue.files.iter().filter(is_wanted).map(file_listing).collect();
    let all = catalogue.groups.iter().map(|group| (group.id.as_str(), group.title.as_str()));
    let all = all.chain([(fetch::ALL, "All of them")]).filter(|_| names.is_empty());
    let groups = all
        .map(|(id, title)| {
            let files = catalogue.group(id).unwrap_or_default();
            let bytes = files.iter().filter_map(|file| file.bytes).sum();
            GroupListing { group: id.to_owned(), title: title.to_owned(), files: files.len(), bytes }
        })
        .collect();
    Ok(Made::new(MadeFrom::program(), CatalogueListing { groups, files }))
}

fn file_listing(file: &File) -> FileListing {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let groups: Vec<&str> = file.groups.iter().map(|group| group.as_str()).collect();
    let stored = file.made.as_ref().map(|made| made.sha256.clone());
    FileListing {
        file: file.name.get_ref().to_string(),
        groups: groups.join(" "),
        title: file.title.clone(),
        publisher: file.publisher.clone(),
        licence: file.licence.clone(),
        as_at: text(&file.as_at),
        bytes: file.bytes,
        sha256: stored.or(file.sha256.as_ref().map(|hash| hash.get_ref().clone())).unwrap_or_default(),
        page: file.page.as_ref().map(|page| page.get_ref().to_string()).unwrap_or_default(),
        address: file.address.as_ref().map(|address| address.get_ref().to_string()).unwrap_or_default(),
        note: text(&file.note),
    }
}

/// Something that a service offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The name under which it is asked for.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Its newest version, or when it was last published.
    pub latest: String,
    /// How many bytes it has.
    pub bytes: Option<u64>,
}

#[cfg(feature = "https")]
mod asking {
    use super::{Asked, Catalogue, Error, Event, FetchRequest, FileState, News, Offer};
    use crate::error::Error as ApplicationError;
    use fetch::Fetcher;
    use fetch::https::Https;
    use std::path::Path;

    /// Fetches files into a folder; `watch` is told what happens.
    ///
    /// # Errors
    /// Where a name means nothing, a service cannot be asked, or the folder cannot be used.
    pub fn fetch(
        catalogue: &Catalogue,
        request: &FetchRequest,
        watch: &dyn Fn(Event<'_>),
    ) -> Result<Vec<FileState>, ApplicationError> {
        Ok(Fetcher::new(catalogue, &Https::new(&catalogue.limits), watch).fetch(request)?)
    }

    /// How every file that was fetched into a folder stands now.
    ///
    /// # Errors
    /// Where nothing was fetched into it, or its lock file cannot be read.
    pub fn news(
        catalogue: &Catalogue,
        folder: &Path,
        watch: &dyn Fn(Event<'_>),
    ) -> Result<Vec<News>, ApplicationError> {
        Ok(Fetcher::new(catalogue, &Https::new(&catalogue.limits), watch).news(folder)?)
    }

    /// What a service offers: the publications whose titles have some words (`ees:` and the words), the data sets of a
    /// publication (`ees:` and its id), the tables attached to a page of GOV.UK (its address).
    ///
    /// # Errors
    /// Where it is none of these, or the service cannot be asked.
    pub fn offers(catalogue: &Catalogue, asked: &str) -> Result<Vec<Offer>, ApplicationError> {
        let transport = Https::new(&catalogue.limits);
        let silent = |_: Event<'_>| ();
        let fetcher = Fetcher::new(catalogue, &transport, &silent);
        let Some(words) = asked.strip_prefix(super::DATA_SET) else {
            let files = fetcher.attachments(asked)?.into_iter();
            return Ok(files
                .map(|file| Offer {
                    title: if file.title.is_empty() {
                        file.file_name().to_owned()
                    } else {
                        file.title.clone()
                    },
                    bytes: file.file_size,
                    latest: String::new(),
                    name: file.url,
                })
                .collect());
        };
        match Asked::of(asked, catalogue) {
            Ok(_) => {
                let sets = fetcher.data_sets(words)?.into_iter();
                Ok(sets
                    .map(|set| Offer {
                        name: format!("{}{}", super::DATA_SET, set.id),
                        title: set.title,
                        latest: set.latest_version.map(|version| version.version).unwrap_or_default(),
                        bytes: None,
                    })
                    .collect())
            }
            Err(Error::UnknownAddress { .. }) => {
                let publications = fetcher.publications(words)?.into_iter();
                Ok(publications
                    .map(|publication| Offer {
                        name: format!("{}{}", super::DATA_SET, publication.id),
                        title: publication.title,
                        latest: publication.last_published.unwrap_or_default(),
                        bytes: None,
                    })
                    .collect())
            }
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(not(feature = "https"))]
mod asking {
    use super::{Catalogue, Error, Event, FetchRequest, FileState, News, Offer};
    use crate::error::Error as ApplicationError;
    use std::path::Path;

    /// Says that this build asks no servers.
    ///
    /// # Errors
    /// Always.
    pub fn fetch(
        _: &Catalogue,
        _: &FetchRequest,
        _: &dyn Fn(Event<'_>),
    ) -> Result<Vec<FileState>, ApplicationError> {
        Err(Error::NotBuilt.into())
    }

    /// Says that this build asks no servers.
    ///
    /// # Errors
    /// Always.
    pub fn news(_: &Catalogue, _: &Path, _: &dyn Fn(Event<'_>)) -> Result<Vec<News>, ApplicationError> {
        Err(Error::NotBuilt.into())
    }

    /// Says that this build asks no servers.
    ///
    /// # Errors
    /// Always.
    pub fn offers(_: &Catalogue, _: &str) -> Result<Vec<Offer>, ApplicationError> {
        Err(Error::NotBuilt.into())
    }
}

pub use asking::{fetch, news, offers};
