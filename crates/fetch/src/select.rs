//! What people ask for by a name: a group, a file, a data set, a page or an attachment.

use crate::address::Address;
use crate::catalogue::{ALL, Catalogue, Content, File};
use crate::client::Client;
use crate::lock::Lock;
use crate::name::{Name, NoName};
use crate::problem::{Error, Problem};
use crate::recipe::Recipe;
use crate::services::{Attachment, DataSet, is_id, is_version, table_of};
use definitions::suggestion;

/// How data sets are asked for: `ees:ID` or `ees:ID@VERSION`.
pub const DATA_SET: &str = "ees:";

/// Something that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Files of the catalogue, by their names.
    Files(Vec<Name>),
    /// A data set of Explore education statistics.
    DataSet {
        /// Its id.
        id: String,
        /// The version; without it, the newest.
        version: Option<String>,
    },
    /// A page of GOV.UK with what is attached to it.
    Page(Address),
    /// An attachment.
    Attachment(Address),
}

/// A file with all that has to be known to fetch it.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) name: Name,
    pub(crate) address: Option<Address>,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) licence: String,
    pub(crate) as_at: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) page: Option<Address>,
    pub(crate) data_set: Option<String>,
    pub(crate) version: Option<String>,
    /// The bytes on the server, where they are known.
    pub(crate) bytes: Option<u64>,
    pub(crate) sha256: Option<String>,
    pub(crate) recipe: Option<Recipe>,
    /// What is stored in the end, where that is known.
    pub(crate) stored: Option<Content>,
}

impl Asked {
    /// What a name means.
    ///
    /// # Errors
    /// Where it means nothing.
    pub fn of(asked: &str, catalogue: &Catalogue) -> Result<Asked, Error> {
        let unknown = |why: &str| Error::UnknownAddress { asked: shown(asked), why: why.to_owned() };
        if let Some(data_set) = asked.strip_prefix(DATA_SET) {
            let (id, version) =
                data_set.split_once('@').map_or((data_set, None), |(id, version)| (id, Some(version)));
            if !is_id(id) {
                return Err(unknown(
                    "the id of a data set was expected, such as ees:7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd",
                ));
            }
            if version.is_some_and(|version| !is_version(version)) {
                return Err(unknown("a version was expected after @, such as 1.0"));
            }
            return Ok(Asked::DataSet { id: id.to_lowercase(), version: version.map(str::to_owned) });
        }
        if asked.contains("://") {
            let address = Address::parse(asked).map_err(|why| unknown(&why.to_string()))?;
            let service = &catalogue.services.gov_uk;
            let is_at = |place: &Address| address.server().eq_ignore_ascii_case(place.server());
            let is_file = service.endings.iter().any(|ending| {
                address.file_name().rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
            });
            return match () {
                () if is_file
                    && (is_at(&service.address) || service.attachments.iter().any(|place| is_at(place))) =>
                {
                    Ok(Asked::Attachment(address))
                }
                () if is_at(&service.address) && address.as_str().starts_with(service.address.as_str()) => {
                    Ok(Asked::Page(address))
                }
                () => Err(unknown(
                    "only pages of GOV.UK and files attached to them are fetched by their addresses",
                )),
            };
        }
        if let Some(files) = catalogue.group(asked) {
            return Ok(Asked::Files(files.into_iter().map(|file| file.name.get_ref().clone()).collect()));
        }
        let ends_so =
            |file: &&File| file.name.as_str() == asked || file.name.as_str().ends_with(&format!("/{asked}"));
        let mut found = catalogue.files.iter().filter(ends_so);
        match (found.next(), found.next()) {
            (Some(file), None) => Ok(Asked::Files(vec![file.name.get_ref().clone()])),
            _ => {
                let last = |file: &File| file.name.as_str().rsplit('/').next().unwrap_or_default().to_owned();
                let mut known: Vec<String> = catalogue
                    .files
                    .iter()
                    .flat_map(|file| [file.name.get_ref().to_string(), last(file)])
                    .collect();
                known.extend(catalogue.groups.iter().map(|group| group.id.get_ref().clone()));
                known.push(ALL.to_owned());
                Err(Error::UnknownName {
                    asked: shown(asked),
                    advice: suggestion(asked, known.iter().map(String::as_str)),
                })
            }
        }
    }

