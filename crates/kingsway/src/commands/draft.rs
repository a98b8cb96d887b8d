//! `kingsway draft`: the statements that the evidence supports, for a person to edit.

use crate::arguments::{Draft, TextJson};
use crate::failure::{Failure, Outcome};
use crate::load::{self, Study};
use crate::{output, words};
use statements::{Facts, Selection, draft};

/// Carries the command out.
pub fn run(arguments: &Draft) -> Result<Outcome, Failure> {
    let study =
        Study::open(&arguments.evidence.evidence, &arguments.comparing.convention, &arguments.events)?;
    let profile = study.profile(&arguments.area, arguments.as_at.as_at, &arguments.comparing)?;
    let framework = arguments.framework.as_deref().map(|name| load::framework(name, None)).transpose()?;
    let lexicon = words::lexicon(framework.as_ref())?;
    let facts = Facts::new(&profile, &lexicon);
    let statements = statements::statements(&facts, Selection::default());
    let content = match arguments.format {
        TextJson::Text => draft::draft(&statements, &facts).into_bytes(),
        TextJson::Json => super::json(&serde_json::json!({
            "format": "kingsway-draft-1",
            "area": profile.name,
            "area_code": profile.area,
            "as_at": profile.as_at,
            "snapshot": study.snapshot,
            "statements": statements,
        }))?,
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}
