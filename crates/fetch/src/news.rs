//! What is new: the lock file set beside the catalogue and what the servers say now. Nothing is fetched.

use crate::catalogue::GovUk;
use crate::client::Stop;
use crate::folder::hash_of;
use crate::lock::{Entry, Lock};
use crate::problem::{Error, Problem};
use crate::run::Fetcher;
use crate::services::GovUkPage;
use crate::transport::Request;
use std::collections::BTreeMap;
use std::path::Path;

/// How a file that was fetched stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is newer.
    Current,
    /// There is a newer edition.
    Newer {
        /// What is known of it.
        what: String,
    },
    /// Its publisher discontinued or withdrew it.
    Ended {
        /// How, and what took its place.
        what: String,
    },
    /// The file was changed or taken away here.
    Altered,
    /// The catalogue does not list it.
    Unlisted,
    /// It is new on a page from which others were fetched.
    NotFetched,
    /// The server could not say.
    Unknown(Problem),
}

/// A file with how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its name.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
}

impl Fetcher<'_> {
    /// How every file of a folder stands.
    ///
    /// # Errors
    /// Where the lock file cannot be read.
    pub fn news(&self, folder: &Path) -> Result<Vec<News>, Error> {
        let lock = Lock::of_folder(folder)?;
        if lock.files.is_empty() {
            let why = "nothing was fetched into this folder: it has no lock file".to_owned();
            return Err(Error::Folder { folder: folder.to_owned(), why });
        }
        let mut pages: BTreeMap<String, Result<GovUkPage, Problem>> = BTreeMap::new();
        let mut news = Vec::new();
        for entry in &lock.files {
            let unaltered = hash_of(&folder.join(entry.name.as_str()))
                .is_ok_and(|found| found.is_some_and(|(sha256, _)| sha256 == entry.sha256));
            let standing = if unaltered { self.standing(entry, &mut pages) } else { Standing::Altered };
            news.push(News { name: entry.name.to_string(), standing });
        }
        for (page, told) in pages {
            let Ok(told) = told else { continue };
            let service = &self.catalogue().services.gov_uk;
            let here = |url: &str| lock.files.iter().any(|entry| is_from(service, entry, url));
            let endings = &service.endings;
            let others =
                told.details.attachments.iter().filter(|one| one.ends_in(endings) && !here(&one.url));
            news.extend(others.map(|one| News {
                name: format!("{page}: {}", one.file_name()),
                standing: Standing::NotFetched,
            }));
        }
        Ok(news)
    }

    fn standing(&self, entry: &Entry, pages: &mut BTreeMap<String, Result<GovUkPage, Problem>>) -> Standing {
        if let Some(file) = self.catalogue().file(entry.name.as_str()) {
            let stored = file
                .made
                .as_ref()
                .map(|made| made.sha256.as_str())
                .or(file.sha256.as_deref().map(String::as_str));
            return match stored {
                Some(sha256) if sha256 != entry.sha256 => Standing::Newer {
                    what: file.as_at.as_ref().map_or_else(
                        || "another edition is in the catalogue".to_owned(),
                        |day| format!("the catalogue has the edition of {day}"),
                    ),
                },
                _ => Standing::Current,
            };
        }
        if let Some(id) = &entry.data_set {
            return self.of_data_set(id, entry.version.as_deref());
        }
        match &entry.page {
            Some(page) => {
                let service = &self.catalogue().services.gov_uk;
                let told =
                    pages.entry(page.to_string()).or_insert_with(|| self.client().gov_uk_page(service, page));
                let is_it = |url: &str| is_from(service, entry, url);
                match told {
                    Err(problem) => Standing::Unknown(problem.clone()),
                    Ok(told) if told.details.attachments.iter().any(|one| is_it(&one.url)) => {
                        self.of_attachment(entry)
                    }
                    Ok(_) => Standing::Newer {
                        what: "it stands no longer on its page, which may have another in its place"
                            .to_owned(),
                    },
                }
            }
            None if entry.etag.is_some() => self.of_attachment(entry),
            None => Standing::Unlisted,
        }
    }

    fn of_data_set(&self, id: &str, version: Option<&str>) -> Standing {
        let service = &self.catalogue().services.explore_education_statistics;
        match self.client().data_set(service, id) {
            Err(problem) => Standing::Unknown(problem),
            Ok(set) if set.status != "Published" => {
                let instead = set
                    .superseding_data_set_id
                    .map(|id| format!("; in its place: ees:{id}"))
                    .unwrap_or_default();
                Standing::Ended { what: format!("{}{instead}", set.status.to_lowercase()) }
            }
            Ok(set) => match set.latest_version {
                Some(latest) if Some(latest.version.as_str()) != version => {
                    let published = latest
                        .published
                        .map(|day| format!(", published {}", day.get(..10).unwrap_or(&day)))
                        .unwrap_or_default();
                    Standing::Newer { what: format!("version {}{published}", latest.version) }
                }
                _ => Standing::Current,
            },
        }
    }

    /// Whether a server still has the state of a file that was fetched.
    fn of_attachment(&self, entry: &Entry) -> Standing {
        let Some(from) = &entry.from else { return Standing::Unlisted };
        let client = self.client();
        let answer = client.patiently(
            || 0,
            1,
            || -> Result<_, Stop> {
                client.ask(Request {
                    address: from,
                    from: 0,
                    if_range: None,
                    if_none_match: entry.etag.as_deref(),
                    accept: "*/*",
                    body_within: client.body_within(Some(0)),
                })
            },
        );
        match answer {
            Err(problem) => Standing::Unknown(problem),
            Ok(answer) => {
                let same = |header: &str, known: &Option<String>| {
                    known.is_some() && answer.header(header) == known.as_deref()
                };
                if answer.status == 304
                    || same("etag", &entry.etag)
                    || same("last-modified", &entry.last_modified)
                {
                    return Standing::Current;
                }
                let changed = answer.header("last-modified").map(|day| format!("changed {day}"));
                Standing::Newer { what: changed.unwrap_or_else(|| "it changed on the server".to_owned()) }
            }
        }
    }
}

/// Whether a file was fetched from an address as a page gives it: whole, or from the site's root.
fn is_from(service: &GovUk, entry: &Entry, url: &str) -> bool {
    service.address.redirected(url).is_ok_and(|address| entry.from.as_ref() == Some(&address))
}
