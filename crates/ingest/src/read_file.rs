//! Reading one file: opening it, finding its format, reading its tables.

use crate::description::Reader;
use crate::document::{self, Document, FileKind};
use crate::error::ImportError;
use crate::mapping::inspections::Scores;
use crate::mapping::lists::ReadList;
use crate::mapping::{Context, FileFacts, TableResult, read_table};
use crate::matching::{FormatMatch, MatchResult, Matcher};
use crate::screening::FileScreening;
use crate::table::{Sheet, Unreadable};
use evidence::EvidenceBuilder;

/// What one file gave.
#[derive(Debug, Default)]
pub struct FileResult {
    /// Its screening.
    pub screening: FileScreening,
    /// Its hash; empty for a file that was passed over.
    pub sha256: String,
    /// Its part of the evidence.
    pub builder: EvidenceBuilder,
    /// Judgements for inspections of other files.
    pub scores: Scores,
    /// What waits for other files.
    pub pending: crate::lait::Pending,
    /// Its tables, for what is decided over several files.
    pub tables: Vec<ReadTable>,
}

/// What is decided over several files: which remits they list completely.
#[derive(Debug)]
pub struct ReadTable {
    /// The description.
    pub format: String,
    /// The list.
    pub list: ReadList,
    /// How many areas make a complete list.
    pub areas_needed: usize,
    /// The remits that it then lists completely.
    pub complete_for: Vec<String>,
    /// For how many days the list then stands.
    pub stands_days: Option<u32>,
}

impl FileResult {
    /// A file that nothing was read of.
    pub fn passed_over(path: &str, why: &str) -> FileResult {
        FileResult { screening: FileScreening::passed_over(path, why), ..FileResult::default() }
    }
}

/// What came of a file.
#[derive(Debug)]
pub enum ReadFile {
    /// It needs what other files hold, and is read when they are.
    Waits,
    /// It was read, or could not be.
    Done(Result<Vec<FileResult>, ImportError>),
}

/// The first rows of a sheet, with their numbers.
type Head = Vec<(u32, Vec<String>)>;

/// Reads a file. Unless it is the `last` time, a file that needs others waits.
pub fn read_file(
    bytes: &[u8],
    kind: FileKind,
    path: &str,
    facts: FileFacts<'_>,
    matcher: &Matcher<'_>,
    context: Context<'_>,
    last: bool,
) -> ReadFile {
    let unreadable = |why: Unreadable| ImportError::Unreadable { path: path.to_owned(), why: why.0 };
    let opened = match document::open(bytes, kind) {
        Ok(opened) => opened,
        Err(why) => return ReadFile::Done(Err(unreadable(why))),
    };
    let fits = match find_formats(&opened, path, facts.name, matcher) {
        Ok(fits) => fits,
        Err(error) => return ReadFile::Done(Err(error)),
    };
    if !last && fits.fitting.iter().any(|(fit, ..)| fit.description.scores_from.is_some()) {
        return ReadFile::Waits;
    }
    ReadFile::Done(read_tables(&opened, &fits, path, facts, context).map(|result| vec![result]))
}

/// The formats of a file's sheets.
struct Formats<'d, 's> {
    fitting: Vec<(Box<FormatMatch<'d>>, Head, &'s Sheet<'s>)>,
    /// Sheets of no known format, with other sheets beside them that have one.
    others: Vec<&'s str>,
}

fn find_formats<'d, 's>(
    opened: &'s Document<'s>,
    path: &str,
    name: &str,
    matcher: &Matcher<'d>,
) -> Result<Formats<'d, 's>, ImportError> {
    let mut formats = Formats { fitting: Vec::new(), others: Vec::new() };
    let mut nearest = Vec::new();
    let mut any_row = false;
    for sheet in &opened.sheets {
        let head = sheet
            .head(crate::limits::HEADING_ROWS)
            .map_err(|why| ImportError::Unreadable { path: path.to_owned(), why: why.0 })?;
        any_row |= !head.is_empty();
        match matcher.compare(&head, name, &sheet.name) {
            MatchResult::Fits(fit) => formats.fitting.push((fit, head, sheet)),
            MatchResult::Unknown(misses) => {
                formats.others.push(&sheet.name);
                nearest.extend(misses);
            }
            verdict @ MatchResult::Ambiguous(_) => return Err(ImportError::of_match_result(path, verdict)),
        }
    }
    if formats.fitting.is_empty() {
        if !any_row {
            let why = "the file holds no rows".to_owned();
            return Err(ImportError::Unreadable { path: path.to_owned(), why });
        }
        return Err(ImportError::unknown(path, nearest));
    }
    Ok(formats)
}

fn read_tables(
    opened: &Document<'_>,
    formats: &Formats<'_, '_>,
    path: &str,
    facts: FileFacts<'_>,
    context: Context<'_>,
) -> Result<FileResult, ImportError> {
    let mut result = FileResult { sha256: facts.sha256.to_owned(), ..FileResult::default() };
    let screening = &mut result.screening;
    path.clone_into(&mut screening.path);
    screening.encoding = opened.encoding.map(|encoding| encoding.name().to_owned());
    screening.notes.extend(opened.evidence.clone());
    let facts = FileFacts { encoding: opened.encoding.map_or("", |encoding| encoding.name()), ..facts };
    let several = opened.sheets.len() > 1;
    let mut ids: Vec<&str> = Vec::new();
    for (fit, head, sheet) in &formats.fitting {
        let id = fit.description.id.get_ref().as_str();
        if !ids.contains(&id) {
            ids.push(id);
        }
        // What is only recognised leaves nothing in the evidence, not even its name.
        let mut aside = EvidenceBuilder::new();
        let reference = fit.description.reader == Reader::Reference;
        let builder = if reference { &mut aside } else { &mut result.builder };
        let table = match fit.description.reader {
            Reader::Rows | Reader::Reference => read_table(fit, sheet, head, facts, context, builder),
            Reader::LaitValues | Reader::LaitDictionary | Reader::Neighbours => {
                crate::lait::read_table(fit, sheet, facts, context, builder)
            }
        };
        let table = table.map_err(|why| ImportError::Unreadable { path: path.to_owned(), why: why.0 })?;
        let TableResult { as_at, tally, scores, pending, lists } = table;
        result.pending.absorb(pending);
        result.screening.as_at = result.screening.as_at.max(as_at);
        tally.finish(several.then_some(sheet.name.as_str()), &mut result.screening);
        if reference {
            result
                .screening
                .notes
                .push("recognised; what it says comes with the program, so nothing is made of it".to_owned());
            continue;
        }
        result.scores.absorb(scores);
        let complete = fit.description.complete.as_ref();
        result.tables.extend(lists.into_iter().map(|list| {
            ReadTable {
                format: id.to_owned(),
                list,
                areas_needed: complete.map_or(0, |complete| complete.areas_at_least),
                complete_for: complete
                    .map(|complete| complete.remits.iter().map(|remit| remit.get_ref().clone()).collect())
                    .unwrap_or_default(),
                stands_days: complete.and_then(|complete| complete.stands_days),
            }
        }));
    }
    result.screening.format = Some(ids.join(" + "));
    if !formats.others.is_empty() && several {
        let others = formats.others.join(", ");
        result.screening.notes.push(format!("sheets that hold no table of a known format: {others}"));
    }
    Ok(result)
}
