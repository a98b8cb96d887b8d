//! `kingsway framework`: check, explain, compare and list framework files.

use crate::arguments::{FrameworkCommand, Output, TextHtml, TextJsonHtml};
use crate::failure::{Failure, Outcome};
use crate::terminal::{Align, Table};
use crate::{output, terminal};
use application::assess::framework_difference;
use application::export::json;
use application::import::evidence_of;
use application::pages::{difference_page, framework_page};
use application::{Code, frameworks};
use definitions::file::printable;
use document::{Document, html, text};
use std::path::Path;

/// Carries the command out.
pub fn run(command: &FrameworkCommand) -> Result<Outcome, Failure> {
    match command {
        FrameworkCommand::Check { file, evidence } => check(file, evidence.as_deref()),
        FrameworkCommand::Explain { file, format, output } => {
            let format = output.format(*format)?;
            let page = framework_page(&frameworks::load(file, None)?)?;
            write_page(&page, format, output)
        }
        FrameworkCommand::Diff { before, after, evidence, as_at, events, format, output } => {
            let format = output.format(*format)?;
            let tried_on =
                evidence.as_deref().zip(*as_at).map(|(folder, as_at)| (folder, as_at, &events[..]));
            let difference = framework_difference(before, after, tried_on)?;
            let content = match format {
                TextJsonHtml::Text => {
                    text::render(&difference_page(&difference)?, super::PAGE_WIDTH).into_bytes()
                }
                TextJsonHtml::Html => html::render(&difference_page(&difference)?).into_bytes(),
                TextJsonHtml::Json => json(&difference)?,
            };
            output::write(output.output.as_deref(), &content)?;
            Ok(Outcome::Done)
        }
        FrameworkCommand::List { name: None } => list(),
        FrameworkCommand::List { name: Some(name) } => {
            let text = frameworks::built_in(name)?;
            output::write(None, text.as_bytes())?;
            Ok(Outcome::Done)
        }
    }
}

/// A mistake in the file is what was asked for: it is told at its place and the exit code is 1.
fn check(file: &str, evidence: Option<&Path>) -> Result<Outcome, Failure> {
    let evidence = evidence.map(|folder| evidence_of(Some(folder), &[], None)).transpose()?;
    match frameworks::load(file, evidence.as_ref()) {
        Ok(framework) => {
            let said = format!(
                "{}: no mistakes. {}: {} blocks, {} measures, {} limits.\n",
                printable(file),
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
        Err(error) if error.code() == Code::FrameworkMistakes => {
            Failure::from(error).report();
            Ok(Outcome::FoundWrong)
        }
        Err(error) => Err(error.into()),
    }
}

/// A page as text or as a web page.
fn write_page(page: &Document, format: TextHtml, to: &Output) -> Result<Outcome, Failure> {
    let content = match format {
        TextHtml::Text => text::render(page, super::PAGE_WIDTH),
        TextHtml::Html => html::render(page),
    };
    output::write(to.output.as_deref(), content.as_bytes())?;
    Ok(Outcome::Done)
}

fn list() -> Result<Outcome, Failure> {
    let mut table =
        Table::new(&[("Name", Align::Left), ("Framework", Align::Left), ("Overall grade", Align::Left)]);
    for name in frameworks::built_in_names() {
        let framework = frameworks::load(&name, None)?;
        let overall = if framework.scale.overall { "yes" } else { "no" };
        table.row(vec![name, framework.name.clone(), overall.to_owned()]);
    }
    output::write(None, table.render(terminal::width()).as_bytes())?;
    Ok(Outcome::Done)
}
