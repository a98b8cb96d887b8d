//! Areas as dated entities: codes of three schemes, names with variants, opening, closing, successors; regions; England.

use crate::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The Department for Education's three-digit number of an area: what stays the same while GSS codes change.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct AreaNumber(u16);

impl AreaNumber {
    /// The number, if it is one of an area: 201 to 969. (970 is England, above it are regions.)
    pub fn new(number: u16) -> Option<AreaNumber> {
        (201..970).contains(&number).then_some(AreaNumber(number))
    }

    /// As a plain number.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for AreaNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

/// A nine-character code of the Government Statistical Service, such as `E06000032`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GssCode([u8; 9]);

/// A text that is not a GSS code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a GSS code: one capital letter and eight digits were expected, such as E06000032")]
pub struct NotAGssCode(String);

impl FromStr for GssCode {
    type Err = NotAGssCode;

    fn from_str(text: &str) -> Result<GssCode, NotAGssCode> {
        let bytes = text.trim().as_bytes();
        match <[u8; 9]>::try_from(bytes) {
            Ok(code) if code[0].is_ascii_uppercase() && code[1..].iter().all(u8::is_ascii_digit) => {
                Ok(GssCode(code))
            }
            _ => Err(NotAGssCode(text.chars().take(40).collect())),
        }
    }
}

impl GssCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for GssCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for GssCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for GssCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<GssCode, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Where an observation is about: England, a region (Inner and Outer London are regions too), or an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The whole country.
    England,
    /// A region, by its GSS code.
    Region(GssCode),
    /// An area.
    Area(AreaNumber),
}

impl Place {
    /// `england`, `region` or `area`, as tables say it.
    pub fn kind(self) -> &'static str {
        match self {
            Place::England => "england",
            Place::Region(_) => "region",
            Place::Area(_) => "area",
        }
    }

    /// `E92000001`, the region's code, or the area's three digits.
    pub fn code(self) -> String {
        match self {
            Place::England => "E92000001".to_owned(),
            Place::Region(code) => code.to_string(),
            Place::Area(number) => number.to_string(),
        }
    }

    /// The place of a [`Place::code`].
    pub fn from_code(code: &str) -> Option<Place> {
        if code == "E92000001" {
            return Some(Place::England);
        }
        if let Ok(number) = code.parse::<u16>() {
            return AreaNumber::new(number).map(Place::Area);
        }
        code.parse().ok().map(Place::Region)
    }

    /// The area, if it is one.
    pub fn area(self) -> Option<AreaNumber> {
        match self {
            Place::Area(number) => Some(number),
            _ => None,
        }
    }
}

/// A region, or Inner or Outer London within one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Its code.
    pub code: GssCode,
    /// Its name.
    pub name: String,
    /// Other spellings, including those of the publishers.
    #[serde(default)]
    pub names: Vec<String>,
    /// The region that it is a part of: London for Inner and Outer London.
    #[serde(default)]
    pub within: Option<GssCode>,
}

/// A code that an area had for some time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DatedCode {
    /// The code.
    pub code: GssCode,
    /// First day, where known.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default)]
    pub until: Option<Date>,
}

/// An upper-tier local authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Its number, which identifies it.
    pub number: AreaNumber,
    /// Its name.
    pub name: String,
    /// Other spellings.
    #[serde(default)]
    pub names: Vec<String>,
    /// Its GSS codes, earliest first.
    #[serde(default)]
    pub gss: Vec<DatedCode>,
    /// Its code before 2009 (SNAC), where known.
    #[serde(default)]
    pub snac: Option<String>,
    /// Its region.
    pub region: GssCode,
    /// Inner or Outer London, for a London borough.
    #[serde(default)]
    pub london: Option<GssCode>,
    /// The day it came into being, where that was a reorganisation.
    #[serde(default)]
    pub opened: Option<Date>,
    /// The last day of its existence, where it was abolished.
    #[serde(default)]
    pub closed: Option<Date>,
    /// The areas that took its place.
    #[serde(default)]
    pub successors: Vec<AreaNumber>,
    /// What lists of all areas call it, where its name alone would not tell it from the area that took its place:
    /// "Dorset (Pre LG)" in the Department's benchmarking tool.
    #[serde(default)]
    pub label: Option<String>,
}

