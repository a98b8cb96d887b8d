//! Reading files and folders into evidence.
//!
//! Files are read at the same time, the largest first; what each gives is put together in the order of their names,
//! so that neither the order of the paths nor the number of threads shows in the result.

use crate::description::Descriptions;
use crate::error::ImportError;
use crate::mapping::inspections::Scores;
use crate::mapping::{Context, FileFacts};
use crate::matching::Matcher;
use crate::read_file::{FileResult, ReadFile, read_file};
use crate::screening::{FileScreening, Screening};
use crate::walk::{Found, walk};
use crate::{archive, document, limits, register, vocabulary};
use definitions::file::read_bytes;
use evidence::builder::Repeated;
use evidence::{AreaNumber, Areas, Date, Evidence, EvidenceBuilder, Vocabulary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What an import works with.
pub struct Options<'a> {
    /// The register of areas.
    pub areas: Areas,
    /// Scales, aspects and remits.
    pub vocabulary: Vocabulary,
    /// The formats known.
    pub descriptions: Descriptions,
    /// Told of each file when it is done.
    pub progress: Option<&'a (dyn Fn(Progress<'_>) + Sync)>,
}

impl Options<'_> {
    /// The register, vocabulary and formats that come with the program.
    pub fn builtin() -> Result<Options<'static>, ImportError> {
        let vocabulary = vocabulary::builtin();
        let descriptions = Descriptions::builtin(&vocabulary)?;
        Ok(Options { areas: register::builtin(), vocabulary, descriptions, progress: None })
    }

    /// The same, with a folder of the user's descriptions in the place of those of the same name and beside them.
    pub fn with_formats(folder: &Path) -> Result<Options<'static>, ImportError> {
        let vocabulary = vocabulary::builtin();
        let descriptions = Descriptions::with_folder(folder, &vocabulary)?;
        Ok(Options { areas: register::builtin(), vocabulary, descriptions, progress: None })
    }
}

/// A file that is done.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// The file.
    pub path: &'a str,
    /// How many are done.
    pub done: usize,
    /// Of how many.
    pub of: usize,
    /// Rows it had.
    pub rows: u64,
}

/// What an import gives.
#[derive(Debug)]
pub struct Imported {
    /// The evidence, sorted.
    pub evidence: Evidence,
    /// What was read of each file.
    pub screening: Screening,
    /// What several files or rows say alike.
    pub repeated: Repeated,
}

/// Reads files and folders into evidence; all of them or, where one that was named cannot be read, nothing.
pub fn import(paths: &[PathBuf], options: &Options<'_>) -> Result<Imported, ImportError> {
    let (results, mut errors) = read_all(paths, options);
    if let Some(error) = one_error(&mut errors) {
        return Err(error);
    }
    if results.iter().all(|result| result.screening.format.is_none()) {
        return Err(ImportError::Nothing {
            paths: paths.iter().map(|path| path.display().to_string()).collect(),
        });
    }
    let (builder, screening) = together(results);
    let (evidence, repeated) = builder.finish(options.vocabulary.clone(), options.areas.clone())?;
    Ok(Imported { evidence, screening, repeated })
}

/// Says what files and folders hold, and why each that was named cannot be read, where one cannot.
pub fn screen(paths: &[PathBuf], options: &Options<'_>) -> (Screening, Vec<ImportError>) {
    let (results, errors) = read_all(paths, options);
    (together(results).1, errors)
}

fn one_error(errors: &mut Vec<ImportError>) -> Option<ImportError> {
    match errors.len() {
        0 => None,
        1 => errors.pop(),
        _ => Some(ImportError::Several { errors: std::mem::take(errors) }),
    }
}

/// A file or an archive's entry, whose bytes are read when its turn comes.
struct Input {
    path: PathBuf,
    shown: String,
    imported: String,
    named: bool,
    bytes: u64,
}

