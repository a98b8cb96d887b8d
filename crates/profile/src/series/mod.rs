//! Series: which published measures are one, where a series breaks, and which periods are provisional, from
//! `sources/series.toml`.

mod file;
mod lines;
#[cfg(test)]
mod tests;

pub use lines::{Bases, Line, lines};

use crate::model::{BreakKind, SeriesBreak};
use definitions::{Format, Loader, Mistakes};
use evidence::{Evidence, Indicator, IndicatorIndex, Period, Told};
use file::{BreakRule, SeriesFile, SeriesRule};
use std::sync::Arc;

/// The file as it was when the program was built.
const BUILT_IN: &str = include_str!("../../../../sources/series.toml");

/// What is one series, and where series break.
#[derive(Debug, Clone)]
pub struct SeriesRules {
    series: Vec<SeriesRule>,
    breaks: Vec<BreakRule>,
    provisional: Vec<String>,
    text: String,
}

/// A break of some indicator, with words that every profile shares.
#[derive(Debug, Clone)]
pub(crate) struct Break {
    pub(crate) id: Arc<str>,
    pub(crate) kind: BreakKind,
    pub(crate) reason: Arc<str>,
    pub(crate) source: Arc<str>,
    from: Option<i16>,
    until: Option<i16>,
}

impl SeriesRules {
    /// The rules that come with the program.
    ///
    /// # Panics
    /// Never in a released program: the file is part of it, and the tests read it.
    pub fn builtin() -> SeriesRules {
        SeriesRules::parse("sources/series.toml", BUILT_IN)
            .expect("the built-in series are part of the program and read by its tests")
    }

    /// The rules of a text in the form of `sources/series.toml`, which messages call `file`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(file: &str, text: &str) -> Result<SeriesRules, Mistakes> {
        let loader = Loader::<SeriesFile>::new(Format::new("series", "a list of series and their breaks"));
        loader.read_checked(file, text, |read, mistakes| {
            mistakes.extend(read.mistakes());
            Some(SeriesRules {
                series: read.series,
                breaks: read.breaks,
                provisional: read.provisional.into_iter().map(|word| word.to_lowercase()).collect(),
                text: text.to_owned(),
            })
        })
    }

    /// The file as it was read: what it says changes what is compared.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The other publications of the series that an indicator is one of.
    pub fn others_of<'r>(&'r self, indicator: &'r str) -> impl Iterator<Item = &'r str> {
        let is = move |series: &&SeriesRule| {
            series.members.iter().any(|member| member.indicator.as_str() == indicator)
        };
        self.series
            .iter()
            .filter(is)
            .flat_map(|series| &series.members)
            .map(|member| member.indicator.as_str())
    }

    /// Whether a period's label says that its figures are provisional.
    pub fn is_provisional(&self, period: &Period) -> bool {
        let label = period.label.to_lowercase();
        label
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| !word.is_empty() && self.provisional.iter().any(|known| known == word))
    }

    /// The breaks of an indicator, in the order of the file.
    pub(crate) fn breaks_of(&self, indicator: &Indicator) -> Vec<Break> {
        let told = Told::of(indicator);
        let meant = self.breaks.iter().filter(|rule| rule.of.means(&told));
        meant
            .map(|rule| Break {
                id: rule.id.as_str().into(),
                kind: rule.kind,
                reason: rule.reason.as_str().into(),
                source: rule.source.as_str().into(),
                from: rule.from,
                until: rule.until,
            })
            .collect()
    }
}

impl Break {
    /// Whether nothing is compared across the step between periods that end in these years.
    fn lies_between(&self, earlier: i32, later: i32) -> bool {
        let at = |year: i32| earlier < year && year <= later;
        self.kind == BreakKind::CentredEachYear
            || self.from.is_some_and(|from| at(i32::from(from)))
            || self.until.is_some_and(|until| at(i32::from(until) + 1))
    }

    /// The break, with the first period after it.
    pub(crate) fn at(&self, period: &Period) -> SeriesBreak {
        SeriesBreak {
            id: Arc::clone(&self.id),
            kind: self.kind,
            from: period.clone(),
            reason: Arc::clone(&self.reason),
            source: Arc::clone(&self.source),
        }
    }
}

/// The year in which a period ends: that of its last day, else the one that its label begins with.
pub(crate) fn year_of(period: &Period) -> Option<i32> {
    period.end_year().map(i32::from).or_else(|| year_of_label(&period.label))
}

/// The year that a label begins with: its first four characters as a number, as the published tool reads it.
pub(crate) fn year_of_label(label: &str) -> Option<i32> {
    let end = label.char_indices().nth(4).map_or(label.len(), |(at, _)| at);
    label[..end].trim().parse().ok()
}

/// Every indicator that a name of a member means.
fn members(evidence: &Evidence, pattern: &str) -> Vec<IndicatorIndex> {
    let which = evidence::Which { ids: vec![pattern.to_owned()], ..evidence::Which::default() };
    (0_u32..)
        .zip(&evidence.indicators)
        .filter(|(_, indicator)| which.means(&Told::of(indicator)))
        .map(|(at, _)| IndicatorIndex(at))
        .collect()
}
