//! `kingsway framework`: check, explain, compare and list framework files.

use crate::arguments::FrameworkCommand;
use crate::failure::{Failure, Outcome};
use crate::{load, output};

/// Carries the command out.
pub fn run(command: &FrameworkCommand) -> Result<Outcome, Failure> {
    match command {
        FrameworkCommand::List { name: None } => list(),
        FrameworkCommand::List { name: Some(name) } => {
            let text = load::built_in_framework(name).ok_or_else(|| load::no_such_framework(name))?;
            output::write(None, text.as_bytes())?;
            Ok(Outcome::Done)
        }
        _ => Err(Failure::new("not joined up yet")),
    }
}

fn list() -> Result<Outcome, Failure> {
    let mut table = crate::table::Table::new(&[
        ("Name", crate::table::Align::Left),
        ("Framework", crate::table::Align::Left),
        ("Overall grade", crate::table::Align::Left),
    ]);
    for name in load::built_in_frameworks() {
        let framework = load::framework(&name, None)?;
        let overall = if framework.scale.overall { "yes" } else { "no" };
        table.row(vec![name, framework.name.clone(), overall.to_owned()]);
    }
    output::write(None, table.render().as_bytes())?;
    Ok(Outcome::Done)
}
