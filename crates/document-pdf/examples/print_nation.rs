//! Prints the letter about Exampleshire 150 times in three formats, on as many threads as the machine has, and says
//! how long it took and how much memory it held. `cargo run --release -p kingsway-document-pdf --example print_nation`

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "it measures, and says what it measured"
)]

#[path = "../../letter/examples/sample/mod.rs"]
#[allow(dead_code, reason = "each example takes what it needs")]
mod sample;

use std::time::Instant;

use document::{docx, html};
use letter::compose;
use rayon::prelude::*;

const AREAS: usize = 150;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let content = sample::sample()?;
    let began = Instant::now();
    let sizes: Result<Vec<[usize; 3]>, String> = (0..AREAS)
        .into_par_iter()
        .map(|area| {
            // Another name for each, so that no cache of the typesetter makes the rest free.
            let mut content = content.clone();
            content.area = format!("Exampleshire {area}");
            content.title = format!("Children's services assessment 2011: {}", content.area);
            let document = compose(&content).map_err(|error| error.to_string())?;
            let page = html::render(&document).len();
            let word =
                docx::render(&document, Some(&document_pdf::paint)).map_err(|error| error.to_string())?.len();
            let print = document_pdf::render(&document).map_err(|error| error.to_string())?.len();
            Ok([page, word, print])
        })
        .collect();
    let sizes = sizes?;
    let seconds = began.elapsed().as_secs_f64();
    let [page, word, print] = sizes[0].map(|bytes| bytes / 1_000);
    println!("{AREAS} letters, three formats: {seconds:.2} s on {} threads", rayon::current_num_threads());
    println!("a letter: HTML {page} kB, DOCX {word} kB, PDF {print} kB");
    // Linux only: the most memory this process ever held.
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}