    /// The files that are meant, after asking the services that know.
    pub(crate) fn items(
        &self,
        catalogue: &Catalogue,
        client: &Client<'_>,
        lock: &Lock,
    ) -> Result<Vec<Item>, Error> {
        let services = &catalogue.services;
        let failed = |address: &dyn std::fmt::Display| {
            let address = address.to_string();
            move |problem: Problem| Error::Service { address, problem }
        };
        match self {
            Asked::Files(names) => {
                Ok(names.iter().filter_map(|name| catalogue.file(name.as_str())).map(Item::of_file).collect())
            }
            Asked::DataSet { id, version } => {
                let service = &services.explore_education_statistics;
                let asked = format!("{DATA_SET}{id}");
                let set = client.data_set(service, id).map_err(failed(&asked))?;
                Ok(vec![
                    Item::of_data_set(catalogue, client, &set, version.as_deref(), lock)
                        .map_err(failed(&asked))?,
                ])
            }
            Asked::Page(page) => {
                let service = &services.gov_uk;
                let told = client.gov_uk_page(service, page).map_err(failed(page))?;
                let publisher =
                    told.links.organisations.first().map_or(&service.publisher, |body| &body.title).clone();
                let folder = format!("gov-uk/{}", folder_of(page));
                let files = told.details.attachments.iter().filter(|one| one.ends_in(&service.endings));
                let items = files.map(|one| {
                    let mut item = Item::of_attachment(catalogue, one, &folder)?;
                    item.publisher.clone_from(&publisher);
                    item.published.clone_from(&told.public_updated_at);
                    item.page = Some(page.clone());
                    if item.title.is_empty() {
                        item.title.clone_from(&told.title);
                    }
                    Ok(item)
                });
                let items: Vec<Item> = items.collect::<Result<_, Problem>>().map_err(failed(page))?;
                match items.is_empty() {
                    true => Err(Error::UnknownAddress {
                        asked: page.to_string(),
                        why: nothing_attached(&told.links.documents, service.address.as_str()),
                    }),
                    false => Ok(items),
                }
            }
            Asked::Attachment(address) => {
                let attachment = Attachment {
                    title: String::new(),
                    url: address.to_string(),
                    filename: None,
                    file_size: None,
                };
                Ok(vec![Item::of_attachment(catalogue, &attachment, "gov-uk").map_err(failed(address))?])
            }
        }
    }
}

/// Why a page gives no files: a collection names the pages that have them.
fn nothing_attached(pages: &[crate::services::LinkedPage], site: &str) -> String {
    let mut why = "no table is attached to this page".to_owned();
    let named: Vec<String> = pages
        .iter()
        .filter_map(|page| page.base_path.as_ref())
        .take(5)
        .map(|path| format!("{site}{path}"))
        .collect();
    if !named.is_empty() {
        why.push_str(&format!(
            "; it is a collection, of {} and {} more pages",
            named.join(", "),
            pages.len() - named.len()
        ));
    }
    why
}

impl Item {
    fn of_file(file: &File) -> Item {
        let own = match (file.bytes, &file.sha256) {
            (Some(bytes), Some(sha256)) => Some(Content { bytes, sha256: sha256.get_ref().clone() }),
            _ => None,
        };
        Item {
            name: file.name.get_ref().clone(),
            address: file.address.as_ref().map(|address| address.get_ref().clone()),
            title: file.title.clone(),
            publisher: file.publisher.clone(),
            licence: file.licence.clone(),
            as_at: file.as_at.clone(),
            published: None,
            page: file.page.as_ref().map(|page| page.get_ref().clone()),
            data_set: None,
            version: None,
            bytes: file.bytes,
            sha256: file.sha256.as_ref().map(|hash| hash.get_ref().clone()),
            recipe: file.recipe.as_ref().map(|recipe| recipe.get_ref().clone()),
            stored: file.made.clone().or(own),
        }
    }

