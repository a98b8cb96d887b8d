//! Files that come whole, or in parts that fit together.

use crate::setup::{Place, files_in, sha256};
use fetch::State;
use testkit::server::{Answer, Manner, Numbers, Server};

const FETCHED: State = State::Fetched { resumed: None, newer: false };

#[test]
fn a_file_is_fetched_once_and_its_lock_says_from_where() {
    let content = Numbers::new(1).bytes(100_000);
    let served = content.clone();
    let server = Server::start(move |asked| Answer::file(asked, &served, "\"one\""));
    let place = Place::of(&server, &[("a/b.csv", &content)]);
    assert_eq!(place.fetch("a/b.csv"), FETCHED);
    assert_eq!(place.fetch("b.csv"), State::AlreadyThere, "the end of its name is enough");
    assert_eq!(server.asked().len(), 1);
    assert_eq!(std::fs::read(place.path("a/b.csv")).unwrap(), content);
    let lock = std::fs::read_to_string(place.path("fetch.lock")).unwrap();
    for said in [
        server.url("/a/b.csv"),
        sha256(&content),
        "Tue, 24 Nov 2026 23:00:00 GMT".to_owned(),
        "100000".to_owned(),
    ] {
        assert!(lock.contains(&said), "{lock}");
    }
    assert_eq!(files_in(place.folder()), ["a/b.csv", "fetch.lock"]);
    place.assert_true();
}

#[test]
fn a_connection_cut_at_any_byte_is_taken_up_where_it_broke_off() {
    let content = Numbers::new(2).bytes(60_000);
    let served = content.clone();
    let server = Server::start(move |asked| {
        let answer = Answer::file(asked, &served, "\"one\"");
        let cut = usize::try_from(Numbers::new(asked.before as u64 + 7).below(20_000)).unwrap();
        if asked.before < 60 && cut < answer.body.len() {
            answer.manner(Manner::CutAfter(cut))
        } else {
            answer
        }
    });
    let place = Place::of(&server, &[("a.csv", &content)]);
    // Cuts after a few bytes may come too often in a row: then the command is run again.
    let states: Vec<State> = (0..20).map(|_| place.fetch("a.csv")).collect();
    assert_eq!(states.last(), Some(&State::AlreadyThere));
    assert_eq!(std::fs::read(place.path("a.csv")).unwrap(), content);
    assert!(server.asked().iter().filter(|asked| asked.from().is_some()).count() >= 2);
    place.assert_true();
}

#[test]
fn a_later_run_goes_on_where_an_earlier_one_gave_up() {
    let content = Numbers::new(3).bytes(50_000);
    let served = content.clone();
    let server = Server::start(move |asked| {
        let answer = Answer::file(asked, &served, "\"one\"");
        match asked.before {
            0 => answer.manner(Manner::CutAfter(30_000)),
            1..=4 => Answer::new(503, ""),
            _ => answer,
        }
    });
    let place = Place::of(&server, &[("a.csv", &content)]);
    assert!(place.refused("a.csv").contains("503"));
    assert!(!place.path("a.csv").exists(), "it has no name before it is whole");
    place.assert_true();
    assert_eq!(place.fetch("a.csv"), State::Fetched { resumed: Some(30_000), newer: false });
    assert_eq!(server.asked().last().unwrap().from(), Some(30_000));
    place.assert_true();
}

#[test]
fn a_server_that_ignores_ranges_sends_all_of_it_anew() {
    let content = Numbers::new(4).bytes(50_000);
    let served = content.clone();
    let server = Server::start(move |asked| {
        let whole = Answer::new(200, served.clone());
        if asked.before == 0 { whole.manner(Manner::CutAfter(20_000)) } else { whole }
    });
    let place = Place::of(&server, &[("a.csv", &content)]);
    assert_eq!(place.fetch("a.csv"), FETCHED);
    assert_eq!(std::fs::read(place.path("a.csv")).unwrap(), content);
}

#[test]
fn a_file_that_changed_between_two_parts_is_fetched_anew() {
    let (old, new) = (Numbers::new(5).bytes(50_000), Numbers::new(6).bytes(50_000));
    for (etag_old, etag_new) in
        [("\"old\"", "\"new\""), ("\"same\"", "\"same\""), ("W/\"weak\"", "W/\"weak\"")]
    {
        let (first, then) = (old.clone(), new.clone());
        let server = Server::start(move |asked| match asked.before {
            0 => Answer::file(asked, &first, etag_old).manner(Manner::CutAfter(20_000)),
            _ => Answer::file(asked, &then, etag_new),
        });
        let place = Place::of(&server, &[("a.csv", &new)]);
        assert_eq!(place.fetch("a.csv"), FETCHED, "{etag_old} {etag_new}");
        assert_eq!(std::fs::read(place.path("a.csv")).unwrap(), new);
        place.assert_true();
    }
}

