//! The use case of tracing: from a statement, a claim, a part of a framework, a remit or an indicator to the cells of
//! published files that made its figures, with the arithmetic; given the files, the rows themselves, read again.

mod files;

pub use files::{ReadAgain, RowRead};

use crate::error::Error;
use crate::figures::written_out;
use crate::frameworks::FrameworkChoice;
use crate::made::{Made, Shape};
use crate::workspace::{Comparing, Workspace};
use evidence::Date;
use framework::Assessment;
use framework::assessment::FactUsed;
use letter::figures::Figure;
use profile::figure::{Counted, SettingsOf, figure_period};
use profile::settings::OVERALL;
use profile::{FigureKey, FigurePlace, FigureUsed, PreparedDate, Profile};
use schemars::JsonSchema;
use serde::Serialize;
use statements::{ClaimId, Facts, Selection, StatementId};
use std::path::PathBuf;

/// What is to be traced.
#[derive(Debug, Clone)]
pub struct TraceRequest {
    /// The area: a name, a number or a code.
    pub area: String,
    /// The cut-off date.
    pub as_at: Date,
    /// How areas are compared.
    pub comparing: Comparing,
    /// The framework whose words, blocks, measures and limits are meant.
    pub framework: FrameworkChoice,
    /// The id of a statement or claim; the id of a block, measure, rule or limit; `grade`; a remit; or an indicator.
    pub what: String,
    /// Of an indicator: the group; everybody without it.
    pub group: Option<String>,
    /// Of an indicator: the period; the latest without it.
    pub period: Option<String>,
    /// Of an indicator: `england`, `region`, `neighbours` or another area; the area itself without it.
    pub place: Option<String>,
    /// A folder of the published files, to read the cited rows again.
    pub files: Option<PathBuf>,
}

/// What kind of thing was traced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TracedKind {
    /// A statement of the letter.
    Statement,
    /// A claim of a statement.
    Claim,
    /// The grade or positions of the area.
    Grade,
    /// A block of the framework.
    Block,
    /// A measure of the framework.
    Measure,
    /// A rule or limit of the framework.
    Rule,
    /// The settings of a remit.
    Remit,
    /// An indicator.
    Indicator,
}

/// Something followed to the cells that made it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Traced {
    /// The area's name.
    pub area: String,
    /// The cut-off date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// What kind of thing it is.
    pub kind: TracedKind,
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Its figures, each with its arithmetic down to the cells.
    pub figures: Vec<Figure>,
    /// Up to when the evidence tells of the settings that the figures are about.
    pub evidence_until: Vec<EvidenceUntil>,
    /// The cited rows, read again from the published files; none where no files were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_again: Option<ReadAgain>,
}

/// Up to when the evidence tells of a remit.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EvidenceUntil {
    /// Its settings, in words.
    pub settings: String,
    /// The day of the latest inspection of any such setting in the country that was public by the date.
    #[schemars(with = "Option<String>")]
    pub inspected: Option<Date>,
    /// The date of the latest complete list of them, of the date or before.
    #[schemars(with = "Option<String>")]
    pub listed: Option<Date>,
}

/// A thing with the keys of its figures, and how it writes them where it does.
struct Found {
    kind: TracedKind,
    id: String,
    text: String,
    figures: Vec<(FigureKey, Option<String>)>,
}

