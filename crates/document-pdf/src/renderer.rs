//! The renderer: Typst with our template, our fonts and nothing else.

use std::collections::BTreeSet;
use std::sync::Arc;

use document::Block;
use document::Document;
use jiff::civil::Date;
use serde_json::Value;
use typst::comemo;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::coverage::Coverage;
use crate::threads::RenderThreads;

/// The family in which documents are set; the other fonts stand in for scripts that it lacks.
pub(crate) const FAMILY: &str = "Inter";

/// The fonts of the crate. The system's own are never asked, so every machine lays out the same document.
pub(crate) const FONT_FILES: [&[u8]; 8] = [
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-Bold.otf"),
    include_bytes!("../fonts/Inter-Italic.otf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoSansBengali-Regular.ttf"),
    include_bytes!("../fonts/NotoSansDevanagari-Regular.ttf"),
    include_bytes!("../fonts/NotoSansGurmukhi-Regular.ttf"),
];

/// The form of a document.
const TEMPLATE: &str = include_str!("document.typ");

/// Where the template finds what the document holds. Paths are constants: Typst keeps each path for ever.
const TEMPLATE_PATH: &str = "/document.typ";
const DATA_PATH: &str = "/data.json";

/// Pictures of one document: a signature, as a rule.
const PICTURE_LIMIT: usize = 16;

/// How many renderings Typst's cache outlives its last use; more only takes memory.
const CACHE_AGE: usize = 2;

/// A document that could not be laid out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The template, a font or the standard objected.
    #[error("the PDF could not be made:{}", .0.iter().map(|problem| format!("\n  {problem}")).collect::<String>())]
    Refused(Vec<String>),
    /// The document could not be handed over.
    #[error("the document could not be handed to the typesetter: {0}")]
    Data(String),
    /// More pictures than a document may have.
    #[error("the document has {0} pictures besides its figures, at most {PICTURE_LIMIT} can be set")]
    TooManyPictures(usize),
}

/// Fonts and template, read once; shared by any number of threads.
pub struct PdfRenderer {
    resources: Arc<Resources>,
    threads: RenderThreads,
}

/// What every document needs.
struct Resources {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    coverage: Coverage,
    template: Source,
    data: FileId,
    pictures: Vec<FileId>,
}

impl Default for PdfRenderer {
    fn default() -> Self {
        Self::new()
    }
}

impl PdfRenderer {
    /// Reads the fonts and the template.
    pub fn new() -> Self {
        let fonts: Vec<Font> = FONT_FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
        let coverage = Coverage::new(&fonts, FAMILY);
        // Scopes of row headers and table summaries are among these features.
        let features = [Feature::A11yExtras].into_iter().collect();
        let resources = Resources {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            coverage,
            template: Source::new(file_id(TEMPLATE_PATH), TEMPLATE.to_owned()),
            data: file_id(DATA_PATH),
            pictures: (0..PICTURE_LIMIT).map(|index| file_id(&picture_path(index))).collect(),
            fonts,
        };
        Self { resources: Arc::new(resources), threads: RenderThreads::default() }
    }

    /// The document as PDF/UA-1 and PDF/A-2a.
    pub fn render(&self, document: &Document) -> Result<Vec<u8>, PdfError> {
        let (data, pictures) = handed_over(document)?;
        let date = document.parts().date;
        let resources = Arc::clone(&self.resources);
        let work = move || resources.render(&data, &pictures, date);
        self.threads.run_alone(work).unwrap_or_else(|reason| Err(PdfError::Refused(vec![reason])))
    }

    /// The characters of the document that no font here can draw.
    pub fn uncovered(&self, document: &Document) -> Vec<char> {
        handed_over(document).map(|(data, _)| self.resources.coverage.uncovered(&data)).unwrap_or_default()
    }
}

