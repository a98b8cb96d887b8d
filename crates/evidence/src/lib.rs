#![doc = include_str!("../README.md")]

pub mod area;
pub mod builder;
pub mod cell;
pub mod column;
pub mod date;
pub mod evidence;
pub mod figure;
pub mod indicator;
pub mod inspection;
pub mod listings;
pub mod missing;
pub mod neighbours;
mod numbers;
pub mod observation;
pub mod period;
pub mod scale;
pub mod setting;
pub mod shared_text;
pub mod snapshot;
mod sorting;
pub mod source;
pub mod sparse;
mod succession;

pub use area::{Area, AreaNumber, Areas, GssCode, Place, Region};
pub use builder::EvidenceBuilder;
pub use cell::{CellForm, CellPlace, CellRef, Origin, Origins, TextForm, ValueCells};
pub use column::{DictionaryColumn, StringColumn};
pub use date::Date;
pub use evidence::{
    AspectIndex, Evidence, FormIndex, GroupIndex, IndicatorIndex, PeriodIndex, PlaceIndex, RemitIndex,
    ScaleIndex, SettingIndex, SourceIndex,
};
pub use figure::{Arithmetic, Figure, KeyText, MadeOf};
pub use indicator::{Indicator, IndicatorId, Polarity, Unit};
pub use inspection::{AreaEvent, Inspection, Inspections, Judged, Judgement};
pub use listings::Listings;
pub use missing::{Missing, Value};
pub use neighbours::{Neighbour, NeighbourSet};
pub use observation::{Fraction, Group, Observation, Observations, PartForms, PublishedValue, ValueForms};
pub use period::Period;
pub use scale::{Aspect, AspectId, Bearing, InspectionKind, Scale, ScaleId, ScaleValue, Vocabulary};
pub use setting::{Listing, Remit, RemitId, SettingId, SettingLink};
pub use shared_text::SharedText;
pub use snapshot::{Overlay, OverlayError, Snapshot, SnapshotError, SnapshotId};
pub use source::Source;
pub use sparse::Sparse;
pub use succession::LinkBasis;
