//! From the text of a file to a checked framework, or to all its mistakes at once.

/// Why a rule is there, from the three keys that every rule has.
macro_rules! backing {
    ($of:expr) => {
        crate::model::Backing {
            reason: $of.reason.clone(),
            standing: $of.standing,
            source: $of.source.clone(),
        }
    };
}

mod bands;
mod blocks;
mod conditions;
mod decided;
mod declared;
mod names;
mod order;
mod range;
mod words;

use crate::file::FrameworkFile;
use crate::model::{Block, CountingRule, EventKind, Fact, Framework, Kind, Measure, Scale, Threshold};
use crate::schema::{FORMAT, LOADER};
use definitions::{At, LoadError, Mistake, Mistakes};
use evidence::{Evidence, Unit, Vocabulary};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// More distinct facts than this are refused: each is read for every area.
pub const MOST_FACTS: usize = 2_000;

/// The names that a framework may use.
#[derive(Debug, Clone)]
pub struct Names<'a> {
    /// Scales, aspects and remits.
    pub vocabulary: &'a Vocabulary,
    /// Indicators with their units, where evidence is at hand; otherwise any name is accepted.
    pub indicators: Option<BTreeMap<String, Unit>>,
    /// Declared gaps, where they are known; otherwise any name is accepted.
    pub gaps: Option<Vec<String>>,
}

impl<'a> Names<'a> {
    /// The vocabulary alone: names of indicators and gaps are not checked.
    pub fn of_vocabulary(vocabulary: &'a Vocabulary) -> Names<'a> {
        Names { vocabulary, indicators: None, gaps: None }
    }

    /// Everything that the evidence names.
    pub fn of_evidence(evidence: &'a Evidence) -> Names<'a> {
        let indicators = evidence.indicators.iter().map(|one| (one.id.0.clone(), one.unit)).collect();
        Names { vocabulary: &evidence.vocabulary, indicators: Some(indicators), gaps: None }
    }

    /// With the gaps that are declared, so that their names are checked too.
    #[must_use]
    pub fn with_gaps(mut self, gaps: impl IntoIterator<Item = String>) -> Names<'a> {
        self.gaps = Some(gaps.into_iter().collect());
        self
    }
}

impl Framework {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// Where it cannot be read, is too large, is no text or has mistakes.
    pub fn load(path: &Path, names: &Names<'_>) -> Result<Framework, LoadError> {
        Ok(Framework::check(&path.display().to_string(), &Framework::text_of(path)?, names)?)
    }

    /// The text of a file, not yet checked.
    ///
    /// # Errors
    /// Where it cannot be read, is too large or is no text.
    pub fn text_of(path: &Path) -> Result<String, LoadError> {
        FORMAT.text_of(path)
    }

    /// Checks the text of a file, which messages call `file`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn check(file: &str, text: &str, names: &Names<'_>) -> Result<Framework, Mistakes> {
        LOADER.read_checked(file, text, |read, mistakes| {
            let mut checker = Checker::new(text, names, &read);
            let framework = checker.framework();
            mistakes.append(&mut checker.mistakes);
            framework
        })
    }
}

/// What is known while a file is checked.
pub(crate) struct Checker<'a> {
    text: &'a str,
    names: &'a Names<'a>,
    file: &'a FrameworkFile,
    mistakes: Vec<Mistake>,
    scale: Scale,
    countings: Vec<CountingRule>,
    events: Vec<EventKind>,
    thresholds: Vec<Threshold>,
    facts: Vec<Fact>,
    fact_kinds: Vec<Kind>,
    fact_positions: BTreeMap<String, usize>,
    /// What is being checked, for the names of thresholds.
    within: String,
}