impl Workspace {
    /// Follows something to the cells that made its figures.
    ///
    /// # Errors
    /// Where nothing has the name, or the area, date or framework is refused.
    pub fn trace(&self, request: &TraceRequest) -> Result<Made<Traced>, Error> {
        let profile = self.profile(&request.area, request.as_at, &request.comparing)?;
        let prepared = self.prepared(request.as_at, &request.comparing)?;
        let framework = self.framework_if_any(&request.framework, request.as_at)?;
        let lexicon = self.lexicon(framework.as_deref())?;
        let assessment = framework.as_ref().map(|framework| framework::derive(framework, &profile));
        let facts = Facts::new(&profile, &lexicon);
        let found = in_statements(&request.what, &facts)
            .or_else(|| in_assessment(&request.what, assessment.as_ref()?))
            .or_else(|| of_remit(&request.what, &profile));
        let found = match found {
            Some(found) => found,
            None => self.of_indicator(request, &profile)?,
        };
        let mut made_from = self.made_from(Some(request.as_at), &request.comparing)?;
        if let Some(framework) = &framework {
            made_from = made_from.by_framework(framework);
        }
        let figures = resolved(&found.figures, &prepared)?;
        let evidence_until = evidence_until(&found.figures, &profile);
        let Found { kind, id, text, .. } = found;
        let read_again = request.files.as_deref().map(|folder| files::read_again(&figures, folder));
        let (area, as_at) = (profile.name.clone(), request.as_at);
        let traced = Traced { area, as_at, kind, id, text, figures, evidence_until, read_again };
        Ok(Made::new(made_from, traced))
    }

    /// An indicator's figure, of the group, period and place that were asked for.
    fn of_indicator(&self, request: &TraceRequest, profile: &Profile) -> Result<Found, Error> {
        let asked = request.what.trim();
        let indicator = match profile::views::find_indicator(self.evidence(), asked) {
            Ok(indicator) => indicator,
            Err(unknown) => {
                return Err(Error::Untraceable { asked: asked.to_owned(), nearest: unknown.nearest });
            }
        };
        let group = request.group.as_deref().unwrap_or("all");
        let latest =
            profile.indicator(indicator.id.as_str(), group).map(|one| one.latest.period.label.clone());
        let period = request
            .period
            .clone()
            .or(latest)
            .ok_or_else(|| Error::NotPublished { indicator: asked.to_owned(), area: profile.name.clone() })?;
        let place = self.place(request.place.as_deref(), profile)?;
        let key = FigureKey::indicator(indicator.id.as_str(), group, &period, place);
        Ok(Found {
            kind: TracedKind::Indicator,
            id: indicator.id.to_string(),
            text: indicator.name.clone(),
            figures: vec![(key, None)],
        })
    }

    fn place(&self, asked: Option<&str>, profile: &Profile) -> Result<FigurePlace, Error> {
        Ok(match asked.map(str::trim) {
            None => FigurePlace::Area(profile.area),
            Some("england" | "England") => FigurePlace::England,
            Some("neighbours") => FigurePlace::NeighboursOf(profile.area),
            Some("region") => {
                let area = self.evidence().areas.get(profile.area);
                area.map_or(FigurePlace::Area(profile.area), |area| FigurePlace::Region(area.region))
            }
            Some(area) => FigurePlace::Area(self.area(area)?.number),
        })
    }
}

/// A statement or claim that the evidence supports.
fn in_statements(asked: &str, facts: &Facts<'_>) -> Option<Found> {
    let statements = statements::statements(facts, Selection::default());
    let by_id = StatementId::read(asked).and_then(|id| statements.iter().find(|one| one.id == id));
    if let Some(statement) = by_id {
        return Some(Found {
            kind: TracedKind::Statement,
            id: statement.id.to_string(),
            text: statement.text.clone(),
            figures: distinct(&statement.figures),
        });
    }
    let id = ClaimId::read(asked)?;
    let claim = statements.iter().flat_map(|one| &one.claims).find(|claim| claim.id() == id)?;
    Some(Found {
        kind: TracedKind::Claim,
        id: id.to_string(),
        text: claim.text(),
        figures: distinct(&statements::decide(claim, facts).figures),
    })
}

