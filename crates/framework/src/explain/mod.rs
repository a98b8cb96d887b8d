//! Pages for people: a framework in plain English, and how an area's grade came about.

mod area;
mod framework;

pub use area::explain_area;
pub use framework::explain;
