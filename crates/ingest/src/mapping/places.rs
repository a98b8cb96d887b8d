//! Areas and other places found by number, code or name.

use crate::register::{named_on, numbered};
use evidence::{AreaNumber, Areas, Date, GssCode, Place};
use rustc_hash::FxHashMap;

/// Finds places, remembering what it found: a file names the same few hundred again and again.
#[derive(Debug)]
pub struct PlaceFinder<'a> {
    areas: &'a Areas,
    on: Date,
    marks: bool,
    known: FxHashMap<String, Option<Place>>,
}

impl<'a> PlaceFinder<'a> {
    /// A finder of the places that a file of some date means. `marks` allows marks of footnotes after names.
    pub fn new(areas: &'a Areas, on: Option<Date>, marks: bool) -> PlaceFinder<'a> {
        PlaceFinder { areas, on: on.unwrap_or(Date::MAX), marks, known: FxHashMap::default() }
    }

    /// The place of a number, code or name.
    pub fn find(&mut self, text: &str) -> Option<Place> {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let found = self.look_up(text);
        self.known.insert(text.to_owned(), found);
        found
    }

    /// The area of a number, code or name.
    pub fn area(&mut self, text: &str) -> Option<AreaNumber> {
        self.find(text).and_then(Place::area)
    }

    fn look_up(&self, text: &str) -> Option<Place> {
        if let Some(number) = numbered(text) {
            return self.areas.get(number).map(|area| Place::Area(area.number));
        }
        if let Ok(code) = text.parse::<GssCode>() {
            return self.areas.coded(code);
        }
        named_on(self.areas, text, self.on).or_else(|| {
            let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || ",*() ".contains(c));
            (self.marks && bare.len() < text.len() && !bare.is_empty())
                .then(|| named_on(self.areas, bare, self.on))
                .flatten()
        })
    }

    /// "; the nearest is `Luton`", for a name that is near one of the register.
    pub fn nearest(&self, text: &str) -> String {
        match self.areas.nearest(text, 1).first() {
            Some(name) => format!("; the nearest is `{name}`"),
            None => String::new(),
        }
    }
}
