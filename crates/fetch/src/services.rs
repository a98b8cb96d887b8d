//! Services that know data sets and attachments by names of their own: Explore education statistics and GOV.UK.
//!
//! The shapes are those of the services' public descriptions: of the statistics API, its OpenAPI document and view models
//! (`dfe-analytical-services/explore-education-statistics`); of GOV.UK, its content API. Keys that are not used are not read.

use crate::address::Address;
use crate::catalogue::{ExploreEducationStatistics, GovUk};
use crate::client::Client;
use crate::problem::Problem;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// More pages of a list than this are not asked for.
const MOST_PAGES: u32 = 1_000;

/// A page of a list.
#[derive(Debug, Deserialize)]
struct Page<T> {
    paging: Paging,
    results: Vec<T>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Paging {
    total_pages: u32,
}

/// A publication of Explore education statistics that has data sets.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Publication {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    #[serde(default)]
    pub summary: String,
    /// When it was last published.
    #[serde(default)]
    pub last_published: Option<String>,
}

/// A data set.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DataSet {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it holds.
    #[serde(default)]
    pub summary: String,
    /// `Published`, `Deprecated` or `Withdrawn`.
    pub status: String,
    /// The data set that took its place.
    #[serde(default)]
    pub superseding_data_set_id: Option<String>,
    /// Its newest version.
    #[serde(default)]
    pub latest_version: Option<Version>,
}

/// A version of a data set.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// Its number, such as `1.2`.
    pub version: String,
    /// When it was published.
    #[serde(default)]
    pub published: Option<String>,
    /// `Published`, `Deprecated` or `Withdrawn`; newest versions do not say.
    #[serde(default)]
    pub status: Option<String>,
    /// The time that it covers.
    #[serde(default)]
    pub time_periods: Option<TimePeriods>,
}

/// The first and last period of a data set.
#[derive(Debug, Clone, Deserialize)]
pub struct TimePeriods {
    /// The first.
    pub start: String,
    /// The last.
    pub end: String,
}

impl Client<'_> {
    /// A data set by its id.
    pub(crate) fn data_set(
        &self,
        service: &ExploreEducationStatistics,
        id: &str,
    ) -> Result<DataSet, Problem> {
        self.json(&below(&service.address, &format!("data-sets/{id}"))?)
    }

    /// All versions of a data set.
    pub(crate) fn versions(
        &self,
        service: &ExploreEducationStatistics,
        id: &str,
    ) -> Result<Vec<Version>, Problem> {
        self.pages(service, &format!("data-sets/{id}/versions"), "")
    }

    /// The publications, or those whose title has some words.
    pub(crate) fn publications(
        &self,
        service: &ExploreEducationStatistics,
        words: &str,
    ) -> Result<Vec<Publication>, Problem> {
        // The service looks for texts of three characters and more.
        let search =
            if words.chars().count() < 3 { String::new() } else { format!("&search={}", encoded(words)) };
        self.pages(service, "publications", &search)
    }

    /// The data sets of a publication.
    pub(crate) fn data_sets(
        &self,
        service: &ExploreEducationStatistics,
        publication: &str,
    ) -> Result<Vec<DataSet>, Problem> {
        self.pages(service, &format!("publications/{publication}/data-sets"), "")
    }

    fn pages<T: DeserializeOwned>(
        &self,
        service: &ExploreEducationStatistics,
        path: &str,
        search: &str,
    ) -> Result<Vec<T>, Problem> {
        let mut all = Vec::new();
        for number in 1..=MOST_PAGES {
            let size = service.page_size;
            let page: Page<T> = self
                .json(&below(&service.address, &format!("{path}?page={number}&pageSize={size}{search}"))?)?;
            let nothing_more = page.results.is_empty() || number >= page.paging.total_pages;
            all.extend(page.results);
            if nothing_more {
                break;
            }
        }
        Ok(all)
    }

    /// A page of GOV.UK.
    pub(crate) fn gov_uk_page(&self, service: &GovUk, page: &Address) -> Result<GovUkPage, Problem> {
        let path = page.as_str().strip_prefix(service.address.as_str()).unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        self.json(&below(&service.content, path)?)
    }
}

