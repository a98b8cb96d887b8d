//! The names in conditions and quantities, each resolved or said to be unknown beside the nearest.

use super::conditions::Written;
use super::{Checker, MOST_FACTS};
use crate::language::ast::{Name, Series, Settings, When};
use crate::model::{EventWindow, Fact, FactKind, Kind, Of, SeriesRef};
use definitions::Mistake;
use evidence::{AspectId, RemitId};

/// The aspect that is meant where none is said.
const OVERALL: &str = "overall-effectiveness";

impl Checker<'_> {
    pub(super) fn fact(
        &mut self,
        text: Written<'_>,
        written: String,
        what: FactKind,
        kind: Kind,
    ) -> Option<usize> {
        if let Some(at) = self.fact_positions.get(&written) {
            return Some(*at);
        }
        if self.facts.len() >= MOST_FACTS {
            let message = format!("more than {MOST_FACTS} different figures are asked for");
            let mistake = Mistake::new("too-large", 0..text.len(), message, "one too many");
            return self.in_text(text, mistake);
        }
        self.fact_positions.insert(written.clone(), self.facts.len());
        self.facts.push(Fact { text: written, what });
        self.fact_kinds.push(kind);
        Some(self.facts.len() - 1)
    }

    pub(super) fn counting_called(&mut self, text: Written<'_>, name: &Name) -> Option<usize> {
        match self.file.counting.iter().position(|counting| *counting.id.get_ref() == name.text) {
            // A way of counting with a mistake of its own has been reported there.
            Some(_) => self.countings.iter().position(|counting| counting.id == name.text),
            None => {
                let valid: Vec<String> =
                    self.file.counting.iter().map(|one| one.id.get_ref().clone()).collect();
                self.unknown(text, name, "way of counting", valid.iter().map(String::as_str))
            }
        }
    }

    pub(super) fn settings(&mut self, text: Written<'_>, settings: &Settings) -> Option<Of> {
        let vocabulary = self.names.vocabulary;
        let mut wanted: Vec<RemitId> = Vec::new();
        let mut plurals: Vec<String> = Vec::new();
        let mut whole = true;
        for name in &settings.remits {
            let of_stage = vocabulary.remits.iter().filter(|remit| remit.life_stage == name.text);
            let remits: Vec<RemitId> = match vocabulary.remit(&name.text) {
                Some((_, remit)) => {
                    plurals.push(remit.plural.clone());
                    vec![remit.id.clone()]
                }
                None => {
                    plurals.push(format!("{} settings", name.text));
                    of_stage.map(|remit| remit.id.clone()).collect()
                }
            };
            if remits.is_empty() {
                let names = vocabulary.remits.iter().flat_map(|remit| [remit.id.as_str(), &remit.life_stage]);
                whole = self.unknown(text, name, "remit or stage of life", names).unwrap_or(false);
            }
            wanted.extend(remits);
        }
        let aspect = settings.aspect.as_ref().map_or(OVERALL, |aspect| &aspect.text);
        let Some((_, known)) = vocabulary.aspect(aspect) else {
            let name = settings.aspect.as_ref()?;
            return self.unknown(text, name, "aspect", vocabulary.aspects.iter().map(|one| one.id.as_str()));
        };
        let remits: Vec<&evidence::Remit> =
            vocabulary.remits.iter().filter(|remit| wanted.contains(&remit.id)).collect();
        let plural = crate::text::listed(plurals.iter().map(String::as_str));
        let aspect_name = if aspect == OVERALL { String::new() } else { known.name.clone() };
        whole.then(|| Of {
            remits: remits.iter().map(|remit| remit.id.clone()).collect(),
            plural,
            aspect: AspectId(aspect.to_owned()),
            aspect_name,
        })
    }

    /// A label that some scale has.
    pub(super) fn label(&mut self, text: Written<'_>, label: &Name) -> Option<String> {
        let scales = &self.names.vocabulary.scales;
        let labels = || scales.iter().flat_map(|scale| scale.values.iter().map(|value| value.label.as_str()));
        match labels().find(|known| *known == label.text) {
            Some(known) => Some(known.to_owned()),
            None => self.unknown(text, label, "value of any scale", labels()),
        }
    }

    pub(super) fn series(&mut self, text: Written<'_>, series: &Series) -> Option<(SeriesRef, Kind)> {
        match series {
            Series::Indicator { id, group } => {
                if let Some(known) = &self.names.indicators
                    && !known.contains_key(&id.text)
                {
                    return self.unknown(
                        text,
                        id,
                        "indicator in the evidence",
                        known.keys().map(String::as_str),
                    );
                }
                let group = group.as_ref().map_or("all", |group| &group.text).to_owned();
                Some((SeriesRef::Indicator { id: id.text.clone(), group }, self.kind_of_indicator(&id.text)))
            }
            Series::Gap { id } => {
                if let Some(known) = &self.names.gaps
                    && !known.contains(&id.text)
                {
                    return self.unknown(text, id, "gap", known.iter().map(String::as_str));
                }
                Some((SeriesRef::Gap { id: id.text.clone() }, Kind::Indicator))
            }
        }
    }

    pub(super) fn indicator_only(&mut self, text: Written<'_>, series: &Series) -> Option<SeriesRef> {
        if let Series::Gap { id } = series {
            let message = "gaps have no rank and no quartile";
            return self.in_text(text, Mistake::new("condition", id.span.clone(), message, "a gap"));
        }
        self.series(text, series).map(|(series, _)| series)
    }

    pub(super) fn event_kind(&mut self, text: Written<'_>, name: &Name) -> Option<usize> {
        match self.events.iter().position(|event| event.kind == name.text) {
            Some(at) => Some(at),
            None => {
                let valid: Vec<String> = self.events.iter().map(|event| event.kind.clone()).collect();
                self.unknown(text, name, "kind of event", valid.iter().map(String::as_str))
            }
        }
    }

    pub(super) fn outcome(&mut self, text: Written<'_>, kind: usize, name: &Name) -> Option<String> {
        let valid: Vec<String> =
            self.events[kind].outcomes.iter().map(|outcome| outcome.id.clone()).collect();
        if valid.contains(&name.text) {
            return Some(name.text.clone());
        }
        let what = format!("outcome of `{}`", self.events[kind].kind);
        self.unknown(text, name, &what, valid.iter().map(String::as_str))
    }

    pub(super) fn event_window(&mut self, text: Written<'_>, when: &When) -> Option<EventWindow> {
        Some(match when {
            When::Within(years) => EventWindow::Within(*years),
            When::AnyTime => EventWindow::AnyTime,
            When::UntilNext(kind) => EventWindow::UntilNext(self.event_kind(text, kind)?),
        })
    }
}