fn read_all(paths: &[PathBuf], options: &Options<'_>) -> (Vec<FileResult>, Vec<ImportError>) {
    let mut errors = Vec::new();
    let mut results = Vec::new();
    let mut inputs = Vec::new();
    for found in walk(paths) {
        match found {
            Found::File { path, imported, named, bytes } => {
                let shown = path.display().to_string();
                inputs.push(Input { path, shown, imported, named, bytes });
            }
            Found::PassedOver { path, why } => {
                results.push(FileResult::passed_over(&path.display().to_string(), why));
            }
            Found::Missing { path, why } => errors.push(ImportError::Missing { path, why }),
        }
    }
    // A file that was named, and lies in a folder that was named too, counts as named, whichever came first.
    let key = |input: &Input| (input.shown.clone(), !input.named, input.imported.clone());
    inputs.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| key(a).cmp(&key(b))));
    inputs.dedup_by(|a, b| a.path == b.path);
    let matcher = Matcher::new(&options.descriptions);
    let nothing = Scores::default();
    let first = run(&inputs, &matcher, options, &nothing, false);

    // Files whose judgements stand in others wait for those.
    let mut scores = Scores::default();
    let mut with_scores: BTreeSet<String> = BTreeSet::new();
    let mut waiting = Vec::new();
    let mut read: Vec<(usize, Result<Vec<FileResult>, ImportError>)> = Vec::new();
    let mut order: Vec<(usize, ReadFile)> = first.into_iter().enumerate().collect();
    order.sort_by(|a, b| inputs[a.0].shown.cmp(&inputs[b.0].shown));
    for (at, outcome) in order {
        match outcome {
            ReadFile::Waits => waiting.push(at),
            ReadFile::Done(mut done) => {
                for result in done.iter_mut().flatten() {
                    let own = std::mem::take(&mut result.scores);
                    // Of files with the same bytes only the first speaks.
                    if with_scores.insert(result.sha256.clone()) {
                        scores.absorb(own);
                    }
                }
                read.push((at, done));
            }
        }
    }
    let second: Vec<&Input> = waiting.iter().map(|at| &inputs[*at]).collect();
    for (at, outcome) in waiting.iter().zip(run(&second, &matcher, options, &scores, true)) {
        if let ReadFile::Done(done) = outcome {
            read.push((*at, done));
        }
    }
    for (at, done) in read {
        match done {
            Ok(done) => results.extend(done),
            Err(error) if inputs[at].named => errors.push(error),
            Err(error) => results.push(FileResult::passed_over(&inputs[at].shown, &error.without_path())),
        }
    }
    results.sort_by(|a, b| a.screening.path.cmp(&b.screening.path));
    (results, errors)
}

fn run<I: std::borrow::Borrow<Input> + Sync>(
    inputs: &[I],
    matcher: &Matcher<'_>,
    options: &Options<'_>,
    scores: &Scores,
    last: bool,
) -> Vec<ReadFile> {
    let done = std::sync::atomic::AtomicUsize::new(0);
    let context = Context { vocabulary: &options.vocabulary, areas: &options.areas, scores };
    inputs
        .par_iter()
        .with_max_len(1)
        .map(|input| {
            let input = input.borrow();
            let outcome = read_input(input, matcher, context, last);
            if let (Some(progress), ReadFile::Done(results)) = (options.progress, &outcome) {
                let rows = results.iter().flatten().map(|result| result.screening.rows_in_file).sum();
                let done = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                progress(Progress { path: &input.shown, done, of: inputs.len(), rows });
            }
            outcome
        })
        .collect()
}

fn read_input(input: &Input, matcher: &Matcher<'_>, context: Context<'_>, last: bool) -> ReadFile {
    let unreadable =
        |why: String| ReadFile::Done(Err(ImportError::Unreadable { path: input.shown.clone(), why }));
    if input.bytes > limits::FILE_BYTES {
        return unreadable(format!("{} bytes; the limit is {}", input.bytes, limits::FILE_BYTES));
    }
    let bytes = match read_bytes(&input.path, limits::FILE_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => {
            return ReadFile::Done(Err(ImportError::Missing {
                path: input.path.clone(),
                why: error.problem.to_string(),
            }));
        }
    };
    let name = input.path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    match document::kind(&bytes) {
        Err(why) => unreadable(why.0),
        Ok(document::FileKind::Archive) => read_archive(input, &bytes, matcher, context),
        Ok(kind) => {
            let sha256 = hash(&bytes);
            let facts = FileFacts { name: &name, imported: &input.imported, sha256: &sha256, encoding: "" };
            read_file(bytes.as_slice(), kind, &input.shown, facts, matcher, context, last)
        }
    }
}

