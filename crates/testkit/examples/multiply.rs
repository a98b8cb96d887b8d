//! Copies every indicator and setting of a snapshot many times, so that `bench/run` can measure how time and memory grow.
//!
//!     cargo run --release -p kingsway-testkit --example multiply -- SNAPSHOT TIMES INTO

#![expect(clippy::print_stdout, reason = "it is a program")]

use evidence::{Snapshot, snapshot};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, times, into] = arguments.as_slice() else {
        return Err("usage: multiply SNAPSHOT TIMES INTO".into());
    };
    let evidence = Snapshot::open(Path::new(from))?.evidence()?;
    let written = snapshot::write(&testkit::multiply(&evidence, times.parse()?), Path::new(into))?;
    println!("Snapshot {} in {into}", written.id);
    Ok(())
}
