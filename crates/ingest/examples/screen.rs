//! Reads files or folders and prints, for each, its format and rows: `cargo run -p ingest --release --example screen -- PATH…`

use std::path::PathBuf;
use std::time::Instant;

#[expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program for people at a terminal, which tells them the time it took"
)]
fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let began = Instant::now();
    let outcome = ingest::Options::builtin().and_then(|options| ingest::import(&paths, &options));
    let took = began.elapsed();
    match outcome {
        Err(error) => println!("{:?}", miette::Report::new(error)),
        Ok(imported) => {
            println!(
                "{:<72} {:<34} {:<12} {:>10} {:>8} {:>8} {:>8}",
                "file", "format", "encoding", "as at", "rows", "read", "rejected"
            );
            for file in &imported.screening.files {
                println!(
                    "{:<72} {:<34} {:<12} {:>10} {:>8} {:>8} {:>8}",
                    file.path,
                    file.format.as_deref().unwrap_or("-"),
                    file.encoding.as_deref().unwrap_or("-"),
                    file.as_at.map_or("-".to_owned(), |date| date.to_string()),
                    file.rows_in_file,
                    file.rows_read,
                    file.rows_rejected
                );
                if std::env::var_os("NOTES").is_some() {
                    for note in &file.notes {
                        println!("    {note}");
                    }
                    for rejection in file.rejections.iter().take(5) {
                        println!(
                            "    row {} {} `{}`: {}",
                            rejection.row, rejection.column, rejection.value, rejection.reason
                        );
                    }
                }
            }
            let evidence = &imported.evidence;
            println!(
                "{} listings, {} inspections, {} judgements, {} links, {} events, {} observations; {:?}; {:.2} s",
                evidence.listings.len(),
                evidence.inspections.len(),
                evidence.inspections.judgements.len(),
                evidence.links.len(),
                evidence.area_events.len(),
                evidence.observations.len(),
                imported.repeated,
                took.as_secs_f64()
            );
        }
    }
}
