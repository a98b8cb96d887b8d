#![doc = include_str!("../README.md")]

pub mod arithmetic;
pub mod convention;
pub mod figure;
pub mod figures;
pub mod indicators;
pub mod model;
mod model_series;
pub mod profiler;
pub mod proportions;
pub mod report;
mod row;
pub mod series;
pub mod settings;
pub mod share;
pub mod shares_elsewhere;
pub mod views;

pub use convention::{Convention, Conventions};
pub use figure::{FigureKey, FigurePlace, FigureSubject, FigureUsed};
pub use indicators::{IndicatorTable, IndicatorTableForm};
pub use model::*;
pub use profiler::{CellFigure, FigureError, Gaps, NeighbourChoice, PreparedDate, Profiler, published_set};
pub use proportions::Proportions;
pub use report::conventions_report;
pub use series::SeriesRules;
pub use settings::{SettingsAsAt, SettingsIndex, SettingsTable, SettingsTableForm};
pub use share::Share;
pub use shares_elsewhere::{ComparedWith, ShareFound};
