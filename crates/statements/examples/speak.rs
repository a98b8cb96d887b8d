//! Prints what Kingsway would state of an area, and what it makes of a text about it:
//! `cargo run -p statements --example speak -- EVIDENCE AREA DATE [TEXT]`, where EVIDENCE is a snapshot.
#![expect(clippy::print_stdout, reason = "printing is what this example is for")]

use evidence::{Date, Snapshot};
use profile::{Conventions, Gaps, NeighbourChoice, Profiler};
use statements::{Facts, Lexicon, Recogniser, Selection, statements};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, area, date, rest @ ..] = arguments.as_slice() else {
        return Err("say EVIDENCE AREA DATE [TEXT]".into());
    };
    let evidence = Snapshot::open(Path::new(folder))?.evidence()?;
    let conventions = Conventions::builtin();
    let gaps = Gaps::builtin();
    let profiler = Profiler::new(
        &evidence,
        "example",
        conventions.get("default")?,
        &NeighbourChoice::ByConvention,
        &gaps,
    )?;
    let profile = profiler.area(evidence.areas.find(area)?.number, date.parse::<Date>()?);
    let lexicon = Lexicon::built_in()?;
    let facts = Facts::new(&profile, &lexicon);
    if let [path] = rest {
        let text = std::fs::read_to_string(path)?;
        let document = statements::read::read(text.as_bytes(), statements::read::Format::Text)?;
        let blocks: Vec<&str> = document.blocks.iter().map(|block| document.block_text(block)).collect();
        for (block, read) in Recogniser::new(&facts)
            .read_blocks(blocks.iter().copied())
            .into_iter()
            .enumerate()
            .flat_map(|(at, reads)| reads.into_iter().map(move |read| (at, read)))
        {
            let text = blocks[block];
            println!("\n{}", text[read.span].replace('\n', " "));
            for claim in read.claims {
                let decision = statements::decide(&claim, &facts);
                println!("    {:?}: {}\n      {}", decision.ruling, decision.because, claim.text());
                if let Some(instead) = decision.instead {
                    println!("      rather: {}", statements::realise(&instead, &facts));
                }
            }
        }
        return Ok(());
    }
    let mut section = None;
    for statement in statements(&facts, Selection::default()) {
        if section != Some(statement.section) {
            section = Some(statement.section);
            println!("\n{:?}", statement.section);
        }
        println!("- [{} {}] {}", statement.stage, statement.weight, statement.text);
    }
    Ok(())
}