/// Where a data set's table is.
pub(crate) fn table_of(
    service: &ExploreEducationStatistics,
    id: &str,
    version: &str,
) -> Result<Address, Problem> {
    below(&service.address, &format!("data-sets/{id}/csv?dataSetVersion={version}"))
}

/// Whether a text has the form of an id: 32 hexadecimal digits in five parts.
pub(crate) fn is_id(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// Whether a text has the form of a version: `1.0`, `2.1.3`.
pub(crate) fn is_version(text: &str) -> bool {
    text.split('.')
        .all(|part| !part.is_empty() && part.len() < 6 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn below(address: &Address, path: &str) -> Result<Address, Problem> {
    address.below(path).map_err(|error| Problem::Unusable(error.to_string()))
}

/// A text within an address.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// What the content API says of a page.
#[derive(Debug, Clone, Deserialize)]
pub struct GovUkPage {
    /// The page's title.
    pub title: String,
    /// When it last changed.
    #[serde(default)]
    pub public_updated_at: Option<String>,
    /// What stands on it.
    #[serde(default)]
    pub details: Details,
    /// What it is linked with.
    #[serde(default)]
    pub links: Links,
}

/// What stands on a page.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Details {
    /// What is attached.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// What a page is linked with.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Links {
    /// The bodies that publish it.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// The pages of a collection.
    #[serde(default)]
    pub documents: Vec<LinkedPage>,
}

/// A body that publishes.
#[derive(Debug, Clone, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub title: String,
}

/// A page of a collection.
#[derive(Debug, Clone, Deserialize)]
pub struct LinkedPage {
    /// Its title.
    pub title: String,
    /// Its path.
    #[serde(default)]
    pub base_path: Option<String>,
}

/// A file that is attached to a page, or a page of its own that counts as one.
#[derive(Debug, Clone, Deserialize)]
pub struct Attachment {
    /// What it is.
    #[serde(default)]
    pub title: String,
    /// Where it is: whole, or from the site's root.
    #[serde(default)]
    pub url: String,
    /// Its name.
    #[serde(default)]
    pub filename: Option<String>,
    /// How many bytes it has.
    #[serde(default)]
    pub file_size: Option<u64>,
}

impl Attachment {
    /// Its name, also where only its address says it.
    pub fn file_name(&self) -> &str {
        let of_address = || self.url.rsplit('/').next().unwrap_or_default();
        self.filename.as_deref().unwrap_or_else(of_address)
    }

    /// Whether it is a file of one of some kinds.
    pub fn ends_in(&self, endings: &[String]) -> bool {
        self.file_name()
            .rsplit_once('.')
            .is_some_and(|(_, ending)| endings.iter().any(|one| one.eq_ignore_ascii_case(ending)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_versions_are_told_by_their_form() {
        assert!(is_id("7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd"));
        assert!(!is_id("7588c2d6-9e8a-4d84-8f19-6b8d52a01fb/"));
        assert!(!is_id("../publications"));
        assert!(is_version("1.0") && is_version("12") && !is_version("1.") && !is_version("1.0&x=y"));
    }

    #[test]
    fn words_stand_in_an_address_without_changing_it() {
        assert_eq!(encoded("pupil absence & more"), "pupil%20absence%20%26%20more");
    }

    #[test]
    fn a_page_is_read_with_the_keys_that_are_used_and_without_the_others() {
        let page: GovUkPage = serde_json::from_str(
            r#"{"title": "Outcomes", "public_updated_at": "2025-07-03T09:30:00+01:00", "withdrawn_notice": {},
                "details": {"body": "<p>", "attachments": [
                    {"attachment_type": "html", "title": "Methodology", "url": "/government/x/methodology"},
                    {"attachment_type": "file", "title": "Data", "url": "https://assets.publishing.service.gov.uk/media/6/La.ods",
                     "filename": "La.ods", "file_size": 109364}]}}"#,
        )
        .unwrap();
        let files: Vec<&Attachment> =
            page.details.attachments.iter().filter(|one| one.ends_in(&["ods".to_owned()])).collect();
        assert_eq!(files.len(), 1);
        assert_eq!((files[0].file_name(), files[0].file_size), ("La.ods", Some(109_364)));
    }
}
