//! `kingsway letters`: every area's letter in every format; an interrupted run goes on where it stopped.

use super::letter::LetterInFormats;
use crate::arguments::{Format, LetterFormat, LettersArguments};
use crate::failure::{Failure, Outcome};
use crate::{output, progress};
use application::export::json;
use application::{LetterService, LettersRequest};
use definitions::file::shown;
use profile::Profile;
use rayon::prelude::*;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// Names the letters of a folder, each with the digest of what it was made from.
const RUN_FILE: &str = "letters.json";

/// A letter that is to be in the folder.
struct Planned<'a> {
    profile: &'a Profile,
    format: LetterFormat,
    name: String,
    digest: String,
}

/// Carries the command out.
pub fn run(arguments: &LettersArguments, quiet: bool) -> Result<Outcome, Failure> {
    let needs = &arguments.needs;
    let formats = formats(&arguments.format);
    let request = LettersRequest { recipients: arguments.recipients.clone(), ..needs.request() };
    let service = LetterService::open(needs.basis.open()?, request)?;
    let profiles = service.profiles()?;
    service.refuse_sender_or_recipients(None, profiles.iter())?;
    let folder = arguments.output.as_path();
    std::fs::create_dir_all(folder).map_err(|error| Failure::io(&shown(folder), &error))?;

    let planned = planned(&service, &profiles, &formats);
    let missing = begin(folder, &planned)?;
    let areas: Vec<&[&Planned<'_>]> =
        missing.chunk_by(|one, next| one.profile.area == next.profile.area).collect();
    let bar = progress::bar(areas.len() as u64, "Letters", quiet);
    areas
        .par_iter()
        .map(|letters| {
            write(&service, letters, folder)?;
            bar.inc(1);
            bar.set_message(letters[0].profile.name.clone());
            Ok(())
        })
        .collect::<Vec<Result<(), Failure>>>()
        .into_iter()
        .collect::<Result<(), Failure>>()?;
    bar.finish_and_clear();
    let (written, kept) = (missing.len(), planned.len() - missing.len());
    let said =
        format!("{written} letters written, {kept} kept, {} areas, in {}\n", profiles.len(), shown(folder));
    output::write(None, said.as_bytes())?;
    Ok(Outcome::Done)
}

/// Those that are asked for; without any, all that this build writes but plain text.
fn formats(asked: &[LetterFormat]) -> Vec<LetterFormat> {
    if !asked.is_empty() {
        return asked.to_vec();
    }
    let mut formats = vec![LetterFormat::Html, LetterFormat::Docx];
    if cfg!(feature = "pdf") {
        formats.push(LetterFormat::Pdf);
    }
    formats
}

/// Every letter that is to be in the folder, with what it is made from.
fn planned<'a>(
    service: &LetterService,
    profiles: &'a [Profile],
    formats: &[LetterFormat],
) -> Vec<Planned<'a>> {
    let drafted = application::letter::LetterStatements::default();
    let of_area = |profile: &'a Profile| {
        let digest = service.made_from(profile.area, &drafted, None).digest().to_owned();
        let one = move |format: &LetterFormat| Planned {
            profile,
            format: *format,
            name: file_name(profile, *format),
            digest: digest.clone(),
        };
        formats.iter().map(one).collect::<Vec<_>>()
    };
    profiles.iter().flat_map(of_area).collect()
}

/// Removes letters that were made from something else, then notes what the folder's letters are made from; returns
/// those that are to be written. Letters are written whole or not at all, so that after an interruption those that are
/// there are those that were noted.
fn begin<'p, 'a>(folder: &Path, planned: &'p [Planned<'a>]) -> Result<Vec<&'p Planned<'a>>, Failure> {
    let place = folder.join(RUN_FILE);
    let mut noted: Map<String, Value> = std::fs::read(&place)
        .ok()
        .and_then(|text| serde_json::from_slice::<Value>(&text).ok())
        .and_then(|run| run.get("letters")?.as_object().cloned())
        .unwrap_or_default();
    let mut missing = Vec::new();
    for letter in planned {
        let path = folder.join(&letter.name);
        let same = noted.get(&letter.name).and_then(Value::as_str) == Some(letter.digest.as_str());
        if same && path.is_file() {
            continue;
        }
        missing.push(letter);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::io(&shown(&path), &error));
            }
            _ => {}
        }
        noted.insert(letter.name.clone(), Value::String(letter.digest.clone()));
    }
    let run = serde_json::json!({ "format": "kingsway-letters", "version": 2, "letters": noted });
    output::write_file(&place, &json(&run)?)?;
    Ok(missing)
}

/// Writes some letters of one area.
fn write(service: &LetterService, letters: &[&Planned<'_>], folder: &Path) -> Result<(), Failure> {
    let Some(first) = letters.first() else { return Ok(()) };
    let statements = service.drafted(first.profile);
    let mut letter = LetterInFormats::new(service, first.profile, &statements, None);
    for planned in letters {
        let place: PathBuf = folder.join(&planned.name);
        output::write_file(&place, &letter.bytes(planned.format)?)?;
    }
    Ok(())
}

/// `821-luton.html`: the number sorts, the name tells.
fn file_name(profile: &Profile, format: LetterFormat) -> String {
    let ending = format.endings()[0];
    let words: Vec<String> = profile
        .name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!("{}-{}.{ending}", profile.area, words.join("-"))
}
