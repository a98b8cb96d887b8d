//! How long reading the benchmarking tool's files takes: `cargo run --release -p ingest --example read_lait PATH…`.

use std::path::PathBuf;
use std::time::Instant;

#[expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement is taken and printed")]
fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    for _ in 0..5 {
        let begun = Instant::now();
        match ingest::lait::read(&paths) {
            Ok(read) => println!(
                "{:>7.1} ms, {} observations",
                begun.elapsed().as_secs_f64() * 1e3,
                read.evidence.observations.len()
            ),
            Err(error) => println!("{:?}", miette::Report::new(error)),
        }
    }
}
