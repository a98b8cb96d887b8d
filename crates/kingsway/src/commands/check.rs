//! `kingsway check`: every sentence of a letter against the evidence.

use crate::arguments::{Check, TextJsonHtml};
use crate::failure::{Failure, Outcome};
use crate::load::{self, Study};
use crate::{output, words};
use statements::check::Surroundings;
use statements::read::{Format, read};
use statements::{Facts, check};
use std::io::Read;
use std::path::Path;

/// Columns of the letter with its verdicts in the margin.
const TEXT_WIDTH: usize = 100;

/// A letter larger than this is refused unread.
const LARGEST_LETTER: u64 = 64 * 1024 * 1024;

/// Carries the command out. A contradicted statement is what was asked for: the exit code is 1.
pub fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let bytes = letter(&arguments.letter)?;
    let format = Format::of_file(&arguments.letter.to_string_lossy(), &bytes);
    let document = read(&bytes, format)
        .map_err(|error| Failure::new(format!("{}: {error}", arguments.letter.display())))?;
    let study =
        Study::open(&arguments.evidence.evidence, &arguments.comparing.convention, &arguments.events)?;
    let profile = study.profile(&arguments.area, arguments.as_at.as_at, &arguments.comparing)?;
    let framework = arguments.framework.as_deref().map(|name| load::framework(name, None)).transpose()?;
    let lexicon = words::lexicon(framework.as_ref())?;
    let surroundings = Surroundings { areas: Some(&study.evidence.areas), sources: &study.evidence.sources };
    let report = check(&document, &Facts::new(&profile, &lexicon), surroundings);
    let content = match arguments.format {
        TextJsonHtml::Text => report.text(TEXT_WIDTH),
        TextJsonHtml::Html => report.html(),
        TextJsonHtml::Json => report.json(),
    };
    output::write(arguments.output.output.as_deref(), content.as_bytes())?;
    let contradicted = report.contradictions().next().is_some();
    Ok(if contradicted { Outcome::FoundWrong } else { Outcome::Done })
}

/// The letter's bytes, from a file or from standard input.
fn letter(path: &Path) -> Result<Vec<u8>, Failure> {
    let place = path.display().to_string();
    let failed = |error: std::io::Error| Failure::io(&place, &error);
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(LARGEST_LETTER + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        file.take(LARGEST_LETTER + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > LARGEST_LETTER {
        return Err(Failure::new(format!(
            "{place}: a letter of at most {LARGEST_LETTER} bytes was expected"
        )));
    }
    Ok(bytes)
}
