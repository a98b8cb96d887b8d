//! Kingsway.
fn main() {}
