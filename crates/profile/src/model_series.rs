//! What a profile says of series: which publication was used, where a series breaks, since when a figure was public.

use evidence::{Date, Group, IndicatorId, KnownBy, Period};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// What a figure may be compared with, and since when it was public.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FigureStatus {
    /// On which basis it stands, counted from the series' first: figures of different bases are not compared.
    #[serde(default)]
    pub basis: u32,
    /// Whether it is provisional: it is not compared with final figures.
    #[serde(default)]
    pub provisional: bool,
    /// The day from which it was public; none where no file has the figure.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub public_from: Option<Date>,
    /// How that day is known.
    #[serde(default)]
    pub known_by: Option<KnownBy>,
}

/// Which publication was used for a series, and where it breaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesHistory {
    /// The declared series, where the measure is published more than once.
    #[serde(default)]
    pub series: Option<SeriesUsed>,
    /// Where it breaks, earliest first: nothing is compared across.
    #[serde(default)]
    pub breaks: Vec<SeriesBreak>,
    /// How it is known since when the latest figure was public, in words.
    #[serde(default)]
    pub public_because: String,
}

/// A measure that is published more than once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesUsed {
    /// The series' declared name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The publication that is used: an indicator and a group.
    pub used: (IndicatorId, Group),
    /// All publications of it in the evidence, in their order.
    pub members: Vec<(IndicatorId, Group)>,
    /// Why that one, in a sentence.
    pub because: String,
}

/// Of what kind a break is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BreakKind {
    /// What is measured, or how, changed.
    NotComparable,
    /// Nothing was published for some years.
    Gap,
    /// The figures of each year are relative to that year's average.
    CentredEachYear,
}

impl BreakKind {
    /// The name in files and exports.
    pub fn name(self) -> &'static str {
        match self {
            BreakKind::NotComparable => "not-comparable",
            BreakKind::Gap => "gap",
            BreakKind::CentredEachYear => "centred-each-year",
        }
    }
}

/// A break in a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesBreak {
    /// Its declared name.
    #[serde(with = "shared_text")]
    #[schemars(with = "String")]
    pub id: Arc<str>,
    /// Of what kind it is.
    pub kind: BreakKind,
    /// The first period after it.
    pub from: Period,
    /// Why nothing is compared across, in plain words.
    #[serde(with = "shared_text")]
    #[schemars(with = "String")]
    pub reason: Arc<str>,
    /// Who says so.
    #[serde(with = "shared_text")]
    #[schemars(with = "String")]
    pub source: Arc<str>,
}

/// A text that many profiles share.
mod shared_text {
    use super::{Arc, Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        Ok(String::deserialize(deserializer)?.into())
    }
}

impl SeriesHistory {
    /// Whether the series is that of an indicator and group: also of a publication that is not used.
    pub fn holds(&self, indicator: &str, group: &str) -> bool {
        let is = |(id, of): &(IndicatorId, Group)| id.as_str() == indicator && of.as_str() == group;
        self.series.as_ref().is_some_and(|series| series.members.iter().any(is))
    }

    /// The basis on which a period stands: how many times it changed up to it.
    pub fn basis(&self, period: &Period) -> u32 {
        let at_or_after = |known: &&SeriesBreak| order(&known.from) <= order(period);
        let mut changes: Vec<_> = self.breaks.iter().filter(at_or_after).map(|known| &known.from).collect();
        changes.dedup();
        u32::try_from(changes.len()).unwrap_or(u32::MAX)
    }

    /// The breaks after one period, up to another.
    pub fn breaks_between<'s>(
        &'s self,
        earlier: &'s Period,
        later: &'s Period,
    ) -> impl Iterator<Item = &'s SeriesBreak> {
        self.breaks
            .iter()
            .filter(move |known| order(earlier) < order(&known.from) && order(&known.from) <= order(later))
    }
}

/// What periods are ordered by.
fn order(period: &Period) -> (Option<Date>, Option<i32>, &str) {
    (period.end, crate::series::year_of(period), &period.label)
}
