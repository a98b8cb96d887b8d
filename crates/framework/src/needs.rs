//! What a framework reads of the evidence, so that what is missing can be said before anything is derived.

use crate::Framework;
use crate::fact::{FactIs, Of, SeriesIs};
use evidence::RemitId;
use std::collections::BTreeSet;

/// What a framework reads, by the names that the evidence uses. Gaps are left out: they are made of indicators.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Names of indicators.
    pub indicators: BTreeSet<String>,
    /// Remits of which any one serves, for each fact about settings.
    pub remits: BTreeSet<Vec<RemitId>>,
    /// Kinds of events of areas.
    pub events: BTreeSet<String>,
}

impl Framework {
    /// What the framework reads.
    pub fn needs(&self) -> Needs {
        let mut needs = Needs::default();
        for fact in &self.facts {
            match &fact.what {
                FactIs::Share { of, .. }
                | FactIs::Count { of, .. }
                | FactIs::Average { of, .. }
                | FactIs::Inspections { of, .. }
                | FactIs::Any { of, .. }
                | FactIs::Judgement { of, .. } => needs.settings(of),
                FactIs::Series { series, .. }
                | FactIs::Rank(series)
                | FactIs::Quartile(series)
                | FactIs::Trend(series, _)
                | FactIs::Against(series, _, _) => needs.series(series),
                FactIs::EventPoints { kind, .. } | FactIs::Event { kind, .. } => {
                    needs.events.extend(self.events.get(*kind).map(|event| event.kind.clone()));
                }
            }
        }
        needs
    }

    /// Whether the framework is for assessments as at a date: in one of its years, or in the year up to the cut-off
    /// date that goes with it. A framework that names no year is for all.
    pub fn is_for(&self, as_at: evidence::Date) -> bool {
        let of_year = self.years.is_empty() || self.years.contains(&as_at.year());
        let year_before = self.as_at.map(evidence::date::year_before);
        of_year || self.as_at.zip(year_before).is_some_and(|(last, first)| first < as_at && as_at <= last)
    }
}

impl Needs {
    fn settings(&mut self, of: &Of) {
        self.remits.insert(of.remits.clone());
    }

    fn series(&mut self, series: &SeriesIs) {
        if let SeriesIs::Indicator { id, .. } = series {
            self.indicators.insert(id.clone());
        }
    }
}
