//! A run: every file that was asked for is brought, one after another, and the lock file is true after each.

use crate::catalogue::{Catalogue, Content};
use crate::client::{Client, Event};
use crate::folder::{About, Folder, hash_of};
use crate::lock::{Entry, Lock};
use crate::name::Name;
use crate::problem::{Error, Problem};
use crate::select::{Asked, Item};
use crate::services::{Attachment, DataSet, Publication};
use crate::transfer::{Arrived, Transfer, Wanted};
use crate::transport::Transport;
use std::path::{Path, PathBuf};

/// What is to be fetched, and where to.
#[derive(Debug, Clone)]
pub struct FetchRequest {
    /// Names of groups or files, data sets, pages, attachments.
    pub names: Vec<String>,
    /// The folder.
    pub into: PathBuf,
    /// Whether other files of these names are replaced.
    pub replace: bool,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It was fetched.
    Fetched {
        /// From which byte on it was taken up again, where an earlier run had been cut off.
        resumed: Option<u64>,
        /// Whether it took the place of an earlier edition.
        newer: bool,
    },
    /// It was there.
    AlreadyThere,
    /// It was not fetched.
    Failed(Problem),
}

/// A file that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// Its name.
    pub name: String,
    /// How many bytes it has, where it is there.
    pub bytes: Option<u64>,
    /// Under which licence it was published.
    pub licence: String,
    /// What became of it.
    pub state: State,
}

/// The servers that are asked for what a catalogue lists.
pub struct Fetcher<'a> {
    catalogue: &'a Catalogue,
    client: Client<'a>,
}

impl<'a> Fetcher<'a> {
    /// Asks through a transport; `watch` is told what happens.
    pub fn new(
        catalogue: &'a Catalogue,
        transport: &'a dyn Transport,
        watch: &'a dyn Fn(Event<'_>),
    ) -> Fetcher<'a> {
        Fetcher { catalogue, client: Client { transport, limits: &catalogue.limits, watch } }
    }

    pub(crate) fn catalogue(&self) -> &Catalogue {
        self.catalogue
    }

    pub(crate) fn client(&self) -> &Client<'a> {
        &self.client
    }

    /// Fetches files. One that cannot be had does not stop the others.
    ///
    /// # Errors
    /// Where a name means nothing, a service cannot be asked, or the folder cannot be used.
    pub fn fetch(&self, request: &FetchRequest) -> Result<Vec<FileState>, Error> {
        let asked = request.names.iter().map(|name| Asked::of(name, self.catalogue));
        let asked: Vec<Asked> = asked.collect::<Result<_, _>>()?;
        let folder = Folder::open(&request.into)?;
        let mut lock = Lock::of_folder(folder.root())?;
        // What somebody took away is no longer here.
        lock.files.retain(|entry| folder.place(&entry.name).exists());
        let mut items: Vec<Item> = Vec::new();
        for one in &asked {
            for item in one.items(self.catalogue, &self.client, &lock)? {
                if !items.iter().any(|there| there.name == item.name) {
                    items.push(item);
                }
            }
        }
        let mut states = Vec::with_capacity(items.len());
        for (done, item) in items.iter().enumerate() {
            (self.client.watch)(Event::Started { name: item.name.as_str(), done, of: items.len() });
            let state = self.one(&folder, &mut lock, item, request.replace).unwrap_or_else(State::Failed);
            states.push(FileState {
                name: item.name.to_string(),
                bytes: lock.get(&item.name).map(|entry| entry.bytes),
                licence: item.licence.clone(),
                state,
            });
        }
        lock.save(folder.root())
            .map_err(|error| Error::Folder { folder: request.into.clone(), why: error.to_string() })?;
        folder.tidy();
        Ok(states)
    }

    fn one(&self, folder: &Folder, lock: &mut Lock, item: &Item, replace: bool) -> Result<State, Problem> {
        let Some(address) = &item.address else {
            return Err(Problem::NotOffered { page: item.page.as_ref().map(ToString::to_string) });
        };
        let mut unless = None;
        let mut newer = false;
        match here(folder, lock, item)? {
            Here::Current => {
                // A run that was killed right after the lock was written left a description behind.
                folder.discard(&item.name)?;
                return Ok(State::AlreadyThere);
            }
            Here::Earlier { etag } => {
                newer = true;
                unless = etag;
            }
            Here::Unlisted(content, about) => {
                lock.put(entry(item, content, about));
                save(folder, lock)?;
                folder.discard(&item.name)?;
                return Ok(State::AlreadyThere);
            }
            Here::Another(problem) if !replace => return Err(problem),
            Here::Nothing | Here::Another(_) => {}
        }
        let wanted = Wanted {
            name: &item.name,
            address,
            bytes: item.bytes,
            sha256: item.sha256.as_deref(),
            unless: unless.as_deref(),
        };
        let Some(came) = Transfer::new(&self.client, folder, wanted).run()? else {
            folder.discard(&item.name)?;
            return Ok(State::AlreadyThere);
        };
        let resumed = came.resumed;
        keep(folder, lock, item, came)?;
        Ok(State::Fetched { resumed, newer })
    }

    /// The publications of Explore education statistics, or those whose titles have some words.
    ///
    /// # Errors
    /// Where the service cannot be asked.
    pub fn publications(&self, words: &str) -> Result<Vec<Publication>, Error> {
        let service = &self.catalogue.services.explore_education_statistics;
        self.client
            .publications(service, words)
            .map_err(|problem| Error::Service { address: service.address.to_string(), problem })
    }

    /// The data sets of a publication.
    ///
    /// # Errors
    /// Where the service cannot be asked.
    pub fn data_sets(&self, publication: &str) -> Result<Vec<DataSet>, Error> {
        let service = &self.catalogue.services.explore_education_statistics;
        let address = || service.address.to_string();
        if !crate::services::is_id(publication) {
            return Err(Error::UnknownAddress {
                asked: publication.to_owned(),
                why: "the id of a publication was expected".to_owned(),
            });
        }
        self.client
            .data_sets(service, publication)
            .map_err(|problem| Error::Service { address: address(), problem })
    }

    /// The tables that are attached to a page of GOV.UK.
    ///
    /// # Errors
    /// Where it is no such page, or the service cannot be asked.
    pub fn attachments(&self, page: &str) -> Result<Vec<Attachment>, Error> {
        let Asked::Page(page) = Asked::of(page, self.catalogue)? else {
            return Err(Error::UnknownAddress {
                asked: page.to_owned(),
                why: "the address of a page was expected".to_owned(),
            });
        };
        let service = &self.catalogue.services.gov_uk;
        let told = self.client.gov_uk_page(service, &page);
        let told = told.map_err(|problem| Error::Service { address: page.to_string(), problem })?;
        Ok(told.details.attachments.into_iter().filter(|one| one.ends_in(&service.endings)).collect())
    }
}

