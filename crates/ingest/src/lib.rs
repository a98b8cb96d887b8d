#![doc = include_str!("../README.md")]

pub mod archive;
pub mod calendar;
pub mod dates;
pub mod description;
pub mod document;
pub mod encoding;
pub mod error;
pub mod heading;
pub mod import;
pub mod lait;
pub mod limits;
pub mod mapping;
pub mod matching;
pub mod neighbours;
pub mod number;
pub mod old_workbook;
mod panics;
pub mod read_csv;
pub mod read_file;
pub mod read_ods;
pub mod read_parquet;
pub mod read_spreadsheet;
pub mod register;
pub mod screening;
pub mod table;
pub mod vocabulary;
pub mod walk;
pub mod wide;

pub use calendar::Calendar;
pub use description::Descriptions;
pub use error::ImportError;
pub use import::{Imported, Options, Progress, import, screen};
pub use screening::{FileScreening, Rejection, RejectionKind, Screening};
