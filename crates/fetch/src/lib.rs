#![doc = include_str!("../README.md")]

pub mod address;
pub mod catalogue;
mod client;
pub mod documentation;
mod folder;
#[cfg(feature = "https")]
pub mod https;
pub mod lock;
pub mod name;
pub mod news;
pub mod problem;
pub mod recipe;
pub mod run;
pub mod select;
pub mod services;
mod transfer;
pub mod transport;

pub use catalogue::{ALL, Catalogue};
pub use client::Event;
pub use lock::{LOCK_FILE, Lock};
pub use problem::{Error, Problem};
pub use run::{FetchRequest, Fetcher, FileState, State};