impl<'a> Checker<'a> {
    fn new(text: &'a str, names: &'a Names<'a>, file: &'a FrameworkFile) -> Checker<'a> {
        let scale = Scale {
            overall: file.scale.overall,
            why_no_overall: None,
            grades: Vec::new(),
            positions: Vec::new(),
            notes: file.scale.notes.clone(),
        };
        Checker {
            text,
            names,
            file,
            mistakes: Vec::new(),
            scale,
            countings: Vec::new(),
            events: Vec::new(),
            thresholds: Vec::new(),
            facts: Vec::new(),
            fact_kinds: Vec::new(),
            fact_positions: BTreeMap::new(),
            within: String::new(),
        }
    }

    /// The framework, as far as it could be made; whether it may be used is for the mistakes to say.
    fn framework(&mut self) -> Option<Framework> {
        let file = self.file;
        self.unique_ids();
        self.head();
        self.scale();
        self.countings();
        self.events();
        let blocks: Vec<Block> = file.blocks.iter().map(|block| self.block(block)).collect();
        let measures: Vec<Option<Measure>> =
            file.measures.iter().map(|measure| self.measure(measure)).collect();
        let rules: Vec<_> = file.rules.iter().map(|rule| self.rule(rule)).collect();
        let placings: Vec<_> = file.placings.iter().map(|placing| self.placing(placing)).collect();
        let grade_rule = self.grade_rule();
        let requirements: Vec<_> = file.requirements.iter().map(|one| self.requirement(one)).collect();
        let limits: Vec<_> = file.limits.iter().map(|one| self.limit(one)).collect();
        self.weights();
        let range = self.range();
        let robustness = self.robustness();
        let words = self.words();
        let letter = self.letter();
        // Positions in lists hold only where every entry of the list could be made.
        let measures: Vec<Measure> = measures.into_iter().collect::<Option<_>>()?;
        let rules: Vec<_> = rules.into_iter().collect::<Option<_>>()?;
        let placings: Vec<_> = placings.into_iter().collect::<Option<_>>()?;
        let requirements: Vec<_> = requirements.into_iter().collect::<Option<_>>()?;
        let limits: Vec<_> = limits.into_iter().collect::<Option<_>>()?;
        let order = self.order(&blocks, &measures, &rules, &placings)?;
        Some(Framework {
            id: file.id.get_ref().clone(),
            name: file.name.get_ref().clone(),
            years: file.years.iter().map(|year| *year.get_ref()).collect(),
            chosen_by_date: file.chosen_by_date,
            as_at: file.as_at.as_ref().and_then(|date| date.parse().ok()),
            about: file.about.get_ref().clone(),
            legal_basis: file.legal_basis.get_ref().clone(),
            sha256: hex::encode(Sha256::digest(self.text.as_bytes())),
            scale: self.scale.clone(),
            countings: std::mem::take(&mut self.countings),
            events: std::mem::take(&mut self.events),
            blocks,
            measures,
            rules,
            placings,
            grade_rule,
            requirements,
            limits,
            not_by_rule: decided::not_by_rule(file),
            range,
            robustness,
            words: words?,
            letter,
            thresholds: std::mem::take(&mut self.thresholds),
            facts: std::mem::take(&mut self.facts),
            order,
        })
    }

    fn wrong(&mut self, mistake: Mistake) {
        self.mistakes.push(mistake);
    }

    /// The bytes of a part of a text in quotation marks.
    fn inside(&self, text: &At<String>, part: &Range<usize>) -> Range<usize> {
        let span = text.span();
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let opening = ["\"\"\"\r\n", "\"\"\"\n", "\"\"\"", "'''\r\n", "'''\n", "'''", "\"", "'"]
            .into_iter()
            .find(|opening| raw.starts_with(opening))
            .map_or(0, str::len);
        // Escapes make the text shorter than what stands in the file; then the whole text is shown.
        if raw.get(opening..).is_none_or(|rest| !rest.starts_with(text.get_ref().as_str())) {
            return span;
        }
        let start = (span.start + opening + part.start).min(span.end);
        start..(span.start + opening + part.end).clamp(start, span.end)
    }
}
