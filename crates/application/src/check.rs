//! The use cases of statements: drafted from the evidence, and checked against it.

use crate::error::Error;
use crate::figures::{TracedFigure, traced};
use crate::frameworks::FrameworkChoice;
use crate::letter::{StatementData, statement};
use crate::made::{Made, Shape};
use crate::made_from::{MadeFrom, hash_of, sha256};
use crate::workspace::{Comparing, Workspace};
use evidence::{AreaNumber, Date};
use profile::FigureKey;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use statements::check::{CheckContext, Counts, Report};
use statements::figure_names::figure_name;
pub use statements::read::DOCUMENT_BYTES_MAX as LETTER_BYTES_MAX;
use statements::read::{Format, read};
use statements::{
    Checked, Claim, Facts, Lexicon, Section, Selection, StatementId, Verdict, check, check_statement, draft,
};
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Drafted {
    /// The area's name.
    pub area: String,
    /// Its number.
    #[schemars(with = "u16")]
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

/// What was found of a letter, sentence by sentence.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckedLetter {
    /// The area's name.
    pub area: String,
    /// The cut-off date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// Why the letter does not belong to the profile, if it does not.
    pub mismatches: Vec<String>,
    /// What a reader must know: the letter was cut off, and the like.
    pub notices: Vec<String>,
    /// How many claims got which verdict.
    pub counts: Counts,
    /// An entry for each claim, and one for each sentence that claims nothing.
    pub sentences: Vec<CheckedData>,
    /// The same for people.
    #[serde(skip)]
    pub report: Report,
    /// What each figure of the report is called.
    #[serde(skip)]
    pub names: BTreeMap<FigureKey, String>,
}

/// A claim of a sentence as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedData {
    /// The claim and its verdict; its figures stand beside it.
    #[serde(flatten)]
    pub checked: Checked,
    /// Every figure that the claim names or that decided it, down to the cells of published files.
    pub figures: Vec<TracedFigure>,
}

/// What was found of one statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedStatement {
    /// Its id: the same as long as it claims the same in the same section, whatever its words.
    pub id: StatementId,
    /// The worst of its verdicts: contradicted, undecidable, supported, or no claim at all.
    pub verdict: Verdict,
    /// What was found of each of its claims.
    pub checked: Vec<Checked>,
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
        let framework = self.framework_if_any(&request.framework, request.as_at)?;
        self.lexicon(framework.as_deref())
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
    ) -> Result<Made<CheckedLetter>, Error> {
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
        let followed = |checked: &Checked| {
            let figures = traced(&checked.figures, &prepared)?;
            Ok(CheckedData { checked: Checked { figures: Vec::new(), ..checked.clone() }, figures })
        };
        let sentences = report.sentences.iter().map(followed).collect::<Result<_, Error>>()?;
        let made_from =
            self.stated_from(request, &lexicon)?.with(|made| made.statements = Some(sha256(bytes)));
        Ok(Made::new(
            made_from,
            CheckedLetter {
                area: report.area.clone(),
                as_at: report.as_at,
                mismatches: report.mismatches.clone(),
                notices: report.notices.clone(),
                counts: report.counts(),
                sentences,
                report,
                names,
            },
        ))
    }

    /// One statement against the evidence; `section` is the part of the letter that it stands in.
    ///
    /// # Errors
    /// Where the area or the framework is refused.
    pub fn check_statement(
        &self,
        text: &str,
        section: Option<Section>,
        request: &StatementsRequest,
    ) -> Result<Made<CheckedStatement>, Error> {
        let profile = self.profile(&request.area, request.as_at, &request.comparing)?;
        let lexicon = self.lexicon_of(request)?;
        let checked = check_statement(text, &Facts::new(&profile, &lexicon));
        let claims: Vec<Claim> = checked.iter().filter_map(|one| one.claim.clone()).collect();
        let has = |verdict: Verdict| checked.iter().any(|one| one.verdict == verdict);
        let worst = [Verdict::Contradicted, Verdict::Undecidable, Verdict::Supported];
        let verdict = worst.into_iter().find(|verdict| has(*verdict)).unwrap_or(Verdict::NotAClaim);
        let statement = CheckedStatement { id: StatementId::of(section, &claims, text), verdict, checked };
        Ok(Made::new(self.stated_from(request, &lexicon)?, statement))
    }
}

impl Shape for CheckedStatement {
    const FORMAT: &'static str = "kingsway-checked-statement";
    const VERSION: u32 = 1;
}

impl Shape for CheckedLetter {
    const FORMAT: &'static str = "kingsway-check";
    const VERSION: u32 = 2;
}

impl Shape for Drafted {
    const FORMAT: &'static str = "kingsway-draft";
    const VERSION: u32 = 3;
}
