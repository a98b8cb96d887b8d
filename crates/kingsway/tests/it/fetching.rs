//! `kingsway fetch`, the real program against a server on this machine: killed at any moment, its folder is whole or can be
//! resumed, and its lock file is true.

#![cfg(feature = "fetch")]

use crate::program::{kingsway, printed, root, said};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use testkit::environment;
use testkit::server::{Answer, Manner, Numbers, Server};

/// How often the program is killed, unless the environment says more: `KINGSWAY_FETCH_KILLS=200`.
const KILLS: u64 = 12;

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A catalogue of files on a server, in a file.
fn catalogue(folder: &Path, server: &Server, files: &BTreeMap<String, Vec<u8>>) -> PathBuf {
    let mut text = String::from(
        "[limits]\nconnect = 5.0\nsilence = 5.0\nslowest-bytes-a-second = 1000\nattempts = 3\nfirst-pause = 0.001\nlongest-pause = 0.01\n\
         redirects = 3\nlargest-bytes = 10000000\nlargest-answer = 100000\n[[groups]]\nid = \"start\"\ntitle = \"All\"\n",
    );
    for (name, content) in files {
        let _ = write!(
            text,
            "[[files]]\nname = \"{name}\"\ngroups = [\"start\"]\ntitle = \"{name}\"\npublisher = \"P\"\n\
             licence = \"Open Government Licence v3.0\"\naddress = \"{}\"\nbytes = {}\nsha256 = \"{}\"\n",
            server.url(&format!("/{name}")),
            content.len(),
            sha256(content)
        );
    }
    let path = folder.join("catalogue.toml");
    std::fs::write(&path, text).unwrap();
    path
}

/// Every file that stands under its name is the published one, and the lock lists exactly files that are there, with their
/// hashes. How many there are.
fn whole(into: &Path, files: &BTreeMap<String, Vec<u8>>) -> usize {
    let mut there = 0;
    for (name, content) in files {
        if let Ok(found) = std::fs::read(into.join(name)) {
            assert!(found == *content, "{name} has its name and is not whole");
            there += 1;
        }
    }
    let lock = std::fs::read_to_string(into.join("fetch.lock")).unwrap_or_default();
    let lock: toml::Table = toml::from_str(&lock).unwrap();
    let entries = lock.get("files").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    for entry in &entries {
        let name = entry["name"].as_str().unwrap();
        let content = std::fs::read(into.join(name))
            .unwrap_or_else(|_| panic!("the lock lists {name}, which is not there"));
        assert_eq!(entry["sha256"].as_str().unwrap(), sha256(&content));
    }
    assert!(there - entries.len() <= 1, "a run that is killed leaves at most the last file out of the lock");
    there
}

