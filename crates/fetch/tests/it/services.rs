//! Explore education statistics and GOV.UK as their public descriptions say that they answer.

use crate::setup::Place;
use fetch::news::Standing;
use fetch::{Error, Lock, State};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use testkit::server::{Answer, Asked, Manner, Server};

const SET: &str = "7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd";

fn packed(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

fn version(number: &str) -> String {
    format!(
        r#"{{"version": "{number}", "type": "Major", "status": "Published", "published": "2026-03-26T09:30:00+00:00", "notes": "",
            "totalResults": 216, "file": {{"id": "{SET}"}}, "release": {{"title": "2024/25", "slug": "2024-25"}},
            "timePeriods": {{"start": "2020/21", "end": "2024/25"}}, "geographicLevels": ["National"],
            "filters": ["Characteristic"], "indicators": ["Authorised absence rate"]}}"#
    )
}

fn data_set(latest: &str, status: &str) -> String {
    format!(
        r#"{{"id": "{SET}", "title": "Absence rates by geographic level", "summary": "All schools.", "status": "{status}",
            "supersedingDataSetId": "2118a6df-4934-4a1f-ad2e-4589d2b9ccaf", "latestVersion": {}}}"#,
        version(latest)
    )
}

fn page(asked: &Asked, all: &[String]) -> Answer {
    let number = |key: &str| {
        let value = asked.query.split('&').find_map(|part| part.strip_prefix(key)).unwrap();
        value.parse::<usize>().unwrap()
    };
    let (page, size) = (number("page="), number("pageSize="));
    let some: Vec<&str> = all.iter().skip((page - 1) * size).take(size).map(String::as_str).collect();
    let paging = format!(
        r#"{{"page": {page}, "pageSize": {size}, "totalResults": {}, "totalPages": {}}}"#,
        all.len(),
        (all.len() - 1) / size + 1
    );
    Answer::new(200, format!(r#"{{"paging": {paging}, "results": [{}]}}"#, some.join(",")))
}

/// A service whose newest version is `latest` hundredths.
fn service(latest: Arc<AtomicUsize>) -> Server {
    Server::start(move |asked| {
        let newest = format!("{}.0", latest.load(Ordering::Relaxed));
        let set = format!("/v1/data-sets/{SET}");
        match asked.path.strip_prefix(&set) {
            Some("") if asked.before == 0 => Answer::new(429, "").header("Retry-After", "0"),
            Some("") => Answer::new(200, data_set(&newest, "Published")),
            Some("/versions") => page(asked, &["3.0", "2.1", "2.0", "1.1", "1.0"].map(version)),
            Some("/csv") => {
                let number = asked.query.strip_prefix("dataSetVersion=").unwrap();
                let content = packed(&format!("time_period,version\n202425,{number}\n"));
                let answer = Answer::file(asked, &content, &format!("\"{number}\""))
                    .header("Content-Encoding", "gzip");
                if asked.before == 0 { answer.manner(Manner::CutAfter(20)) } else { answer }
            }
            _ if asked.path == "/v1/publications" && asked.query.contains("search=pupil%20absence") => {
                let one = |at: usize| {
                    format!(
                        r#"{{"id": "{SET}", "title": "Pupil absence {at}", "slug": "a", "summary": "", "lastPublished": "2026-03-26T09:30:00Z"}}"#
                    )
                };
                page(asked, &[one(1), one(2), one(3)])
            }
            _ if asked.path.ends_with("/data-sets") => page(asked, &[data_set(&newest, "Published")]),
            _ => Answer::new(404, r#"{"title": "Not Found", "status": 404}"#),
        }
    })
}

#[test]
fn a_data_set_is_fetched_by_its_id_in_its_newest_version_or_another() {
    let latest = Arc::new(AtomicUsize::new(3));
    let server = service(Arc::clone(&latest));
    let place = Place::of(&server, &[]);
    let file = "explore-education-statistics/absence-rates-by-geographic-level.csv";
    let read = || std::fs::read_to_string(place.path(file)).unwrap();
    let asked = format!("ees:{SET}");
    assert_eq!(place.fetch(&asked), State::Fetched { resumed: None, newer: false });
    assert_eq!(read(), "time_period,version\n202425,3.0\n", "unpacked, and resumed where it was cut off");
    assert!(server.asked().iter().any(|asked| asked.from() == Some(20)));
    let lock = Lock::of_folder(place.folder()).unwrap();
    let entry = &lock.files[0];
    assert_eq!(entry.version.as_deref(), Some("3.0"));
    assert_eq!(entry.as_at.as_deref(), Some("2024/25"));
    assert_eq!(entry.published.as_deref(), Some("2026-03-26T09:30:00+00:00"));
    place.assert_true();
    assert_eq!(place.fetch(&asked), State::AlreadyThere);
    latest.store(4, Ordering::Relaxed);
    let news = place.with(|fetcher| fetcher.news(place.folder())).unwrap();
    assert_eq!(news[0].standing, Standing::Newer { what: "version 4.0, published 2026-03-26".to_owned() });
    assert_eq!(place.fetch(&asked), State::Fetched { resumed: None, newer: true });
    assert_eq!(read(), "time_period,version\n202425,4.0\n");
    place.try_fetch(&[&format!("{asked}@1.1")], false).unwrap();
    assert_eq!(read(), "time_period,version\n202425,1.1\n");
    place.assert_true();
    let refused = place.try_fetch(&[&format!("{asked}@9.9")], false).unwrap_err().to_string();
    assert!(refused.contains("no version 9.9") && refused.contains("3.0, 2.1, 2.0, 1.1, 1.0"), "{refused}");
}

#[test]
fn lists_are_asked_for_page_by_page() {
    let server = service(Arc::new(AtomicUsize::new(1)));
    let place = Place::of(&server, &[]);
    let publications = place.with(|fetcher| fetcher.publications("pupil absence")).unwrap();
    assert_eq!(publications.len(), 3);
    assert_eq!(server.asked().len(), 2, "two results a page");
    assert_eq!(place.with(|fetcher| fetcher.data_sets(SET)).unwrap().len(), 1);
    assert!(place.with(|fetcher| fetcher.data_sets("../x")).is_err());
}

#[test]
fn a_data_set_that_was_withdrawn_or_never_was_is_said_so() {
    let server = Server::start(|asked| match asked.path.contains(SET) {
        true => Answer::new(200, data_set("1.0", "Withdrawn")),
        false => Answer::new(404, "{}"),
    });
    let place = Place::of(&server, &[]);
    let refused = |name: &str| place.try_fetch(&[name], false).unwrap_err().to_string();
    assert!(refused(&format!("ees:{SET}")).contains("withdrawn by its publisher"));
    assert!(refused("ees:00000000-0000-0000-0000-000000000000").contains("404"));
    assert!(refused("ees:absence").contains("the id of a data set was expected"));
    assert!(refused(&format!("ees:{SET}@latest")).contains("a version was expected"));
    let odd = Server::start(|_| Answer::new(200, "<html>"));
    let place = Place::of(&odd, &[]);
    let refused = place.try_fetch(&[&format!("ees:{SET}")], false).unwrap_err().to_string();
    assert!(refused.contains("is not understood"), "{refused}");
    let large = Server::start(|_| Answer::new(200, " ".repeat(30_000)));
    let place = Place::of(&large, &[]);
    let refused = place.try_fetch(&[&format!("ees:{SET}")], false).unwrap_err().to_string();
    assert!(refused.contains("larger than 20000 bytes"), "{refused}");
}

#[test]
fn what_comes_packed_and_broken_is_not_kept() {
    let server = Server::start(|asked| match asked.path.ends_with("/csv") {
        true => {
            let mut content = packed("time_period\n202425\n");
            let last = content.len() - 6;
            content[last] ^= 1;
            Answer::file(asked, &content, "\"1\"").header("Content-Encoding", "gzip")
        }
        false => Answer::new(200, data_set("1.0", "Published")),
    });
    let place = Place::of(&server, &[]);
    assert!(place.refused(&format!("ees:{SET}")).contains("cannot be unpacked"));
    place.assert_true();
}

/// A page with attachments of which the second edition has one more.
fn gov_uk(edition: Arc<AtomicUsize>) -> Server {
    Server::start(move |asked| {
        let edition = edition.load(Ordering::Relaxed);
        match asked.path.as_str() {
            "/api/content/government/statistics/outcomes" => {
                let file = |name: &str| {
                    format!(
                        r#"{{"attachment_type": "file", "title": "{name}", "url": "/media/{name}", "filename": "{name}", "file_size": 4}}"#
                    )
                };
                let more = if edition > 0 { format!(",{}", file("more.csv")) } else { String::new() };
                Answer::new(
                    200,
                    format!(
                        r#"{{"title": "Outcomes", "public_updated_at": "2026-07-03T09:30:00+01:00", "document_type": "official_statistics",
                        "links": {{"organisations": [{{"title": "Ofsted"}}]}},
                        "details": {{"attachments": [{{"attachment_type": "html", "title": "About", "url": "/x/about"}},
                        {{"attachment_type": "file", "title": "PDF", "url": "/media/a.pdf", "filename": "a.pdf"}}, {}, {}{more}]}}}}"#,
                        file("a.csv"),
                        file("b.ods")
                    ),
                )
            }
            "/api/content/government/collections/all" => Answer::new(
                200,
                r#"{"title": "All", "details": {"body": ""}, "links": {"documents": [{"title": "One", "base_path": "/government/statistics/one"}]}}"#,
            ),
            "/media/a.csv" => Answer::file(
                asked,
                if edition > 0 { b"new1" } else { b"old1" },
                if edition > 0 { "\"2\"" } else { "\"1\"" },
            ),
            path if path.starts_with("/media/") => Answer::file(asked, b"same", "\"1\""),
            _ => Answer::new(404, ""),
        }
    })
}

#[test]
fn what_is_attached_to_a_page_is_fetched_and_asked_for_again_only_if_it_changed() {
    let edition = Arc::new(AtomicUsize::new(0));
    let server = gov_uk(Arc::clone(&edition));
    let place = Place::of(&server, &[]);
    let page = server.url("/government/statistics/outcomes");
    let states = place.try_fetch(&[&page], false).unwrap();
    let names: Vec<&str> = states.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["gov-uk/outcomes/a.csv", "gov-uk/outcomes/b.ods"]);
    let lock = Lock::of_folder(place.folder()).unwrap();
    assert_eq!(lock.files[0].publisher, "Ofsted");
    assert_eq!(lock.files[0].published.as_deref(), Some("2026-07-03T09:30:00+01:00"));
    assert!(place.try_fetch(&[&page], false).unwrap().iter().all(|file| file.state == State::AlreadyThere));
    let news = |place: &Place| place.with(|fetcher| fetcher.news(place.folder())).unwrap();
    assert!(news(&place).iter().all(|one| one.standing == Standing::Current));
    edition.store(1, Ordering::Relaxed);
    let told = news(&place);
    assert!(matches!(told[0].standing, Standing::Newer { .. }), "{told:?}");
    assert_eq!(told[1].standing, Standing::Current);
    assert_eq!(told[2].standing, Standing::NotFetched);
    let states = place.try_fetch(&[&page], false).unwrap();
    assert_eq!(states[0].state, State::Fetched { resumed: None, newer: true });
    assert_eq!(std::fs::read(place.path("gov-uk/outcomes/a.csv")).unwrap(), b"new1");
    place.assert_true();
    std::fs::write(place.path("gov-uk/outcomes/b.ods"), "mine").unwrap();
    assert_eq!(news(&place)[1].standing, Standing::Altered);
}

#[test]
fn a_page_without_tables_names_the_pages_that_may_have_them() {
    let server = gov_uk(Arc::new(AtomicUsize::new(0)));
    let place = Place::of(&server, &[]);
    let refused =
        place.try_fetch(&[&server.url("/government/collections/all")], false).unwrap_err().to_string();
    assert!(
        refused.contains("no table is attached") && refused.contains("/government/statistics/one"),
        "{refused}"
    );
    let elsewhere = place.try_fetch(&["https://example.org/a.csv"], false).unwrap_err();
    assert!(matches!(elsewhere, Error::UnknownAddress { .. }), "{elsewhere}");
}

#[test]
fn news_of_a_folder_without_a_lock_is_refused() {
    let server = gov_uk(Arc::new(AtomicUsize::new(0)));
    let place = Place::of(&server, &[]);
    assert!(place.with(|fetcher| fetcher.news(place.folder())).is_err());
}
