//! The evidence of a letter: each figure once, with the files and rows that it came from.

use super::phrases::LetterPhrases;
use evidence::{Evidence, SourceIndex};
use letter::content::{ComparatorFigure, EvidenceEntry, Origin, Source};
use profile::figure::SettingsOf;
use profile::{FigureKey, FigurePlace, FigureSubject, FigureUsed, Origin as Row, Profile};
use statements::Facts;
use statements::figure_names::entries;
use std::collections::{BTreeMap, BTreeSet};

/// Entries and sources as they are gathered; ids follow the order in which the letter first uses them.
pub struct Appendix<'a> {
    evidence: &'a Evidence,
    facts: &'a Facts<'a>,
    phrases: &'a LetterPhrases,
    entries: Vec<EvidenceEntry>,
    sources: Vec<SourceIndex>,
}

impl<'a> Appendix<'a> {
    /// An empty appendix.
    pub fn new(evidence: &'a Evidence, facts: &'a Facts<'a>, phrases: &'a LetterPhrases) -> Appendix<'a> {
        Appendix { evidence, facts, phrases, entries: Vec::new(), sources: Vec::new() }
    }

    /// The ids of some figures, which are entered where they are new.
    pub fn entries(&mut self, figures: &[FigureUsed]) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for entry in entries(figures, self.facts) {
            let comparators =
                entry.beside.iter().map(|beside| (beside.name.clone(), beside.figure.shown.clone()));
            let rows = rows(&entry.figure.key, self.facts.profile);
            let id = self.enter(&entry.what, &entry.figure.shown, comparators.collect(), &rows);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The id of one figure.
    pub fn enter(&mut self, what: &str, figure: &str, beside: Vec<(String, String)>, rows: &[Row]) -> String {
        let comparators: Vec<ComparatorFigure> =
            beside.into_iter().map(|(name, figure)| ComparatorFigure { name, figure }).collect();
        let known = self
            .entries
            .iter()
            .find(|entry| entry.what == what && entry.figure == figure && entry.comparators == comparators);
        if let Some(entry) = known {
            return entry.id.clone();
        }
        let id = format!("E{}", self.entries.len() + 1);
        let origins = self.origins(rows);
        self.entries.push(EvidenceEntry {
            id: id.clone(),
            what: what.to_owned(),
            figure: figure.to_owned(),
            comparators,
            origins,
        });
        id
    }

    fn origins(&mut self, rows: &[Row]) -> Vec<Origin> {
        let mut by_source: BTreeMap<SourceIndex, BTreeSet<u32>> = BTreeMap::new();
        for row in rows {
            by_source.entry(row.source).or_default().insert(row.row);
        }
        by_source
            .into_iter()
            .map(|(source, rows)| Origin { source: self.source(source), rows: rows.len() as u64 })
            .collect()
    }

    fn source(&mut self, source: SourceIndex) -> String {
        let at = self.sources.iter().position(|known| *known == source).unwrap_or_else(|| {
            self.sources.push(source);
            self.sources.len() - 1
        });
        format!("S{}", at + 1)
    }

    /// The entries and the files, as the letter prints them.
    pub fn finish(self) -> (Vec<EvidenceEntry>, Vec<Source>) {
        let sources = self
            .sources
            .iter()
            .zip(1..)
            .filter_map(|(at, number)| {
                let source = self.evidence.sources.get(at.at())?;
                let licence = self.phrases.licences.get(&source.licence);
                let file = if source.sheet.is_empty() {
                    source.file.clone()
                } else {
                    format!("{}, {}", source.file, source.sheet)
                };
                Some(Source {
                    id: format!("S{number}"),
                    title: source.title.clone(),
                    publisher: source.publisher.clone(),
                    file,
                    rows: source.rows_read,
                    sha256: source.sha256.clone(),
                    licence: source.licence.clone(),
                    licence_url: licence.map(|licence| licence.url.clone()),
                    attribution: licence.map(|licence| licence.attribution.clone()),
                    url: None,
                })
            })
            .collect();
        (self.entries, sources)
    }
}

/// The rows of a figure of the area, as far as its profile knows them.
fn rows(key: &FigureKey, profile: &Profile) -> Vec<Row> {
    if key.place != FigurePlace::Area(profile.area) {
        return Vec::new();
    }
    match &key.subject {
        FigureSubject::Indicator(id) => profile
            .indicators
            .iter()
            .filter(|block| block.indicator == *id && block.group == key.group)
            .flat_map(|block| &block.series)
            .filter(|figure| figure.period.label == key.period)
            .map(|figure| figure.origin)
            .collect(),
        FigureSubject::Gap(id) => {
            profile.gaps.iter().filter(|gap| gap.id == *id).flat_map(|gap| gap.origins.clone()).collect()
        }
        FigureSubject::Settings { of, .. } | FigureSubject::Share { of, .. } => of_settings(of, profile),
        FigureSubject::Inspections { remits, .. } | FigureSubject::InspectionShare { remits, .. } => {
            of_settings(&SettingsOf::new(remits.clone(), "overall-effectiveness".into()), profile)
        }
        FigureSubject::Judgement { setting, .. } => profile
            .remits
            .iter()
            .flat_map(|remit| &remit.settings)
            .filter(|known| known.setting == *setting)
            .filter_map(|known| known.judgement.as_ref().ok())
            .map(|held| held.origin)
            .collect(),
        FigureSubject::Event { kind } => profile
            .events
            .iter()
            .filter(|event| event.kind == *kind && event.date.to_string() == key.period)
            .map(|event| event.origin)
            .collect(),
        FigureSubject::Change { of, since } => [since, &key.period]
            .into_iter()
            .flat_map(|period| {
                rows(&FigureKey { subject: (**of).clone(), period: period.clone(), ..key.clone() }, profile)
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn of_settings(of: &SettingsOf, profile: &Profile) -> Vec<Row> {
    let remits =
        profile.remits.iter().filter(|remit| of.remits.is_empty() || of.remits.contains(&remit.remit));
    let settings = remits.flat_map(|remit| &remit.settings);
    settings.filter_map(|setting| setting.judgement.as_ref().ok()).map(|held| held.origin).collect()
}