impl Resources {
    fn render(&self, data: &str, pictures: &[Bytes], date: Option<Date>) -> Result<Vec<u8>, PdfError> {
        let attempt = |data: String| {
            DocumentWorld { resources: self, data: Bytes::from_string(data), pictures }.render(date)
        };
        let covered = self.coverage.covered(data);
        let result = attempt(covered.clone()).or_else(|error| {
            // A mark that no font holds together with its letter; anything else fails again.
            let plainer = self.coverage.covered_by_first(data);
            if plainer == covered { Err(error) } else { attempt(plainer) }
        });
        comemo::evict(CACHE_AGE);
        result
    }
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("our own paths are plain");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

fn picture_path(index: usize) -> String {
    format!("/picture-{index}.png")
}

/// The document as JSON, and its PNG pictures, which the JSON names by their paths.
fn handed_over(document: &Document) -> Result<(String, Vec<Bytes>), PdfError> {
    let mut data = serde_json::to_value(document).map_err(|error| PdfError::Data(error.to_string()))?;
    let mut pictures = Vec::new();
    let parts = document.parts();
    for (part, blocks) in [("opening", &parts.opening), ("body", &parts.body)] {
        for (index, block) in blocks.iter().enumerate() {
            if let Block::Picture(picture) = block {
                data[part][index]["image"] = picture_path(pictures.len()).into();
                pictures.push(Bytes::new(picture.image.bytes().to_vec()));
            }
        }
    }
    if pictures.len() > PICTURE_LIMIT {
        return Err(PdfError::TooManyPictures(pictures.len()));
    }
    let mut used = BTreeSet::new();
    for part in ["opening", "body"] {
        // Paper shows the summary alone; thousands of details would only cost time.
        each_inline(&mut data[part], "disclosure", &mut |disclosure| disclosure["items"] = Value::Null);
    }
    for part in ["opening", "body"] {
        mark_first_uses(&mut data[part], &mut used);
    }
    for part in ["opening", "body"] {
        mark_entries(&mut data[part], &used);
    }
    Ok((data.to_string(), pictures))
}

/// Each reference with whether it is the first to its entry. Were the template to ask where the first stands, Typst would
/// lay every table out twice.
fn mark_first_uses(value: &mut Value, used: &mut BTreeSet<String>) {
    each_inline(value, "references", &mut |ids| {
        let Value::Array(ids) = ids else { return };
        for id in ids {
            let first = id.as_str().is_some_and(|id| used.insert(id.to_owned()));
            *id = serde_json::json!({ "id": id, "first": first });
        }
    });
}

/// Each entry with whether anything refers to it, so that a way back leads somewhere.
fn mark_entries(value: &mut Value, used: &BTreeSet<String>) {
    each_inline(value, "entry", &mut |id| {
        let is_used = id.as_str().is_some_and(|id| used.contains(id));
        *id = serde_json::json!({ "id": id, "used": is_used });
    });
}

/// RenderThreads over what the inlines of a kind hold, wherever they stand, in the order of reading.
fn each_inline(value: &mut Value, kind: &str, with: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|one| each_inline(one, kind, with)),
        Value::Object(object) => {
            let is_it = object.get("kind").and_then(Value::as_str) == Some(kind);
            if let Some(held) = object.get_mut("value").filter(|_| is_it) {
                with(held);
                return;
            }
            object.values_mut().for_each(|one| each_inline(one, kind, with));
        }
        _ => {}
    }
}

/// One document being laid out: the world as Typst sees it.
struct DocumentWorld<'a> {
    resources: &'a Resources,
    data: Bytes,
    pictures: &'a [Bytes],
}

impl DocumentWorld<'_> {
    fn render(&self, date: Option<Date>) -> Result<Vec<u8>, PdfError> {
        let Warned { output, warnings } = typst::compile::<PagedDocument>(self);
        let pages = output.map_err(|errors| self.refused(&errors))?;
        // A missing font or glyph is a warning to Typst; to a public document it is a fault.
        if !warnings.is_empty() {
            return Err(self.refused(&warnings));
        }
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| PdfError::Refused(vec![error.message().to_string()]))?;
        let options = PdfOptions {
            // Typst hashes the identifier: the same content has the same one, and no clock is asked.
            ident: Smart::Custom(String::from_utf8_lossy(&self.data).into_owned()),
            creator: Smart::Custom(Some("Kingsway".to_owned())),
            timestamp: date.and_then(midnight),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages, &options).map_err(|errors| self.refused(&errors))
    }

    fn refused(&self, diagnostics: &[SourceDiagnostic]) -> PdfError {
        let said = |diagnostic: &SourceDiagnostic| {
            let line = self.range(diagnostic.span).map(|range| {
                let before = TEMPLATE.get(..range.start).unwrap_or_default();
                format!(" (document.typ, line {})", before.matches('\n').count() + 1)
            });
            let hints: String = diagnostic.hints.iter().map(|hint| format!("; {}", hint.v)).collect();
            format!("{}{}{hints}", diagnostic.message, line.unwrap_or_default())
        };
        PdfError::Refused(diagnostics.iter().map(said).collect())
    }
}

/// The document's date, at midnight.
fn midnight(date: Date) -> Option<Timestamp> {
    let part = |number: i8| u8::try_from(number).ok();
    let datetime =
        Datetime::from_ymd_hms(i32::from(date.year()), part(date.month())?, part(date.day())?, 0, 0, 0)?;
    Some(Timestamp::new_utc(datetime))
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.resources.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.resources.book
    }

    fn main(&self) -> FileId {
        self.resources.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.resources.template.id() {
            Ok(self.resources.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    /// The document's data and pictures; every other path is denied, so a template cannot read the disk.
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.resources.data {
            return Ok(self.data.clone());
        }
        let index = self.resources.pictures.iter().position(|picture| *picture == id);
        index.and_then(|index| self.pictures.get(index)).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.resources.fonts.get(index).cloned()
    }

    /// No clock.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