/// The grade, or a block, measure, rule or limit of the framework.
fn in_assessment(asked: &str, assessment: &Assessment) -> Option<Found> {
    let found = |kind, text: &str, facts: Vec<&FactUsed>| Found {
        kind,
        id: asked.to_owned(),
        text: text.to_owned(),
        figures: distinct(facts.into_iter().flat_map(|fact| &fact.figures)),
    };
    let blocks = &assessment.blocks;
    let of_block = |block: &'_ framework::assessment::BlockResult| -> Vec<FactUsed> {
        let measures = block.measures.iter().flat_map(|measure| &measure.facts);
        measures.chain(block.placings.iter().flat_map(|rule| &rule.facts)).cloned().collect()
    };
    if asked == "grade" {
        let limits = assessment.limits.iter().flat_map(|limit| &limit.rule.facts);
        let all: Vec<FactUsed> = blocks.iter().flat_map(of_block).chain(limits.cloned()).collect();
        let text = assessment.derived.grade().map_or_else(String::new, |grade| format!("{grade}. "));
        let text = format!("{text}{}", assessment.derived.because());
        return Some(found(TracedKind::Grade, &text, all.iter().collect()));
    }
    if let Some(block) = blocks.iter().find(|block| block.id == asked) {
        let facts = of_block(block);
        return Some(found(TracedKind::Block, &block.because, facts.iter().collect()));
    }
    if let Some(measure) = blocks.iter().flat_map(|block| &block.measures).find(|one| one.id == asked) {
        return Some(found(TracedKind::Measure, &measure.because, measure.facts.iter().collect()));
    }
    let rules = blocks.iter().flat_map(|block| &block.placings).chain(&assessment.requirements);
    let mut rules = rules.chain(&assessment.rules).chain(assessment.limits.iter().map(|limit| &limit.rule));
    let rule = rules.find(|rule| rule.id == asked)?;
    Some(found(TracedKind::Rule, &rule.because, rule.facts.iter().collect()))
}

/// The settings of a remit: how many are open, judged, and good or better.
fn of_remit(asked: &str, profile: &Profile) -> Option<Found> {
    let wanted = asked.trim().to_lowercase();
    let remit = profile
        .remits
        .iter()
        .find(|remit| remit.remit.as_str() == wanted || remit.plural.to_lowercase() == wanted)?;
    let of = SettingsOf::new([remit.remit.clone()], OVERALL.into());
    let subjects = [
        of.clone().count(Counted::Open),
        of.clone().count(Counted::Judged),
        of.clone().count(Counted::Inadequate),
        of.good_or_better(),
    ];
    let figures = subjects
        .into_iter()
        .map(|subject| (subject.at(figure_period(profile.as_at), FigurePlace::Area(profile.area)), None));
    Some(Found {
        kind: TracedKind::Remit,
        id: remit.remit.to_string(),
        text: remit.plural.clone(),
        figures: figures.collect(),
    })
}

/// Up to when the evidence tells of the remits that some figures are about.
fn evidence_until(figures: &[(FigureKey, Option<String>)], profile: &Profile) -> Vec<EvidenceUntil> {
    let named: Vec<&[evidence::RemitId]> =
        figures.iter().filter_map(|(key, _)| key.subject.remits()).collect();
    let is_meant =
        |remit: &evidence::RemitId| named.iter().any(|remits| remits.is_empty() || remits.contains(remit));
    let remits = profile.remits.iter().filter(|remit| is_meant(&remit.remit));
    remits
        .map(|remit| EvidenceUntil {
            settings: remit.plural.clone(),
            inspected: remit.reach.inspected_until,
            listed: remit.reach.listed,
        })
        .collect()
}

/// Each figure once, in the order in which they are first used.
fn distinct<'f>(figures: impl IntoIterator<Item = &'f FigureUsed>) -> Vec<(FigureKey, Option<String>)> {
    let mut distinct: Vec<(FigureKey, Option<String>)> = Vec::new();
    for figure in figures {
        if distinct.iter().all(|(known, _)| *known != figure.key) {
            distinct.push((figure.key.clone(), Some(figure.shown.clone())));
        }
    }
    distinct
}

/// The figures with their cells; where nothing says how one is written, it is written plainly.
fn resolved(figures: &[(FigureKey, Option<String>)], prepared: &PreparedDate) -> Result<Vec<Figure>, Error> {
    let origins = evidence::Origins::of(prepared.evidence());
    let written = |(key, shown): &(FigureKey, Option<String>)| -> Result<Figure, Error> {
        Ok(written_out(prepared.figure(key)?, shown.as_deref(), &origins))
    };
    figures.iter().map(written).collect()
}

impl Shape for Traced {
    const FORMAT: &'static str = "kingsway-trace";
    const VERSION: u32 = 1;
}
