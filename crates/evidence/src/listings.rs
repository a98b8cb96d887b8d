//! Listings of settings as columns: most of what is asked of all settings at once needs a few columns only.

use crate::{
    AreaNumber, CellPlace, CellRef, Date, DictionaryColumn, FormIndex, Listing, RemitIndex, SettingIndex,
    SourceIndex, StringColumn,
    date::{from_days, optional_days, to_days},
};

/// What [`Listings::area`] holds where the area is not known: the number of no area.
pub const NO_AREA: u16 = 0;
/// What [`Listings::places`] holds where the number of places is not published.
pub const NO_PLACES: u32 = u32::MAX;

/// Listings of settings, a column for each part of [`Listing`], sorted by setting, date of listing, source and row.
/// Dates are days since 1 January 1970, or [`crate::date::NO_DAY`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listings {
    /// The setting.
    pub setting: Vec<SettingIndex>,
    /// Names, or empty.
    pub name: StringColumn,
    /// Kinds of setting.
    pub remit: Vec<RemitIndex>,
    /// Kinds in the publishers' words.
    pub kind: DictionaryColumn,
    /// Numbers of areas, or [`NO_AREA`].
    pub area: Vec<u16>,
    /// Days of opening.
    pub opened: Vec<i32>,
    /// Days of closing.
    pub closed: Vec<i32>,
    /// Whether the listing says that it was active.
    pub active: Vec<bool>,
    /// Who runs it, or empty.
    pub sector: DictionaryColumn,
    /// Children there are places for, or [`NO_PLACES`].
    pub places: Vec<u32>,
    /// Postcodes, or empty.
    pub postcode: StringColumn,
    /// Days of the listings.
    pub listed_as_at: Vec<i32>,
    /// The files.
    pub source: Vec<SourceIndex>,
    /// The rows of those files.
    pub row: Vec<u32>,
    /// The cells of the settings' numbers in those rows.
    pub(crate) form: Vec<FormIndex>,
}

impl Listings {
    /// How many listings there are.
    pub fn len(&self) -> usize {
        self.setting.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.setting.is_empty()
    }

    /// The area of a listing, where known.
    pub fn area(&self, at: usize) -> Option<AreaNumber> {
        AreaNumber::new(self.area[at])
    }

    /// The listing at a position.
    pub fn get(&self, at: usize) -> Listing {
        Listing {
            setting: self.setting[at],
            name: self.name.get(at).to_owned(),
            remit: self.remit[at],
            kind: self.kind.get(at).to_owned(),
            area: self.area(at),
            opened: from_days(self.opened[at]),
            closed: from_days(self.closed[at]),
            active: self.active[at],
            sector: self.sector.get(at).to_owned(),
            places: Some(self.places[at]).filter(|places| *places != NO_PLACES),
            postcode: self.postcode.get(at).to_owned(),
            listed_as_at: from_days(self.listed_as_at[at]).unwrap_or(Date::MIN),
            source: self.source[at],
            row: self.row[at],
            form: self.form[at],
        }
    }

    /// The cell of the setting's number in a listing.
    pub fn cell(&self, at: usize) -> CellRef {
        let place = CellPlace { source: self.source[at], row: self.row[at], form: self.form[at] };
        CellRef::of_setting(place, self.setting[at])
    }

    /// The positions of a setting's listings, earliest first.
    pub fn of_setting(&self, setting: SettingIndex) -> std::ops::Range<usize> {
        let from = self.setting.partition_point(|other| *other < setting);
        from..from + self.setting[from..].partition_point(|other| *other == setting)
    }

    /// Adds a listing at the end.
    pub fn push(&mut self, setting: &Listing) {
        self.setting.push(setting.setting);
        self.name.push(&setting.name);
        self.remit.push(setting.remit);
        self.kind.push(&setting.kind);
        self.area.push(setting.area.map_or(NO_AREA, AreaNumber::get));
        self.opened.push(optional_days(setting.opened));
        self.closed.push(optional_days(setting.closed));
        self.active.push(setting.active);
        self.sector.push(&setting.sector);
        self.places.push(setting.places.unwrap_or(NO_PLACES));
        self.postcode.push(&setting.postcode);
        self.listed_as_at.push(to_days(setting.listed_as_at));
        self.source.push(setting.source);
        self.row.push(setting.row);
        self.form.push(setting.form);
    }
}
