//! `kingsway framework`: check, explain, compare and list framework files.

use crate::arguments::{Comparing, FrameworkCommand, Output, TextHtml, TextJsonHtml};
use crate::failure::{Failure, Outcome};
use crate::load::{self, Study};
use crate::output;
use crate::table::{Align, Table};
use framework::page::Page;
use profile::Profile;
use std::path::{Path, PathBuf};

/// Carries the command out.
pub fn run(command: &FrameworkCommand) -> Result<Outcome, Failure> {
    match command {
        FrameworkCommand::Check { file, evidence } => check(file, evidence.as_deref()),
        FrameworkCommand::Explain { file, format, output } => {
            let page = framework::explain::explain(&load::framework(file, None)?);
            write_page(&page, *format, output)
        }
        FrameworkCommand::Diff { before, after, evidence, as_at, events, format, output } => {
            let profiles = match (evidence, as_at) {
                (Some(folder), Some(as_at)) => profiles(folder, *as_at, events)?,
                _ => Vec::new(),
            };
            let (before, after) = (load::framework(before, None)?, load::framework(after, None)?);
            let difference = framework::diff::diff(&before, &after, &profiles);
            let content = match format {
                TextJsonHtml::Text => difference.page().text().into_bytes(),
                TextJsonHtml::Html => difference.page().html().into_bytes(),
                TextJsonHtml::Json => super::json(&difference)?,
            };
            output::write(output.output.as_deref(), &content)?;
            Ok(Outcome::Done)
        }
        FrameworkCommand::List { name: None } => list(),
        FrameworkCommand::List { name: Some(name) } => {
            let text = load::built_in_framework(name).ok_or_else(|| load::no_such_framework(name))?;
            output::write(None, text.as_bytes())?;
            Ok(Outcome::Done)
        }
    }
}

/// A mistake in the file is what was asked for: it is told at its place and the exit code is 1.
fn check(file: &str, evidence: Option<&Path>) -> Result<Outcome, Failure> {
    let evidence = evidence.map(load::evidence).transpose()?;
    match load::framework(file, evidence.as_ref().map(|(evidence, _)| evidence)) {
        Ok(framework) => {
            let said = format!(
                "{file}: no mistakes. {}: {} blocks, {} measures, {} limits.\n",
                framework.name,
                framework.blocks.len(),
                framework.measures.len(),
                framework.limits.len()
            );
            output::write(None, said.as_bytes())?;
            if evidence.is_none() {
                let hint =
                    "The names of indicators were not checked: that needs evidence (--evidence DIR).\n";
                output::write(None, hint.as_bytes())?;
            }
            Ok(Outcome::Done)
        }
        Err(failure) if failure.is_drawn() => {
            failure.tell();
            Ok(Outcome::FoundWrong)
        }
        Err(failure) => Err(failure),
    }
}

fn profiles(folder: &Path, as_at: evidence::Date, events: &[PathBuf]) -> Result<Vec<Profile>, Failure> {
    Study::open(folder, "default", events)?.profiles(as_at, &Comparing::by_convention())
}

/// A page as text or as a web page.
fn write_page(page: &Page, format: TextHtml, to: &Output) -> Result<Outcome, Failure> {
    let content = match format {
        TextHtml::Text => page.text(),
        TextHtml::Html => page.html(),
    };
    output::write(to.output.as_deref(), content.as_bytes())?;
    Ok(Outcome::Done)
}

fn list() -> Result<Outcome, Failure> {
    let mut table =
        Table::new(&[("Name", Align::Left), ("Framework", Align::Left), ("Overall grade", Align::Left)]);
    for name in load::built_in_frameworks() {
        let framework = load::framework(&name, None)?;
        let overall = if framework.scale.overall { "yes" } else { "no" };
        table.row(vec![name, framework.name.clone(), overall.to_owned()]);
    }
    output::write(None, table.render().as_bytes())?;
    Ok(Outcome::Done)
}