/// Reads the files of an archive one after another; those with scores first, because the others may need them.
fn read_archive(input: &Input, bytes: &[u8], matcher: &Matcher<'_>, context: Context<'_>) -> ReadFile {
    let mut results: Vec<FileResult> = Vec::new();
    let mut scores = Scores::default();
    let mut with_scores: BTreeSet<String> = BTreeSet::new();
    let mut waiting: Vec<(String, Vec<u8>)> = Vec::new();
    let mut keep =
        |path: &str, outcome: Result<Vec<FileResult>, ImportError>, results: &mut Vec<FileResult>| {
            match outcome {
                Ok(done) => {
                    for mut result in done {
                        let own = std::mem::take(&mut result.scores);
                        if with_scores.insert(result.sha256.clone()) {
                            scores.absorb(own);
                        }
                        results.push(result);
                    }
                }
                Err(error) => results.push(FileResult::passed_over(path, &error.without_path())),
            }
        };
    let opened = archive::each_file(bytes, |name, bytes| {
        let path = format!("{}/{name}", input.shown);
        if let Some(why) = crate::walk::no_table(Path::new(&name)) {
            results.push(FileResult::passed_over(&path, why));
            return Ok(());
        }
        match read_entry(input, &name, &bytes, matcher, context, false) {
            ReadFile::Waits => waiting.push((name, bytes)),
            ReadFile::Done(outcome) => keep(&path, outcome, &mut results),
        }
        Ok(())
    });
    if let Err(why) = opened {
        return ReadFile::Done(Err(ImportError::Unreadable { path: input.shown.clone(), why: why.0 }));
    }
    let context = Context { scores: &scores, ..context };
    for (name, bytes) in waiting {
        let path = format!("{}/{name}", input.shown);
        if let ReadFile::Done(outcome) = read_entry(input, &name, &bytes, matcher, context, true) {
            match outcome {
                Ok(done) => results.extend(done),
                Err(error) => results.push(FileResult::passed_over(&path, &error.without_path())),
            }
        }
    }
    if input.named && results.iter().all(|result| result.screening.format.is_none()) {
        let notes: Vec<String> = results
            .iter()
            .flat_map(|result| {
                result.screening.notes.iter().map(|note| format!("{}: {note}", result.screening.path))
            })
            .collect();
        let why = format!("the archive holds no published file that can be read\n{}", notes.join("\n"));
        return ReadFile::Done(Err(ImportError::Unreadable { path: input.shown.clone(), why }));
    }
    ReadFile::Done(Ok(results))
}

fn read_entry(
    archive: &Input,
    name: &str,
    bytes: &[u8],
    matcher: &Matcher<'_>,
    context: Context<'_>,
    last: bool,
) -> ReadFile {
    let sha256 = hash(bytes);
    let file = name.rsplit('/').next().unwrap_or(name);
    let path = format!("{}/{name}", archive.shown);
    let imported = format!("{}/{name}", archive.imported);
    let facts = FileFacts { name: file, imported: &imported, sha256: &sha256, encoding: "" };
    match document::kind(bytes) {
        Ok(kind) => read_file(bytes, kind, &path, facts, matcher, context, last),
        Err(why) => ReadFile::Done(Err(ImportError::Unreadable { path, why: why.0 })),
    }
}

/// SHA-256 in lower-case hexadecimal.
fn hash(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Puts together what each file gave. Of files with the same bytes one is kept; which remits the files of one format
/// and date list completely is decided for all of them together.
fn together(results: Vec<FileResult>) -> (EvidenceBuilder, Screening) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut kept: Vec<FileResult> = Vec::new();
    let mut screening = Screening::default();
    for result in results {
        let again = seen.get(&result.sha256).cloned().filter(|_| !result.sha256.is_empty());
        match again {
            Some(first) => {
                let why = format!("the same bytes as {first}, which is read");
                screening.files.push(FileScreening::passed_over(&result.screening.path, &why));
            }
            None => {
                seen.insert(result.sha256.clone(), result.screening.path.clone());
                kept.push(result);
            }
        }
    }
    let mut areas: BTreeMap<(String, Option<Date>), BTreeSet<AreaNumber>> = BTreeMap::new();
    for table in kept.iter().flat_map(|result| &result.tables) {
        areas.entry((table.format.clone(), table.list.as_at)).or_default().extend(&table.list.areas);
    }
    crate::lait::join(&mut kept);
    let mut builder = EvidenceBuilder::new();
    for mut result in kept {
        for table in &result.tables {
            let as_at = table.list.as_at;
            let listed = areas.get(&(table.format.clone(), as_at)).map_or(0, BTreeSet::len);
            if as_at.is_some() && listed >= table.areas_needed && !table.complete_for.is_empty() {
                result.builder.amend_source(table.list.source, |source| {
                    source.complete_for.clone_from(&table.complete_for);
                    source.stands_days = table.stands_days;
                });
            }
        }
        builder.absorb(result.builder);
        screening.files.push(result.screening);
    }
    screening.files.sort_by(|a, b| a.path.cmp(&b.path));
    (builder, screening)
}
