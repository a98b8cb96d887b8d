//! The register of areas and regions that comes with the program, from `sources/areas.toml`.

use evidence::area::folded;
use evidence::{Area, AreaNumber, Areas, Date, Place, Region};

/// The file as it was when the program was built.
const BUILT_IN: &str = include_str!("../../../sources/areas.toml");

/// What the file holds.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Register {
    regions: Vec<Region>,
    areas: Vec<Area>,
}

/// The register that comes with the program.
///
/// # Panics
/// Never in a released program: the file is part of it, and the tests read it.
pub fn builtin() -> Areas {
    let register: Register =
        toml::from_str(BUILT_IN).expect("the built-in register is part of the program and read by its tests");
    Areas::new(register.areas, register.regions)
}

/// The place that a file of some date means by a name.
///
/// Two areas may bear one name, one after the other: "Dorset" in a file of 2016 is the county that ended in 2019,
/// in a file of 2020 the council that began then. Where only one bears it, that one is meant whatever the date.
pub fn named_on(areas: &Areas, name: &str, date: Date) -> Option<Place> {
    let place = areas.named(name)?;
    let Some(area) = place.area().and_then(|number| areas.get(number)) else { return Some(place) };
    if area.exists_on(date) {
        return Some(place);
    }
    let asked = folded(name);
    let bears_it = |area: &Area| {
        folded(&area.name) == asked || area.names.iter().any(|spelling| folded(spelling) == asked)
    };
    let on_the_day = areas.list().iter().find(|area| area.exists_on(date) && bears_it(area));
    Some(on_the_day.map_or(place, |area| Place::Area(area.number)))
}

/// The area of one of the numbers that publishers write as text or as a float: `821`, `821.0`, ` 821 `.
pub fn numbered(text: &str) -> Option<AreaNumber> {
    let text = text.trim();
    text.strip_suffix(".0").unwrap_or(text).parse().ok().and_then(AreaNumber::new)
}

#[cfg(test)]
mod tests;
