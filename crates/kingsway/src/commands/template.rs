//! `kingsway template`: files to start from.

use crate::arguments::TemplateArguments;
use crate::failure::{Failure, Outcome};
use crate::output;
use application::templates::Template;

/// Carries the command out.
pub fn run(arguments: &TemplateArguments) -> Result<Outcome, Failure> {
    let template = Template::from(arguments.what);
    let to = arguments.output.output.as_deref();
    // What somebody filled in is not to be lost to an empty form.
    if let Some(path) = to.filter(|path| path.is_file()) {
        return Err(Failure::new(format!(
            "{}: there is such a file already",
            definitions::file::shown(path)
        ))
        .help(format!("choose another name for -o, such as {}", template.file_name())));
    }
    output::write(to, template.text().as_bytes())?;
    Ok(Outcome::Done)
}