impl Area {
    /// Its label in lists of all areas: its name, unless another area bears it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }

    /// Whether it exists on a day.
    pub fn exists_on(&self, date: Date) -> bool {
        self.opened.is_none_or(|opened| opened <= date) && self.closed.is_none_or(|closed| date <= closed)
    }

    /// Its GSS code on a day, or its latest.
    pub fn gss_on(&self, date: Date) -> Option<GssCode> {
        self.gss
            .iter()
            .find(|dated| {
                dated.from.is_none_or(|from| from <= date) && dated.until.is_none_or(|until| date <= until)
            })
            .or(self.gss.last())
            .map(|dated| dated.code)
    }
}

/// An area that could not be found, with the nearest that exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no area is called `{asked}`{}", nearest_in_words(.nearest))]
pub struct UnknownArea {
    /// What was asked for.
    pub asked: String,
    /// The nearest names, the nearest first; empty where nothing is near.
    pub nearest: Vec<String>,
}

fn nearest_in_words(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        [first @ .., last] => format!("; did you mean {} or {last}?", first.join(", ")),
    }
}

/// The register of areas and regions, with every spelling and code that leads to them.
#[derive(Debug, Clone, Default)]
pub struct Areas {
    list: Vec<Area>,
    regions: Vec<Region>,
    by_name: FxHashMap<String, Place>,
    by_gss: FxHashMap<GssCode, Place>,
}

impl PartialEq for Areas {
    fn eq(&self, other: &Areas) -> bool {
        self.list == other.list && self.regions == other.regions
    }
}

impl Areas {
    /// A register of some areas and regions; sorted here, so their order does not matter.
    pub fn new(mut list: Vec<Area>, mut regions: Vec<Region>) -> Areas {
        list.sort_by_key(|area| area.number);
        list.dedup_by_key(|area| area.number);
        regions.sort_by_key(|region| region.code);
        regions.dedup_by_key(|region| region.code);
        for area in &mut list {
            area.names.sort();
            area.names.dedup();
            area.gss.sort_by_key(|dated| (dated.until.unwrap_or(Date::MAX), dated.from, dated.code));
            area.gss.dedup();
        }
        let mut areas = Areas { list, regions, by_name: FxHashMap::default(), by_gss: FxHashMap::default() };
        areas.index();
        areas
    }

    /// Fills the look-ups. A proper name wins over a variant, a living area over an abolished one.
    fn index(&mut self) {
        let mut names: Vec<(u8, bool, String, Place)> = vec![(0, false, folded("England"), Place::England)];
        for area in &self.list {
            let place = Place::Area(area.number);
            names.push((0, area.closed.is_some(), folded(&area.name), place));
            let spellings = area.names.iter().chain(&area.label);
            names.extend(spellings.map(|name| (1, area.closed.is_some(), folded(name), place)));
            for dated in &area.gss {
                self.by_gss.entry(dated.code).or_insert(place);
            }
        }
        for region in &self.regions {
            let place = Place::Region(region.code);
            names.push((0, false, folded(&region.name), place));
            names.extend(region.names.iter().map(|name| (1, false, folded(name), place)));
            self.by_gss.insert(region.code, place);
        }
        names.sort();
        for (_, _, name, place) in names {
            self.by_name.entry(name).or_insert(place);
        }
    }

    /// All areas by number, abolished ones included.
    pub fn list(&self) -> &[Area] {
        &self.list
    }

    /// All regions by code.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The area of a number.
    pub fn get(&self, number: AreaNumber) -> Option<&Area> {
        self.list.binary_search_by_key(&number, |area| area.number).ok().map(|at| &self.list[at])
    }

    /// The region of a code.
    pub fn region(&self, code: GssCode) -> Option<&Region> {
        self.regions.binary_search_by_key(&code, |region| region.code).ok().map(|at| &self.regions[at])
    }

    /// A place's name.
    pub fn name(&self, place: Place) -> &str {
        match place {
            Place::England => "England",
            Place::Region(code) => self.region(code).map_or("", |region| &region.name),
            Place::Area(number) => self.get(number).map_or("", |area| &area.name),
        }
    }