    fn of_data_set(
        catalogue: &Catalogue,
        client: &Client<'_>,
        set: &DataSet,
        version: Option<&str>,
        lock: &Lock,
    ) -> Result<Item, Problem> {
        let service = &catalogue.services.explore_education_statistics;
        let version = match (version, &set.latest_version) {
            _ if set.status == "Withdrawn" => return Err(Problem::Withdrawn),
            (None, Some(latest)) => latest.clone(),
            (None, None) => {
                return Err(Problem::Unusable("no version of this data set is published".to_owned()));
            }
            (Some(asked), latest) => match latest.as_ref().filter(|latest| latest.version == asked) {
                Some(latest) => latest.clone(),
                None => {
                    let all = client.versions(service, &set.id)?;
                    let there: Vec<&str> = all.iter().map(|one| one.version.as_str()).collect();
                    let missing = format!(
                        "there is no version {asked} of this data set; there are {}",
                        there.join(", ")
                    );
                    let found = all.iter().find(|one| one.version == asked).cloned();
                    found.ok_or(Problem::Unusable(missing))?
                }
            },
        };
        if version.status.as_deref() == Some("Withdrawn") {
            return Err(Problem::Withdrawn);
        }
        Ok(Item {
            name: name_of_data_set(set, lock).map_err(|error| Problem::Unusable(error.to_string()))?,
            address: Some(table_of(service, &set.id, &version.version)?),
            title: set.title.clone(),
            publisher: service.publisher.clone(),
            licence: service.licence.clone(),
            as_at: version.time_periods.map(|periods| periods.end),
            published: version.published,
            page: None,
            data_set: Some(set.id.to_lowercase()),
            version: Some(version.version),
            bytes: None,
            sha256: None,
            recipe: None,
            stored: None,
        })
    }

    fn of_attachment(catalogue: &Catalogue, attachment: &Attachment, folder: &str) -> Result<Item, Problem> {
        let service = &catalogue.services.gov_uk;
        let unusable = |error: &dyn std::fmt::Display| Problem::Unusable(error.to_string());
        let address = service.address.redirected(&attachment.url).map_err(|error| unusable(&error))?;
        let is_at = |place: &Address| address.server().eq_ignore_ascii_case(place.server());
        if !is_at(&service.address) && !service.attachments.iter().any(|place| is_at(place)) {
            return Err(Problem::Unusable(format!("{address}: not where GOV.UK keeps its attachments")));
        }
        Ok(Item {
            name: Name::of_words(folder, attachment.file_name()).map_err(|error| unusable(&error))?,
            address: Some(address),
            title: attachment.title.clone(),
            publisher: service.publisher.clone(),
            licence: service.licence.clone(),
            as_at: None,
            published: None,
            page: None,
            data_set: None,
            version: None,
            bytes: attachment.file_size,
            sha256: None,
            recipe: None,
            stored: None,
        })
    }
}

/// The file of a data set: named by its title, so that formats recognise its family, and by its id where another data
/// set has that name already.
fn name_of_data_set(set: &DataSet, lock: &Lock) -> Result<Name, NoName> {
    const FOLDER: &str = "explore-education-statistics";
    let words: Vec<String> = set
        .title
        .split(|one: char| !one.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let title = match words.join("-") {
        empty if empty.is_empty() => "data-set".to_owned(),
        title => title,
    };
    let name = Name::of_words(FOLDER, &format!("{title}.csv"))?;
    match lock.get(&name) {
        Some(entry) if entry.data_set.as_deref() != Some(&set.id.to_lowercase()) => {
            let short = set.id.split('-').next().unwrap_or_default();
            Name::of_words(FOLDER, &format!("{title}-{short}.csv"))
        }
        _ => Ok(name),
    }
}

/// The last part of a page's path, as the name of a folder.
fn folder_of(page: &Address) -> String {
    let name = page.file_name();
    let kept: String = name
        .chars()
        .map(|one| if one.is_ascii_alphanumeric() || one == '-' { one } else { '-' })
        .take(100)
        .collect();
    if kept.is_empty() { "page".to_owned() } else { kept }
}

fn shown(asked: &str) -> String {
    definitions::file::printable(asked).into_owned()
}