/// What stands under the name of a file that is wanted.
enum Here {
    Nothing,
    /// What was fetched, and is wanted.
    Current,
    /// What was fetched; there may be a newer edition.
    Earlier {
        /// The state that the server had then, where only the server can say whether it is newer.
        etag: Option<String>,
    },
    /// What is wanted, only not in the lock yet: an earlier run was stopped between the two, or somebody put it there.
    Unlisted(Content, About),
    /// Something else.
    Another(Problem),
}

fn here(folder: &Folder, lock: &Lock, item: &Item) -> Result<Here, Problem> {
    let place = folder.place(&item.name);
    let Some((sha256, bytes)) = hash_of(&place)? else { return Ok(Here::Nothing) };
    let entry = lock.get(&item.name);
    let wanted = item.stored.as_ref().map(|content| content.sha256 == sha256);
    if entry.is_some_and(|entry| entry.sha256 == sha256) {
        let entry_version = entry.and_then(|entry| entry.version.as_ref());
        return Ok(match (wanted, &item.version) {
            (Some(true), _) => Here::Current,
            (None, Some(version)) if entry_version == Some(version) => Here::Current,
            (Some(false), _) | (None, Some(_)) => Here::Earlier { etag: None },
            (None, None) => Here::Earlier { etag: entry.and_then(|entry| entry.etag.clone()) },
        });
    }
    let about = folder.about(&item.name).unwrap_or_default();
    let from_here = item.address.as_ref().is_some_and(|address| address.as_str() == about.from);
    let ready = from_here && about.ready.as_deref() == Some(&sha256);
    Ok(match wanted {
        Some(true) => Here::Unlisted(Content { bytes, sha256 }, if ready { about } else { About::default() }),
        _ if ready => Here::Unlisted(Content { bytes, sha256 }, about),
        _ if entry.is_some() => Here::Another(Problem::Changed { place }),
        _ => Here::Another(Problem::InTheWay { place }),
    })
}

/// Prepares what came, compares it, gives it its name and writes it into the lock, in this order: whatever happens between
/// two of these steps, the next run knows from the description of the part what stands there.
fn keep(folder: &Folder, lock: &mut Lock, item: &Item, came: Arrived) -> Result<(), Problem> {
    let name = &item.name;
    let (finished, content) = match &item.recipe {
        None => (came.file, Content { bytes: came.bytes, sha256: came.sha256 }),
        Some(recipe) => {
            let prepared = folder.prepared(name);
            let followed = recipe.follow(&came.file, &prepared).and_then(|()| content_of(&prepared));
            let content = match followed {
                Ok(content) if item.stored.as_ref() == Some(&content) => content,
                Ok(content) => {
                    folder.discard(name)?;
                    let expected =
                        item.stored.as_ref().map(|content| content.sha256.clone()).unwrap_or_default();
                    return Err(Problem::OtherContent { expected, found: content.sha256 });
                }
                Err(problem) => {
                    folder.discard(name)?;
                    return Err(problem);
                }
            };
            (prepared, content)
        }
    };
    let about = About { ready: Some(content.sha256.clone()), ..came.about };
    folder.say(name, &about)?;
    folder.put(&finished, name)?;
    lock.put(entry(item, content, about));
    save(folder, lock)?;
    folder.discard(name)
}

fn content_of(path: &Path) -> Result<Content, Problem> {
    let (sha256, bytes) =
        hash_of(path)?.ok_or_else(|| Problem::disk(path, &std::io::ErrorKind::NotFound.into()))?;
    Ok(Content { bytes, sha256 })
}

fn save(folder: &Folder, lock: &Lock) -> Result<(), Problem> {
    lock.save(folder.root())
        .map_err(|error| Problem::disk(&folder.root().join(crate::lock::LOCK_FILE), &error))
}

fn entry(item: &Item, content: Content, about: About) -> Entry {
    Entry {
        name: Name::clone(&item.name),
        title: item.title.clone(),
        publisher: item.publisher.clone(),
        licence: item.licence.clone(),
        as_at: item.as_at.clone(),
        published: item.published.clone(),
        page: item.page.clone(),
        from: item.address.clone(),
        data_set: item.data_set.clone(),
        version: item.version.clone(),
        bytes: content.bytes,
        sha256: content.sha256,
        original_sha256: item.recipe.as_ref().and(item.sha256.clone()),
        etag: about.etag,
        last_modified: about.last_modified,
        served: about.served,
    }
}
