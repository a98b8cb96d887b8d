//! Evidence: every table in memory, with short positions instead of repeated texts.

use crate::date::from_days;
use crate::inspection::Inspections;
use crate::{
    AreaEvent, Areas, CellForm, Date, Group, Indicator, Listings, NeighbourSet, Observations, Period, Place,
    Release, SettingId, SettingLink, Source, StringColumn, Vocabulary,
};

macro_rules! position {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl $name {
            /// The position as an index of its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

position! {
    /// A position in [`Evidence::indicators`].
    IndicatorIndex(u32)
}
position! {
    /// A position in [`Evidence::places`].
    PlaceIndex(u16)
}
position! {
    /// A position in [`Evidence::periods`].
    PeriodIndex(u16)
}
position! {
    /// A position in [`Evidence::groups`].
    GroupIndex(u16)
}
position! {
    /// A position in [`Evidence::settings`].
    SettingIndex(u32)
}
position! {
    /// A position in [`Evidence::sources`].
    SourceIndex(u16)
}
position! {
    /// A position in [`Evidence::cell_forms`].
    FormIndex(u32)
}
position! {
    /// A position in [`Evidence::releases`].
    ReleaseIndex(u16)
}
position! {
    /// A position in [`Vocabulary::scales`].
    ScaleIndex(u8)
}
position! {
    /// A position in [`Vocabulary::aspects`].
    AspectIndex(u8)
}
position! {
    /// A position in [`Vocabulary::remits`].
    RemitIndex(u8)
}

/// Everything that was read, sorted so that the same files give the same evidence in whatever order they came.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// Scales, aspects and remits.
    pub vocabulary: Vocabulary,
    /// The register of areas and regions.
    pub areas: Areas,
    /// Sets of statistical neighbours, earliest version first.
    pub neighbour_sets: Vec<NeighbourSet>,
    /// Files, sorted by hash, name and sheet.
    pub sources: Vec<Source>,
    /// Columns of those files with how their cells are written, sorted.
    pub cell_forms: Vec<CellForm>,
    /// Indicators, sorted by their name.
    pub indicators: Vec<Indicator>,
    /// Places that observations are about, sorted.
    pub places: Vec<Place>,
    /// Periods that observations are about, sorted by label.
    pub periods: Vec<Period>,
    /// Groups that observations are about, sorted.
    pub groups: Vec<Group>,
    /// How it is known when observations became public, sorted.
    pub releases: Vec<Release>,
    /// Observations, sorted.
    pub observations: Observations,
    /// Numbers of settings, sorted.
    pub settings: StringColumn,
    /// Listings of settings, sorted by setting, date of listing, source and row.
    pub listings: Listings,
    /// Successions of settings, sorted.
    pub links: Vec<SettingLink>,
    /// Inspections with their judgements, sorted.
    pub inspections: Inspections,
    /// Events of whole areas, sorted.
    pub area_events: Vec<AreaEvent>,
}

impl Evidence {
    /// The position of an indicator of that name.
    pub fn indicator(&self, id: &str) -> Option<IndicatorIndex> {
        let at = self.indicators.binary_search_by(|indicator| indicator.id.as_str().cmp(id)).ok()?;
        Some(IndicatorIndex(u32::try_from(at).ok()?))
    }

    /// The position of a place.
    pub fn place(&self, place: Place) -> Option<PlaceIndex> {
        Some(PlaceIndex(u16::try_from(self.places.binary_search(&place).ok()?).ok()?))
    }

    /// The position of a group.
    pub fn group(&self, group: &Group) -> Option<GroupIndex> {
        Some(GroupIndex(u16::try_from(self.groups.binary_search(group).ok()?).ok()?))
    }

    /// The position of a setting of that number.
    pub fn setting(&self, id: &SettingId) -> Option<SettingIndex> {
        Some(SettingIndex(u32::try_from(self.settings.position(id.as_str())?).ok()?))
    }

    /// The number of a setting.
    pub fn setting_id(&self, setting: SettingIndex) -> SettingId {
        SettingId::from(self.settings.get(setting.index()))
    }

    /// The first and the last day on which any figure or inspection became public; none where there is neither.
    pub fn known_between(&self) -> Option<(Date, Date)> {
        let days = [self.observations.known_from(), &self.inspections.known_from];
        let (first, last) = days
            .into_iter()
            .filter_map(least_and_greatest)
            .reduce(|(first, last), (least, greatest)| (first.min(least), last.max(greatest)))?;
        Some((from_days(first)?, from_days(last)?))
    }
}

/// The least and the greatest of some days.
fn least_and_greatest(days: &[i32]) -> Option<(i32, i32)> {
    let first = *days.first()?;
    Some(days.iter().fold((first, first), |(least, greatest), day| (least.min(*day), greatest.max(*day))))
}
