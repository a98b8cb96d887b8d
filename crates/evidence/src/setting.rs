//! Settings: anything inspected, as the published registers list it.

use crate::scale::text_id;
use crate::{AreaNumber, Date, FormIndex, RemitIndex, SettingIndex, SourceIndex};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

text_id! {
    /// The publisher's number for a setting with its register: `urn:100000` for schools and colleges,
    /// `childcare:EY101465`, `social-care:SC001531`, `ukprn:10009064`, `la:301`, `send:301`. Numbers of different
    /// registers overlap, so the register belongs to the number.
    SettingId
}
text_id! {
    /// The kind of setting: `childminder`, `primary-school`, `childrens-home`…
    RemitId
}

/// A kind of setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remit {
    /// Its name.
    pub id: RemitId,
    /// One of them, in words: "primary school".
    pub singular: String,
    /// Several, in words: "primary schools".
    pub plural: String,
    /// The stage of life it serves, in a letter's order: `early-years`, `primary`, `secondary`, `post-16`, `looked-after`…
    pub life_stage: String,
    /// Whether one of them is mostly one person at home, whom a statement on few of them would single out.
    #[serde(default)]
    pub is_one_person: bool,
}

/// One setting as one published file lists it. The same setting may be listed by several files; the profile
/// takes, as at a date, the latest listing that was public by then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its number, as a position in [`crate::Evidence::settings`].
    pub setting: SettingIndex,
    /// Its name; empty where the publisher withheld it.
    pub name: String,
    /// The kind of setting, in the field's words.
    pub remit: RemitIndex,
    /// The kind in the publisher's words: "Academy converter".
    pub kind: String,
    /// The area it stands in (for social care: not the area that places children there), where known.
    pub area: Option<AreaNumber>,
    /// The day it opened or was registered, where published.
    pub opened: Option<Date>,
    /// The day it closed, where published.
    pub closed: Option<Date>,
    /// Whether the listing itself says that it was active on the listing's date (a listing may include closed ones).
    pub active: bool,
    /// Who runs it, in the publisher's words ("Local Authority", "Private"), or empty.
    pub sector: String,
    /// How many children it has places for, where published.
    pub places: Option<u32>,
    /// Postcode, or empty.
    pub postcode: String,
    /// The date of the listing.
    pub listed_as_at: Date,
    /// The file.
    pub source: SourceIndex,
    /// The row of that file.
    pub row: u32,
    /// The cell of its number, as a position in [`crate::Evidence::cell_forms`].
    pub form: FormIndex,
}

/// How one setting followed another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SettingLink {
    /// The later setting.
    pub successor: SettingIndex,
    /// The earlier one.
    pub predecessor: SettingIndex,
    /// The day of the change, where published.
    pub from: Option<Date>,
    /// The publisher's words: "Predecessor - merged".
    pub kind: Arc<str>,
    /// Whether the successor simply carries on (a conversion), so that it inherits the last judgement; a merger
    /// or split is recorded but inherits nothing.
    pub inherits: bool,
}