    /// The place of a name in any known spelling.
    pub fn named(&self, name: &str) -> Option<Place> {
        self.by_name.get(&folded(name)).copied()
    }

    /// The place of a GSS code.
    pub fn coded(&self, code: GssCode) -> Option<Place> {
        if code.as_str() == "E92000001" {
            return Some(Place::England);
        }
        self.by_gss.get(&code).copied()
    }

    /// The area that a person means: a number, a GSS code or a name in any spelling.
    pub fn find(&self, asked: &str) -> Result<&Area, UnknownArea> {
        let place = match asked.trim().parse::<u16>() {
            Ok(number) => AreaNumber::new(number).map(Place::Area),
            Err(_) => match asked.parse::<GssCode>() {
                Ok(code) => self.coded(code),
                Err(_) => self.named(asked),
            },
        };
        place
            .and_then(Place::area)
            .and_then(|number| self.get(number))
            .ok_or_else(|| UnknownArea { asked: asked.to_owned(), nearest: self.nearest(asked, 3) })
    }

    /// The proper names nearest to what was asked, compared by their folded forms.
    pub fn nearest(&self, asked: &str, how_many: usize) -> Vec<String> {
        let names = self.list.iter().map(|area| (area.name.as_str(), folded(&area.name)));
        let nearest = definitions::nearest_by(&folded(asked), names, how_many);
        nearest.into_iter().map(str::to_owned).collect()
    }
}

/// A name without what publishers write differently: case, accents of punctuation, "&" and "and", "the",
/// "council", "St." and the like. Two spellings of one place fold to the same text.
pub fn folded(name: &str) -> String {
    const DROPPED: [&str; 11] = [
        "the",
        "of",
        "council",
        "borough",
        "county",
        "city",
        "metropolitan",
        "london",
        "royal",
        "district",
        "unitary",
    ];
    let lower = name.to_lowercase().replace('&', " and ").replace(['’', '\'', '`'], "");
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !DROPPED.contains(word)).collect();
    let words = if kept.is_empty() { words } else { kept };
    words.into_iter().map(|word| if word == "saint" { "st" } else { word }).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register() -> Areas {
        let region = |code: &str, name: &str| Region {
            code: code.parse().unwrap(),
            name: name.to_owned(),
            names: vec![],
            within: None,
        };
        let area = |number: u16, name: &str, gss: &str| Area {
            number: AreaNumber::new(number).unwrap(),
            name: name.to_owned(),
            names: vec![],
            gss: vec![DatedCode { code: gss.parse().unwrap(), from: None, until: None }],
            snac: None,
            region: "E12000006".parse().unwrap(),
            london: None,
            opened: None,
            closed: None,
            successors: vec![],
            label: None,
        };
        Areas::new(
            vec![
                area(821, "Luton", "E06000032"),
                area(822, "Bedford", "E06000055"),
                area(212, "Wandsworth", "E09000032"),
                area(201, "City of London", "E09000001"),
            ],
            vec![region("E12000006", "East of England"), region("E12000007", "London")],
        )
    }

    #[test]
    fn an_area_is_found_by_number_code_and_any_spelling() {
        let areas = register();
        for asked in ["821", "E06000032", "luton", "Luton Borough Council", "LUTON"] {
            assert_eq!(areas.find(asked).unwrap().name, "Luton", "{asked}");
        }
    }

    #[test]
    fn an_unknown_area_is_answered_with_the_nearest_names() {
        let error = register().find("Lutton").unwrap_err();
        assert_eq!(error.to_string(), "no area is called `Lutton`; did you mean Luton?");
    }

    #[test]
    fn the_city_of_london_is_not_the_region_of_london() {
        let areas = register();
        assert_eq!(areas.find("City of London").unwrap().number.get(), 201);
        assert_eq!(areas.named("London"), Some(Place::Region("E12000007".parse().unwrap())));
    }

    #[test]
    fn a_region_is_not_an_area() {
        assert!(register().find("East of England").is_err());
    }

    #[test]
    fn places_and_their_codes_lead_to_each_other() {
        for code in ["E92000001", "E12000006", "821"] {
            assert_eq!(Place::from_code(code).unwrap().code(), code);
        }
        assert_eq!(Place::from_code("970"), None);
    }
}