fn start(catalogue: &Path, into: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_kingsway"))
        .args(["fetch", "--catalogue"])
        .arg(catalogue)
        .arg("--into")
        .arg(into)
        .current_dir(root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killed_at_any_moment_the_folder_is_whole_or_resumable_and_the_lock_true() {
    let kills = environment("KINGSWAY_FETCH_KILLS").and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let mut numbers = Numbers::new(11);
    let sizes = [0, 1, 3_000, 70_000, 200_000, 400_000];
    let files: BTreeMap<String, Vec<u8>> = sizes
        .iter()
        .enumerate()
        .map(|(at, size)| (format!("part {at}/file-{at}.csv"), numbers.bytes(*size)))
        .collect();
    let served: BTreeMap<String, Vec<u8>> = files
        .iter()
        .map(|(name, content)| (format!("/{}", name.replace(' ', "%20")), content.clone()))
        .collect();
    let server = Server::start(move |asked| {
        let Some(content) = served.get(&asked.path) else { return Answer::new(404, "") };
        let answer = Answer::file(asked, content, "\"one\"");
        // A line that takes its time, so that the program is killed in the middle of files, and that breaks now and then.
        match asked.before % 7 {
            3 => {
                let cut = answer.body.len() / 2;
                answer.manner(Manner::CutAfter(cut))
            }
            5 => Answer::new(503, ""),
            _ => answer.manner(Manner::Dribble(8_000, Duration::from_millis(1))),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(catalogue(folder.path(), &server, &files)).unwrap();
    let catalogue = folder.path().join("encoded.toml");
    // Addresses have no spaces, names may.
    let line = |line: &str| {
        if line.starts_with("address") { line.replace("/part ", "/part%20") } else { line.to_owned() }
    };
    std::fs::write(&catalogue, text.lines().map(line).collect::<Vec<_>>().join("\n")).unwrap();

    let (mut killed, mut resumed, mut finished) = (0, 0, 0);
    let mut round = 0;
    while killed < kills {
        round += 1;
        let into = folder.path().join(format!("into-{round}"));
        loop {
            let mut run = start(&catalogue, &into);
            std::thread::sleep(Duration::from_millis(2 + numbers.below(250)));
            let ended = run.try_wait().unwrap();
            if ended.is_none() {
                run.kill().unwrap();
                killed += 1;
            }
            run.wait().unwrap();
            let there = whole(&into, &files);
            resumed += usize::from(into.join(".partial").exists() && there < files.len());
            if ended.is_some() || killed >= kills {
                break;
            }
        }
        // One more run, left alone, brings all that is missing.
        for _ in 0..10 {
            if start(&catalogue, &into).wait().unwrap().success() {
                finished += 1;
                break;
            }
        }
        assert_eq!(whole(&into, &files), files.len(), "round {round}");
        assert!(!into.join(".partial").exists(), "nothing is left aside");
    }
    assert_eq!(finished, round);
    assert!(resumed > 0, "no run was killed in the middle of a file");
    let parts = server.asked().iter().filter(|asked| asked.from().is_some()).count();
    println!("killed {killed} times in {round} folders; {parts} requests asked for the rest of a file");
}

#[test]
fn fetching_says_what_came_from_where_and_under_which_licence() {
    let files =
        BTreeMap::from([("a.csv".to_owned(), b"area\n".to_vec()), ("b.csv".to_owned(), b"gone".to_vec())]);
    let server = Server::start(|asked| match asked.path.as_str() {
        "/a.csv" => Answer::file(asked, b"area\n", "\"1\""),
        _ => Answer::new(404, ""),
    });
    let folder = tempfile::tempdir().unwrap();
    let catalogue = catalogue(folder.path(), &server, &files).display().to_string();
    let into = folder.path().join("data").display().to_string();
    let words = ["fetch", "--catalogue", &catalogue, "--into", &into];
    let output = kingsway(&words);
    assert_eq!(output.status.code(), Some(2), "one file could not be fetched");
    let text = String::from_utf8(output.stdout).unwrap();
    for part in [
        "1 fetched, 0 there already, 1 not fetched",
        "404",
        "Open Government Licence v3.0",
        "Run the command again",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let text = printed(&["fetch", "a.csv", "--catalogue", &catalogue, "--into", &into], 0);
    assert!(text.contains("there already") && text.contains("kingsway import"), "{text}");
    let text = printed(&["fetch", "--new", "--catalogue", &catalogue, "--into", &into], 0);
    assert!(text.contains("1 of 1 files are as their publishers have them"), "{text}");
    let text = said(&["fetch", "c.csv", "--catalogue", &catalogue, "--into", &into], 2);
    assert!(
        text.contains("nothing in the catalogue is called `c.csv`") && text.contains("fetch --list"),
        "{text}"
    );
}

#[test]
fn nothing_is_fetched_into_a_snapshot() {
    let place = crate::program::example();
    let text = said(&["fetch", "--into", place], 2);
    assert!(text.contains("snapshots are never changed"), "{text}");
}

#[test]
fn the_catalogue_is_listed_without_a_connection() {
    let text = printed(&["fetch", "--list"], 0);
    for part in ["lait/bds_long_0.parquet", "benchmarking", "start", "106"] {
        assert!(text.contains(part), "{part}");
    }
    let csv = printed(&["fetch", "--list", "authorities", "--format", "csv"], 0);
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(csv.starts_with("file,groups,title,publisher,licence,as_at,bytes,sha256,page,address,note\n"));
}
