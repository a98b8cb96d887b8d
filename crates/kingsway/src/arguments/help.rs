//! The help of the program as a whole: the commands in the groups of the work, and the words that they use.

use super::Arguments;
use crate::terminal::{self, paragraph};
use clap::CommandFactory;
use std::fmt::Write;

/// The commands of each group, in the order of the work.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "Data: published files become evidence",
        &["fetch", "import", "screen", "status", "snapshot", "areas", "template"],
    ),
    (
        "Look: what the evidence says",
        &["profile", "indicators", "settings", "compare", "trend", "trace", "conventions"],
    ),
    ("Judge: grades and why", &["assess", "explain", "framework", "validate"]),
    ("Write: statements and letters", &["draft", "check", "letter", "letters"]),
    ("Other", &["completions", "manual", "help"]),
];

/// The words of the field that the help uses.
const WORDS: [(&str, &str); 6] = [
    ("snapshot", "a folder with everything that some published files say; it is never changed"),
    ("as at", "the cut-off date: only what was public on that day counts"),
    ("remit", "a kind of setting that is inspected: childminders, primary schools, children's homes"),
    ("framework", "a file with the rules that derive a grade from the evidence"),
    ("convention", "how areas are compared: neighbours, ranks, bands, rounding"),
    ("statement", "a sentence of a letter, tied to the evidence for it"),
];

/// What stands below the options.
const AFTER: &str = "Start here:
  kingsway fetch --into DATA               fetch published files, where there are none yet
  kingsway import DATA --into evidence     read published files into a snapshot
  kingsway status                          what it holds, and up to when
  kingsway profile Luton --as-at 2011-08-31
  kingsway letter Luton --as-at 2011-08-31 -o luton.html

Commands look for the snapshot in ./evidence, in the folder that the environment variable KINGSWAY_EVIDENCE names, or where --evidence says. `kingsway help COMMAND` shows examples.

Exit codes:
  0    done
  1    done, and something was found wrong, such as a contradicted statement
  2    the command could not be carried out
  101  a fault in the program itself: please report it";

/// The groups stand where clap would list all commands in one.
const TEMPLATE: &str =
    "{about-with-newline}\n{usage-heading} {usage}\n\n{before-help}Options:\n{options}{after-help}";

/// The command line, its commands grouped in the help.
pub fn command() -> clap::Command {
    let command = Arguments::command();
    let groups = groups(&command);
    command.before_help(groups).after_help(AFTER).help_template(TEMPLATE)
}

/// The widest that help is written.
const WIDEST: usize = 100;

/// A word and what it means, wrapped under itself.
fn entry(word: &str, meaning: &str) -> String {
    let width = terminal::width().map_or(WIDEST, |width| width.min(WIDEST));
    paragraph(meaning, &format!("  {word:<13}"), &" ".repeat(15), Some(width))
}

/// Each group with what its commands do, and the words explained.
fn groups(command: &clap::Command) -> String {
    let mut text = String::new();
    for (title, names) in GROUPS {
        let _ = writeln!(text, "{title}");
        for name in names {
            let about = command.find_subcommand(name).and_then(clap::Command::get_about);
            let about = about.map_or_else(|| "Show the help of a command".to_owned(), ToString::to_string);
            text.push_str(&entry(name, &about));
        }
        text.push('\n');
    }
    text.push_str("Words\n");
    for (word, meaning) in WORDS {
        text.push_str(&entry(word, meaning));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group_and_shows_examples() {
        let command = command();
        let mut listed: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        listed.retain(|name| *name != "help");
        listed.sort_unstable();
        let mut known: Vec<&str> =
            command.get_subcommands().filter(|one| !one.is_hide_set()).map(clap::Command::get_name).collect();
        known.sort_unstable();
        assert_eq!(listed, known);
        for one in command.get_subcommands().filter(|one| !one.is_hide_set()) {
            let parts: Vec<&clap::Command> =
                if one.has_subcommands() { one.get_subcommands().collect() } else { vec![one] };
            for part in parts {
                let examples = part.get_after_help().map(ToString::to_string).unwrap_or_default();
                assert!(examples.contains("Examples:"), "{}", part.get_name());
            }
        }
    }
}
