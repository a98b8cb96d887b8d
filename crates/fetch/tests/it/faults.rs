//! Servers that say no, lie, or never end.

use crate::setup::{Place, files_in};
use fetch::State;
use std::time::{Duration, Instant};
use testkit::server::{Answer, Manner, Server};

/// What is said of a file of 1,000 bytes that a server answers so; nothing of it may be kept.
#[track_caller]
fn refused(answer: impl Fn(usize) -> Answer + Send + Sync + 'static) -> String {
    let server = Server::start(move |asked| answer(asked.before));
    let place = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
    let why = place.refused("a.csv");
    assert_eq!(files_in(place.folder()), ["fetch.lock"], "{why}");
    why
}

#[test]
fn a_wrong_hash_keeps_nothing() {
    let why = refused(|_| Answer::new(200, vec![b'b'; 1000]));
    assert!(why.contains("SHA-256") && why.contains("nothing of it was kept"), "{why}");
}

#[test]
fn a_wrong_size_is_refused_before_anything_is_read() {
    assert!(refused(|_| Answer::new(200, vec![b'a'; 999])).contains("999 bytes, where 1000"));
    assert!(refused(|_| Answer::new(200, vec![b'a'; 100_000])).contains("100000 bytes, where 1000"));
    let endless = refused(|_| Answer::new(200, vec![b'a'; 100_000]).manner(Manner::Chunked));
    assert!(endless.contains("larger than 1000 bytes"), "{endless}");
}

#[test]
fn a_page_that_says_sorry_is_no_file() {
    assert!(refused(|_| Answer::new(404, "<html>")).contains("404: there is no such file any more"));
    assert!(refused(|_| Answer::new(200, "<html>Sorry")).contains("where 1000 were expected"));
    assert!(refused(|_| Answer::new(451, "")).contains("451"));
}

#[test]
fn redirections_are_followed_within_limits_and_never_to_other_schemes() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/a.csv" => Answer::redirect("/next"),
        "/next" => Answer::redirect("then?x=y"),
        "/then" => Answer::file(asked, &[b'a'; 1000], "\"one\""),
        _ => Answer::new(404, ""),
    });
    let place = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
    assert!(matches!(place.fetch("a.csv"), State::Fetched { .. }));
    assert!(refused(|_| Answer::redirect("/a.csv")).contains("more than 3 redirections"));
    for to in [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "http://example.org/a",
        "http://user:word@127.0.0.1/",
        "",
        "//",
    ] {
        let why = refused(move |_| Answer::redirect(to));
        assert!(why.contains("redirect"), "{to}: {why}");
    }
}

#[test]
fn a_redirection_is_followed_again_when_the_rest_is_asked_for() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/a.csv" => Answer::redirect("/store"),
        _ if asked.before == 0 => Answer::file(asked, &[b'a'; 1000], "\"one\"").manner(Manner::CutAfter(600)),
        _ => Answer::file(asked, &[b'a'; 1000], "\"one\""),
    });
    let place = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
    assert!(matches!(place.fetch("a.csv"), State::Fetched { .. }));
    assert_eq!(server.asked().last().unwrap().from(), Some(600));
}

#[test]
fn a_server_that_is_busy_is_asked_again_after_a_pause_and_given_up_in_the_end() {
    for status in [429, 500, 502, 503, 504] {
        let server = Server::start(move |asked| match asked.before {
            0..=2 => Answer::new(status, "busy"),
            _ => Answer::new(200, vec![b'a'; 1000]),
        });
        let place = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
        assert!(matches!(place.fetch("a.csv"), State::Fetched { .. }));
        assert_eq!(place.events.borrow().len(), 3);
    }
    let why = refused(|_| Answer::new(503, ""));
    assert!(why.contains("4 attempts") && why.contains("503"), "{why}");
}

#[test]
fn a_server_that_asks_for_a_pause_gets_it_and_one_that_asks_for_an_hour_is_left_alone() {
    let server = Server::start(|asked| match asked.before {
        0 => Answer::new(429, "").header("Retry-After", "1"),
        1 => Answer::new(503, "").header("Retry-After", "Tue, 24 Nov 2026 23:00:01 GMT"),
        _ => Answer::new(200, vec![b'a'; 1000]),
    });
    let place = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
    let started = Instant::now();
    assert!(matches!(place.fetch("a.csv"), State::Fetched { .. }));
    assert!(started.elapsed() >= Duration::from_secs(2));
    let why = refused(|_| Answer::new(429, "").header("Retry-After", "3600"));
    assert!(why.contains("60 minutes") && why.contains("too many requests"), "{why}");
}

