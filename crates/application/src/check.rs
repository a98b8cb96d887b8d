//! The use cases of statements: drafted from the evidence, and checked against it.

use crate::error::Error;
use crate::figures::{TracedFigure, traced};
use crate::frameworks::FrameworkChoice;
use crate::letter::{StatementData, statement};
use crate::made::{Made, Shape};
use crate::made_from::{MadeFrom, hash_of};
use crate::workspace::{Comparing, Workspace};
use evidence::{AreaNumber, Date};
use profile::FigureKey;
use schemars::JsonSchema;
use serde::Serialize;
use statements::check::{CheckContext, Checked, Report};
use statements::figure_names::figure_name;
pub use statements::read::DOCUMENT_BYTES_MAX as LETTER_BYTES_MAX;
use statements::read::{Format, read};
use statements::{Facts, Lexicon, Selection, check, draft};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What statements are about, and by which words.
#[derive(Debug, Clone)]
pub struct StatementsRequest {
    /// The area: a name, a number or a code.
    pub area: String,
    /// The cut-off date.
    pub as_at: Date,
    /// How areas are compared.
    pub comparing: Comparing,
    /// The framework whose words for proportions and differences count; where there is none, the program's.
    pub framework: FrameworkChoice,
}

/// The statements that the evidence supports.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Drafted {
    /// The area's name.
    pub area: String,
    /// Its number.
    pub area_code: AreaNumber,
    /// The cut-off date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// The statements, in the order of a letter, with their figures followed to the cells of published files.
    pub statements: Vec<StatementData>,
    /// The same as Markdown, for a person to edit.
    #[serde(skip)]
    pub markdown: String,
}

/// A letter's check, with the figures' names for people.
#[derive(Debug)]
pub struct LetterCheck {
    /// What the evidence says of each sentence.
    pub report: Report,
    /// What each figure of the report is called.
    pub names: BTreeMap<FigureKey, String>,
    /// The same for machines, with the cells behind every figure.
    pub data: Made<CheckData>,
}

/// A letter's check as data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckData {
    /// The area's name.
    pub area: String,
    /// Its number.
    pub area_code: AreaNumber,
    /// The cut-off date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// Signs that the letter is about something else.
    pub mismatches: Vec<String>,
    /// What a reader must know.
    pub notices: Vec<String>,
    /// What every sentence claims, and what the evidence says of it.
    pub sentences: Vec<CheckedData>,
}

/// A claim of a sentence as data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckedData {
    /// The claim and its verdict, with the figures' keys, values and how they are written.
    pub checked: Checked,
    /// The same figures, down to the cells of published files.
    pub figures: Vec<TracedFigure>,
}

impl Workspace {
    /// The statements that the evidence supports, for a person to edit.
    ///
    /// # Errors
    /// Where the area or the framework is refused.
    pub fn draft(&self, request: &StatementsRequest) -> Result<Made<Drafted>, Error> {
        let profile = self.profile(&request.area, request.as_at, &request.comparing)?;
        let lexicon = self.lexicon_of(request)?;
        let facts = Facts::new(&profile, &lexicon);
        let statements = statements::statements(&facts, Selection::default());
        let prepared = self.prepared(request.as_at, &request.comparing)?;
        let data = statements.iter().map(|one| statement(one, &prepared)).collect::<Result<_, _>>()?;
        let made_from = self.stated_from(request, &lexicon)?;
        Ok(Made::new(
            made_from,
            Drafted {
                markdown: draft::draft(&statements, &facts),
                area: profile.name.clone(),
                area_code: profile.area,
                as_at: profile.as_at,
                statements: data,
            },
        ))
    }

    fn stated_from(&self, request: &StatementsRequest, lexicon: &Lexicon) -> Result<MadeFrom, Error> {
        let made_from = self.made_from(Some(request.as_at), &request.comparing)?;
        Ok(made_from.with(|made| made.words = Some(hash_of(lexicon))))
    }

    /// The words under the framework that the request names.
    fn lexicon_of(&self, request: &StatementsRequest) -> Result<Arc<Lexicon>, Error> {
        let framework = request.framework.load_if_any(request.as_at)?;
        self.lexicon(framework.as_ref())
    }

    /// Every sentence of a letter against the evidence; `place` names the document in errors.
    ///
    /// # Errors
    /// Where the document, the area or the framework is refused.
    pub fn check_letter(
        &self,
        place: &str,
        bytes: &[u8],
        request: &StatementsRequest,
    ) -> Result<LetterCheck, Error> {
        let document = read(bytes, Format::of_file(place, bytes))
            .map_err(|error| Error::Document { place: place.to_owned(), error })?;
        let profile = self.profile(&request.area, request.as_at, &request.comparing)?;
        let lexicon = self.lexicon_of(request)?;
        let evidence = self.evidence();
        let context = CheckContext { areas: Some(&evidence.areas) };
        let facts = Facts::new(&profile, &lexicon);
        let report = check(&document, &facts, context);
        let figures = report.sentences.iter().flat_map(|checked| &checked.figures);
        let names = figures.map(|used| (used.key.clone(), figure_name(&used.key, &facts))).collect();
        let prepared = self.prepared(request.as_at, &request.comparing)?;
        let mut sentences = Vec::new();
        for checked in &report.sentences {
            let figures = traced(&checked.figures, &prepared)?;
            sentences.push(CheckedData { checked: checked.clone(), figures });
        }
        let data = CheckData {
            area: profile.name.clone(),
            area_code: profile.area,
            as_at: profile.as_at,
            mismatches: report.mismatches.clone(),
            notices: report.notices.clone(),
            sentences,
        };
        let data = Made::new(self.stated_from(request, &lexicon)?, data);
        Ok(LetterCheck { report, names, data })
    }
}

impl Shape for CheckData {
    const FORMAT: &'static str = "kingsway-check";
    const VERSION: u32 = 2;
}

impl Shape for Drafted {
    const FORMAT: &'static str = "kingsway-draft";
    const VERSION: u32 = 3;
}
