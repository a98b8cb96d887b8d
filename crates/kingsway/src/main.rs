#![doc = include_str!("../README.md")]

mod arguments;
mod commands;
mod failure;
mod guard;
mod output;
mod progress;
mod standard;
mod terminal;

use arguments::{Arguments, Command};
use clap::FromArgMatches;
use failure::{Failure, Outcome};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

/// Letters and tables are millions of small things made by several threads: docs/decisions/0009-memory.md.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// The exit code of a fault in the program itself, as Rust has it.
const FAULT: u8 = 101;

fn main() -> ExitCode {
    let fault = Arc::new(Mutex::new(String::new()));
    keep_faults(&fault);
    let given = arguments::command().try_get_matches();
    let arguments = match given.and_then(|given| Arguments::from_arg_matches(&given)) {
        Ok(arguments) => arguments,
        Err(stop) => return without_arguments(&stop),
    };
    match panic::catch_unwind(AssertUnwindSafe(|| run(&arguments))) {
        Ok(Ok(outcome)) => outcome.into(),
        Ok(Err(failure)) => {
            failure.report();
            ExitCode::from(2)
        }
        Err(_) => {
            let what = fault.lock().map(|what| what.clone()).unwrap_or_default();
            Failure::new(format!("this is a fault in Kingsway: {what}"))
                .help("nothing was written; please report it with the command and the file that led to it")
                .report();
            ExitCode::from(FAULT)
        }
    }
}

/// Keeps what a fault says of itself instead of printing it at once: readers of broken files turn faults of the
/// libraries below them into refusals, and then there is nothing to say.
fn keep_faults(kept: &Arc<Mutex<String>>) {
    let kept = Arc::clone(kept);
    panic::set_hook(Box::new(move |fault| {
        if let Ok(mut kept) = kept.lock() {
            *kept = fault.to_string();
        }
    }));
}

/// Help, version, or what is wrong with the arguments.
fn without_arguments(stop: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind;
    let nothing_asked =
        stop.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && std::env::args_os().len() == 1;
    if let Some(failure) =
        guard::misplaced_snapshot(std::env::args_os().skip(1)).filter(|_| stop.use_stderr())
    {
        failure.report();
        return ExitCode::from(2);
    }
    if stop.use_stderr() && !nothing_asked {
        // Where standard error is closed or full nobody can be told.
        let _ = stop.print();
        return ExitCode::from(2);
    }
    // On a terminal clap colours the help; elsewhere it is a result like others, and losing it is a failure.
    if std::io::stdout().is_terminal() {
        return if stop.print().is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    }
    let text = stop.render().to_string();
    match output::write(None, text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report();
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    guard::check(&arguments.files())?;
    if let Some(failure) = guard::misplaced_snapshot(arguments.areas().into_iter().map(OsString::from)) {
        return Err(failure);
    }
    match &arguments.command {
        Command::Fetch(fetch) => commands::fetch::run(fetch, arguments.quiet),
        Command::Import(import) => commands::import::run(import, arguments.quiet),
        Command::Screen(screen) => commands::import::run_screen(screen),
        Command::Status(status) => commands::status::run(status),
        Command::Profile(profile) => commands::profile::run(profile),
        Command::Indicators(indicators) => commands::indicators::run(indicators),
        Command::Settings(settings) => commands::settings::run(settings),
        Command::Assess(assess) => commands::assess::run(assess),
        Command::Compare(compare) => commands::compare::run(compare),
        Command::Trend(trend) => commands::compare::run_trend(trend),
        Command::Explain(explain) => commands::explain::run(explain),
        Command::Validate(validate) => commands::explain::run_validate(validate),
        Command::Framework(framework) => commands::framework::run(framework),
        Command::Letter(letter) => commands::letter::run(letter),
        Command::Trace(trace) => commands::trace::run(trace),
        Command::Draft(draft) => commands::draft::run(draft),
        Command::Conventions(conventions) => commands::conventions::run(conventions),
        Command::Check(check) => commands::check::run(check),
        Command::Letters(letters) => commands::letters::run(letters, arguments.quiet),
        Command::Template(template) => commands::template::run(template),
        Command::Areas(areas) => commands::areas::run(areas),
        Command::Snapshot(snapshot) => commands::snapshot::run(snapshot),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut arguments::command(), "kingsway", &mut script);
            output::write(None, &script)?;
            Ok(Outcome::Done)
        }
        Command::Manual => {
            let mut page = Vec::new();
            clap_mangen::Man::new(arguments::command()).render(&mut page)?;
            output::write(None, &page)?;
            Ok(Outcome::Done)
        }
    }
}
