//! The catalogue that comes with the program, and what is wrong with others.

use crate::setup::{Place, files_in, sha256};
use fetch::catalogue::File;
use fetch::select::Asked;
use fetch::{ALL, Catalogue, State};
use std::fmt::Write;
use testkit::published;
use testkit::server::{Answer, Server};

#[test]
fn the_published_files_beside_the_checkout_are_those_of_the_catalogue() {
    let Some(folder) = published::folder() else { return };
    let catalogue = Catalogue::builtin();
    let rows = published::rows(&folder.join("sources.csv"));
    assert_eq!(catalogue.files.len(), rows.len());
    // The two workbooks were saved again when they were put there, and one text was written by hand.
    let others =
        ["la-inspections/area-send-overview_2026-06.xlsx", "la-inspections/ilacs-overview_2026-06.xlsx"];
    for row in &rows {
        let file = catalogue.file(&row["file"]).unwrap_or_else(|| panic!("{} is missing", row["file"]));
        assert_eq!((&file.title, &file.publisher), (&row["title"], &row["publisher"]));
        assert_eq!(file.page.as_ref().map_or("", |page| page.as_str()), row["official_page"]);
        let Some(address) = &file.address else { continue };
        assert_eq!(address.as_str(), row["raw_address"]);
        assert!(address.as_str().contains(&row["commit"]), "an address that does not change");
        if !others.contains(&row["file"].as_str()) {
            let content = std::fs::read(folder.join(&row["file"])).unwrap();
            let stored =
                file.made.as_ref().map_or(file.sha256.as_ref().unwrap().as_str(), |made| &made.sha256);
            assert_eq!(stored, sha256(&content), "{}", row["file"]);
        }
    }
}

#[test]
fn every_file_is_of_a_group_and_the_first_look_is_small() {
    let catalogue = Catalogue::builtin();
    assert!(catalogue.files.iter().all(|file| !file.groups.is_empty()));
    for group in &catalogue.groups {
        assert!(!catalogue.group(&group.id).unwrap().is_empty(), "{}", group.id.as_str());
    }
    let start: Vec<&File> = catalogue.group("start").unwrap();
    let names: Vec<&str> = start.iter().map(|file| file.name.as_str()).collect();
    for needed in [
        "lait/bds_long_0.parquet",
        "neighbours/sn_may_2025.xlsx",
        "schools/gias_2023-11_slim.csv",
        "la-inspections/ilacs-overview_2026-06.xlsx",
    ] {
        assert!(names.contains(&needed), "{needed}");
    }
    assert!(start.iter().filter_map(|file| file.bytes).sum::<u64>() < 25_000_000);
    assert_eq!(catalogue.group(ALL).unwrap().len(), catalogue.files.len());
}

#[test]
fn names_are_found_by_their_ends_and_slips_are_met_with_the_nearest() {
    let catalogue = Catalogue::builtin();
    let Asked::Files(names) = Asked::of("bds_long_0.parquet", &catalogue).unwrap() else { panic!() };
    assert_eq!(names[0].as_str(), "lait/bds_long_0.parquet");
    let slip = Asked::of("benchmarkng", &catalogue).unwrap_err().to_string();
    assert!(slip.contains("did you mean `benchmarking`"), "{slip}");
}

#[test]
fn every_mistake_of_a_catalogue_is_shown_at_its_line() {
    let text = "[[files]]\nname = \"../a.csv\"\ntitle = \"A\"\npublisher = \"P\"\nlicence = \"L\"\n\n\
                [[files]]\nname = \"b.csv\"\ntitle = \"B\"\npublisher = \"P\"\nlicence = \"L\"\n\
                address = \"https://example.org/b.csv\"\ngroups = [\"none\"]\nrecipe = { kind = \"blank-columns\" }\n";
    let lines = |text: &str| Catalogue::read("mine.toml", text).unwrap_err().lines().join("\n");
    assert!(lines(text).contains("mine.toml:2"), "{}", lines(text));
    let text = text.replace("../a.csv", "a.csv");
    let insecure = lines(&text.replace("https://example.org", "http://example.org"));
    assert!(insecure.contains("mine.toml:12") && insecure.contains("https://"), "{insecure}");
    let lines = lines(&text);
    for part in [
        "needs `bytes` and `sha256`",
        "no group is called `none`",
        "`recipe` and `made` stand together",
        "names the `columns`",
    ] {
        assert!(lines.contains(part), "{part}: {lines}");
    }
}

/// The whole of a group, served as its addresses would serve it, ends up as the published files are. Files that are made by
/// a recipe are left out: what they are made of is not beside the checkout.
#[test]
fn the_first_look_is_fetched_to_the_byte_from_a_server_that_has_it() {
    let Some(data) = published::folder() else { return };
    let builtin = Catalogue::builtin();
    let start = builtin.group("start").unwrap();
    let is_there = |file: &&&File| {
        let content = std::fs::read(data.join(file.name.as_str())).unwrap_or_default();
        file.sha256.as_ref().is_some_and(|expected| expected.as_str() == sha256(&content))
    };
    let files: Vec<&&File> = start.iter().filter(is_there).collect();
    assert!(files.len() >= 14, "{}", files.len());
    let served = data.clone();
    let server = Server::start(move |asked| {
        let content = std::fs::read(served.join(asked.path.trim_start_matches('/'))).unwrap_or_default();
        Answer::file(asked, &content, "\"1\"")
    });
    let mut text = String::from("[[groups]]\nid = \"start\"\ntitle = \"A first look\"\n");
    for file in &files {
        let (name, address) = (file.name.as_str(), server.url(&format!("/{}", file.name.as_str())));
        let _ = write!(
            text,
            "[[files]]\nname = \"{name}\"\ngroups = [\"start\"]\ntitle = \"T\"\npublisher = \"P\"\nlicence = \"L\"\n\
             address = \"{address}\"\nbytes = {}\nsha256 = \"{}\"\n",
            file.bytes.unwrap(),
            file.sha256.as_ref().unwrap().as_str()
        );
    }
    let place = Place { catalogue: Catalogue::read("start.toml", &text).unwrap(), ..Place::of(&server, &[]) };
    let states = place.try_fetch(&["start"], false).unwrap();
    assert!(states.iter().all(|file| matches!(file.state, State::Fetched { .. })), "{states:?}");
    assert_eq!(files_in(place.folder()).len(), files.len() + 1);
    place.assert_true();
}

#[test]
fn the_page_for_people_lists_what_the_catalogue_lists() {
    let path = testkit::root().join("docs/data.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let wanted =
        format!("{before}{BEGIN}\n{}{END}{after}", fetch::documentation::tables(&Catalogue::builtin()));
    if page != wanted && testkit::environment("KINGSWAY_WRITE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    assert!(page == wanted, "docs/data.md is out of date: run this test with KINGSWAY_WRITE_DOCS=1");
}

const BEGIN: &str = "<!-- the catalogue: written by a test of crates/fetch -->\n";
const END: &str = "<!-- end of the catalogue -->";
