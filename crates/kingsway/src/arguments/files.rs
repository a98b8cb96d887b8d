//! Which files each command reads, and where its result goes.

use super::{Arguments, Command, FrameworkCommand, LetterNeeds};
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

    fn for_letters(self, needs: &'a LetterNeeds) -> Files<'a> {
        self.reading(&needs.events).reading(&needs.sender).by([&needs.framework])
    }
}

impl Arguments {
    /// What the command reads and writes.
    pub fn files(&self) -> Files<'_> {
        self.command.files().reading(&self.sources)
    }
}

impl Command {
    fn files(&self) -> Files<'_> {
        match self {
            Command::Import(import) => Files {
                folder: Some(&import.into),
                replaces_folder: true,
                ..Files::default().reading(&import.paths)
            },
            Command::Multiply(multiply) => {
                Files { folder: Some(&multiply.into), replaces_folder: true, ..Files::default() }
            }
            Command::Letters(letters) => {
                Files { folder: Some(&letters.output), ..Files::default().for_letters(&letters.needs) }
            }
            Command::Screen(screen) => Files::to(&screen.output).reading(&screen.paths),
            Command::Areas(areas) => Files::to(&areas.output),
            Command::Profile(profile) => Files::to(&profile.output),
            Command::Indicators(indicators) => {
                Files::to(&indicators.output).reading(&indicators.evidence.from)
            }
            Command::Settings(settings) => Files::to(&settings.output),
            Command::Compare(compare) => Files::to(&compare.output),
            Command::Trend(trend) => Files::to(&trend.output),
            Command::Conventions(conventions) => {
                Files::to(&conventions.output).reading(&conventions.evidence.from)
            }
            Command::Assess(assess) => {
                Files::to(&assess.output).reading(&assess.events).by([&assess.framework.framework])
            }
            Command::Explain(explain) => {
                Files::to(&explain.output).reading(&explain.events).by([&explain.framework.framework])
            }
            Command::Validate(validate) => Files::to(&validate.output)
                .reading(&validate.events)
                .reading([&validate.known])
                .by([&validate.framework.framework]),
            Command::Letter(letter) => {
                Files::to(&letter.output).for_letters(&letter.needs).reading(&letter.statements)
            }
            Command::Draft(draft) => Files::to(&draft.output).reading(&draft.events).by(&draft.framework),
            Command::Check(check) => {
                Files::to(&check.output).reading([&check.letter]).reading(&check.events).by(&check.framework)
            }
            Command::Framework(framework) => framework.files(),
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
