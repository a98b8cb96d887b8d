#![doc = include_str!("../README.md")]

mod arguments;
mod commands;
mod failure;
mod output;
mod page;
mod progress;
mod table;

use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use failure::{Failure, Outcome};
use std::process::ExitCode;

/// Letters and tables are millions of small things made by several threads: docs/decisions/0009-memory.md.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            failure.tell();
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.command {
        Command::Import(import) => {
            commands::import::run(import, arguments.sources.as_deref(), arguments.quiet)
        }
        Command::Screen(screen) => commands::import::run_screen(screen, arguments.sources.as_deref()),
        Command::Profile(profile) => commands::profile::run(profile),
        Command::Indicators(indicators) => {
            commands::indicators::run(indicators, arguments.sources.as_deref())
        }
        Command::Settings(settings) => commands::settings::run(settings),
        Command::Assess(assess) => commands::assess::run(assess),
        Command::Compare(compare) => commands::compare::run(compare),
        Command::Trend(trend) => commands::compare::run_trend(trend),
        Command::Explain(explain) => commands::explain::run(explain),
        Command::Validate(validate) => commands::explain::run_validate(validate),
        Command::Framework(framework) => commands::framework::run(framework),
        Command::Letter(letter) => commands::letter::run(letter),
        Command::Draft(draft) => commands::draft::run(draft),
        Command::Conventions(conventions) => {
            commands::conventions::run(conventions, arguments.sources.as_deref())
        }
        Command::Multiply(multiply) => commands::conventions::run_multiply(multiply),
        Command::Check(check) => commands::check::run(check),
        Command::Letters(letters) => commands::letters::run(letters, arguments.quiet),
        Command::Areas(areas) => commands::areas::run(areas),
        Command::Snapshot(snapshot) => commands::snapshot::run(snapshot),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "kingsway", &mut script);
            output::write(None, &script)?;
            Ok(Outcome::Done)
        }
        Command::Manual => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
            output::write(None, &page)?;
            Ok(Outcome::Done)
        }
    }
}
