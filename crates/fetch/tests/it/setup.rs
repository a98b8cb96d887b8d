//! A folder, a catalogue of files on a server, and one run over them.

use fetch::https::Https;
use fetch::{Catalogue, Error, Event, FetchRequest, Fetcher, FileState, Lock, State};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use testkit::server::Server;

/// Limits under which a test does not wait.
const LIMITS: &str = "[limits]\nconnect = 5.0\nsilence = 0.4\nslowest-bytes-a-second = 20000\nattempts = 4\nfirst-pause = 0.001\n\
                      longest-pause = 2.0\nredirects = 3\nlargest-bytes = 400000\nlargest-answer = 20000\n";

/// SHA-256, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A folder and what is fetched into it.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub catalogue: Catalogue,
    /// What happened, in words.
    pub events: RefCell<Vec<String>>,
}

impl Place {
    /// A place for files of a server: each by its name, with the content that the catalogue expects.
    pub fn of(server: &Server, files: &[(&str, &[u8])]) -> Place {
        let mut text = LIMITS.to_owned();
        let _ = write!(
            text,
            "[services.explore-education-statistics]\ntitle = \"EES\"\npublisher = \"Department for Education\"\nlicence = \"OGL\"\n\
             address = \"{}\"\npage-size = 2\n[services.gov-uk]\ntitle = \"GOV.UK\"\npublisher = \"A body\"\nlicence = \"OGL\"\n\
             address = \"{}\"\ncontent = \"{}\"\nattachments = [\"{}\"]\nendings = [\"csv\", \"ods\"]\n",
            server.url("/v1"),
            server.url(""),
            server.url("/api/content"),
            server.url("")
        );
        for (name, content) in files {
            let address = server.url(&format!("/{name}"));
            let (bytes, hash) = (content.len(), sha256(content));
            let _ = write!(
                text,
                "[[files]]\nname = \"{name}\"\ntitle = \"A file\"\npublisher = \"A body\"\nlicence = \"OGL\"\n\
                 address = \"{address}\"\nbytes = {bytes}\nsha256 = \"{hash}\"\n"
            );
        }
        let catalogue =
            Catalogue::read("test.toml", &text).unwrap_or_else(|mistakes| panic!("{}", mistakes.rendered()));
        Place { folder: tempfile::tempdir().unwrap(), catalogue, events: RefCell::default() }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs with a fetcher that asks over the network.
    pub fn with<T>(&self, run: impl FnOnce(&Fetcher<'_>) -> T) -> T {
        let transport = Https::new(&self.catalogue.limits);
        let watch = |event: Event<'_>| {
            if let Event::Waiting { why, .. } = event {
                self.events.borrow_mut().push(why.to_owned());
            }
        };
        run(&Fetcher::new(&self.catalogue, &transport, &watch))
    }

    pub fn try_fetch(&self, names: &[&str], replace: bool) -> Result<Vec<FileState>, Error> {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        self.with(|fetcher| fetcher.fetch(&FetchRequest { names, into: self.folder().to_owned(), replace }))
    }

    /// What became of one file.
    pub fn fetch(&self, name: &str) -> State {
        let mut states = self.try_fetch(&[name], false).unwrap();
        assert_eq!(states.len(), 1);
        states.remove(0).state
    }

    /// Why it was not fetched.
    pub fn refused(&self, name: &str) -> String {
        match self.fetch(name) {
            State::Failed(problem) => problem.to_string(),
            other => panic!("{other:?}"),
        }
    }

    /// Asserts that the lock says what is there, and that nothing else is there.
    pub fn assert_true(&self) {
        let lock = Lock::of_folder(self.folder()).unwrap();
        for entry in &lock.files {
            let content = std::fs::read(self.path(entry.name.as_str())).unwrap();
            assert_eq!(
                (entry.bytes, &entry.sha256),
                (content.len() as u64, &sha256(&content)),
                "{}",
                entry.name
            );
        }
        let mut there = files_in(self.folder());
        there.retain(|name| name != "fetch.lock" && !name.starts_with(".partial"));
        let listed: Vec<String> = lock.files.iter().map(|entry| entry.name.to_string()).collect();
        assert_eq!(there, listed);
    }
}

/// The files below a folder, sorted.
pub fn files_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in std::fs::read_dir(one).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}
