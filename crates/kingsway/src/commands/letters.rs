//! `kingsway letters`: every area's letter in every format; an interrupted run goes on where it stopped.

use super::letter::rendered;
use crate::arguments::{Format, LetterFormat, Letters};
use crate::failure::{Failure, Outcome};
use crate::{output, progress};
use application::LetterService;
use application::export::json;
use definitions::file::shown;
use profile::Profile;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Names the run whose letters a folder holds.
const RUN_FILE: &str = "letters.json";

/// Carries the command out.
pub fn run(arguments: &Letters, quiet: bool) -> Result<Outcome, Failure> {
    let needs = &arguments.needs;
    let formats = formats(&arguments.format);
    let workspace = super::open(&needs.evidence, &needs.events.events, Some(needs.as_at.as_at))?;
    let service = LetterService::open(workspace, needs.request())?;
    let profiles = service.profiles()?;
    let folder = arguments.output.as_path();
    std::fs::create_dir_all(folder).map_err(|error| Failure::io(&shown(folder), &error))?;
    let same_run = begin(folder, &service.run(env!("CARGO_PKG_VERSION"))?)?;

    let bar = progress::bar(profiles.len() as u64, "Letters", quiet);
    let written: Vec<Result<usize, Failure>> = profiles
        .par_iter()
        .map(|profile| {
            let written = letters_of(&service, profile, folder, &formats, same_run);
            bar.inc(1);
            bar.set_message(profile.name.clone());
            written
        })
        .collect();
    bar.finish_and_clear();
    let mut count = 0;
    for letters in written {
        count += letters?;
    }
    let kept = profiles.len() * formats.len() - count;
    let said =
        format!("{count} letters written, {kept} kept, {} areas, in {}\n", profiles.len(), shown(folder));
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

/// Marks the folder as holding letters of this run. Letters are written whole or not at all, so those of the same
/// run that are there are good; those of another run are written anew.
fn begin(folder: &Path, run: &serde_json::Value) -> Result<bool, Failure> {
    let place = folder.join(RUN_FILE);
    let before =
        std::fs::read(&place).ok().and_then(|text| serde_json::from_slice::<serde_json::Value>(&text).ok());
    let same = before.as_ref() == Some(run);
    if !same {
        output::write_file(&place, &json(run)?)?;
    }
    Ok(same)
}

/// Writes the letters of one area that are not there yet; how many.
fn letters_of(
    service: &LetterService,
    profile: &Profile,
    folder: &Path,
    formats: &[LetterFormat],
    same_run: bool,
) -> Result<usize, Failure> {
    let missing: Vec<(LetterFormat, PathBuf)> = formats
        .iter()
        .map(|format| (*format, folder.join(file_name(profile, *format))))
        .filter(|(_, place)| !(same_run && place.exists()))
        .collect();
    if missing.is_empty() {
        return Ok(0);
    }
    let document = service.letter(profile, &service.drafted(profile), None)?;
    for (format, place) in &missing {
        output::write_file(place, &rendered(&document, *format)?)?;
    }
    Ok(missing.len())
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