#[test]
fn a_part_that_was_damaged_here_is_thrown_away() {
    let content = Numbers::new(7).bytes(50_000);
    let served = content.clone();
    let server = Server::start(move |asked| {
        let answer = Answer::file(asked, &served, "\"one\"");
        match asked.before {
            0 => answer.manner(Manner::CutAfter(30_000)),
            1..=3 => Answer::new(503, ""),
            _ => answer,
        }
    });
    let place = Place::of(&server, &[("a.csv", &content)]);
    place.refused("a.csv");
    let part = place.path(".partial/a.csv.partial");
    let mut bytes = std::fs::read(&part).unwrap();
    bytes[17] ^= 1;
    std::fs::write(&part, bytes).unwrap();
    assert!(matches!(place.fetch("a.csv"), State::Fetched { .. }));
    assert_eq!(std::fs::read(place.path("a.csv")).unwrap(), content);
}

#[test]
fn a_run_killed_between_the_file_and_the_lock_is_known_by_the_next() {
    let content = b"area,period\n".to_vec();
    let served = content.clone();
    let server = Server::start(move |asked| Answer::file(asked, &served, "\"one\""));
    // In the catalogue: its hash is enough. Not in it: the description of the part says so.
    let place = Place::of(&server, &[("a.csv", &content)]);
    std::fs::write(place.path("a.csv"), &content).unwrap();
    assert_eq!(place.fetch("a.csv"), State::AlreadyThere);
    place.assert_true();
    let address = server.url("/media/b.csv");
    let place = Place::of(&server, &[]);
    std::fs::create_dir_all(place.path(".partial/gov-uk")).unwrap();
    std::fs::create_dir_all(place.path("gov-uk")).unwrap();
    std::fs::write(place.path("gov-uk/b.csv"), &content).unwrap();
    let about = format!("from = \"{address}\"\nready = \"{}\"\n", sha256(&content));
    std::fs::write(place.path(".partial/gov-uk/b.csv.about"), about).unwrap();
    assert_eq!(place.fetch(&address), State::AlreadyThere);
    place.assert_true();
    assert!(!place.path(".partial").exists());
}

#[test]
fn files_of_others_stay_unless_they_are_to_be_replaced() {
    let content = b"published".to_vec();
    let served = content.clone();
    let server = Server::start(move |asked| Answer::file(asked, &served, "\"one\""));
    let place = Place::of(&server, &[("a.csv", &content)]);
    std::fs::write(place.path("a.csv"), "mine").unwrap();
    assert!(place.refused("a.csv").contains("another file has this name"));
    assert_eq!(std::fs::read(place.path("a.csv")).unwrap(), b"mine");
    place.try_fetch(&["a.csv"], true).unwrap();
    assert_eq!(std::fs::read(place.path("a.csv")).unwrap(), content);
    std::fs::write(place.path("a.csv"), "edited").unwrap();
    assert!(place.refused("a.csv").contains("changed since it was fetched"));
    std::fs::remove_file(place.path("a.csv")).unwrap();
    assert_eq!(place.fetch("a.csv"), FETCHED);
    place.assert_true();
}

#[test]
fn an_entry_of_a_file_that_was_taken_away_goes() {
    let content = b"published".to_vec();
    let served = content.clone();
    let server = Server::start(move |asked| Answer::file(asked, &served, "\"one\""));
    let place = Place::of(&server, &[("a.csv", &content), ("b.csv", &content)]);
    place.try_fetch(&["all"], false).unwrap();
    std::fs::remove_file(place.path("a.csv")).unwrap();
    place.fetch("b.csv");
    place.assert_true();
}

#[test]
fn a_newer_edition_in_the_catalogue_takes_the_place_of_an_earlier_one() {
    let server = Server::start(|asked| Answer::new(200, if asked.before == 0 { "old" } else { "new" }));
    let place = Place::of(&server, &[("a.csv", b"old")]);
    assert_eq!(place.fetch("a.csv"), FETCHED);
    let later = Place::of(&server, &[("a.csv", b"new")]);
    let place = Place { catalogue: later.catalogue, ..place };
    assert_eq!(place.fetch("a.csv"), State::Fetched { resumed: None, newer: true });
    assert_eq!(std::fs::read(place.path("a.csv")).unwrap(), b"new");
    place.assert_true();
}

#[cfg(unix)]
#[test]
fn one_process_at_a_time_fetches_into_a_folder() {
    let server = Server::start(|_| Answer::new(200, "x"));
    let place = Place::of(&server, &[("a.csv", b"x")]);
    let folder = std::fs::File::open(place.folder()).unwrap();
    folder.lock().unwrap();
    let refused = place.try_fetch(&["a.csv"], false).unwrap_err().to_string();
    assert!(refused.contains("another `kingsway fetch`"), "{refused}");
}
