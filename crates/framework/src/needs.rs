//! What a framework reads of the evidence, so that what is missing can be said before anything is derived.

use crate::Framework;
use crate::fact::{FactKind, Of, SeriesRef};
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
                FactKind::Share { of, .. }
                | FactKind::Count { of, .. }
                | FactKind::Average { of, .. }
                | FactKind::Inspections { of, .. }
                | FactKind::Any { of, .. }
                | FactKind::Judgement { of, .. } => needs.settings(of),
                FactKind::Series { series, .. }
                | FactKind::Rank(series)
                | FactKind::Quartile(series)
                | FactKind::Trend(series, _)
                | FactKind::Against(series, _, _) => needs.series(series),
                FactKind::EventPoints { kind, .. } | FactKind::Event { kind, .. } => {
                    needs.events.extend(self.events.get(*kind).map(|event| event.kind.clone()));
                }
            }
        }
        needs
    }
}

impl Needs {
    fn settings(&mut self, of: &Of) {
        self.remits.insert(of.remits.clone());
    }

    fn series(&mut self, series: &SeriesRef) {
        if let SeriesRef::Indicator { id, .. } = series {
            self.indicators.insert(id.clone());
        }
    }
}
