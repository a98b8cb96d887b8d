//! A letter as data: every statement with its figures, their arithmetic and the cells of the published files.

use super::{LetterService, LetterStatements};
use crate::error::Error;
use crate::figures::{TracedFigure, traced};
use crate::judgement::{JudgedAssessment, Judgement};
use crate::made::{Made, Shape};
use evidence::{AreaNumber, Date, Figure};
use framework::assessment::{Derived, FactUsed, GradeRange, IfLimited};
use profile::{FigureKey, FigureUsed, PreparedDate, Profile};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use statements::{Section, Statement};
use std::collections::BTreeSet;

/// A letter as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LetterData {
    /// The area's name.
    pub area: String,
    /// Its number.
    pub area_code: AreaNumber,
    /// The cut-off date of the evidence.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// The title of the letter.
    pub title: String,
    /// What the assessment comes to.
    pub outcome: OutcomeData,
    /// The statements, in the letter's order.
    pub statements: Vec<StatementData>,
}

/// What the assessment comes to, with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OutcomeData {
    /// The derived result in a sentence, with what it could be and what would limit it.
    pub headline: String,
    /// The number of the derived grade; null where there is none.
    pub derived: Option<u8>,
    /// What the grade could be with what is missing; null as in an assessment.
    pub range: Option<GradeRange>,
    /// The grade if limits that cannot be decided applied; null where all are decided.
    pub if_limited: Option<IfLimited>,
    /// The number of the grade that a person judged; null where nobody has.
    pub judged: Option<u8>,
    /// Why there is no derived grade.
    pub withheld: Option<String>,
    /// The blocks, with where each stands and why.
    pub blocks: Vec<BlockData>,
    /// What limited the grade.
    pub limits: Vec<LimitData>,
}

/// Where a block stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BlockData {
    /// Its id in the framework.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its position; null where the framework gives it points.
    pub position: Option<String>,
    /// Why it stands there.
    pub because: String,
    /// The figures that this rests on.
    pub figures: Vec<TracedFigure>,
}

/// A limit that lowered the grade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LimitData {
    /// Its title in the framework.
    pub title: String,
    /// What it did.
    pub effect: String,
    /// The figures and events that this rests on.
    pub figures: Vec<TracedFigure>,
}

/// A statement as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StatementData {
    /// Its id within the letter: made of what it claims, not of its words or its place.
    pub id: String,
    /// The part of the letter; null under a heading of the writer's own.
    pub section: Option<Section>,
    /// The stage of life.
    pub stage: String,
    /// The sentence.
    pub text: String,
    /// Every figure that it names or rests on.
    pub figures: Vec<TracedFigure>,
}

impl Shape for LetterData {
    const FORMAT: &'static str = "kingsway-letter";
    const VERSION: u32 = 1;
}

impl LetterService {
    /// The letter of an area as data.
    ///
    /// # Errors
    /// Where the judgement cannot be recorded, or a figure cannot be followed to its cells.
    pub fn data(
        &self,
        profile: &Profile,
        statements: &LetterStatements,
        judgement: Option<&Judgement>,
    ) -> Result<Made<LetterData>, Error> {
        self.refuse_sender_or_recipients(judgement, std::iter::once(profile))?;
        let derived = framework::derive(self.framework(), profile);
        let assessment = JudgedAssessment::new(derived, self.framework(), judgement)?;
        let prepared = self.workspace().prepared(profile.as_at, &self.request().comparing)?;
        let all = statements.statements.iter().chain(statements.further.iter().flat_map(|(_, more)| more));
        let data = LetterData {
            area: profile.name.clone(),
            area_code: profile.area,
            as_at: profile.as_at,
            title: self.title(profile)?,
            outcome: outcome(&assessment, &prepared)?,
            statements: all.map(|one| statement(one, &prepared)).collect::<Result<_, _>>()?,
        };
        Ok(Made::new(self.made_from(profile.area, statements, judgement), data))
    }
}

/// A statement with its figures followed to their cells.
///
/// # Errors
/// Where a figure cannot be followed.
pub fn statement(statement: &Statement, prepared: &PreparedDate) -> Result<StatementData, Error> {
    Ok(StatementData {
        id: statement.id.to_string(),
        section: statement.section,
        stage: statement.stage.clone(),
        text: statement.text.clone(),
        figures: traced(&statement.figures, prepared)?,
    })
}

fn outcome(assessment: &JudgedAssessment, prepared: &PreparedDate) -> Result<OutcomeData, Error> {
    let mut blocks = Vec::new();
    for block in &assessment.blocks {
        let deciding = block.placings.iter().filter(|rule| rule.fired).flat_map(|rule| &rule.facts);
        let facts = deciding.chain(block.measures.iter().flat_map(|measure| &measure.facts));
        blocks.push(BlockData {
            id: block.id.clone(),
            title: block.title.clone(),
            position: block.position.as_ref().map(|position| position.name.clone()),
            because: block.because.clone(),
            figures: whole_figures(traced(&figures_of(facts), prepared)?),
        });
    }
    let mut limits = Vec::new();
    for limit in assessment.limits.iter().filter(|limit| limit.lowered.is_some()) {
        limits.push(LimitData {
            title: limit.title.clone(),
            effect: limit.effect.clone(),
            figures: whole_figures(traced(&figures_of(limit.rule.facts.iter()), prepared)?),
        });
    }
    Ok(OutcomeData {
        headline: assessment.headline.clone(),
        range: assessment.range.clone(),
        if_limited: assessment.if_limited.clone(),
        derived: assessment.derived.grade().map(|grade| grade.number),
        judged: assessment.judged.as_ref().map(|judged| judged.grade.number),
        withheld: match &assessment.derived {
            Derived::Withheld { because } => Some(because.clone()),
            _ => None,
        },
        blocks,
        limits,
    })
}

/// The figures of some facts, each once.
fn figures_of<'f>(facts: impl Iterator<Item = &'f FactUsed>) -> Vec<FigureUsed> {
    let mut figures: Vec<FigureUsed> = Vec::new();
    for figure in facts.flat_map(|fact| &fact.figures) {
        if figures.iter().all(|known| known.key != figure.key) {
            figures.push(figure.clone());
        }
    }
    figures
}

/// The figures without those that another is made of: a share brings its two counts, with their cells, itself.
fn whole_figures(figures: Vec<TracedFigure>) -> Vec<TracedFigure> {
    let parts: BTreeSet<FigureKey> =
        figures.iter().flat_map(Figure::parts).map(|part| part.key.clone()).collect();
    figures.into_iter().filter(|figure| !parts.contains(&figure.key)).collect()
}
