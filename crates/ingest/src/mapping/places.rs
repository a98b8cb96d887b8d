//! Areas and other places found by number, code or name, and the place of each row.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem, When};
use crate::description::statistics::PlaceRule;
use crate::heading::folded;
use crate::register::{named_on, numbered};
use crate::table::Row;
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

/// Finds the place of each row.
#[derive(Debug)]
pub struct PlaceReader<'a> {
    area: Vec<Column>,
    region: Vec<Column>,
    level: Option<(Column, FxHashMap<String, String>)>,
    /// Which rows are England, where the description says it.
    england: Option<When>,
    whole: Vec<String>,
    finder: PlaceFinder<'a>,
}

impl<'a> PlaceReader<'a> {
    /// The reader of a description for this table.
    pub fn new(
        rule: &PlaceRule,
        named: &NamedColumns,
        context: Context<'a>,
        as_at: Option<Date>,
    ) -> PlaceReader<'a> {
        let levels =
            rule.levels.iter().map(|(word, level)| (folded(word), level.get_ref().clone())).collect();
        PlaceReader {
            area: named.all(&rule.area),
            region: named.all(&rule.region),
            level: named.maybe(rule.level.as_ref()).map(|column| (column, levels)),
            england: (!rule.england.is_empty()).then(|| When::new(&rule.england, named)),
            whole: rule.whole.iter().map(|word| folded(word)).collect(),
            finder: PlaceFinder::new(context.areas, as_at, rule.marks),
        }
    }

    /// The place of a row.
    pub fn read(&mut self, row: &Row<'_>, reader: &CellReader) -> Result<Place, Problem> {
        match &self.england {
            None => self.named(row, reader),
            Some(england) if england.holds(row) => Ok(Place::England),
            Some(_) => match self.named(row, reader)? {
                Place::England => {
                    Err(Problem::passed_over("England counted otherwise than the areas of this table"))
                }
                place => Ok(place),
            },
        }
    }

    /// The place that a row's columns name.
    fn named(&mut self, row: &Row<'_>, reader: &CellReader) -> Result<Place, Problem> {
        // Where no level stands (as of the Isles of Scilly in one published file), the columns of places tell it.
        let level = match &self.level {
            Some((column, levels)) if !row.cell(column.at).is_empty() => {
                let cell = row.cell(column.at);
                let word = cell.text();
                Some(levels.get(&folded(&word)).cloned().ok_or_else(|| {
                    let near = crate::heading::nearest_known(&word, levels.keys().map(String::as_str));
                    Problem::at(column.at, cell, format!("not a known level of geography{near}"))
                })?)
            }
            _ => None,
        };
        match level.as_deref() {
            Some("england") => return Ok(Place::England),
            Some("ignored") => return Err(Problem::passed_over("a level of geography that is not read")),
            Some("region") => {
                return self
                    .first(&self.region.clone(), row, reader, |place| matches!(place, Place::Region(_)));
            }
            Some("area") => {
                return self.first(&self.area.clone(), row, reader, |place| place.area().is_some());
            }
            _ => {}
        }
        for columns in [self.area.clone(), self.region.clone()] {
            if columns.iter().any(|column| self.says_something(row, column, reader)) {
                return self.first(&columns, row, reader, |_| true);
            }
        }
        if self.whole.is_empty() { Err(Problem::of_row("no place")) } else { Ok(Place::England) }
    }

    fn says_something(&self, row: &Row<'_>, column: &Column, reader: &CellReader) -> bool {
        reader.text(row, column).is_some_and(|text| !self.whole.contains(&folded(&text)))
    }

    /// The place that the first telling column names.
    fn first(
        &mut self,
        columns: &[Column],
        row: &Row<'_>,
        reader: &CellReader,
        fits: impl Fn(Place) -> bool,
    ) -> Result<Place, Problem> {
        let mut failed: Option<&Column> = None;
        for column in columns {
            let Some(text) = reader.text(row, column) else { continue };
            if self.whole.contains(&folded(&text)) {
                continue;
            }
            match self.finder.find(&text).filter(|place| fits(*place)) {
                Some(place) => return Ok(place),
                // A name says more than a code about what was meant.
                None => failed = Some(column),
            }
        }
        match failed {
            None => Err(Problem::of_row("no place")),
            Some(column) => {
                let cell = row.cell(column.at);
                let nearest = self.finder.nearest(&cell.text());
                Err(Problem::at(column.at, cell, format!("not a place of the register{nearest}")))
            }
        }
    }
}
