//! One file for each command; what they share is here.

pub mod areas;
pub mod assess;
pub mod check;
pub mod compare;
pub mod conventions;
pub mod draft;
pub mod explain;
pub mod framework;
pub mod import;
pub mod indicators;
pub mod letter;
pub mod letters;
pub mod profile;
pub mod profile_text;
pub mod settings;
pub mod snapshot;