#[test]
fn silence_and_a_slow_dribble_come_to_an_end() {
    let started = Instant::now();
    let server = Server::start(|_| {
        Answer::new(200, vec![b'a'; 1000]).manner(Manner::Dribble(500, Duration::from_secs(3)))
    });
    let silent = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
    // The server has no ranges: what it sends stops at the first pause each time.
    assert!(silent.refused("a.csv").contains("attempts"));
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    let server = Server::start(|_| {
        Answer::new(200, vec![b'a'; 1000]).manner(Manner::Dribble(1, Duration::from_millis(100)))
    });
    let slow = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
    assert!(slow.refused("a.csv").contains("attempts"));
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn a_slow_server_with_ranges_is_fetched_in_pieces() {
    let server = Server::start(|asked| {
        Answer::file(asked, &[b'a'; 1000], "\"one\"").manner(Manner::Dribble(100, Duration::from_millis(90)))
    });
    let place = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
    assert!(matches!(place.fetch("a.csv"), State::Fetched { .. }));
    assert!(server.asked().len() > 1);
}

#[test]
fn without_a_length_a_hash_or_chunks_tell_whether_all_of_it_came() {
    // The catalogue knows the size: a cut is seen, and what a server without ranges sends begins again.
    let server = Server::start(|asked| {
        Answer::new(200, vec![b'a'; 1000]).manner(Manner::NoLength(if asked.before < 2 { 400 } else { 1000 }))
    });
    let place = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
    assert!(matches!(place.fetch("a.csv"), State::Fetched { .. }));
    // Nobody knows it: refused, chunks excepted.
    let server = Server::start(|asked| match asked.path.as_str() {
        "/open.csv" => Answer::new(200, vec![b'a'; 1000]).manner(Manner::NoLength(1000)),
        "/cut.csv" if asked.before == 0 => {
            Answer::new(200, vec![b'a'; 3000]).manner(Manner::ChunkedCutAfter(2000))
        }
        _ => Answer::new(200, vec![b'a'; 3000]).manner(Manner::Chunked),
    });
    let place = Place::of(&server, &[]);
    assert!(place.refused(&server.url("/open.csv")).contains("does not say where the file ends"));
    assert!(matches!(place.fetch(&server.url("/chunks.csv")), State::Fetched { .. }));
    assert!(matches!(place.fetch(&server.url("/cut.csv")), State::Fetched { .. }));
    assert_eq!(std::fs::read(place.path("gov-uk/cut.csv")).unwrap().len(), 3000);
    place.assert_true();
}

#[test]
fn a_file_whose_size_nobody_tells_beforehand_ends_at_the_limit() {
    let server = Server::start(|_| Answer::new(200, vec![b'a'; 500_000]).manner(Manner::Chunked));
    let place = Place::of(&server, &[]);
    let why = place.refused(&server.url("/a.csv"));
    assert!(why.contains("larger than 400000 bytes"), "{why}");
    assert_eq!(files_in(place.folder()), ["fetch.lock"]);
}

#[test]
fn a_server_that_is_not_there_is_said_so() {
    let server = Server::start(|_| Answer::new(200, ""));
    let place = Place::of(&server, &[("a.csv", &[b'a'; 1000])]);
    drop(server);
    std::thread::sleep(Duration::from_millis(50));
    assert!(place.refused("a.csv").contains("given up after 4 attempts"));
}

#[test]
fn one_file_that_fails_does_not_stop_the_others() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/b.csv" => Answer::new(410, ""),
        _ => Answer::new(200, "good"),
    });
    let place = Place::of(&server, &[("a.csv", b"good"), ("b.csv", b"good"), ("c.csv", b"good")]);
    let states = place.try_fetch(&["all"], false).unwrap();
    let failed: Vec<bool> = states.iter().map(|file| matches!(file.state, State::Failed(_))).collect();
    assert_eq!(failed, [false, true, false]);
    place.assert_true();
}
