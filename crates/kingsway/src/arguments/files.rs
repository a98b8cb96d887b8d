//! Which files each command reads, and where its result goes.

use super::{Arguments, Command, FrameworkCommand, FrameworkNeeds, LetterNeeds};
use std::path::{Path, PathBuf};

/// What a command reads and writes.
#[derive(Debug, Default)]
pub struct Files<'a> {
    /// The file for the result.
    pub output: Option<&'a Path>,
    /// The folder for the results.
    pub folder: Option<&'a Path>,
    /// Whether the folder may be a snapshot itself: an import finds again what it wrote.
    pub replaces_folder: bool,
    /// Files and folders that are read, snapshots left out: nothing is ever written into one.
    pub inputs: Vec<&'a Path>,
}

impl<'a> Files<'a> {
    fn to(output: &'a super::Output) -> Files<'a> {
        Files { output: output.output.as_deref(), ..Files::default() }
    }

    fn reading(mut self, files: impl IntoIterator<Item = &'a PathBuf>) -> Files<'a> {
        self.inputs.extend(files.into_iter().map(PathBuf::as_path));
        self
    }

    /// A framework: the name of a built-in one is no file, unless there is one of that name.
    fn by(mut self, framework: impl IntoIterator<Item = &'a String>) -> Files<'a> {
        self.inputs.extend(framework.into_iter().map(Path::new));
        self
    }

    /// What a command reads that goes by a framework.
    fn for_framework(self, needs: &'a FrameworkNeeds) -> Files<'a> {
        self.reading(&needs.events.events).by(&needs.framework.framework)
    }

    fn for_letters(self, needs: &'a LetterNeeds) -> Files<'a> {
        self.for_framework(&needs.basis).reading(&needs.sender)
    }
}

impl Arguments {
    /// What the command reads and writes.
    pub fn files(&self) -> Files<'_> {
        self.command.files()
    }
}

impl Arguments {
    /// The areas that the command is about, as people name them.
    pub fn areas(&self) -> Vec<&str> {
        match &self.command {
            Command::Profile(profile) => vec![&profile.area],
            Command::Compare(compare) => compare.areas.iter().map(String::as_str).collect(),
            Command::Trend(trend) => vec![&trend.area],
            Command::Assess(assess) => assess.which.area.iter().map(String::as_str).collect(),
            Command::Explain(explain) => vec![&explain.area],
            Command::Letter(letter) => vec![&letter.area],
            Command::Draft(draft) => vec![&draft.area],
            Command::Check(check) => vec![&check.area],
            Command::Trace(trace) => vec![&trace.area],
            _ => Vec::new(),
        }
    }
}

impl Command {
    fn files(&self) -> Files<'_> {
        match self {
            Command::Import(import) => Files {
                folder: Some(&import.into),
                replaces_folder: true,
                ..Files::default().reading(&import.paths).reading(&import.sources.sources)
            },
            Command::Fetch(fetch) => {
                Files { folder: fetch.into.as_deref(), ..Files::to(&fetch.output).reading(&fetch.catalogue) }
            }
            Command::Letters(letters) => {
                let reads = Files::default().for_letters(&letters.needs).reading(&letters.recipients);
                Files { folder: Some(&letters.output), ..reads }
            }
            Command::Screen(screen) => {
                Files::to(&screen.output).reading(&screen.paths).reading(&screen.sources.sources)
            }
            Command::Areas(areas) => Files::to(&areas.output),
            Command::Template(template) => Files::to(&template.output),
            Command::Profile(profile) => Files::to(&profile.output).reading(&profile.events.events),
            Command::Indicators(indicators) => Files::to(&indicators.output)
                .reading(&indicators.evidence.from)
                .reading(&indicators.events.events)
                .reading(&indicators.sources.sources),
            Command::Settings(settings) => Files::to(&settings.output),
            Command::Compare(compare) => Files::to(&compare.output).reading(&compare.events.events),
            Command::Trend(trend) => Files::to(&trend.of.output).reading(&trend.of.events.events),
            Command::Conventions(conventions) => Files::to(&conventions.output)
                .reading(&conventions.evidence.from)
                .reading(&conventions.sources.sources),
            Command::Assess(assess) => Files::to(&assess.output).for_framework(&assess.needs),
            Command::Explain(explain) => Files::to(&explain.output).for_framework(&explain.needs),
            Command::Validate(validate) => Files::to(&validate.output)
                .reading(&validate.events.events)
                .reading([&validate.known])
                .by(&validate.framework.framework),
            Command::Letter(letter) => {
                Files::to(&letter.output).for_letters(&letter.needs).reading(&letter.statements)
            }
            Command::Draft(draft) => Files::to(&draft.output).for_framework(&draft.needs),
            Command::Trace(trace) => Files::to(&trace.output).for_framework(&trace.needs),
            Command::Check(check) => {
                Files::to(&check.output).reading([&check.letter]).for_framework(&check.needs)
            }
            Command::Framework(framework) => framework.files(),
            Command::Status(status) => Files::to(&status.output).by(&status.framework),
            Command::Snapshot(_) | Command::Completions { .. } | Command::Manual => Files::default(),
        }
    }
}

impl FrameworkCommand {
    fn files(&self) -> Files<'_> {
        match self {
            FrameworkCommand::Explain { file, output, .. } => Files::to(output).by([file]),
            FrameworkCommand::Diff { before, after, events, output, .. } => {
                Files::to(output).by([before, after]).reading(events)
            }
            FrameworkCommand::Check { .. } | FrameworkCommand::List { .. } => Files::default(),
        }
    }
}
