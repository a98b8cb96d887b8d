//! What a framework reads of the evidence, so that what is missing can be said before anything is derived.

use crate::Framework;
use crate::fact::{FactKind, SeriesRef};
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
            needs.remits.extend(fact.what.settings().map(|of| of.remits.clone()));
            if let Some(SeriesRef::Indicator { id, .. }) = fact.what.series() {
                needs.indicators.insert(id.clone());
            }
            if let FactKind::EventPoints { kind, .. } | FactKind::Event { kind, .. } = &fact.what {
                needs.events.extend(self.events.get(*kind).map(|event| event.kind.clone()));
            }
        }
        needs
    }
}
